//! Words that the project did not take, long words folded, and the history of what was pasted.

use super::*;
use crate::{model::Parent, words::Trouble};

#[test]
fn a_refused_value_stays_in_its_field_with_the_reason() {
    let mut user = User::new();
    let task = user.selected();
    let Bench { desk, .. } = user.harness.state_mut();
    let plan = std::sync::Arc::clone(desk.session.plan());
    let command = Command::SetNote(task, "按月报送".to_owned());
    let why = Trouble::new("locked", "", "");
    assert_eq!(desk.side.draft.refuse(&plan, &command, &why), None);
    user.look();
    assert_eq!(user.reads("备注"), "按月报送");
    assert!(user.sees(&why.sentence(Messages::default())));
    let other = user.tasks()[1];
    user.select(other);
    assert_eq!(user.reads("备注"), "");
    user.select(task);
    assert_eq!(user.reads("备注"), "按月报送", "it is there when one comes back");
    user.types("备注", "按季报送");
    assert!(!user.sees(&why.sentence(Messages::default())), "other words, no reason yet");
    user.harness.state_mut().queue.push(UiCommand::Flush);
    user.look();
    assert_eq!(user.desk().plan().node(task).expect("there").note(), "按季报送");
}

#[test]
fn the_words_of_a_refused_edit_are_told_where_its_item_is_gone() {
    let mut user = User::new();
    let task = user.selected();
    user.run(Command::RemoveAll(vec![task]));
    user.run(Command::SetNote(task, "按月报送".to_owned()));
    assert_eq!(user.harness.state().notices.len(), 2, "the words, and why");
    assert!(!user.desk().side.draft.has_refused());
}

#[test]
fn long_source_words_are_folded_until_asked_for() {
    let mut user = User::new();
    let task = user.selected();
    let long = "推进产业园区基础设施建设，完善配套服务。".repeat(12);
    user.run(Command::SetText(task, long.clone()));
    assert!(user.named(accesskit::Role::MultilineTextInput, "原文").is_none());
    user.presses("展开");
    assert_eq!(user.reads("原文"), long);
    user.presses("收起");
    assert!(user.has("展开") && user.named(accesskit::Role::MultilineTextInput, "原文").is_none());
}

#[test]
fn the_history_of_what_was_pasted_is_one_line() {
    let mut user = User::new();
    let document = user.desk().plan().documents().next().expect("a report").id;
    let markdown = "- 改造老旧小区10个（责任单位：市住建局）（时限：年底前）\n".to_owned();
    user.harness.state_mut().queue.push(UiCommand::RunNew(Command::Paste {
        parent: Parent::Document(document),
        before: None,
        markdown,
    }));
    user.look();
    let task = user.selected();
    user.run(Command::SetNote(task, "按月报送".to_owned()));
    user.presses("修改记录");
    for _ in 0..200 {
        if user.sees("备注：（空） → 按月报送") {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
        user.look();
    }
    assert!(user.sees("备注：（空） → 按月报送"), "nothing was read of what was pasted");
    assert!(user.sees("粘贴"));
    assert!(!user.sees("原文识别结果") && !user.sees("责任单位："), "it came whole");
}
