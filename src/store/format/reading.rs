//! Readings on disk: the overlay in RON, the text beside it as plain UTF-8, since parsing bulk
//! text out of RON is slow and a plain file can be read by anything.

use super::text::{self, DiskDeadline, DiskUnit, field, list, put, quote};
use super::value::node_kind;
use crate::model::{
    Amount, Comparator, Evidence, MeasureKind, NodeKind, ReadNode, ReadTarget, Reading, ReadingWarning,
    SourceSpan, TargetValue, TaskStatus, UnitList,
};
use std::{fmt::Write, sync::Arc};

/// Version of this layout. A reading of a higher one is not read, only kept.
const LAYOUT: u32 = 2;

/// The overlay's file.
pub(in crate::store) fn encode(reading: &Reading) -> String {
    let mut out = String::with_capacity(512 + reading.nodes.len() * 160 + reading.targets.len() * 160);
    put(&mut out, format_args!("(layout:{LAYOUT},reader:{},source:\"{}\"", reading.reader, reading.source));
    field(&mut out, "text", &super::checksum(reading.text.as_bytes()));
    out.push_str(",title:");
    text::span(&mut out, reading.title);
    field(&mut out, "document_number", &reading.document_number);
    field(&mut out, "issuer", &reading.issuer);
    field(&mut out, "date", &reading.date);
    out.push_str(",default_units:");
    list(&mut out, &reading.default_units, |out, unit| quote(out, unit));
    out.push_str(",\nnodes:[\n");
    for read in &reading.nodes {
        node(&mut out, read);
        out.push_str(",\n");
    }
    out.push_str("],\ntargets:[\n");
    for read in &reading.targets {
        target(&mut out, read);
        out.push_str(",\n");
    }
    out.push_str("],\nnoise:");
    list(&mut out, &reading.noise, |out, noise| text::span(out, *noise));
    out.push_str(",\nwarnings:");
    list(&mut out, &reading.warnings, |out, warning| {
        out.push_str("(code:");
        quote(out, &warning.code);
        field(out, "message", &warning.message);
        if let Some(span) = warning.span {
            out.push_str(",span:");
            text::span(out, span);
        }
        out.push(')');
    });
    out.push_str(")\n");
    out
}

fn node(out: &mut String, node: &ReadNode) {
    let kind = if node.kind == NodeKind::Section { "section" } else { "task" };
    put(out, format_args!("(kind:\"{kind}\",level:{}", node.level));
    if let Some(parent) = node.parent {
        put(out, format_args!(",parent:{parent}"));
    }
    for (name, span) in [("marker", node.marker), ("title", node.title), ("span", node.span)] {
        put(out, format_args!(",{name}:"));
        text::span(out, span);
    }
    if !node.pieces.is_empty() {
        out.push_str(",pieces:");
        list(out, &node.pieces, |out, span| text::span(out, *span));
    }
    for (name, seen) in [("clauses", &node.clauses), ("doers", &node.doers)] {
        if !seen.is_empty() {
            put(out, format_args!(",{name}:"));
            list(out, seen, evidence);
        }
    }
    if !node.units.items.is_empty() {
        out.push_str(",units:");
        text::units(out, &node.units);
    }
    if node.units.open {
        out.push_str(",open:true");
    }
    if let Some(deadline) = &node.deadline {
        out.push_str(",deadline:");
        text::deadline(out, deadline);
    }
    if let Some(from) = &node.deadline_from {
        out.push_str(",deadline_from:");
        evidence(out, from);
    }
    match node.status {
        TaskStatus::Planned => {}
        TaskStatus::Done => field(out, "status", "done"),
        TaskStatus::Mixed => field(out, "status", "mixed"),
    }
    found_by(out, node.confidence, &node.rule);
}

