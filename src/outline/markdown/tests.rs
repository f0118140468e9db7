//! What was written comes back; what other programs wrote is understood.

use super::{outline_markdown, read_markdown};
use crate::change::{Change, Mint, Record, actions, actions::Sketch, apply};
use crate::model::{
    Amount, Assignment, Comparator, Deadline, DocumentId, Joint, MeasureKind, NodeId, NodeKind, Parent,
    Piece, Plan, Reading, ReadingId, RecordId, Role, SourceId, Stamp, TargetValue, TaskStatus, UnitList,
    WriterId,
};
use proptest::prelude::*;
use std::sync::Arc;

fn record(plan: &mut Plan, seq: u64, change: Change) {
    let id = RecordId { writer: WriterId(7), seq };
    apply(plan, &Record { id, lamport: seq, stamp: Stamp::default(), change }).unwrap();
}

/// A plan with nothing in it but the sketches.
fn planted(sketches: &[Sketch]) -> (Plan, Vec<NodeId>) {
    let mut plan = Plan::new();
    let id = ReadingId::of(b"empty");
    plan.add_reading(id, Arc::new(Reading::over("".into(), SourceId::of(b"empty"))));
    let first = RecordId { writer: WriterId(7), seq: 1 };
    record(&mut plan, 1, actions::import(&Mint::new(first), SourceId::of(b"empty"), "txt", "空.txt", id));
    let parent = Parent::Document(DocumentId { record: first, ordinal: 0 });
    let mut mint = Mint::new(RecordId { writer: WriterId(7), seq: 2 });
    let change = actions::paste(&plan, &mut mint, parent, None, sketches).unwrap();
    record(&mut plan, 2, change);
    let nodes = plan.children(parent).collect();
    (plan, nodes)
}

fn own_words(sketch: &Sketch) -> String {
    let own = sketch.text.iter().filter_map(|piece| match piece {
        Piece::Own(own) => Some(own.as_str()),
        Piece::Source(..) => None,
    });
    own.collect()
}

/// As the outline shows it: white space at the ends of a text is not shown.
fn shown(mut sketch: Sketch) -> Sketch {
    let words = own_words(&sketch);
    let words = words.trim();
    sketch.text = if words.is_empty() { Vec::new() } else { vec![Piece::Own(words.to_owned())] };
    sketch.children = sketch.children.into_iter().map(shown).collect();
    sketch
}

/// Words with all that means something in Markdown or in the brackets.
fn words() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "市发改委",
        "年底前",
        "1",
        ".",
        "、",
        "（",
        "）",
        "一",
        "是",
        "①",
        "#",
        "-",
        "+",
        "*",
        "_",
        "`",
        "\\",
        "[",
        "]",
        "(",
        ")",
        "<b>",
        "&amp;",
        "&#10;",
        "|",
        "~",
        ">",
        "=",
        " ",
        "  ",
        "\n",
        "\t",
        "　",
        "：",
        "；",
        "，",
        "｜",
        "‹",
        "›",
        "等",
        "（正文：）",
        "（章节）",
        "（责任单位：甲）",
        "---",
        "***",
        "!",
        "a",
        "http://x.cn",
    ]);
    prop::collection::vec(piece, 0..7).prop_map(|pieces| pieces.concat())
}

fn name() -> impl Strategy<Value = String> {
    words().prop_map(|words| words.trim().to_owned())
}

fn units() -> impl Strategy<Value = UnitList> {
    let unit = (name(), 0..4_usize, any::<bool>(), any::<bool>()).prop_filter_map(
        "a unit has a name",
        |(name, role, class, group)| {
            let joint = if class { Joint::NewClass } else { Joint::Same };
            (!name.is_empty()).then_some(Assignment { name, role: Role::ALL[role], joint, group })
        },
    );
    (prop::collection::vec(unit, 0..4), any::<bool>())
        .prop_map(|(items, open)| UnitList { open: open && !items.is_empty(), items })
}

fn target() -> impl Strategy<Value = (TargetValue, String)> {
    let amount = prop_oneof![
        any::<i32>().prop_map(|number| Amount::Single(f64::from(number) / 8.0)),
        (any::<i16>(), any::<i16>()).prop_map(|(low, high)| Amount::Range(f64::from(low), f64::from(high))),
    ];
    (name(), 0..8_usize, amount, name(), 0..5_usize, name(), any::<bool>(), name()).prop_map(
        |(indicator, comparator, amount, measure, kind, by, stretch, quote)| {
            let value = TargetValue {
                indicator,
                comparator: Comparator::ALL[comparator],
                amount,
                measure,
                kind: MeasureKind::ALL[kind],
                by,
                stretch,
            };
            (value, quote)
        },
    )
}

