//! Field values on disk: a struct with one key, which names the sort of value.

use super::text::{self, DiskDeadline, DiskUnit, field, list, put, quote};
use crate::model::{
    Adoption, Amount, Anchor, Comparator, FirstUnit, MeasureKind, NodeKind, Piece, SourceSpan, TaskStatus,
    UnitList, Value,
};

/// Appends `value`.
pub(super) fn encode(out: &mut String, value: &Value) {
    out.push('(');
    match value {
        Value::Text(words) => keyed(out, "text", words),
        Value::Pieces(pieces) => {
            out.push_str("pieces:");
            list(out, pieces, |out, piece| match piece {
                Piece::Own(words) => {
                    out.push_str("(own:");
                    quote(out, words);
                    out.push(')');
                }
                Piece::Source(reading, span) => {
                    put(out, format_args!("(reading:\"{reading}\",from:{},to:{})", span.start, span.end));
                }
            });
        }
        Value::Units(units) => {
            out.push_str("units:");
            text::units(out, units);
            if units.open {
                out.push_str(",open:true");
            }
        }
        Value::Deadline(deadline) => {
            out.push_str("deadline:");
            text::deadline(out, deadline);
        }
        Value::Flag(flag) => put(out, format_args!("flag:{flag}")),
        Value::Number(number) => put(out, format_args!("number:{number}")),
        Value::Amount(Amount::Single(number)) => put(out, format_args!("amount:[{number:?}]")),
        Value::Amount(Amount::Range(low, high)) => put(out, format_args!("amount:[{low:?},{high:?}]")),
        Value::Comparator(comparator) => keyed(out, "comparator", comparator.name()),
        Value::MeasureKind(kind) => keyed(out, "measure_kind", kind.name()),
        Value::Kind(NodeKind::Section) => keyed(out, "kind", "section"),
        Value::Kind(NodeKind::Task) => keyed(out, "kind", "task"),
        Value::Status(status) => keyed(out, "status", status.name()),
        Value::Annotation(note) => put(out, format_args!("annotation:\"{note}\"")),
        Value::Names(names) => {
            out.push_str("names:");
            list(out, names, |out, name| quote(out, name));
        }
        Value::Merger(into, since) => {
            put(out, format_args!("merged:(into:\"{into}\""));
            if let Some(since) = since {
                put(out, format_args!(",since:\"{since}\""));
            }
            out.push(')');
        }
        Value::Posts(posts) => {
            out.push_str("posts:");
            list(out, posts, |out, (post, holder)| {
                out.push('(');
                quote(out, post);
                out.push(',');
                quote(out, holder);
                out.push(')');
            });
        }
        Value::Node(node) => put(out, format_args!("node:\"{node}\"")),
        Value::Anchor(anchor) => {
            put(out, format_args!("anchor:(node:\"{}\"", anchor.node));
            field(out, "quote", &anchor.quote);
            if let Some(start) = anchor.start {
                put(out, format_args!(",start:{start}"));
            }
            out.push(')');
        }
        Value::FirstUnit(first) => keyed(out, "first_unit", first.name()),
        Value::Reading(adoption) => {
            put(out, format_args!("adopt:(reading:\"{}\",nodes:", adoption.reading));
            list(out, &adoption.nodes, |out, (node, at)| put(out, format_args!("(\"{node}\",{at})")));
            out.push_str(",targets:");
            list(out, &adoption.targets, |out, (target, at)| put(out, format_args!("(\"{target}\",{at})")));
            out.push(')');
        }
    }
    out.push(')');
}

fn keyed(out: &mut String, key: &str, words: &str) {
    out.push_str(key);
    out.push(':');
    quote(out, words);
}

#[derive(serde::Deserialize)]
struct DiskPiece {
    own: Option<String>,
    reading: Option<String>,
    #[serde(default)]
    from: u32,
    #[serde(default)]
    to: u32,
}

#[derive(serde::Deserialize)]
struct DiskAnchor {
    node: String,
    quote: String,
    start: Option<u32>,
}

#[derive(serde::Deserialize)]
struct DiskMerger {
    into: String,
    since: Option<String>,
}

#[derive(serde::Deserialize)]
struct DiskAdoption {
    reading: String,
    #[serde(default)]
    nodes: Vec<(String, u32)>,
    #[serde(default)]
    targets: Vec<(String, u32)>,
}

