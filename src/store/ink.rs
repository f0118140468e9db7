//! The writing itself: on the writer's thread, one write and one sync for all that waits.

use super::{
    Storage, StoreError,
    project::DEVICES,
    storage::{AppendFile, ensure_dirs, put},
};
use crate::model::{DeviceId, WriterId};
use std::{
    collections::BTreeSet,
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
    device: DeviceId,
    writer: WriterId,
    /// The file being appended to; none before the first record and after a failure.
    file: Option<Box<dyn AppendFile>>,
    /// Files tried so far.
    tried: u32,
    /// Every file this run wrote, relative to the project.
    pub(super) own: BTreeSet<PathBuf>,
}

impl Ink {
    pub(super) fn new(storage: Arc<dyn Storage>, dir: PathBuf, device: DeviceId, writer: WriterId) -> Self {
        Self { storage, dir, device, writer, file: None, tried: 0, own: BTreeSet::new() }
    }

    /// Writes all of `items`: files first, so that no record stands without what it names.
    pub(super) fn write(&mut self, items: &[Item]) -> Result<(), StoreError> {
        let mut lines = Vec::new();
        for item in items {
            match item {
                Item::File { path, bytes, replace } => self.file(path, bytes, *replace)?,
                Item::Line { bytes, .. } => lines.extend_from_slice(bytes),
            }
        }
        if lines.is_empty() { Ok(()) } else { self.lines(&lines) }
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
            self.file = None;
            self.tried += 1;
            if fresh {
                // Nothing in it was acknowledged. Best effort: left there, it would be read as
                // duplicates of what the next file holds.
                let _ = self.storage.remove(&full);
            }
            return Err(StoreError::at(&full)(error));
        }
        self.own.insert(path);
        Ok(())
    }

    fn append(&mut self, full: &Path, lines: &[u8]) -> std::io::Result<()> {
        if let Some(file) = &mut self.file {
            file.append(lines)?;
            return file.sync_data();
        }
        let folder = full.parent().unwrap_or(&self.dir);
        ensure_dirs(&*self.storage, folder)?;
        let mut file = self.storage.create_new(full)?;
        file.append(lines)?;
        file.sync_data()?;
        self.storage.sync_dir(folder)?;
        self.file = Some(file);
        Ok(())
    }

    fn path(&self) -> PathBuf {
        let name = match self.tried {
            0 => format!("{}.ron", self.writer),
            tried => format!("{}-{}.ron", self.writer, tried + 1),
        };
        Path::new(DEVICES).join(self.device.to_string()).join(name)
    }
}
