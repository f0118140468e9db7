//! Words selected with the mouse, and what is done with them.

use super::*;

#[test]
fn a_click_selects_the_task_under_it_and_only_its_passage_is_marked() {
    let mut harness = desk(reading());
    harness.run();
    harness.get_by_label("改造老旧厂房，盘活闲置用地。").click();
    harness.run();
    let desk = harness.state();
    assert_eq!(desk.events, [TextEvent::Select(desk.node(2))]);
    let marked = |label: &str| harness.get_by_label(label).accesskit_node().is_selected();
    assert_eq!(marked("改造老旧厂房，盘活闲置用地。"), Some(true));
    assert_eq!(marked(JOINED), Some(false));
}

#[test]
fn selected_words_over_a_joined_break_become_a_quote_of_the_task() {
    let mut harness = desk(reading());
    harness.run();
    let rect = harness.get_by_label(JOINED).rect();
    let start = JOINED.chars().position(|char| char == '新').expect("there");
    let words = "新增规模以上工业企业二十家以上";
    let left = middle(rect, start) - Vec2::new(6.0, 0.0);
    let right = middle(rect, start + words.chars().count()) - Vec2::new(6.0, 0.0);
    drag(&mut harness, left, right);
    harness.get_by_label("批注所选文字").click();
    harness.run();
    let desk = harness.state();
    let text = desk.plan.node(desk.node(1)).expect("the task").text();
    let expected =
        TextEvent::Comment { node: desk.node(1), quote: words.to_owned(), start: text.find(words) };
    assert_eq!(desk.events, [TextEvent::Select(desk.node(1)), expected]);
    let TextEvent::Comment { node, quote, start } = &desk.events[1] else { panic!("a comment") };
    let mut mint = Mint::new(RecordId { writer: WriterId(1), seq: 2 });
    let change = actions::annotate(&desk.plan, &mut mint, *node, quote, *start, "请核实", "县府办");
    assert!(!change.expect("the quote is found").is_empty());
}

#[test]
fn a_double_click_on_a_unit_takes_its_whole_name() {
    let mut harness = desk(reading());
    harness.run();
    let rect = harness.get_by_label(JOINED).rect();
    let at = middle(rect, JOINED.chars().position(|char| char == '发').expect("there"));
    harness.hover_at(at);
    for _ in 0..2 {
        for pressed in [true, false] {
            harness.event(Event::PointerButton {
                pos: at,
                button: PointerButton::Primary,
                pressed,
                modifiers: Modifiers::NONE,
            });
        }
        harness.step();
    }
    harness.run();
    harness.get_by_label("设为责任单位").click();
    harness.run();
    let desk = harness.state();
    let expected = TextEvent::UseAsUnit { node: desk.node(1), words: "县发改委".to_owned() };
    assert_eq!(desk.events.last(), Some(&expected));
}

#[test]
fn words_dragged_over_two_paragraphs_belong_to_the_first_task_and_are_copied_whole() {
    let mut harness = desk(reading());
    harness.run();
    let first = harness.get_by_label("改造老旧厂房，盘活闲置用地。").rect();
    let second = harness.get_by_label("二、办好实事").rect();
    drag(&mut harness, middle(first, 7) - Vec2::new(6.0, 0.0), middle(second, 3) - Vec2::new(6.0, 0.0));
    harness.event(Event::Copy);
    harness.step();
    let copied = harness.output().platform_output.commands.iter().find_map(|command| match command {
        egui::OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    assert_eq!(copied.as_deref(), Some("盘活闲置用地。\n二、办"));
    harness.run();
    harness.get_by_label("设为时限").click();
    harness.run();
    let desk = harness.state();
    let expected = TextEvent::UseAsDeadline { node: desk.node(2), words: "盘活闲置用地".to_owned() };
    assert_eq!(desk.events, [TextEvent::Select(desk.node(2)), expected]);
}

#[test]
fn where_nothing_may_be_changed_words_can_only_be_copied() {
    let mut harness = desk(reading());
    harness.state_mut().read_only = true;
    harness.run();
    let rect = harness.get_by_label("改造老旧厂房，盘活闲置用地。").rect();
    drag(&mut harness, middle(rect, 0), middle(rect, 4));
    assert!(harness.query_by_label("复制").is_some());
    assert!(harness.query_by_label("添加批注").is_none());
}

#[test]
fn the_text_of_a_merged_task_is_found_under_the_task_it_went_to() {
    let mut harness = desk(reading());
    let first = harness.state().node(1);
    let change = actions::merge(&harness.state().plan, first).expect("a next task is there");
    commit(&mut harness.state_mut().plan, 2, change);
    harness.run();
    harness.get_by_label("改造老旧厂房，盘活闲置用地。").click();
    harness.run();
    assert_eq!(harness.state().events, [TextEvent::Select(first)]);
}

#[test]
fn words_are_selected_by_keys_and_commented_on() {
    let mut harness = desk(reading());
    harness.run();
    harness.get_by_label("改造老旧厂房，盘活闲置用地。").click();
    harness.run();
    let node = harness.state().node(2);
    // The click put a caret into the middle: from there to the next stop.
    harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, egui::Key::ArrowRight);
    harness.run();
    harness.key_press_modifiers(Modifiers::SHIFT, egui::Key::ArrowLeft);
    harness.run();
    let state = harness.state();
    let chosen = state.pane.chosen(&state.plan).expect("words are chosen");
    assert_eq!(chosen.node, node);
    let words = chosen.words;
    assert!(!words.is_empty() && "改造老旧厂房，盘活闲置用地。".contains(&words), "{words}");
    harness.key_press_modifiers(Modifiers::SHIFT, egui::Key::ArrowRight);
    harness.run();
    assert!(harness.query_by_label("批注所选文字").is_some());
    harness.key_press(egui::Key::Escape);
    harness.run();
    assert!(harness.query_by_label("批注所选文字").is_none());
}
