//! Finding words.

use super::*;
use egui::Key;

fn open(harness: &mut Harness<'_, Desk>, words: &str) {
    harness.state_mut().pane.find();
    harness.run();
    harness.get_by_label("查找").type_text(words);
    harness.run();
}

#[test]
fn hits_are_counted_and_gone_through_by_key() {
    let mut harness = desk(reading());
    harness.run();
    open(&mut harness, "县");
    assert!(harness.query_by_label("1 / 3").is_some(), "the title and two units");
    harness.key_press(Key::Enter);
    harness.run();
    assert!(harness.query_by_label("2 / 3").is_some());
    harness.key_press_modifiers(Modifiers::SHIFT, Key::Enter);
    harness.run();
    harness.key_press_modifiers(Modifiers::SHIFT, Key::Enter);
    harness.run();
    assert!(harness.query_by_label("3 / 3").is_some(), "round the beginning");
    harness.get_by_label("上一处").click();
    harness.run();
    assert!(harness.query_by_label("2 / 3").is_some());
    harness.get_by_label("查找").focus();
    harness.run();
    harness.key_press(Key::Escape);
    harness.run();
    assert!(harness.query_by_label("查找").is_none());
    // The hit is chosen, so that something can be done with it.
    assert!(harness.query_by_label("批注所选文字").is_some());
    let state = harness.state();
    assert_eq!(state.pane.chosen(&state.plan).map(|chosen| chosen.words), Some("县".to_owned()));
}

#[test]
fn words_are_found_over_a_joined_line_end() {
    let mut harness = desk(reading());
    harness.run();
    open(&mut harness, "规模以上工业企业二十");
    assert!(harness.query_by_label("1 / 1").is_some());
    harness.get_by_label("查找").type_text("万");
    harness.run();
    assert!(harness.query_by_label("没有找到").is_some());
}

#[test]
fn the_first_hit_far_down_is_scrolled_to_and_a_frame_looks_at_little() {
    let mut reading = long_reading(60_000);
    let text = format!("{}结尾的独特词语。\n", reading.text);
    reading.text = Arc::from(text.as_str());
    let mut harness = desk(reading);
    wait_for_page(&mut harness);
    harness.state_mut().pane.find();
    harness.run();
    harness.get_by_label("查找").type_text("独特词语");
    let mut frames = 0;
    while harness.query_by_label("1 / 1").is_none() {
        harness.step();
        frames += 1;
        assert!(frames < 600);
    }
    harness.run();
    assert!(harness.query_by_label("结尾的独特词语。").is_some(), "it is on the screen");
    println!("{} bytes looked through in {frames} frames", text.len());
}

#[test]
fn composed_words_are_looked_for_once_they_are_settled() {
    let mut harness = desk(reading());
    harness.run();
    harness.state_mut().pane.find();
    harness.run();
    harness.event(Event::Ime(egui::ImeEvent::Preedit { text: "xian".to_owned(), active_range_chars: None }));
    harness.run();
    assert!(harness.query_by_label("没有找到").is_none());
    harness.event(Event::Ime(egui::ImeEvent::Commit("县".to_owned())));
    harness.run();
    assert!(harness.query_by_label("1 / 3").is_some());
}
