//! The writing itself: on the writer's thread, one write and one sync for all that waits.

use super::{
    Storage, StoreError,
    project::{self, DEVICES},
    storage::{AppendFile, ensure_dirs, put},
};
use crate::model::{DeviceId, WriterId};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
    sync::Arc,
};

/// Something that waits to be written.
#[derive(Clone)]
pub(super) enum Item {
    /// A whole file, its path relative to the project.
    File {
        /// Where.
        path: PathBuf,
        /// All of it.
        bytes: Arc<[u8]>,
        /// False for a file named by its content: one that is there need not be written again.
        replace: bool,
    },
    /// A record's line.
    Line {
        /// The record's number.
        seq: u64,
        /// With its line break.
        bytes: Arc<[u8]>,
    },
}

/// Writes items so that they are durable when it returns.
pub(super) struct Ink {
    storage: Arc<dyn Storage>,
    dir: PathBuf,
    /// The id of the project that stands in `dir`.
    project: String,
    device: DeviceId,
    writer: WriterId,
    /// The file being appended to; none before the first record and after a failure.
    file: Option<Box<dyn AppendFile>>,
    /// Files tried so far.
    tried: u32,
    /// Every line of this run that was acknowledged: the folder that comes back may be an older copy.
    acknowledged: Vec<Arc<[u8]>>,
    /// The files that hold those lines, with how much of each was acknowledged.
    held: BTreeMap<PathBuf, u64>,
    /// A file with those lines was not where it should be: they are written again.
    again: bool,
    /// Every file this run wrote, relative to the project.
    pub(super) own: BTreeSet<PathBuf>,
}

impl Ink {
    pub(super) fn new(
        storage: Arc<dyn Storage>,
        (dir, project): (PathBuf, String),
        device: DeviceId,
        writer: WriterId,
    ) -> Self {
        Self {
            storage,
            dir,
            project,
            device,
            writer,
            file: None,
            tried: 0,
            acknowledged: Vec::new(),
            held: BTreeMap::new(),
            again: false,
            own: BTreeSet::new(),
        }
    }

    /// Goes on in another folder, where the same project stands.
    pub(super) fn move_to(&mut self, dir: PathBuf) {
        self.dir = dir;
        self.abandon();
        self.again = true;
    }

    /// True when lines that were acknowledged elsewhere are still to be written here.
    pub(super) fn owes(&self) -> bool {
        self.again && !self.acknowledged.is_empty()
    }

    /// Writes all of `items`: files first, so that no record stands without what it names.
    pub(super) fn write(&mut self, items: &[Item]) -> Result<(), StoreError> {
        if self.file.is_none() || items.iter().any(|item| matches!(item, Item::File { .. })) {
            // Folders are made where they lack: never where the project itself is not.
            self.at_home()?;
        }
        if self.file.is_none() {
            self.again |= self.lacks();
        }
        for item in items {
            if let Item::File { path, bytes, replace } = item {
                self.file(path, bytes, *replace)?;
            }
        }
        let new: Vec<&Arc<[u8]>> = items
            .iter()
            .filter_map(|item| match item {
                Item::Line { bytes, .. } => Some(bytes),
                Item::File { .. } => None,
            })
            .collect();
        if new.is_empty() && !self.owes() {
            return Ok(());
        }
        let before = if self.again { self.acknowledged.as_slice() } else { &[] };
        let lines = before.iter().chain(new.iter().copied()).map(|line| &**line).collect::<Vec<_>>().concat();
        if self.again {
            self.held.clear();
        }
        self.lines(&lines)?;
        self.again = false;
        self.acknowledged.extend(new.into_iter().cloned());
        Ok(())
    }

    /// Whether the project stands where it was opened.
    fn at_home(&self) -> Result<(), StoreError> {
        match project::summary(&*self.storage, &self.dir) {
            Ok(there) if there.id == self.project => Ok(()),
            Ok(_) | Err(StoreError::NotFound(_) | StoreError::NotAProject(_)) => {
                Err(StoreError::Gone(self.dir.clone()))
            }
            Err(error) => Err(error),
        }
    }

    /// Whether the folder no longer holds all that was acknowledged: an older copy took its place while
    /// no file was open.
    fn lacks(&self) -> bool {
        self.held.iter().any(|(path, length)| {
            self.storage.facts(&self.dir.join(path)).map_or(true, |facts| facts.length < *length)
        })
    }

    /// Never writes into the present file again.
    fn abandon(&mut self) {
        self.file = None;
        self.tried += 1;
    }

    fn file(&mut self, path: &Path, bytes: &[u8], replace: bool) -> Result<(), StoreError> {
        let full = self.dir.join(path);
        let folder = full.parent().unwrap_or(&self.dir);
        ensure_dirs(&*self.storage, folder).map_err(StoreError::at(folder))?;
        let there =
            !replace && self.storage.facts(&full).is_ok_and(|facts| facts.length == bytes.len() as u64);
        if there {
            self.storage.sync_dir(folder).map_err(StoreError::at(folder))?;
        } else {
            put(&*self.storage, &full, bytes, &self.writer.to_string()).map_err(StoreError::at(&full))?;
        }
        self.own.insert(path.to_owned());
        Ok(())
    }

    fn lines(&mut self, lines: &[u8]) -> Result<(), StoreError> {
        let path = self.path();
        let full = self.dir.join(&path);
        let fresh = self.file.is_none();
        let written = self.append(&full, lines);
        if let Err(error) = written {
            // After a failed write or sync nobody knows what the file holds: it is never used
            // again, and what was not acknowledged goes to a new one.
            self.abandon();
            self.again |= matches!(error, StoreError::Gone(_));
            if fresh {
                // Nothing in it was acknowledged. Best effort: left there, it would be read as
                // duplicates of what the next file holds.
                let _ = self.storage.remove(&full);
            }
            return Err(error);
        }
        *self.held.entry(path.clone()).or_default() += lines.len() as u64;
        self.own.insert(path);
        Ok(())
    }

    /// What is on the disk, and no longer under the project's path, is not saved.
    fn append(&mut self, full: &Path, lines: &[u8]) -> Result<(), StoreError> {
        if let Some(file) = &mut self.file {
            file.append(lines).and_then(|()| file.sync_data()).map_err(StoreError::at(full))?;
        } else {
            self.file = Some(self.begin(full, lines).map_err(StoreError::at(full))?);
        }
        let stands = self.file.as_ref().map_or(Ok(false), |file| file.stands_at(full));
        if stands.map_err(StoreError::at(full))? { Ok(()) } else { Err(StoreError::Gone(self.dir.clone())) }
    }

    fn begin(&self, full: &Path, lines: &[u8]) -> std::io::Result<Box<dyn AppendFile>> {
        let folder = full.parent().unwrap_or(&self.dir);
        ensure_dirs(&*self.storage, folder)?;
        let mut file = self.storage.create_new(full)?;
        file.append(lines)?;
        file.sync_data()?;
        self.storage.sync_dir(folder)?;
        Ok(file)
    }

    fn path(&self) -> PathBuf {
        let name = match self.tried {
            0 => format!("{}.ron", self.writer),
            tried => format!("{}-{}.ron", self.writer, tried + 1),
        };
        Path::new(DEVICES).join(self.device.to_string()).join(name)
    }
}
