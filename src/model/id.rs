//! Identities. All of them survive being written as text and read back.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::{fmt, str::FromStr};

/// An identity that could not be read from text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an id of this kind: {0:?}")]
pub struct IdError(pub String);

macro_rules! random_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub struct $name(pub u64);
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { write!(f, "{:016x}", self.0) }
        }
        impl FromStr for $name {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> {
                if text.len() != 16 { return Err(IdError(text.into())); }
                u64::from_str_radix(text, 16).map(Self).map_err(|_| IdError(text.into()))
            }
        }
    };
}

random_id! {
    /// One opening of a project for writing; names one record file.
    WriterId
}
random_id! {
    /// One computer and user account.
    DeviceId
}
random_id! {
    /// One person; the name stands in an erasable file, never in a record.
    PersonId
}
random_id! {
    /// A unit of the directory, derived from its normalised name so that two
    /// devices that enter the same name mint the same id.
    UnitId
}

impl UnitId {
    /// The id of a unit called `name` (full- or half-width and spaces do not matter).
    pub fn of(name: &str) -> Self {
        let digest = Sha256::digest(super::normalised_name(name).as_bytes());
        let mut head = [0; 8];
        head.copy_from_slice(&digest[..8]);
        Self(u64::from_be_bytes(head))
    }
}

macro_rules! content_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub struct $name(pub [u8; 32]);
        impl $name {
            /// The SHA-256 of `bytes`.
            pub fn of(bytes: &[u8]) -> Self { Self(Sha256::digest(bytes).into()) }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Display::fmt(self, f) }
        }
        impl FromStr for $name {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> {
                let wrong = || IdError(text.into());
                if text.len() != 64 || !text.is_ascii() { return Err(wrong()); }
                let mut bytes = [0; 32];
                for (byte, at) in bytes.iter_mut().zip((0..64).step_by(2)) {
                    *byte = u8::from_str_radix(&text[at..at + 2], 16).map_err(|_| wrong())?;
                }
                Ok(Self(bytes))
            }
        }
    };
}

content_id! {
    /// SHA-256 of an original file.
    SourceId
}
content_id! {
    /// SHA-256 of a reading's own file on disk.
    ReadingId
}

/// One record: the `seq`-th line (from 1) of one writer's file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RecordId {
    /// Who wrote it.
    pub writer: WriterId,
    /// Its number in that writer's file, from 1.
    pub seq: u64,
}

impl fmt::Display for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.writer, self.seq)
    }
}

impl FromStr for RecordId {
    type Err = IdError;
    fn from_str(text: &str) -> Result<Self, IdError> {
        let wrong = || IdError(text.into());
        let (writer, seq) = text.split_once('-').ok_or_else(wrong)?;
        Ok(Self { writer: writer.parse().map_err(|_| wrong())?, seq: seq.parse().map_err(|_| wrong())? })
    }
}

/// One op of one record: what `over` names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct WriteId {
    /// The record.
    pub record: RecordId,
    /// The op's index in the record, from 0.
    pub op: u32,
}

impl fmt::Display for WriteId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.record, self.op)
    }
}

impl FromStr for WriteId {
    type Err = IdError;
    fn from_str(text: &str) -> Result<Self, IdError> {
        let wrong = || IdError(text.into());
        let (record, op) = text.rsplit_once('-').ok_or_else(wrong)?;
        Ok(Self { record: record.parse().map_err(|_| wrong())?, op: op.parse().map_err(|_| wrong())? })
    }
}

macro_rules! entity_id {
    ($(#[$doc:meta])* $name:ident, $prefix:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub struct $name {
            /// The record that imported or created it.
            pub record: RecordId,
            /// Which of that record's entities of this kind, from 0.
            pub ordinal: u32,
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}{}-{}", $prefix, self.record, self.ordinal)
            }
        }
        impl FromStr for $name {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> {
                let wrong = || IdError(text.into());
                let (record, ordinal) =
                    text.strip_prefix($prefix).and_then(|rest| rest.rsplit_once('-')).ok_or_else(wrong)?;
                Ok(Self {
                    record: record.parse().map_err(|_| wrong())?,
                    ordinal: ordinal.parse().map_err(|_| wrong())?,
                })
            }
        }
    };
}

entity_id! {
    /// A document of the project.
    DocumentId, "d"
}
entity_id! {
    /// A section or task.
    NodeId, "n"
}
entity_id! {
    /// A target.
    TargetId, "t"
}
entity_id! {
    /// An annotation.
    AnnotationId, "a"
}
