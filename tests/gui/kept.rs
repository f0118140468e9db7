//! What one typed, cut or chose is where one left it, whatever came between.

use super::user::User;
use egui::{Event, Key, Modifiers, accesskit::Role};
use luoshi::{
    model::{NodeId, NodeKind, Parent},
    ui::Start,
};
use tempfile::{TempDir, tempdir};

const REPORT: &str = "某县二〇二六年重点工作方案\n\n一、经济发展\n一是稳增长，扩大有效投资，力争地区生产总值突破1200亿元。\n二是抓项目，加快前期工作。\n二、民生保障\n一是修道路，打通断头路。\n二是办学校，扩大学位供给。\n";

const NONE: Modifiers = Modifiers::NONE;
const CTRL: Modifiers = Modifiers::COMMAND;

fn open() -> (TempDir, User) {
    open_with(REPORT)
}

fn open_with(report: &str) -> (TempDir, User) {
    let home = tempdir().unwrap();
    let path = home.path().join("方案.txt");
    std::fs::write(&path, report).unwrap();
    let mut user = User::at(home.path(), Start::Path(path));
    user.wait("the report", |user| user.has(Role::TreeItem, "办学校"));
    (home, user)
}

/// How many sections and tasks there are.
fn count(user: &User) -> usize {
    let plan = user.desk().expect("a project is open").plan();
    plan.documents().map(|document| plan.walk(document.id).len()).sum()
}

fn title(user: &User) -> String {
    user.selected(|node| node.title().into_owned())
}

fn in_outline(user: &User) -> bool {
    user.has_keyboard().is_some_and(|(role, _)| matches!(role, Role::Tree | Role::TreeItem))
}

#[test]
fn undo_of_what_was_made_leads_back_to_where_one_was() {
    let (_home, mut user) = open();
    let all = count(&user);
    user.click(Role::TreeItem, "修道路");
    user.event(Event::Paste("- 改造老旧小区\n- 加装电梯\n".into()));
    assert_eq!(title(&user), "改造老旧小区");
    user.keys(CTRL, Key::Z);
    assert_eq!((count(&user), title(&user).contains("修道路")), (all, true));
    assert!(in_outline(&user), "{:?}", user.has_keyboard());
    user.keys(CTRL, Key::D);
    assert_eq!(count(&user), all + 1);
    user.keys(CTRL, Key::Z);
    assert_eq!((count(&user), title(&user).contains("修道路")), (all, true));
    user.keys(NONE, Key::Delete);
    assert!(title(&user).contains("办学校"));
    user.keys(CTRL, Key::Z);
    assert!(title(&user).contains("修道路"), "what came back is selected");
    assert!(in_outline(&user));
}

#[test]
fn a_cut_is_let_go_by_escape_and_the_paste_is_a_copy_then() {
    let (_home, mut user) = open();
    let all = count(&user);
    user.click(Role::TreeItem, "修道路");
    user.event(Event::Cut);
    assert!(user.sees("已剪切1项"));
    assert!(user.describes(Role::TreeItem, "修道路").0.contains("已剪切"));
    user.keys(NONE, Key::Escape);
    assert!(!user.describes(Role::TreeItem, "修道路").0.contains("已剪切"));
    assert_eq!(count(&user), all);
}

#[test]
fn nothing_is_pasted_where_nobody_said_where() {
    let (_home, mut user) = open();
    let all = count(&user);
    // All rows are removed from the selection one by one.
    user.click(Role::TreeItem, "修道路");
    let at = user.place(Role::TreeItem, "修道路").center();
    user.harness.event(Event::PointerMoved(at));
    user.harness.event(Event::ModifiersChanged(CTRL));
    for pressed in [true, false] {
        let button = egui::PointerButton::Primary;
        user.harness.event(Event::PointerButton { pos: at, button, pressed, modifiers: CTRL });
    }
    user.look();
    user.harness.event(Event::ModifiersChanged(NONE));
    assert_eq!(user.desk().expect("a project is open").selected, None);
    user.event(Event::Paste("- 改造老旧小区\n".into()));
    assert_eq!(count(&user), all);
    assert!(user.sees("先选中一行"));
}

