//! What can go wrong on the command line, worded for a person.

use super::{json::time, words::chinese};
use crate::{
    outline::DirectoryError,
    read::ReadError,
    session::{ExportError, SessionError},
    store::{Holder, ReadOnly, StoreError},
};
use std::{io, path::PathBuf};

/// Why a subcommand stopped, or why a line of `apply` was not carried out.
#[derive(Debug, thiserror::Error)]
pub enum CliError {
    /// A command on a project.
    #[error(transparent)]
    Session(#[from] SessionError),
    /// Reading an input.
    #[error("{}: {error}", path.display())]
    Input {
        /// The file, `-` for standard input.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// Standard output is closed.
    #[error("standard output: {0}")]
    Output(io::Error),
    /// JSON could not be made.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// A directory of units that could not be read.
    #[error("{}: {error}", path.display())]
    Directory {
        /// The file.
        path: PathBuf,
        /// The line.
        error: DirectoryError,
    },
    /// Several inputs need `--out`.
    #[error("several files need --out DIR")]
    OutNeeded,
    /// Some of several inputs failed; each was told.
    #[error("some files could not be read")]
    SomeFailed,
    /// Not the id of anything.
    #[error("not an id: {0}")]
    NotAnId(String),
    /// No such setting, or not a value of it.
    #[error("no such setting: {key} = {value}")]
    Setting {
        /// The key.
        key: String,
        /// The value.
        value: String,
    },
    /// A line that is not a command.
    #[error("not a command: {0}")]
    Line(String),
    /// A command without a needed key.
    #[error("missing: {0}")]
    Missing(String),
    /// A key with a value that does not fit.
    #[error("wrong value for: {0}")]
    Wrong(String),
    /// An op that does not exist.
    #[error("unknown op: {0}")]
    UnknownOp(String),
    /// A table to a file.
    #[error(transparent)]
    Export(#[from] ExportError),
}

impl From<StoreError> for CliError {
    fn from(error: StoreError) -> Self {
        Self::Session(error.into())
    }
}

impl CliError {
    pub(super) fn missing(key: &str) -> Self {
        Self::Missing(key.to_owned())
    }

    pub(super) fn wrong(key: &str) -> Self {
        Self::Wrong(key.to_owned())
    }

    /// Stable name, `snake_case`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Session(error) => error.code(),
            Self::Input { .. } => "input_failed",
            Self::Output(_) => "output_failed",
            Self::Json(_) => "internal",
            Self::Directory { .. } => "directory_line",
            Self::OutNeeded => "out_needed",
            Self::SomeFailed => "some_failed",
            Self::NotAnId(_) => "unknown_id",
            Self::Setting { .. } => "unknown_setting",
            Self::Line(_) => "not_json",
            Self::Missing(_) => "missing_key",
            Self::Wrong(_) => "wrong_value",
            Self::UnknownOp(_) => "unknown_op",
            Self::Export(error) => error.code(),
        }
    }

    /// What to tell, in Chinese and English: what happened, the file and the place.
    pub fn sentence(&self) -> String {
        if let Self::Session(SessionError::ReadOnly(ReadOnly::HeldBy(Holder { pid, since }))) = self
            && *pid != 0
        {
            let since = time(*since);
            return format!("项目正由进程 {pid} 写入（始于 {since}），现在只能查看 / {self} since {since}");
        }
        if let Self::Session(SessionError::Read { error: ReadError::TooLarge { bytes, limit }, .. }) = self {
            let (size, most) = (bytes.div_ceil(1 << 20), limit >> 20);
            return format!("文件有 {size} MB，超过可读的 {most} MB，请拆分后再读 / {self}");
        }
        match chinese(self.code()) {
            Some(chinese) => format!("{chinese} / {self}"),
            None => self.to_string(),
        }
    }
}
