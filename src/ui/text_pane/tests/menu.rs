//! The menu on words, by mouse and by key, and words that become tasks.

use super::*;
use egui::Key;

fn right_click(harness: &mut Harness<'_, Desk>, at: Pos2) {
    harness.hover_at(at);
    for pressed in [true, false] {
        harness.event(Event::PointerButton {
            pos: at,
            button: PointerButton::Secondary,
            pressed,
            modifiers: Modifiers::NONE,
        });
        harness.step();
    }
    harness.run();
}

#[test]
fn a_right_click_offers_what_the_words_under_it_can_become() {
    let mut harness = desk(reading());
    harness.run();
    let rect = harness.get_by_label(JOINED).rect();
    right_click(&mut harness, middle(rect, 2));
    for verb in
        ["设为任务", "设为指标", "设为责任单位", "设为时限", "批注所选文字", "批注整项", "修改正文", "复制"]
    {
        assert!(harness.query_by_label(verb).is_some(), "{verb}");
    }
    // No words were chosen: the menu is about the sentence.
    let state = harness.state();
    let chosen = state.pane.chosen(&state.plan).expect("words are chosen");
    assert_eq!(chosen.words, "推进园区扩建，新增规模以上工业企业二十家以上。");
    harness.get_by_label("设为任务").click();
    harness.run();
    let desk = harness.state();
    let text = desk.plan.node(desk.node(1)).expect("the task").text();
    let words = 0..text.find('（').expect("the clause follows");
    assert_eq!(desk.events.last(), Some(&TextEvent::MakeTask { node: desk.node(1), words }));
    assert!(harness.query_by_label("设为任务").is_none(), "the menu closes and no bar follows it");
}

#[test]
fn a_right_click_on_a_unit_is_about_the_unit() {
    let mut harness = desk(reading());
    harness.run();
    let rect = harness.get_by_label(JOINED).rect();
    right_click(&mut harness, middle(rect, JOINED.chars().position(|char| char == '发').expect("there")));
    harness.get_by_label("设为责任单位").click();
    harness.run();
    let desk = harness.state();
    let expected = TextEvent::UseAsUnit { node: desk.node(1), words: "县发改委".to_owned() };
    assert_eq!(desk.events.last(), Some(&expected));
}

#[test]
fn the_menu_key_opens_it_and_arrows_walk_it() {
    let mut harness = desk(reading());
    harness.run();
    harness.get_by_label("改造老旧厂房，盘活闲置用地。").click();
    harness.run();
    harness.key_press_modifiers(Modifiers::SHIFT, Key::F10);
    harness.run();
    // The sentence is the whole task: what can be made of it comes after 设为任务.
    assert!(harness.get_by_label("设为指标").accesskit_node().is_focused());
    harness.key_press(Key::ArrowDown);
    harness.run();
    harness.key_press(Key::ArrowDown);
    harness.run();
    harness.key_press(Key::Escape);
    harness.run();
    assert!(harness.query_by_label("设为指标").is_none());
    harness.key_press(Key::Menu);
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    let desk = harness.state();
    let words = "改造老旧厂房，盘活闲置用地".to_owned();
    assert_eq!(desk.events.last(), Some(&TextEvent::UseAsTarget { node: desk.node(2), words }));
}

#[test]
fn words_that_no_node_holds_become_a_task_where_they_stand() {
    let mut reading = reading();
    // As if 改造… had been overlooked.
    reading.nodes.remove(2);
    reading.nodes[3].parent = Some(2);
    reading.targets.clear();
    let mut harness = desk(reading);
    harness.run();
    let rect = harness.get_by_label("改造老旧厂房，盘活闲置用地。").rect();
    right_click(&mut harness, middle(rect, 3));
    harness.get_by_label("设为任务").click();
    harness.run();
    let desk = harness.state();
    let Some(TextEvent::TakeUp { parent, before, passage }) = desk.events.last().cloned() else {
        panic!("{:?}", desk.events)
    };
    assert_eq!(passage.of(TEXT), "改造老旧厂房，盘活闲置用地。");
    let mut mint = Mint::new(RecordId { writer: WriterId(1), seq: 2 });
    let change = actions::take_up(&desk.plan, &mut mint, parent, before, passage).expect("words");
    let state = harness.state_mut();
    commit(&mut state.plan, 2, change);
    let order: Vec<String> = state
        .plan
        .walk(state.document)
        .into_iter()
        .filter_map(|node| state.plan.node(node).map(|view| view.title().into_owned()))
        .collect();
    assert_eq!(
        order[..3],
        ["一、做强产业"[6..].to_owned(), order[1].clone(), "改造老旧厂房，盘活闲置用地".to_owned()]
    );
}

#[test]
fn a_sentence_out_of_a_task_stays_words_of_the_report() {
    let (mut plan, document) = plan_of(reading());
    let node = |ordinal| NodeId { record: document.record, ordinal };
    let text = plan.node(node(2)).expect("the task").text();
    let at = text.find("盘活").expect("there");
    let mut mint = Mint::new(RecordId { writer: WriterId(1), seq: 2 });
    let words = at..at + "盘活闲置用地".len();
    let change = actions::extract_task(&plan, &mut mint, node(2), words.clone()).expect("words of the task");
    commit(&mut plan, 2, change);
    let new = NodeId { record: RecordId { writer: WriterId(1), seq: 2 }, ordinal: 0 };
    let view = plan.node(new).expect("the new task");
    assert_eq!((view.text().as_str(), view.is_reworded()), ("盘活闲置用地。", false));
    assert_eq!(plan.node(node(2)).expect("the old one").text(), "改造老旧厂房，");
    let children: Vec<_> = plan.children(crate::model::Parent::Node(node(0))).collect();
    assert_eq!(children, [node(1), node(2), new]);
    // What is a whole task already cannot become one.
    let mut mint = Mint::new(RecordId { writer: WriterId(1), seq: 3 });
    assert!(actions::extract_task(&plan, &mut mint, new, 0..18).expect("its own words").is_empty());
}

#[test]
fn the_wording_of_the_selected_task_is_edited_where_it_stands() {
    let mut harness = desk(reading());
    harness.run();
    harness.get_by_label("改造老旧厂房，盘活闲置用地。").click();
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    harness.get_by_label("修改正文").type_text("（含二期）");
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    harness.run();
    let desk = harness.state();
    let Some(TextEvent::Run(Command::SetText(node, text))) = desk.events.last() else {
        panic!("{:?}", desk.events)
    };
    assert_eq!(*node, desk.node(2));
    assert!(text.contains("（含二期）") && text.contains("改造老旧厂房"), "{text}");
    // Escape leaves everything as it was.
    let before = harness.state().events.len();
    harness.key_press(Key::Enter);
    harness.run();
    harness.get_by_label("修改正文").type_text("不要");
    harness.run();
    harness.key_press(Key::Escape);
    harness.run();
    assert!(harness.query_by_label("修改正文").is_none());
    assert_eq!(harness.state().events.len(), before);
}
