//! `luoshi show DIR --json`

use super::{CliError, json, open};
use crate::store::Access;
use clap::Args;
use std::{
    io::{Write, stdout},
    path::PathBuf,
};

/// Arguments of `show`.
#[derive(Debug, Args)]
pub(super) struct Show {
    /// 项目文件夹 / the project folder
    dir: PathBuf,
    /// 输出 JSON（目前唯一的输出形式） / print JSON (the only form there is)
    #[arg(long, required = true)]
    json: bool,
}

impl Show {
    /// Prints one object.
    pub(super) fn run(self) -> Result<(), CliError> {
        let session = open(&self.dir, Access::Read)?;
        let mut bytes = serde_json::to_vec(&json::plan(session.plan()))?;
        bytes.push(b'\n');
        stdout().lock().write_all(&bytes).map_err(CliError::Output)
    }
}
