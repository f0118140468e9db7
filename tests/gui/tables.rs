//! 任务表、责任矩阵、单位: tables whose cells are read, sorted, edited and copied.

use super::user::User;
use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::Queryable as _;
use luoshi::model::{Role as Part, TaskStatus};
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
    assert_eq!(
        user.selected(|node| node.deadline().map(|deadline| deadline.words.clone())),
        Some("年底前".into())
    );
    user.event(egui::Event::Text("按月报送".into()));
    user.keys(Modifiers::NONE, Key::Escape);
    assert_eq!(user.selected(|node| node.note().to_owned()), "", "Esc leaves the cell as it was");
    user.keys(Modifiers::NONE, Key::F2);
    user.event(egui::Event::Text("按月报送".into()));
    user.keys(Modifiers::NONE, Key::Enter);
    user.click(Role::TreeItem, TASK);
    assert_eq!(user.selected(|node| node.note().to_owned()), "按月报送");
}

#[test]
fn a_head_sorts_and_its_menu_filters() {
    let home = tempdir().unwrap();
    let mut user = in_table(home.path());
    user.click(Role::ColumnHeader, "时限");
    assert!(user.sees("按原文顺序"));
    user.click(Role::Button, "时限：筛选与列");
    user.click(Role::Button, "只看非空");
    assert!(user.sees("时限非空 ×"));
    assert!(!user.has(Role::Cell, "时限：空"));
    user.click(Role::Button, "时限非空 ×");
    assert!(user.has(Role::Cell, "时限：空"));
    user.click(Role::Button, "任务：筛选与列");
    user.types("包含文字", "制造业核心");
    user.keys(Modifiers::NONE, Key::Enter);
    assert!(user.sees("1项，共"));
    assert!(user.has(Role::Cell, &format!("任务：{TASK}")));
}

#[test]
fn rows_are_grouped_folded_and_columns_hidden() {
    let home = tempdir().unwrap();
    let mut user = in_table(home.path());
    user.click(Role::Button, "分组：不分组");
    user.click(Role::Button, "按章节");
    assert!(user.has(Role::Row, "三、重点任务"));
    user.click(Role::Button, "全部折叠");
    assert!(!user.has(Role::Cell, "任务："));
    user.click(Role::Button, "全部展开");
    assert!(user.has(Role::Cell, "任务："));
    user.click(Role::Button, "时限：筛选与列");
    user.click(Role::Button, "隐藏此列");
    assert!(!user.has(Role::ColumnHeader, "时限"));
}

#[test]
fn units_typed_into_the_lead_cell_lead_and_the_others_stay() {
    let home = tempdir().unwrap();
    let mut user = in_table(home.path());
    user.click(Role::Cell, &format!("任务：{TASK}"));
    user.keys(Modifiers::NONE, Key::ArrowRight);
    user.keys(Modifiers::NONE, Key::ArrowRight);
    user.keys(Modifiers::NONE, Key::F2);
    user.event(egui::Event::Text("市发改委、市科技局".into()));
    user.keys(Modifiers::NONE, Key::Enter);
    user.click(Role::TreeItem, TASK);
    let units = user.selected(|node| {
        node.units().items.iter().map(|unit| (unit.name.clone(), unit.role)).collect::<Vec<_>>()
    });
    let expected = [("市发改委", Part::Lead), ("市科技局", Part::Lead), ("市经信局", Part::Support)];
    assert_eq!(units, expected.map(|(name, part)| (name.to_owned(), part)));
}

#[test]
fn delete_empties_the_cell_and_never_removes_the_task() {
    let home = tempdir().unwrap();
    let mut user = in_table(home.path());
    user.click(Role::Cell, "配合、责任单位：市经信局");
    user.keys(Modifiers::NONE, Key::Delete);
    assert_eq!(user.selected(|node| node.units().items.len()), 0);
    assert!(user.has(Role::TreeItem, TASK));
    user.click(Role::Button, "撤销");
    assert_eq!(user.selected(|node| node.units().items.len()), 1);
}

#[test]
fn letters_of_an_input_method_are_not_entered_into_a_cell() {
    let home = tempdir().unwrap();
    let mut user = in_table(home.path());
    user.click(Role::Cell, &format!("任务：{TASK}"));
    for _ in 0..5 {
        user.keys(Modifiers::NONE, Key::ArrowRight);
    }
    user.keys(Modifiers::NONE, Key::Enter);
    let preedit = |text: &str| {
        egui::Event::Ime(egui::ImeEvent::Preedit { text: text.to_owned(), active_range_chars: None })
    };
    user.event(preedit("an yue"));
    user.activate(Role::TreeItem, "建设美丽乡村");
    user.activate(Role::TreeItem, TASK);
    assert_eq!(user.selected(|node| node.note().to_owned()), "");
}

