//! `luoshi verify DIR`: checks, never writes.

use super::{CliError, error};
use crate::store::{self, OsStorage};
use clap::Args;
use std::{path::PathBuf, process::ExitCode};

/// Arguments of `verify`.
#[derive(Debug, Args)]
pub(super) struct Verify {
    /// 项目文件夹 / the project folder
    dir: PathBuf,
}

impl Verify {
    /// Prints the counts and every finding; 1 on damage.
    pub(super) fn run(self) -> Result<ExitCode, CliError> {
        let report = store::verify(&OsStorage, &self.dir)?;
        println!("files {}\nrecords {}", report.files, report.records);
        for finding in &report.findings {
            println!("{}", error::finding(finding));
        }
        if report.is_damaged() {
            return Ok(ExitCode::FAILURE);
        }
        println!("ok");
        Ok(ExitCode::SUCCESS)
    }
}
