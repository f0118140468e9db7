//! Deriving a document's nodes and targets from the reading it follows.

use super::apply::chain_holds;
use super::life::revive_above;
use crate::model::{
    Adoption, DocumentId, Entity, Field, NodeId, NodeState, OrderKey, Origin, Parent, Plan, Reading,
    RecordId, TargetId, TargetState, Value, Write, WriteId,
};
use std::sync::Arc;

/// Derives a document's nodes and targets from its adopted reading: the one that is shown.
pub(super) fn bind(plan: &mut Plan, document: DocumentId) {
    let Some(state) = plan.documents.get(&document) else { return };
    let shown = plan.shown_write(Entity::Document(document), Field::Reading);
    let (adoption, minted_by) =
        if let Some(Write { value: Some(Value::Reading(adoption)), origin, .. }) = shown {
            (adoption.clone(), origin.record)
        } else {
            let first = Adoption { reading: state.first_reading, nodes: Vec::new(), targets: Vec::new() };
            (first, document.record)
        };
    bind_to(plan, document, &adoption, minted_by);
}

/// As `bind`, to the reading that one write adopts, when it is not the one that is shown.
pub(super) fn bind_written(plan: &mut Plan, document: DocumentId, written: WriteId) {
    let entity = Entity::Document(document);
    let shown = plan.shown_write(entity, Field::Reading).map(|write| write.id);
    let write = plan.writes(entity, Field::Reading).iter().find(|write| write.id == written);
    if shown != Some(written)
        && let Some(Write { value: Some(Value::Reading(adoption)), origin, .. }) = write
    {
        let (adoption, minted_by) = (adoption.clone(), origin.record);
        bind_to(plan, document, &adoption, minted_by);
    }
}

fn bind_to(plan: &mut Plan, document: DocumentId, adoption: &Adoption, minted_by: RecordId) {
    let Some(reading) = plan.reading(adoption.reading).cloned() else { return };
    let before: Vec<NodeId> =
        plan.nodes.iter().filter(|(_, state)| state.document == document).map(|(id, _)| *id).collect();
    retire(plan, &before);
    let nodes = bind_nodes(plan, document, adoption, &reading, minted_by);
    hang_all(plan, document, &before, &nodes);
    bind_targets(plan, adoption, &reading, minted_by, &nodes);
    // Work that hangs under what the new reading no longer holds keeps it.
    for node in before.into_iter().chain(nodes) {
        if plan.is_alive(Entity::Node(node))
            && let Some(parent) = plan.node_state(node).map(|state| state.parent)
        {
            revive_above(plan, parent);
        }
    }
}

/// Marks what came from earlier readings as no longer current.
fn retire(plan: &mut Plan, nodes: &[NodeId]) {
    for node in nodes {
        if let Some(state) = plan.nodes.get_mut(node) {
            state.origin =
                state.origin.filter(|_| !state.made).map(|origin| Origin { current: false, ..origin });
        }
        for target in plan.targets_of.get(node).into_iter().flatten() {
            if let Some(origin) = plan.targets.get_mut(target).and_then(|state| state.origin.as_mut()) {
                origin.current = false;
            }
        }
    }
}

