//! The outline by mouse and keyboard: selecting, moving, copying, dragging, finding, going back.

use super::user::User;
use egui::{Event, Key, Modifiers, PointerButton, Pos2, accesskit::Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use luoshi::{
    model::{NodeId, NodeKind, Parent},
    ui::{Desk, Start},
};
use tempfile::{TempDir, tempdir};

const REPORT: &str = "某县二〇二六年重点工作方案\n\n一、经济发展\n一是稳增长，扩大有效投资。二是抓项目，加快前期工作。三是扩消费，发放消费券。\n二、民生保障\n一是修道路，打通断头路。二是办学校，扩大学位供给。\n";

const NONE: Modifiers = Modifiers::NONE;
const CTRL: Modifiers = Modifiers::COMMAND;
const SHIFT: Modifiers = Modifiers::SHIFT;
const ALT: Modifiers = Modifiers::ALT;

fn open() -> (TempDir, User) {
    let home = tempdir().unwrap();
    let path = home.path().join("方案.txt");
    std::fs::write(&path, REPORT).unwrap();
    let mut user = User::at(home.path(), Start::Path(path));
    user.wait("the report", |user| user.has(Role::TreeItem, "办学校"));
    (home, user)
}

fn desk(user: &User) -> &Desk {
    user.desk().expect("a project is open")
}

/// The outline as text: a row a line, two spaces a level.
fn outline(user: &User) -> Vec<String> {
    fn add(desk: &Desk, parent: Parent, level: usize, lines: &mut Vec<String>) {
        for node in desk.plan().children(parent) {
            let title = desk.plan().node(node).unwrap().title().into_owned();
            lines.push(format!("{}{}", "  ".repeat(level), title.chars().take(3).collect::<String>()));
            add(desk, Parent::Node(node), level + 1, lines);
        }
    }
    let mut lines = Vec::new();
    let desk = desk(user);
    for document in desk.plan().documents() {
        add(desk, Parent::Document(document.id), 0, &mut lines);
    }
    lines
}

const AT_FIRST: [&str; 7] = ["经济发", "  稳增长", "  抓项目", "  扩消费", "民生保", "  修道路", "  办学校"];

fn chosen(user: &User) -> Vec<String> {
    let desk = desk(user);
    let title = |node: &NodeId| desk.plan().node(*node).unwrap().title().chars().take(3).collect();
    desk.chosen.iter().map(title).collect()
}

fn click_with(user: &mut User, modifiers: Modifiers, name: &str) {
    let at = middle(user, name);
    press(user, at, modifiers, PointerButton::Primary);
    user.look();
}

fn press(user: &mut User, at: Pos2, modifiers: Modifiers, button: PointerButton) {
    user.harness.event(Event::PointerMoved(at));
    user.harness.event(Event::ModifiersChanged(modifiers));
    for pressed in [true, false] {
        user.harness.event(Event::PointerButton { pos: at, button, pressed, modifiers });
    }
    user.look();
    user.harness.event(Event::ModifiersChanged(NONE));
}

fn row<'a>(user: &'a User, name: &'a str) -> egui_kittest::Node<'a> {
    let mut rows = user.harness.query_all_by_role(Role::TreeItem);
    rows.find(|node| node.accesskit_node().label().is_some_and(|label| label.contains(name)))
        .unwrap_or_else(|| panic!("no row {name}"))
}

fn middle(user: &User, name: &str) -> Pos2 {
    row(user, name).rect().center()
}

/// Presses on a row and moves to another place without letting go.
fn drag(user: &mut User, from: &str, to: Pos2) {
    let from = middle(user, from);
    user.harness.event(Event::PointerMoved(from));
    user.look();
    let down =
        Event::PointerButton { pos: from, button: PointerButton::Primary, pressed: true, modifiers: NONE };
    user.harness.event(down);
    user.look();
    user.harness.event(Event::PointerMoved(from + egui::vec2(4.0, 12.0)));
    user.look();
    user.harness.event(Event::PointerMoved(to));
    user.look();
}

fn let_go(user: &mut User, at: Pos2) {
    let up =
        Event::PointerButton { pos: at, button: PointerButton::Primary, pressed: false, modifiers: NONE };
    user.harness.event(up);
    user.look();
}

fn top_of(user: &User, name: &str) -> Pos2 {
    let rect = row(user, name).rect();
    egui::pos2(rect.left() + 120.0, rect.top() + 3.0)
}

/// What goes to the clipboard after an event.
fn copied(user: &mut User, event: Event) -> String {
    user.harness.event(event);
    for _ in 0..4 {
        user.harness.step();
        let commands = &user.harness.output().platform_output.commands;
        let words = commands.iter().find_map(|command| match command {
            egui::OutputCommand::CopyText(words) => Some(words.clone()),
            _ => None,
        });
        if let Some(words) = words {
            user.look();
            return words;
        }
    }
    panic!("nothing was copied");
}

#[test]
fn rows_tell_level_place_number_and_state() {
    let (_home, mut user) = open();
    user.click(Role::TreeItem, "抓项目");
    let item = row(&user, "抓项目");
    let node = item.accesskit_node();
    let data = node.data();
    assert_eq!((data.level(), data.position_in_set(), data.size_of_set()), (Some(2), Some(2), Some(3)));
    assert_eq!(node.is_selected(), Some(true));
    let section = row(&user, "经济发展");
    assert_eq!(section.accesskit_node().data().is_expanded(), Some(true));
    assert!(section.accesskit_node().parent().is_some_and(|parent| {
        let mut above = Some(parent);
        while let Some(node) = above {
            if node.role() == Role::Tree {
                return true;
            }
            above = node.parent();
        }
        false
    }));
}

#[test]
fn several_rows_are_selected_by_mouse() {
    let (_home, mut user) = open();
    user.click(Role::TreeItem, "稳增长");
    click_with(&mut user, SHIFT, "扩消费");
    assert_eq!(chosen(&user), ["稳增长", "抓项目", "扩消费"]);
    click_with(&mut user, CTRL, "抓项目");
    assert_eq!(chosen(&user), ["稳增长", "扩消费"]);
    click_with(&mut user, CTRL, "办学校");
    assert_eq!(chosen(&user), ["稳增长", "扩消费", "办学校"]);
    assert!(user.sees("已选3项"));
    assert_eq!(row(&user, "扩消费").accesskit_node().is_selected(), Some(true));
    user.click(Role::TreeItem, "修道路");
    assert_eq!(chosen(&user), ["修道路"]);
}

#[test]
fn several_rows_are_selected_by_keyboard_and_removed_as_one_step() {
    let (_home, mut user) = open();
    user.click(Role::TreeItem, "稳增长");
    user.keys(SHIFT, Key::ArrowDown);
    user.keys(SHIFT, Key::ArrowDown);
    assert_eq!(chosen(&user).len(), 3);
    user.keys(SHIFT, Key::ArrowUp);
    assert_eq!(chosen(&user), ["稳增长", "抓项目"]);
    user.keys(NONE, Key::Delete);
    assert_eq!(outline(&user), ["经济发", "  扩消费", "民生保", "  修道路", "  办学校"]);
    assert!(user.sees("已删除2项"));
    assert_eq!(chosen(&user), ["扩消费"]);
    user.keys(CTRL, Key::Z);
    assert_eq!(outline(&user), AT_FIRST);
    user.keys(CTRL, Key::A);
    assert_eq!(chosen(&user).len(), 7);
}

#[test]
fn tab_indents_and_shift_tab_outdents_what_is_selected() {
    let (_home, mut user) = open();
    user.click(Role::TreeItem, "抓项目");
    user.keys(SHIFT, Key::ArrowDown);
    user.keys(NONE, Key::Tab);
    let indented = ["经济发", "  稳增长", "    抓项目", "    扩消费", "民生保", "  修道路", "  办学校"];
    assert_eq!(outline(&user), indented);
    user.keys(SHIFT, Key::Tab);
    assert_eq!(outline(&user), AT_FIRST);
    user.keys(CTRL, Key::Z);
    assert_eq!(outline(&user), indented, "both moved in one step");
}

#[test]
fn rows_of_several_sections_indent_as_one_step() {
    let (_home, mut user) = open();
    user.click(Role::TreeItem, "抓项目");
    click_with(&mut user, CTRL, "办学校");
    user.keys(NONE, Key::Tab);
    assert_eq!(
        outline(&user),
        ["经济发", "  稳增长", "    抓项目", "  扩消费", "民生保", "  修道路", "    办学校"]
    );
    user.keys(CTRL, Key::Z);
    assert_eq!(outline(&user), AT_FIRST);
}

#[test]
fn the_keyboard_can_leave_the_outline() {
    let (_home, mut user) = open();
    let in_outline = |user: &User| {
        // Those who do not see it are told the selected row.
        let mut rows = user.harness.query_all_by_role(Role::TreeItem);
        rows.any(|row| row.accesskit_node().is_focused())
    };
    for (modifiers, key) in [(NONE, Key::F6), (CTRL, Key::Tab), (SHIFT, Key::F6)] {
        user.click(Role::TreeItem, "抓项目");
        assert!(in_outline(&user));
        user.keys(modifiers, key);
        assert!(!in_outline(&user), "{key:?}");
    }
    assert_eq!(outline(&user), AT_FIRST);
}

#[test]
fn who_walks_through_the_window_by_tab_indents_nothing() {
    let (_home, mut user) = open();
    user.click(Role::TreeItem, "抓项目");
    user.keys(NONE, Key::F6);
    for _ in 0..80 {
        user.keys(NONE, Key::Tab);
    }
    assert_eq!(outline(&user), AT_FIRST);
}

#[test]
fn alt_arrows_move_all_that_is_selected() {
    let (_home, mut user) = open();
    user.click(Role::TreeItem, "抓项目");
    user.keys(SHIFT, Key::ArrowDown);
    user.keys(ALT, Key::ArrowUp);
    assert_eq!(outline(&user)[..4], ["经济发", "  抓项目", "  扩消费", "  稳增长"]);
    user.keys(ALT, Key::ArrowUp);
    assert!(user.sees("已在同级最前"));
    user.keys(ALT, Key::ArrowDown);
    assert_eq!(outline(&user), AT_FIRST);
    assert_eq!(chosen(&user), ["抓项目", "扩消费"], "they stay selected");
}

#[test]
fn ctrl_d_makes_them_again_behind_themselves() {
    let (_home, mut user) = open();
    user.click(Role::TreeItem, "民生保障");
    user.keys(CTRL, Key::D);
    assert_eq!(outline(&user).len(), 10);
    assert_eq!(outline(&user)[7..], ["民生保", "  修道路", "  办学校"]);
    assert_eq!(chosen(&user), ["民生保"]);
    user.keys(CTRL, Key::Z);
    assert_eq!(outline(&user), AT_FIRST);
}

#[test]
fn a_subtree_goes_out_as_markdown_and_comes_back_elsewhere() {
    let (_home, mut user) = open();
    user.click(Role::TreeItem, "民生保障");
    let words = copied(&mut user, Event::Copy);
    assert!(words.starts_with("# ") && words.contains("民生保障"), "{words}");
    assert!(words.contains("- ") && words.contains("打通断头路"), "{words}");
    let cut = copied(&mut user, Event::Cut);
    assert_eq!(cut, words);
    assert_eq!(outline(&user), AT_FIRST, "what is cut stays until it is pasted");
    user.keys(NONE, Key::Delete);
    assert_eq!(outline(&user), AT_FIRST[..4]);
    user.click(Role::TreeItem, "经济发展");
    user.event(Event::Paste(words));
    assert_eq!(outline(&user), AT_FIRST);
    assert_eq!(chosen(&user), ["民生保"], "what was pasted is selected");
    assert!(user.selected(|node| node.kind() == NodeKind::Section));
}

#[test]
fn what_is_cut_and_pasted_keeps_its_comments() {
    let (_home, mut user) = open();
    user.click(Role::TreeItem, "修道路");
    let road = desk(&user).selected.unwrap();
    user.keys(CTRL, Key::M);
    user.types("批注内容", "请注明起止点");
    user.activate(Role::Button, "保存");
    user.click(Role::TreeItem, "修道路");
    let words = copied(&mut user, Event::Cut);
    assert!(user.describes(Role::TreeItem, "修道路").0.contains("已剪切"));
    // Another edit comes between.
    user.click(Role::TreeItem, "办学校");
    user.types("备注", "按月报送");
    user.click(Role::TreeItem, "扩消费");
    user.event(Event::Paste(words));
    assert_eq!(outline(&user)[3..], ["  扩消费", "  修道路", "民生保", "  办学校"]);
    let view = desk(&user).plan().node(road).unwrap();
    assert_eq!(view.annotations().len(), 1, "it is the same task, with its comment");
    assert!(!user.describes(Role::TreeItem, "修道路").0.contains("已剪切"));
    user.keys(CTRL, Key::Z);
    assert_eq!(outline(&user), AT_FIRST);
    assert_eq!(chosen(&user), ["修道路"], "what went back is selected");
}

#[test]
fn what_another_program_copied_becomes_tasks_in_the_selected_section() {
    let (_home, mut user) = open();
    user.click(Role::TreeItem, "民生保障");
    user.event(Event::Paste("- 改造老旧小区\n  - 先行试点\n- 加装电梯\n".into()));
    assert_eq!(outline(&user)[4..], ["民生保", "  修道路", "  办学校", "  改造老", "    先行试", "  加装电"]);
    user.keys(CTRL, Key::Z);
    assert_eq!(outline(&user), AT_FIRST);
}

#[test]
fn a_row_is_dragged_before_another_and_into_a_third() {
    let (_home, mut user) = open();
    let before = top_of(&user, "稳增长");
    drag(&mut user, "扩消费", before);
    assert!(user.sees("之前"), "the landing is told in words");
    assert_eq!(outline(&user), AT_FIRST, "nothing moves before one lets go");
    let_go(&mut user, before);
    assert_eq!(outline(&user)[..4], ["经济发", "  扩消费", "  稳增长", "  抓项目"]);
    let into = middle(&user, "民生保障");
    drag(&mut user, "扩消费", into);
    let_go(&mut user, into);
    assert_eq!(outline(&user)[2..], ["  抓项目", "民生保", "  修道路", "  办学校", "  扩消费"]);
    user.keys(CTRL, Key::Z);
    user.keys(CTRL, Key::Z);
    assert_eq!(outline(&user), AT_FIRST);
}

#[test]
fn selected_rows_are_dragged_together() {
    let (_home, mut user) = open();
    user.click(Role::TreeItem, "稳增长");
    click_with(&mut user, CTRL, "扩消费");
    let before = top_of(&user, "办学校");
    drag(&mut user, "稳增长", before);
    let_go(&mut user, before);
    assert_eq!(
        outline(&user),
        ["经济发", "  抓项目", "民生保", "  修道路", "  稳增长", "  扩消费", "  办学校"]
    );
}

#[test]
fn a_drag_is_cancelled_by_escape_and_refused_under_itself() {
    let (_home, mut user) = open();
    let into = middle(&user, "民生保障");
    drag(&mut user, "扩消费", into);
    user.keys(NONE, Key::Escape);
    let_go(&mut user, into);
    assert_eq!(outline(&user), AT_FIRST);
    let own = middle(&user, "抓项目");
    drag(&mut user, "经济发展", own);
    assert!(user.sees("不能放到自己之内"));
    let_go(&mut user, own);
    assert_eq!(outline(&user), AT_FIRST);
}

#[test]
fn typing_leads_to_the_title_that_begins_so() {
    let (_home, mut user) = open();
    user.click(Role::TreeItem, "稳增长");
    user.event(Event::Text("修".into()));
    assert!(user.selected(|node| node.title().contains("修道路")));
    assert!(user.sees("找标题：修"));
    user.keys(NONE, Key::Escape);
    assert!(!user.sees("找标题"));
    user.event(Event::Text("k".into()));
    user.event(Event::Text("x".into()));
    user.event(Event::Text("f".into()));
    assert!(user.selected(|node| node.title().contains("扩消费")), "by its pinyin initials");
}

#[test]
fn rows_fold_and_unfold() {
    let (_home, mut user) = open();
    user.click(Role::TreeItem, "经济发展");
    user.keys(NONE, Key::ArrowLeft);
    assert_eq!(user.rows(), 4);
    user.keys(NONE, Key::ArrowRight);
    assert_eq!(user.rows(), 7);
    user.keys(CTRL | SHIFT, Key::C);
    assert_eq!(user.rows(), 2);
    user.keys(CTRL | SHIFT, Key::E);
    assert_eq!(user.rows(), 7);
    user.keys(NONE, Key::End);
    assert!(user.selected(|node| node.title().contains("办学校")));
    user.keys(NONE, Key::Home);
    assert!(user.selected(|node| node.title().contains("经济发展")));
}

#[test]
fn a_task_becomes_a_section_and_the_numbers_are_made_anew() {
    let (_home, mut user) = open();
    user.click(Role::TreeItem, "稳增长");
    user.keys(CTRL, Key::T);
    assert!(user.selected(|node| node.kind() == NodeKind::Section));
    user.keys(CTRL, Key::T);
    assert!(user.selected(|node| node.kind() == NodeKind::Task));
    user.keys(ALT, Key::ArrowDown);
    assert_eq!(user.selected(|node| node.marker().into_owned()), "一是");
    user.click(Role::Button, "结构");
    user.click(Role::Button, "重新编号");
    let desk = desk(&user);
    let parent = desk.plan().node(desk.selected.unwrap()).unwrap().parent();
    let children = desk.plan().children(parent);
    let markers: Vec<_> =
        children.map(|node| desk.plan().node(node).unwrap().marker().into_owned()).collect();
    assert_eq!(markers, ["一是", "二是", "三是"]);
}

#[test]
fn back_and_forward_lead_through_the_places_shown() {
    let (_home, mut user) = open();
    user.click(Role::TreeItem, "稳增长");
    user.click(Role::TreeItem, "办学校");
    user.keys(CTRL, Key::Num2);
    user.keys(CTRL, Key::OpenBracket);
    assert!(user.has(Role::Button, "后退"), "the report is shown again");
    user.click(Role::Button, "后退");
    assert!(user.selected(|node| node.title().contains("稳增长")));
    user.click(Role::Button, "前进");
    assert!(user.selected(|node| node.title().contains("办学校")));
    user.keys(NONE, Key::Delete);
    user.click(Role::Button, "后退");
    assert!(user.selected(|node| node.title().contains("稳增长")), "a removed place is passed over");
}

#[test]
fn the_path_above_the_text_leads_up() {
    let (_home, mut user) = open();
    user.click(Role::TreeItem, "办学校");
    assert!(user.has(Role::Button, "某县二〇二六年"));
    user.click(Role::Button, "二、 民生保障");
    assert!(user.selected(|node| node.title().contains("民生保障")));
}

#[test]
fn the_menu_of_a_row_is_about_all_selected_rows() {
    let (_home, mut user) = open();
    user.click(Role::TreeItem, "稳增长");
    user.keys(SHIFT, Key::ArrowDown);
    let at = middle(&user, "抓项目");
    press(&mut user, at, NONE, PointerButton::Secondary);
    assert_eq!(chosen(&user), ["稳增长", "抓项目"]);
    user.click(Role::Button, "删除");
    assert_eq!(outline(&user)[..2], ["经济发", "  扩消费"]);
    let at = middle(&user, "办学校");
    press(&mut user, at, NONE, PointerButton::Secondary);
    assert_eq!(chosen(&user), ["办学校"], "a row outside the selection becomes the selected one");
}

#[test]
fn enter_edits_the_title_and_leads_back() {
    let (_home, mut user) = open();
    user.click(Role::TreeItem, "修道路");
    user.keys(NONE, Key::Enter);
    user.keys(CTRL, Key::A);
    user.event(Event::Text("修好路".into()));
    user.keys(NONE, Key::Enter);
    user.keys(NONE, Key::ArrowDown);
    assert!(user.selected(|node| node.title().contains("办学校")));
    assert!(user.has(Role::TreeItem, "修好路"));
}

#[test]
fn of_what_was_cut_and_removed_since_the_words_are_pasted_with_the_rest() {
    let (_home, mut user) = open();
    user.click(Role::TreeItem, "稳增长");
    let kept = desk(&user).selected.unwrap();
    click_with(&mut user, CTRL, "抓项目");
    let words = copied(&mut user, Event::Cut);
    user.click(Role::TreeItem, "抓项目");
    user.keys(NONE, Key::Delete);
    user.click(Role::TreeItem, "修道路");
    user.event(Event::Paste(words));
    assert_eq!(
        outline(&user),
        ["经济发", "  扩消费", "民生保", "  修道路", "  稳增长", "  抓项目", "  办学校"]
    );
    assert_eq!(chosen(&user), ["稳增长", "抓项目"]);
    assert!(desk(&user).chosen.contains(kept), "what stands is moved, not copied");
}

#[test]
fn the_task_table_takes_the_keyboard_from_a_selected_section() {
    let (_home, mut user) = open();
    user.click(Role::TreeItem, "民生保障");
    user.keys(CTRL, Key::Num2);
    user.wait("the rows", |user| user.desk().is_some_and(|desk| desk.table.has_keyboard()));
    user.keys(NONE, Key::ArrowDown);
    assert_eq!(user.selected_text().chars().take(3).collect::<String>(), "办学校", "from its first task on");
}
