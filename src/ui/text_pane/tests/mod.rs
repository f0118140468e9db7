//! The pane as a user meets it: through the accessibility tree and the mouse.

use super::{
    TextContext, TextEvent, TextPane,
    marks::{MarkKind, marks_of},
    passages::Passages,
};
use crate::change::{Mint, Record, actions, apply};
use crate::model::{
    Assignment, DocumentId, Evidence, NodeId, NodeKind, Plan, ReadNode, ReadTarget, Reading, ReadingId,
    RecordId, Role, SourceId, SourceSpan, Stamp, TargetValue, TaskStatus, UnitList, WriterId,
};
use crate::{
    ui::{fonts, theme},
    words::Messages,
};
use egui::{Event, Modifiers, PointerButton, Pos2, Rect, Vec2};
use egui_kittest::{
    Harness,
    kittest::{NodeT, Queryable},
};
use std::sync::Arc;

const TEXT: &str = "首页
网站地图
青山县二〇二六年重点工作安排

一、做强产业
推进园区扩建，新增规模以上工业
企业二十家以上。（责任单位：县工信局、县发改委）
改造老旧厂房，盘活闲置用地。
二、办好实事
新建幼儿园三所。
";

fn find(words: &str) -> SourceSpan {
    let at = TEXT.find(words).expect("the words stand in the text");
    SourceSpan::new(at, at + words.len())
}

fn node(parent: Option<u32>, kind: NodeKind, marker: &str, title: &str, pieces: &[&str]) -> ReadNode {
    let pieces: Vec<_> = pieces.iter().map(|words| find(words)).collect();
    let marker = if marker.is_empty() { SourceSpan::default() } else { find(marker) };
    let title = find(title);
    let end = pieces.last().map_or(title.end, |last| last.end);
    ReadNode {
        parent,
        kind,
        level: 1,
        marker,
        title,
        span: SourceSpan { start: title.start, end },
        pieces,
        clauses: Vec::new(),
        doers: Vec::new(),
        units: UnitList::default(),
        deadline: None,
        deadline_from: None,
        status: TaskStatus::Planned,
        confidence: 0.9,
        rule: "section.numbered".into(),
    }
}

fn reading() -> Reading {
    let mut reading = Reading::over(Arc::from(TEXT), SourceId::of(TEXT.as_bytes()));
    reading.title = find("青山县二〇二六年重点工作安排");
    reading.noise = vec![find("首页"), find("网站地图")];
    let task = |parent, pieces: &[&str]| node(parent, NodeKind::Task, "", pieces[0], pieces);
    let mut first = task(
        Some(0),
        &["推进园区扩建，新增规模以上工业", "企业二十家以上。（责任单位：县工信局、县发改委）"],
    );
    first.clauses = vec![Evidence {
        span: find("（责任单位：县工信局、县发改委）"),
        confidence: 0.97,
        rule: "units.bracket".into(),
    }];
    first.units.items =
        vec![Assignment::new("县工信局", Role::Responsible), Assignment::new("县发改委", Role::Responsible)];
    reading.nodes = vec![
        node(None, NodeKind::Section, "一、", "做强产业", &[]),
        first,
        task(Some(0), &["改造老旧厂房，盘活闲置用地。"]),
        node(None, NodeKind::Section, "二、", "办好实事", &[]),
        task(Some(3), &["新建幼儿园三所。"]),
    ];
    reading.targets = vec![ReadTarget {
        node: Some(4),
        value: TargetValue { indicator: "幼儿园".to_owned(), ..TargetValue::default() },
        span: find("新建幼儿园三所"),
        confidence: 0.95,
        rule: "targets.count".into(),
    }];
    reading
}

fn plan_of(reading: Reading) -> (Plan, DocumentId) {
    let mut plan = Plan::new();
    let (source, id) = (reading.source, ReadingId::of(reading.text.as_bytes()));
    plan.add_reading(id, Arc::new(reading));
    let mint = Mint::new(RecordId { writer: WriterId(1), seq: 1 });
    commit(&mut plan, 1, actions::import(&mint, source, "txt", "安排.txt", id));
    (plan, mint.document())
}

fn commit(plan: &mut Plan, seq: u32, change: crate::change::Change) {
    let id = RecordId { writer: WriterId(1), seq: seq.into() };
    let stamp = Stamp { at: seq.into(), ..Stamp::default() };
    let record = Record { id, lamport: plan.lamport() + 1, stamp, change };
    apply(plan, &record).expect("the record applies");
}

