//! The folder itself: its layout, and `project.ron`.

use super::{
    Storage, StoreError,
    format::{checksum, parse, quote},
    places::random,
    storage::put,
};
use std::{
    io,
    path::{Path, PathBuf},
};

/// Raised when older programs must not write any more.
pub const FORMAT_MAJOR: u32 = 1;
/// Raised with every addition that older programs keep without understanding it.
pub const FORMAT_MINOR: u32 = 0;

pub(super) const PROJECT: &str = "project.ron";
pub(super) const SOURCES: &str = "sources";
pub(super) const READINGS: &str = "readings";
pub(super) const DEVICES: &str = "devices";
pub(super) const PEOPLE: &str = "people.ron";

/// What `project.ron` says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProjectSummary {
    /// Format of the folder, major and minor.
    pub format: (u32, u32),
    /// Made up at random when the project was made.
    pub id: String,
    /// Name given to it then.
    pub name: String,
}

impl ProjectSummary {
    /// True when a newer program raised the major version: this one may only read.
    pub fn is_newer(&self) -> bool {
        self.format.0 > FORMAT_MAJOR
    }
}

#[derive(serde::Deserialize)]
struct DiskProject {
    format: (u32, u32),
    #[serde(default)]
    id: String,
    #[serde(default)]
    name: String,
    /// Checksum of all before it; projects made without one are believed.
    sum: Option<String>,
}

const SUM: &str = ",sum:\"";

/// Makes a project in `dir`, which must be absent or empty. It is published by its `project.ron`,
/// written last: a folder without one is not a project.
pub fn create(storage: &dyn Storage, dir: &Path, name: &str) -> Result<(), StoreError> {
    match storage.list(dir) {
        Ok(names) if names.is_empty() => {}
        Ok(_) => return Err(StoreError::Exists(dir.to_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            storage.create_dir(dir).map_err(StoreError::at(dir))?;
            if let Some(parent) = dir.parent().filter(|parent| !parent.as_os_str().is_empty()) {
                storage.sync_dir(parent).map_err(StoreError::at(parent))?;
            }
        }
        Err(error) => return Err(StoreError::at(dir)(error)),
    }
    for folder in [SOURCES, READINGS, DEVICES] {
        let path = dir.join(folder);
        storage.create_dir(&path).map_err(StoreError::at(&path))?;
    }
    let id = format!("{:016x}", random()?);
    let mut text = format!("(format:({FORMAT_MAJOR},{FORMAT_MINOR}),id:\"{id}\",name:");
    quote(&mut text, name.trim());
    let sum = checksum(text.as_bytes());
    text.extend([SUM, &sum, "\")\n"]);
    let path = dir.join(PROJECT);
    put(storage, &path, text.as_bytes(), &id).map_err(StoreError::at(&path))
}

/// Reads `project.ron`.
pub fn summary(storage: &dyn Storage, dir: &Path) -> Result<ProjectSummary, StoreError> {
    let path = dir.join(PROJECT);
    let bytes = match storage.read(&path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(match storage.facts(dir) {
                Ok(_) => StoreError::NotAProject(dir.to_owned()),
                Err(error) if error.kind() == io::ErrorKind::NotFound => StoreError::NotFound(dir.to_owned()),
                Err(error) => StoreError::at(dir)(error),
            });
        }
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            return Err(StoreError::NotAProject(dir.to_owned()));
        }
        Err(error) => return Err(StoreError::at(&path)(error)),
    };
    let text = String::from_utf8_lossy(&bytes);
    let damaged = |detail: String| StoreError::ProjectDamaged { path: path.clone(), detail };
    let disk: DiskProject = parse(&text).map_err(|error| damaged(error.to_string()))?;
    let summed = text.rsplit_once(SUM).map(|(head, _)| checksum(head.as_bytes()));
    if disk.sum.is_some() && disk.sum != summed {
        return Err(damaged("checksum".to_owned()));
    }
    let name = if disk.name.is_empty() { stem(dir) } else { disk.name };
    Ok(ProjectSummary { format: disk.format, id: disk.id, name })
}

fn stem(dir: &Path) -> String {
    dir.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Names in a folder of the project; a folder that is not there is empty.
pub(super) fn names(storage: &dyn Storage, dir: &Path) -> Result<Vec<String>, StoreError> {
    match storage.list(dir) {
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            Ok(Vec::new())
        }
        other => other.map_err(StoreError::at(dir)),
    }
}

/// The record files of all devices, whatever they are called: a synchroniser's conflict copy is
/// one more set of records. Files still being written, and the names of people, are not.
pub(super) fn record_files(storage: &dyn Storage, dir: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let devices = dir.join(DEVICES);
    let mut files = Vec::new();
    for device in names(storage, &devices)? {
        let device = devices.join(device);
        for name in names(storage, &device)? {
            let ours = is_ron(&name) && !name.starts_with('.') && !name.starts_with("people");
            files.extend(ours.then(|| device.join(name)));
        }
    }
    Ok(files)
}

/// The files that hold names of people.
pub(super) fn people_files(storage: &dyn Storage, dir: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let devices = dir.join(DEVICES);
    let folders = names(storage, &devices)?.into_iter().map(|device| devices.join(device).join(PEOPLE));
    Ok(folders.filter(|path| storage.facts(path).is_ok_and(|facts| !facts.folder)).collect())
}

pub(super) fn is_ron(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension.eq_ignore_ascii_case("ron"))
}
