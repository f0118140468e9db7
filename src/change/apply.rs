//! Applying a record to a plan: the only code that alters shared state.

use super::bind::{bind, bind_written};
use super::indexed::Indexed;
use super::life::{Verdicts, revive_above, touch, unflag};
use super::{Op, Record, Undo, UndoOp};
use crate::model::{
    AnnotationId, DocumentState, Entity, Field, Flag, NodeId, NodeState, OrderKey, Parent, Plan, ReadingId,
    TargetId, TargetState, Value, Write, WriteId,
};
use rustc_hash::FxHashSet;
use std::{collections::BTreeMap, sync::Arc};

/// Why a record cannot be applied yet. The plan is as it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ApplyError {
    /// The reading's file is not there.
    #[error("reading {0} has not arrived")]
    ReadingMissing(ReadingId),
    /// The record that made this entity is not there.
    #[error("{0} has not arrived")]
    EntityMissing(Entity),
    /// The record was applied before.
    #[error("applied before")]
    Duplicate,
}

/// What applying a record yields.
#[derive(Clone, Debug)]
pub struct Applied {
    /// How to take it back.
    pub undo: Undo,
}

/// Applies `record`. Records must come in the order of their Lamport counters
/// (`fold` sorts; a commit is always the latest).
pub fn apply(plan: &mut Plan, record: &Record) -> Result<Applied, ApplyError> {
    check(plan, record)?;
    plan.stamps.insert(record.id, record.stamp);
    plan.lamport = plan.lamport.max(record.lamport);
    plan.revision.0 += 1;
    plan.trace.begin(plan.revision);
    let mut undo = Undo { label: record.change.label.clone(), ops: Vec::new() };
    let mut verdicts = Verdicts::default();
    for (index, op) in record.change.ops.iter().enumerate() {
        let write = WriteId { record: record.id, op: index as u32 };
        trace(plan, op);
        if let Some(op) = step(plan, op, write, record, &mut verdicts) {
            undo.ops.push(op);
        }
        // Again: a target or annotation may hang elsewhere now.
        trace(plan, op);
    }
    verdicts.settle(plan);
    Ok(Applied { undo })
}

/// Notes what an op is about, for the views.
fn trace(plan: &mut Plan, op: &Op) {
    let (entity, reshapes) = match op {
        Op::CreateDocument { .. } => return plan.trace.upset(),
        Op::CreateNode { id, .. } => (Entity::Node(*id), true),
        Op::Move { node, .. } => (Entity::Node(*node), true),
        Op::CreateTarget { node, .. } => (Entity::Node(*node), false),
        Op::CreateAnnotation { id } => (Entity::Annotation(*id), false),
        Op::Set { entity: Entity::Document(_), field: Field::Alive | Field::Reading, .. } => {
            return plan.trace.upset();
        }
        Op::Set { entity, field, .. } => {
            if matches!((entity, field), (Entity::Node(_), Field::Text | Field::Kind)) {
                plan.trace.reword();
            }
            (*entity, *field == Field::Alive)
        }
        Op::CreateUnit { .. } | Op::Unknown { .. } => return,
    };
    let node = match entity {
        Entity::Node(node) => {
            if reshapes {
                plan.trace.reshape();
            }
            Some(node)
        }
        Entity::Target(target) => plan.target_state(target).and_then(|state| state.node),
        Entity::Annotation(annotation) => anchored(plan, annotation),
        Entity::Project | Entity::Document(_) | Entity::Unit(_) => None,
    };
    if let Some(node) = node {
        plan.trace.touch(node);
    }
}

fn check(plan: &Plan, record: &Record) -> Result<(), ApplyError> {
    if plan.stamps.contains_key(&record.id) {
        return Err(ApplyError::Duplicate);
    }
    let created: FxHashSet<Entity> = record
        .change
        .ops
        .iter()
        .filter_map(|op| match op {
            Op::CreateDocument { id, .. } => Some(Entity::Document(*id)),
            Op::CreateNode { id, .. } => Some(Entity::Node(*id)),
            Op::CreateTarget { id, .. } => Some(Entity::Target(*id)),
            Op::CreateAnnotation { id } => Some(Entity::Annotation(*id)),
            Op::CreateUnit { id } => Some(Entity::Unit(*id)),
            _ => None,
        })
        .collect();
    // The nodes of a document that this record brings in.
    let read_here = |entity: Entity| match entity {
        Entity::Node(node) if node.record == record.id => record.change.ops.iter().any(|op| match op {
            Op::CreateDocument { reading, .. } => {
                plan.reading(*reading).is_some_and(|reading| (node.ordinal as usize) < reading.nodes.len())
            }
            _ => false,
        }),
        _ => false,
    };
    let needs = |entity: Entity| {
        if plan.knows(entity) || created.contains(&entity) || read_here(entity) {
            Ok(())
        } else {
            Err(ApplyError::EntityMissing(entity))
        }
    };
    let needs_parent = |parent: Parent| match parent {
        Parent::Document(id) => needs(Entity::Document(id)),
        Parent::Node(id) => needs(Entity::Node(id)),
    };
    let needs_reading = |id: ReadingId| {
        if plan.reading(id).is_some() { Ok(()) } else { Err(ApplyError::ReadingMissing(id)) }
    };
    for op in &record.change.ops {
        match op {
            Op::CreateDocument { reading, .. } => needs_reading(*reading)?,
            Op::CreateNode { document, parent, .. } => {
                needs(Entity::Document(*document))?;
                needs_parent(*parent)?;
            }
            Op::CreateTarget { node, .. } => needs(Entity::Node(*node))?,
            Op::Set { entity, value, .. } => {
                needs(*entity)?;
                match value {
                    Some(Value::Reading(adoption)) => needs_reading(adoption.reading)?,
                    Some(Value::Node(node)) => needs(Entity::Node(*node))?,
                    Some(Value::Anchor(anchor)) => needs(Entity::Node(anchor.node))?,
                    Some(Value::Annotation(note)) => needs(Entity::Annotation(*note))?,
                    _ => {}
                }
            }
            Op::Move { node, parent, .. } => {
                needs(Entity::Node(*node))?;
                needs_parent(*parent)?;
            }
            Op::CreateAnnotation { .. } | Op::CreateUnit { .. } | Op::Unknown { .. } => {}
        }
    }
    Ok(())
}

