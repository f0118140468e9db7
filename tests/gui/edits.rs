//! Editing: what is typed is kept, nothing is lost between widgets, and undo brings it back.

use super::user::User;
use egui::{Key, Modifiers, accesskit::Role};
use luoshi::model::Role as Part;
use tempfile::tempdir;

const TASK: &str = "巩固制造业核心地位";
const OTHER: &str = "建设美丽乡村";

fn on_task(home: &std::path::Path) -> User {
    let mut user = User::with_sample(home);
    user.click(Role::TreeItem, TASK);
    user
}

#[test]
fn a_selected_task_shows_its_fields() {
    let home = tempdir().unwrap();
    let user = on_task(home.path());
    assert_eq!(user.reads("标题"), TASK);
    assert!(user.has(Role::Button, "市经信局（责任）"));
}

#[test]
fn a_title_is_edited_and_undone_by_its_name() {
    let home = tempdir().unwrap();
    let mut user = on_task(home.path());
    user.types("标题", "做强制造业");
    user.keys(Modifiers::NONE, Key::Enter);
    assert!(user.has(Role::TreeItem, "做强制造业"));
    user.click(Role::Button, "撤销");
    assert!(user.has(Role::TreeItem, TASK));
    user.click(Role::Button, "重做");
    assert!(user.has(Role::TreeItem, "做强制造业"));
}

#[test]
fn what_is_typed_is_kept_when_another_row_is_activated_without_a_pointer() {
    let home = tempdir().unwrap();
    let mut user = on_task(home.path());
    user.types("备注", "按月报送");
    user.activate(Role::TreeItem, OTHER);
    assert_eq!(user.reads("备注"), "");
    user.activate(Role::TreeItem, TASK);
    assert_eq!(user.reads("备注"), "按月报送");
    assert_eq!(user.selected(|node| node.note().to_owned()), "按月报送");
}

#[test]
fn ctrl_z_in_a_field_stays_in_the_field() {
    let home = tempdir().unwrap();
    let mut user = on_task(home.path());
    user.types("牵头领导", "分管副县长");
    user.activate(Role::TreeItem, OTHER);
    user.types("牵头领导", "县长");
    user.keys(Modifiers::COMMAND, Key::Z);
    user.activate(Role::TreeItem, TASK);
    assert_eq!(user.reads("牵头领导"), "分管副县长");
}

#[test]
fn letters_of_an_input_method_are_not_recorded_before_it_commits() {
    let home = tempdir().unwrap();
    let mut user = on_task(home.path());
    user.types("备注", "");
    let preedit = |text: &str| {
        egui::Event::Ime(egui::ImeEvent::Preedit { text: text.to_owned(), active_range_chars: None })
    };
    user.event(preedit("an yue"));
    user.activate(Role::Tab, "打印");
    assert_eq!(user.selected(|node| node.note().to_owned()), "");
    user.activate(Role::Tab, "原文");
}

#[test]
fn two_units_are_assigned_one_leads_and_the_order_counts() {
    let home = tempdir().unwrap();
    let mut user = on_task(home.path());
    user.types("添加单位", "发展和改革");
    user.keys(Modifiers::NONE, Key::ArrowDown);
    user.keys(Modifiers::NONE, Key::Enter);
    user.types("添加单位", "市某某专班");
    user.keys(Modifiers::NONE, Key::Enter);
    let names = |user: &User| {
        user.selected(|node| {
            node.units().items.iter().map(|unit| (unit.name.clone(), unit.role)).collect::<Vec<_>>()
        })
    };
    let assigned = names(&user);
    assert_eq!(assigned.len(), 3, "{assigned:?}");
    assert_eq!(assigned[1].0, "市发改委", "completed from the directory's full name: {assigned:?}");
    user.click(Role::Button, "市某某专班（责任）");
    user.click(Role::Button, "设为牵头");
    let assigned = names(&user);
    assert_eq!(assigned[0], ("市某某专班".to_owned(), Part::Lead), "{assigned:?}");
    user.click(Role::Button, "市某某专班（牵头）");
    user.click(Role::Button, "移除");
    assert_eq!(names(&user).len(), 2);
    user.click(Role::Button, "撤销");
    assert_eq!(names(&user)[0], ("市某某专班".to_owned(), Part::Lead));
}

#[test]
fn a_target_is_made_changed_and_removed() {
    let home = tempdir().unwrap();
    let mut user = on_task(home.path());
    user.click(Role::Button, "添加指标");
    user.types("指标名称", "规上工业企业");
    user.types("目标值", "约");
    assert!(user.sees("目标值要写数字"));
    user.types("目标值", "１２０");
    user.types("计量单位", "家");
    user.click(Role::Button, "完成");
    let says = |user: &User| {
        user.selected(|node| node.targets().iter().map(luoshi::model::TargetView::value).collect::<Vec<_>>())
    };
    assert_eq!(says(&user).len(), 1);
    assert_eq!((says(&user)[0].indicator.as_str(), says(&user)[0].measure.as_str()), ("规上工业企业", "家"));
    user.click(Role::Button, "规上工业企业");
    user.types("目标值", "130-150");
    user.activate(Role::TreeItem, OTHER);
    user.activate(Role::TreeItem, TASK);
    assert_eq!(says(&user)[0].amount, luoshi::model::Amount::Range(130.0, 150.0));
    user.click(Role::Button, "规上工业企业");
    user.click(Role::Button, "删除指标");
    assert!(says(&user).is_empty());
}

