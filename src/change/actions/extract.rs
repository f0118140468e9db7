//! Words of the report that become a task of their own; they stay words of the source.

use super::{
    ActionError,
    draft::{Draft, key_at},
    kind::corrected_behind,
    split::{cut, in_pieces},
};
use crate::change::{Change, Mint, Op};
use crate::model::{Anchor, Entity, Field, NodeId, NodeKind, Parent, Piece, Plan, SourceSpan, Value};
use std::ops::Range;

/// Makes `words`, bytes of a node's text, a task of their own. What stands before and after them
/// stays with the node. Out of a task comes its next sibling, with the same units and deadline, or
/// the one before it where the words begin the text; out of a section's body comes a child, where
/// its words stand among the children. Targets and annotations go with their words. Words that are
/// a task already change nothing.
pub fn extract_task(
    plan: &Plan,
    mint: &mut Mint,
    node: NodeId,
    words: Range<usize>,
) -> Result<Change, ActionError> {
    let mut draft = Draft::new(plan, "make_task");
    let view = draft.node(node)?;
    let text = view.text();
    let outside = || ActionError::OffsetOutside(words.start);
    if !text.get(words.clone()).is_some_and(says_something) {
        return Err(outside());
    }
    // The stop behind the words ends them; left behind it would end nothing.
    let stops = text[words.end..].chars().take_while(|char| "，。；、：！？,;!?".contains(*char));
    let words = words.start..words.end + stops.map(char::len_utf8).sum::<usize>();
    let (before, after) = (&text[..words.start], &text[words.end..]);
    let from_task = view.kind() == NodeKind::Task;
    if from_task && !says_something(before) && !says_something(after) {
        return Ok(draft.finish());
    }
    let (pieces, at) = corrected_behind(plan, &view, words.start);
    let (mut rest, tail) = cut(plan, &pieces, at);
    let (own, tail) = cut(plan, &tail, words.len());
    rest.extend(tail);
    let (parent, next) = if from_task {
        let siblings = plan.all_children(view.parent());
        let next = plan.place_of(node).and_then(|(_, at)| siblings.get(at + 1)).copied();
        (view.parent(), if says_something(before) { next } else { Some(node) })
    } else {
        (Parent::Node(node), child_behind(plan, node, &own))
    };
    let new = mint.node();
    let entity = Entity::Node(new);
    let key = key_at(plan, parent, next)?;
    draft.push(Op::CreateNode { id: new, document: view.document(), parent, key });
    draft.set(entity, Field::Kind, Value::Kind(NodeKind::Task));
    draft.set(entity, Field::Text, Value::Pieces(own.clone()));
    if from_task {
        let units = view.stored_units();
        if !units.items.is_empty() {
            draft.set(entity, Field::Units, Value::Units(units.into_owned()));
        }
        if let Some(deadline) = view.deadline() {
            draft.set(entity, Field::Deadline, Value::Deadline(deadline.clone()));
        }
    }
    for target in view.targets() {
        let goes = match target.read() {
            Some((_, read)) => in_pieces(&own, read.span),
            None => !target.quote().is_empty() && text[words.clone()].contains(&*target.quote()),
        };
        if goes {
            draft.set(Entity::Target(target.id()), Field::Node, Value::Node(new));
        }
    }
    for note in view.annotations() {
        let Some(place) = note.place() else { continue };
        let quote = note.quote().to_owned();
        if words.start <= place.start && place.end <= words.end {
            let start = Some((place.start - words.start) as u32);
            draft.anchor(note.id(), Anchor { node: new, quote, start });
        } else if place.start >= words.end {
            let start = Some((place.start - words.len()) as u32);
            draft.anchor(note.id(), Anchor { node, quote, start });
        }
    }
    draft.set(Entity::Node(node), Field::Text, Value::Pieces(rest));
    Ok(draft.finish())
}

/// Makes a task of a passage of the report that no section or task holds.
pub fn take_up(
    plan: &Plan,
    mint: &mut Mint,
    parent: Parent,
    before: Option<NodeId>,
    passage: SourceSpan,
) -> Result<Change, ActionError> {
    let mut draft = Draft::new(plan, "make_task");
    let document = match parent {
        Parent::Document(document) => {
            draft.editable(Entity::Document(document))?;
            document
        }
        Parent::Node(node) => draft.node(node)?.document(),
    };
    let unknown = ActionError::Unknown(Entity::Document(document));
    let Some((id, reading)) =
        plan.document(document).and_then(|view| Some((view.reading_id(), view.reading()?)))
    else {
        return Err(unknown);
    };
    let words = passage.of(&reading.text);
    if !says_something(words) {
        return Err(ActionError::Empty("text"));
    }
    let mut pieces = Vec::new();
    let mut at = passage.start as usize;
    for line in words.split('\n') {
        let first = at + line.len() - line.trim_start().len();
        let last = first + line.trim().len();
        if first < last {
            pieces.push(Piece::Source(id, SourceSpan::new(first, last)));
        }
        at += line.len() + 1;
    }
    let key = key_at(plan, parent, before)?;
    let new = mint.node();
    draft.push(Op::CreateNode { id: new, document, parent, key });
    draft.set(Entity::Node(new), Field::Kind, Value::Kind(NodeKind::Task));
    draft.set(Entity::Node(new), Field::Text, Value::Pieces(pieces));
    Ok(draft.finish())
}

fn says_something(words: &str) -> bool {
    words.contains(char::is_alphanumeric)
}

/// The first child of a section that stands behind words of the section's own body.
fn child_behind(plan: &Plan, section: NodeId, words: &[Piece]) -> Option<NodeId> {
    let place = |pieces: &[Piece]| {
        pieces.iter().find_map(|piece| match piece {
            Piece::Source(reading, span) => Some((*reading, span.start)),
            Piece::Own(_) => None,
        })
    };
    let (reading, start) = place(words)?;
    plan.children(Parent::Node(section)).find(|child| {
        let Some(view) = plan.node(*child) else { return false };
        // A section may have no words of its own: its title tells where it stands.
        let origin = plan.node_state(*child).and_then(|state| state.origin);
        let read = view.read().zip(origin).filter(|(_, origin)| origin.reading == reading);
        let stands = place(&view.pieces())
            .filter(|(from, _)| *from == reading)
            .map(|(_, at)| at)
            .or(read.map(|((_, node), _)| node.span.start));
        stands.is_some_and(|at| at > start)
    })
}
