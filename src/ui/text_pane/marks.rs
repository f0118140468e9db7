//! What was recognised in the text and said about it, with places in the source.

use super::{passages::Passages, strand::Strand};
use crate::model::{
    AnnotationId, Entity, Evidence, Field, NodeId, NodeView, Plan, SourceSpan, TargetId, TargetView,
};

/// What a mark stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MarkKind {
    /// A target: solid underline.
    Target(TargetId),
    /// A responsible unit, by its place in the node's list: dotted underline.
    Unit(usize),
    /// The deadline: a double underline.
    Deadline,
    /// The numeral before a section or task, or the margin beside it: tells why it is one. Never
    /// drawn.
    Passage,
    /// An annotation: dashed underline and a sign in the margin.
    Annotation {
        /// The annotation.
        id: AnnotationId,
        /// It was dealt with.
        resolved: bool,
        /// It is about the whole passage: a sign in the margin only.
        whole: bool,
    },
}

/// A place in the source that says something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) kind: MarkKind,
    pub(super) node: NodeId,
    pub(super) span: SourceSpan,
}

/// All marks of one node. Called for nodes on the screen only, once per revision.
pub(super) fn marks_of(plan: &Plan, passages: &Passages, node: NodeId) -> Vec<Mark> {
    let Some(view) = plan.node(node) else { return Vec::new() };
    let strand = passages.strand(&view);
    let mut marks = Vec::new();
    let mut add = |kind, spans: &[SourceSpan]| {
        marks.extend(spans.iter().map(|span| Mark { kind, node, span: *span }));
    };
    for target in view.targets() {
        add(MarkKind::Target(target.id()), &target_spans(plan, passages, &strand, &target));
    }
    for (place, spans) in unit_spans(plan, passages, &view, &strand).into_iter().enumerate() {
        add(MarkKind::Unit(place), &spans);
    }
    add(MarkKind::Deadline, &deadline_spans(passages, plan, &view, &strand));
    // Replies stand on the card of what they reply to.
    for note in view.annotations().iter().filter(|note| note.reply_to().is_none()) {
        let mut whole = note.quote().is_empty();
        let mut spans = match note.place() {
            Some(place) => strand.source(place),
            None => title_or_start(plan, passages, node, note.quote()),
        };
        if spans.is_empty() {
            // Its words no longer stand here: the sign does, so that the comment is not lost.
            whole = true;
            spans = title_or_start(plan, passages, node, "");
        }
        add(MarkKind::Annotation { id: note.id(), resolved: note.is_resolved(), whole }, &spans);
    }
    marks
}

fn target_spans(
    plan: &Plan,
    passages: &Passages,
    strand: &Strand,
    target: &TargetView<'_>,
) -> Vec<SourceSpan> {
    let read = target.read().filter(|(reading, _)| std::sync::Arc::ptr_eq(reading, passages.reading()));
    let read = read.map(|(_, read)| vec![read.span]);
    if let Some(quote) = plan.set_text(Entity::Target(target.id()), Field::Quote) {
        let at = strand.text.find(quote).filter(|_| !quote.is_empty());
        // Words of a person's own stand nowhere: what they were made of is still marked.
        return at.map(|at| strand.source(at..at + quote.len())).or(read).unwrap_or_default();
    }
    if let Some(read) = read {
        return read;
    }
    let quote = target.quote();
    match strand.text.find(quote.as_ref()) {
        Some(at) if !quote.is_empty() => strand.source(at..at + quote.len()),
        _ => Vec::new(),
    }
}

/// Where the deadline stands: where it was read while it is as read, else where its words are.
fn deadline_spans(passages: &Passages, plan: &Plan, view: &NodeView<'_>, strand: &Strand) -> Vec<SourceSpan> {
    let Some(deadline) = view.deadline() else { return Vec::new() };
    if let Some(seen) = read_deadline(passages, plan, view) {
        return vec![seen.span];
    }
    let words = deadline.words.trim();
    let at = strand.text.find(words).filter(|_| !words.is_empty());
    at.map(|at| strand.source(at..at + words.len())).unwrap_or_default()
}

/// What a deadline that still is as read was read from.
pub(super) fn read_deadline<'a>(
    passages: &'a Passages,
    plan: &Plan,
    view: &NodeView<'_>,
) -> Option<&'a Evidence> {
    let read = passages.read_node(plan, view.id())?;
    read.deadline_from.as_ref().filter(|_| read.deadline.as_ref() == view.deadline())
}

/// Where each unit of the node is named: in the clauses that name units, else anywhere in its text.
/// A unit that a person assigned and the text does not name has no place.
fn unit_spans(
    plan: &Plan,
    passages: &Passages,
    view: &NodeView<'_>,
    strand: &Strand,
) -> Vec<Vec<SourceSpan>> {
    let source: &str = &passages.reading().text;
    let clauses = passages.read_node(plan, view.id()).map_or(&[][..], |read| read.clauses.as_slice());
    let units = view.stored_units();
    let mut clause = 0;
    // Names stand in order, so that 市住建局 is not found inside the name before it.
    let mut from = clauses.first().map_or(0, |clause| clause.span.start as usize);
    let mut found = Vec::with_capacity(units.items.len());
    for unit in &units.items {
        let mut place = None;
        while let Some(span) = clauses.get(clause).map(|clause| clause.span) {
            let start = from.max(span.start as usize);
            let words = source.get(start..span.end as usize).unwrap_or_default();
            if let Some(at) = words.find(unit.name.as_str()) {
                place = Some(SourceSpan::new(start + at, start + at + unit.name.len()));
                break;
            }
            if !clauses[clause + 1..].iter().any(|later| later.span.of(source).contains(unit.name.as_str())) {
                break;
            }
            clause += 1;
        }
        if let Some(place) = place {
            from = place.end as usize;
            found.push(vec![place]);
        } else {
            let at = strand.text.find(unit.name.as_str()).filter(|_| !unit.name.is_empty());
            found.push(at.map_or_else(Vec::new, |at| strand.source(at..at + unit.name.len())));
        }
    }
    found
}

/// For a comment on a title, its words there; for one on the whole passage, its first character.
fn title_or_start(plan: &Plan, passages: &Passages, node: NodeId, quote: &str) -> Vec<SourceSpan> {
    let source: &str = &passages.reading().text;
    if let Some(read) = passages.read_node(plan, node).filter(|_| !quote.is_empty())
        && let Some(at) = read.title.of(source).find(quote)
    {
        let start = read.title.start as usize + at;
        return vec![SourceSpan::new(start, start + quote.len())];
    }
    if !quote.is_empty() {
        return Vec::new();
    }
    let first = passages.extent(plan, node).first().copied();
    let width = |span: SourceSpan| span.of(source).chars().next().map_or(0, char::len_utf8);
    first
        .map(|span| SourceSpan::new(span.start as usize, span.start as usize + width(span)))
        .into_iter()
        .collect()
}
