//! `luoshi new DIR FILE…` and `luoshi import DIR FILE [--version-of DOCUMENT]`

use super::{CliError, decoder, open};
use crate::{
    model::{CancelToken, DocumentId, NoReport},
    session::{self, Outcome, Prepared, Session},
    store::{self, Access},
};
use clap::Args;
use std::path::{Path, PathBuf};

/// Arguments of `new`.
#[derive(Debug, Args)]
pub(super) struct New {
    /// 新项目文件夹（习惯以 .luoshi 结尾） / the project folder to make
    dir: PathBuf,
    /// 报告文件 / reports to bring in
    files: Vec<PathBuf>,
}

impl New {
    /// Reads every report first, so that a bad one leaves no half-made project.
    pub(super) fn run(self) -> Result<(), CliError> {
        let decoder = decoder()?;
        let prepared = self
            .files
            .iter()
            .map(|file| session::prepare(file, &decoder, &NoReport, &CancelToken::new()))
            .collect::<Result<Vec<_>, _>>()?;
        let name = self.dir.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
        session::create(&self.dir, &name)?;
        let made = filled(&self.dir, &prepared);
        if made.is_err() {
            // All in it was made here: the folder was not there, or empty. Half a project would
            // only stand in the way of the next attempt. The first error is the one to tell.
            let _ = store::remove_folder(&self.dir);
        }
        made
    }
}

fn filled(dir: &Path, reports: &[Prepared]) -> Result<(), CliError> {
    let mut session = open(dir, Access::Write)?;
    for report in reports {
        let (document, outcome) = session.import(report)?;
        told(&session, document, &outcome)?;
    }
    Ok(session.close()?)
}

/// Arguments of `import`.
#[derive(Debug, Args)]
pub(super) struct Import {
    /// 项目文件夹 / the project folder
    dir: PathBuf,
    /// 报告文件 / the report
    file: PathBuf,
    /// 作为该文档的新稿 / take it as a newer draft of this document
    #[arg(long, value_name = "DOCUMENT")]
    version_of: Option<String>,
}

impl Import {
    /// Prints the document's id once it is on disk.
    pub(super) fn run(self) -> Result<(), CliError> {
        let version_of = match &self.version_of {
            Some(id) => Some(id.parse::<DocumentId>().map_err(|_| CliError::NotAnId(id.clone()))?),
            None => None,
        };
        let prepared = session::prepare(&self.file, &decoder()?, &NoReport, &CancelToken::new())?;
        let mut session = open(&self.dir, Access::Write)?;
        let (document, outcome) = match version_of {
            Some(document) => (document, session.adopt(document, &prepared)?),
            None => session.import(&prepared)?,
        };
        told(&session, document, &outcome)?;
        Ok(session.close()?)
    }
}

fn told(session: &Session, document: DocumentId, outcome: &Outcome) -> Result<(), CliError> {
    if let Outcome::Saved { record, .. } = outcome {
        session.wait_durable(*record)?;
    }
    println!("{document}");
    Ok(())
}
