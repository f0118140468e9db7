//! Opening a project.

use super::{
    Places, Storage, StoreError, Writer,
    cache::{self, Cached},
    journal,
    lock::{self, Holder, Lock},
    notice::{Finding, Notice, Severity},
    people, places,
    project::{self, DEVICES, READINGS, SOURCES, names},
    readings,
    writer::Home,
};
use crate::{
    change::{Op, Record, fold},
    model::{CancelToken, Plan, Reading, ReadingId, Reporter, Value},
};
use std::{
    collections::BTreeSet,
    fmt, io,
    path::{Path, PathBuf},
    sync::Arc,
};

/// What a project is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// To look at it. Writes nothing in the project and takes no lock.
    Read,
    /// To work on it, if nobody else does and nothing forbids it.
    Write,
}

/// Why a project that was to be written can only be read.
#[derive(Clone, Debug)]
pub enum ReadOnly {
    /// Another window or program of this user has it open.
    HeldBy(Holder),
    /// The folder, or the user's own folder for locks and identity, cannot be written.
    Unwritable(StoreError),
    /// A newer program raised the format's major version.
    NewerFormat {
        /// The project's version.
        format: (u32, u32),
    },
}

impl fmt::Display for ReadOnly {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::HeldBy(Holder { pid: 0, .. }) => f.write_str("another process is writing"),
            Self::HeldBy(Holder { pid, .. }) => write!(f, "process {pid} is writing"),
            Self::Unwritable(error) => error.fmt(f),
            Self::NewerFormat { format: (major, minor) } => write!(f, "its format {major}.{minor} is newer"),
        }
    }
}

/// An open project.
#[derive(Debug)]
pub struct Opened {
    /// Its state.
    pub plan: Plan,
    /// Its name.
    pub name: String,
    /// Its folder, as given.
    pub dir: PathBuf,
    /// For writing; `None` when read-only.
    pub writer: Option<Writer>,
    /// Why writing was asked for and is not possible.
    pub read_only: Option<ReadOnly>,
    /// What a person should know.
    pub notices: Vec<Notice>,
    /// True when the state came from the cache.
    pub from_cache: bool,
}

/// All that lies in a project's folder.
pub(super) struct Gathered {
    pub(super) records: Vec<Record>,
    pub(super) readings: Vec<(ReadingId, Arc<Reading>)>,
    pub(super) findings: Vec<Finding>,
    pub(super) files: usize,
}

/// Opens a project. With `Access::Write` never waits for another writer: the project is then
/// read-only, and `read_only` says who writes.
pub fn open(
    storage: Arc<dyn Storage>,
    places: &Places,
    dir: &Path,
    access: Access,
    reporter: &dyn Reporter,
    cancel: &CancelToken,
) -> Result<Opened, StoreError> {
    let summary = project::summary(&*storage, dir)?;
    let (lock, read_only) = match access {
        Access::Read => (None, None),
        Access::Write if summary.is_newer() => (None, Some(ReadOnly::NewerFormat { format: summary.format })),
        Access::Write => match claim(&*storage, places, dir) {
            Ok(lock) => (Some(lock), None),
            Err(reason) => (None, Some(reason)),
        },
    };
    // Looked at before they are read: what arrives in between makes the cache of this opening invalid.
    let files = cache::files(&*storage, dir)?;
    let cached = cache::load(&*storage, places, dir, &files);
    let from_cache = cached.is_some();
    let Cached { mut plan, findings } = if let Some(cached) = cached {
        cached
    } else {
        let folded = build(&*storage, dir, reporter, cancel)?;
        // A cache that cannot be kept costs the next opening some time, nothing else.
        let _ = cache::save(&*storage, places, dir, &files, &folded.plan, &folded.findings);
        folded
    };
    let mut notices = findings.clone();
    notices.extend(held(&plan));
    if summary.is_newer() {
        let (major, minor) = summary.format;
        let file = Path::new(project::PROJECT);
        notices.push(Finding::new(Severity::Warning, "newer_format", file, format!("{major}.{minor}")));
    }
    if let Some(device) = places.device(&*storage) {
        plan.stand_at(device);
    }
    let writer = match lock {
        Some(lock) => {
            let identity = places.identity(&*storage)?;
            if let Some(name) = &identity.name {
                plan.name_person(identity.person, name.clone());
            }
            let (places, dir) = (places.clone(), dir.to_owned());
            let home = Home { storage, places, dir, project: summary.id, files, findings };
            Some(Writer::start(home, identity, lock)?)
        }
        None => None,
    };
    Ok(Opened { plan, name: summary.name, dir: dir.to_owned(), writer, read_only, notices, from_cache })
}

