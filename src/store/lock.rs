//! One writer per project and device; a second one is told who the first is.

use super::{Places, Storage, StoreError, format::parse, places::now, storage::ensure_dirs};
use std::path::Path;

/// Held while a project is open for writing; released by dropping, or by the death of the process.
pub(super) struct Lock {
    _held: Box<dyn Send + Sync>,
}

/// Who has the project open for writing on this device.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
pub struct Holder {
    /// Process id; 0 when the holder has not yet said it.
    pub pid: u32,
    /// Since when, milliseconds since 1970; 0 when not yet said.
    pub since: i64,
}

/// The name under which the user's folders know a project: from its path, links resolved.
pub(super) fn key(storage: &dyn Storage, dir: &Path) -> Result<String, StoreError> {
    let path = storage.canonical(dir).map_err(StoreError::at(dir))?;
    Ok(super::format::checksum(path.as_os_str().as_encoded_bytes()))
}

/// Takes the lock, or tells who has it. Never waits.
pub(super) fn take(
    storage: &dyn Storage,
    places: &Places,
    dir: &Path,
) -> Result<Result<Lock, Holder>, StoreError> {
    let folder = places.state.join("locks");
    ensure_dirs(storage, &folder).map_err(StoreError::at(&folder))?;
    let key = key(storage, dir)?;
    let path = folder.join(format!("{key}.lock"));
    // Beside the lock: where locks are mandatory, a locked file cannot be read by others.
    let holder = folder.join(format!("{key}.ron"));
    match storage.lock(&path).map_err(StoreError::at(&path))? {
        Some(held) => {
            // Who holds it is a courtesy; that it is held does not depend on it.
            let _ = say(storage, &holder);
            Ok(Ok(Lock { _held: held }))
        }
        None => Ok(Err(who(storage, &holder))),
    }
}

fn say(storage: &dyn Storage, holder: &Path) -> std::io::Result<()> {
    match storage.remove(holder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let text = format!("(pid:{},since:{})\n", std::process::id(), now());
    storage.create_new(holder)?.append(text.as_bytes())
}

fn who(storage: &dyn Storage, holder: &Path) -> Holder {
    let text = storage.read(holder).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    text.and_then(|text| parse(&text).ok()).unwrap_or_default()
}
