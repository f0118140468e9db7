//! The files that several paths on the command line mean.

use super::error::{CliError, messages};
use crate::{
    read::formats::EXTENSIONS,
    store::{files_under, is_folder as stands},
    words::Message,
};
use std::path::{Path, PathBuf};

/// Files to be read.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// In the order of the arguments; those of a folder by name.
    pub(super) files: Vec<PathBuf>,
    /// A folder could not be looked into, which was told.
    pub(super) failed: bool,
}

/// True when one of the paths is a folder.
pub(super) fn is_folder(paths: &[PathBuf]) -> bool {
    paths.iter().any(|path| stands(path))
}

/// The files themselves, and those under the folders that may be reports by their names. How many
/// were passed over is told.
pub(super) fn found(paths: &[PathBuf]) -> Found {
    let mut found = Found::default();
    for path in paths {
        if !stands(path) {
            found.files.push(path.clone());
            continue;
        }
        match files_under(path) {
            Ok(under) => {
                let all = under.len();
                let before = found.files.len();
                found.files.extend(under.into_iter().filter(|file| may_be_report(file)));
                let passed = all - (found.files.len() - before);
                if passed > 0 {
                    let place = path.display().to_string();
                    eprintln!("{}", messages().with(Message::FilesPassedOver, &[&place, &passed]));
                }
            }
            Err(error) => {
                eprintln!("{}", CliError::from(error).sentence());
                found.failed = true;
            }
        }
    }
    found
}

fn may_be_report(file: &Path) -> bool {
    file.extension()
        .is_none_or(|extension| EXTENSIONS.iter().any(|known| extension.eq_ignore_ascii_case(known)))
}
