//! Taking a change back without taking back what others did since.

use super::{Change, Op, apply::chain_holds, life::edits};
use crate::model::{Entity, Field, NodeId, OrderKey, Parent, Plan, Value, Write, WriteId};

/// How to take one applied change back.
#[derive(Clone, Debug, PartialEq)]
pub struct Undo {
    /// The change's label.
    pub label: String,
    /// What it did, in order.
    pub ops: Vec<UndoOp>,
}

/// What one op did.
#[derive(Clone, Debug, PartialEq)]
pub enum UndoOp {
    /// It made something.
    Created(Entity),
    /// It wrote a field.
    Field {
        /// Whose.
        entity: Entity,
        /// Which.
        field: Field,
        /// The write it made.
        written: WriteId,
        /// The live writes it replaced.
        before: Vec<Write>,
    },
    /// It hung a node elsewhere.
    Place {
        /// The node.
        node: NodeId,
        /// Where to.
        written: (Parent, OrderKey),
        /// Where from.
        before: (Parent, OrderKey),
    },
}

/// Something an undo left as it is, because somebody changed it since.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Left {
    /// Whose.
    pub entity: Entity,
    /// Which field; `None` for its place or its existence.
    pub field: Option<Field>,
}

impl Undo {
    /// The change that takes it back in the plan as it stands, and what it leaves alone.
    pub fn change(&self, plan: &Plan) -> (Change, Vec<Left>) {
        let mut change = Change { label: self.label.clone(), ops: Vec::new() };
        let mut left = Vec::new();
        let mut done: Vec<(Entity, Field)> = Vec::new();
        for op in self.ops.iter().rev() {
            match op {
                UndoOp::Field { entity, .. } if self.made(*entity) => {}
                UndoOp::Field { entity, field, .. } => {
                    // Several writes of one field, such as a restored conflict, go back together.
                    if done.contains(&(*entity, *field)) {
                        continue;
                    }
                    done.push((*entity, *field));
                    if !self.restore(plan, (*entity, *field), &mut change) {
                        left.push(Left { entity: *entity, field: Some(*field) });
                    }
                }
                UndoOp::Place { node, written, before } => {
                    if self.can_go_back(plan, *node, written, before.0) {
                        change.ops.push(Op::Move { node: *node, parent: before.0, key: before.1.clone() });
                    } else {
                        left.push(Left { entity: Entity::Node(*node), field: None });
                    }
                }
                UndoOp::Created(entity) => {
                    if self.changed_since(plan, *entity) {
                        left.push(Left { entity: *entity, field: None });
                    } else {
                        change.ops.push(removal(plan, *entity));
                    }
                }
            }
        }
        (change, left)
    }

    fn made(&self, entity: Entity) -> bool {
        self.ops.contains(&UndoOp::Created(entity))
    }

    fn wrote(&self, wanted: (Entity, Field)) -> bool {
        self.ops
            .iter()
            .any(|op| matches!(op, UndoOp::Field { entity, field, .. } if (*entity, *field) == wanted))
    }

    /// Alive, or about to be again because this change had removed it.
    fn will_be_alive(&self, plan: &Plan, entity: Entity) -> bool {
        plan.is_alive(entity) || self.wrote((entity, Field::Alive))
    }

    /// Restores a field while it holds exactly what this change wrote.
    fn restore(&self, plan: &Plan, (entity, field): (Entity, Field), change: &mut Change) -> bool {
        let mut standing: Vec<WriteId> = Vec::new();
        let mut before: Vec<&Write> = Vec::new();
        for op in &self.ops {
            if let UndoOp::Field { entity: e, field: f, written, before: replaced } = op
                && (*e, *f) == (entity, field)
            {
                before.extend(replaced.iter().filter(|write| !standing.contains(&write.id)));
                standing.retain(|own| replaced.iter().all(|write| write.id != *own));
                standing.push(*written);
            }
        }
        let live = plan.writes(entity, field);
        let untouched = live.len() == standing.len() && live.iter().all(|write| standing.contains(&write.id));
        // What others removed meanwhile is not brought back by taking an edit of it back.
        if !untouched || (field != Field::Alive && !self.will_be_alive(plan, entity)) {
            return false;
        }
        let set = |value: Option<Value>, restores: Option<WriteId>| Op::Set {
            entity,
            field,
            over: standing.clone(),
            restores,
            seen: if value == Some(Value::Flag(false)) && field == Field::Alive {
                edits(plan, entity)
            } else {
                Vec::new()
            },
            value,
        };
        if before.is_empty() {
            change.ops.push(set(None, None));
        }
        change.ops.extend(before.iter().map(|write| set(write.value.clone(), Some(write.origin))));
        true
    }

    fn can_go_back(&self, plan: &Plan, node: NodeId, written: &(Parent, OrderKey), to: Parent) -> bool {
        let stands =
            plan.node_state(node).is_some_and(|state| (state.parent, &state.key) == (written.0, &written.1));
        let there = match to {
            Parent::Document(_) => true,
            Parent::Node(parent) => self.will_be_alive(plan, Entity::Node(parent)),
        };
        stands && there && self.will_be_alive(plan, Entity::Node(node)) && !chain_holds(plan, to, node)
    }

    /// True when somebody worked, since it was made, on something this change made, or hung
    /// something on it that does not go away with this change.
    fn changed_since(&self, plan: &Plan, entity: Entity) -> bool {
        if matches!(entity, Entity::Document(_)) {
            return false;
        }
        let own = |origin: WriteId| {
            self.ops
                .iter()
                .any(|op| matches!(op, UndoOp::Field { written, .. } if written.record == origin.record))
        };
        let written = Field::NAMES
            .iter()
            .filter(|(field, _)| *field != Field::Alive)
            .flat_map(|(field, _)| plan.writes(entity, *field));
        let mut foreign = written.filter(|write| write.value.is_some() && !own(write.origin));
        if foreign.next().is_some() {
            return true;
        }
        let Entity::Node(node) = entity else { return false };
        let brought = |child: NodeId| {
            let place = |op: &UndoOp| matches!(op, UndoOp::Place { node: moved, written, .. } if *moved == child && written.0 == Parent::Node(node));
            self.made(Entity::Node(child)) || self.ops.iter().any(place)
        };
        let goes = |entity: Entity, field: Field| {
            self.made(entity) || self.wrote((entity, field)) || !plan.is_alive(entity)
        };
        let targets =
            plan.targets_of.get(&node).into_iter().flatten().map(|id| (Entity::Target(*id), Field::Node));
        let notes = plan.annotations_of.get(&node).into_iter().flatten();
        let notes = notes.map(|id| (Entity::Annotation(*id), Field::Anchor));
        plan.children(Parent::Node(node)).any(|child| !brought(child))
            || targets.chain(notes).any(|(entity, field)| !goes(entity, field))
    }
}

/// The op that removes an entity, naming all that its author sees of it.
pub(super) fn removal(plan: &Plan, entity: Entity) -> Op {
    Op::Set {
        entity,
        field: Field::Alive,
        value: Some(Value::Flag(false)),
        over: plan.writes(entity, Field::Alive).iter().map(|write| write.id).collect(),
        restores: None,
        seen: edits(plan, entity),
    }
}
