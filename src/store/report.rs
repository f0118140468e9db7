//! The user's own files at the edges: reports that come in, results that go out.

use super::StoreError;
use std::{
    fs::{self, File},
    io::{Read, Write},
    path::Path,
};

/// A report larger than what is read; nothing of it was loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge {
    /// Its size.
    pub bytes: u64,
    /// What is read.
    pub limit: u64,
}

/// Reads a report whole, unless its size alone forbids it.
pub fn read_report(path: &Path, limit: u64) -> Result<Result<Vec<u8>, TooLarge>, StoreError> {
    let file = File::open(path).map_err(StoreError::at(path))?;
    let facts = file.metadata().map_err(StoreError::at(path))?;
    if facts.is_dir() {
        return Err(StoreError::at(path)(std::io::ErrorKind::IsADirectory.into()));
    }
    if facts.len() > limit {
        return Ok(Err(TooLarge { bytes: facts.len(), limit }));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(facts.len()).unwrap_or(0));
    // The size may lie (a pipe, a file that grows): never more than the limit.
    let read = file.take(limit + 1).read_to_end(&mut bytes).map_err(StoreError::at(path))? as u64;
    if read > limit { Ok(Err(TooLarge { bytes: read, limit })) } else { Ok(Ok(bytes)) }
}

/// Writes a result so that the name holds either what it held or the whole new file. The folder
/// must be there. A device or a pipe (`/dev/stdout`) is written into, never replaced.
pub fn write_result(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    match fs::metadata(path) {
        Ok(facts) if facts.is_dir() => {
            return Err(StoreError::at(path)(std::io::ErrorKind::IsADirectory.into()));
        }
        Ok(facts) if !facts.is_file() => return fs::write(path, bytes).map_err(StoreError::at(path)),
        _ => {}
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // Not made from the name, which may be as long as names can be.
    let beside = folder.join(format!(".luoshi-{:016x}.part", super::places::random()?));
    let written = File::create(&beside)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(&beside, path));
    written.map_err(|error| {
        // The original error is the one to tell.
        let _ = fs::remove_file(&beside);
        StoreError::at(path)(error)
    })
}

/// Makes a folder for results, and those above it.
pub fn make_folder(path: &Path) -> Result<(), StoreError> {
    fs::create_dir_all(path).map_err(StoreError::at(path))
}

/// Gives a finished folder its name.
pub fn rename_folder(from: &Path, to: &Path) -> Result<(), StoreError> {
    fs::rename(from, to).map_err(StoreError::at(to))
}

/// Removes a folder of the program's own that was left unfinished.
pub fn remove_folder(path: &Path) -> Result<(), StoreError> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(StoreError::at(path)(error)),
        _ => Ok(()),
    }
}

/// Whether a folder stands at `path`.
pub fn is_folder(path: &Path) -> bool {
    path.is_dir()
}
