//! Why a file could not be read.

use crate::model::Cancelled;

/// Why a file could not be read. Lower floors say what is wrong; the window and the command line
/// put it into words by [`ReadError::code`].
#[derive(Debug, thiserror::Error, Clone, PartialEq, Eq)]
pub enum ReadError {
    /// Nothing but white space.
    #[error("the file holds no text")]
    Empty,
    /// Bytes that are no text in any encoding this program knows; `what` is the kind of file where
    /// its first bytes tell it (`png`, `elf`, `zip`), else `unknown`.
    #[error("the file is not text ({what})")]
    NotText {
        /// The kind of file.
        what: &'static str,
    },
    /// More bytes than this program reads.
    #[error("{bytes} bytes, more than {limit}")]
    TooLarge {
        /// Size in bytes, as far as it is known when reading stops.
        bytes: u64,
        /// The limit in bytes.
        limit: u64,
    },
    /// A file of a known format that breaks its rules.
    #[error("malformed {format}: {what}")]
    Malformed {
        /// The format, such as `docx`.
        format: &'static str,
        /// What is wrong, in English, for the log.
        what: String,
    },
    /// A file named as one format that is another thing altogether (`.docx` that is no package).
    #[error("not a {expected} file")]
    UnknownFormat {
        /// What its name promises.
        expected: &'static str,
    },
    /// Old binary Office and WPS files: save them as docx first.
    #[error("a binary Office or WPS document")]
    LegacyOffice,
    /// A format known but not read yet (`pdf`, `ofd`, `xlsx`, `rtf`).
    #[error("{format} files are not read yet")]
    NotYetSupported {
        /// The format.
        format: &'static str,
    },
    /// The opening carries a secrecy mark: nothing of it may be stored.
    #[error("classified: {mark}")]
    Classified {
        /// The mark: 绝密, 机密 or 秘密.
        mark: &'static str,
    },
    /// Locked with a password.
    #[error("the file is locked with a password")]
    Encrypted,
    /// A workbook with more cells than this program reads.
    #[error("more than {limit} cells")]
    TooManyCells {
        /// The limit.
        limit: u64,
    },
    /// Stopped by the user.
    #[error("cancelled")]
    Cancelled,
}

impl ReadError {
    /// A stable name for each case, `snake_case`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::NotText { .. } => "not_text",
            Self::TooLarge { .. } => "too_large",
            Self::Malformed { .. } => "malformed",
            Self::UnknownFormat { .. } => "unknown_format",
            Self::LegacyOffice => "legacy_office",
            Self::NotYetSupported { .. } => "not_yet_supported",
            Self::Classified { .. } => "classified",
            Self::Encrypted => "encrypted",
            Self::TooManyCells { .. } => "too_many_cells",
            Self::Cancelled => "cancelled",
        }
    }

    pub(super) fn malformed(format: &'static str, what: impl Into<String>) -> Self {
        Self::Malformed { format, what: what.into() }
    }
}

impl From<Cancelled> for ReadError {
    fn from(_: Cancelled) -> Self {
        Self::Cancelled
    }
}