fn step(
    plan: &mut Plan,
    op: &Op,
    write: WriteId,
    record: &Record,
    verdicts: &mut Verdicts,
) -> Option<UndoOp> {
    match op {
        Op::CreateDocument { id, reading, file_name, .. } => {
            let state = DocumentState {
                id: *id,
                first_reading: *reading,
                readings: vec![*reading],
                file_name: file_name.clone(),
                adoptions: BTreeMap::new(),
                displaced: BTreeMap::new(),
            };
            plan.documents.insert(*id, Arc::new(state));
            bind(plan, *id);
            Some(UndoOp::Created(Entity::Document(*id)))
        }
        Op::CreateNode { id, document, parent, key } => {
            let state = NodeState {
                document: *document,
                origin: None,
                parent: *parent,
                key: key.clone(),
                moved: true,
                touched: true,
                made: true,
                placed: None,
            };
            plan.nodes.insert(*id, state);
            hang(plan, *id, *parent, key);
            revive_above(plan, *parent);
            Some(UndoOp::Created(Entity::Node(*id)))
        }
        Op::CreateTarget { id, node } => {
            plan.targets.insert(*id, TargetState { origin: None, node: Some(*node), derived: Some(*node) });
            plan.targets_of.entry(*node).or_default().push(*id);
            touch(plan, *node);
            Some(UndoOp::Created(Entity::Target(*id)))
        }
        Op::CreateAnnotation { id } => {
            plan.annotations.insert(*id, record.stamp);
            Some(UndoOp::Created(Entity::Annotation(*id)))
        }
        Op::CreateUnit { id } => {
            let fresh = plan.directory.insert(*id);
            fresh.then_some(UndoOp::Created(Entity::Unit(*id)))
        }
        Op::Set { entity, field, value, over, restores, seen } => {
            let origin = restores.unwrap_or(write);
            let stamp = plan.stamps.get(&origin.record).copied().unwrap_or(record.stamp);
            let new = Write { id: write, origin, stamp, value: value.clone() };
            Some(set(plan, (*entity, *field), new, over, seen, verdicts))
        }
        Op::Move { node, parent, key } => move_node(plan, *node, *parent, key, write),
        Op::Unknown { entity, .. } => {
            plan.locked.extend(*entity);
            None
        }
    }
}