#[test]
fn escape_in_a_field_of_the_drawer_leaves_the_drawer_open() {
    let (_home, mut user) = open();
    user.harness.set_size(egui::vec2(900.0, 800.0));
    user.look();
    user.click(Role::TreeItem, "修道路");
    user.click(Role::Button, "详情");
    user.types("备注", "写错了");
    user.keys(NONE, Key::Escape);
    assert_eq!(user.reads("备注"), "", "Esc took the words back");
    user.enters("牵头领导");
    user.keys(NONE, Key::Escape);
    assert!(user.fields().iter().any(|field| field == "备注"), "it left the field only");
}

#[test]
fn a_comment_is_saved_by_its_keys_and_nothing_else_happens() {
    let (_home, mut user) = open();
    let all = count(&user);
    user.click(Role::TreeItem, "修道路");
    user.keys(CTRL, Key::M);
    user.types("批注内容", "请注明起止点");
    user.keys(CTRL, Key::Enter);
    assert_eq!(user.selected(|node| node.annotations().len()), 1);
    assert_eq!(count(&user), all, "no task was added");
    user.keys(CTRL, Key::M);
    user.types("批注单位", "县财政局");
    user.keys(NONE, Key::Enter);
    let keyboard = user.has_keyboard().map(|(_, name)| name);
    assert_eq!(keyboard.as_deref(), Some("批注内容"), "nothing is written yet: Enter leads there");
    user.types("批注内容", "请明确资金");
    user.enters("批注单位");
    user.keys(NONE, Key::Enter);
    assert_eq!(user.selected(|node| node.annotations().len()), 2);
    assert_eq!(count(&user), all);
}

#[test]
fn answers_are_not_counted_as_comments() {
    let (_home, mut user) = open();
    user.click(Role::TreeItem, "修道路");
    for words in ["请注明起止点", "请明确资金"] {
        user.keys(CTRL, Key::M);
        user.types("批注内容", words);
        user.keys(CTRL, Key::Enter);
    }
    user.activate(Role::Button, "回复");
    user.types("回复内容", "起点为县城北门");
    user.keys(CTRL, Key::Enter);
    assert_eq!(user.selected(|node| node.annotations().len()), 3);
    let says = user.describes(Role::TreeItem, "修道路").0;
    assert!(says.contains("批注2"), "{says}");
}

#[test]
fn the_word_of_comparison_that_was_typed_is_printed() {
    let (_home, mut user) = open();
    user.click(Role::TreeItem, "稳增长");
    user.activate(Role::Button, "突破1200亿元");
    user.types("目标值", "1300");
    user.keys(NONE, Key::Enter);
    assert!(user.has(Role::Button, "突破1300亿元"), "{:?}", user.all(Role::Button));
    user.activate(Role::Button, "突破1300亿元");
    user.types("目标值", "不低于1400亿元");
    user.keys(NONE, Key::Enter);
    assert!(user.has(Role::Button, "不低于1400亿元"), "{:?}", user.all(Role::Button));
    user.activate(Role::Button, "不低于1400亿元");
    user.types("目标值", "1500");
    user.keys(NONE, Key::Enter);
    assert!(user.has(Role::Button, "不低于1500亿元"), "{:?}", user.all(Role::Button));
}

#[test]
fn a_split_section_has_a_title() {
    let body = "一、经济发展\n经济运行保持平稳，质量稳步提升。着力稳住基本盘，激发新活力。\n（一）稳增长，扩大有效投资。\n（二）抓项目，加快前期工作。\n";
    let rest = REPORT.find("二、民生").unwrap();
    let (_home, mut user) = open_with(&format!("某县二〇二六年重点工作方案\n\n{body}{}", &REPORT[rest..]));
    user.click(Role::TreeItem, "经济发展");
    user.click(Role::Button, "结构");
    user.click(Role::Button, "拆分");
    user.keys(NONE, Key::Home);
    // Before the comma: it ends what stands before it.
    for _ in 0..8 {
        user.keys(NONE, Key::ArrowRight);
    }
    user.click(Role::Button, "拆分");
    user.selected(|node| {
        assert_eq!(node.kind(), NodeKind::Section);
        assert!(!node.title().is_empty() && !node.title().starts_with('，'), "{}", node.title());
        assert!(!node.text().starts_with(['，', '。']), "{}", node.text());
    });
}

