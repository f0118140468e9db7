//! All annotations of a project in the order of its reports' texts.

use crate::model::{AnnotationId, AnnotationView, Entity, NodeId, NodeView, Parent, Piece, Plan};

/// Where something stands: which report, which byte of it, which of several at one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TextPlace {
    document: usize,
    byte: u32,
    /// Nodes without words of the report stand where the one before them does, after it.
    sibling: usize,
    within: usize,
    at: i64,
}

/// Annotations in the order of the text; replies go with what they reply to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NoteOrder {
    notes: Vec<(TextPlace, NodeId, AnnotationId)>,
}

/// The comments of a node without the answers to them: what one counts and goes through.
pub fn threads<'a>(notes: &[AnnotationView<'a>]) -> impl Iterator<Item = AnnotationView<'a>> {
    let stands = |id: AnnotationId| notes.iter().any(|note| note.id() == id);
    notes.iter().copied().filter(move |note| !note.reply_to().is_some_and(stands))
}

impl NoteOrder {
    /// Sorts all annotations that are shown.
    pub fn of(plan: &Plan) -> Self {
        let mut notes: Vec<_> = plan
            .annotations()
            .filter(|note| note.reply_to().is_none() && plan.is_shown(Entity::Annotation(note.id())))
            .filter_map(|note| {
                let node = note.anchor()?.node;
                let mut place = TextPlace::of(plan, node)?;
                if let Some(words) = note.place() {
                    place.within = words.start;
                    place.byte = source_byte(&plan.node(node)?, words.start).unwrap_or(place.byte);
                }
                place.at = note.stamp().at;
                Some((place, node, note.id()))
            })
            .collect();
        notes.sort_unstable();
        Self { notes }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.notes.len()
    }

    /// True when there are none.
    pub fn is_empty(&self) -> bool {
        self.notes.is_empty()
    }

    /// The place of an annotation among all, from 0.
    pub fn rank(&self, note: AnnotationId) -> Option<usize> {
        self.notes.iter().position(|(_, _, id)| *id == note)
    }

    /// The annotation after or before `current`, else after or before a place in the text; round
    /// the ends.
    pub fn step(
        &self,
        current: Option<AnnotationId>,
        from: Option<TextPlace>,
        forward: bool,
    ) -> Option<(NodeId, AnnotationId)> {
        let count = self.notes.len();
        let last = count.checked_sub(1)?;
        let at = match (current.and_then(|note| self.rank(note)), from) {
            (Some(rank), _) if forward => (rank + 1) % count,
            (Some(rank), _) => rank.checked_sub(1).unwrap_or(last),
            (None, Some(place)) if forward => {
                self.notes.partition_point(|(stands, ..)| *stands < place) % count
            }
            (None, Some(place)) => {
                let before = self.notes.partition_point(|(stands, ..)| *stands < place);
                before.checked_sub(1).unwrap_or(last)
            }
            (None, None) => 0,
        };
        self.notes.get(at).map(|(_, node, note)| (*node, *note))
    }
}

impl TextPlace {
    /// Where a node begins.
    pub fn of(plan: &Plan, node: NodeId) -> Option<Self> {
        let view = plan.node(node)?;
        let document = plan.documents().position(|document| document.id == view.document())?;
        let (byte, sibling) = first_byte(plan, node);
        Some(Self { document, byte, sibling, within: 0, at: i64::MIN })
    }
}

/// The byte of its report at which a node begins; for one without words of the report, that of the
/// one before it or around it, and how many steps away that is.
fn first_byte(plan: &Plan, node: NodeId) -> (u32, usize) {
    let mut at = node;
    let mut steps = 0;
    while let Some(view) = plan.node(at) {
        if let Some(byte) = own_byte(plan, &view) {
            return (byte, steps);
        }
        steps += 1;
        let siblings = plan.all_children(view.parent());
        let place = siblings.iter().position(|sibling| *sibling == at).unwrap_or(0);
        let before = siblings[..place].iter().rev().find(|sibling| plan.is_alive(Entity::Node(**sibling)));
        at = match (before, view.parent()) {
            (Some(before), _) => *before,
            (None, Parent::Node(parent)) => parent,
            (None, Parent::Document(_)) => return (0, steps),
        };
    }
    (0, steps)
}

fn own_byte(plan: &Plan, view: &NodeView<'_>) -> Option<u32> {
    let shown = plan.document(view.document())?.reading_id();
    let origin = plan.node_state(view.id())?.origin.filter(|origin| origin.reading == shown);
    let read = view.read().filter(|_| origin.is_some()).map(|(_, read)| read.span.start);
    let set = view.pieces().iter().find_map(|piece| match piece {
        Piece::Source(reading, span) if *reading == shown => Some(span.start),
        _ => None,
    });
    match (read, set) {
        (Some(read), Some(set)) => Some(read.min(set)),
        (read, set) => read.or(set),
    }
}

/// The byte of the report at an offset in a node's text, if it is the report's.
fn source_byte(view: &NodeView<'_>, offset: usize) -> Option<u32> {
    let mut from = 0;
    for piece in view.pieces().iter() {
        let length = match piece {
            Piece::Own(own) => own.len(),
            Piece::Source(_, span) => span.len(),
        };
        if offset < from + length {
            return match piece {
                Piece::Source(_, span) => Some(span.start + (offset - from) as u32),
                Piece::Own(_) => None,
            };
        }
        from += length;
    }
    None
}
