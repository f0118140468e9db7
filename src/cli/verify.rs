//! `luoshi verify DIR`: checks, never writes.

use crate::store::{self, OsStorage, Severity};
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
    pub(super) fn run(self) -> ExitCode {
        let report = store::verify(&OsStorage, &self.dir);
        println!("files {}\nrecords {}", report.files, report.records);
        for finding in &report.findings {
            println!("{finding}");
        }
        if report.findings.iter().any(|finding| finding.severity == Severity::Damage) {
            ExitCode::FAILURE
        } else {
            println!("ok");
            ExitCode::SUCCESS
        }
    }
}
