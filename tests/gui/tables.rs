//! 任务表、责任矩阵、单位: tables whose cells are read, sorted, edited and copied.

use super::user::User;
use egui::{Key, Modifiers, accesskit::Role};
use tempfile::tempdir;

const TASK: &str = "巩固制造业核心地位";

fn in_table(home: &std::path::Path) -> User {
    let mut user = User::with_sample(home);
    user.click(Role::TreeItem, TASK);
    user.keys(Modifiers::COMMAND, Key::Num2);
    user
}

#[test]
fn the_table_shows_the_task_that_is_selected_in_the_outline() {
    let home = tempdir().unwrap();
    let user = in_table(home.path());
    assert!(user.has(Role::Table, "任务表"));
    assert!(user.has(Role::ColumnHeader, "牵头单位"));
    assert!(user.has(Role::Cell, &format!("任务：{TASK}")));
    assert!(user.has(Role::Cell, "配合、责任单位：市经信局"));
}

#[test]
fn a_deadline_is_edited_in_its_cell_and_tab_goes_on_to_the_note() {
    let home = tempdir().unwrap();
    let mut user = in_table(home.path());
    user.click(Role::Cell, &format!("任务：{TASK}"));
    for _ in 0..4 {
        user.keys(Modifiers::NONE, Key::ArrowRight);
    }
    user.keys(Modifiers::NONE, Key::Enter);
    user.event(egui::Event::Text("年底前".into()));
    user.keys(Modifiers::NONE, Key::Tab);
    assert_eq!(user.selected(|node| node.deadline().map(|deadline| deadline.words.clone())), Some("年底前".into()));
    user.event(egui::Event::Text("按月报送".into()));
    user.keys(Modifiers::NONE, Key::Escape);
    assert_eq!(user.selected(|node| node.note().to_owned()), "", "Esc leaves the cell as it was");
    user.keys(Modifiers::NONE, Key::F2);
    user.event(egui::Event::Text("按月报送".into()));
    user.keys(Modifiers::NONE, Key::Enter);
    user.click(Role::TreeItem, TASK);
    assert_eq!(user.selected(|node| node.note().to_owned()), "按月报送");
}
