//! The pane as a user meets it: through the accessibility tree and the mouse.

mod find;
mod keys;
mod marks;
mod menu;
mod notes;
mod scroll;
mod words;

use super::{
    TextContext, TextEvent, TextPane,
    marks::{MarkKind, marks_of},
    passages::Passages,
};
use crate::change::{Mint, Record, actions, apply};
use crate::model::{
    AnnotationId, Assignment, DocumentId, Evidence, NodeId, NodeKind, Plan, ReadNode, ReadTarget, Reading,
    ReadingId, RecordId, Role, SourceId, SourceSpan, Stamp, TargetValue, TaskStatus, UnitList, WriterId,
};
use crate::{
    session::Command,
    ui::{fonts, ime, theme},
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
    /// Comments on words of a task, as record `seq`.
    fn comment(&mut self, seq: u32, ordinal: u32, quote: &str, body: &str) -> AnnotationId {
        let record = RecordId { writer: WriterId(1), seq: seq.into() };
        let mut mint = Mint::new(record);
        let node = self.node(ordinal);
        let change = actions::annotate(&self.plan, &mut mint, node, quote, None, body, "县府办");
        commit(&mut self.plan, seq, change.expect("the words stand there"));
        AnnotationId { record, ordinal: 0 }
    }

    fn node(&self, ordinal: u32) -> NodeId {
        NodeId { record: self.document.record, ordinal }
    }
}

fn desk(reading: Reading) -> Harness<'static, Desk> {
    desk_of(reading, 900.0)
}

fn desk_of(reading: Reading, width: f32) -> Harness<'static, Desk> {
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
        .with_size(Vec2::new(width, 600.0))
        .with_step_dt(1.0 / 60.0)
        .with_max_steps(64)
        .with_context_setup(|ctx| {
            fonts::install(ctx);
            theme::install(ctx);
            ime::install(ctx);
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

/// Draws until the page of a long report is there.
fn wait_for_page(harness: &mut Harness<'_, Desk>) {
    for _ in 0..1_000 {
        harness.step();
        if harness.state().pane.page.is_some() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    panic!("the page never came");
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
