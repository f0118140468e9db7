//! What the store found that a person should know, each with its place.

use std::path::{Path, PathBuf};

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub enum Severity {
    /// Expected now and then; nothing is lost.
    Note,
    /// Something waits, or an unfinished write was left out.
    Warning,
    /// Something that was here is changed or gone.
    Damage,
}

/// One thing found.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Finding {
    /// How bad it is.
    pub severity: Severity,
    /// Stable name, `snake_case`: `torn_tail`, `damaged_line`, `unreadable_record`, `chain_broken`,
    /// `record_differs`, `record_held`, `records_missing`, `reading_missing`, `reading_damaged`, `source_missing`,
    /// `source_damaged`, `people_damaged`, `unfinished_file`, `project_damaged`, `newer_format`,
    /// `unreadable_file`.
    pub code: String,
    /// The file, relative to the project.
    pub file: PathBuf,
    /// The line in it, from 1.
    pub line: Option<u64>,
    /// What exactly: an id, a checksum, a reason.
    pub detail: String,
}

/// A finding told at opening.
pub type Notice = Finding;

impl Finding {
    pub(super) fn new(severity: Severity, code: &str, file: &Path, detail: impl Into<String>) -> Self {
        Self { severity, code: code.to_owned(), file: file.to_owned(), line: None, detail: detail.into() }
    }

    pub(super) fn at_line(mut self, line: u64) -> Self {
        self.line = Some(line);
        self
    }
}
