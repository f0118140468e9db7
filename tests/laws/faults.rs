//! Every call to the disk fails in turn: the reopened project is in the old or the new state, and
//! no acknowledged record is lost.

use crate::project::{Desk, import, note};
use luoshi::{
    change::state_hash,
    store::{Access, AppendFile, FileFacts, Opened, OsStorage, ReadOnly, SaveStatus, Storage},
};
use std::{
    collections::BTreeMap,
    io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
};

/// A sort of call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Work {
    CreateDir,
    CreateNew,
    Append,
    SyncData,
    SyncDir,
    Read,
    List,
    Facts,
    Rename,
    Remove,
    Canonical,
    Lock,
}

/// How a call fails.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Fault {
    /// With this error, nothing done.
    Error(io::ErrorKind),
    /// Half of the bytes are written, then the disk is full.
    Short,
}

#[derive(Default)]
struct Counter {
    counts: BTreeMap<Work, usize>,
    calls: usize,
    /// The call that fails, from 0, and how; all calls after it too when `lasting`.
    fails: Option<(usize, Fault)>,
    lasting: bool,
}

/// The real disk, with a fault built in.
#[derive(Clone)]
pub(crate) struct Faulty(Arc<Mutex<Counter>>);

impl Faulty {
    pub(crate) fn counting() -> Self {
        Self(Arc::default())
    }

    fn failing(at: usize, fault: Fault, lasting: bool) -> Self {
        Self(Arc::new(Mutex::new(Counter { fails: Some((at, fault)), lasting, ..Counter::default() })))
    }

    pub(crate) fn counts(&self) -> BTreeMap<Work, usize> {
        self.0.lock().unwrap().counts.clone()
    }

    fn heal(&self) {
        self.0.lock().unwrap().fails = None;
    }

    fn calls(&self) -> usize {
        self.0.lock().unwrap().calls
    }

    fn step(&self, work: Work) -> Option<Fault> {
        let mut counter = self.0.lock().unwrap();
        *counter.counts.entry(work).or_default() += 1;
        let call = counter.calls;
        counter.calls += 1;
        let (at, fault) = counter.fails?;
        (call == at || (counter.lasting && call > at)).then_some(fault)
    }

    fn check(&self, work: Work) -> io::Result<()> {
        match self.step(work) {
            None => Ok(()),
            Some(Fault::Error(kind)) => Err(kind.into()),
            Some(Fault::Short) => Err(io::ErrorKind::StorageFull.into()),
        }
    }
}

struct FaultyFile(Faulty, Box<dyn AppendFile>);

impl AppendFile for FaultyFile {
    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self.0.step(Work::Append) {
            None => self.1.append(bytes),
            Some(Fault::Error(kind)) => Err(kind.into()),
            Some(Fault::Short) => {
                self.1.append(&bytes[..bytes.len() / 2])?;
                Err(io::ErrorKind::StorageFull.into())
            }
        }
    }

    fn sync_data(&mut self) -> io::Result<()> {
        self.0.check(Work::SyncData)?;
        self.1.sync_data()
    }

    fn stands_at(&self, path: &Path) -> io::Result<bool> {
        self.0.check(Work::Facts)?;
        self.1.stands_at(path)
    }
}

impl Storage for Faulty {
    fn create_dir(&self, path: &Path) -> io::Result<()> {
        self.check(Work::CreateDir)?;
        OsStorage.create_dir(path)
    }
    fn create_new(&self, path: &Path) -> io::Result<Box<dyn AppendFile>> {
        self.check(Work::CreateNew)?;
        Ok(Box::new(FaultyFile(self.clone(), OsStorage.create_new(path)?)))
    }
    fn sync_dir(&self, path: &Path) -> io::Result<()> {
        self.check(Work::SyncDir)?;
        OsStorage.sync_dir(path)
    }
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.check(Work::Read)?;
        OsStorage.read(path)
    }
    fn list(&self, path: &Path) -> io::Result<Vec<String>> {
        self.check(Work::List)?;
        OsStorage.list(path)
    }
    fn facts(&self, path: &Path) -> io::Result<FileFacts> {
        self.check(Work::Facts)?;
        OsStorage.facts(path)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.check(Work::Rename)?;
        OsStorage.rename(from, to)
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        self.check(Work::Remove)?;
        OsStorage.remove(path)
    }
    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        self.check(Work::Canonical)?;
        OsStorage.canonical(path)
    }
    fn lock(&self, path: &Path) -> io::Result<Option<Box<dyn Send + Sync>>> {
        self.check(Work::Lock)?;
        OsStorage.lock(path)
    }
}

