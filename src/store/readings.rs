//! Sources and readings: files named by their content, never altered.

use super::{
    Storage, StoreError,
    format::{decode_reading, encode_reading},
    notice::{Finding, Severity},
    project::{READINGS, SOURCES, is_ron, names},
};
use crate::model::{CancelToken, Reading, ReadingId, SourceId};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

/// Where the files of a reading lie in the project. The text first: an overlay never stands without it.
pub(super) fn paths(id: ReadingId) -> [PathBuf; 2] {
    ["txt", "ron"].map(|extension| Path::new(READINGS).join(format!("{id}.{extension}")))
}

/// The files of one reading: the id, then where they lie and their bytes.
pub(super) fn files(reading: &Reading) -> (ReadingId, [(PathBuf, Vec<u8>); 2]) {
    let overlay = encode_reading(reading).into_bytes();
    let id = ReadingId::of(&overlay);
    let [text, ron] = paths(id);
    (id, [(text, reading.text.as_bytes().to_vec()), (ron, overlay)])
}

/// Where a source lies in the project. Extensions that are not plain letters and digits become `bin`.
pub(super) fn source_path(id: SourceId, extension: &str) -> PathBuf {
    let extension = extension.to_ascii_lowercase();
    let plain = !extension.is_empty()
        && extension.len() <= 10
        && extension.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && extension != "part";
    Path::new(SOURCES).join(format!("{id}.{}", if plain { extension.as_str() } else { "bin" }))
}

/// The bytes of a source that was brought in earlier.
pub fn source(storage: &dyn Storage, dir: &Path, id: SourceId) -> Result<Vec<u8>, StoreError> {
    let folder = dir.join(SOURCES);
    let wanted = id.to_string();
    let name = names(storage, &folder)?.into_iter().find(|name| name.starts_with(&wanted));
    let path = folder.join(name.unwrap_or(wanted));
    storage.read(&path).map_err(StoreError::at(&path))
}

/// Reads every reading of the project. One that is damaged or half copied is told and left out:
/// what needs it is held.
pub(super) fn load(
    storage: &dyn Storage,
    dir: &Path,
    findings: &mut Vec<Finding>,
    cancel: &CancelToken,
) -> Result<Vec<(ReadingId, Arc<Reading>)>, StoreError> {
    let folder = dir.join(READINGS);
    let mut readings = Vec::new();
    for name in names(storage, &folder)?.into_iter().filter(|name| is_ron(name) && !name.starts_with('.')) {
        cancel.check()?;
        let file = Path::new(READINGS).join(&name);
        match read(storage, &folder, &name) {
            Ok(read) => readings.push(read),
            Err(detail) => {
                findings.push(Finding::new(Severity::Damage, "reading_damaged", &file, detail));
            }
        }
    }
    // A copy beside the original is the same reading.
    readings.sort_by_key(|(id, _)| *id);
    readings.dedup_by_key(|(id, _)| *id);
    Ok(readings)
}

fn read(storage: &dyn Storage, folder: &Path, name: &str) -> Result<(ReadingId, Arc<Reading>), String> {
    let bytes = storage.read(&folder.join(name)).map_err(|error| error.to_string())?;
    let id = ReadingId::of(&bytes);
    if !name.starts_with(&id.to_string()) {
        return Err("the content is not what the name says".to_owned());
    }
    let overlay = String::from_utf8(bytes).map_err(|error| error.to_string())?;
    let words =
        storage.read(&folder.join(format!("{id}.txt"))).map_err(|error| format!("its text: {error}"))?;
    let words = String::from_utf8(words).map_err(|error| format!("its text: {error}"))?;
    Ok((id, Arc::new(decode_reading(&overlay, &words)?)))
}
