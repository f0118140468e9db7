//! The folded state in binary, in the user's cache folder. Costs nothing to delete, and is never
//! believed: it holds for one version of the fold and one exact set of files, and carries a checksum.

use super::{
    Places, Storage, StoreError,
    format::checksum,
    lock::key,
    notice::Finding,
    project::{DEVICES, PROJECT, READINGS, SOURCES, names},
    storage::{FileFacts, ensure_dirs},
};
use crate::model::{Plan, Reading, ReadingId};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::Arc,
};

/// To be raised whenever `change::apply`, the model's layout or the layout here changes.
const FOLD: u32 = 6;
const MAGIC: &[u8; 8] = b"luoshi\0c";
const SUM: usize = 32;

/// Names, lengths and times of all files that the state depends on.
pub(super) type Files = BTreeMap<PathBuf, FileFacts>;

/// Looks at every file of the project without reading any.
pub(super) fn files(storage: &dyn Storage, dir: &Path) -> Result<Files, StoreError> {
    let mut files = Files::new();
    let mut note = |path: PathBuf| -> Result<bool, StoreError> {
        match storage.facts(&dir.join(&path)) {
            Ok(facts) if facts.folder => Ok(true),
            Ok(facts) => {
                files.insert(path, facts);
                Ok(false)
            }
            // Gone between listing and looking: as if it had not been listed.
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(StoreError::at(&dir.join(&path))(error)),
        }
    };
    note(PathBuf::from(PROJECT))?;
    for folder in [SOURCES, READINGS, DEVICES] {
        for name in names(storage, &dir.join(folder))? {
            let path = Path::new(folder).join(name);
            if note(path.clone())? && folder == DEVICES {
                for name in names(storage, &dir.join(&path))? {
                    note(path.join(name))?;
                }
            }
        }
    }
    Ok(files)
}

fn fingerprint(files: &Files) -> String {
    let mut text = format!("fold {FOLD}\n");
    for (path, facts) in files {
        use std::fmt::Write;
        let _ = writeln!(text, "{}\t{}\t{}", path.display(), facts.length, facts.changed);
    }
    checksum(text.as_bytes())
}

/// What a cache gives back.
pub(super) struct Cached {
    pub(super) plan: Plan,
    pub(super) findings: Vec<Finding>,
}

fn path(storage: &dyn Storage, places: &Places, dir: &Path) -> Result<PathBuf, StoreError> {
    Ok(places.cache.join("plans").join(format!("{}.plan", key(storage, dir)?)))
}

/// The cached state, if there is one for exactly these files.
pub(super) fn load(storage: &dyn Storage, places: &Places, dir: &Path, files: &Files) -> Option<Cached> {
    let bytes = storage.read(&path(storage, places, dir).ok()?).ok()?;
    let rest = bytes.strip_prefix(MAGIC)?;
    let (wanted, rest) = rest.split_at_checked(SUM)?;
    if wanted != fingerprint(files).as_bytes() {
        return None;
    }
    let (sum, body) = rest.split_at_checked(SUM)?;
    // Side by side, since each takes as long as the other; nothing is used before the sum is right.
    let (is_sound, mut words, folded) = std::thread::scope(|scope| {
        let beside = scope.spawn(|| (sum == checksum(body).as_bytes(), words(storage, dir, files)));
        let folded: Option<Folded> = postcard::from_bytes(body).ok();
        let (is_sound, words) = beside.join().ok()?;
        Some((is_sound, words, folded?))
    })?;
    if !is_sound {
        return None;
    }
    let (mut plan, readings, findings) = folded;
    for (id, mut reading) in readings {
        reading.text = words.remove(&id.to_string())?;
        plan.add_reading(id, Arc::new(reading));
    }
    Some(Cached { plan, findings })
}

/// What a cache holds behind its head.
type Folded = (Plan, Vec<(ReadingId, Reading)>, Vec<Finding>);

/// The texts of all readings by their ids. Each stands in its own file, whose length and time the
/// fingerprint vouches for.
fn words(storage: &dyn Storage, dir: &Path, files: &Files) -> BTreeMap<String, Arc<str>> {
    let texts = files.keys().filter(|path| path.starts_with(READINGS));
    let texts = texts.filter(|path| path.extension().is_some_and(|extension| extension == "txt"));
    texts
        .filter_map(|path| {
            let id = path.file_stem()?.to_str()?.to_owned();
            let bytes = storage.read(&dir.join(path)).ok()?;
            Some((id, Arc::from(simdutf8::basic::from_utf8(&bytes).ok()?)))
        })
        .collect()
}

/// Keeps the state for the next opening.
pub(super) fn save(
    storage: &dyn Storage,
    places: &Places,
    dir: &Path,
    files: &Files,
    plan: &Plan,
    findings: &[Finding],
) -> Result<(), StoreError> {
    let mut readings: Vec<(ReadingId, &Reading)> =
        plan.reading_ids().filter_map(|id| Some((id, &**plan.reading(id)?))).collect();
    readings.sort_by_key(|(id, _)| *id);
    let path = path(storage, places, dir)?;
    let body = postcard::to_allocvec(&(plan, readings, findings))
        .map_err(|error| StoreError::at(&path)(std::io::Error::other(error)))?;
    let folder = places.cache.join("plans");
    ensure_dirs(storage, &folder).map_err(StoreError::at(&folder))?;
    let head = [MAGIC.as_slice(), fingerprint(files).as_bytes(), checksum(&body).as_bytes()].concat();
    // Not synced: after a crash the checksum tells, and the fold does the work again.
    let aside = path.with_extension(format!("{:016x}.part", super::places::random()?));
    let written = (|| {
        let mut file = storage.create_new(&aside)?;
        file.append(&head)?;
        file.append(&body)?;
        drop(file);
        storage.rename(&aside, &path)
    })();
    written.map_err(|error| {
        let _ = storage.remove(&aside);
        StoreError::at(&path)(error)
    })
}