/// Gives every node of the reading its id, origin and parent; does not yet list it as a child.
fn bind_nodes(
    plan: &mut Plan,
    document: DocumentId,
    adoption: &Adoption,
    reading: &Arc<Reading>,
    minted_by: RecordId,
) -> Vec<NodeId> {
    let mut ids: Vec<NodeId> =
        (0..reading.nodes.len() as u32).map(|ordinal| NodeId { record: minted_by, ordinal }).collect();
    for (node, ordinal) in &adoption.nodes {
        let here = plan.node_state(*node).is_some_and(|state| state.document == document);
        if let Some(slot) = ids.get_mut(*ordinal as usize)
            && here
        {
            *slot = *node;
        }
    }
    plan.nodes.reserve(ids.len());
    let root = Parent::Document(document);
    let mut fresh = vec![false; ids.len()];
    for (ordinal, id) in ids.iter().enumerate() {
        let origin = Some(Origin { reading: adoption.reading, ordinal: ordinal as u32, current: true });
        let key = OrderKey::of_ordinal(ordinal as u32);
        if let Some(state) = plan.nodes.get_mut(id) {
            state.origin = origin;
            // Off its old place first, so that old places make no circles with new ones.
            if !state.moved {
                (state.parent, state.key) = (root, key);
            }
            continue;
        }
        fresh[ordinal] = true;
        let state = NodeState {
            document,
            origin,
            parent: root,
            key,
            moved: false,
            touched: false,
            made: false,
            placed: None,
        };
        plan.nodes.insert(*id, state);
    }
    for (ordinal, id) in ids.iter().enumerate() {
        let place = |read: Option<u32>| {
            read.and_then(|parent| ids.get(parent as usize)).map_or(root, |parent| Parent::Node(*parent))
        };
        let mut above = reading.nodes[ordinal].parent;
        if !fresh[ordinal] {
            // Somebody may have moved what the reading has above this node to below it.
            while let Some(parent) = above
                && chain_holds(plan, place(above), *id)
            {
                above = reading
                    .nodes
                    .get(parent as usize)
                    .and_then(|node| node.parent)
                    .filter(|next| *next < parent);
            }
        }
        if let Some(state) = plan.nodes.get_mut(id)
            && !state.moved
        {
            state.parent = place(above);
        }
    }
    ids
}

/// Lists all nodes of the document under their parents, in order.
fn hang_all(plan: &mut Plan, document: DocumentId, before: &[NodeId], bound: &[NodeId]) {
    plan.children.remove(&Parent::Document(document));
    for node in before {
        plan.children.remove(&Parent::Node(*node));
    }
    let mut nodes: Vec<NodeId> = before.iter().chain(bound).copied().collect();
    nodes.sort_unstable();
    nodes.dedup();
    for node in nodes {
        if let Some(state) = plan.nodes.get(&node) {
            plan.children.entry(state.parent).or_default().push(node);
        }
    }
    let parents =
        before.iter().chain(bound).map(|node| Parent::Node(*node)).chain([Parent::Document(document)]);
    let states = &plan.nodes;
    for parent in parents {
        if let Some(children) = plan.children.get_mut(&parent) {
            children.sort_by(|a, b| {
                let key = |node: &NodeId| states.get(node).map(|state| &state.key);
                key(a).cmp(&key(b)).then(a.cmp(b))
            });
        }
    }
}

fn bind_targets(
    plan: &mut Plan,
    adoption: &Adoption,
    reading: &Arc<Reading>,
    minted_by: RecordId,
    nodes: &[NodeId],
) {
    let mut ids: Vec<TargetId> =
        (0..reading.targets.len() as u32).map(|ordinal| TargetId { record: minted_by, ordinal }).collect();
    for (target, ordinal) in &adoption.targets {
        if let Some(slot) = ids.get_mut(*ordinal as usize)
            && plan.target_state(*target).is_some()
        {
            *slot = *target;
        }
    }
    for (ordinal, id) in ids.into_iter().enumerate() {
        let origin = Some(Origin { reading: adoption.reading, ordinal: ordinal as u32, current: true });
        let derived = reading.targets[ordinal].node.and_then(|node| nodes.get(node as usize)).copied();
        let set = match plan.set_value(Entity::Target(id), Field::Node) {
            Some(Value::Node(node)) => Some(*node),
            _ => None,
        };
        let node = set.or(derived);
        let old = plan.targets.insert(id, TargetState { origin, node, derived }).and_then(|state| state.node);
        if old != node {
            if let Some(list) = old.and_then(|old| plan.targets_of.get_mut(&old)) {
                list.retain(|known| *known != id);
            }
            if let Some(node) = node {
                plan.targets_of.entry(node).or_default().push(id);
            }
        }
    }
}