fn set(
    plan: &mut Plan,
    (entity, field): (Entity, Field),
    new: Write,
    over: &[WriteId],
    seen: &[WriteId],
    verdicts: &mut Verdicts,
) -> UndoOp {
    let (written, origin) = (new.id, new.origin);
    let removal = field == Field::Alive && new.value == Some(Value::Flag(false));
    let was_alive = field == Field::Alive && plan.is_alive(entity);
    let hung_on = match (entity, field) {
        (Entity::Annotation(annotation), Field::Anchor) => anchored(plan, annotation),
        _ => None,
    };
    let indexed = Indexed::of(plan, entity, field);
    if let Entity::Node(node) = entity {
        plan.nodes_set.entry(field).or_default().insert(node, ());
    }
    let writes = plan.fields.entry((entity, field)).or_default();
    let mut before: Vec<Write> = writes.iter().filter(|write| over.contains(&write.id)).cloned().collect();
    writes.retain(|write| !over.contains(&write.id));
    writes.push(new);
    let contested = writes.iter().any(|write| write.value != writes[0].value);
    // Life is no conflict: of two verdicts the one that keeps wins.
    if field != Field::Alive && contested {
        plan.conflicts.insert((entity, field));
    } else {
        plan.conflicts.remove(&(entity, field));
    }
    if was_alive {
        // An old removal that did not prevail: taking this write back must not let it prevail.
        before.retain(|write| write.value != Some(Value::Flag(false)));
    }
    indexed.follow(plan);
    match (entity, field) {
        (Entity::Document(document), Field::Reading) => {
            let reading = plan.document(document).map(|document| document.reading_id());
            if let (Some(reading), Some(state)) =
                (reading, plan.documents.get_mut(&document).map(Arc::make_mut))
                && !state.readings.contains(&reading)
            {
                state.readings.push(reading);
            }
            verdicts.rebound.note(plan, document);
            // Also where another reading is shown: its author's later records name its nodes.
            bind_written(plan, document, written);
            bind(plan, document);
        }
        (Entity::Target(target), Field::Node) => {
            if let Some(node) = rehang_target(plan, target) {
                touch(plan, node);
            }
        }
        // Taking something off a task is no reason to bring the task back.
        (Entity::Target(_) | Entity::Annotation(_), Field::Alive) if removal => {}
        (Entity::Target(target), _) => {
            if let Some(node) = plan.target_state(target).and_then(|state| state.node) {
                touch(plan, node);
            }
        }
        (Entity::Annotation(annotation), _) => rehang_annotation(plan, annotation, hung_on),
        (Entity::Node(node), Field::Alive) => {
            verdicts.judge(plan, node, written, seen);
        }
        (Entity::Node(node), _) => touch(plan, node),
        _ => {}
    }
    UndoOp::Field { entity, field, written, origin, before }
}

fn hang(plan: &mut Plan, node: NodeId, parent: Parent, key: &OrderKey) {
    let at = plan.place_for(parent, key, node);
    plan.children.entry(parent).or_default().insert(at, node);
}

fn unhang(plan: &mut Plan, node: NodeId) {
    if let Some((parent, at)) = plan.place_of(node)
        && let Some(siblings) = plan.children.get_mut(&parent)
    {
        siblings.remove(at);
    }
}

/// True when `node` is among `from` and what it hangs under.
pub(super) fn chain_holds(plan: &Plan, from: Parent, node: NodeId) -> bool {
    let mut above = from;
    while let Parent::Node(ancestor) = above {
        if ancestor == node {
            return true;
        }
        match plan.node_state(ancestor) {
            Some(state) => above = state.parent,
            None => return false,
        }
    }
    false
}

fn document_of(plan: &Plan, parent: Parent) -> Option<crate::model::DocumentId> {
    match parent {
        Parent::Document(document) => Some(document),
        Parent::Node(node) => plan.node_state(node).map(|state| state.document),
    }
}

fn move_node(
    plan: &mut Plan,
    node: NodeId,
    parent: Parent,
    key: &OrderKey,
    write: WriteId,
) -> Option<UndoOp> {
    let state = plan.node_state(node)?;
    let before = (state.parent, state.key.clone());
    // A node stays in its document: its derived fields follow that document's reading.
    if document_of(plan, parent) != Some(state.document) || chain_holds(plan, parent, node) {
        let flags = plan.flags.entry(node).or_default();
        if !flags.contains(&Flag::MoveSkipped) {
            flags.push(Flag::MoveSkipped);
        }
        return None;
    }
    unhang(plan, node);
    if let Some(state) = plan.nodes.get_mut(&node) {
        state.parent = parent;
        state.key = key.clone();
        state.moved = true;
        state.placed = Some(write);
    }
    hang(plan, node, parent, key);
    unflag(plan, node, Flag::MoveSkipped);
    touch(plan, node);
    revive_above(plan, parent);
    Some(UndoOp::Place { node, written: (parent, key.clone()), before })
}

/// Hangs a target where somebody put it, else where it was read or made. Does not count as work.
pub(super) fn rehang_target(plan: &mut Plan, target: TargetId) -> Option<NodeId> {
    let set = match plan.set_value(Entity::Target(target), Field::Node) {
        Some(Value::Node(node)) => Some(*node),
        _ => None,
    };
    let state = plan.targets.get_mut(&target)?;
    let old = state.node;
    let new = set.or(state.derived);
    state.node = new;
    if old != new {
        if let Some(list) = old.and_then(|old| plan.targets_of.get_mut(&old)) {
            list.retain(|known| *known != target);
        }
        if let Some(new) = new {
            plan.targets_of.entry(new).or_default().push(target);
        }
    }
    new
}

fn anchored(plan: &Plan, annotation: AnnotationId) -> Option<NodeId> {
    plan.annotation(annotation).and_then(|note| note.anchor().map(|anchor| anchor.node))
}

fn rehang_annotation(plan: &mut Plan, annotation: AnnotationId, old: Option<NodeId>) {
    let new = anchored(plan, annotation);
    if old != new
        && let Some(list) = old.and_then(|old| plan.annotations_of.get_mut(&old))
    {
        list.retain(|known| *known != annotation);
    }
    let Some(node) = new else { return };
    let list = plan.annotations_of.entry(node).or_default();
    if !list.contains(&annotation) {
        list.push(annotation);
    }
    touch(plan, node);
}
