//! Hanging a node elsewhere.

use super::{
    ActionError,
    draft::{Draft, key_beside},
};
use crate::change::{Change, Op};
use crate::model::{Entity, NodeId, Parent, Plan};

/// Moves a node under `parent`, before the child `before` or at the end.
pub fn move_node(
    plan: &Plan,
    node: NodeId,
    parent: Parent,
    before: Option<NodeId>,
) -> Result<Change, ActionError> {
    let mut draft = Draft::new(plan, "move");
    let view = draft.node(node)?;
    let document = match parent {
        Parent::Document(document) => {
            draft.editable(Entity::Document(document))?;
            document
        }
        Parent::Node(id) => draft.node(id)?.document(),
    };
    if document != view.document() {
        return Err(ActionError::NoSuchPlace);
    }
    let mut above = parent;
    while let Parent::Node(ancestor) = above {
        if ancestor == node {
            return Err(ActionError::Circle);
        }
        above = plan.node_state(ancestor).ok_or(ActionError::NoSuchPlace)?.parent;
    }
    if view.parent() == parent && (before == Some(node) || plan.next_sibling(node) == before) {
        return Ok(draft.finish());
    }
    if before.is_some_and(|before| !plan.is_alive(Entity::Node(before))) {
        return Err(ActionError::NoSuchPlace);
    }
    let key = key_beside(plan, parent, before, Some(node))?;
    draft.push(Op::Move { node, parent, key });
    Ok(draft.finish())
}
