//! Collecting the ops of one change.

use crate::change::{Change, Op, undo::removal};
use crate::model::{Anchor, DocumentId, Entity, Field, NodeId, NodeView, OrderKey, Parent, Plan, Value};

/// Why a verb cannot be carried out. `code` is the stable name in the command line's answers.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ActionError {
    /// No such node, target, annotation or document, or it was removed.
    #[error("no such entity: {0}")]
    Unknown(Entity),
    /// A newer version wrote something about it.
    #[error("locked by a newer version: {0}")]
    Locked(Entity),
    /// The words to annotate do not stand in the node.
    #[error("the words do not stand in this passage: {0}")]
    QuoteNotFound(String),
    /// The words stand in several places and no start was given.
    #[error("{0}")]
    QuoteAmbiguous(String),
    /// A place to split that is not inside the text.
    #[error("cannot split here: {0}")]
    OffsetOutside(usize),
    /// Nothing below to merge with.
    #[error("there is no following item to merge with")]
    NothingToMerge,
    /// A node cannot hang under itself.
    #[error("an item cannot be moved into itself")]
    Circle,
    /// `before` is not a child of `parent`.
    #[error("the place to move to is not there")]
    NoSuchPlace,
    /// The value may not be empty.
    #[error("{0}")]
    Empty(&'static str),
    /// A value that cannot be.
    #[error("not a possible value for {0}: {1}")]
    Impossible(&'static str, String),
    /// The field has no conflict.
    #[error("there is no conflict to settle")]
    NoConflict,
}

impl ActionError {
    /// Stable name, `snake_case`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unknown(_) => "unknown_id",
            Self::Locked(_) => "locked",
            Self::QuoteNotFound(_) => "quote_not_found",
            Self::QuoteAmbiguous(_) => "quote_ambiguous",
            Self::OffsetOutside(_) => "offset_outside",
            Self::NothingToMerge => "nothing_to_merge",
            Self::Circle => "circle",
            Self::NoSuchPlace => "no_such_place",
            Self::Empty(_) => "empty_value",
            Self::Impossible(..) => "impossible_value",
            Self::NoConflict => "no_conflict",
        }
    }
}

/// A change in the making.
pub(super) struct Draft<'a> {
    pub(super) plan: &'a Plan,
    change: Change,
}

impl<'a> Draft<'a> {
    pub(super) fn new(plan: &'a Plan, label: &str) -> Self {
        Self { plan, change: Change { label: label.to_owned(), ops: Vec::new() } }
    }

    /// The node, if it is there and may be edited.
    pub(super) fn node(&self, id: NodeId) -> Result<NodeView<'a>, ActionError> {
        self.editable(Entity::Node(id))?;
        self.plan.node(id).ok_or(ActionError::Unknown(Entity::Node(id)))
    }

    pub(super) fn editable(&self, entity: Entity) -> Result<(), ActionError> {
        if !self.plan.knows(entity) || !self.plan.is_shown(entity) {
            Err(ActionError::Unknown(entity))
        } else if self.plan.is_locked(entity) {
            Err(ActionError::Locked(entity))
        } else {
            Ok(())
        }
    }

    pub(super) fn push(&mut self, op: Op) {
        self.change.ops.push(op);
    }

    /// Writes a field over all that is there.
    pub(super) fn set(&mut self, entity: Entity, field: Field, value: Value) {
        self.write(entity, field, Some(value));
    }

    /// Writes a field, or returns it to what the reading says.
    pub(super) fn write(&mut self, entity: Entity, field: Field, value: Option<Value>) {
        let over = self.plan.writes(entity, field).iter().map(|write| write.id).collect();
        self.push(Op::Set { entity, field, value, over, restores: None, seen: Vec::new() });
    }

    pub(super) fn remove(&mut self, entity: Entity) {
        self.push(removal(self.plan, entity));
    }

    pub(super) fn anchor(&mut self, annotation: crate::model::AnnotationId, anchor: Anchor) {
        self.set(Entity::Annotation(annotation), Field::Anchor, Value::Anchor(anchor));
    }

    /// The document that `parent` is in, if things may be hung there before `before`.
    pub(super) fn place(&self, parent: Parent, before: Option<NodeId>) -> Result<DocumentId, ActionError> {
        let document = match parent {
            Parent::Document(document) => {
                self.editable(Entity::Document(document))?;
                document
            }
            Parent::Node(node) => self.node(node)?.document(),
        };
        if before.is_some_and(|before| !self.plan.is_alive(Entity::Node(before))) {
            return Err(ActionError::NoSuchPlace);
        }
        Ok(document)
    }

    pub(super) fn finish(self) -> Change {
        self.change
    }
}

/// A key for a new child of `parent` before `before`, or at the end.
pub(super) fn key_at(plan: &Plan, parent: Parent, before: Option<NodeId>) -> Result<OrderKey, ActionError> {
    key_beside(plan, parent, before, None)
}

/// As `key_at`, not counting `moving` among the siblings.
pub(super) fn key_beside(
    plan: &Plan,
    parent: Parent,
    before: Option<NodeId>,
    moving: Option<NodeId>,
) -> Result<OrderKey, ActionError> {
    let keys = keys_beside(plan, parent, before, 1, |node| Some(node) == moving)?;
    keys.into_iter().next().ok_or(ActionError::NoSuchPlace)
}

/// `count` keys in order before the child `before`, or at the end, not counting those that `moves`
/// among the siblings.
pub(super) fn keys_beside(
    plan: &Plan,
    parent: Parent,
    before: Option<NodeId>,
    count: usize,
    moves: impl Fn(NodeId) -> bool,
) -> Result<Vec<OrderKey>, ActionError> {
    // Removed siblings count: when they come back they stand where they stood.
    let siblings = plan.all_children(parent);
    let at = match before {
        Some(before) => match plan.place_of(before) {
            Some((above, at)) if above == parent => at,
            _ => return Err(ActionError::NoSuchPlace),
        },
        None => siblings.len(),
    };
    let key = |sibling: &NodeId| plan.node_state(*sibling).map(|state| &state.key);
    let stays = |sibling: &&NodeId| !moves(**sibling);
    let low = siblings[..at].iter().rev().find(stays).and_then(key);
    // Siblings made at the same time on two devices may share a key; nothing fits between those.
    let high =
        siblings[at..].iter().filter(stays).filter_map(key).find(|high| low.is_none_or(|low| low < *high));
    Ok(OrderKey::several(low, high, count))
}
