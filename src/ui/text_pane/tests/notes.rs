//! Annotations beside the text.

use super::*;
use egui::{Key, accesskit::Role};

const SECOND: &str = "改造老旧厂房，盘活闲置用地。";

fn wide() -> Harness<'static, Desk> {
    let mut harness = desk_of(reading(), 1100.0);
    harness.state_mut().comment(2, 1, "推进园区扩建", "请核实面积");
    harness.state_mut().comment(3, 1, "新增规模", "口径与统计局一致");
    harness.state_mut().comment(4, 2, "", "整项缓办");
    harness.run();
    harness
}

#[test]
fn comments_stand_beside_their_passages_and_none_covers_another() {
    let harness = wide();
    let mut cards: Vec<Rect> = harness.get_all_by_role(Role::Comment).map(|card| card.rect()).collect();
    assert_eq!(cards.len(), 3);
    cards.sort_by(|a, b| a.top().total_cmp(&b.top()));
    let passage = harness.get_by_label(JOINED).rect();
    assert!(cards[0].left() > passage.right());
    assert!((cards[0].top() - passage.top()).abs() < 24.0, "{:?} {passage:?}", cards[0]);
    for pair in cards.windows(2) {
        assert!(pair[0].bottom() < pair[1].top());
    }
}

#[test]
fn a_narrow_pane_shows_signs_and_the_current_comment() {
    let mut harness = desk_of(reading(), 560.0);
    let note = harness.state_mut().comment(2, 2, "盘活", "请核实面积");
    harness.run();
    assert!(harness.query_by_label_contains("请核实面积").is_none());
    harness.state_mut().pane.show_note(note);
    harness.run();
    assert!(harness.get_by_role(Role::Comment).rect().width() > 100.0);
    harness.get_by_role(Role::Document).focus();
    harness.run();
    harness.key_press(Key::Escape);
    harness.run();
    assert!(harness.query_by_role(Role::Comment).is_none());
    let passage = harness.get_by_label(SECOND).rect();
    let column = super::super::columns_of(harness.get_by_role(Role::Document).rect(), true).0;
    let sign = Pos2::new(column.right() + 14.0, passage.center().y);
    harness.hover_at(sign);
    for pressed in [true, false] {
        let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
        harness.event(Event::PointerButton { pos: sign, button, pressed, modifiers });
        harness.step();
    }
    harness.run();
    assert!(harness.query_by_role(Role::Comment).is_some(), "a click on the sign opens it");
}

#[test]
fn a_comment_is_answered_reworded_and_settled_on_its_card() {
    let mut harness = wide();
    harness.get_by_label("批注 县府办：整项缓办").click();
    harness.run();
    let note = AnnotationId { record: RecordId { writer: WriterId(1), seq: 4 }, ordinal: 0 };
    assert_eq!(harness.state().events, [TextEvent::Select(harness.state().node(2))]);
    harness.get_by_label("回复").click();
    harness.run();
    harness.get_by_label("回复").type_text("已缓办");
    harness.run();
    harness.get_by_label("批注单位").focus();
    harness.run();
    harness.get_by_label("批注单位").type_text("县发改委");
    harness.run();
    harness.get_by_label("保存").click();
    harness.run();
    let reply =
        Command::Reply { annotation: note, body: "已缓办".to_owned(), author: "县发改委".to_owned() };
    assert_eq!(harness.state().events.last(), Some(&TextEvent::Run(reply)));
    harness.get_by_label("修改").click();
    harness.run();
    harness.get_by_label("批注内容").type_text("至明年");
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    harness.run();
    let Some(TextEvent::Run(Command::SetAnnotation(changed, body))) = harness.state().events.last() else {
        panic!("{:?}", harness.state().events)
    };
    assert_eq!(*changed, note);
    assert!(body.contains("至明年") && body.contains("整项缓办"), "{body}");
    harness.get_by_label("办结").click();
    harness.run();
    assert_eq!(harness.state().events.last(), Some(&TextEvent::Run(Command::Resolve(note, true))));
    harness.get_by_label("删除").click();
    harness.run();
    let removal = Command::Remove(crate::model::Entity::Annotation(note));
    assert_eq!(harness.state().events.last(), Some(&TextEvent::Run(removal)));
}

#[test]
fn replies_stand_on_the_card_of_what_they_answer() {
    let mut harness = wide();
    let note = AnnotationId { record: RecordId { writer: WriterId(1), seq: 2 }, ordinal: 0 };
    let mut mint = Mint::new(RecordId { writer: WriterId(1), seq: 5 });
    let change = actions::reply(&harness.state().plan, &mut mint, note, "面积属实", "县自规局");
    commit(&mut harness.state_mut().plan, 5, change.expect("there is something to answer"));
    harness.run();
    assert_eq!(harness.get_all_by_role(Role::Comment).count(), 3);
    assert!(harness.query_by_label("面积属实").is_some());
    assert!(harness.query_by_label("县自规局").is_some());
}

#[test]
fn keys_go_through_all_comments_in_the_order_of_the_text() {
    let mut harness = wide();
    let mut seen = Vec::new();
    for forward in [true, true, true, true, false] {
        let state = harness.state_mut();
        let node = state.pane.step_note(&state.plan, state.selected, forward).expect("there are comments");
        state.selected = Some(node);
        harness.run();
        let current = harness.get_all_by_role(Role::Comment);
        let current: Vec<_> =
            current.filter(|card| card.accesskit_node().is_selected() == Some(true)).collect();
        assert_eq!(current.len(), 1);
        seen.push(current[0].accesskit_node().label().unwrap_or_default());
    }
    let bodies: Vec<&str> = seen.iter().filter_map(|label| label.split('：').nth(1)).collect();
    assert_eq!(bodies, ["请核实面积", "口径与统计局一致", "整项缓办", "请核实面积", "整项缓办"]);
}

#[test]
fn a_comment_whose_words_are_gone_keeps_its_card() {
    let mut harness = desk_of(reading(), 1100.0);
    let node = harness.state().node(2);
    harness.state_mut().comment(2, 2, "盘活", "请核实面积");
    let change = actions::set_text(&harness.state().plan, node, "改造老旧厂房，用好闲置用地。");
    commit(&mut harness.state_mut().plan, 3, change.expect("another text"));
    harness.run();
    assert!(harness.query_by_label_contains("待确认").is_some());
    assert!(harness.query_by_label(SECOND).is_some());
}
