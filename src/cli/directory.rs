//! `luoshi units DIR --from FILE|-`

use super::{CliError, decoder, open};
use crate::{
    model::{CancelToken, NoReport},
    outline,
    read::{self, Decode as _, ReadError},
    session::{Command, Outcome, SessionError},
    store::{self, Access},
};
use clap::Args;
use std::{
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
        let unreadable =
            |error: ReadError| CliError::Session(SessionError::Read { file: self.from.clone(), error });
        let wrong = |error| CliError::Input { path: self.from.clone(), error };
        let mut bytes = Vec::new();
        if self.from.as_os_str() == "-" {
            stdin().read_to_end(&mut bytes).map_err(wrong)?;
        } else {
            bytes = store::read_report(&self.from, read::MAX_FILE_BYTES)?.map_err(|large| {
                unreadable(ReadError::TooLarge { bytes: large.bytes, limit: large.limit })
            })?;
        }
        let text = decoder()?
            .decode(&bytes, "units.txt", &NoReport, &CancelToken::new())
            .map_err(unreadable)?
            .text;
        read::secret::refuse_classified(&text).map_err(unreadable)?;
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
