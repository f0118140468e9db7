//! What a person chooses and where they left off: in force at once, there again the next time.

use super::user::User;
use egui::{Key, Modifiers, accesskit::Role};
use luoshi::ui::Start;
use tempfile::tempdir;

const REPORT: &str = "某县二〇二六年重点工作方案\n\n一、重点任务\n（一）稳增长。地区生产总值增长6%以上。（责任单位：县发改局、县统计局）\n（二）抓项目。新开工重点项目20个。（责任单位：县财政局）\n";

fn with_report(home: &std::path::Path) -> User {
    let path = home.join("方案.txt");
    std::fs::write(&path, REPORT).unwrap();
    let mut user = User::at(home, Start::Path(path));
    user.wait("the report", |user| user.has(Role::TreeItem, "稳增长"));
    user
}

#[test]
fn the_notice_about_secrets_is_shown_until_it_was_read_once() {
    let home = tempdir().unwrap();
    let mut user = User::new_at(home.path(), Start::Sample);
    assert!(user.sees("本软件不得存储、处理国家秘密"));
    user.click(Role::Button, "已知悉");
    assert!(!user.has(Role::Button, "已知悉"));
    user.ends();
    let user = User::new_at(home.path(), Start::Sample);
    assert!(!user.has(Role::Button, "已知悉"));
}

#[test]
fn language_palette_and_size_change_at_once_and_stay() {
    let home = tempdir().unwrap();
    let mut user = User::with_sample(home.path());
    user.keys(Modifiers::COMMAND, Key::Comma);
    user.click(Role::RadioButton, "English");
    assert!(user.has(Role::Tab, "Print") && !user.has(Role::Tab, "打印"));
    user.click(Role::RadioButton, "Dark");
    assert!(user.is_dark());
    user.click(Role::Button, "Larger");
    assert!((user.zoom() - 1.1).abs() < 0.001);
    user.keys(Modifiers::NONE, Key::Escape);
    user.keys(Modifiers::COMMAND, Key::Equals);
    assert!((user.zoom() - 1.25).abs() < 0.001);
    user.ends();
    let mut user = User::at(home.path(), Start::Welcome);
    assert!(user.is_dark() && (user.zoom() - 1.25).abs() < 0.001);
    assert!(user.has(Role::Button, "Import report"));
    user.keys(Modifiers::COMMAND, Key::Num0);
    assert!((user.zoom() - 1.0).abs() < 0.001);
}

#[test]
fn the_program_begins_where_one_left_off() {
    let home = tempdir().unwrap();
    let mut user = with_report(home.path());
    user.click(Role::TreeItem, "抓项目");
    user.keys(Modifiers::NONE, Key::F9);
    user.activate(Role::Tab, "单位");
    assert!(!user.has(Role::TextInput, "牵头领导"));
    user.ends();
    let mut user = User::at(home.path(), Start::Usual);
    user.wait("the project of last time", |user| user.has(Role::TreeItem, "抓项目"));
    assert!(user.selected(|node| node.title().contains("抓项目")));
    assert!(user.is_on_tab("单位"));
    assert!(!user.has(Role::TextInput, "牵头领导"), "the side panel stays away");
}

#[test]
fn recent_projects_are_offered_and_can_be_forgotten() {
    let home = tempdir().unwrap();
    let mut user = with_report(home.path());
    user.close_project();
    user.click(Role::Button, "方案");
    user.wait("the project", |user| user.has(Role::TreeItem, "稳增长"));
    user.close_project();
    user.keys(Modifiers::COMMAND, Key::Comma);
    user.click(Role::Button, "清除项目记录");
    user.keys(Modifiers::NONE, Key::Escape);
    assert!(!user.has(Role::Button, "方案"));
    user.ends();
    let user = User::at(home.path(), Start::Welcome);
    assert!(!user.has(Role::Button, "方案"));
    let left = std::fs::read_dir(home.path().join("config/projects")).map_or(0, std::iter::Iterator::count);
    assert_eq!(left, 0, "places are forgotten as well");
}

#[test]
fn settings_that_cannot_be_read_are_told_and_the_window_opens() {
    let home = tempdir().unwrap();
    std::fs::create_dir_all(home.path().join("config")).unwrap();
    std::fs::write(home.path().join("config/preferences.ron"), "(look: Dar").unwrap();
    let user = User::new_at(home.path(), Start::Welcome);
    assert!(user.sees("设置文件已损坏") && user.sees("preferences.ron.broken") && user.sees("怎么办"));
}
