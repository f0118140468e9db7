//! Errors of the floors below, as troubles of the message table.

use super::{ExportError, SessionError};
use crate::{
    store::{Notice, ReadOnly, Severity, StoreError},
    words::Trouble,
};

impl From<&ExportError> for Trouble {
    fn from(error: &ExportError) -> Self {
        let place = match error {
            ExportError::Store(error) => place_of(error),
            _ => String::new(),
        };
        Self::new(error.code(), place, error.to_string())
    }
}

impl From<&SessionError> for Trouble {
    fn from(error: &SessionError) -> Self {
        if let SessionError::ReadOnly(reason) = error {
            return match reason {
                ReadOnly::HeldBy(holder) => Self::new("read_only_held", "", holder.pid.to_string()),
                ReadOnly::Unwritable(error) => Self::from(error),
                ReadOnly::NewerFormat { format } => {
                    Self::new("read_only_newer", "", format!("{}.{}", format.0, format.1))
                }
            };
        }
        let place = match error {
            SessionError::Read { file, .. } => file.display().to_string(),
            SessionError::Store(error) => place_of(error),
            _ => String::new(),
        };
        Self::new(error.code(), place, error.to_string())
    }
}

impl From<&StoreError> for Trouble {
    fn from(error: &StoreError) -> Self {
        Self::new(error.code(), place_of(error), error.to_string())
    }
}

impl From<&Notice> for Trouble {
    fn from(notice: &Notice) -> Self {
        let mut place = notice.file.display().to_string();
        if let Some(line) = notice.line {
            place = format!("{place}:{line}");
        }
        Self {
            bad: notice.severity >= Severity::Damage,
            ..Self::new(notice.code.clone(), place, notice.detail.clone())
        }
    }
}

fn place_of(error: &StoreError) -> String {
    error.path().map(|path| path.display().to_string()).unwrap_or_default()
}
