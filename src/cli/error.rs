//! What can go wrong on the command line, worded for a person.

use crate::{
    outline::DirectoryError,
    session::{ExportError, SessionError},
    store::{Finding, Severity, StoreError},
    words::{Language, Messages, Trouble},
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

    /// What to tell: the file, the place and a way out, in the language of the terminal.
    pub fn sentence(&self) -> String {
        self.trouble().line(messages())
    }

    fn trouble(&self) -> Trouble {
        let (place, detail) = match self {
            Self::Session(error) => return Trouble::from(error),
            Self::Export(error) => return Trouble::from(error),
            Self::Input { path, error } => (path.display().to_string(), error.to_string()),
            Self::Output(error) => (String::new(), error.to_string()),
            Self::Json(error) => (String::new(), error.to_string()),
            Self::Directory { path, error } => {
                (format!("{}:{}", path.display(), error.line), error.text.clone())
            }
            Self::OutNeeded | Self::SomeFailed => Default::default(),
            Self::Setting { key, value } => (String::new(), format!("{key} = {value}")),
            Self::NotAnId(detail)
            | Self::Line(detail)
            | Self::Missing(detail)
            | Self::Wrong(detail)
            | Self::UnknownOp(detail) => (String::new(), detail.clone()),
        };
        let code = if matches!(self, Self::NotAnId(_)) { "not_an_id" } else { self.code() };
        Trouble::new(code, place, detail)
    }
}

/// One line for something that opening or checking a project found: how bad, its stable name, and
/// what it means.
pub(super) fn finding(finding: &Finding) -> String {
    let severity = match finding.severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Damage => "damage",
    };
    let words = messages();
    let mut trouble = Trouble::from(finding);
    if !trouble.tells_detail() && !trouble.detail.is_empty() {
        trouble.place = format!("{} ({})", trouble.place, trouble.detail);
    }
    format!("{severity} {} {}", finding.code, trouble.line(words))
}

/// The message table in English where the terminal's language is English; else in Chinese.
pub(super) fn messages() -> Messages {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    let english = set.is_some_and(|language| language.starts_with("en"));
    Messages::new(if english { Language::English } else { Language::Chinese })
}
