//! Assigning units.

use super::*;
use crate::model::Joint;

#[test]
fn a_unit_is_found_by_its_initials_and_enter_takes_the_first() {
    let mut user = User::new();
    let task = user.selected();
    user.keys(Modifiers::COMMAND, Key::U);
    user.writes("sfgw");
    assert!(user.has("市发改委"), "offered");
    user.key(Key::Enter);
    assert_eq!(user.units_of(task), [("市发改委".to_owned(), Role::Responsible)]);
    user.writes("sjt");
    user.key(Key::Enter);
    user.writes("renhang");
    user.key(Key::Enter);
    assert_eq!(user.names_of(task), ["市发改委", "市交通运输局", "人行市支行"]);
}

#[test]
fn initials_without_the_place_find_a_unit_before_words_inside_long_names() {
    let mut user = User::new();
    let task = user.selected();
    let audit = parse_directory("90\t政府部门\t临江市审计局\t市审计局").expect("a unit");
    user.run(Command::EnterUnits(audit));
    user.keys(Modifiers::COMMAND, Key::U);
    // 临江市经济和信息化局, which stands before it, holds these letters in the middle.
    user.writes("sjj");
    user.key(Key::Enter);
    assert_eq!(user.names_of(task), ["市审计局"]);
}

#[test]
fn customary_initials_find_a_unit_and_letters_that_mean_none_are_told() {
    let mut user = User::new();
    let task = user.selected();
    user.keys(Modifiers::COMMAND, Key::U);
    user.writes("jtj");
    user.key(Key::Enter);
    assert_eq!(user.names_of(task), ["市交通运输局"]);
    user.writes("vvv");
    assert!(user.sees("没有匹配的单位"));
    user.key(Key::Enter);
    assert!(user.sees("没有匹配的单位，再按回车按原样添加"));
    // What is typed next takes the place of the letters.
    user.writes("snyn");
    user.key(Key::Enter);
    assert_eq!(user.names_of(task), ["市交通运输局", "市农业农村局"]);
    user.writes("vvv");
    user.key(Key::Enter);
    user.key(Key::Enter);
    assert_eq!(user.names_of(task).last().map(String::as_str), Some("vvv"));
}

#[test]
fn arrows_choose_among_the_offers_and_a_new_name_can_still_be_taken() {
    let mut user = User::new();
    let task = user.selected();
    user.keys(Modifiers::COMMAND, Key::U);
    user.writes("市科技局二科");
    assert!(user.sees("新单位：市科技局二科"));
    user.key(Key::Enter);
    user.writes("科技");
    user.key(Key::ArrowDown);
    user.key(Key::ArrowUp);
    // The last of the list is what was typed.
    user.key(Key::Enter);
    assert_eq!(user.names_of(task), ["市科技局二科", "科技"]);
}

#[test]
fn what_was_used_last_is_offered_first() {
    let mut user = User::new();
    let tasks = user.tasks();
    user.keys(Modifiers::COMMAND, Key::U);
    user.writes("市水利湖泊局");
    user.key(Key::Enter);
    user.select(tasks[1]);
    user.keys(Modifiers::COMMAND, Key::U);
    user.writes("s");
    user.key(Key::Enter);
    assert_eq!(user.names_of(tasks[1]), ["市水利湖泊局"]);
    user.select(tasks[2]);
    user.keys(Modifiers::COMMAND, Key::U);
    user.key(Key::ArrowDown);
    user.key(Key::Enter);
    assert_eq!(user.names_of(tasks[2]), ["市水利湖泊局"], "without letters the last one is marked");
}

