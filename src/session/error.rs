//! What can go wrong with a command. User mistakes and faults are different variants.

use crate::{
    change::{ApplyError, actions::ActionError},
    model::{Cancelled, DocumentId},
    read::ReadError,
    store::{ReadOnly, StoreError},
};
use std::path::PathBuf;

/// Why a session could not do what was asked. The plan is as it was.
#[derive(Debug, thiserror::Error)]
pub enum SessionError {
    /// The command does not fit the plan.
    #[error(transparent)]
    Action(#[from] ActionError),
    /// Somebody else is writing, or the folder cannot be written.
    #[error("the project is read-only: {0}")]
    ReadOnly(ReadOnly),
    /// It was opened for reading only.
    #[error("the project was opened for reading")]
    OpenedForReading,
    /// Nothing to take back.
    #[error("nothing to undo")]
    NothingToUndo,
    /// Nothing to bring again.
    #[error("nothing to redo")]
    NothingToRedo,
    /// A report could not be read.
    #[error("{}: {error}", file.display())]
    Read {
        /// The report.
        file: PathBuf,
        /// Why.
        error: ReadError,
    },
    /// The project folder gave way.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// No such document to be a version of.
    #[error("no such document: {0}")]
    NoSuchDocument(DocumentId),
    /// A change did not fit the state it was made for: a fault of the program.
    #[error("internal: {0}")]
    Apply(#[from] ApplyError),
    /// Cancelled by the user.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
}

impl SessionError {
    /// Stable name, `snake_case`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Action(error) => error.code(),
            Self::ReadOnly(_) | Self::OpenedForReading => "read_only",
            Self::NothingToUndo => "nothing_to_undo",
            Self::NothingToRedo => "nothing_to_redo",
            Self::Read { error, .. } => error.code(),
            Self::Store(error) => error.code(),
            Self::NoSuchDocument(_) => "unknown_id",
            Self::Apply(_) => "internal",
            Self::Cancelled(_) => "cancelled",
        }
    }
}