#[test]
fn a_copy_says_what_the_original_says() {
    let (_home, mut user) = open();
    user.click(Role::TreeItem, "稳增长");
    user.types("标题", "稳住增长");
    user.types("完成时限", "年底前");
    user.keys(CTRL, Key::U);
    user.event(Event::Text("县发改委".into()));
    user.keys(NONE, Key::Enter);
    user.click(Role::TreeItem, "抓项目");
    user.click(Role::TreeItem, "稳住增长");
    let desk = user.desk().expect("a project is open");
    let first = desk.selected.expect("the task is selected");
    user.keys(CTRL, Key::D);
    let desk = user.desk().expect("a project is open");
    let (plan, second) = (desk.plan(), desk.selected.expect("the copy is selected"));
    let says = |node: NodeId| {
        let view = plan.node(node).expect("it is there");
        let targets: Vec<String> = view.targets().iter().map(luoshi::outline::target_words).collect();
        let deadline = view.deadline().cloned();
        let words = (view.marker().into_owned(), view.title().into_owned(), view.wording());
        (words, view.units(), targets, deadline)
    };
    assert_ne!(first, second);
    assert_eq!(says(first), says(second));
    assert!(!says(first).2.is_empty() && !says(first).1.items.is_empty());
}

#[test]
fn a_refused_comment_stays_in_its_form_with_the_reason() {
    let (_home, mut user) = open();
    user.click(Role::TreeItem, "修道路");
    user.keys(CTRL, Key::Num1);
    user.keys(NONE, Key::Home);
    for _ in 0..4 {
        user.keys(Modifiers::SHIFT, Key::ArrowRight);
    }
    user.keys(CTRL, Key::M);
    user.types("批注内容", "请注明起止点");
    // The words it is about are reworded meanwhile.
    user.types("原文", "全面畅通县乡公路。");
    user.enters("批注内容");
    user.keys(CTRL, Key::Enter);
    assert_eq!(user.selected(|node| node.annotations().len()), 0);
    assert_eq!(user.reads("批注内容"), "请注明起止点");
    assert!(user.sees("找不到这几个字"));
    user.click(Role::TreeItem, "办学校");
    user.click(Role::TreeItem, "全面畅通");
    assert_eq!(user.reads("批注内容"), "请注明起止点", "it is still there");
}

#[test]
fn words_in_a_cell_go_with_their_row_and_come_back_with_it() {
    let (_home, mut user) = open();
    user.click(Role::TreeItem, "抓项目");
    user.keys(CTRL, Key::Num2);
    user.click(Role::Cell, "任务：抓项目");
    for _ in 0..4 {
        user.keys(NONE, Key::ArrowRight);
    }
    user.keys(NONE, Key::Enter);
    user.event(Event::Text("年底前".into()));
    // The row goes while its cell is open.
    user.click(Role::Button, "结构");
    user.activate(Role::Button, "删除");
    assert!(!user.has(Role::TreeItem, "抓项目"));
    user.activate(Role::Button, "撤销");
    user.click(Role::TreeItem, "抓项目");
    let words = user.selected(|node| node.deadline().map(|deadline| deadline.words.clone()));
    assert_eq!(words.as_deref(), Some("年底前"));
}

#[test]
fn the_key_that_repeats_units_says_where_it_leads() {
    let (_home, mut user) = open();
    user.click(Role::TreeItem, "修道路");
    user.keys(CTRL, Key::U);
    user.event(Event::Text("县交通局".into()));
    user.keys(NONE, Key::Enter);
    user.click(Role::TreeItem, "稳增长");
    user.keys(CTRL, Key::R);
    assert!(user.sees("转到下一项未分派任务"), "{}", user.picture());
}

#[test]
fn a_second_report_shows_its_first_row() {
    let (home, mut user) = open();
    user.click(Role::TreeItem, "修道路");
    let path = home.path().join("要点.txt");
    std::fs::write(&path, "某县工作要点\n\n一、深化改革\n（一）推进简政放权，优化营商环境。\n").unwrap();
    user.drops(&path);
    user.wait("the second report", |user| user.has(Role::TreeItem, "深化改革"));
    let desk = user.desk().expect("a project is open");
    let last = desk.plan().documents().map(|document| document.id).last().expect("two reports");
    let first = desk.plan().children(Parent::Document(last)).next();
    assert_eq!(desk.selected, first);
    assert!(title(&user).contains("深化改革"));
}

