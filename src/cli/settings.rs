//! `luoshi settings DIR [KEY VALUE]`

use super::{CliError, open};
use crate::{
    model::{FirstUnit, Plan},
    session::{Command, Outcome},
    store::Access,
};
use clap::Args;
use std::path::PathBuf;

/// Arguments of `settings`.
#[derive(Debug, Args)]
pub(super) struct Settings {
    /// 项目文件夹 / the project folder
    dir: PathBuf,
    /// `first_unit`（lead、collecting、none）、title、note / a setting
    #[arg(requires = "value")]
    key: Option<String>,
    /// 新值 / its new value
    value: Option<String>,
}

impl Settings {
    /// Prints all settings, or sets one.
    pub(super) fn run(self) -> Result<(), CliError> {
        let (Some(key), Some(value)) = (self.key, self.value) else {
            print(open(&self.dir, Access::Read)?.plan());
            return Ok(());
        };
        let command = match key.as_str() {
            "first_unit" => {
                let first = FirstUnit::from_name(&value)
                    .ok_or_else(|| CliError::Setting { key: key.clone(), value: value.clone() })?;
                Command::SetFirstUnit(first)
            }
            "title" => Command::SetProjectTitle(value),
            "note" => Command::SetProjectNote(value),
            _ => return Err(CliError::Setting { key, value }),
        };
        let mut session = open(&self.dir, Access::Write)?;
        if let Outcome::Saved { record, .. } = session.run(&command)? {
            session.wait_durable(record)?;
        }
        print(session.plan());
        Ok(session.close()?)
    }
}

fn print(plan: &Plan) {
    println!("first_unit {}\ntitle {}\nnote {}", plan.first_unit().name(), plan.title(), plan.note());
}
