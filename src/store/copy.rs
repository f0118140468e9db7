//! A second copy of a project's folder: for one that can no longer be written where it is.

use super::{
    Storage, StoreError,
    project::{self, DEVICES, PROJECT, READINGS, SOURCES, names},
    storage::{ensure_dir, put},
};
use crate::model::CancelToken;
use std::{
    io,
    path::{Path, PathBuf},
};

/// Copies the project at `from` to `to`, which must be absent. The copy is the same project: its
/// `project.ron`, written last, makes it one.
pub fn copy(storage: &dyn Storage, from: &Path, to: &Path, cancel: &CancelToken) -> Result<(), StoreError> {
    match project::summary(storage, from) {
        Err(StoreError::NotFound(_) | StoreError::NotAProject(_)) => {
            return Err(StoreError::Gone(from.to_owned()));
        }
        other => other?,
    };
    match storage.create_dir(to) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            return Err(StoreError::Exists(to.to_owned()));
        }
        other => other.map_err(StoreError::at(to))?,
    }
    let mut folders: Vec<PathBuf> = [SOURCES, READINGS, DEVICES].map(PathBuf::from).into();
    folders.extend(names(storage, &from.join(DEVICES))?.iter().map(|name| Path::new(DEVICES).join(name)));
    for folder in &folders {
        let made = to.join(folder);
        ensure_dir(storage, &made).map_err(StoreError::at(&made))?;
        for name in names(storage, &from.join(folder))? {
            cancel.check()?;
            one(storage, from, to, &folder.join(name))?;
        }
    }
    one(storage, from, to, Path::new(PROJECT))
}

fn one(storage: &dyn Storage, from: &Path, to: &Path, file: &Path) -> Result<(), StoreError> {
    let (from, to) = (from.join(file), to.join(file));
    let facts = storage.facts(&from).map_err(StoreError::at(&from))?;
    if facts.folder {
        return Ok(());
    }
    let bytes = storage.read(&from).map_err(StoreError::at(&from))?;
    put(storage, &to, &bytes, "copy").map_err(StoreError::at(&to))
}