fn target(out: &mut String, target: &ReadTarget) {
    let value = &target.value;
    out.push_str("(indicator:");
    quote(out, &value.indicator);
    if let Some(node) = target.node {
        put(out, format_args!(",node:{node}"));
    }
    field(out, "comparator", value.comparator.name());
    let _ = match value.amount {
        Amount::Single(number) => write!(out, ",value:[{:?}]", finite(number)),
        Amount::Range(low, high) => write!(out, ",value:[{:?},{:?}]", finite(low), finite(high)),
    };
    field(out, "unit", &value.measure);
    field(out, "kind", value.kind.name());
    if !value.by.is_empty() {
        field(out, "by", &value.by);
    }
    if value.stretch {
        out.push_str(",stretch:true");
    }
    out.push_str(",span:");
    text::span(out, target.span);
    found_by(out, target.confidence, &target.rule);
}

/// `((start,end),confidence,"rule")`.
fn evidence(out: &mut String, seen: &Evidence) {
    out.push('(');
    text::span(out, seen.span);
    put(out, format_args!(",{:?},", sure(seen.confidence)));
    quote(out, &seen.rule);
    out.push(')');
}

fn sure(confidence: f32) -> f32 {
    if confidence.is_finite() { confidence } else { 0.0 }
}

fn found_by(out: &mut String, confidence: f32, rule: &str) {
    put(out, format_args!(",confidence:{:?}", sure(confidence)));
    field(out, "rule", rule);
    out.push(')');
}

fn finite(number: f64) -> f64 {
    if number.is_finite() { number } else { 0.0 }
}

type Span = (u32, u32);
type DiskEvidence = (Span, f32, String);

#[derive(serde::Deserialize)]
struct DiskNode {
    kind: String,
    level: u8,
    parent: Option<u32>,
    #[serde(default)]
    marker: Span,
    #[serde(default)]
    title: Span,
    #[serde(default)]
    span: Span,
    #[serde(default)]
    pieces: Vec<Span>,
    #[serde(default)]
    clauses: Vec<DiskEvidence>,
    #[serde(default)]
    doers: Vec<DiskEvidence>,
    #[serde(default)]
    units: Vec<DiskUnit>,
    #[serde(default)]
    open: bool,
    deadline: Option<DiskDeadline>,
    deadline_from: Option<DiskEvidence>,
    status: Option<String>,
    #[serde(default)]
    confidence: f32,
    #[serde(default)]
    rule: String,
}

#[derive(serde::Deserialize)]
struct DiskTarget {
    indicator: String,
    node: Option<u32>,
    comparator: String,
    value: Vec<f64>,
    #[serde(default)]
    unit: String,
    kind: String,
    #[serde(default)]
    by: String,
    #[serde(default)]
    stretch: bool,
    #[serde(default)]
    span: Span,
    #[serde(default)]
    confidence: f32,
    #[serde(default)]
    rule: String,
}

#[derive(serde::Deserialize)]
struct DiskWarning {
    code: String,
    message: String,
    span: Option<Span>,
}

#[derive(serde::Deserialize)]
struct DiskReading {
    layout: u32,
    reader: u32,
    source: String,
    text: String,
    #[serde(default)]
    title: Span,
    #[serde(default)]
    document_number: String,
    #[serde(default)]
    issuer: String,
    #[serde(default)]
    date: String,
    #[serde(default)]
    default_units: Vec<String>,
    nodes: Vec<DiskNode>,
    targets: Vec<DiskTarget>,
    #[serde(default)]
    noise: Vec<Span>,
    #[serde(default)]
    warnings: Vec<DiskWarning>,
}