#[test]
fn the_bar_over_chosen_words_goes_once_they_are_commented_on() {
    let (_home, mut user) = open();
    user.click(Role::TreeItem, "修道路");
    user.keys(CTRL, Key::Num1);
    user.keys(NONE, Key::Home);
    for _ in 0..4 {
        user.keys(Modifiers::SHIFT, Key::ArrowRight);
    }
    assert!(user.has(Role::Button, "批注所选文字"));
    user.keys(CTRL, Key::M);
    user.types("批注内容", "请注明起止点");
    user.keys(CTRL, Key::Enter);
    assert_eq!(user.selected(|node| node.annotations().len()), 1);
    assert!(!user.has(Role::Button, "批注所选文字"), "nothing lies over the new comment");
}

#[test]
fn the_text_before_the_first_heading_can_be_commented_on() {
    let opening =
        "某县2026年工作报告\n\n2026年，全县地区生产总值增长6%左右，一般公共预算收入突破30亿元。\n\n";
    let rest = REPORT.find("一、经济").unwrap();
    let (_home, mut user) = open_with(&format!("{opening}{}", &REPORT[rest..]));
    user.click(Role::TreeItem, "引言");
    assert!(user.selected(|node| !node.targets().is_empty()));
    user.keys(CTRL, Key::Num1);
    user.keys(NONE, Key::Home);
    for _ in 0..5 {
        user.keys(Modifiers::SHIFT, Key::ArrowRight);
    }
    assert!(user.has(Role::Button, "批注所选文字"));
    user.click(Role::Button, "批注所选文字");
    user.types("批注内容", "请核对数字");
    user.keys(CTRL, Key::Enter);
    user.selected(|node| {
        let notes = node.annotations();
        assert_eq!(notes.len(), 1);
        assert!(notes[0].quote().starts_with("2026") && notes[0].place().is_some(), "{}", notes[0].quote());
    });
}

#[test]
fn a_target_that_is_not_whole_is_not_left_with_the_window_unasked() {
    let (_home, mut user) = open();
    user.click(Role::TreeItem, "修道路");
    user.click(Role::Button, "添加指标");
    user.types("指标名称", "新改建农村公路");
    user.keys(CTRL, Key::Q);
    user.wait("the question", |user| user.sees("有输入尚未录入"));
    assert!(user.sees("新改建农村公路") && !user.sees("没有保存到磁盘") && !user.has(Role::Button, "重试"));
    user.click(Role::Button, "返回");
    assert_eq!(user.reads("指标名称"), "新改建农村公路");
    user.keys(CTRL, Key::Q);
    user.wait("the question again", |user| user.has(Role::Button, "放弃输入并关闭"));
    user.keys(NONE, Key::Escape);
    assert!(!user.has(Role::Button, "放弃输入并关闭"), "Esc goes back");
}

#[test]
fn another_unit_typed_over_the_remembered_one_replaces_it() {
    let (_home, mut user) = open();
    let mut comment = |unit: &str, body: &str, task: &str| {
        user.click(Role::TreeItem, task);
        user.keys(CTRL, Key::M);
        user.types("批注内容", body);
        user.tabs_to(Role::TextInput, "批注单位");
        user.event(egui::Event::Text(unit.to_owned()));
        user.keys(CTRL, Key::Enter);
        let signed = user.selected(|node| node.annotations()[0].author().to_owned());
        assert_eq!(signed, unit);
    };
    comment("县交通局", "请注明起止点", "修道路");
    comment("县教育局", "请注明学位数", "办学校");
    user.click(Role::TreeItem, "抓项目");
    user.keys(CTRL, Key::M);
    assert_eq!(user.reads("批注单位"), "县教育局", "the unit of the last comment saved");
    user.types("批注单位", "县统计局");
    user.click(Role::Button, "取消");
    user.keys(CTRL, Key::M);
    assert_eq!(user.reads("批注单位"), "县教育局", "not one that signed nothing");
}
