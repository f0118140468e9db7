//! What is alive. Invariant: whatever hangs above an alive node is alive too, so that no work is
//! ever out of reach.

use super::bind::Rebound;
use crate::model::{Entity, Field, Flag, NodeId, Parent, Plan, Value, WriteId};

/// The writes that count as work on an entity: of its fields but `Alive`; for a node also its last
/// move and the work on its targets and annotations. A removal names those its author had seen.
pub(super) fn edits(plan: &Plan, entity: Entity) -> Vec<WriteId> {
    let mut edits: Vec<WriteId> = field_edits(plan, entity).collect();
    if let Entity::Node(node) = entity {
        edits.extend(plan.node_state(node).and_then(|state| state.placed));
        for target in plan.targets_of.get(&node).into_iter().flatten() {
            edits.extend(field_edits(plan, Entity::Target(*target)));
        }
        for note in plan.annotations_of.get(&node).into_iter().flatten() {
            edits.extend(field_edits(plan, Entity::Annotation(*note)));
        }
    }
    edits
}

fn field_edits(plan: &Plan, entity: Entity) -> impl Iterator<Item = WriteId> + '_ {
    Field::NAMES
        .iter()
        .filter(|(field, _)| *field != Field::Alive)
        .flat_map(move |(field, _)| plan.writes(entity, *field).iter().map(|write| write.id))
}

/// Somebody worked on the node: if it was removed meanwhile it comes back, flagged.
pub(super) fn touch(plan: &mut Plan, node: NodeId) {
    if plan.is_alive(Entity::Node(node)) {
        touch_quietly(plan, node);
    } else {
        revive(plan, node);
    }
}

fn touch_quietly(plan: &mut Plan, node: NodeId) {
    if let Some(state) = plan.nodes.get_mut(&node) {
        state.touched = true;
    }
}

/// Brings a node back, and all above it that is gone.
pub(super) fn revive(plan: &mut Plan, mut node: NodeId) {
    plan.trace.reshape();
    loop {
        plan.trace.touch(node);
        // Enough where a new reading let it go; a removal by a person is outweighed by the flag.
        touch_quietly(plan, node);
        if !plan.is_alive(Entity::Node(node)) {
            let flags = plan.flags.entry(node).or_default();
            if !flags.contains(&Flag::Revived) {
                flags.push(Flag::Revived);
            }
        }
        match plan.node_state(node).map(|state| state.parent) {
            Some(Parent::Node(parent)) if !plan.is_alive(Entity::Node(parent)) => node = parent,
            _ => return,
        }
    }
}

/// Brings back what a living child hangs under.
pub(super) fn revive_above(plan: &mut Plan, parent: Parent) {
    if let Parent::Node(node) = parent
        && !plan.is_alive(Entity::Node(node))
    {
        revive(plan, node);
    }
}

/// Verdicts of one record whose surroundings are looked at once the whole record is applied:
/// a record may remove or restore a parent before or after its children.
#[derive(Default)]
pub(super) struct Verdicts {
    removed: Vec<NodeId>,
    kept: Vec<NodeId>,
    /// Documents whose reading the record set.
    pub(super) rebound: Rebound,
}

impl Verdicts {
    /// A verdict on a node's life was written.
    pub(super) fn judge(&mut self, plan: &mut Plan, node: NodeId, write: WriteId, seen: &[WriteId]) {
        let entity = Entity::Node(node);
        unflag(plan, node, Flag::Revived);
        let verdict = plan.writes(entity, Field::Alive).iter().find(|other| other.id == write);
        if verdict.is_none_or(|write| write.value != Some(Value::Flag(false))) {
            touch_quietly(plan, node);
            self.kept.push(node);
            return;
        }
        // A removal that did not know of somebody's work does not bury it.
        let own = |edit: &WriteId| edit.record == write.record;
        if edits(plan, entity).iter().any(|edit| !own(edit) && !seen.contains(edit)) {
            revive(plan, node);
        } else {
            self.removed.push(node);
        }
    }

    /// Holds the invariant once the record is applied.
    pub(super) fn settle(self, plan: &mut Plan) {
        for node in self.kept {
            if plan.is_alive(Entity::Node(node))
                && let Some(parent) = plan.node_state(node).map(|state| state.parent)
            {
                revive_above(plan, parent);
            }
        }
        for node in self.removed {
            if plan.children(Parent::Node(node)).next().is_some() {
                revive(plan, node);
            }
        }
        self.rebound.settle(plan);
    }
}

pub(super) fn unflag(plan: &mut Plan, node: NodeId, flag: Flag) {
    if let Some(flags) = plan.flags.get_mut(&node) {
        flags.retain(|known| *known != flag);
        if flags.is_empty() {
            plan.flags.remove(&node);
        }
    }
}
