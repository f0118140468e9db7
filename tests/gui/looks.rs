//! Nothing is cut off where words are twice their size on a screen of 1366 × 768, and nothing moves
//! aside because a value beside it changes.

use super::user::User;
use egui::{Key, Modifiers, Rect, accesskit::Role};
use tempfile::tempdir;

/// A maximised window on that screen, in points at that size of words.
const SMALL: egui::Vec2 = egui::vec2(683.0, 366.0);

/// What of these stands outside the window, or over another of them.
fn misplaced(user: &User, names: &[(Role, &str)]) -> Vec<String> {
    let window = Rect::from_min_size(egui::Pos2::ZERO, SMALL).expand(0.5);
    let placed: Vec<(&str, Rect)> =
        names.iter().map(|(role, name)| (*name, user.place(*role, name))).collect();
    let mut wrong = Vec::new();
    for (at, (name, rect)) in placed.iter().enumerate() {
        if !window.contains_rect(*rect) {
            wrong.push(format!("{name} at {rect:?} is cut off"));
        }
        for (other, its) in &placed[..at] {
            if its.shrink(1.0).intersects(rect.shrink(1.0)) {
                wrong.push(format!("{name} lies over {other}"));
            }
        }
    }
    wrong
}

#[test]
fn a_small_screen_with_large_words_has_all_in_view() {
    let home = tempdir().unwrap();
    let mut user = User::with_sample(home.path());
    user.harness.set_size(SMALL);
    user.look();
    let tabs = ["原文", "任务表", "责任矩阵", "单位", "打印"].map(|name| (Role::Tab, name));
    let bar = [(Role::Button, "详情"), (Role::Button, "撤销"), (Role::SearchInput, "搜索")];
    assert_eq!(misplaced(&user, &[&tabs[..], &bar[..]].concat()), [""; 0]);
    let tops = tabs.map(|(role, name)| user.place(role, name).top());
    assert!(tops.iter().all(|top| (top - user.place(Role::Button, "详情").top()).abs() < 1.0), "{tops:?}");

    user.keys(Modifiers { shift: true, ..Modifiers::COMMAND }, Key::F);
    user.types("搜索", "建设");
    user.wait("the count", |user| user.sees("找到") && !user.sees("已找到"));
    let head = ["只看结果", "常用搜索", "关闭搜索"].map(|name| (Role::Button, name));
    assert_eq!(misplaced(&user, &head), [""; 0]);
    let list = user.place(Role::ListBox, "搜索结果");
    assert!(list.height() > 100.0, "room for two hits at least: {list:?}");
}

#[test]
fn stepping_from_hit_to_hit_leaves_the_buttons_where_they_are() {
    let home = tempdir().unwrap();
    let mut user = User::with_sample(home.path());
    user.keys(Modifiers::COMMAND, Key::F);
    user.types("查找", "的");
    user.wait("the hits", |user| user.sees("1 / "));
    let buttons = ["上一处", "下一处"];
    let before = buttons.map(|name| user.place(Role::Button, name));
    for _ in 0..12 {
        user.keys(Modifiers::NONE, Key::Enter);
    }
    assert_eq!(buttons.map(|name| user.place(Role::Button, name)), before);
    user.harness.set_size(SMALL);
    user.look();
    let all = ["上一处", "下一处", "关闭查找"].map(|name| (Role::Button, name));
    assert_eq!(misplaced(&user, &all), [""; 0]);
}

#[test]
fn the_text_before_the_first_heading_is_called_in_the_language_of_the_window() {
    let home = tempdir().unwrap();
    let path = home.path().join("报告.txt");
    let report = "某县2026年工作报告\n\n2026年，全县地区生产总值增长6%左右，一般公共预算收入突破30亿元。\n\n一、经济发展\n一是稳增长，扩大有效投资。\n二是抓项目，加快前期工作。\n";
    std::fs::write(&path, report).unwrap();
    let mut user = User::at(home.path(), luoshi::ui::Start::Path(path));
    user.wait("the report", |user| user.has(Role::TreeItem, "引言"));
    user.click(Role::TreeItem, "引言");
    assert_eq!(user.reads("标题"), "", "nobody gave it one");
    user.keys(Modifiers::COMMAND, Key::Comma);
    user.click(Role::RadioButton, "English");
    user.keys(Modifiers::NONE, Key::Escape);
    user.wait("the English words", |user| user.has(Role::TreeItem, "Opening"));
    assert!(!user.picture().contains("引言"), "{}", user.picture());
}
