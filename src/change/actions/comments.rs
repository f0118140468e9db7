//! Comments of a source file as annotations of the document that is made of it.

use crate::change::{Mint, Op};
use crate::model::{Anchor, AnnotationId, Entity, Field, NodeId, Reading, SourceComment, Value};

/// The ops that bring in the comments of `reading`, for the record that brings in its document.
pub fn comments(mint: &mut Mint, reading: &Reading) -> Vec<Op> {
    let mut ops = Vec::new();
    let mut ids: Vec<Option<AnnotationId>> = Vec::new();
    for comment in &reading.comments {
        // An answer to an answer answers the first, and stands at its place.
        let asked = comment.answers.and_then(|at| first(&reading.comments, at as usize));
        let place = asked.and_then(|at| reading.comments.get(at)).unwrap_or(comment);
        let Some((anchor, quoted)) = anchor(mint, reading, place) else {
            ids.push(None);
            continue;
        };
        let id = mint.annotation();
        let entity = Entity::Annotation(id);
        ids.push(Some(id));
        ops.push(Op::CreateAnnotation { id });
        ops.push(set(entity, Field::Anchor, Value::Anchor(anchor)));
        if let Some(first) = asked.and_then(|at| ids.get(at).copied().flatten()) {
            ops.push(set(entity, Field::ReplyTo, Value::Annotation(first)));
        }
        ops.push(set(entity, Field::Body, Value::Text(body(reading, comment, quoted || asked.is_some()))));
        if !comment.author.is_empty() {
            ops.push(set(entity, Field::Author, Value::Text(comment.author.clone())));
        }
        if comment.done {
            ops.push(set(entity, Field::Resolved, Value::Flag(true)));
        }
    }
    ops
}

/// The comment that begins the thread; `None` where the answers form a circle or the comment comes
/// later.
fn first(comments: &[SourceComment], mut at: usize) -> Option<usize> {
    for _ in 0..comments.len() {
        match comments.get(at)?.answers {
            Some(asked) => at = asked as usize,
            None => return Some(at),
        }
    }
    None
}

/// Where the comment goes, and whether its words are quoted there: on the words themselves where
/// they are a node's text, else on the node that they belong to or that comes next.
fn anchor(mint: &Mint, reading: &Reading, comment: &SourceComment) -> Option<(Anchor, bool)> {
    let id = |ordinal: usize| NodeId { record: mint.record(), ordinal: ordinal as u32 };
    let (from, to) = (comment.span.start, comment.span.end);
    let holds = |start: u32, end: u32| start <= from && (from < end || from == end && from == to);
    // Children come after their parents.
    for (ordinal, node) in reading.nodes.iter().enumerate().rev() {
        if !holds(node.span.start, node.span.end) {
            continue;
        }
        let mut before = 0;
        for (at, piece) in node.pieces.iter().enumerate() {
            if holds(piece.start, piece.end) {
                let start = before + (from - piece.start) as usize;
                // Line breaks between pieces are no part of the text.
                let rest = node.pieces.iter().skip(at);
                let end = rest.fold(before, |end, piece| {
                    end + if to > piece.start { (to.min(piece.end) - piece.start) as usize } else { 0 }
                });
                let text = reading.words(&node.pieces);
                let quote = text.get(start..end.max(start)).unwrap_or_default().to_owned();
                let quoted = !quote.is_empty();
                let start = quoted.then_some(start as u32);
                return Some((Anchor { node: id(ordinal), quote, start }, quoted));
            }
            before += piece.len();
        }
        return Some((Anchor { node: id(ordinal), quote: String::new(), start: None }, false));
    }
    let next = reading.nodes.iter().position(|node| node.span.start >= from);
    let node = id(next.or_else(|| reading.nodes.len().checked_sub(1))?);
    Some((Anchor { node, quote: String::new(), start: None }, false))
}

