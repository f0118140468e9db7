//! What can go wrong with a project on disk.

use std::{
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

/// A failure of the store, with the place where it happened. Nothing on disk was harmed by it.
#[derive(Clone, Debug, thiserror::Error)]
pub enum StoreError {
    /// The system refused a read or a write.
    #[error("{path}: {source}")]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: Arc<io::Error>,
    },
    /// There is no such folder.
    #[error("{0}: no such folder")]
    NotFound(PathBuf),
    /// The open project no longer stands where it was opened: moved, removed, its disk taken away.
    #[error("{0}: the project is no longer there")]
    Gone(PathBuf),
    /// Another project stands there.
    #[error("{0}: another project")]
    OtherProject(PathBuf),
    /// Somebody else writes there.
    #[error("{pid}")]
    Held {
        /// The project.
        path: PathBuf,
        /// Process id; 0 when it is not known.
        pid: u32,
    },
    /// The folder is not a project, or its `project.ron` has not arrived.
    #[error("{0}: not a project (no project.ron)")]
    NotAProject(PathBuf),
    /// `project.ron` cannot be read.
    #[error("{path}: {detail}")]
    ProjectDamaged {
        /// The file.
        path: PathBuf,
        /// Why.
        detail: String,
    },
    /// A new project would lie over something that is there.
    #[error("{0}: is there already")]
    Exists(PathBuf),
    /// The reading holds a place outside its text or a parent after its child.
    #[error("a reading that does not fit its text: {0}")]
    UnsoundReading(String),
    /// The user's own folders cannot be found (no home).
    #[error("no home folder")]
    NoHome,
    /// The user stopped it.
    #[error("cancelled")]
    Cancelled,
    /// The writer's thread is gone.
    #[error("the writer has ended")]
    WriterEnded,
}

impl StoreError {
    /// Stable name, `snake_case`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Io { source, .. } => match source.kind() {
                io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "disk_full",
                io::ErrorKind::PermissionDenied => "no_permission",
                io::ErrorKind::ReadOnlyFilesystem => "read_only_disk",
                io::ErrorKind::NotFound => "file_missing",
                _ => "io",
            },
            Self::NotFound(_) => "not_found",
            Self::Gone(_) => "project_gone",
            Self::OtherProject(_) => "other_project",
            Self::Held { .. } => "read_only_held",
            Self::NotAProject(_) => "not_a_project",
            Self::ProjectDamaged { .. } => "project_damaged",
            Self::Exists(_) => "exists",
            Self::UnsoundReading(_) => "unsound_reading",
            Self::NoHome => "no_home",
            Self::Cancelled => "cancelled",
            Self::WriterEnded => "writer_ended",
        }
    }

    /// The file or folder it is about, if any.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::Io { path, .. }
            | Self::ProjectDamaged { path, .. }
            | Self::Held { path, .. }
            | Self::Gone(path)
            | Self::OtherProject(path)
            | Self::NotFound(path)
            | Self::NotAProject(path)
            | Self::Exists(path) => Some(path),
            Self::UnsoundReading(_) | Self::NoHome | Self::Cancelled | Self::WriterEnded => None,
        }
    }

    /// For `map_err`: an I/O error at `path`.
    pub(super) fn at(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io { path: path.to_owned(), source: Arc::new(source) }
    }
}

impl From<crate::model::Cancelled> for StoreError {
    fn from(_: crate::model::Cancelled) -> Self {
        Self::Cancelled
    }
}