/// Reads an overlay over its text. The error says what is wrong, in a few words.
pub(in crate::store) fn decode(overlay: &str, words: &str) -> Result<Reading, String> {
    let disk: DiskReading = super::parse(overlay).map_err(|error| error.to_string())?;
    if disk.layout > LAYOUT {
        return Err(format!("layout {} is newer than this program", disk.layout));
    }
    if super::checksum(words.as_bytes()) != disk.text {
        return Err("the text beside it is not the one it was made for".to_owned());
    }
    let unknown = |what: &str| format!("unknown {what}");
    let reading = Reading {
        source: disk.source.parse().map_err(|_| unknown("source"))?,
        reader: disk.reader,
        text: Arc::from(words),
        title: span(disk.title),
        document_number: disk.document_number,
        issuer: disk.issuer,
        date: disk.date,
        default_units: disk.default_units,
        nodes: disk.nodes.into_iter().map(read_node).collect::<Option<_>>().ok_or_else(|| unknown("node"))?,
        targets: disk
            .targets
            .into_iter()
            .map(read_target)
            .collect::<Option<_>>()
            .ok_or_else(|| unknown("target"))?,
        noise: disk.noise.into_iter().map(span).collect(),
        warnings: disk
            .warnings
            .into_iter()
            .map(|warning| ReadingWarning {
                code: warning.code.into(),
                message: warning.message,
                span: warning.span.map(span),
            })
            .collect(),
        comments: Vec::new(),
    };
    check(&reading)?;
    Ok(reading)
}

fn span((start, end): Span) -> SourceSpan {
    SourceSpan { start, end }
}

fn seen((place, confidence, rule): DiskEvidence) -> Evidence {
    Evidence { span: span(place), confidence, rule: rule.into() }
}

fn read_node(disk: DiskNode) -> Option<ReadNode> {
    Some(ReadNode {
        parent: disk.parent,
        kind: node_kind(&disk.kind)?,
        level: disk.level,
        marker: span(disk.marker),
        title: span(disk.title),
        pieces: disk.pieces.into_iter().map(span).collect(),
        span: span(disk.span),
        clauses: disk.clauses.into_iter().map(seen).collect(),
        doers: disk.doers.into_iter().map(seen).collect(),
        units: UnitList {
            items: disk.units.into_iter().map(DiskUnit::model).collect::<Option<_>>()?,
            open: disk.open,
        },
        deadline: match disk.deadline {
            Some(deadline) => Some(deadline.model()?),
            None => None,
        },
        deadline_from: disk.deadline_from.map(seen),
        status: match disk.status.as_deref() {
            None => TaskStatus::Planned,
            Some("done") => TaskStatus::Done,
            Some("mixed") => TaskStatus::Mixed,
            Some(_) => return None,
        },
        confidence: disk.confidence,
        rule: disk.rule.into(),
    })
}

fn read_target(disk: DiskTarget) -> Option<ReadTarget> {
    let amount = match disk.value.as_slice() {
        [number] => Amount::Single(*number),
        [low, high] => Amount::Range(*low, *high),
        _ => return None,
    };
    Some(ReadTarget {
        node: disk.node,
        value: TargetValue {
            indicator: disk.indicator,
            comparator: Comparator::from_name(&disk.comparator)?,
            amount,
            measure: disk.unit,
            kind: MeasureKind::from_name(&disk.kind)?,
            by: disk.by,
            stretch: disk.stretch,
        },
        span: span(disk.span),
        confidence: disk.confidence,
        rule: disk.rule.into(),
    })
}

/// Parents come before their children, and every place lies in the text on character boundaries.
pub(in crate::store) fn check(reading: &Reading) -> Result<(), String> {
    let text = &*reading.text;
    let sound = |span: SourceSpan| span.start <= span.end && text.get(span.range()).is_some();
    let place = |sound: bool, what: &str, at: usize| {
        if sound { Ok(()) } else { Err(format!("{what} {at} lies outside the text")) }
    };
    for (at, node) in reading.nodes.iter().enumerate() {
        if node.parent.is_some_and(|parent| parent as usize >= at) {
            return Err(format!("node {at} stands before its parent"));
        }
        let mut spans = [node.marker, node.title, node.span].into_iter().chain(node.pieces.iter().copied());
        let mut seen = node.clauses.iter().chain(&node.doers).chain(&node.deadline_from);
        place(spans.all(sound) && seen.all(|seen| sound(seen.span)), "node", at)?;
    }
    for (at, target) in reading.targets.iter().enumerate() {
        place(sound(target.span), "target", at)?;
        place(target.node.is_none_or(|node| (node as usize) < reading.nodes.len()), "node of target", at)?;
    }
    place(sound(reading.title) && reading.noise.iter().copied().all(sound), "title or noise", 0)
}
