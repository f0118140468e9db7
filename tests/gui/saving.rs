//! Saving that fails is told with its reason and its place, and mended without losing a word.

use super::user::User;
use egui::{Key, Modifiers, accesskit::Role};
use luoshi::ui::Start;
use std::{fs, path::PathBuf};
use tempfile::{TempDir, tempdir};

const REPORT: &str = "某县二〇二六年重点工作方案\n\n一、重点任务\n（一）稳增长。地区生产总值增长6%以上。（责任单位：县发改局、县统计局）\n（二）抓项目。新开工重点项目20个。（责任单位：县财政局）\n";

/// A project whose folder was moved away while it is open, and two edits since.
fn moved_away() -> (TempDir, User, PathBuf, PathBuf) {
    let home = tempdir().unwrap();
    let report = home.path().join("方案.txt");
    fs::write(&report, REPORT).unwrap();
    let mut user = User::at(home.path(), Start::Path(report));
    user.wait("the report", |user| user.has(Role::TreeItem, "稳增长"));
    user.wait("the import on disk", |user| user.sees("已保存"));
    let dir = home.path().join("方案.luoshi");
    let away = home.path().join("归档");
    fs::create_dir(&away).unwrap();
    fs::rename(&dir, away.join("方案.luoshi")).unwrap();
    user.click(Role::TreeItem, "稳增长");
    user.types("备注", "按月报送");
    user.click(Role::TreeItem, "抓项目");
    user.wait("the failure", |user| user.sees("未保存（1处修改）：项目文件夹已不在原处"));
    user.types("备注", "按季报送");
    user.click(Role::TreeItem, "稳增长");
    user.wait("the second", |user| user.sees("未保存（2处修改）：项目文件夹已不在原处"));
    (home, user, dir, away)
}

fn holds_both(mut user: User) {
    for (task, note) in [("稳增长", "按月报送"), ("抓项目", "按季报送")] {
        user.click(Role::TreeItem, task);
        assert_eq!(user.reads("备注"), note);
    }
}

#[test]
fn a_folder_that_was_moved_away_is_told_and_saved_once_it_is_back() {
    let (home, mut user, dir, away) = moved_away();
    assert!(user.sees("2处修改还在内存中") && user.sees(&dir.display().to_string()));
    assert!(!user.sees("已保存"));
    user.click(Role::Button, "重试");
    user.wait("the same answer", |user| user.sees("未保存（2处修改）"));
    assert!(!dir.exists());
    fs::rename(away.join("方案.luoshi"), &dir).unwrap();
    user.keys(Modifiers::COMMAND, Key::S);
    user.wait("the mending", |user| user.sees("已保存"));
    assert!(!user.sees("未保存") && !user.has(Role::Button, "重试"), "the notification goes by itself");
    user.ends();
    let mut user = User::at(home.path(), Start::Path(dir));
    user.wait("the project", |user| user.has(Role::TreeItem, "稳增长"));
    holds_both(user);
}

#[test]
fn what_is_not_saved_is_not_left_unasked() {
    let (_home, mut user, dir, away) = moved_away();
    user.keys(Modifiers::COMMAND, Key::W);
    user.wait("the question", |user| user.sees("有修改没有保存到磁盘"));
    assert!(user.sees("2处修改只在内存中，现在关闭会丢失：项目文件夹已不在原处"));
    assert_eq!(user.count(Role::Button, "换个位置保存"), 2, "the notification and the question offer it");
    user.keys(Modifiers::NONE, Key::Escape);
    assert!(!user.sees("有修改没有保存到磁盘") && user.has(Role::TreeItem, "稳增长"));
    user.keys(Modifiers::COMMAND, Key::Q);
    user.wait("the question", |user| user.sees("有修改没有保存到磁盘"));
    user.click(Role::Button, "返回");
    user.keys(Modifiers::COMMAND, Key::W);
    user.wait("the question", |user| user.sees("有修改没有保存到磁盘"));
    fs::rename(away.join("方案.luoshi"), &dir).unwrap();
    // The one of the question stands before the one of the notification.
    let last = user.count(Role::Button, "重试") - 1;
    user.click_nth(Role::Button, "重试", last);
    user.wait("the welcome screen", |user| user.has(Role::Button, "导入报告"));
}

#[test]
fn what_is_given_up_is_given_up_once() {
    let (_home, mut user, dir, _away) = moved_away();
    user.keys(Modifiers::COMMAND, Key::W);
    user.wait("the question", |user| user.sees("有修改没有保存到磁盘"));
    user.click(Role::Button, "放弃修改并关闭");
    user.wait("the welcome screen", |user| user.has(Role::Button, "导入报告"));
    assert!(!user.sees("未保存") && !user.sees("项目文件夹已不在原处") && !dir.exists());
}

#[test]
fn saving_goes_on_where_the_folder_is_now() {
    let (home, mut user, _dir, away) = moved_away();
    assert!(user.has(Role::Button, "换个位置保存"));
    // Opened again where it is now, it is the same project, with all that was not saved.
    user.drops(&away.join("方案.luoshi"));
    user.wait("the mending", |user| user.sees("已保存"));
    user.types("牵头领导", "分管副县长");
    user.click(Role::TreeItem, "抓项目");
    user.ends();
    let mut user = User::at(home.path(), Start::Usual);
    user.wait("the project of last time, at its new place", |user| user.has(Role::TreeItem, "稳增长"));
    user.click(Role::TreeItem, "稳增长");
    assert_eq!(user.reads("牵头领导"), "分管副县长");
    holds_both(user);
}