/// The lock, once the folder has shown that it can be written.
fn claim(storage: &dyn Storage, places: &Places, dir: &Path) -> Result<Lock, ReadOnly> {
    let unwritable = ReadOnly::Unwritable;
    places.identity(storage).map_err(unwritable)?;
    let lock = lock::take(storage, places, dir).map_err(unwritable)?.map_err(ReadOnly::HeldBy)?;
    // Only trying tells: permissions, read-only media and shares are not all in the mode bits.
    let probe =
        dir.join(format!(".luoshi-{:016x}{}", places::random().map_err(unwritable)?, super::storage::ASIDE));
    match storage.create_new(&probe) {
        Ok(file) => {
            drop(file);
            storage.remove(&probe).map_err(|error| unwritable(StoreError::at(&probe)(error)))?;
        }
        // A full disk can be emptied while the project is open; nothing is lost meanwhile.
        Err(error) if error.kind() == io::ErrorKind::StorageFull => {}
        Err(error) => return Err(unwritable(StoreError::at(dir)(error))),
    }
    Ok(lock)
}

fn build(
    storage: &dyn Storage,
    dir: &Path,
    reporter: &dyn Reporter,
    cancel: &CancelToken,
) -> Result<Cached, StoreError> {
    let gathered = gather(storage, dir, reporter, cancel)?;
    reporter.progress("fold", 0, gathered.records.len() as u64);
    let mut plan = fold(gathered.readings, gathered.records, cancel)?;
    let mut findings = gathered.findings;
    people::load(storage, dir, &mut plan, &mut findings)?;
    Ok(Cached { plan, findings })
}

/// Reads everything but the sources' content.
pub(super) fn gather(
    storage: &dyn Storage,
    dir: &Path,
    reporter: &dyn Reporter,
    cancel: &CancelToken,
) -> Result<Gathered, StoreError> {
    reporter.progress("records", 0, 1);
    let journal = journal::read(storage, dir, cancel)?;
    let mut findings = journal.findings;
    reporter.progress("readings", 0, 1);
    let readings = readings::load(storage, dir, &mut findings, cancel)?;
    missing(storage, dir, &journal.records, &readings, &mut findings)?;
    Ok(Gathered { records: journal.records, readings, findings, files: journal.files })
}

/// Readings and sources that records name and that are not there.
fn missing(
    storage: &dyn Storage,
    dir: &Path,
    records: &[Record],
    readings: &[(ReadingId, Arc<Reading>)],
    findings: &mut Vec<Finding>,
) -> Result<(), StoreError> {
    let at_hand: BTreeSet<ReadingId> = readings.iter().map(|(id, _)| *id).collect();
    let mut sources = BTreeSet::new();
    let mut wanted = BTreeSet::new();
    for op in records.iter().flat_map(|record| &record.change.ops) {
        match op {
            Op::CreateDocument { source, extension, reading, .. } => {
                wanted.insert(*reading);
                sources.insert((*source, extension.as_str()));
            }
            Op::Set { value: Some(Value::Reading(adoption)), .. } => {
                wanted.insert(adoption.reading);
            }
            _ => {}
        }
    }
    // A reading stands only where a record was to name it. Not one record means that the first import
    // was cut short or, where even their folder is not there, that the project was copied in part.
    if records.is_empty() && !readings.is_empty() {
        let folder = storage.facts(&dir.join(DEVICES)).is_ok();
        let severity = if folder { Severity::Warning } else { Severity::Damage };
        findings.push(Finding::new(severity, "records_missing", Path::new(DEVICES), ""));
    }
    for id in wanted.difference(&at_hand) {
        let file = Path::new(READINGS).join(format!("{id}.ron"));
        findings.push(Finding::new(Severity::Damage, "reading_missing", &file, ""));
    }
    let kept = names(storage, &dir.join(SOURCES))?;
    for (id, extension) in sources {
        let wanted = id.to_string();
        if !kept.iter().any(|name| name.starts_with(&wanted)) {
            let file = readings::source_path(id, extension);
            findings.push(Finding::new(Severity::Damage, "source_missing", &file, ""));
        }
    }
    Ok(())
}

/// The records that wait for something.
pub(super) fn held(plan: &Plan) -> impl Iterator<Item = Finding> + '_ {
    plan.held().iter().map(|held| {
        let detail = format!("{}: {}", held.id, held.waits_for);
        Finding::new(Severity::Warning, "record_held", Path::new(DEVICES), detail)
    })
}

/// All records of a project, sorted by Lamport counter, writer and number: its history.
pub fn records(storage: &dyn Storage, dir: &Path) -> Result<Vec<Record>, StoreError> {
    project::summary(storage, dir)?;
    let mut records = journal::read(storage, dir, &CancelToken::new())?.records;
    records.sort_by_key(|record| (record.lamport, record.id));
    Ok(records)
}