fn deadline() -> impl Strategy<Value = Option<Deadline>> {
    let words = prop_oneof![Just("12月底前".to_owned()), Just("2026年6月底前".to_owned()), name()];
    (words, any::<bool>()).prop_map(|(words, told)| {
        let read = crate::read::deadline::parse(&words, None);
        let set = if told { read } else { Deadline { ongoing: !read.ongoing, ..read } };
        (!words.is_empty()).then_some(set)
    })
}

fn sketches() -> impl Strategy<Value = Vec<Sketch>> {
    let said = (name(), words(), words(), units(), name(), deadline(), 0..3_usize);
    let said = (said, words(), prop::collection::vec(target(), 0..3), any::<bool>(), any::<bool>());
    let node = said.prop_map(
        |((marker, title, text, units, leader, deadline, status), note, targets, section, bare)| {
            let kind = if section { NodeKind::Section } else { NodeKind::Task };
            let text = if text.is_empty() { Vec::new() } else { vec![Piece::Own(text)] };
            let node = Sketch { marker, title, text, ..Sketch::new(kind) };
            if bare {
                return node;
            }
            Sketch { units, leader, deadline, status: TaskStatus::ALL[status], note, targets, ..node }
        },
    );
    let node = node.boxed();
    let tree = node.clone().prop_recursive(7, 24, 4, move |inner| {
        (node.clone(), prop::collection::vec(inner, 0..4))
            .prop_map(|(node, children)| Sketch { children, ..node })
    });
    prop::collection::vec(tree, 1..4)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_was_written_comes_back_whole(sketches in sketches()) {
        let (plan, nodes) = planted(&sketches);
        let markdown = outline_markdown(&plan, &nodes);
        let wanted: Vec<Sketch> = sketches.into_iter().map(shown).collect();
        let back: Vec<Sketch> = read_markdown(&markdown, None).into_iter().map(shown).collect();
        prop_assert_eq!(back, wanted, "{}", markdown);
    }

    #[test]
    fn any_text_is_read(text in "\\PC{0,80}", lines in prop::collection::vec("[-#>*1. \t]{0,6}[a-z（）：‹›]{0,6}", 0..8)) {
        read_markdown(&text, None);
        read_markdown(&lines.join("\n"), None);
    }
}

fn outline(sketches: &[Sketch]) -> Vec<String> {
    let mut lines = Vec::new();
    let mut stack: Vec<(usize, &Sketch)> = sketches.iter().rev().map(|sketch| (0, sketch)).collect();
    while let Some((depth, sketch)) = stack.pop() {
        let text = own_words(sketch);
        let sort = if sketch.kind == NodeKind::Section { "#" } else { "-" };
        lines.push(format!("{}{sort}{}|{}|{text}", " ".repeat(depth), sketch.marker, sketch.title));
        stack.extend(sketch.children.iter().rev().map(|child| (depth + 1, child)));
    }
    lines
}

#[test]
fn an_outline_of_another_program() {
    let text = "前言。\n\n# 一、产业\n总体要求，\n分两步走。\n\n## （一）工业\n\n* 建成产业园\n  * 选址\n  * 招标\n* 技改30项\n\n# 二、民生\n\n1. 新建学校\n2. 1.5亿元修路\n";
    assert_eq!(
        outline(&read_markdown(text, None)),
        [
            "-||前言。",
            "#一、|产业|总体要求，分两步走。",
            " #（一）|工业|",
            "  -||建成产业园",
            "   -||选址",
            "   -||招标",
            "  -||技改30项",
            "#二、|民生|",
            " -1.||新建学校",
            " -2.||1.5亿元修路",
        ]
    );
}

#[test]
fn what_looks_like_html_is_words() {
    let text = "- 单位<b>A</b>牵头\n\n<p>建成产业园</p>\n";
    assert_eq!(outline(&read_markdown(text, None)), ["-||单位<b>A</b>牵头", "-||<p>建成产业园</p>"]);
}

#[test]
fn what_other_programs_get_is_plain_to_read() {
    let section =
        Sketch { marker: "一、".into(), title: "产业".into(), ..Sketch::new(NodeKind::Section) };
    let units = UnitList {
        items: vec![Assignment::new("市发改委", Role::Lead), Assignment::new("市财政局", Role::Support)],
        open: true,
    };
    let deadline = Some(crate::read::deadline::parse("年底前", None));
    let text = vec![Piece::Own("建成产业园。".into())];
    let task = Sketch { marker: "1.".into(), text, units, deadline, ..Sketch::new(NodeKind::Task) };
    let (plan, nodes) = planted(&[Sketch { children: vec![task.clone(), task], ..section }]);
    let item = "- 1\\.建成产业园。\n  （牵头单位：市发改委、配合单位：市财政局等）（时限：年底前）\n";
    assert_eq!(outline_markdown(&plan, &nodes), format!("# 一、产业\n\n{item}{item}"));
}
