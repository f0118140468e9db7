//! F6 goes round the panes, and something shows at every stop that it has the keyboard.

use super::user::User;
use egui::{Key, Modifiers, accesskit::Role};
use tempfile::tempdir;

const NONE: Modifiers = Modifiers::NONE;

/// The stop where the keyboard is now.
fn stop(user: &User) -> &'static str {
    let Some((role, name)) = user.has_keyboard() else { return "nowhere" };
    match (role, name.as_str()) {
        (Role::TreeItem | Role::Tree, _) => "outline",
        (_, "标题") => "side",
        (_, "搜索") => "search",
        _ => "tab",
    }
}

#[test]
fn f6_goes_round_the_panes_and_back() {
    let home = tempdir().unwrap();
    let mut user = User::with_sample(home.path());
    user.click(Role::TreeItem, "巩固制造业核心地位");
    let rows = user.rows();
    for keys in [(NONE, Key::F6), (Modifiers::COMMAND, Key::Tab)] {
        for expected in ["tab", "side", "search", "outline"] {
            user.keys(keys.0, keys.1);
            assert_eq!(stop(&user), expected, "{keys:?}");
        }
    }
    let back = [(Modifiers::SHIFT, Key::F6), (Modifiers::COMMAND | Modifiers::SHIFT, Key::Tab)];
    for keys in back {
        for expected in ["search", "side", "tab", "outline"] {
            user.keys(keys.0, keys.1);
            assert_eq!(stop(&user), expected, "{keys:?}");
        }
    }
    assert_eq!(user.rows(), rows, "passing by the search hides nothing");
}

#[test]
fn every_tab_takes_the_keyboard() {
    let home = tempdir().unwrap();
    let mut user = User::with_sample(home.path());
    user.click(Role::TreeItem, "巩固制造业核心地位");
    for tab in ["原文", "任务表", "责任矩阵", "单位", "打印"] {
        user.activate(Role::Tab, tab);
        user.click(Role::TreeItem, "巩固制造业核心地位");
        user.keys(NONE, Key::F6);
        let (role, name) = user.has_keyboard().unwrap_or_else(|| panic!("{tab}: nothing has the keyboard"));
        assert_ne!(role, Role::TreeItem, "{tab}: {name}");
        assert_ne!(role, Role::Tab, "{tab}: {name}");
    }
}

#[test]
fn f6_finds_a_pane_when_nothing_had_the_keyboard_and_after_esc() {
    let home = tempdir().unwrap();
    let mut user = User::with_sample(home.path());
    user.keys(NONE, Key::F6);
    assert_eq!(stop(&user), "outline");
    for _ in 0..8 {
        user.keys(NONE, Key::Escape);
        user.keys(NONE, Key::F6);
        assert_ne!(stop(&user), "nowhere");
        user.keys(NONE, Key::F6);
        assert_ne!(stop(&user), "nowhere");
    }
    // What floats keeps the keyboard.
    user.keys(NONE, Key::F1);
    let before = user.has_keyboard();
    user.keys(NONE, Key::F6);
    assert_eq!(user.has_keyboard(), before);
}

#[test]
fn what_was_typed_is_taken_when_f6_leaves_its_field() {
    let home = tempdir().unwrap();
    let mut user = User::with_sample(home.path());
    user.click(Role::TreeItem, "巩固制造业核心地位");
    user.types("备注", "按月报送");
    user.keys(NONE, Key::F6);
    assert_eq!(user.selected(|node| node.note().to_owned()), "按月报送");
}
