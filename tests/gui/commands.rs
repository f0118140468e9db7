//! The list of commands, the sheet of keys, and the menus: all from one table.

use super::user::User;
use egui::{Key, Modifiers, accesskit::Role};
use luoshi::{
    ui::commands::{Menu, Needs, TABLE, Verb},
    words::{Language, Messages},
};
use tempfile::tempdir;

const NONE: Modifiers = Modifiers::NONE;
const CTRL: Modifiers = Modifiers::COMMAND;
const LIST: &str = "全部命令";

fn listed(user: &User) -> Vec<String> {
    user.all(Role::ListBoxOption)
}

#[test]
fn a_command_is_found_by_words_initials_and_english_and_enter_runs_it() {
    let home = tempdir().unwrap();
    let mut user = User::with_sample(home.path());
    for typed in ["责任矩阵", "zrjz", "matrix"] {
        user.keys(CTRL, Key::Num1);
        user.keys(CTRL, Key::K);
        user.types(LIST, typed);
        assert_eq!(listed(&user).first().map(String::as_str), Some("责任矩阵"), "{typed}");
        assert_eq!(user.describes(Role::ListBoxOption, "责任矩阵").0, "Ctrl+3");
        user.keys(NONE, Key::Enter);
        assert!(user.is_on_tab("责任矩阵"), "{typed}");
    }
    // What was run lately comes first.
    user.keys(CTRL, Key::K);
    assert_eq!(listed(&user).first().map(String::as_str), Some("责任矩阵"));
    assert_eq!(listed(&user).len(), TABLE.len());
}

#[test]
fn escape_gives_the_keyboard_back_where_it_was() {
    let home = tempdir().unwrap();
    let mut user = User::with_sample(home.path());
    user.click(Role::TreeItem, "构建现代产业体系");
    user.types("备注", "甲");
    let before = user.has_keyboard();
    for keys in [(CTRL, Key::K), (NONE, Key::F1), (Modifiers { shift: true, ..CTRL }, Key::F)] {
        user.keys(keys.0, keys.1);
        assert_ne!(user.has_keyboard(), before, "{keys:?}");
        user.keys(NONE, Key::Escape);
        assert_eq!(user.has_keyboard(), before, "{keys:?}");
    }
    assert_eq!(user.reads("备注"), "甲");
}

#[test]
fn what_cannot_be_done_is_listed_with_the_reason_and_does_nothing() {
    let home = tempdir().unwrap();
    let mut user = User::with_sample(home.path());
    user.keys(CTRL, Key::K);
    user.types(LIST, "撤销");
    let (why, possible) = user.describes(Role::ListBoxOption, "撤销");
    assert_eq!((why.as_str(), possible), ("没有可撤销的操作", false));
    user.keys(NONE, Key::Enter);
    assert!(user.has(Role::ListBoxOption, "撤销"), "it stays open");
    user.types(LIST, "上移");
    assert_eq!(user.describes(Role::ListBoxOption, "上移").0, "先选中一项");
}

#[test]
fn reports_units_sections_and_tasks_are_found_there() {
    let home = tempdir().unwrap();
    let mut user = User::with_sample(home.path());
    user.keys(CTRL, Key::K);
    user.types(LIST, "#gjxdcy");
    user.wait("the task", |user| !listed(user).is_empty());
    user.keys(NONE, Key::Enter);
    assert!(user.selected_text().contains("产业链图谱"));
    user.keys(CTRL, Key::K);
    user.types(LIST, " 乡村振兴");
    user.wait("the section", |user| listed(user).iter().any(|row| row.contains("全面推进乡村振兴")));
    user.types(LIST, "首季开门红");
    assert_eq!(user.describes(Role::ListBoxOption, "首季").0, "报告");
    user.keys(NONE, Key::Enter);
    user.keys(CTRL, Key::K);
    user.types(LIST, "sjxj");
    assert!(listed(&user).iter().any(|row| row == "市经信局"), "{:?}", listed(&user));
    user.keys(NONE, Key::Enter);
    user.wait("the unit's items", |user| user.sees("找到") && !listed(user).is_empty());
}

