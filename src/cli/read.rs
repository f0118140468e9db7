//! `luoshi read FILE|DIR… --json|--out DIR`

use super::{CliError, decoder, inputs};
use crate::{
    model::{CancelToken, NoReport},
    read::{self, Decode},
    session,
    store::{make_folder, write_result},
};
use clap::Args;
use std::{
    collections::BTreeSet,
    io::{Write, stdout},
    path::{Path, PathBuf},
};

/// Arguments of `read`.
#[derive(Debug, Args)]
pub(super) struct Read {
    /// 报告文件或文件夹 / reports, or folders of them
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// 输出 JSON（目前唯一的输出形式） / print JSON (the only form there is)
    #[arg(long, required_unless_present = "out")]
    json: bool,
    /// 每个输入在此文件夹写一个 <stem>.json / write one <stem>.json per input here
    #[arg(long)]
    out: Option<PathBuf>,
}

impl Read {
    /// Reads each file; one that cannot be read is told, and the others are still read.
    pub(super) fn run(self) -> Result<(), CliError> {
        let found = inputs::found(&self.files);
        let several = self.files.len() > 1 || inputs::is_folder(&self.files);
        if self.out.is_none() && several {
            return Err(CliError::OutNeeded);
        }
        if let Some(out) = &self.out {
            make_folder(out)?;
        }
        let decoder = decoder()?;
        let mut failed = found.failed;
        let mut names = BTreeSet::new();
        for file in &found.files {
            let outcome = one(file, &decoder).and_then(|json| match &self.out {
                Some(out) => {
                    Ok(write_result(&out.join(format!("{}.json", free_stem(file, &mut names))), &json)?)
                }
                None => Ok(stdout().lock().write_all(&json).map_err(CliError::Output)?),
            });
            if let Err(error) = outcome {
                if !several {
                    return Err(error);
                }
                eprintln!("{}", error.sentence());
                failed = true;
            }
        }
        if failed { Err(CliError::SomeFailed) } else { Ok(()) }
    }
}

fn one(file: &Path, decoder: &dyn Decode) -> Result<Vec<u8>, CliError> {
    let prepared = session::prepare(file, decoder, &NoReport, &CancelToken::new())?;
    let mut json = serde_json::to_vec(&read::to_json(prepared.reading()))?;
    json.push(b'\n');
    Ok(json)
}

/// The file's stem; numbered when an earlier input had the same, whatever its capitals: some disks
/// do not tell them apart.
fn free_stem(file: &Path, names: &mut BTreeSet<String>) -> String {
    let stem =
        file.file_stem().map_or_else(|| "report".to_owned(), |stem| stem.to_string_lossy().into_owned());
    let mut name = stem.clone();
    let mut count = 1;
    while !names.insert(name.to_lowercase()) {
        count += 1;
        name = format!("{stem}-{count}");
    }
    name
}
