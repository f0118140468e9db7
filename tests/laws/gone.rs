//! The folder of an open project is moved away, removed, or comes back as an older copy: nothing is
//! acknowledged that is not under the project's path, and nothing is lost once it has a path again.

use crate::project::{Desk, note};
use luoshi::{
    change::state_hash,
    model::Plan,
    store::{self, Access, Opened, OsStorage, SaveStatus, Writer},
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
    store::copy(&OsStorage, &desk.dir, &other, &luoshi::model::CancelToken::new()).unwrap();
    writer.move_to(&other).unwrap();
    writer.settle().unwrap();
    desk.dir = other;
    closes_whole(&desk, &plan, writer);
}
