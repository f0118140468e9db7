//! Projects on the real disk: what is written is there again, who may write, what is told.

use crate::{
    faults::{Faulty, Work},
    sites::{drafts, play, steps},
};
use luoshi::{
    change::{Mint, Record, actions, apply, state_hash},
    model::{CancelToken, NoReport, Plan, RecordId},
    store::{self, Access, Opened, OsStorage, Places, ReadOnly, SaveStatus, Storage, Writer},
};
use proptest::prelude::*;
use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};
use tempfile::TempDir;

/// A project in a folder of its own, with the user's folders beside it.
pub(crate) struct Desk {
    pub(crate) root: TempDir,
    pub(crate) dir: PathBuf,
    pub(crate) places: Places,
}

impl Desk {
    pub(crate) fn new() -> Self {
        let root = TempDir::new().unwrap();
        let dir = root.path().join("计划.luoshi");
        store::create(&OsStorage, &dir, "计划").unwrap();
        let places = Places::under(&root.path().join("home"));
        Self { root, dir, places }
    }

    pub(crate) fn open(&self, access: Access) -> Opened {
        self.open_with(Arc::new(OsStorage), access).unwrap()
    }

    pub(crate) fn open_with(
        &self,
        storage: Arc<dyn Storage>,
        access: Access,
    ) -> Result<Opened, store::StoreError> {
        store::open(storage, &self.places, &self.dir, access, &NoReport, &CancelToken::new())
    }

    pub(crate) fn record_files(&self) -> Vec<PathBuf> {
        let mut files = Vec::new();
        for device in fs::read_dir(self.dir.join("devices")).unwrap().flatten() {
            files.extend(fs::read_dir(device.path()).unwrap().flatten().map(|entry| entry.path()));
        }
        files.retain(|file| {
            file.extension().is_some_and(|extension| extension == "ron") && !file.ends_with("people.ron")
        });
        files.sort();
        files
    }

    /// The hash of a fresh fold, no cache in the way.
    pub(crate) fn hash(&self) -> String {
        let _ = fs::remove_dir_all(&self.places.cache);
        state_hash(&self.open(Access::Read).plan).to_string()
    }
}

/// Commits one change and hands it to the writer.
pub(crate) fn commit(
    plan: &mut Plan,
    writer: &mut Writer,
    at: i64,
    change: luoshi::change::Change,
) -> RecordId {
    let id = writer.next_record();
    let record = Record { id, lamport: plan.lamport() + 1, stamp: writer.stamp(at), change };
    apply(plan, &record).unwrap();
    writer.append(&record);
    id
}

pub(crate) fn note(plan: &mut Plan, writer: &mut Writer, text: &str) -> RecordId {
    let change = actions::set_project_note(plan, text).unwrap();
    commit(plan, writer, 5, change)
}

pub(crate) fn import(plan: &mut Plan, writer: &mut Writer) {
    let reading = drafts().remove(0).1;
    let source = writer.add_source(Arc::from(&b"original"[..]), "TXT");
    let id = writer.add_reading(&reading).unwrap();
    plan.add_reading(id, reading);
    let change = actions::import(&Mint::new(writer.next_record()), source, "txt", "报告.txt", id);
    commit(plan, writer, 1, change);
}

fn work(desk: &Desk) -> String {
    let Opened { mut plan, writer, .. } = desk.open(Access::Write);
    let mut writer = writer.unwrap();
    import(&mut plan, &mut writer);
    let node = plan.walk(plan.documents().next().unwrap().id)[2];
    let change = actions::set_title(&plan, node, "新题目\n\"引\"\\").unwrap();
    commit(&mut plan, &mut writer, 2, change);
    note(&mut plan, &mut writer, "注：列第一位的为牵头单位");
    let hash = state_hash(&plan).to_string();
    writer.close_with(&plan).unwrap();
    hash
}