#[test]
fn the_sheet_of_keys_shows_all_keys_and_finds_them() {
    let home = tempdir().unwrap();
    let mut user = User::with_sample(home.path());
    user.keys(NONE, Key::F1);
    assert!(user.sees("快捷键一览") && user.sees("提纲中") && user.sees("Ctrl+Shift+F"));
    user.types("查找快捷键", "chexiao");
    assert!(user.sees("Ctrl+Z") && !user.sees("Ctrl+Shift+E"));
    user.types("查找快捷键", "没有");
    assert!(user.sees("没有这样的快捷键"));
    user.keys(NONE, Key::Escape);
    assert!(!user.sees("快捷键一览"));
}

/// Opens other programs, or ends this one.
const LEAVE: [Verb; 5] =
    [Verb::OpenReport, Verb::NewProject, Verb::OpenProject, Verb::OpenSample, Verb::Quit];
/// Need what this round does not bring about: something on the clipboard or copied into it, a
/// comment, an assignment before, a level to indent under.
const NEED_MORE: [Verb; 8] = [
    Verb::Copy,
    Verb::Paste,
    Verb::RepeatUnits,
    Verb::NextNote,
    Verb::PreviousNote,
    Verb::ResolveNote,
    Verb::ReplyNote,
    Verb::Renumber,
];

/// No verb of the menus is without effect: something on the screen, or in the project, differs.
#[test]
fn every_verb_of_the_menus_does_something() {
    let home = tempdir().unwrap();
    let mut user = User::with_sample(home.path());
    let words = Messages::new(Language::Chinese);
    let mut idle = Vec::new();
    for row in TABLE.iter().filter(|row| !LEAVE.contains(&row.verb) && !NEED_MORE.contains(&row.verb)) {
        if row.verb == Verb::CloseProject {
            continue;
        }
        user.keys(CTRL, Key::Num1);
        user.click(Role::TreeItem, "巩固制造业核心地位");
        user.keys(NONE, Key::Escape);
        let menu = Menu::ALL.iter().find(|(menu, _)| *menu == row.menu).expect("each has a menu").1;
        if matches!(row.verb, Verb::Undo | Verb::Redo | Verb::Back | Verb::Forward | Verb::Merge) {
            // Something to take back, to bring again, to go to.
            user.click(Role::TreeItem, "构建现代产业体系");
            user.keys(CTRL, Key::D);
            if row.verb == Verb::Redo {
                user.keys(CTRL, Key::Z);
            }
            if row.verb == Verb::Forward {
                user.keys(CTRL, Key::OpenBracket);
            }
        }
        if matches!(row.verb, Verb::MoveDown | Verb::MoveUp | Verb::Outdent | Verb::Indent) {
            user.click(Role::TreeItem, "突破发展现代服务业");
        }
        if row.verb == Verb::ShowText {
            user.keys(CTRL, Key::Num2);
        }
        if row.verb == Verb::ZoomReset {
            user.keys(CTRL, Key::Minus);
        }
        if row.needs == Needs::Unsaved {
            // Saving has to fail first: that has its own tests.
            continue;
        }
        let before = (user.picture(), user.revision(), user.zoom(), user.is_dark());
        user.click(Role::Button, words.text(menu));
        let label = words.text(row.label);
        let label =
            if matches!(row.verb, Verb::Undo | Verb::Redo) { format!("{label}：") } else { label.into() };
        if !user.has(Role::Button, &label) || !user.describes(Role::Button, &label).1 {
            idle.push(format!("{:?} cannot be clicked", row.verb));
            user.keys(NONE, Key::Escape);
            continue;
        }
        if row.verb == Verb::Annotate {
            // The side panel has a button of the same words.
            user.keys(NONE, Key::Escape);
            user.keys(CTRL, Key::M);
        } else {
            user.click(Role::Button, &label);
        }
        user.look();
        let after = (user.picture(), user.revision(), user.zoom(), user.is_dark());
        if before == after {
            idle.push(format!("{:?}", row.verb));
        }
        // Back to where all is as before.
        if row.verb == Verb::SwitchLanguage {
            user.click(Role::Button, "View");
            user.click(Role::Button, "中文");
        }
        user.keys(NONE, Key::Escape);
        user.keys(CTRL, Key::Num0);
        if user.revision() != before.1 {
            user.keys(CTRL, Key::Z);
        }
        if row.verb == Verb::CollapseAll {
            user.keys(Modifiers { shift: true, ..CTRL }, Key::E);
        }
        if row.verb == Verb::ShowSide {
            user.keys(NONE, Key::F9);
        }
        user.keys(NONE, Key::Escape);
    }
    assert!(idle.is_empty(), "without effect: {idle:#?}");
}
