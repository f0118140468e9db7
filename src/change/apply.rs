//! Applying a record to a plan: the only code that alters shared state.

use super::{Op, Record, Undo, UndoOp};
use crate::model::{
    Adoption, DocumentId, DocumentState, Entity, Field, Flag, NodeId, NodeState, OrderKey, Origin, Parent,
    Plan, Reading, ReadingId, TargetId, TargetState, Value, Write, WriteId,
};
use std::sync::Arc;

/// Why a record cannot be applied yet. The plan is as it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ApplyError {
    /// The reading's file is not there.
    #[error("reading {0} has not arrived")]
    ReadingMissing(ReadingId),
    /// The record that made this entity is not there.
    #[error("{0:?} has not arrived")]
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
    let mut undo = Undo { label: record.change.label.clone(), ops: Vec::new() };
    let mut removed = Vec::new();
    for (index, op) in record.change.ops.iter().enumerate() {
        let write = WriteId { record: record.id, op: index as u32 };
        if let Some(op) = step(plan, op, write, record, &mut removed) {
            undo.ops.push(op);
        }
    }
    // A removal that did not know of something alive below it does not bury it.
    for node in removed {
        if plan.children(Parent::Node(node)).next().is_some() {
            revive(plan, node);
        }
    }
    Ok(Applied { undo })
}

