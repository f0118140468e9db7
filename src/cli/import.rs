//! `luoshi new DIR FILE…` and `luoshi import DIR FILE… [--version-of DOCUMENT]`; a FILE may be a folder.

use super::{CliError, decoder, inputs, open};
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
    /// 报告文件或文件夹 / reports to bring in, or folders of them
    files: Vec<PathBuf>,
}

impl New {
    /// Reads every report first, so that a bad one leaves no half-made project.
    pub(super) fn run(self) -> Result<(), CliError> {
        let decoder = decoder()?;
        let found = inputs::found(&self.files);
        let mut failed = found.failed;
        let mut prepared = Vec::new();
        for file in &found.files {
            match session::prepare(file, &decoder, &NoReport, &CancelToken::new()) {
                Ok(report) => prepared.push(report),
                // One of a whole folder does not keep the others out.
                Err(error) if !self.files.contains(file) => {
                    eprintln!("{}", CliError::from(error).sentence());
                    failed = true;
                }
                Err(error) => return Err(error.into()),
            }
        }
        if failed && prepared.is_empty() {
            return Err(CliError::SomeFailed);
        }
        let name = self.dir.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
        session::create(&self.dir, &name)?;
        let made = filled(&self.dir, &prepared);
        if made.is_err() {
            // All in it was made here: the folder was not there, or empty. Half a project would
            // only stand in the way of the next attempt. The first error is the one to tell.
            let _ = store::remove_folder(&self.dir);
        }
        made?;
        if failed { Err(CliError::SomeFailed) } else { Ok(()) }
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
    /// 报告文件或文件夹 / reports, or folders of them
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// 作为该文档的新稿 / take it as a newer draft of this document
    #[arg(long, value_name = "DOCUMENT")]
    version_of: Option<String>,
}

impl Import {
    /// Prints each document's id once it is on disk.
    pub(super) fn run(self) -> Result<(), CliError> {
        let decoder = decoder()?;
        let read = |file: &Path| session::prepare(file, &decoder, &NoReport, &CancelToken::new());
        if let Some(id) = &self.version_of {
            let id = id.parse::<DocumentId>().map_err(|_| CliError::NotAnId(id.clone()))?;
            let [file] = self.files.as_slice() else { return Err(CliError::wrong("--version-of")) };
            let prepared = read(file)?;
            let mut session = open(&self.dir, Access::Write)?;
            let outcome = session.adopt(id, &prepared)?;
            told(&session, id, &outcome)?;
            return Ok(session.close()?);
        }
        if let [file] = self.files.as_slice()
            && !inputs::is_folder(&self.files)
        {
            let prepared = read(file)?;
            return filled(&self.dir, std::slice::from_ref(&prepared));
        }
        let found = inputs::found(&self.files);
        let mut failed = found.failed;
        let mut session = open(&self.dir, Access::Write)?;
        for file in &found.files {
            let outcome = read(file).and_then(|prepared| match session.document_of(&prepared) {
                // Brought in on an earlier day.
                Some(known) => Ok((known, Outcome::Unchanged)),
                None => session.import(&prepared),
            });
            match outcome {
                Ok((document, outcome)) => told(&session, document, &outcome)?,
                Err(error) => {
                    eprintln!("{}", CliError::from(error).sentence());
                    failed = true;
                }
            }
        }
        session.close()?;
        if failed { Err(CliError::SomeFailed) } else { Ok(()) }
    }
}

fn told(session: &Session, document: DocumentId, outcome: &Outcome) -> Result<(), CliError> {
    if let Outcome::Saved { record, .. } = outcome {
        session.wait_durable(*record)?;
    }
    println!("{document}");
    Ok(())
}