const FAULTS: [Fault; 5] = [
    Fault::Error(io::ErrorKind::StorageFull),
    Fault::Error(io::ErrorKind::Other),
    Fault::Error(io::ErrorKind::PermissionDenied),
    Fault::Error(io::ErrorKind::ReadOnlyFilesystem),
    Fault::Short,
];

/// Opens, imports, edits twice, closes. Returns the hashes after each commit, the first being the
/// state found, and how many of the commits were acknowledged.
fn session(desk: &Desk, storage: &Faulty) -> (Vec<String>, usize, bool) {
    let Ok(Opened { mut plan, writer, read_only, .. }) =
        desk.open_with(Arc::new(storage.clone()), Access::Write)
    else {
        return (Vec::new(), 0, false);
    };
    let Some(mut writer) = writer else {
        assert!(matches!(read_only, Some(ReadOnly::Unwritable(_))), "{read_only:?}");
        return (Vec::new(), 0, false);
    };
    let mut hashes = vec![state_hash(&plan).to_string()];
    let mut acknowledged = 0;
    for round in 0..3 {
        if round == 0 {
            import(&mut plan, &mut writer);
        } else {
            note(&mut plan, &mut writer, &format!("第{round}次"));
        }
        hashes.push(state_hash(&plan).to_string());
        if writer.wait_durable(round + 1).is_ok() {
            acknowledged = hashes.len() - 1;
        } else {
            assert!(matches!(writer.status(), SaveStatus::Failed { .. } | SaveStatus::Saving { .. }));
        }
    }
    let closed = writer.close_with(&plan).is_ok();
    (hashes, acknowledged, closed)
}

#[test]
fn each_call_failing_in_turn_leaves_the_old_state_or_the_new() {
    let all = {
        let (desk, storage) = (Desk::new(), Faulty::counting());
        let (_, acknowledged, closed) = session(&desk, &storage);
        assert!(closed && acknowledged == 3);
        storage.calls()
    };
    assert!(all > 40, "{all} calls");
    for lasting in [false, true] {
        for (number, fault) in FAULTS.into_iter().enumerate() {
            // All calls with one sort of error, every third with the others.
            for at in (number % 3..all).step_by(if number == 0 { 1 } else { 3 }) {
                let desk = Desk::new();
                let (hashes, acknowledged, closed) = session(&desk, &Faulty::failing(at, fault, lasting));
                let place = format!("call {at}, {fault:?}, lasting {lasting}");
                let hash = desk.hash();
                if hashes.is_empty() {
                    continue;
                }
                let found = hashes.iter().position(|known| *known == hash);
                let found = found.unwrap_or_else(|| panic!("{place}: neither old nor new"));
                assert!(found >= acknowledged, "{place}: acknowledged {acknowledged}, found {found}");
                if closed {
                    assert_eq!(found, 3, "{place}: closed without an error");
                }
                assert!(!luoshi::store::verify(&OsStorage, &desk.dir).unwrap().is_damaged(), "{place}");
                // And the next opening works on from there.
                let (_, acknowledged, closed) = session(&desk, &Faulty::counting());
                assert!(closed && acknowledged == 3, "{place}: the next opening");
            }
        }
    }
}

#[test]
fn after_a_full_disk_the_same_records_go_to_a_new_file() {
    let desk = Desk::new();
    let storage = Faulty::counting();
    let Opened { mut plan, writer, .. } = desk.open_with(Arc::new(storage.clone()), Access::Write).unwrap();
    let mut writer = writer.unwrap();
    let first = note(&mut plan, &mut writer, "一");
    writer.wait_durable(first.seq).unwrap();
    {
        let mut counter = storage.0.lock().unwrap();
        counter.fails = Some((counter.calls, Fault::Short));
        counter.lasting = true;
    }
    let second = note(&mut plan, &mut writer, "二");
    assert_eq!(writer.wait_durable(second.seq).unwrap_err().code(), "disk_full");
    note(&mut plan, &mut writer, "三");
    assert_eq!(writer.wait_durable(3).unwrap_err().code(), "disk_full");
    match writer.status() {
        SaveStatus::Failed { error, pending } => assert_eq!((error.code(), pending), ("disk_full", 2)),
        other => panic!("{other:?}"),
    }
    storage.heal();
    writer.retry();
    writer.wait_durable(3).unwrap();
    let hash = state_hash(&plan).to_string();
    writer.close_with(&plan).unwrap();
    assert_eq!(desk.record_files().len(), 2);
    assert_eq!(desk.hash(), hash);
    let findings = luoshi::store::verify(&OsStorage, &desk.dir).unwrap().findings;
    assert_eq!(findings.iter().map(|finding| &*finding.code).collect::<Vec<_>>(), ["torn_tail"]);
}
