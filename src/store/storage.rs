//! Every touch of the disk goes through here, so that each can be made to fail in a test.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
    time::UNIX_EPOCH,
};

/// What is known of a file without reading it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FileFacts {
    /// Length in bytes.
    pub length: u64,
    /// Last change, nanoseconds since 1970; 0 where the system does not say.
    pub changed: u64,
    /// True for a folder.
    pub folder: bool,
}

/// A file this run created and appends to.
pub trait AppendFile: Send {
    /// Writes all of `bytes` at the end, in one call.
    fn append(&mut self, bytes: &[u8]) -> io::Result<()>;
    /// Returns once all that was written is on the disk.
    fn sync_data(&mut self) -> io::Result<()>;
    /// Whether `path` leads to this file. One that was moved away or removed can be written and
    /// synced as before, and nobody finds it.
    fn stands_at(&self, path: &Path) -> io::Result<bool>;
}

/// The disk. Folders are made for the user alone (0700), files likewise (0600).
pub trait Storage: Send + Sync {
    /// Makes one folder; its parent must be there.
    fn create_dir(&self, path: &Path) -> io::Result<()>;
    /// Makes a file that must not be there yet.
    fn create_new(&self, path: &Path) -> io::Result<Box<dyn AppendFile>>;
    /// Makes the names in a folder durable.
    fn sync_dir(&self, path: &Path) -> io::Result<()>;
    /// The whole of a file.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;
    /// Names in a folder, sorted; names that are not Unicode are left out.
    fn list(&self, path: &Path) -> io::Result<Vec<String>>;
    /// Length and time of a file or folder.
    fn facts(&self, path: &Path) -> io::Result<FileFacts>;
    /// Gives a file another name, replacing what had it.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Removes a file.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// The path without links and dots.
    fn canonical(&self, path: &Path) -> io::Result<PathBuf>;
    /// Takes the lock that `path` stands for; `None` when somebody else has it. Dropping it,
    /// and the death of the process, release it.
    fn lock(&self, path: &Path) -> io::Result<Option<Box<dyn Send + Sync>>>;
}

/// The real disk.
#[derive(Clone, Copy, Debug, Default)]
pub struct OsStorage;

impl AppendFile for File {
    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.write_all(bytes)
    }

    fn sync_data(&mut self) -> io::Result<()> {
        File::sync_data(self)
    }

    fn stands_at(&self, path: &Path) -> io::Result<bool> {
        let there = match fs::metadata(path) {
            Ok(there) => there,
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                return Ok(false);
            }
            Err(error) => return Err(error),
        };
        Ok(same_file(&self.metadata()?, &there))
    }
}

#[cfg(unix)]
fn same_file(here: &fs::Metadata, there: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (here.dev(), here.ino()) == (there.dev(), there.ino())
}

/// Elsewhere a file that is open keeps the folders above it in place.
#[cfg(not(unix))]
fn same_file(here: &fs::Metadata, there: &fs::Metadata) -> bool {
    here.len() == there.len()
}

fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options
}

impl Storage for OsStorage {
    fn create_dir(&self, path: &Path) -> io::Result<()> {
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        {
            use std::os::unix::fs::DirBuilderExt;
            builder.mode(0o700);
        }
        builder.create(path)
    }

    fn create_new(&self, path: &Path) -> io::Result<Box<dyn AppendFile>> {
        Ok(Box::new(private(OpenOptions::new().append(true).create_new(true)).open(path)?))
    }

    fn sync_dir(&self, path: &Path) -> io::Result<()> {
        // Elsewhere a folder cannot be opened as a file, and names are durable with their files.
        if cfg!(unix) { File::open(path)?.sync_all() } else { Ok(()) }
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        fs::read(path)
    }

    fn list(&self, path: &Path) -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in fs::read_dir(path)? {
            names.extend(entry?.file_name().into_string());
        }
        names.sort_unstable();
        Ok(names)
    }

    fn facts(&self, path: &Path) -> io::Result<FileFacts> {
        let metadata = fs::metadata(path)?;
        let changed = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        let changed = changed.map_or(0, |since| u64::try_from(since.as_nanos()).unwrap_or(u64::MAX));
        Ok(FileFacts { length: metadata.len(), changed, folder: metadata.is_dir() })
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        fs::canonicalize(path)
    }

    fn lock(&self, path: &Path) -> io::Result<Option<Box<dyn Send + Sync>>> {
        let file =
            private(OpenOptions::new().read(true).write(true).create(true).truncate(false)).open(path)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Box::new(file))),
            Err(fs::TryLockError::WouldBlock) => Ok(None),
            Err(fs::TryLockError::Error(error)) => Err(error),
        }
    }
}

/// Makes a folder unless it is there, and its name durable.
pub(super) fn ensure_dir(storage: &dyn Storage, path: &Path) -> io::Result<()> {
    match storage.create_dir(path) {
        Ok(()) => path.parent().map_or(Ok(()), |parent| storage.sync_dir(parent)),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
    }
}

/// Makes a folder and the ones above it.
pub(super) fn ensure_dirs(storage: &dyn Storage, path: &Path) -> io::Result<()> {
    match storage.create_dir(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let Some(parent) = path.parent() else { return Err(error) };
            ensure_dirs(storage, parent)?;
            ensure_dir(storage, path)
        }
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

/// Puts `bytes` under `path` whole or not at all: written aside, synced, then named.
/// `tag` keeps two processes from writing aside under one name.
pub(super) fn put(storage: &dyn Storage, path: &Path, bytes: &[u8], tag: &str) -> io::Result<()> {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("file");
    let aside = path.with_file_name(format!(".{name}.{tag}{ASIDE}"));
    let written = (|| {
        let mut file = match storage.create_new(&aside) {
            // Left by an attempt of this run that failed.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                storage.remove(&aside)?;
                storage.create_new(&aside)?
            }
            other => other?,
        };
        file.append(bytes)?;
        file.sync_data()?;
        drop(file);
        storage.rename(&aside, path)
    })();
    if let Err(error) = written {
        // Best effort: a file left aside harms nothing, and `verify` tells of it.
        let _ = storage.remove(&aside);
        return Err(error);
    }
    path.parent().map_or(Ok(()), |parent| storage.sync_dir(parent))
}

/// How the name of a file that is still being written ends.
pub(super) const ASIDE: &str = ".part";
