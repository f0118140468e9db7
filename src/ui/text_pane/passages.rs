//! Which node a byte of the source belongs to, and where in the source a node stands.
//!
//! The reading's own nodes are indexed once per reading; only nodes whose text a person set (split,
//! merged, reworded) are indexed again at a new revision, so that an edit costs nothing that
//! grows with the report.

use super::strand::Strand;
use crate::model::{
    DocumentId, Entity, Field, NodeId, NodeKind, NodeView, Plan, ReadNode, Reading, ReadingId, RecordId,
    Revision, SourceSpan, Value, Write, WriteId,
};
use rustc_hash::FxHashMap;
use std::{cmp::Reverse, sync::Arc};

/// Names one state of a document's reading and of the ids of its nodes.
pub(super) type PassageStamp = (DocumentId, ReadingId, Option<WriteId>);

/// The index.
#[derive(Debug)]
pub(super) struct Passages {
    stamp: PassageStamp,
    reading: Arc<Reading>,
    /// The record whose ordinals are the ids of the reading's nodes.
    minted_by: RecordId,
    /// Nodes of an earlier reading that live on in this one.
    adopted: FxHashMap<u32, NodeId>,
    /// Stretches of the source with the reading's deepest node there; sorted, without overlap.
    read: Vec<(SourceSpan, u32)>,
    /// The same for nodes whose text was set; these come first.
    set: Vec<(SourceSpan, NodeId)>,
    revision: Option<Revision>,
}

impl Passages {
    /// The stamp of a document as it stands.
    pub(super) fn stamp_of(plan: &Plan, document: DocumentId) -> Option<PassageStamp> {
        let view = plan.document(document)?;
        let write = plan.shown_write(Entity::Document(document), Field::Reading).map(|write| write.id);
        Some((document, view.reading_id(), write))
    }

    pub(super) fn new(plan: &Plan, stamp: PassageStamp, reading: &Arc<Reading>) -> Self {
        let (document, _, _) = stamp;
        let mut adopted = FxHashMap::default();
        let mut minted_by = document.record;
        if let Some(Write { value: Some(Value::Reading(adoption)), origin, .. }) =
            plan.shown_write(Entity::Document(document), Field::Reading)
        {
            minted_by = origin.record;
            adopted.extend(adoption.nodes.iter().map(|(node, ordinal)| (*ordinal, *node)));
        }
        let read = flatten(read_spans(&reading.nodes));
        let reading = Arc::clone(reading);
        Self { stamp, reading, minted_by, adopted, read, set: Vec::new(), revision: None }
    }

    pub(super) fn stamp(&self) -> PassageStamp {
        self.stamp
    }

    pub(super) fn reading(&self) -> &Arc<Reading> {
        &self.reading
    }

    /// Brings the index to the plan's revision; true when it was another.
    pub(super) fn follow(&mut self, plan: &Plan) -> bool {
        if self.revision == Some(plan.revision()) {
            return false;
        }
        self.revision = Some(plan.revision());
        let mut spans = Vec::new();
        for node in plan.nodes_with(Field::Text) {
            let Some(view) = plan.node(node) else { continue };
            if view.document() == self.stamp.0 && plan.is_alive(Entity::Node(node)) {
                spans.extend(self.strand(&view).spans().map(|span| (span, 0, node)));
            }
        }
        self.set = flatten(spans);
        true
    }

    pub(super) fn strand(&self, node: &NodeView<'_>) -> Strand {
        Strand::of(node, self.stamp.1, &self.reading.text)
    }

    /// The deepest node at a byte of the source that was not removed.
    pub(super) fn at(&self, plan: &Plan, byte: u32) -> Option<NodeId> {
        if let Some(node) = find(&self.set, byte) {
            return Some(node);
        }
        self.alive(plan, find(&self.read, byte)?)
    }

    /// The nodes whose passages overlap `span`, in the order of the text.
    pub(super) fn within(&self, plan: &Plan, span: SourceSpan) -> Vec<NodeId> {
        let mut nodes: Vec<NodeId> = overlapping(&self.set, span).collect();
        for ordinal in overlapping(&self.read, span) {
            if let Some(node) = self.alive(plan, ordinal)
                && !nodes.contains(&node)
            {
                nodes.push(node);
            }
        }
        nodes
    }

    /// Where a node stands: marker, title and own text; sorted, adjoining spans joined.
    pub(super) fn extent(&self, plan: &Plan, node: NodeId) -> Vec<SourceSpan> {
        let Some(view) = plan.node(node) else { return Vec::new() };
        let mut spans: Vec<SourceSpan> = self.strand(&view).spans().collect();
        if let Some(read) = self.read_node(plan, node) {
            spans.push(read.marker);
            if read.kind == NodeKind::Section {
                spans.push(read.title);
            }
        }
        spans.retain(|span| !span.is_empty());
        spans.sort_unstable();
        let mut joined: Vec<SourceSpan> = Vec::with_capacity(spans.len());
        for span in spans {
            match joined.last_mut() {
                Some(last) if self.only_space(last.end, span.start) => last.end = last.end.max(span.end),
                _ => joined.push(span),
            }
        }
        joined
    }

