//! The report: what words become, comments beside the text, finding.

use super::user::User;
use egui::{Key, Modifiers, accesskit::Role};
use luoshi::{model::Parent, ui::Start};
use tempfile::{TempDir, tempdir};

const REPORT: &str = "某县二〇二六年重点工作方案\n\n一、经济发展\n一是稳增长，扩大有效投资。（责任单位：县发改委）\n二是抓项目，加快前期工作，开工建设产业园。（责任单位：县经信局）\n二、民生保障\n一是修道路，打通断头路。（责任单位：县交通局）\n";

const NONE: Modifiers = Modifiers::NONE;
const CTRL: Modifiers = Modifiers::COMMAND;
const SHIFT: Modifiers = Modifiers::SHIFT;

fn open() -> (TempDir, User) {
    let home = tempdir().unwrap();
    let path = home.path().join("方案.txt");
    std::fs::write(&path, REPORT).unwrap();
    let mut user = User::at(home.path(), Start::Path(path));
    user.wait("the report", |user| user.has(Role::TreeItem, "修道路"));
    (home, user)
}

/// Texts of all tasks, in the order of the outline.
fn tasks(user: &User) -> Vec<String> {
    let plan = user.desk().expect("a project is open").plan();
    let document = plan.documents().next().expect("a report is there").id;
    let sections = plan.children(Parent::Document(document));
    let tasks = sections.flat_map(|section| plan.children(Parent::Node(section)));
    tasks.filter_map(|task| plan.node(task).map(|view| view.wording())).collect()
}

#[test]
fn words_become_a_task_by_keyboard_alone_and_one_undo_takes_it_back() {
    let (_home, mut user) = open();
    let before = tasks(&user);
    user.click(Role::TreeItem, "抓项目");
    user.keys(CTRL, Key::Num1);
    // From the end of the passage back over 开工建设产业园。 and its clause, then on without the clause.
    user.keys(NONE, Key::End);
    user.keys(CTRL, Key::ArrowUp);
    user.keys(CTRL, Key::ArrowUp);
    for _ in 0..13 {
        user.keys(NONE, Key::ArrowRight);
    }
    user.keys(CTRL | SHIFT, Key::ArrowDown);
    let desk = user.desk().expect("a project is open");
    let chosen = desk.text.chosen(desk.plan()).expect("words are chosen");
    assert_eq!(chosen.words, "开工建设产业园。");
    user.keys(SHIFT, Key::F10);
    user.activate(Role::Button, "设为任务");
    user.look();
    let after = tasks(&user);
    assert_eq!(after.len(), before.len() + 1, "{after:?}");
    user.selected(|view| {
        assert!(!view.is_reworded(), "they are still words of the report");
        assert_eq!(view.units().items[0].name, "县经信局");
    });
    user.keys(CTRL, Key::Z);
    assert_eq!(tasks(&user), before);
}

#[test]
fn comments_are_gone_through_answered_and_settled_by_key() {
    let (_home, mut user) = open();
    for (task, words) in [("稳增长", "请核实口径"), ("修道路", "资金已落实")] {
        user.click(Role::TreeItem, task);
        user.keys(CTRL, Key::M);
        user.types("批注内容", words);
        user.keys(CTRL, Key::Enter);
    }
    user.keys(NONE, Key::F8);
    assert!(user.selected_text().contains("修道路") || user.selected_text().contains("稳增长"));
    let first = user.selected_text();
    user.keys(NONE, Key::F8);
    assert_ne!(user.selected_text(), first);
    user.keys(SHIFT, Key::F8);
    assert_eq!(user.selected_text(), first);
    user.click(Role::Button, "编辑");
    user.click(Role::Button, "回复批注");
    user.types("回复", "同意");
    user.keys(CTRL, Key::Enter);
    let notes = user
        .selected(|view| view.annotations().iter().map(|note| note.body().to_owned()).collect::<Vec<_>>());
    assert_eq!(notes.len(), 2);
    assert_eq!(notes[1], "同意");
    user.click(Role::Button, "编辑");
    user.click(Role::Button, "批注已处理");
    assert!(user.selected(|view| view.annotations()[0].is_resolved()));
}

#[test]
fn words_are_found_from_any_tab() {
    let (_home, mut user) = open();
    user.keys(CTRL, Key::Num2);
    user.keys(CTRL, Key::F);
    assert!(user.is_on_tab("原文"));
    user.types("查找", "责任单位");
    assert!(user.sees("1 / 3"));
    user.keys(NONE, Key::F3);
    assert!(user.sees("2 / 3"));
    user.keys(NONE, Key::Escape);
    assert!(!user.has(Role::TextInput, "查找"));
    user.keys(SHIFT, Key::F3);
    assert!(user.sees("1 / 3"));
}

#[test]
fn a_wording_is_edited_where_it_stands() {
    let (_home, mut user) = open();
    user.click(Role::TreeItem, "修道路");
    user.keys(CTRL, Key::Num1);
    user.keys(NONE, Key::Enter);
    user.types("修改正文", "修道路，打通三条断头路。（责任单位：县交通局）");
    user.keys(CTRL, Key::Enter);
    assert!(user.selected_text().contains("三条断头路"));
    let is_reworded = user.selected(|view| view.is_reworded().then_some(())).is_some();
    assert!(is_reworded);
}