fn check(plan: &Plan, record: &Record) -> Result<(), ApplyError> {
    if plan.stamps.contains_key(&record.id) {
        return Err(ApplyError::Duplicate);
    }
    let created = |entity: Entity| {
        record.change.ops.iter().any(|op| match op {
            Op::CreateDocument { id, .. } => entity == Entity::Document(*id),
            Op::CreateNode { id, .. } => entity == Entity::Node(*id),
            Op::CreateTarget { id, .. } => entity == Entity::Target(*id),
            Op::CreateAnnotation { id } => entity == Entity::Annotation(*id),
            Op::CreateUnit { id } => entity == Entity::Unit(*id),
            _ => false,
        })
    };
    let needs = |entity: Entity| {
        if plan.knows(entity) || created(entity) { Ok(()) } else { Err(ApplyError::EntityMissing(entity)) }
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
    removed: &mut Vec<NodeId>,
) -> Option<UndoOp> {
    match op {
        Op::CreateDocument { id, reading, file_name, .. } => {
            let state = DocumentState {
                id: *id,
                first_reading: *reading,
                readings: vec![*reading],
                file_name: file_name.clone(),
            };
            plan.documents.insert(*id, state);
            bind(plan, *id);
            Some(UndoOp::Created(Entity::Document(*id)))
        }
        Op::CreateNode { id, document, parent, key } => {
            let (parent, key) = (*parent, key.clone());
            let state = NodeState {
                document: *document,
                origin: None,
                parent,
                key: key.clone(),
                moved: true,
                touched: true,
            };
            plan.nodes.insert(*id, state);
            hang(plan, *id, parent, &key);
            revive_chain(plan, parent);
            Some(UndoOp::Created(Entity::Node(*id)))
        }
        Op::CreateTarget { id, node } => {
            plan.targets.insert(*id, TargetState { origin: None, node: Some(*node) });
            plan.targets_of.entry(*node).or_default().push(*id);
            touch(plan, *node);
            Some(UndoOp::Created(Entity::Target(*id)))
        }
        Op::CreateAnnotation { id } => {
            plan.annotations.insert(*id, record.stamp);
            Some(UndoOp::Created(Entity::Annotation(*id)))
        }
        Op::CreateUnit { id } => {
            let known = plan.directory.insert(*id, ()).is_some();
            (!known).then_some(UndoOp::Created(Entity::Unit(*id)))
        }
        Op::Set { entity, field, value, over, restores, seen } => {
            let origin = restores.unwrap_or(write);
            let stamp = plan.stamps.get(&origin.record).copied().unwrap_or(record.stamp);
            let new = Write { id: write, origin, stamp, value: value.clone() };
            Some(set(plan, (*entity, *field), new, over, seen, removed))
        }
        Op::Move { node, parent, key } => move_node(plan, *node, *parent, key),
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
    removed: &mut Vec<NodeId>,
) -> UndoOp {
    let written = new.id;
    let removal = field == Field::Alive && matches!(new.value, Some(Value::Flag(false)));
    let writes = plan.fields.entry((entity, field)).or_default();
    let before: Vec<Write> = writes.iter().filter(|write| over.contains(&write.id)).cloned().collect();
    writes.retain(|write| !over.contains(&write.id));
    writes.push(new);
    let contested = writes.iter().any(|write| write.value != writes[0].value);
    // A field cleared by its only write is as if nobody had ever set it.
    if field != Field::Alive && contested {
        plan.conflicts.insert((entity, field), ());
    } else {
        plan.conflicts.remove(&(entity, field));
    }
    match (entity, field) {
        (Entity::Document(document), Field::Reading) => {
            let reading = plan.document(document).map(|document| document.reading_id());
            if let (Some(reading), Some(state)) = (reading, plan.documents.get_mut(&document))
                && !state.readings.contains(&reading)
            {
                state.readings.push(reading);
            }
            bind(plan, document);
        }
        (Entity::Target(target), Field::Node) => rehang_target(plan, target),
        (Entity::Target(target), _) => {
            if let Some(node) = plan.target_state(target).and_then(|state| state.node) {
                touch(plan, node);
            }
        }
        (Entity::Annotation(annotation), Field::Anchor) => rehang_annotation(plan, annotation, &before),
        (Entity::Node(node), Field::Alive) => {
            unflag(plan, node, Flag::Revived);
            if removal {
                let unseen = edits(plan, entity).any(|write| !seen.contains(&write));
                if unseen { revive(plan, node) } else { removed.push(node) }
            }
            touch_quietly(plan, node);
        }
        (Entity::Node(node), _) => touch(plan, node),
        _ => {}
    }
    UndoOp::Field { entity, field, written, before }
}

/// Writes of an entity's fields other than `Alive`.
pub(super) fn edits(plan: &Plan, entity: Entity) -> impl Iterator<Item = WriteId> + '_ {
    Field::NAMES
        .iter()
        .filter(|(field, _)| *field != Field::Alive)
        .flat_map(move |(field, _)| plan.writes(entity, *field).iter().map(|write| write.id))
}

fn touch_quietly(plan: &mut Plan, node: NodeId) {
    if let Some(state) = plan.nodes.get_mut(&node) {
        state.touched = true;
    }
}

/// Somebody worked on the node: if it was removed meanwhile it comes back, flagged.
fn touch(plan: &mut Plan, node: NodeId) {
    touch_quietly(plan, node);
    if plan
        .writes(Entity::Node(node), Field::Alive)
        .iter()
        .any(|write| write.value == Some(Value::Flag(false)))
    {
        revive(plan, node);
    }
}

fn revive(plan: &mut Plan, node: NodeId) {
    if !plan.is_alive(Entity::Node(node)) {
        let flags = plan.flags.entry(node).or_default();
        flags.push(Flag::Revived);
    }
    if let Some(parent) = plan.node_state(node).map(|state| state.parent) {
        revive_chain(plan, parent);
    }
}

fn revive_chain(plan: &mut Plan, parent: Parent) {
    if let Parent::Node(node) = parent
        && !plan.is_alive(Entity::Node(node))
    {
        revive(plan, node);
    }
}

fn unflag(plan: &mut Plan, node: NodeId, flag: Flag) {
    if let Some(flags) = plan.flags.get_mut(&node) {
        flags.retain(|known| *known != flag);
        if flags.is_empty() {
            plan.flags.remove(&node);
        }
    }
}

fn hang(plan: &mut Plan, node: NodeId, parent: Parent, key: &OrderKey) {
    let siblings = plan.children.get(&parent).map_or(&[][..], Vec::as_slice);
    let at = siblings.partition_point(|sibling| {
        plan.nodes.get(sibling).is_some_and(|state| (&state.key, *sibling) < (key, node))
    });
    plan.children.entry(parent).or_default().insert(at, node);
}

fn unhang(plan: &mut Plan, node: NodeId) {
    let Some(parent) = plan.node_state(node).map(|state| state.parent) else { return };
    if let Some(siblings) = plan.children.get_mut(&parent) {
        siblings.retain(|sibling| *sibling != node);
    }
}

fn move_node(plan: &mut Plan, node: NodeId, parent: Parent, key: &OrderKey) -> Option<UndoOp> {
    let state = plan.node_state(node)?;
    let before = (state.parent, state.key.clone());
    let mut above = parent;
    while let Parent::Node(ancestor) = above {
        if ancestor == node {
            let flags = plan.flags.entry(node).or_default();
            if !flags.contains(&Flag::MoveSkipped) {
                flags.push(Flag::MoveSkipped);
            }
            return None;
        }
        above = plan.node_state(ancestor)?.parent;
    }
    unhang(plan, node);
    if let Some(state) = plan.nodes.get_mut(&node) {
        state.parent = parent;
        state.key = key.clone();
        state.moved = true;
    }
    hang(plan, node, parent, key);
    unflag(plan, node, Flag::MoveSkipped);
    touch(plan, node);
    revive_chain(plan, parent);
    Some(UndoOp::Place { node, written: (parent, key.clone()), before })
}

fn rehang_target(plan: &mut Plan, target: TargetId) {
    let entity = Entity::Target(target);
    let set = match plan.set_value(entity, Field::Node) {
        Some(Value::Node(node)) => Some(*node),
        _ => None,
    };
    let Some(state) = plan.targets.get(&target) else { return };
    let old = state.node;
    let new = set.or_else(|| derived_node(plan, target)).or(old);
    if let Some(list) = old.and_then(|old| plan.targets_of.get_mut(&old)) {
        list.retain(|known| *known != target);
    }
    if let Some(new) = new {
        plan.targets_of.entry(new).or_default().push(target);
        touch_quietly(plan, new);
    }
    if let Some(state) = plan.targets.get_mut(&target) {
        state.node = new;
    }
}

fn derived_node(plan: &Plan, target: TargetId) -> Option<NodeId> {
    let origin = plan.target_state(target)?.origin?;
    let ordinal = plan.reading(origin.reading)?.targets.get(origin.ordinal as usize)?.node?;
    // The document's nodes are found through the ids that `bind` gave them.
    plan.nodes
        .iter()
        .find(|(_, state)| {
            state.origin.is_some_and(|node| node.reading == origin.reading && node.ordinal == ordinal)
        })
        .map(|(id, _)| *id)
}

fn rehang_annotation(plan: &mut Plan, annotation: crate::model::AnnotationId, before: &[Write]) {
    for write in before {
        if let Some(Value::Anchor(anchor)) = &write.value
            && let Some(list) = plan.annotations_of.get_mut(&anchor.node)
        {
            list.retain(|known| *known != annotation);
        }
    }
    let Some(node) = plan.annotation(annotation).and_then(|note| note.anchor().map(|anchor| anchor.node))
    else {
        return;
    };
    let list = plan.annotations_of.entry(node).or_default();
    if !list.contains(&annotation) {
        list.push(annotation);
    }
    touch(plan, node);
}

/// Derives a document's nodes and targets from its adopted reading.
fn bind(plan: &mut Plan, document: DocumentId) {
    let Some(state) = plan.documents.get(&document) else { return };
    let entity = Entity::Document(document);
    let (adoption, minted_by) = match plan.shown_write(entity, Field::Reading) {
        Some(Write { value: Some(Value::Reading(adoption)), origin, .. }) => {
            (Some(adoption.clone()), origin.record)
        }
        _ => (None, document.record),
    };
    let adoption =
        adoption.unwrap_or(Adoption { reading: state.first_reading, nodes: Vec::new(), targets: Vec::new() });
    let Some(reading) = plan.reading(adoption.reading).cloned() else { return };
    retire(plan, document);
    let nodes = bind_nodes(plan, document, &adoption, &reading, minted_by);
    bind_targets(plan, &adoption, &reading, minted_by, &nodes);
}

/// Marks what came from earlier readings as no longer current.
fn retire(plan: &mut Plan, document: DocumentId) {
    let old: Vec<NodeId> =
        plan.nodes.iter().filter(|(_, state)| state.document == document).map(|(id, _)| *id).collect();
    for node in old {
        if let Some(origin) = plan.nodes.get_mut(&node).and_then(|state| state.origin.as_mut()) {
            origin.current = false;
        }
        for target in plan.targets_of.get(&node).cloned().unwrap_or_default() {
            if let Some(origin) = plan.targets.get_mut(&target).and_then(|state| state.origin.as_mut()) {
                origin.current = false;
            }
        }
    }
}

fn bind_nodes(
    plan: &mut Plan,
    document: DocumentId,
    adoption: &Adoption,
    reading: &Arc<Reading>,
    minted_by: crate::model::RecordId,
) -> Vec<NodeId> {
    let mut ids: Vec<NodeId> =
        (0..reading.nodes.len() as u32).map(|ordinal| NodeId { record: minted_by, ordinal }).collect();
    for (node, ordinal) in &adoption.nodes {
        if let Some(slot) = ids.get_mut(*ordinal as usize) {
            *slot = *node;
        }
    }
    plan.nodes.reserve(ids.len());
    for (ordinal, id) in ids.iter().enumerate() {
        let read = &reading.nodes[ordinal];
        let origin = Some(Origin { reading: adoption.reading, ordinal: ordinal as u32, current: true });
        let parent = read
            .parent
            .and_then(|parent| ids.get(parent as usize))
            .map_or(Parent::Document(document), |parent| Parent::Node(*parent));
        let key = OrderKey::of_ordinal(ordinal as u32);
        if let Some(state) = plan.nodes.get_mut(id) {
            state.origin = origin;
            if state.moved || (state.parent == parent && state.key == key) {
                continue;
            }
            unhang(plan, *id);
            if let Some(state) = plan.nodes.get_mut(id) {
                state.parent = parent;
                state.key = key.clone();
            }
        } else {
            let state =
                NodeState { document, origin, parent, key: key.clone(), moved: false, touched: false };
            plan.nodes.insert(*id, state);
        }
        hang(plan, *id, parent, &key);
    }
    ids
}

fn bind_targets(
    plan: &mut Plan,
    adoption: &Adoption,
    reading: &Arc<Reading>,
    minted_by: crate::model::RecordId,
    nodes: &[NodeId],
) {
    let mut ids: Vec<TargetId> =
        (0..reading.targets.len() as u32).map(|ordinal| TargetId { record: minted_by, ordinal }).collect();
    for (target, ordinal) in &adoption.targets {
        if let Some(slot) = ids.get_mut(*ordinal as usize) {
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
        let old = plan.targets.insert(id, TargetState { origin, node }).and_then(|state| state.node);
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
