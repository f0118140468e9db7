//! Several nodes at once: one change, one step to take back.

use super::{
    ActionError, assign,
    draft::{Draft, keys_beside},
};
use crate::change::{Change, Op};
use crate::model::{Assignment, NodeId, OrderKey, Parent, Plan};
use rustc_hash::{FxHashMap, FxHashSet};

/// The nodes that hang under no other of them, each once, in the order of the outline.
pub(super) fn topmost(plan: &Plan, nodes: &[NodeId]) -> Vec<NodeId> {
    let chosen: FxHashSet<NodeId> = nodes.iter().copied().collect();
    let mut placed: Vec<(Vec<(OrderKey, NodeId)>, NodeId)> = chosen
        .iter()
        .filter(|node| above(plan, **node).all(|ancestor| !chosen.contains(&ancestor)))
        .map(|node| (path(plan, *node), *node))
        .collect();
    // Nodes of one document together; within it by their places from the top down.
    placed.sort_by(|(a, one), (b, other)| {
        let document = |node: &NodeId| plan.node_state(*node).map(|state| state.document);
        document(one).cmp(&document(other)).then_with(|| a.cmp(b))
    });
    placed.into_iter().map(|(_, node)| node).collect()
}

fn above(plan: &Plan, node: NodeId) -> impl Iterator<Item = NodeId> + '_ {
    let parent = move |node: NodeId| match plan.node_state(node)?.parent {
        Parent::Node(parent) => Some(parent),
        Parent::Document(_) => None,
    };
    std::iter::successors(parent(node), move |node| parent(*node))
}

fn path(plan: &Plan, node: NodeId) -> Vec<(OrderKey, NodeId)> {
    let key = |node: NodeId| (plan.node_state(node).map(|state| state.key.clone()).unwrap_or_default(), node);
    let mut path: Vec<_> = std::iter::once(node).chain(above(plan, node)).map(key).collect();
    path.reverse();
    path
}

/// Moves nodes, each with all below it, under `parent`, before the child `before` or at the end.
/// They keep their order; what hangs under another of them moves with it.
pub fn move_all(
    plan: &Plan,
    nodes: &[NodeId],
    parent: Parent,
    before: Option<NodeId>,
) -> Result<Change, ActionError> {
    let mut draft = Draft::new(plan, "move");
    let document = draft.place(parent, before)?;
    let nodes = topmost(plan, nodes);
    let moved: FxHashSet<NodeId> = nodes.iter().copied().collect();
    for node in &nodes {
        if draft.node(*node)?.document() != document {
            return Err(ActionError::NoSuchPlace);
        }
    }
    if let Parent::Node(node) = parent
        && std::iter::once(node).chain(above(plan, node)).any(|ancestor| moved.contains(&ancestor))
    {
        return Err(ActionError::Circle);
    }
    // Before one of themselves is before the next that stays.
    let mut before = before;
    while let Some(node) = before.filter(|node| moved.contains(node)) {
        before = plan.next_sibling(node);
    }
    if stand_already(plan, &nodes, parent, before) {
        return Ok(draft.finish());
    }
    let keys = keys_beside(plan, parent, before, nodes.len(), |node| moved.contains(&node))?;
    for (node, key) in nodes.into_iter().zip(keys) {
        draft.push(Op::Move { node, parent, key });
    }
    Ok(draft.finish())
}

/// True when the nodes stand side by side under `parent`, right before `before`.
fn stand_already(plan: &Plan, nodes: &[NodeId], parent: Parent, before: Option<NodeId>) -> bool {
    let hang = nodes.iter().all(|node| plan.node_state(*node).is_some_and(|state| state.parent == parent));
    hang && nodes
        .iter()
        .zip(nodes.iter().skip(1).copied().map(Some).chain([before]))
        .all(|(node, next)| plan.next_sibling(*node) == next)
}

/// Sets the ordered units of several nodes; a node given twice takes the last list.
pub fn assign_all(plan: &Plan, lists: &[(NodeId, Vec<Assignment>)]) -> Result<Change, ActionError> {
    let mut change = Draft::new(plan, "assign").finish();
    let last: FxHashMap<NodeId, usize> =
        lists.iter().enumerate().map(|(at, (node, _))| (*node, at)).collect();
    for (at, (node, units)) in lists.iter().enumerate() {
        if last.get(node) == Some(&at) {
            change.ops.extend(assign(plan, *node, units)?.ops);
        }
    }
    Ok(change)
}