#[test]
fn undo_all_and_redo_all_come_back_to_the_same() {
    let home = tempdir().unwrap();
    let mut user = on_task(home.path());
    user.keys(Modifiers::COMMAND, Key::Enter);
    user.types("标题", "组织专家评审");
    user.keys(Modifiers::NONE, Key::Enter);
    assert!(user.has(Role::TreeItem, "组织专家评审"));
    user.keys(Modifiers::NONE, Key::Delete);
    assert!(!user.has(Role::TreeItem, "组织专家评审"));
    assert!(user.sees("已删除：组织专家评审"));
    let rows = user.rows();
    for _ in 0..4 {
        user.keys(Modifiers::COMMAND, Key::Z);
    }
    for _ in 0..4 {
        user.keys(Modifiers::COMMAND, Key::Y);
    }
    assert!(!user.has(Role::TreeItem, "组织专家评审"), "what was removed last stays removed");
    assert_eq!(user.rows(), rows);
    assert!(!user.has(Role::Button, "通知"));
}

#[test]
fn what_is_typed_is_saved_while_one_pauses_and_escape_takes_it_back() {
    let home = tempdir().unwrap();
    let mut user = on_task(home.path());
    user.types("备注", "写到一半");
    user.wait("the note", |user| user.selected(|node| node.note() == "写到一半"));
    assert_eq!(user.reads("备注"), "写到一半");
    user.keys(Modifiers::NONE, Key::Escape);
    assert_eq!(user.selected(|node| node.note().to_owned()), "");
}

#[test]
fn a_value_is_understood_in_words() {
    let home = tempdir().unwrap();
    let mut user = on_task(home.path());
    user.click(Role::Button, "添加指标");
    user.types("指标名称", "经济总量");
    user.types("目标值", "两千亿");
    user.types("计量单位", "元");
    user.click(Role::Button, "完成");
    let value = user.selected(|node| node.targets()[0].value());
    assert_eq!((value.amount, value.measure.as_str()), (luoshi::model::Amount::Single(2000.0), "亿元"));
    user.click(Role::Button, "添加指标");
    user.types("指标名称", "写到一半");
    user.keys(Modifiers::NONE, Key::Escape);
    assert!(!user.sees("原文表述"), "Esc closes the fields");
}

#[test]
fn sheets_close_by_escape_and_a_task_is_split_where_the_cursor_stands() {
    let home = tempdir().unwrap();
    let mut user = on_task(home.path());
    user.click(Role::Button, "项目");
    user.click(Role::Button, "关于");
    assert!(user.sees("本软件不得存储、处理国家秘密"));
    user.keys(Modifiers::NONE, Key::Escape);
    assert!(!user.sees("本软件不得存储、处理国家秘密"));
    let whole = user.selected_text();
    user.click(Role::Button, "结构");
    user.click(Role::Button, "拆分");
    assert!(user.sees("把光标放在要断开的地方"));
    user.keys(Modifiers::NONE, Key::Home);
    for _ in 0..6 {
        user.keys(Modifiers::NONE, Key::ArrowRight);
    }
    user.click(Role::Button, "拆分");
    let second = user.selected_text();
    assert!(whole.ends_with(&second) && second.len() < whole.len(), "{second}");
}

#[test]
fn a_comment_is_made_and_dealt_with() {
    let home = tempdir().unwrap();
    let mut user = on_task(home.path());
    user.activate(Role::Button, "添加批注");
    user.types("批注内容", "请补充资金来源");
    user.types("批注单位", "市财政局");
    user.click(Role::Button, "保存");
    assert!(user.sees("请补充资金来源"));
    user.click(Role::Button, "办结");
    assert!(user.selected(|node| node.annotations()[0].is_resolved()));
}

#[test]
fn a_deadline_shows_the_day_it_means() {
    let home = tempdir().unwrap();
    let mut user = on_task(home.path());
    user.types("完成时限", "2026年6月底前");
    user.activate(Role::TreeItem, OTHER);
    user.activate(Role::TreeItem, TASK);
    assert!(user.sees("2026年6月30日"));
}

#[test]
fn a_task_is_removed_with_the_keyboard_and_comes_back() {
    let home = tempdir().unwrap();
    let mut user = on_task(home.path());
    user.keys(Modifiers::NONE, Key::Delete);
    assert!(!user.has(Role::TreeItem, TASK));
    user.keys(Modifiers::COMMAND, Key::Z);
    assert!(user.has(Role::TreeItem, TASK));
}

#[test]
fn arrows_move_through_the_outline() {
    let home = tempdir().unwrap();
    let mut user = on_task(home.path());
    user.keys(Modifiers::NONE, Key::ArrowDown);
    assert_eq!(user.selected(|node| node.marker().into_owned()), "三是");
    user.keys(Modifiers::NONE, Key::ArrowUp);
    user.keys(Modifiers::NONE, Key::F2);
    user.event(egui::Event::Text("新".into()));
    user.keys(Modifiers::NONE, Key::Enter);
    assert!(user.selected(|node| node.title().contains('新')));
}

#[test]
fn everything_is_there_after_closing_and_opening_again() {
    let home = tempdir().unwrap();
    let mut user = on_task(home.path());
    user.types("备注", "按季报送");
    user.close_project();
    user.click(Role::Button, "示例项目");
    user.wait("the project", |user| user.has(Role::TreeItem, TASK));
    user.click(Role::TreeItem, TASK);
    assert_eq!(user.reads("备注"), "按季报送");
}