#[test]
fn what_was_written_is_there_again_with_and_without_the_cache() {
    let desk = Desk::new();
    let hash = work(&desk);
    let cached = desk.open(Access::Read);
    assert!(cached.from_cache);
    assert_eq!(state_hash(&cached.plan).to_string(), hash);
    assert_eq!(desk.hash(), hash);
    let report = store::verify(&OsStorage, &desk.dir).unwrap();
    assert_eq!((report.records, report.findings.len()), (3, 0), "{:?}", report.findings);
    assert!(!report.is_damaged());
    assert_eq!(store::records(&OsStorage, &desk.dir).unwrap().len(), 3);
}

#[test]
fn every_line_is_one_readable_ron_value() {
    let desk = Desk::new();
    work(&desk);
    let text = fs::read_to_string(&desk.record_files()[0]).unwrap();
    assert_eq!(text.lines().count(), 3);
    for line in text.lines() {
        ron::from_str::<ron::Value>(line).unwrap();
    }
    assert!(text.contains("新题目\\n"), "{text}");
}

#[test]
fn a_spoiled_cache_costs_only_time() {
    let desk = Desk::new();
    let hash = work(&desk);
    let folder = desk.places.cache.join("plans");
    let file = fs::read_dir(&folder).unwrap().next().unwrap().unwrap().path();
    let whole = fs::read(&file).unwrap();
    for at in (0..whole.len()).step_by(whole.len() / 50 + 1) {
        let mut spoiled = whole.clone();
        spoiled[at] ^= 0x40;
        fs::write(&file, &spoiled).unwrap();
        let opened = desk.open(Access::Read);
        assert!(!opened.from_cache, "byte {at}");
        assert_eq!(state_hash(&opened.plan).to_string(), hash);
    }
    fs::write(&file, &whole[..whole.len() / 2]).unwrap();
    assert_eq!(state_hash(&desk.open(Access::Read).plan).to_string(), hash);
}

#[test]
fn a_second_writer_is_told_who_writes() {
    let desk = Desk::new();
    let first = desk.open(Access::Write);
    let second = desk.open(Access::Write);
    assert!(second.writer.is_none());
    match second.read_only {
        Some(ReadOnly::HeldBy(holder)) => {
            assert_eq!((holder.pid, holder.since > 0), (std::process::id(), true));
        }
        other => panic!("{other:?}"),
    }
    drop(first);
    assert!(desk.open(Access::Write).writer.is_some());
}

#[test]
fn one_edit_is_one_write_and_one_sync() {
    let desk = Desk::new();
    let storage = Arc::new(Faulty::counting());
    let Opened { mut plan, writer, .. } = desk.open_with(storage.clone(), Access::Write).unwrap();
    let mut writer = writer.unwrap();
    for round in 0..5 {
        let before = storage.counts();
        let id = note(&mut plan, &mut writer, &format!("第{round}次"));
        writer.wait_durable(id.seq).unwrap();
        let after = storage.counts();
        let more = |work: Work| after[&work] - before.get(&work).copied().unwrap_or(0);
        assert_eq!((more(Work::Append), more(Work::SyncData)), (1, 1), "round {round}");
        if round > 0 {
            let other: usize = after.values().sum::<usize>() - before.values().sum::<usize>();
            assert_eq!((other, more(Work::Facts)), (3, 1), "and one look whether the file is still there");
        }
    }
    assert!(matches!(writer.status(), SaveStatus::Saved { at: Some(_), seq: 5 }));
    writer.close().unwrap();
}

#[test]
fn opening_and_reading_write_nothing() {
    let desk = Desk::new();
    work(&desk);
    let before = tree(&desk.dir);
    drop(desk.open(Access::Read));
    drop(desk.open(Access::Write));
    store::verify(&OsStorage, &desk.dir).unwrap();
    assert_eq!(tree(&desk.dir), before);
}

fn tree(dir: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(dir).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            files.push((path.clone(), Vec::new()));
            files.extend(tree(&path));
        } else {
            files.push((path.clone(), fs::read(&path).unwrap()));
        }
    }
    files.sort();
    files
}