#[test]
fn several_rows_are_selected_and_copied() {
    let home = tempdir().unwrap();
    let mut user = in_table(home.path());
    user.click(Role::Cell, &format!("任务：{TASK}"));
    user.keys(Modifiers::SHIFT, Key::ArrowDown);
    user.keys(Modifiers::SHIFT, Key::ArrowDown);
    assert!(user.sees("已选3项"));
    user.event(egui::Event::Copy);
    assert!(user.sees("已复制3行"));
}

#[test]
fn a_cell_of_the_matrix_shows_its_tasks() {
    let home = tempdir().unwrap();
    let mut user = User::with_sample(home.path());
    user.keys(Modifiers::COMMAND, Key::Num3);
    assert!(user.has(Role::Table, "责任矩阵"));
    assert!(user.has(Role::RowHeader, "市经信局"));
    user.click(Role::Cell, "市经信局 · 三、重点任务：责任6");
    assert!(user.sees("只看：市经信局 · 三、重点任务 ×"));
    user.click(Role::Button, "在任务表中查看6项");
    assert!(user.sees("6项，共"));
    assert!(user.has(Role::Cell, &format!("任务：{TASK}")));
    user.click(Role::Button, "只看：市经信局 · 三、重点任务 ×");
    assert!(!user.sees("6项，共"));
}

#[test]
fn the_matrix_is_walked_by_keys() {
    let home = tempdir().unwrap();
    let mut user = User::with_sample(home.path());
    user.keys(Modifiers::COMMAND, Key::Num3);
    user.keys(Modifiers::NONE, Key::ArrowDown);
    user.keys(Modifiers::NONE, Key::ArrowDown);
    user.keys(Modifiers::NONE, Key::Enter);
    assert!(user.sees("只看：市发改委 ×"));
    assert!(user.has(Role::Table, "任务表"));
}

#[test]
fn the_directory_takes_pasted_units_after_showing_them() {
    let home = tempdir().unwrap();
    let mut user = User::with_sample(home.path());
    user.keys(Modifiers::COMMAND, Key::Num4);
    user.click(Role::Button, "粘贴单位名录");
    user.types(
        "粘贴单位名录",
        "30 区镇街道 临江市园林街道办事处 园林街道\n31 区镇街道 临江市龙湾镇人民政府 龙湾镇",
    );
    assert!(user.sees("临江市龙湾镇人民政府"));
    user.click(Role::Button, "录入2个单位");
    assert!(user.has(Role::Row, "30 临江市园林街道办事处"));
    assert!(user.has(Role::Row, "31 临江市龙湾镇人民政府"));
}

#[test]
fn a_unit_is_found_by_pinyin_renamed_moved_and_removed() {
    let home = tempdir().unwrap();
    let mut user = User::with_sample(home.path());
    user.keys(Modifiers::COMMAND, Key::Num4);
    user.types("查找单位", "sfgw");
    assert!(user.has(Role::Row, "市发改委"));
    assert!(!user.has(Role::Row, "市经信局"));
    user.keys(Modifiers::NONE, Key::Escape);
    user.click(Role::Row, "临江市经济和信息化局");
    user.types("简称", "市工信局");
    user.keys(Modifiers::NONE, Key::Enter);
    assert!(user.has(Role::Row, "3 临江市经济和信息化局 市工信局"));
    user.click(Role::Row, "临江市经济和信息化局");
    user.keys(Modifiers::ALT, Key::ArrowUp);
    assert!(user.has(Role::Row, "2 临江市经济和信息化局"));
    user.keys(Modifiers::NONE, Key::Delete);
    assert!(!user.has(Role::Row, "临江市经济和信息化局"));
    user.click(Role::Button, "撤销");
    assert!(user.has(Role::Row, "2 临江市经济和信息化局"));
}

#[test]
fn a_unit_that_only_the_report_names_is_entered_by_one_click_and_its_tasks_shown() {
    let home = tempdir().unwrap();
    let mut user = User::with_sample(home.path());
    user.keys(Modifiers::COMMAND, Key::Num4);
    user.click(Role::Button, "录入：市县域经济发展办公室");
    assert!(user.has(Role::Row, "20 市县域经济发展办公室"));
    user.click(Role::Button, "市县域经济发展办公室：责任1");
    assert!(user.sees("只看：市县域经济发展办公室 ×"));
    assert!(user.sees("1项，共"));
}

