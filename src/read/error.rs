//! Why a file could not be read.

use crate::model::Cancelled;
use serde::{Deserialize, Deserializer, Serialize};

/// A word of this program's own. Behind a name of its own, because serde would else ask for input
/// that lives for ever.
type Word = &'static str;

/// Formats and kinds of files that errors name.
const WORDS: [Word; 33] = [
    "unknown", "docx", "xlsx", "xls", "pdf", "ofd", "odt", "rtf", "doc", "wps", "html", "csv", "zip", "ole",
    "png", "jpeg", "gif", "elf", "exe", "7z", "rar", "gzip", "bzip2", "xz", "sqlite", "riff", "font", "绝密",
    "机密", "秘密", "ods", "et", "ppt",
];

/// Reads one of [`WORDS`]; any other is `unknown`.
fn word<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Word, D::Error> {
    let read = String::deserialize(deserializer)?;
    Ok(WORDS.iter().find(|known| **known == read).copied().unwrap_or("unknown"))
}

/// Why a file could not be read. Lower floors say what is wrong; the window and the command line
/// put it into words by [`ReadError::code`].
#[derive(Debug, thiserror::Error, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReadError {
    /// Nothing but white space.
    #[error("the file holds no text")]
    Empty,
    /// Bytes that are no text in any encoding this program knows; `what` is the kind of file where
    /// its first bytes tell it (`png`, `elf`, `zip`), else `unknown`.
    #[error("the file is not text ({what})")]
    NotText {
        /// The kind of file.
        #[serde(deserialize_with = "word")]
        what: Word,
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
        #[serde(deserialize_with = "word")]
        format: Word,
        /// What is wrong, in English, for the log.
        what: String,
    },
    /// A file named as one format that is another thing altogether (`.docx` that is no package).
    #[error("not a {expected} file")]
    UnknownFormat {
        /// What its name promises.
        #[serde(deserialize_with = "word")]
        expected: Word,
    },
    /// Old binary Office and WPS files: save them as docx first.
    #[error("a binary Office or WPS document")]
    LegacyOffice,
    /// A format known but not read yet (`pdf`, `ofd`, `xlsx`, `rtf`).
    #[error("{format} files are not read yet")]
    NotYetSupported {
        /// The format.
        #[serde(deserialize_with = "word")]
        format: Word,
    },
    /// The opening carries a secrecy mark: nothing of it may be stored.
    #[error("classified: {mark}")]
    Classified {
        /// The mark: 绝密, 机密 or 秘密.
        #[serde(deserialize_with = "word")]
        mark: Word,
    },
    /// Locked with a password.
    #[error("the file is locked with a password")]
    Encrypted,
    /// Pictures of pages: there is nothing to read in it.
    #[error("a scan without text")]
    Scan,
    /// Characters that come as shapes only: no font says what they mean.
    #[error("characters without their meaning")]
    NoCharacters,
    /// The process that reads untrusted files could not be started.
    #[error("the reading process could not be started: {why}")]
    ReaderNotStarted {
        /// What the system said.
        why: String,
    },
    /// The process that reads untrusted files ended before it answered.
    #[error("the reading process ended: {how}")]
    ReaderDied {
        /// How it ended, in English, for the log.
        how: String,
    },
    /// The process that reads untrusted files took more time than it is given.
    #[error("stopped after {seconds} s")]
    TooSlow {
        /// How long it was waited for.
        seconds: u64,
    },
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
            Self::Scan => "scan",
            Self::NoCharacters => "no_characters",
            Self::ReaderNotStarted { .. } => "reader_not_started",
            Self::ReaderDied { .. } => "reader_died",
            Self::TooSlow { .. } => "too_slow",
            Self::TooManyCells { .. } => "too_many_cells",
            Self::Cancelled => "cancelled",
        }
    }

    pub(crate) fn malformed(format: &'static str, what: impl Into<String>) -> Self {
        Self::Malformed { format, what: what.into() }
    }
}

impl From<Cancelled> for ReadError {
    fn from(_: Cancelled) -> Self {
        Self::Cancelled
    }
}
