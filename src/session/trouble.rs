//! Errors of the floors below, as troubles of the message table.

use super::{ExportError, SessionError};
use crate::{
    store::{Holder, Notice, ReadOnly, Severity, StoreError},
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
                ReadOnly::HeldBy(holder) => Self::new("read_only_held", "", who(*holder)),
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

/// Process and the time since when, on this device's clock.
fn who(holder: Holder) -> String {
    let since = jiff::Timestamp::from_millisecond(holder.since).ok().filter(|_| holder.since > 0);
    let since =
        since.map(|since| since.to_zoned(jiff::tz::TimeZone::system()).strftime(", %H:%M:%S").to_string());
    format!("{}{}", holder.pid, since.unwrap_or_default())
}

fn place_of(error: &StoreError) -> String {
    error.path().map(|path| path.display().to_string()).unwrap_or_default()
}