const POSTS: &str = "职务与人员（每行一个，写作 职务：姓名）";

#[test]
fn a_wrong_date_loses_nothing_else_that_was_typed_of_a_unit() {
    let home = tempdir().unwrap();
    let mut user = User::with_sample(home.path());
    user.keys(Modifiers::COMMAND, Key::Num4);
    user.click(Role::Row, "临江市经济和信息化局");
    user.types("并入日期", "去年");
    user.types(POSTS, "局长：张某某");
    user.click(Role::Row, "市发改委");
    assert!(user.sees("去年"), "what could not be entered is told");
    user.click(Role::Row, "临江市经济和信息化局");
    assert_eq!(user.reads(POSTS), "局长：张某某");
    user.types("全称", "临江市发展和改革委员会");
    user.keys(Modifiers::NONE, Key::Enter);
    assert!(user.sees("名录中已有这个单位"));
    assert!(user.has(Role::Row, "临江市经济和信息化局") && user.has(Role::Row, "市发改委"));
}

#[test]
fn the_state_cell_opens_a_list_by_enter() {
    let home = tempdir().unwrap();
    let mut user = in_table(home.path());
    user.click(Role::Cell, &format!("任务：{TASK}"));
    user.keys(Modifiers::NONE, Key::End);
    user.keys(Modifiers::NONE, Key::Enter);
    let is = |user: &User, status| user.selected(|node| node.status() == status);
    assert!(is(&user, TaskStatus::Planned), "nothing is set before a state is chosen");
    assert_eq!(user.has_keyboard(), Some((Role::Button, "未启动".into())));
    user.keys(Modifiers::NONE, Key::ArrowDown);
    user.keys(Modifiers::NONE, Key::ArrowDown);
    user.keys(Modifiers::NONE, Key::Enter);
    assert!(is(&user, TaskStatus::Done));
    assert_eq!(user.has_keyboard(), Some((Role::Cell, "状态：已完成".into())), "back in the table");
    user.keys(Modifiers::NONE, Key::Enter);
    user.keys(Modifiers::NONE, Key::Escape);
    assert!(is(&user, TaskStatus::Done));
    assert!(!user.has(Role::Button, "部分完成"));
}

#[test]
fn the_target_cell_opens_the_target_beside_the_table_and_fixed_cells_say_why() {
    let home = tempdir().unwrap();
    let mut user = in_table(home.path());
    user.click(Role::Cell, "任务：推动园区扩容赋能");
    user.keys(Modifiers::NONE, Key::ArrowRight);
    user.keys(Modifiers::NONE, Key::Enter);
    let (role, field) = user.has_keyboard().expect("something has the keyboard");
    assert_eq!((role, field.as_str()), (Role::TextInput, "指标名称"));
    user.click(Role::Cell, &format!("任务：{TASK}"));
    user.keys(Modifiers::NONE, Key::Home);
    user.keys(Modifiers::NONE, Key::F2);
    assert!(user.sees("序号按原文顺序生成"));
}

#[test]
fn the_side_panel_goes_as_it_came_for_a_target_cell() {
    let home = tempdir().unwrap();
    let mut user = in_table(home.path());
    user.harness.set_size(egui::vec2(900.0, 800.0));
    user.look();
    for key in [Key::Escape, Key::Enter] {
        user.click(Role::Cell, "任务：推动园区扩容赋能");
        user.keys(Modifiers::NONE, Key::ArrowRight);
        let cell = user.has_keyboard();
        assert!(!user.fields().iter().any(|field| field == "指标名称"));
        user.keys(Modifiers::NONE, Key::Enter);
        assert_eq!(user.has_keyboard(), Some((Role::TextInput, "指标名称".into())));
        user.keys(Modifiers::NONE, key);
        assert!(!user.fields().iter().any(|field| field == "备注"), "{:?}", user.fields());
        assert_eq!(user.has_keyboard(), cell, "after {key:?}");
    }
}

