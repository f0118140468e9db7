//! One node into two.

use super::{
    ActionError,
    draft::{Draft, key_at},
    kind::{corrected_behind, is_stop},
};
use crate::change::{Change, Mint, Op};
use crate::model::{Anchor, Entity, Field, NodeId, NodeKind, Piece, Plan, SourceSpan, Value, first_clause};

/// Splits a node's text at byte `offset`, behind the stops that stand there. The second half becomes
/// the next sibling of the same kind, with the same units and deadline; a section's has its first
/// clause for a title. Targets and annotations go with their words.
pub fn split(plan: &Plan, mint: &mut Mint, node: NodeId, offset: usize) -> Result<Change, ActionError> {
    let mut draft = Draft::new(plan, "split");
    let view = draft.node(node)?;
    let text = view.text();
    let outside = || ActionError::OffsetOutside(offset);
    let (_, tail) = text.split_at_checked(offset).ok_or_else(outside)?;
    // No text begins with a stop: it ends what stands before it.
    let offset = text.len() - tail.trim_start_matches(|c: char| c.is_whitespace() || is_stop(c)).len();
    let (head, tail) = text.split_at(offset);
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
    let (title, rest, titled) = match view.kind() {
        NodeKind::Section => titled(plan, &tail),
        NodeKind::Task => (String::new(), tail.clone(), 0),
    };
    if !title.is_empty() {
        draft.set(entity, Field::Title, Value::Text(title));
    }
    draft.set(entity, Field::Text, Value::Pieces(rest));
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
            // A comment on words that became the title has no place in the text.
            let start = (place.start - offset).checked_sub(titled).map(|start| start as u32);
            draft.anchor(note.id(), Anchor { node: new, quote: note.quote().to_owned(), start });
        }
    }
    draft.set(Entity::Node(node), Field::Text, Value::Pieces(head));
    Ok(draft.finish())
}

/// The first clause of a section's words as its title, the rest, and how many bytes were taken.
fn titled(plan: &Plan, pieces: &[Piece]) -> (String, Vec<Piece>, usize) {
    let words = plan.words(pieces);
    let title = first_clause(&words).trim_end_matches(is_stop).to_owned();
    let from = words.find(&title).map_or(0, |at| at + title.len());
    let rest = words[from..].trim_start_matches(|c: char| c.is_whitespace() || is_stop(c));
    let taken = words.len() - rest.len();
    (title, cut(plan, pieces, taken).1, taken)
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
