//! The folder of an open project is moved away, removed, or comes back as an older copy: nothing is
//! acknowledged that is not under the project's path, and nothing is lost once it has a path again.

use crate::project::{Desk, note};
use luoshi::{
    change::state_hash,
    model::{CancelToken, NoReport, Plan},
    session,
    store::{self, Access, Opened, OsStorage, Places, SaveStatus, Writer},
};
use std::{fs, path::Path};

fn edited(desk: &Desk) -> (Plan, Writer) {
    let Opened { mut plan, writer, .. } = desk.open(Access::Write);
    let mut writer = writer.unwrap();
    let first = note(&mut plan, &mut writer, "一");
    writer.wait_durable(first.seq).unwrap();
    (plan, writer)
}

fn fails(writer: &Writer, seq: u64, pending: usize) {
    assert_eq!(writer.wait_durable(seq).unwrap_err().code(), "project_gone");
    let status = writer.status();
    let told = matches!(&status, SaveStatus::Failed { error, pending: waits }
        if error.code() == "project_gone" && *waits == pending);
    assert!(told, "{status:?}");
}

fn copied(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap().flatten() {
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copied(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

fn closes_whole(desk: &Desk, plan: &Plan, writer: Writer) {
    let hash = state_hash(plan).to_string();
    writer.close_with(plan).unwrap();
    assert_eq!(desk.hash(), hash);
    let report = store::verify(&OsStorage, &desk.dir).unwrap();
    assert!(report.findings.is_empty(), "{:?}", report.findings);
}

#[test]
fn what_is_written_into_a_folder_that_was_moved_away_is_not_saved_until_it_is_back() {
    let desk = Desk::new();
    let (mut plan, mut writer) = edited(&desk);
    let away = desk.root.path().join("别处.luoshi");
    fs::rename(&desk.dir, &away).unwrap();
    for (round, text) in ["二", "三"].into_iter().enumerate() {
        let record = note(&mut plan, &mut writer, text);
        fails(&writer, record.seq, round + 1);
    }
    assert!(!desk.dir.exists(), "no second folder is made beside the one that was moved");
    fs::rename(&away, &desk.dir).unwrap();
    writer.retry();
    writer.settle().unwrap();
    closes_whole(&desk, &plan, writer);
}

#[test]
fn a_removed_folder_that_comes_back_from_an_older_copy_gets_all_of_this_run() {
    let desk = Desk::new();
    let older = desk.root.path().join("备份.luoshi");
    copied(&desk.dir, &older);
    let (mut plan, mut writer) = edited(&desk);
    fs::remove_dir_all(&desk.dir).unwrap();
    let record = note(&mut plan, &mut writer, "二");
    fails(&writer, record.seq, 1);
    fs::rename(&older, &desk.dir).unwrap();
    writer.retry();
    writer.settle().unwrap();
    closes_whole(&desk, &plan, writer);
}

#[test]
fn a_folder_of_another_project_in_its_place_is_left_alone() {
    let desk = Desk::new();
    let (mut plan, mut writer) = edited(&desk);
    let away = desk.root.path().join("别处.luoshi");
    fs::rename(&desk.dir, &away).unwrap();
    store::create(&OsStorage, &desk.dir, "另一个").unwrap();
    let record = note(&mut plan, &mut writer, "二");
    fails(&writer, record.seq, 1);
    assert_eq!(fs::read_dir(desk.dir.join("devices")).unwrap().count(), 0);
    assert_eq!(writer.move_to(&desk.dir.join("没有")).unwrap_err().code(), "not_found");
    assert_eq!(writer.close_with(&plan).unwrap_err().code(), "project_gone");
}

#[test]
fn writing_goes_on_where_the_folder_was_moved_to() {
    let mut desk = Desk::new();
    let (mut plan, mut writer) = edited(&desk);
    let away = desk.root.path().join("别处.luoshi");
    fs::rename(&desk.dir, &away).unwrap();
    let record = note(&mut plan, &mut writer, "二");
    fails(&writer, record.seq, 1);
    let other = desk.root.path().join("另一个.luoshi");
    store::create(&OsStorage, &other, "另一个").unwrap();
    assert_eq!(writer.move_to(&other).unwrap_err().code(), "other_project");
    writer.move_to(&away).unwrap();
    writer.settle().unwrap();
    let record = note(&mut plan, &mut writer, "三");
    writer.wait_durable(record.seq).unwrap();
    desk.dir = away;
    assert!(desk.open(Access::Write).read_only.is_some(), "it holds the lock of the new place");
    closes_whole(&desk, &plan, writer);
}

#[test]
fn a_folder_that_may_no_longer_be_written_is_told_and_copied_elsewhere() {
    let mut desk = Desk::new();
    let (mut plan, mut writer) = edited(&desk);
    // The record file itself is taken away, and may not be made again.
    fs::remove_file(&desk.record_files()[0]).unwrap();
    let record = note(&mut plan, &mut writer, "二");
    fails(&writer, record.seq, 1);
    let other = desk.root.path().join("副本.luoshi");
    store::copy(&OsStorage, &desk.dir, &other, &CancelToken::new()).unwrap();
    writer.move_to(&other).unwrap();
    writer.settle().unwrap();
    desk.dir = other;
    closes_whole(&desk, &plan, writer);
}

#[test]
fn what_was_saved_after_the_copy_was_made_is_in_the_copy_too() {
    let mut desk = Desk::new();
    let (mut plan, mut writer) = edited(&desk);
    let other = desk.root.path().join("副本.luoshi");
    store::copy(&OsStorage, &desk.dir, &other, &CancelToken::new()).unwrap();
    // The disk can be written again before the writing goes on in the copy.
    let record = note(&mut plan, &mut writer, "二");
    writer.wait_durable(record.seq).unwrap();
    writer.move_to(&other).unwrap();
    writer.settle().unwrap();
    desk.dir = other;
    closes_whole(&desk, &plan, writer);
}

#[test]
fn closing_at_once_after_going_elsewhere_leaves_nothing_behind() {
    let mut desk = Desk::new();
    let (mut plan, mut writer) = edited(&desk);
    let other = desk.root.path().join("副本.luoshi");
    store::copy(&OsStorage, &desk.dir, &other, &CancelToken::new()).unwrap();
    let record = note(&mut plan, &mut writer, "二");
    writer.wait_durable(record.seq).unwrap();
    writer.move_to(&other).unwrap();
    fs::remove_dir_all(&other).unwrap();
    assert_eq!(writer.settle().unwrap_err().code(), "project_gone");
    store::copy(&OsStorage, &desk.dir, &other, &CancelToken::new()).unwrap();
    fs::remove_dir_all(other.join("devices")).unwrap();
    desk.dir = other;
    closes_whole(&desk, &plan, writer);
}

#[test]
fn an_older_copy_gets_what_was_read_of_the_reports_brought_in_since() {
    let root = tempfile::TempDir::new().unwrap();
    let (dir, older) = (root.path().join("计划.luoshi"), root.path().join("备份.luoshi"));
    let places = Places::under(&root.path().join("home"));
    let open =
        |dir: &Path| session::open(&places, dir, Access::Write, &NoReport, &CancelToken::new()).unwrap();
    session::create(&dir, "计划").unwrap();
    copied(&dir, &older);
    let mut open_one = open(&dir);
    let report = "某县重点工作方案\n一、重点任务\n（一）修道路。打通断头路。\n";
    let prepared =
        session::prepare_bytes(report.as_bytes(), "方案.txt", &NoReport, &CancelToken::new()).unwrap();
    open_one.import(&prepared).unwrap();
    open_one.settle().unwrap();
    fs::remove_dir_all(&dir).unwrap();
    open_one.run(&session::Command::SetProjectNote("按月报送".to_owned())).unwrap();
    assert_eq!(open_one.settle().unwrap_err().code(), "project_gone");
    open_one.move_to(&older).unwrap();
    open_one.settle().unwrap();
    let hash = state_hash(open_one.plan()).to_string();
    open_one.close().unwrap();
    fs::remove_dir_all(&places.cache).unwrap();
    let again = open(&older);
    assert_eq!(again.plan().documents().count(), 1);
    assert_eq!((state_hash(again.plan()).to_string(), again.plan().note()), (hash, "按月报送"));
}
