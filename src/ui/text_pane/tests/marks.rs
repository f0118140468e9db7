//! Marks and what they say.

use super::*;

#[test]
fn a_mark_says_what_it_is_and_why_it_was_found() {
    let mut harness = desk(reading());
    harness.run();
    let rect = harness.get_by_label("新建幼儿园三所。").rect();
    harness.hover_at(middle(rect, 3));
    harness.run_steps(60);
    assert!(harness.query_by_label("指标：幼儿园　新建幼儿园三所").is_some());
    assert!(harness.query_by_label("识别规则 数字加量词，把握 95%").is_some());
    let rect = harness.get_by_label(JOINED).rect();
    harness.hover_at(middle(rect, JOINED.chars().position(|char| char == '发').expect("there")));
    harness.run_steps(60);
    assert!(harness.query_by_label("责任单位：县发改委（责任）").is_some());
}

/// The deadline has its own mark, which tells what day is meant.
#[test]
fn a_deadline_is_marked_and_explained() {
    let mut reading = reading();
    reading.nodes[2].deadline = Some(crate::read::deadline::parse("盘活", None));
    reading.nodes[2].deadline_from =
        Some(Evidence { span: find("盘活闲置"), confidence: 0.9, rule: "deadline.phrase".into() });
    let mut harness = desk(reading);
    harness.run();
    let rect = harness.get_by_label("改造老旧厂房，盘活闲置用地。").rect();
    harness.hover_at(middle(rect, 8));
    harness.run_steps(60);
    assert!(harness.query_by_label("识别规则 句中的时限，把握 90%").is_some());
    let state = harness.state();
    let deadlines: Vec<_> = marks(&state.plan, state.document, 2)
        .into_iter()
        .filter(|(kind, _)| *kind == MarkKind::Deadline)
        .map(|(_, words)| words)
        .collect();
    assert_eq!(deadlines, ["盘活闲置"]);
}

#[test]
fn the_numeral_and_the_margin_tell_why_something_is_a_section_or_a_task() {
    let mut harness = desk(reading());
    harness.run();
    let rect = harness.get_by_label("一、做强产业").rect();
    harness.hover_at(middle(rect, 0));
    harness.run_steps(60);
    assert!(harness.query_by_label("章节：一、做强产业").is_some());
    assert!(harness.query_by_label("识别规则 编号标题，把握 90%").is_some());
    let rect = harness.get_by_label("改造老旧厂房，盘活闲置用地。").rect();
    harness.hover_at(Pos2::new(rect.left() - 8.0, rect.center().y));
    harness.run_steps(60);
    assert!(harness.query_by_label_contains("任务：改造老旧厂房").is_some());
}

fn marks(plan: &Plan, document: DocumentId, ordinal: u32) -> Vec<(MarkKind, String)> {
    let stamp = Passages::stamp_of(plan, document).expect("the document is there");
    let reading = plan.document(document).and_then(|view| view.reading()).expect("its reading too");
    let mut passages =
        Passages::new(plan, stamp, reading, crate::ui::text_pane::passages::Stretches::of(reading));
    passages.follow(plan);
    let node = NodeId { record: document.record, ordinal };
    let marks = marks_of(plan, &passages, node);
    marks.into_iter().map(|mark| (mark.kind, mark.span.of(TEXT).to_owned())).collect()
}

#[test]
fn marks_follow_what_people_change() {
    let (mut plan, document) = plan_of(reading());
    let node = |ordinal| NodeId { record: document.record, ordinal };
    let units = [(MarkKind::Unit(0), "县工信局".to_owned()), (MarkKind::Unit(1), "县发改委".to_owned())];
    assert_eq!(marks(&plan, document, 1), units);
    let target = plan.node(node(4)).expect("the task").targets()[0].id();
    assert_eq!(marks(&plan, document, 4), [(MarkKind::Target(target), "新建幼儿园三所".to_owned())]);

    let change = actions::remove_target(&plan, target).expect("the target is there");
    commit(&mut plan, 2, change);
    assert!(marks(&plan, document, 4).is_empty());

    // A comment over a joined break is marked on both lines; one on a title stands in the title.
    let mut mint = Mint::new(RecordId { writer: WriterId(1), seq: 3 });
    let change = actions::annotate(&plan, &mut mint, node(1), "工业企业二十", None, "请核实", "");
    commit(&mut plan, 3, change.expect("the words stand in the task"));
    let words: Vec<_> = marks(&plan, document, 1).split_off(2).into_iter().map(|(_, words)| words).collect();
    assert_eq!(words, ["工业", "企业二十"]);
    let mut mint = Mint::new(RecordId { writer: WriterId(1), seq: 4 });
    let change = actions::annotate(&plan, &mut mint, node(3), "实事", None, "请核实", "");
    commit(&mut plan, 4, change.expect("the words stand in the title"));
    let words: Vec<_> = marks(&plan, document, 3).into_iter().map(|(_, words)| words).collect();
    assert_eq!(words, ["实事"]);

    // Reworded: what still stands is marked where it stood.
    let change = actions::set_text(&plan, node(1), "推进园区扩建，新增规模以上工业企业三十家。");
    commit(&mut plan, 5, change.expect("another text"));
    let kinds: Vec<_> = marks(&plan, document, 1).into_iter().map(|(_, words)| words).collect();
    // The comment's words are gone: its sign stands at the beginning.
    assert_eq!(kinds, ["县工信局", "县发改委", "推"]);
}
