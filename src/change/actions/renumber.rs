//! Numerals before titles.

use super::{ActionError, draft::Draft, wording::contested};
use crate::change::Change;
use crate::model::{Entity, Field, NodeId, NodeKind, Numbering, Parent, Plan, Value};

/// Sets the numeral before a node; empty takes it away.
pub fn set_marker(plan: &Plan, node: NodeId, marker: &str) -> Result<Change, ActionError> {
    let mut draft = Draft::new(plan, "set_marker");
    let view = draft.node(node)?;
    let marker = marker.trim();
    if view.marker() != marker || contested(plan, Entity::Node(node), Field::Marker) {
        draft.set(Entity::Node(node), Field::Marker, Value::Text(marker.to_owned()));
    }
    Ok(draft.finish())
}

/// Numbers the children of `parent` in order, in the form of the first numeral among them and on
/// from the lowest of that form, wherever that stands now; where none has one, in the form of their
/// level, from one. Sections and tasks under one parent are numbered apart; those of the kind that has
/// no numerals stay as they are.
pub fn renumber(plan: &Plan, parent: Parent) -> Result<Change, ActionError> {
    let mut draft = Draft::new(plan, "renumber");
    draft.place(parent, None)?;
    let children: Vec<NodeId> = plan.children(parent).collect();
    let mut marked = false;
    for kind in [NodeKind::Section, NodeKind::Task] {
        let of_kind: Vec<NodeId> = children
            .iter()
            .copied()
            .filter(|child| plan.node(*child).is_some_and(|view| view.kind() == kind))
            .collect();
        let numerals: Vec<(Numbering, u32)> =
            of_kind.iter().filter_map(|child| Numbering::of(&plan.node(*child)?.marker())).collect();
        if let Some((numbering, _)) = numerals.first() {
            let of_form = numerals.iter().filter(|(form, _)| form == numbering);
            let start = of_form.map(|(_, number)| *number).min().unwrap_or(1);
            number(&mut draft, &of_kind, numbering, start)?;
            marked = true;
        }
    }
    if !marked {
        number(&mut draft, &children, &Numbering::of_level(level(plan, parent)), 1)?;
    }
    Ok(draft.finish())
}

fn number(
    draft: &mut Draft<'_>,
    nodes: &[NodeId],
    numbering: &Numbering,
    start: u32,
) -> Result<(), ActionError> {
    for (node, number) in nodes.iter().zip(start..=u32::MAX) {
        let view = draft.node(*node)?;
        let marker = numbering.marker(number);
        if view.marker() != marker || contested(draft.plan, Entity::Node(*node), Field::Marker) {
            draft.set(Entity::Node(*node), Field::Marker, Value::Text(marker));
        }
    }
    Ok(())
}

/// Depth of the children of `parent`, 0 at the top of a document.
fn level(plan: &Plan, parent: Parent) -> usize {
    let mut level = 0;
    let mut above = parent;
    while let Parent::Node(node) = above
        && let Some(state) = plan.node_state(node)
    {
        level += 1;
        above = state.parent;
    }
    level
}