#[test]
fn chips_are_reordered_given_a_part_and_removed_by_keys() {
    let mut user = User::new();
    let task = user.selected();
    user.keys(Modifiers::COMMAND, Key::U);
    user.writes("市发改委、市商务局、市科技局");
    user.key(Key::Enter);
    assert_eq!(user.names_of(task).len(), 3);
    user.keys(Modifiers::ALT, Key::Num4);
    assert_eq!(
        user.units_of(task)[2],
        ("市科技局".to_owned(), Role::Support),
        "the last one, from the field"
    );
    user.named(accesskit::Role::Button, "市商务局（责任）").expect("a chip").focus();
    user.look();
    user.keys(Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(user.names_of(task), ["市商务局", "市发改委", "市科技局"]);
    user.keys(Modifiers::ALT, Key::Num1);
    assert_eq!(user.units_of(task)[0], ("市商务局".to_owned(), Role::Lead));
    user.keys(Modifiers::ALT, Key::ArrowRight);
    assert_eq!(user.names_of(task), ["市发改委", "市商务局", "市科技局"]);
    user.key(Key::Delete);
    assert_eq!(user.names_of(task), ["市发改委", "市科技局"]);
    assert!(user.harness.state().verbs.is_empty(), "the task itself was not touched");
    user.keys(Modifiers::COMMAND, Key::U);
    user.key(Key::Backspace);
    assert_eq!(user.names_of(task), ["市发改委"]);
}

#[test]
fn one_key_repeats_the_last_assignment_and_goes_on() {
    let mut user = User::new();
    let tasks = user.tasks();
    user.keys(Modifiers::COMMAND, Key::U);
    user.writes("sswj");
    user.key(Key::Enter);
    user.keys(Modifiers::COMMAND, Key::R);
    assert_eq!(user.selected(), tasks[1], "the first has them: on to the next");
    user.keys(Modifiers::COMMAND, Key::R);
    assert_eq!(user.names_of(tasks[1]), ["市商务局"]);
    assert_eq!(user.selected(), tasks[2]);
    user.run(Command::Undo);
    assert!(user.names_of(tasks[1]).is_empty(), "one step");
}

#[test]
fn thirty_tasks_get_twelve_units_in_ninety_strokes() {
    let mut user = User::new();
    let tasks = user.tasks();
    assert_eq!(tasks.len(), 30);
    let typed = ["sf", "sjx", "sk", "szr", "szj", "sjt", "ssl", "sny", "ssw", "swh", "xczx", "jr"];
    user.strokes = 1; // The click on the first task.
    user.keys(Modifiers::COMMAND, Key::U);
    for (at, letters) in typed.iter().enumerate() {
        user.writes(letters);
        user.key(Key::Enter);
        // Enter in the empty field goes on; so does the repeated assignment.
        user.key(Key::Enter);
        let repeats = if at < 6 { 2 } else { 1 };
        for _ in 0..repeats {
            user.keys(Modifiers::COMMAND, Key::R);
        }
    }
    let assigned: Vec<_> = tasks.iter().map(|task| user.names_of(*task)).collect();
    assert!(assigned.iter().all(|names| names.len() == 1), "{assigned:?}");
    let different: std::collections::BTreeSet<_> = assigned.iter().collect();
    assert_eq!(different.len(), 12, "{different:?}");
    assert!(user.strokes <= 90, "{} keys and clicks", user.strokes);
}

#[test]
fn a_group_is_written_out_member_by_member() {
    let mut user = User::new();
    let task = user.selected();
    let mut group = crate::model::Assignment::new("相关区镇街道", Role::Support);
    (group.group, group.joint) = (true, Joint::NewClass);
    let lead = crate::model::Assignment::new("市发改委", Role::Lead);
    user.run(Command::Assign(task, vec![lead, group]));
    user.presses("相关区镇街道（配合）");
    user.presses("逐个列出成员");
    let place = |user: &User| user.named(accesskit::Role::CheckBox, "青龙镇").expect("a member").rect();
    let before = place(&user);
    user.click(accesskit::Role::CheckBox, "青龙镇");
    user.click(accesskit::Role::CheckBox, "园林街道");
    assert_eq!(place(&user), before, "the list stays under the pointer");
    assert_eq!(user.names_of(task), ["市发改委", "青龙镇", "园林街道", "相关区镇街道"]);
    assert_eq!(user.units_of(task)[1].1, Role::Support);
    user.click(accesskit::Role::CheckBox, "青龙镇");
    assert_eq!(place(&user), before);
    user.presses("列完，去掉统称");
    assert_eq!(user.names_of(task), ["市发改委", "园林街道"]);
    let plan = user.desk().plan();
    let units = &plan.node(task).expect("there").stored_units().items.clone();
    assert_eq!(units[1].joint, Joint::NewClass, "市发改委，园林街道: the comma between classes stays");
}

#[test]
fn a_unit_added_to_an_open_list_stands_before_its_collective_names() {
    let home = tempfile::tempdir().expect("a folder");
    let text = format!(
        "{HEAD}1．推进产业园区建设，完善配套服务。（责任单位：市住建局等，相关区镇街道）\n2．新建道路。\n"
    );
    let session = session_of(&home, &text);
    let mut user = User::at(home, session);
    let task = user.selected();
    let cell = |user: &User| {
        let column = crate::outline::grid::GridColumn::Others;
        crate::outline::grid::cell(user.desk().plan(), task, 1, column, Messages::default())
    };
    assert_eq!(cell(&user), "市住建局等，相关区镇街道");
    user.keys(Modifiers::COMMAND, Key::U);
    user.writes("市烟草专卖局");
    user.key(Key::Enter);
    assert_eq!(user.names_of(task), ["市住建局", "市烟草专卖局", "相关区镇街道"]);
    assert_eq!(cell(&user), "市住建局、市烟草专卖局等，相关区镇街道");
    // The field's keys are about what was added.
    user.key(Key::Backspace);
    assert_eq!(user.names_of(task), ["市住建局", "相关区镇街道"]);
}

#[test]
fn members_ticked_and_taken_back_leave_the_cell_as_it_was_written() {
    let mut user = User::new();
    let task = user.selected();
    let mut group = crate::model::Assignment::new("相关区镇街道", Role::Responsible);
    (group.group, group.joint) = (true, Joint::NewClass);
    let first = crate::model::Assignment::new("市支油办", Role::Responsible);
    user.run(Command::Assign(task, vec![first, group]));
    let others = |user: &User| {
        crate::outline::grid::cell(
            user.desk().plan(),
            task,
            1,
            crate::outline::grid::GridColumn::Others,
            Messages::default(),
        )
    };
    assert_eq!(others(&user), "市支油办，相关区镇街道");
    user.presses("相关区镇街道（责任）");
    user.presses("逐个列出成员");
    user.click(accesskit::Role::CheckBox, "白马镇");
    assert_eq!(others(&user), "市支油办，白马镇、相关区镇街道");
    user.click(accesskit::Role::CheckBox, "白马镇");
    user.presses("保留统称");
    assert_eq!(others(&user), "市支油办，相关区镇街道");
}

#[test]
fn a_chip_is_dragged_to_another_place() {
    let mut user = User::new();
    let task = user.selected();
    user.keys(Modifiers::COMMAND, Key::U);
    user.writes("市发改委、市商务局");
    user.key(Key::Enter);
    let middle = |user: &User, name: &str| {
        user.named(accesskit::Role::Button, name).expect("a chip").rect().center() - egui::vec2(10.0, 0.0)
    };
    let (from, to) = (middle(&user, "市商务局（责任）"), middle(&user, "市发改委（责任）"));
    user.harness.hover_at(from);
    user.harness.drag_at(from);
    user.harness.step();
    for share in [0.3, 0.7, 1.0] {
        user.harness.hover_at(from + (to - from) * share);
        user.harness.step();
    }
    user.harness.drop_at(to);
    user.look();
    assert_eq!(user.names_of(task), ["市商务局", "市发改委"]);
}

#[test]
fn a_unit_is_found_by_the_name_it_had_before() {
    let mut user = User::new();
    let task = user.selected();
    let (id, mut unit) = user.desk().plan().directory()[9].clone();
    assert_eq!(unit.short_name, "市商务局");
    unit.aliases = vec!["市外贸局".to_owned()];
    unit.posts = vec![("分管副局长".to_owned(), "某某".to_owned())];
    user.run(Command::EditUnit(id, unit));
    user.keys(Modifiers::COMMAND, Key::U);
    user.writes("waimao");
    user.key(Key::Enter);
    assert_eq!(user.names_of(task), ["市商务局"]);
    user.types("牵头领导", "fgf");
    assert!(user.has("分管副局长（某某）"));
    user.key(Key::ArrowDown);
    user.key(Key::Enter);
    assert_eq!(user.reads("牵头领导"), "分管副局长");
    user.harness.state_mut().queue.push(UiCommand::Flush);
    user.look();
    assert_eq!(user.desk().plan().node(task).expect("there").leader(), "分管副局长");
}