/// A value as written; exactly one sort is present in a value this version knows.
#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub(super) struct DiskValue {
    text: Option<String>,
    pieces: Option<Vec<DiskPiece>>,
    units: Option<Vec<DiskUnit>>,
    open: bool,
    deadline: Option<DiskDeadline>,
    flag: Option<bool>,
    number: Option<i64>,
    amount: Option<Vec<f64>>,
    comparator: Option<String>,
    measure_kind: Option<String>,
    kind: Option<String>,
    status: Option<String>,
    names: Option<Vec<String>>,
    merged: Option<DiskMerger>,
    posts: Option<Vec<(String, String)>>,
    annotation: Option<String>,
    node: Option<String>,
    anchor: Option<DiskAnchor>,
    first_unit: Option<String>,
    adopt: Option<DiskAdoption>,
}

impl DiskValue {
    /// The value, or `None` when a newer version wrote a sort unknown here.
    pub(super) fn model(self) -> Option<Value> {
        if let Some(words) = self.text {
            return Some(Value::Text(words));
        }
        if let Some(pieces) = self.pieces {
            return pieces.into_iter().map(piece).collect::<Option<_>>().map(Value::Pieces);
        }
        if let Some(units) = self.units {
            let items = units.into_iter().map(DiskUnit::model).collect::<Option<_>>()?;
            return Some(Value::Units(UnitList { items, open: self.open }));
        }
        if let Some(deadline) = self.deadline {
            return deadline.model().map(Value::Deadline);
        }
        if let Some(flag) = self.flag {
            return Some(Value::Flag(flag));
        }
        if let Some(number) = self.number {
            return Some(Value::Number(number));
        }
        if let Some(numbers) = self.amount {
            return match numbers.as_slice() {
                _ if numbers.iter().any(|number| !number.is_finite()) => None,
                [number] => Some(Value::Amount(Amount::Single(*number))),
                [low, high] => Some(Value::Amount(Amount::Range(*low, *high))),
                _ => None,
            };
        }
        if let Some(name) = self.comparator {
            return Comparator::from_name(&name).map(Value::Comparator);
        }
        if let Some(name) = self.measure_kind {
            return MeasureKind::from_name(&name).map(Value::MeasureKind);
        }
        if let Some(name) = self.kind {
            return node_kind(&name).map(Value::Kind);
        }
        if let Some(name) = self.status {
            return TaskStatus::from_name(&name).map(Value::Status);
        }
        if let Some(names) = self.names {
            return Some(Value::Names(names));
        }
        if let Some(merger) = self.merged {
            let since = merger.since.map(|since| since.parse()).transpose().ok()?;
            return Some(Value::Merger(merger.into.parse().ok()?, since));
        }
        if let Some(posts) = self.posts {
            return Some(Value::Posts(posts));
        }
        if let Some(note) = self.annotation {
            return note.parse().ok().map(Value::Annotation);
        }
        if let Some(node) = self.node {
            return node.parse().ok().map(Value::Node);
        }
        if let Some(anchor) = self.anchor {
            let node = anchor.node.parse().ok()?;
            return Some(Value::Anchor(Anchor { node, quote: anchor.quote, start: anchor.start }));
        }
        if let Some(name) = self.first_unit {
            return FirstUnit::from_name(&name).map(Value::FirstUnit);
        }
        self.adopt.and_then(adoption).map(Value::Reading)
    }
}

pub(super) fn node_kind(name: &str) -> Option<NodeKind> {
    match name {
        "section" => Some(NodeKind::Section),
        "task" => Some(NodeKind::Task),
        _ => None,
    }
}

fn piece(piece: DiskPiece) -> Option<Piece> {
    match (piece.own, piece.reading) {
        (Some(words), None) => Some(Piece::Own(words)),
        (None, Some(reading)) if piece.from <= piece.to => {
            Some(Piece::Source(reading.parse().ok()?, SourceSpan { start: piece.from, end: piece.to }))
        }
        _ => None,
    }
}

fn adoption(adoption: DiskAdoption) -> Option<Adoption> {
    fn pairs<T: std::str::FromStr>(pairs: Vec<(String, u32)>) -> Option<Vec<(T, u32)>> {
        pairs.into_iter().map(|(id, at)| Some((id.parse().ok()?, at))).collect()
    }
    Some(Adoption {
        reading: adoption.reading.parse().ok()?,
        nodes: pairs(adoption.nodes)?,
        targets: pairs(adoption.targets)?,
    })
}
