//! 单位: the directory as it is looked through, completed, pasted and taken over.

use super::user::User;
use egui::{Key, Modifiers, accesskit::Role};
use luoshi::ui::Start;
use tempfile::tempdir;

const BUREAU: &str = "临江市经济和信息化局";
const COMMISSION: &str = "临江市发展和改革委员会";

fn in_directory(home: &std::path::Path) -> User {
    let mut user = User::with_sample(home);
    user.keys(Modifiers::COMMAND, Key::Num4);
    user
}

#[test]
fn the_unit_that_another_went_into_is_completed_by_its_initials() {
    let home = tempdir().unwrap();
    let mut user = in_directory(home.path());
    user.click(Role::Row, BUREAU);
    user.types("并入单位", "sfgw");
    assert!(user.has(Role::Button, COMMISSION), "offered");
    user.keys(Modifiers::NONE, Key::Enter);
    assert_eq!(user.reads("并入单位"), COMMISSION);
    user.keys(Modifiers::NONE, Key::Tab);
    let desk = user.desk().expect("a project is open");
    let merged = desk.plan().directory().into_iter().find(|(_, unit)| unit.full_name == BUREAU);
    assert!(merged.is_some_and(|(_, unit)| unit.merged_into.is_some()));
}

#[test]
fn a_merger_into_a_unit_that_is_gone_leads_nowhere_and_stops_no_edit() {
    let home = tempdir().unwrap();
    let mut user = in_directory(home.path());
    user.click(Role::Row, BUREAU);
    user.types("并入单位", "sfgw");
    user.keys(Modifiers::NONE, Key::Enter);
    user.click(Role::Row, COMMISSION);
    user.keys(Modifiers::NONE, Key::Delete);
    user.click(Role::Row, BUREAU);
    assert_eq!(user.reads("并入单位"), "");
    user.types("简称", "市工信局");
    user.keys(Modifiers::NONE, Key::Enter);
    assert!(user.has(Role::Row, "临江市经济和信息化局 市工信局"));
    assert!(!user.sees("名录中没有这个单位"));
}

#[test]
fn a_search_puts_the_fields_of_a_unit_away_that_it_does_not_find() {
    let home = tempdir().unwrap();
    let mut user = in_directory(home.path());
    user.click(Role::Row, BUREAU);
    user.types("简称", "市工信局");
    assert!(user.fields().iter().any(|field| field == "全称"));
    user.types("查找单位", "sfgw");
    assert!(!user.fields().iter().any(|field| field == "全称"), "no fields of an unlisted unit");
    user.types("查找单位", "sgxj");
    assert!(user.has(Role::Row, "市工信局"), "what was typed was entered");
}

#[test]
fn pasted_units_are_entered_by_ctrl_enter() {
    let home = tempdir().unwrap();
    let mut user = in_directory(home.path());
    let tasks = user.rows();
    user.click(Role::Button, "粘贴单位名录");
    user.types("粘贴单位名录", "30 区镇街道 园林街道 园林街道\n31 区镇街道 临江市龙湾镇人民政府 龙湾镇");
    user.keys(Modifiers::COMMAND, Key::Enter);
    assert!(user.has(Role::Row, "30 园林街道"));
    assert!(!user.has(Role::Row, "30 园林街道 园林街道"), "a name is told once");
    assert_eq!(user.rows(), tasks, "no task came with it");
}

#[test]
fn f2_is_about_the_outline_while_the_outline_has_the_keyboard() {
    let home = tempdir().unwrap();
    let mut user = in_directory(home.path());
    user.click(Role::Row, BUREAU);
    user.keys(Modifiers::NONE, Key::F2);
    assert_eq!(user.has_keyboard(), Some((Role::TextInput, "全称".into())));
    user.click(Role::TreeItem, "巩固制造业核心地位");
    user.keys(Modifiers::NONE, Key::F2);
    assert_ne!(user.has_keyboard().map(|(_, name)| name), Some("全称".into()));
}

#[test]
fn a_new_project_takes_the_directory_of_another_over() {
    let home = tempdir().unwrap();
    for (name, text) in [
        ("甲县", "甲县工作方案\n\n一、重点任务\n1．新建公路30公里。\n"),
        ("乙县", "乙县工作方案\n\n一、重点任务\n1．新建学校3所。\n"),
    ] {
        std::fs::write(home.path().join(format!("{name}.txt")), text).unwrap();
    }
    let mut user = User::at(home.path(), Start::Path(home.path().join("甲县.txt")));
    user.wait("the first", |user| user.has(Role::TreeItem, "新建公路"));
    user.keys(Modifiers::COMMAND, Key::Num4);
    user.click(Role::Button, "粘贴单位名录");
    user.types("粘贴单位名录", "1 政府部门 甲县发展和改革局 县发改局");
    user.keys(Modifiers::COMMAND, Key::Enter);
    user.close_project();
    user.drops(&home.path().join("乙县.txt"));
    user.wait("the second", |user| user.has(Role::TreeItem, "新建学校"));
    user.click(Role::TreeItem, "新建学校");
    user.keys(Modifiers::COMMAND, Key::U);
    user.event(egui::Event::Text("xfgj".into()));
    assert!(user.sees("单位名录是空的"));
    user.click(Role::Button, "录入单位名录");
    user.click(Role::Button, "沿用其他项目的名录");
    user.click(Role::Button, "甲县");
    user.wait("the directory", |user| user.has(Role::Row, "1 甲县发展和改革局"));
    assert!(user.sees("已从 甲县 沿用1个单位"));
}

#[test]
fn words_that_cannot_be_entered_are_not_left_with_the_window_unasked() {
    let home = tempdir().unwrap();
    let mut user = in_directory(home.path());
    user.click(Role::Row, BUREAU);
    user.types("并入单位", "临江市大数据局筹备组");
    user.keys(Modifiers::COMMAND, Key::Q);
    user.wait("the question", |user| user.sees("有输入尚未录入"));
    assert!(user.sees("临江市大数据局筹备组"));
}

#[test]
fn the_fields_of_a_unit_show_in_a_small_window_with_large_words() {
    let home = tempdir().unwrap();
    let mut user = in_directory(home.path());
    // 1366 × 768 with words of 200 %: half as many points.
    user.harness.set_size(egui::vec2(683.0, 384.0));
    user.look();
    user.click(Role::Row, BUREAU);
    assert!(user.fields().iter().any(|field| field == "全称"), "{:?}", user.fields());
    user.keys(Modifiers::NONE, Key::Enter);
    assert_eq!(user.has_keyboard().map(|(_, label)| label).as_deref(), Some("全称"));
    user.types("简称", "市工信局");
    user.keys(Modifiers::NONE, Key::Enter);
    assert!(user.has(Role::Row, "市工信局"));
}