    /// What the shown reading says of a node.
    pub(super) fn read_node(&self, plan: &Plan, node: NodeId) -> Option<&ReadNode> {
        let origin = plan.node_state(node)?.origin.filter(|origin| origin.reading == self.stamp.1)?;
        self.reading.nodes.get(origin.ordinal as usize)
    }

    fn only_space(&self, from: u32, to: u32) -> bool {
        from >= to
            || self.reading.text.get(from as usize..to as usize).is_some_and(|gap| gap.trim().is_empty())
    }

    fn id(&self, ordinal: u32) -> NodeId {
        self.adopted.get(&ordinal).copied().unwrap_or(NodeId { record: self.minted_by, ordinal })
    }

    /// The node of that ordinal, or the nearest one around it that was not removed.
    fn alive(&self, plan: &Plan, mut ordinal: u32) -> Option<NodeId> {
        loop {
            let node = self.id(ordinal);
            if plan.is_alive(Entity::Node(node)) {
                return Some(node);
            }
            ordinal = self.reading.nodes.get(ordinal as usize)?.parent?;
        }
    }
}

/// Spans with a rank: deeper nodes stand over those around them, and what is a node's own words
/// over what merely lies inside another.
fn read_spans(nodes: &[ReadNode]) -> Vec<(SourceSpan, u32, u32)> {
    let mut spans = Vec::with_capacity(nodes.len() * 3);
    let mut depths: Vec<u32> = Vec::with_capacity(nodes.len());
    for (ordinal, node) in nodes.iter().enumerate() {
        let depth = node.parent.and_then(|parent| depths.get(parent as usize)).map_or(0, |depth| depth + 1);
        depths.push(depth);
        let ordinal = ordinal as u32;
        spans.push((node.span, depth * 2, ordinal));
        let own = depth * 2 + 1;
        spans.push((node.marker, own, ordinal));
        spans.extend(node.pieces.iter().map(|piece| (*piece, own, ordinal)));
        if node.kind == NodeKind::Section {
            spans.push((node.title, own, ordinal));
        }
    }
    spans
}

/// Cuts overlapping spans into stretches without overlap; the highest rank wins, the later of equals.
fn flatten<T: Copy + PartialEq>(mut spans: Vec<(SourceSpan, u32, T)>) -> Vec<(SourceSpan, T)> {
    spans.retain(|(span, _, _)| !span.is_empty());
    spans.sort_by_key(|(span, rank, _)| (span.start, Reverse(span.end), *rank));
    let mut stretches: Vec<(SourceSpan, T)> = Vec::with_capacity(spans.len());
    let mut open: Vec<(u32, u32, T)> = Vec::new();
    let mut coming = spans.into_iter().peekable();
    let mut at = 0;
    loop {
        open.retain(|(end, _, _)| *end > at);
        while let Some((span, rank, value)) = coming.next_if(|(span, _, _)| span.start <= at) {
            open.push((span.end, rank, value));
        }
        let next = coming.peek().map(|(span, _, _)| span.start);
        let Some((_, _, value)) = open.iter().max_by_key(|(_, rank, _)| *rank).copied() else {
            match next {
                Some(next) => at = next,
                None => return stretches,
            }
            continue;
        };
        let closing = open.iter().map(|(end, _, _)| *end);
        let until = closing.chain(next).min().unwrap_or(at + 1);
        match stretches.last_mut() {
            Some((last, known)) if last.end == at && *known == value => last.end = until,
            _ => stretches.push((SourceSpan { start: at, end: until }, value)),
        }
        at = until;
    }
}

fn find<T: Copy>(stretches: &[(SourceSpan, T)], byte: u32) -> Option<T> {
    let after = stretches.partition_point(|(span, _)| span.start <= byte);
    let (span, value) = stretches.get(after.checked_sub(1)?)?;
    (byte < span.end).then_some(*value)
}

fn overlapping<T: Copy>(stretches: &[(SourceSpan, T)], span: SourceSpan) -> impl Iterator<Item = T> + '_ {
    let first = stretches.partition_point(|(stretch, _)| stretch.end <= span.start);
    stretches[first..]
        .iter()
        .take_while(move |(stretch, _)| stretch.start < span.end)
        .map(|(_, value)| *value)
}

#[cfg(test)]
mod tests {
    use super::{find, flatten};
    use crate::model::SourceSpan;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_byte_goes_to_the_highest_rank_over_it(
            spans in prop::collection::vec((0_usize..60, 0_usize..20, 0_u32..6), 0..12),
        ) {
            let spans: Vec<_> = spans.into_iter().map(|(at, len, rank)| (SourceSpan::new(at, at + len), rank, rank)).collect();
            let flat = flatten(spans.clone());
            prop_assert!(flat.windows(2).all(|pair| pair[0].0.end <= pair[1].0.start));
            for byte in 0..90 {
                let expected = spans.iter().filter(|(span, _, _)| span.start <= byte && byte < span.end).map(|(_, rank, _)| *rank).max();
                prop_assert_eq!(find(&flat, byte), expected);
            }
        }
    }
}