/// What the annotation says: the words it is about first, where it could not be put on them, and
/// last when it was written.
fn body(reading: &Reading, comment: &SourceComment, quoted: bool) -> String {
    const LONGEST: usize = 60;
    let words: String = comment.span.of(&reading.text).split_whitespace().collect();
    let mut body = String::new();
    if !quoted && !words.is_empty() {
        let shown: String = words.chars().take(LONGEST).collect();
        let cut = if words.chars().count() > LONGEST { "…" } else { "" };
        body = format!("“{shown}{cut}”：");
    }
    body.push_str(&comment.text);
    let day = comment.at.get(..10).filter(|day| day.bytes().all(|b| b.is_ascii_digit() || b == b'-'));
    if let Some(day) = day {
        body = format!("{body}（{day}）");
    }
    body
}

fn set(entity: Entity, field: Field, value: Value) -> Op {
    Op::Set { entity, field, value: Some(value), over: Vec::new(), restores: None, seen: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ReadNode, RecordId, SourceId, SourceSpan};
    use std::sync::Arc;

    fn span(text: &str, words: &str) -> SourceSpan {
        let at = text.find(words).expect("words of the text");
        SourceSpan::new(at, at + words.len())
    }

    fn told(text: &str, comments: Vec<SourceComment>, nodes: Vec<ReadNode>) -> Vec<Op> {
        let mut reading = Reading::over(Arc::from(text), SourceId::of(text.as_bytes()));
        reading.nodes = nodes;
        reading.comments = comments;
        let record: RecordId = "0000000000000001-1".parse().expect("an id");
        super::comments(&mut Mint::new(record), &reading)
    }

    fn comment(span: SourceSpan, text: &str) -> SourceComment {
        let at = "2026-03-01T09:30:00Z".to_owned();
        SourceComment {
            span,
            author: "综合科".to_owned(),
            at,
            text: text.to_owned(),
            answers: None,
            done: false,
        }
    }

    fn node(text: &str, title: &str, pieces: &[&str]) -> ReadNode {
        let pieces: Vec<SourceSpan> = pieces.iter().map(|words| span(text, words)).collect();
        let whole = span(text, title);
        let json = serde_json::json!({
            "parent": null, "kind": "Task", "level": 1, "marker": {"start": whole.start, "end": whole.start},
            "title": whole, "pieces": pieces,
            "span": {"start": whole.start, "end": pieces.last().map_or(whole.end, |last| last.end)},
            "clauses": [], "doers": [], "units": {"items": [], "groups": [], "open": false},
            "deadline": null, "deadline_from": null, "status": "Planned", "confidence": 1.0, "rule": "task.item",
        });
        serde_json::from_value(json).expect("a node")
    }

    fn values(ops: &[Op]) -> Vec<String> {
        ops.iter()
            .filter_map(|op| match op {
                Op::Set { value: Some(Value::Text(words)), .. } => Some(words.clone()),
                Op::Set { value: Some(Value::Anchor(anchor)), .. } => {
                    Some(format!("{}@{:?} {}", anchor.quote, anchor.start, anchor.node.ordinal))
                }
                Op::Set { value: Some(Value::Annotation(_)), .. } => Some("reply".to_owned()),
                Op::Set { value: Some(Value::Flag(true)), .. } => Some("done".to_owned()),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn comments_stand_on_their_words_or_beside_them() {
        let text = "总则\n建设工业\n园区两个";
        let nodes = vec![node(text, "总则", &[]), node(text, "建设工业", &["建设工业", "园区两个"])];
        let mut answer = comment(span(text, "工业"), "照办");
        answer.answers = Some(0);
        let across = SourceSpan { start: span(text, "工业").start, end: span(text, "园区").end };
        let mut done = comment(across, "请核");
        done.done = true;
        let ops = told(text, vec![done, answer, comment(span(text, "总则"), "改题")], nodes);
        assert_eq!(
            values(&ops),
            [
                "工业园区@Some(6) 1",
                "请核（2026-03-01）",
                "综合科",
                "done",
                "工业园区@Some(6) 1",
                "reply",
                "照办（2026-03-01）",
                "综合科",
                "@None 0",
                "“总则”：改题（2026-03-01）",
                "综合科",
            ]
        );
    }

    #[test]
    fn answers_in_a_circle_and_reports_without_nodes_break_nothing() {
        let mut one = comment(SourceSpan::default(), "甲");
        one.answers = Some(1);
        let mut two = comment(SourceSpan::default(), "乙");
        two.answers = Some(0);
        assert!(told("文", vec![one, two], Vec::new()).is_empty());
    }
}