struct Desk {
    plan: Plan,
    document: DocumentId,
    pane: TextPane,
    selected: Option<NodeId>,
    events: Vec<TextEvent>,
    read_only: bool,
}

impl Desk {
    fn node(&self, ordinal: u32) -> NodeId {
        NodeId { record: self.document.record, ordinal }
    }
}

fn desk(reading: Reading) -> Harness<'static, Desk> {
    let (plan, document) = plan_of(reading);
    let state = Desk {
        plan,
        document,
        pane: TextPane::default(),
        selected: None,
        events: Vec::new(),
        read_only: false,
    };
    Harness::builder()
        .with_size(Vec2::new(900.0, 600.0))
        .with_step_dt(1.0 / 60.0)
        .with_max_steps(64)
        .with_context_setup(|ctx| {
            fonts::install(ctx);
            theme::install(ctx);
        })
        .build_ui_state(
            |ui, desk: &mut Desk| {
                let context = TextContext {
                    plan: &desk.plan,
                    document: desk.document,
                    selected: desk.selected,
                    theme: theme::Theme::of(ui.ctx()),
                    messages: Messages::default(),
                    read_only: desk.read_only,
                };
                let events = desk.pane.show(ui, &context);
                for event in &events {
                    if let TextEvent::Select(node) = event {
                        desk.selected = Some(*node);
                    }
                }
                desk.events.extend(events);
            },
            state,
        )
}

/// Middle of the `nth` character of a chunk of one row of Han characters.
fn middle(rect: Rect, nth: usize) -> Pos2 {
    Pos2::new(rect.left() + theme::REPORT * (nth as f32 + 0.5), rect.center().y)
}

fn drag(harness: &mut Harness<'_, Desk>, from: Pos2, to: Pos2) {
    harness.hover_at(from);
    harness.drag_at(from);
    harness.step();
    for share in [0.3, 0.6, 1.0] {
        harness.hover_at(from + (to - from) * share);
        harness.step();
    }
    harness.event(Event::PointerButton {
        pos: to,
        button: PointerButton::Primary,
        pressed: false,
        modifiers: Modifiers::NONE,
    });
    harness.run();
}

const JOINED: &str = "推进园区扩建，新增规模以上工业企业二十家以上。（责任单位：县工信局、县发改委）";

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

fn marks(plan: &Plan, document: DocumentId, ordinal: u32) -> Vec<(MarkKind, String)> {
    let stamp = Passages::stamp_of(plan, document).expect("the document is there");
    let reading = plan.document(document).and_then(|view| view.reading()).expect("its reading too");
    let mut passages = Passages::new(plan, stamp, reading);
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
    assert_eq!(kinds, ["县工信局", "县发改委"]);
}

#[test]
fn noise_is_one_line_until_it_is_opened() {
    let mut harness = desk(reading());
    harness.run();
    assert!(harness.query_by_label("网站地图").is_none());
    harness.get_by_label("已折叠 2 行网页内容").click();
    harness.run();
    assert!(harness.query_by_label("网站地图").is_some());
    harness.get_by_label("收起网页内容").click();
    harness.run();
    assert!(harness.query_by_label("网站地图").is_none());
}

