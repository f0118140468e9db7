//! One node into two.

use super::{
    ActionError,
    draft::{Draft, key_at},
    kind::corrected_behind,
};
use crate::change::{Change, Mint, Op};
use crate::model::{Anchor, Entity, Field, NodeId, Piece, Plan, SourceSpan, Value};

/// Splits a node's text at byte `offset`. The second half becomes the next sibling of the same
/// kind, with the same units and deadline; targets and annotations go with their words.
pub fn split(plan: &Plan, mint: &mut Mint, node: NodeId, offset: usize) -> Result<Change, ActionError> {
    let mut draft = Draft::new(plan, "split");
    let view = draft.node(node)?;
    let text = view.text();
    let outside = || ActionError::OffsetOutside(offset);
    let (head, tail) = text.split_at_checked(offset).ok_or_else(outside)?;
    if head.trim().is_empty() || tail.trim().is_empty() {
        return Err(outside());
    }
    let (pieces, at) = corrected_behind(plan, &view, offset);
    let (head, tail) = cut(plan, &pieces, at);
    let siblings = plan.all_children(view.parent());
    let next = plan.place_of(node).and_then(|(_, at)| siblings.get(at + 1)).copied();
    let new = mint.node();
    let entity = Entity::Node(new);
    let key = key_at(plan, view.parent(), next)?;
    draft.push(Op::CreateNode { id: new, document: view.document(), parent: view.parent(), key });
    draft.set(entity, Field::Kind, Value::Kind(view.kind()));
    draft.set(entity, Field::Text, Value::Pieces(tail.clone()));
    let units = view.stored_units();
    if !units.items.is_empty() {
        draft.set(entity, Field::Units, Value::Units(units.into_owned()));
    }
    if let Some(deadline) = view.deadline() {
        draft.set(entity, Field::Deadline, Value::Deadline(deadline.clone()));
    }
    for target in view.targets() {
        let stands_in_tail = match target.read() {
            Some((_, read)) => in_pieces(&tail, read.span),
            None => !target.quote().is_empty() && text[offset..].contains(&*target.quote()),
        };
        if stands_in_tail {
            draft.set(Entity::Target(target.id()), Field::Node, Value::Node(new));
        }
    }
    for note in view.annotations() {
        if let Some(place) = note.place()
            && place.start >= offset
        {
            let start = Some((place.start - offset) as u32);
            draft.anchor(note.id(), Anchor { node: new, quote: note.quote().to_owned(), start });
        }
    }
    draft.set(Entity::Node(node), Field::Text, Value::Pieces(head));
    Ok(draft.finish())
}

/// Whether a passage begins inside one of the pieces.
pub(super) fn in_pieces(pieces: &[Piece], wanted: SourceSpan) -> bool {
    let holds = |span: &SourceSpan| span.start <= wanted.start && wanted.start < span.end;
    pieces.iter().any(|piece| matches!(piece, Piece::Source(_, span) if holds(span)))
}

/// The pieces before and after byte `offset` of their words.
pub(super) fn cut(plan: &Plan, pieces: &[Piece], offset: usize) -> (Vec<Piece>, Vec<Piece>) {
    let (mut head, mut tail) = (Vec::new(), Vec::new());
    let mut from = 0;
    for piece in pieces {
        let length = plan.words(std::slice::from_ref(piece)).len();
        let at = offset.saturating_sub(from).min(length);
        from += length;
        let (first, second) = match piece {
            Piece::Own(own) => (Piece::Own(own[..at].to_owned()), Piece::Own(own[at..].to_owned())),
            Piece::Source(reading, span) => {
                let middle = span.start as usize + at;
                (
                    Piece::Source(*reading, SourceSpan::new(span.start as usize, middle)),
                    Piece::Source(*reading, SourceSpan::new(middle, span.end as usize)),
                )
            }
        };
        if at > 0 {
            head.push(first);
        }
        if at < length {
            tail.push(second);
        }
    }
    (head, tail)
}
