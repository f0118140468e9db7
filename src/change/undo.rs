//! Taking a change back without taking back what others did since.

use super::{Change, Op, apply::chain_holds, life::edits};
use crate::model::{
    AnnotationId, Entity, Field, NodeId, OrderKey, Parent, Plan, RecordId, Value, Write, WriteId,
};
use rustc_hash::{FxHashMap, FxHashSet};

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
        /// The write whose value it brought back; `written` itself when the value was new.
        origin: WriteId,
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
        Reversal::new(self, plan).change()
    }
}

/// The writes of one field, each with the write whose value it is and those it replaced.
type Wrote<'a> = Vec<(WriteId, WriteId, &'a [Write])>;

/// One undo against one plan, with what it did looked up by what it did it to: an undo may hold as
/// many ops as the project has nodes.
struct Reversal<'a> {
    undo: &'a Undo,
    plan: &'a Plan,
    made: FxHashSet<Entity>,
    wrote: FxHashMap<(Entity, Field), Wrote<'a>>,
    placed: FxHashSet<(NodeId, Parent)>,
    records: FxHashSet<RecordId>,
}

impl<'a> Reversal<'a> {
    fn new(undo: &'a Undo, plan: &'a Plan) -> Self {
        let mut reversal = Self {
            undo,
            plan,
            made: FxHashSet::default(),
            wrote: FxHashMap::default(),
            placed: FxHashSet::default(),
            records: FxHashSet::default(),
        };
        for op in &undo.ops {
            match op {
                UndoOp::Created(entity) => {
                    reversal.made.insert(*entity);
                }
                UndoOp::Field { entity, field, written, origin, before } => {
                    reversal.wrote.entry((*entity, *field)).or_default().push((*written, *origin, before));
                    reversal.records.insert(written.record);
                }
                UndoOp::Place { node, written, .. } => {
                    reversal.placed.insert((*node, written.0));
                }
            }
        }
        reversal
    }

    fn change(&self) -> (Change, Vec<Left>) {
        let mut change = Change { label: self.undo.label.clone(), ops: Vec::new() };
        let mut left = Vec::new();
        let mut done: FxHashSet<(Entity, Field)> = FxHashSet::default();
        for op in self.undo.ops.iter().rev() {
            match op {
                UndoOp::Field { entity, .. } if self.made.contains(entity) => {}
                UndoOp::Field { entity, field, .. } => {
                    // Several writes of one field, such as a restored conflict, go back together.
                    if done.insert((*entity, *field)) && !self.restore((*entity, *field), &mut change) {
                        left.push(Left { entity: *entity, field: Some(*field) });
                    }
                }
                UndoOp::Place { node, written, before } => {
                    if self.can_go_back(*node, written, before.0) {
                        change.ops.push(Op::Move { node: *node, parent: before.0, key: before.1.clone() });
                    } else {
                        left.push(Left { entity: Entity::Node(*node), field: None });
                    }
                }
                UndoOp::Created(entity) => {
                    if self.changed_since(*entity) {
                        left.push(Left { entity: *entity, field: None });
                    } else {
                        change.ops.push(removal(self.plan, *entity));
                    }
                }
            }
        }
        (change, left)
    }

    /// Alive, or about to be again because this change had removed it.
    fn will_be_alive(&self, entity: Entity) -> bool {
        self.plan.is_alive(entity) || self.wrote.contains_key(&(entity, Field::Alive))
    }

    /// Restores a field while it holds exactly what this change wrote: the same values of the same
    /// making, though an undo and a redo in between have written them anew.
    fn restore(&self, (entity, field): (Entity, Field), change: &mut Change) -> bool {
        let mut standing: Vec<(WriteId, WriteId)> = Vec::new();
        let mut before: Vec<&Write> = Vec::new();
        for (written, origin, replaced) in self.wrote.get(&(entity, field)).into_iter().flatten() {
            let own = |id: WriteId| standing.iter().any(|(known, _)| *known == id);
            before.extend(replaced.iter().filter(|write| !own(write.id)));
            standing.retain(|(known, _)| replaced.iter().all(|write| write.id != *known));
            standing.push((*written, *origin));
        }
        let live = self.plan.writes(entity, field);
        let mut made: Vec<WriteId> = standing.iter().map(|(_, origin)| *origin).collect();
        let mut stands: Vec<WriteId> = live.iter().map(|write| write.origin).collect();
        made.sort_unstable();
        stands.sort_unstable();
        let untouched = made == stands;
        // What others removed meanwhile is not brought back by taking an edit of it back.
        if !untouched || (field != Field::Alive && !self.will_be_alive(entity)) {
            return false;
        }
        let set = |value: Option<Value>, restores: Option<WriteId>| Op::Set {
            entity,
            field,
            over: live.iter().map(|write| write.id).collect(),
            restores,
            seen: if value == Some(Value::Flag(false)) && field == Field::Alive {
                edits(self.plan, entity)
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

    fn can_go_back(&self, node: NodeId, written: &(Parent, OrderKey), to: Parent) -> bool {
        let stands = self
            .plan
            .node_state(node)
            .is_some_and(|state| (state.parent, &state.key) == (written.0, &written.1));
        let there = match to {
            Parent::Document(_) => true,
            Parent::Node(parent) => self.will_be_alive(Entity::Node(parent)),
        };
        stands && there && self.will_be_alive(Entity::Node(node)) && !chain_holds(self.plan, to, node)
    }

    /// True when somebody worked, since it was made, on something this change made, or hung
    /// something on it that does not go away with this change.
    fn changed_since(&self, entity: Entity) -> bool {
        if matches!(entity, Entity::Document(_)) {
            return false;
        }
        let plan = self.plan;
        let written = Field::NAMES
            .iter()
            .filter(|(field, _)| *field != Field::Alive)
            .flat_map(|(field, _)| plan.writes(entity, *field));
        let mut foreign =
            written.filter(|write| write.value.is_some() && !self.records.contains(&write.origin.record));
        if foreign.next().is_some() {
            return true;
        }
        if let Entity::Annotation(note) = entity {
            let foreign = |reply: &AnnotationId| {
                !self.made.contains(&Entity::Annotation(*reply)) && plan.is_alive(Entity::Annotation(*reply))
            };
            return plan.replies(note).iter().any(foreign);
        }
        let Entity::Node(node) = entity else { return false };
        let brought = |child: NodeId| {
            self.made.contains(&Entity::Node(child)) || self.placed.contains(&(child, Parent::Node(node)))
        };
        let goes = |entity: Entity, field: Field| {
            self.made.contains(&entity) || self.wrote.contains_key(&(entity, field)) || !plan.is_alive(entity)
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
