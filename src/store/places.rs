//! The user's own folders, and who the user is. Nothing of it lies in a project.

use super::{
    Storage, StoreError,
    format::{parse, quote},
    storage::{ensure_dirs, put},
};
use crate::model::{DeviceId, PersonId};
use std::path::{Path, PathBuf};

/// Where the user's own files are: identity, caches, locks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Places {
    /// Identity and settings.
    pub config: PathBuf,
    /// What can be deleted at any time.
    pub cache: PathBuf,
    /// Locks.
    pub state: PathBuf,
    /// The sample project.
    pub data: PathBuf,
}

/// Who writes: made up at random once for each device and user account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The computer and user account.
    pub device: DeviceId,
    /// The person.
    pub person: PersonId,
    /// The person's name, if one was given; it goes into projects' people files, never into records.
    pub name: Option<String>,
}

#[derive(serde::Deserialize)]
struct DiskIdentity {
    device: String,
    person: String,
    name: Option<String>,
}

const IDENTITY: &str = "identity.ron";

impl Places {
    /// The folders the system sets aside for programs, `XDG_*` honoured.
    pub fn of_user() -> Result<Self, StoreError> {
        let dirs = directories::ProjectDirs::from("", "", "luoshi").ok_or(StoreError::NoHome)?;
        Ok(Self {
            config: dirs.config_dir().to_owned(),
            cache: dirs.cache_dir().to_owned(),
            state: dirs.state_dir().unwrap_or_else(|| dirs.data_local_dir()).to_owned(),
            data: dirs.data_local_dir().to_owned(),
        })
    }

    /// All of them under one folder: portable use, and tests.
    pub fn under(root: &Path) -> Self {
        let under = |name: &str| root.join(name);
        Self { config: under("config"), cache: under("cache"), state: under("state"), data: under("data") }
    }

    /// Who writes here; made up and kept at the first call.
    pub fn identity(&self, storage: &dyn Storage) -> Result<Identity, StoreError> {
        let path = self.config.join(IDENTITY);
        match storage.read(&path) {
            Ok(bytes) => match String::from_utf8(bytes).ok().and_then(|text| read(&text)) {
                Some(identity) => Ok(identity),
                // A damaged file says nothing about anyone: a new identity is as good as a new device.
                None => self.mint(storage),
            },
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => self.mint(storage),
            Err(error) => Err(StoreError::at(&path)(error)),
        }
    }

    /// Which computer this is, where that is known; writes nothing.
    pub(super) fn device(&self, storage: &dyn Storage) -> Option<DeviceId> {
        let bytes = storage.read(&self.config.join(IDENTITY)).ok()?;
        read(&String::from_utf8(bytes).ok()?).map(|identity| identity.device)
    }

    fn mint(&self, storage: &dyn Storage) -> Result<Identity, StoreError> {
        let identity = Identity { device: DeviceId(random()?), person: PersonId(random()?), name: None };
        self.keep(storage, &identity)?;
        Ok(identity)
    }

    fn keep(&self, storage: &dyn Storage, identity: &Identity) -> Result<(), StoreError> {
        ensure_dirs(storage, &self.config).map_err(StoreError::at(&self.config))?;
        let mut text = format!("(device:\"{}\",person:\"{}\"", identity.device, identity.person);
        if let Some(name) = &identity.name {
            text.push_str(",name:");
            quote(&mut text, name);
        }
        text.push_str(")\n");
        let path = self.config.join(IDENTITY);
        put(storage, &path, text.as_bytes(), &identity.device.to_string()).map_err(StoreError::at(&path))
    }

    /// A file of settings, by its name under the folder of settings; `None` where there is none yet.
    pub fn settings(&self, storage: &dyn Storage, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let path = self.config.join(name);
        match storage.read(&path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(StoreError::at(&path)(error)),
        }
    }

    /// Puts a file of settings in its place, whole or not at all.
    pub fn keep_settings(&self, storage: &dyn Storage, name: &str, bytes: &[u8]) -> Result<(), StoreError> {
        let path = self.config.join(name);
        let folder = path.parent().unwrap_or(&self.config);
        ensure_dirs(storage, folder).map_err(StoreError::at(folder))?;
        put(storage, &path, bytes, &std::process::id().to_string()).map_err(StoreError::at(&path))
    }

    /// Gives a file of settings that cannot be read another name, and says which: what stands in it
    /// may still help a person, and the next one is written in its place.
    pub fn set_settings_aside(&self, storage: &dyn Storage, name: &str) -> Result<PathBuf, StoreError> {
        let path = self.config.join(name);
        // What was set aside before is no less worth keeping. Whoever breaks the file a hundred times
        // has only the latest of them.
        let names = (1..100).map(|number| match number {
            1 => format!("{name}.broken"),
            number => format!("{name}.broken{number}"),
        });
        let mut asides = names.map(|name| self.config.join(name));
        let free = |aside: &PathBuf| storage.facts(aside).is_err();
        let aside = asides.find(free).unwrap_or_else(|| self.config.join(format!("{name}.broken")));
        storage.rename(&path, &aside).map_err(StoreError::at(&path))?;
        Ok(aside)
    }

    /// Removes a file of settings; that there is none is as good.
    pub fn forget_settings(&self, storage: &dyn Storage, name: &str) -> Result<(), StoreError> {
        let path = self.config.join(name);
        match storage.remove(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(StoreError::at(&path)(error)),
            _ => Ok(()),
        }
    }

    /// Names of the files in a folder of settings.
    pub fn settings_in(&self, storage: &dyn Storage, folder: &str) -> Vec<String> {
        // A folder that cannot be listed holds nothing that could be used.
        storage.list(&self.config.join(folder)).unwrap_or_default()
    }

    /// Gives the person a name; an empty one takes it away. Projects learn it at their next opening.
    pub fn set_name(&self, storage: &dyn Storage, name: &str) -> Result<Identity, StoreError> {
        let name = Some(name.trim()).filter(|name| !name.is_empty()).map(str::to_owned);
        let identity = Identity { name, ..self.identity(storage)? };
        self.keep(storage, &identity)?;
        Ok(identity)
    }
}

fn read(text: &str) -> Option<Identity> {
    let disk: DiskIdentity = parse(text).ok()?;
    Some(Identity { device: disk.device.parse().ok()?, person: disk.person.parse().ok()?, name: disk.name })
}

/// A random number from the system.
pub(super) fn random() -> Result<u64, StoreError> {
    getrandom::u64()
        .map_err(|error| StoreError::at(Path::new("random"))(std::io::Error::other(error.to_string())))
}

/// Wall time, milliseconds since 1970.
pub(super) fn now() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    since.map_or(0, |since| i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}
