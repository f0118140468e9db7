//! Reading and selecting by keyboard alone.

use super::*;
use egui::{Key, accesskit::Role};

fn spoken(harness: &Harness<'_, Desk>) -> String {
    harness.get_by_role(Role::Document).accesskit_node().value().unwrap_or_default()
}

#[test]
fn the_caret_goes_by_rows_and_sentences_and_the_task_it_stands_in_is_selected() {
    let mut harness = desk(reading());
    harness.run();
    harness.get_by_role(Role::Document).focus();
    harness.run();
    for _ in 0..2 {
        harness.key_press(Key::ArrowDown);
        harness.run();
    }
    let first = harness.state().node(1);
    assert_eq!(harness.state().selected, Some(first));
    assert!(spoken(&harness).starts_with("推进园区扩建"), "{}", spoken(&harness));
    harness.key_press(Key::Home);
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::ArrowDown);
    harness.run();
    assert!(spoken(&harness).ends_with("以上。"), "{}", spoken(&harness));
    let state = harness.state();
    let chosen = state.pane.chosen(&state.plan).expect("a sentence is chosen");
    assert_eq!(chosen.words, "推进园区扩建，新增规模以上工业企业二十家以上。");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::End);
    harness.run();
    assert_eq!(spoken(&harness), "新建幼儿园三所。");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Home);
    harness.run();
    harness.key_press(Key::ArrowUp);
    harness.run();
    assert_eq!(harness.state().selected, Some(harness.state().node(4)), "noise belongs to nothing");
}

#[test]
fn the_selected_passage_has_a_name() {
    let mut harness = desk(reading());
    harness.run();
    harness.get_by_label("改造老旧厂房，盘活闲置用地。").click();
    harness.run();
    let node = harness.get_by_label("改造老旧厂房，盘活闲置用地。");
    let name = node.accesskit_node().description().unwrap_or_default();
    assert!(name.starts_with("任务："), "{name}");
}
