//! Two neighbours into one.

use super::{ActionError, draft::Draft, kind::corrected_pieces};
use crate::change::Change;
use crate::model::{
    Anchor, Entity, Field, NodeId, NodeKind, Parent, Piece, Plan, UnitList, Value, normalised_name,
};

/// Merges the next sibling into `node`: its text follows (a section's title before it, in a task the
/// title is the text), its units, targets, annotations and children come along, and it is removed.
/// Where both have a leader or a deadline, those of `node` stay. A section and a task do not merge.
pub fn merge(plan: &Plan, node: NodeId) -> Result<Change, ActionError> {
    let mut draft = Draft::new(plan, "merge");
    let into = draft.node(node)?;
    let next = plan.next_sibling(node).ok_or(ActionError::NothingToMerge)?;
    let other = draft.node(next)?;
    if into.kind() != other.kind() {
        return Err(ActionError::NothingToMerge);
    }
    let mut pieces = corrected_pieces(plan, &into);
    let moved = plan.words(&pieces).len();
    if other.kind() == NodeKind::Section && !other.title().is_empty() {
        let gap = if pieces.is_empty() { "" } else { "\n" };
        pieces.push(Piece::Own(format!("{gap}{}{}\n", other.marker(), other.title())));
    }
    let length = plan.words(&pieces).len();
    let tail = corrected_pieces(plan, &other);
    let added = plan.words(&tail).len();
    pieces.extend(tail);
    let before = into.text().len();
    for note in into.annotations().iter().filter(|_| moved != before) {
        let start = note.place().and_then(|place| (place.start + moved).checked_sub(before));
        let start = start.map(|start| start as u32);
        draft.anchor(note.id(), Anchor { node, quote: note.quote().to_owned(), start });
    }
    draft.set(Entity::Node(node), Field::Text, Value::Pieces(pieces));
    let (units, more) = (into.stored_units(), other.stored_units());
    let mut list = UnitList { items: units.items.clone(), open: units.open || more.open };
    for unit in &more.items {
        if !list.items.iter().any(|known| normalised_name(&known.name) == normalised_name(&unit.name)) {
            list.items.push(unit.clone());
        }
    }
    if *units != list {
        draft.set(Entity::Node(node), Field::Units, Value::Units(list));
    }
    if into.deadline().is_none()
        && let Some(deadline) = other.deadline()
    {
        draft.set(Entity::Node(node), Field::Deadline, Value::Deadline(deadline.clone()));
    }
    if into.leader().is_empty() && !other.leader().is_empty() {
        draft.set(Entity::Node(node), Field::Leader, Value::Text(other.leader().to_owned()));
    }
    if !other.note().is_empty() {
        let joined = if into.note().is_empty() {
            other.note().to_owned()
        } else {
            [into.note(), other.note()].join("\n")
        };
        draft.set(Entity::Node(node), Field::Note, Value::Text(joined));
    }
    for target in other.targets() {
        draft.set(Entity::Target(target.id()), Field::Node, Value::Node(node));
    }
    let behind = other.text().len();
    for note in other.annotations() {
        let begin = note.place().and_then(|place| (place.start + length + added).checked_sub(behind));
        let begin = begin.map(|begin| begin as u32);
        draft.anchor(note.id(), Anchor { node, quote: note.quote().to_owned(), start: begin });
    }
    let mut tail = plan
        .all_children(Parent::Node(node))
        .last()
        .and_then(|child| plan.node_state(*child))
        .map(|state| state.key.clone());
    for child in plan.children(Parent::Node(next)) {
        let key = crate::model::OrderKey::between(tail.as_ref(), None);
        tail = Some(key.clone());
        draft.push(crate::change::Op::Move { node: child, parent: Parent::Node(node), key });
    }
    draft.remove(Entity::Node(next));
    Ok(draft.finish())
}