#[test]
fn all_noise_is_shown_when_asked_from_elsewhere() {
    let mut harness = desk(reading());
    harness.run();
    harness.state_mut().pane.show_noise();
    harness.run();
    assert!(harness.query_by_label("首页").is_some());
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

/// A report of `tasks` lines, each a task with a unit clause.
fn long_reading(tasks: usize) -> Reading {
    let mut text = String::new();
    let mut spans = Vec::new();
    for place in 0..tasks {
        let start = text.len();
        text.push_str("推进重点项目建设，加快补齐基础设施短板，");
        for _ in 0..place % 7 {
            text.push_str("抓好跟踪调度和要素保障，");
        }
        text.push_str("年底前全部完工。");
        spans.push(SourceSpan::new(start, text.len()));
        text.push('\n');
    }
    let mut reading = Reading::over(Arc::from(text.as_str()), SourceId::of(text.as_bytes()));
    let empty = node(None, NodeKind::Task, "", "做强产业", &["做强产业"]);
    reading.nodes = spans
        .iter()
        .map(|span| ReadNode { title: *span, span: *span, pieces: vec![*span], ..empty.clone() })
        .collect();
    reading
}

fn layouts(harness: &Harness<'_, Desk>) -> usize {
    harness.state().pane.page.as_ref().map_or(0, |page| page.layouts)
}

#[test]
fn of_twenty_thousand_lines_only_those_on_the_screen_are_laid_out() {
    let mut harness = desk(long_reading(20_000));
    harness.step();
    let visible = harness.state().pane.page.as_ref().map_or(0, |page| page.layouts);
    assert!(visible > 5 && visible < 60, "{visible} layouts in the first frame");
    // The same again per frame, wherever it is scrolled to: 600 points are at most 23 rows.
    harness.state_mut().selected = Some(harness.state().node(15_000));
    let before = layouts(&harness);
    harness.step();
    let revealing = layouts(&harness) - before;
    assert!(revealing < 120, "{revealing} layouts in the frame that scrolls");
    let before = layouts(&harness);
    harness.step();
    let steady = layouts(&harness) - before;
    assert!(steady < 60, "{steady} layouts in a frame that only draws");
    println!("layouts: first frame {visible}, scrolling {revealing}, steady {steady}");
}

fn position(harness: &Harness<'_, Desk>) -> f64 {
    harness.state().pane.page.as_ref().map_or(0.0, super::page::Page::position)
}

#[test]
fn a_task_selected_elsewhere_is_scrolled_to_once_and_nothing_moves_afterwards() {
    let mut harness = desk(long_reading(3_000));
    harness.run();
    let node = harness.state().node(2_345);
    harness.state_mut().selected = Some(node);
    harness.step();
    let selected_top = |harness: &Harness<'_, Desk>| {
        let marked = harness
            .get_all_by_role(egui::accesskit::Role::Paragraph)
            .find(|paragraph| paragraph.accesskit_node().is_selected() == Some(true))
            .expect("the passage is on the screen");
        marked.rect().top()
    };
    let top = selected_top(&harness);
    assert!((0.0..300.0).contains(&top), "{top}");
    for _ in 0..3 {
        harness.step();
        assert!((selected_top(&harness) - top).abs() < 0.01);
    }
    // Scrolling away afterwards is the reader's business: it does not jump back.
    harness.hover_at(Pos2::new(400.0, 300.0));
    harness.event(Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: Vec2::new(0.0, -5_000.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: Modifiers::NONE,
    });
    harness.run();
    let before = position(&harness);
    harness.run();
    assert!((position(&harness) - before).abs() < f64::EPSILON);
    assert!(
        harness
            .get_all_by_role(egui::accesskit::Role::Paragraph)
            .all(|paragraph| paragraph.accesskit_node().is_selected() != Some(true))
    );
}

#[test]
fn the_end_of_the_text_stands_at_the_bottom_of_the_pane() {
    let mut harness = desk(long_reading(500));
    harness.run();
    harness.hover_at(Pos2::new(400.0, 300.0));
    for _ in 0..3 {
        harness.event(Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: Vec2::new(0.0, -100_000.0),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Wheel,
            modifiers: Modifiers::NONE,
        });
        harness.run();
    }
    let bottom = harness
        .get_all_by_role(egui::accesskit::Role::Paragraph)
        .map(|paragraph| paragraph.rect().bottom())
        .fold(0.0, f32::max);
    assert!((bottom - 576.0).abs() < 20.0, "{bottom}");
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

#[test]
fn no_row_ends_with_an_opening_bracket_and_words_keep_their_places() {
    let harness = desk(reading());
    let opening = |galley: &egui::Galley| {
        let rows = galley.rows.iter().rev().skip(1);
        rows.filter_map(|row| row.glyphs.last()).any(|glyph| glyph.chr == '（')
    };
    let text = "推进园区扩建（一期）和厂房改造（二期），新增企业（责任单位：县工信局）。".repeat(3);
    let mut broken = 0;
    for width in 5..40 {
        let format = egui::TextFormat::simple(theme::regular(16.0), egui::Color32::BLACK);
        let mut job = egui::text::LayoutJob::single_section(text.clone(), format);
        job.wrap.max_width = width as f32 * 16.0;
        let lay_out = |job: egui::text::LayoutJob| harness.ctx.fonts_mut(|fonts| fonts.layout_job(job));
        broken += usize::from(opening(&lay_out(job.clone())));
        let galley = lay_out(super::rows::set(job, lay_out));
        assert!(!opening(&galley), "{width} characters wide");
        let shown = super::shown::Shown::new(0, galley, false);
        assert_eq!(shown.words(), text);
        let at = text.rfind("县工信局").expect("there");
        let parts = shown.parts(at..at + "县工信局".len());
        let wide: f32 = parts.iter().map(|part| part.rect.width()).sum();
        assert!((wide - 64.0).abs() < 4.0, "{width}: {wide}");
    }
    assert!(broken > 0, "egui minds them by itself now");
}
