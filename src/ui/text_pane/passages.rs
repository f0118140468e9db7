//! Which node a byte of the source belongs to, and where in the source a node stands.
//!
//! The reading's own nodes are indexed once per reading; only nodes whose text a person set (split,
//! merged, reworded) are indexed again at a new revision, so that an edit costs nothing that
//! grows with the report.

use super::strand::Strand;
use crate::model::{
    DocumentId, Entity, Field, NodeId, NodeKind, NodeView, Parent, Plan, ReadNode, Reading, ReadingId,
    RecordId, Revision, SourceSpan, Value, Write, WriteId,
};
use rustc_hash::FxHashMap;
use std::{cmp::Reverse, sync::Arc};

/// Names one state of a document's reading and of the ids of its nodes.
pub(super) type PassageStamp = (DocumentId, ReadingId, Option<WriteId>);

/// Stretches of a source with the reading's deepest node there; sorted, without overlap.
#[derive(Debug)]
pub(super) struct Stretches(Vec<(SourceSpan, u32)>);

impl Stretches {
    pub(super) fn of(reading: &Reading) -> Self {
        let mut stretches = flatten(read_spans(&reading.nodes));
        stretches.shrink_to_fit();
        Self(stretches)
    }
}

/// The index.
#[derive(Debug)]
pub(super) struct Passages {
    stamp: PassageStamp,
    reading: Arc<Reading>,
    /// The record whose ordinals are the ids of the reading's nodes.
    minted_by: RecordId,
    /// Nodes of an earlier reading that live on in this one.
    adopted: FxHashMap<u32, NodeId>,
    /// Where the reading's own nodes stand.
    read: Stretches,
    /// The same for nodes whose text was set; these come first.
    set: Vec<(SourceSpan, NodeId)>,
    /// The shape of the plan that `set` was made of.
    shape: Option<Revision>,
    /// How often `set` was made.
    #[cfg(test)]
    pub(super) builds: usize,
}

impl Passages {
    /// The stamp of a document as it stands.
    pub(super) fn stamp_of(plan: &Plan, document: DocumentId) -> Option<PassageStamp> {
        let view = plan.document(document)?;
        let write = plan.shown_write(Entity::Document(document), Field::Reading).map(|write| write.id);
        Some((document, view.reading_id(), write))
    }

    pub(super) fn new(plan: &Plan, stamp: PassageStamp, reading: &Arc<Reading>, read: Stretches) -> Self {
        let (document, _, _) = stamp;
        let mut adopted = FxHashMap::default();
        let mut minted_by = document.record;
        if let Some(Write { value: Some(Value::Reading(adoption)), origin, .. }) =
            plan.shown_write(Entity::Document(document), Field::Reading)
        {
            minted_by = origin.record;
            adopted.extend(adoption.nodes.iter().map(|(node, ordinal)| (*ordinal, *node)));
        }
        let reading = Arc::clone(reading);
        Self {
            stamp,
            reading,
            minted_by,
            adopted,
            read,
            set: Vec::new(),
            shape: None,
            #[cfg(test)]
            builds: 0,
        }
    }

    pub(super) fn stamp(&self) -> PassageStamp {
        self.stamp
    }

    pub(super) fn reading(&self) -> &Arc<Reading> {
        &self.reading
    }

    /// Brings the index to the shape of the plan: edits of other fields cost nothing here.
    pub(super) fn follow(&mut self, plan: &Plan) {
        if self.shape == Some(plan.text_revision()) {
            return;
        }
        self.shape = Some(plan.text_revision());
        #[cfg(test)]
        {
            self.builds += 1;
        }
        let mut spans = Vec::new();
        for node in plan.nodes_with(Field::Text) {
            let Some(view) = plan.node(node) else { continue };
            if view.document() == self.stamp.0 && plan.is_alive(Entity::Node(node)) {
                spans.extend(self.strand(&view).spans().map(|span| (span, 0, node)));
            }
        }
        self.set = flatten(spans);
    }

    pub(super) fn strand(&self, node: &NodeView<'_>) -> Strand {
        Strand::of(node, self.stamp.1, &self.reading.text)
    }

    /// The deepest node at a byte of the source that was not removed.
    pub(super) fn at(&self, plan: &Plan, byte: u32) -> Option<NodeId> {
        if let Some(node) = find(&self.set, byte) {
            return Some(node);
        }
        self.alive(plan, find(&self.read.0, byte)?)
    }

    /// The nodes whose passages overlap `span`, in the order of the text; a node of several
    /// stretches comes several times. Costs no more than what is taken of it.
    pub(super) fn within<'a>(
        &'a self,
        plan: &'a Plan,
        span: SourceSpan,
    ) -> impl Iterator<Item = NodeId> + 'a {
        let mut set = overlapping(&self.set, span).peekable();
        let mut read = overlapping(&self.read.0, span).peekable();
        std::iter::from_fn(move || {
            loop {
                let next_set = set.peek().map(|(stretch, _)| stretch.start);
                let next_read = read.peek().map(|(stretch, _)| stretch.start);
                match (next_set, next_read) {
                    (Some(_), None) => return set.next().map(|(_, node)| node),
                    (Some(first), Some(second)) if first <= second => {
                        return set.next().map(|(_, node)| node);
                    }
                    (_, Some(_)) => {
                        let ordinal = read.next().map(|(_, ordinal)| ordinal)?;
                        if let Some(node) = self.alive(plan, ordinal) {
                            return Some(node);
                        }
                    }
                    (None, None) => return None,
                }
            }
        })
    }

    /// Where a task made of words that no node holds belongs: in the section around them, behind
    /// what stands before them.
    pub(super) fn place_for(&self, plan: &Plan, span: SourceSpan) -> (Parent, Option<NodeId>) {
        let around = self.at(plan, span.start).and_then(|node| plan.node(node));
        let parent = match around {
            Some(view) if view.kind() == NodeKind::Section => Parent::Node(view.id()),
            Some(view) => view.parent(),
            None => Parent::Document(self.stamp.0),
        };
        let behind = |node: &NodeId| {
            let read = self.read_node(plan, *node).map(|read| read.span.start);
            let start = read.or_else(|| self.extent(plan, *node).first().map(|first| first.start));
            start.is_some_and(|start| start > span.start)
        };
        (parent, plan.children(parent).find(behind))
    }

    /// Where a node stands: marker, title and own text; sorted, adjoining spans joined.
    pub(super) fn extent(&self, plan: &Plan, node: NodeId) -> Vec<SourceSpan> {
        let Some(view) = plan.node(node) else { return Vec::new() };
        let mut spans: Vec<SourceSpan> = self.strand(&view).spans().collect();
        if let Some(read) = self.read_node(plan, node) {
            // Written wholly anew: what the report says of it is still where it stands.
            if spans.is_empty() && view.is_reworded() {
                spans.extend(&read.pieces);
            }
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

fn overlapping<T: Copy>(
    stretches: &[(SourceSpan, T)],
    span: SourceSpan,
) -> impl Iterator<Item = (SourceSpan, T)> + '_ {
    let first = stretches.partition_point(|(stretch, _)| stretch.end <= span.start);
    stretches[first..].iter().copied().take_while(move |(stretch, _)| stretch.start < span.end)
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