#[test]
fn an_empty_unit_cell_offers_names_before_anything_is_typed() {
    let home = tempdir().unwrap();
    let mut user = in_table(home.path());
    user.click(Role::Cell, &format!("任务：{TASK}"));
    user.keys(Modifiers::NONE, Key::ArrowRight);
    user.keys(Modifiers::NONE, Key::ArrowRight);
    user.keys(Modifiers::NONE, Key::Enter);
    assert!(user.has(Role::Button, "市发改委"));
    user.keys(Modifiers::NONE, Key::ArrowDown);
    user.keys(Modifiers::NONE, Key::Enter);
    user.keys(Modifiers::NONE, Key::Enter);
    user.click(Role::TreeItem, TASK);
    let lead = |node: &luoshi::model::NodeView<'_>| node.units().items.first().map(|unit| unit.role);
    assert_eq!(user.selected(lead), Some(Part::Lead));
    user.click(Role::Cell, &format!("任务：{TASK}"));
    user.keys(Modifiers::NONE, Key::ArrowRight);
    user.keys(Modifiers::NONE, Key::ArrowRight);
    user.keys(Modifiers::NONE, Key::Enter);
    user.event(egui::Event::Text("sfgw".into()));
    assert!(user.has(Role::Button, "市发改委"));
    user.keys(Modifiers::NONE, Key::Enter);
    assert!(user.has(Role::Cell, "牵头单位：市发改委"));
}

#[test]
fn sorting_keeps_the_selected_row_in_view_or_shows_the_top() {
    let home = tempdir().unwrap();
    let mut user = in_table(home.path());
    user.click(Role::Cell, &format!("任务：{TASK}"));
    let after = user.place(Role::Cell, &format!("任务：{TASK}"));
    user.click(Role::ColumnHeader, "序号");
    user.click(Role::ColumnHeader, "序号");
    assert!(user.has(Role::Cell, &format!("任务：{TASK}")), "near the end now, and still in view");
    assert!(!user.has(Role::Cell, "序号：52"));
    user.click(Role::ColumnHeader, "序号");
    // Now the selected row is far from the top, and scrolled away.
    user.keys(Modifiers::COMMAND, Key::Home);
    user.harness.hover_at(after.center());
    user.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: egui::vec2(0.0, -2000.0),
        modifiers: Modifiers::NONE,
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
    });
    for _ in 0..4 {
        user.look();
    }
    assert!(user.has(Role::Cell, "序号：52"), "scrolled away from the selected row");
    user.click(Role::ColumnHeader, "序号");
    assert!(!user.has(Role::Cell, "序号：52"));
    assert!(user.has(Role::Cell, "序号：1"), "from the top");
}

#[test]
fn no_row_stays_marked_when_what_is_selected_elsewhere_has_none() {
    let home = tempdir().unwrap();
    let mut user = in_table(home.path());
    user.click(Role::Cell, &format!("任务：{TASK}"));
    user.click(Role::Button, "任务：筛选与列");
    user.types("包含文字", "制造业核心");
    user.keys(Modifiers::NONE, Key::Enter);
    user.click(Role::TreeItem, "建设美丽乡村");
    user.keys(Modifiers::NONE, Key::Escape);
    user.click(Role::Tab, "任务表");
    let marked = user
        .harness
        .query_all_by_role(Role::Row)
        .filter(|row| egui_kittest::kittest::NodeT::accesskit_node(row).is_selected() == Some(true));
    assert_eq!(marked.count(), 0);
    user.keys(Modifiers::NONE, Key::Delete);
    assert!(user.has(Role::Cell, &format!("任务：{TASK}")));
}

#[test]
fn above_the_sections_of_several_reports_stand_the_reports() {
    let home = tempdir().unwrap();
    let mut user = User::with_sample(home.path());
    user.keys(Modifiers::COMMAND, Key::Num3);
    let report = user.place(Role::ColumnHeader, "行动方案");
    let section = user.place(Role::ColumnHeader, "三、重点任务");
    assert!(report.bottom() <= section.top() + 1.0, "{report:?} {section:?}");
}

#[test]
fn who_is_assigned_later_was_not_found_by_the_reader() {
    let home = tempdir().unwrap();
    let mut user = User::with_sample(home.path());
    user.click(Role::TreeItem, TASK);
    assert!(user.has(Role::Button, "20个单位"));
    user.keys(Modifiers::COMMAND, Key::U);
    user.event(egui::Event::Text("市气象局".into()));
    user.keys(Modifiers::NONE, Key::Enter);
    assert_eq!(user.selected(|node| node.units().items.len()), 2);
    assert!(user.has(Role::Button, "20个单位"));
    user.click(Role::Button, "20个单位");
    assert!(user.sees("现有21个单位"));
}
