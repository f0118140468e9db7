//! `luoshi units DIR --from FILE|-`

use super::{CliError, open};
use crate::{
    outline,
    session::{Command, Outcome},
    store::Access,
};
use clap::Args;
use std::{
    fs,
    io::{Read as _, stdin},
    path::PathBuf,
};

/// Arguments of `units`.
#[derive(Debug, Args)]
pub(super) struct Units {
    /// 项目文件夹 / the project folder
    dir: PathBuf,
    /// 名录：每行 序号、类别、全称、简称，以制表符、逗号或空格分开；- 为标准输入 / one unit a line: order, group, full name, short name
    #[arg(long, value_name = "FILE|-")]
    from: PathBuf,
}

impl Units {
    /// Enters the units and says how many.
    pub(super) fn run(self) -> Result<(), CliError> {
        let wrong = |error| CliError::Input { path: self.from.clone(), error };
        let mut bytes = Vec::new();
        if self.from.as_os_str() == "-" {
            stdin().read_to_end(&mut bytes).map_err(wrong)?;
        } else {
            bytes = fs::read(&self.from).map_err(wrong)?;
        }
        let text = crate::read::decode_text(&bytes).map_err(|error| {
            CliError::Session(crate::session::SessionError::Read { file: self.from.clone(), error })
        })?;
        let units = outline::parse_directory(&text)
            .map_err(|error| CliError::Directory { path: self.from.clone(), error })?;
        let mut session = open(&self.dir, Access::Write)?;
        if let Outcome::Saved { record, .. } = session.run(&Command::EnterUnits(units.clone()))? {
            session.wait_durable(record)?;
        }
        println!("{}", units.len());
        Ok(session.close()?)
    }
}
