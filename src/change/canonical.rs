//! The canonical form of the shared state, and its hash.

use crate::model::{Entity, Field, NodeId, Parent, Plan, Value};
use sha2::{Digest, Sha256};
use std::fmt;

/// SHA-256 of the canonical shared state. Two devices that hold the same records show the same
/// hash; who wrote a value when, and what was written and taken back, do not enter it.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct StateHash([u8; 32]);

impl fmt::Display for StateHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for StateHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Hashes the shared state, conflicts and held records included.
pub fn state_hash(plan: &Plan) -> StateHash {
    let mut hasher = Hasher(Sha256::new());
    hasher.fields(plan, Entity::Project);
    let mut documents: Vec<_> = plan.documents().collect();
    documents.sort_by_key(|document| document.id);
    for document in documents {
        hasher.line(&document.id);
        hasher.line(&document.first_reading);
        hasher.fields(plan, Entity::Document(document.id));
        hasher.nodes(plan, Parent::Document(document.id));
    }
    for (id, _) in plan.directory() {
        hasher.line(&id);
        hasher.fields(plan, Entity::Unit(id));
    }
    let mut held: Vec<_> = plan.held().iter().map(|held| held.id).collect();
    held.sort_unstable();
    for id in &held {
        hasher.line(id);
    }
    StateHash(hasher.0.finalize().into())
}

struct Hasher(Sha256);

impl Hasher {
    fn line(&mut self, what: &dyn fmt::Debug) {
        self.0.update(format!("{what:?}\n").as_bytes());
    }

    fn fields(&mut self, plan: &Plan, entity: Entity) {
        for (field, name) in Field::NAMES {
            if field == Field::Alive {
                continue;
            }
            let mut values: Vec<String> =
                plan.writes(entity, field).iter().map(|write| canonical(write.value.as_ref())).collect();
            values.sort_unstable();
            values.dedup();
            if values.iter().any(|value| !value.is_empty()) {
                self.line(&(name, values));
            }
        }
    }

    /// All nodes below `top`, parents before children. Not recursive: reports may nest deeply.
    /// Flags do not enter: they tell how the state came about, and undo does not bring them back.
    fn nodes(&mut self, plan: &Plan, top: Parent) {
        let mut stack = vec![top];
        while let Some(parent) = stack.pop() {
            if let Parent::Node(id) = parent {
                self.node(plan, id);
            }
            let children: Vec<NodeId> = plan.children(parent).collect();
            self.line(&children.len());
            stack.extend(children.into_iter().rev().map(Parent::Node));
        }
    }

    fn node(&mut self, plan: &Plan, id: NodeId) {
        self.line(&id);
        self.fields(plan, Entity::Node(id));
        let Some(node) = plan.node(id) else { return };
        if let Some(origin) = plan.node_state(id).and_then(|state| state.origin) {
            self.line(&(origin.reading, origin.ordinal, origin.current));
        }
        for target in node.targets() {
            self.line(&target.id());
            self.fields(plan, Entity::Target(target.id()));
        }
        for note in node.annotations() {
            self.line(&note.id());
            self.fields(plan, Entity::Annotation(note.id()));
        }
    }
}

fn canonical(value: Option<&Value>) -> String {
    value.map_or_else(String::new, |value| format!("{value:?}"))
}