#[test]
fn half_a_copy_is_told_and_harms_nothing() {
    let desk = Desk::new();
    work(&desk);
    let _ = fs::remove_dir_all(&desk.places.cache);
    let codes = || {
        let _ = fs::remove_dir_all(&desk.places.cache);
        desk.open(Access::Read).notices.into_iter().map(|notice| notice.code).collect::<Vec<_>>()
    };
    let mut files = fs::read_dir(desk.dir.join("readings")).unwrap().flatten().map(|entry| entry.path());
    let text = files.find(|path| path.extension().is_some_and(|extension| extension == "txt")).unwrap();
    let words = fs::read(&text).unwrap();
    fs::write(&text, &words[..words.len() / 2]).unwrap();
    let told = codes();
    for code in ["reading_damaged", "reading_missing", "record_held"] {
        assert!(told.contains(&code.to_owned()), "{told:?}");
    }
    assert!(store::verify(&OsStorage, &desk.dir).unwrap().is_damaged());
    fs::write(&text, &words).unwrap();
    assert_eq!(codes(), Vec::<String>::new());
    fs::remove_dir_all(desk.dir.join("sources")).unwrap();
    assert_eq!(codes(), ["source_missing"]);
    fs::remove_file(desk.dir.join("project.ron")).unwrap();
    assert_eq!(desk.open_with(Arc::new(OsStorage), Access::Read).unwrap_err().code(), "not_a_project");
    fs::remove_dir_all(&desk.dir).unwrap();
    assert_eq!(desk.open_with(Arc::new(OsStorage), Access::Read).unwrap_err().code(), "not_found");
}

#[test]
fn a_newer_major_format_is_only_read() {
    let desk = Desk::new();
    let hash = work(&desk);
    fs::write(desk.dir.join("project.ron"), "(format:(9,0),id:\"x\",name:\"远期\",more:[1,2])").unwrap();
    let opened = desk.open(Access::Write);
    assert!(matches!(opened.read_only, Some(ReadOnly::NewerFormat { format: (9, 0) })));
    assert_eq!(state_hash(&opened.plan).to_string(), hash);
}

#[test]
fn names_of_people_come_along_and_can_be_erased() {
    let desk = Desk::new();
    desk.places.set_name(&OsStorage, "张三").unwrap();
    work(&desk);
    let opened = desk.open(Access::Read);
    let person = desk.places.identity(&OsStorage).unwrap().person;
    assert_eq!(opened.plan.person_name(person), "张三");
    let text = fs::read_to_string(&desk.record_files()[0]).unwrap();
    assert!(!text.contains("张三"));
}

#[cfg(unix)]
#[test]
fn folders_and_files_are_the_users_alone() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    work(&desk);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    for (path, _) in tree(&desk.dir).iter().chain(&tree(&desk.root.path().join("home"))) {
        assert_eq!(mode(path), if path.is_dir() { 0o700 } else { 0o600 }, "{}", path.display());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: crate::cases(25), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn many_writers_files_fold_to_the_same_state_in_any_split(steps in steps(25), cut in any::<prop::sample::Index>()) {
        // Records of all sites through real files: whole, as a conflict copy, and cut in two.
        let sites = play(&steps);
        let desk = Desk::new();
        {
            let Opened { writer, .. } = desk.open(Access::Write);
            let mut writer = writer.unwrap();
            for (_, reading) in drafts() {
                writer.add_reading(&reading).unwrap();
            }
            // Files wait for a record; closing writes them without one.
            writer.close().unwrap();
        }
        let ids: Vec<_> = desk.open(Access::Read).plan.reading_ids().collect();
        prop_assert_eq!(ids.len(), 2);
        let lines = crate::torn::lines_of(&sites, &desk);
        let device = desk.dir.join("devices/0000000000000001");
        fs::create_dir_all(&device).unwrap();
        fs::write(device.join("a.ron"), lines.concat()).unwrap();
        let whole = desk.hash();
        let at = cut.index(lines.len() + 1);
        fs::write(device.join("a.ron"), lines[at..].concat()).unwrap();
        fs::write(device.join("a (conflicted copy).ron"), lines[..at].concat()).unwrap();
        fs::write(device.join("a~1.ron"), lines[at / 2..].concat()).unwrap();
        prop_assert_eq!(desk.hash(), whole);
    }
}
