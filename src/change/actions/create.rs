//! Bringing things in and taking them out.

use super::{
    ActionError,
    draft::{Draft, key_at},
    several::topmost,
};
use crate::change::{Change, Mint, Op};
use crate::model::{
    Adoption, DocumentId, Entity, Field, NodeId, NodeKind, Parent, Piece, Plan, ReadingId, SourceId, Value,
};

/// Brings a report in.
pub fn import(mint: &Mint, source: SourceId, extension: &str, file_name: &str, reading: ReadingId) -> Change {
    let op = Op::CreateDocument {
        id: mint.document(),
        source,
        extension: extension.to_owned(),
        file_name: file_name.to_owned(),
        reading,
    };
    Change { label: "import".to_owned(), ops: vec![op] }
}

/// Makes a document follow another reading: a newer draft, or a better reader.
pub fn adopt(plan: &Plan, document: DocumentId, adoption: Adoption) -> Result<Change, ActionError> {
    let entity = Entity::Document(document);
    let mut draft = Draft::new(plan, "adopt");
    draft.editable(entity)?;
    if plan.document(document).is_some_and(|view| view.reading_id() != adoption.reading) {
        draft.set(entity, Field::Reading, Value::Reading(adoption));
    }
    Ok(draft.finish())
}

/// Adds a task of our own words under `parent`.
pub fn add_task(
    plan: &Plan,
    mint: &mut Mint,
    parent: Parent,
    before: Option<NodeId>,
    text: &str,
) -> Result<Change, ActionError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(ActionError::Empty("text"));
    }
    add(plan, mint, "add_task", parent, before, |draft, entity| {
        draft.set(entity, Field::Kind, Value::Kind(NodeKind::Task));
        draft.set(entity, Field::Text, Value::Pieces(vec![Piece::Own(text.to_owned())]));
    })
}

/// Adds a section under `parent`.
pub fn add_section(
    plan: &Plan,
    mint: &mut Mint,
    parent: Parent,
    before: Option<NodeId>,
    title: &str,
) -> Result<Change, ActionError> {
    let title = title.trim();
    if title.is_empty() {
        return Err(ActionError::Empty("title"));
    }
    add(plan, mint, "add_section", parent, before, |draft, entity| {
        draft.set(entity, Field::Kind, Value::Kind(NodeKind::Section));
        draft.set(entity, Field::Title, Value::Text(title.to_owned()));
    })
}

fn add(
    plan: &Plan,
    mint: &mut Mint,
    label: &str,
    parent: Parent,
    before: Option<NodeId>,
    fill: impl FnOnce(&mut Draft<'_>, Entity),
) -> Result<Change, ActionError> {
    let mut draft = Draft::new(plan, label);
    let document = draft.place(parent, before)?;
    let key = key_at(plan, parent, before)?;
    let id = mint.node();
    draft.push(Op::CreateNode { id, document, parent, key });
    fill(&mut draft, Entity::Node(id));
    Ok(draft.finish())
}

/// Removes a node with all below it, or a document, or an annotation with its replies.
pub fn remove(plan: &Plan, entity: Entity) -> Result<Change, ActionError> {
    let mut draft = Draft::new(plan, "remove");
    draft.editable(entity)?;
    if entity == Entity::Project {
        return Err(ActionError::Unknown(entity));
    }
    match entity {
        Entity::Node(node) => remove_below(&mut draft, node),
        Entity::Annotation(note) => {
            for reply in plan.replies(note) {
                if plan.is_alive(Entity::Annotation(*reply)) {
                    draft.remove(Entity::Annotation(*reply));
                }
            }
        }
        _ => {}
    }
    draft.remove(entity);
    Ok(draft.finish())
}

/// Removes nodes with all below them.
pub fn remove_all(plan: &Plan, nodes: &[NodeId]) -> Result<Change, ActionError> {
    let mut draft = Draft::new(plan, "remove");
    for node in topmost(plan, nodes) {
        draft.node(node)?;
        remove_below(&mut draft, node);
        draft.remove(Entity::Node(node));
    }
    Ok(draft.finish())
}

fn remove_below(draft: &mut Draft<'_>, node: NodeId) {
    let plan = draft.plan;
    let mut stack: Vec<NodeId> = plan.children(Parent::Node(node)).collect();
    while let Some(below) = stack.pop() {
        stack.extend(plan.children(Parent::Node(below)));
        draft.remove(Entity::Node(below));
    }
}
