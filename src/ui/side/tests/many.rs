//! Several selected tasks.

use super::*;

#[test]
fn units_are_added_to_all_that_are_selected_or_take_the_place_of_theirs() {
    let mut user = User::new();
    let tasks = user.tasks();
    user.run(Command::Assign(tasks[0], vec![crate::model::Assignment::new("市科技局", Role::Responsible)]));
    user.select_all(tasks[..5].to_vec());
    assert!(user.sees("已选5项"));
    assert!(user.sees("任务5项，未分派4项"));
    user.keys(Modifiers::COMMAND, Key::U);
    user.writes("sfgw");
    user.key(Key::Enter);
    assert_eq!(user.names_of(tasks[0]), ["市科技局", "市发改委"]);
    assert!(tasks[1..5].iter().all(|task| user.names_of(*task) == ["市发改委"]));
    user.run(Command::Undo);
    assert!(user.names_of(tasks[4]).is_empty(), "one step");
    user.click(accesskit::Role::RadioButton, "替换各项的单位");
    user.keys(Modifiers::COMMAND, Key::U);
    user.writes("sswj");
    user.key(Key::Enter);
    user.writes("sny");
    user.key(Key::Enter);
    assert!(tasks[..5].iter().all(|task| user.names_of(*task) == ["市商务局", "市农业农村局"]));
    user.presses("清空各项的单位");
    assert!(tasks[..5].iter().all(|task| user.names_of(*task).is_empty()));
}

#[test]
fn a_deadline_and_a_status_are_set_for_all() {
    let mut user = User::new();
    let tasks = user.tasks();
    user.select_all(tasks[3..6].to_vec());
    user.types("完成时限", "年底前");
    assert!(user.sees("即 2026年12月31日"));
    user.presses("用于所选各项");
    user.presses("已完成");
    for task in &tasks[3..6] {
        let view = user.desk().plan().node(*task).expect("there");
        assert_eq!(view.deadline().map(|deadline| deadline.words.as_str()), Some("年底前"));
        assert_eq!(view.status(), TaskStatus::Done);
    }
    user.presses("删除所选3项");
    assert_eq!(user.harness.state().verbs, [Verb::Remove]);
}

#[test]
fn the_last_assignment_is_repeated_for_all() {
    let mut user = User::new();
    let tasks = user.tasks();
    user.run(Command::Assign(tasks[0], vec![crate::model::Assignment::new("市科技局", Role::Lead)]));
    user.select_all(tasks[1..4].to_vec());
    user.presses("重复上次分派：市科技局");
    assert!(tasks[1..4].iter().all(|task| user.units_of(*task) == [("市科技局".to_owned(), Role::Lead)]));
    assert_eq!(user.desk().chosen.len(), 3, "they stay selected");
}

#[test]
fn what_is_done_to_many_is_done_to_those_that_are_selected_now() {
    let mut user = User::new();
    let tasks = user.tasks();
    user.select_all(vec![tasks[0], tasks[1], tasks[4]]);
    user.types("添加单位", "县某某专班");
    // As many, with the same first and last.
    user.select_all(vec![tasks[0], tasks[3], tasks[4]]);
    assert_eq!(user.names_of(tasks[1]), ["县某某专班"], "what was typed is for those selected then");
    assert!(user.names_of(tasks[3]).is_empty());
    user.types("完成时限", "年底前");
    user.select_all(vec![tasks[0], tasks[2], tasks[4]]);
    assert_eq!(user.harness.state().notices.len(), 1, "a deadline that was not applied is told");
    user.presses("已完成");
    let status = |at: usize| user.desk().plan().node(tasks[at]).expect("there").status();
    assert_eq!((status(2), status(3)), (TaskStatus::Done, TaskStatus::Planned));
}
