//! Taking a change back without taking back what others did since.

use super::{Change, Op, apply::edits};
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
        let made = |entity: Entity| self.ops.iter().any(|op| *op == UndoOp::Created(entity));
        for op in self.ops.iter().rev() {
            match op {
                UndoOp::Field { entity, .. } if made(*entity) => {}
                UndoOp::Field { entity, field, written, before } => {
                    let live = plan.writes(*entity, *field);
                    if live.len() == 1 && live[0].id == *written {
                        restore(plan, &mut change, (*entity, *field), *written, before);
                    } else {
                        left.push(Left { entity: *entity, field: Some(*field) });
                    }
                }
                UndoOp::Place { node, written, before } => {
                    let stands = plan
                        .node_state(*node)
                        .is_some_and(|state| (state.parent, &state.key) == (written.0, &written.1));
                    if stands {
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

    /// True when somebody wrote, since it was made, a field of something this change made.
    fn changed_since(&self, plan: &Plan, entity: Entity) -> bool {
        let own = |origin: WriteId| {
            self.ops
                .iter()
                .any(|op| matches!(op, UndoOp::Field { written, .. } if written.record == origin.record))
        };
        if matches!(entity, Entity::Document(_)) {
            return false;
        }
        Field::NAMES.iter().any(|(field, _)| {
            plan.writes(entity, *field).iter().any(|write| write.value.is_some() && !own(write.origin))
        })
    }
}

fn restore(
    plan: &Plan,
    change: &mut Change,
    (entity, field): (Entity, Field),
    written: WriteId,
    before: &[Write],
) {
    let set = |value: Option<Value>, restores: Option<WriteId>| Op::Set {
        entity,
        field,
        over: vec![written],
        restores,
        seen: if value == Some(Value::Flag(false)) && field == Field::Alive {
            edits(plan, entity).collect()
        } else {
            Vec::new()
        },
        value,
    };
    if before.is_empty() {
        change.ops.push(set(None, None));
    }
    for write in before {
        change.ops.push(set(write.value.clone(), Some(write.origin)));
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
        seen: edits(plan, entity).collect(),
    }
}
