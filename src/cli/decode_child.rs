//! `luoshi decode-child`: decodes files for another process of this program.

use super::CliError;
use crate::jobs::child::{self, Limits};
use clap::Args;
use std::io::{stdin, stdout};

/// Arguments of `decode-child`.
#[derive(Debug, Args)]
pub(super) struct DecodeChild {
    /// 内存上限（字节） / address space, in bytes
    #[arg(long, default_value_t = Limits::default().memory)]
    memory: u64,
    /// 处理器时间上限（秒） / processor time, in seconds
    #[arg(long, default_value_t = Limits::default().processor)]
    processor: u64,
}

impl DecodeChild {
    /// Ends when the other process hangs up.
    pub(super) fn run(self) -> Result<(), CliError> {
        child::serve(self.memory, self.processor, stdin(), stdout())
            .map_err(|error| CliError::Output(std::io::Error::other(error)))
    }
}
