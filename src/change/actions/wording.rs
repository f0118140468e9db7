//! Titles, texts, notes and deadlines; the project's settings.

use super::{ActionError, draft::Draft, split::cut};
use crate::change::Change;
use crate::model::{
    Deadline, DocumentId, Entity, Field, FirstUnit, NodeId, NodeKind, NodeView, Piece, Plan, Value,
};

/// Rewords a node's title. Empty returns it to what the report says. In a task of own words the title
/// is the beginning of the text, which follows; over words of the report paper prints the correction.
pub fn set_title(plan: &Plan, node: NodeId, title: &str) -> Result<Change, ActionError> {
    let mut draft = Draft::new(plan, "set_title");
    let view = draft.node(node)?;
    let title = title.trim();
    if title.is_empty() {
        if plan.set_value(Entity::Node(node), Field::Title).is_none() {
            return Ok(draft.finish());
        }
        if view.read().is_none() {
            return Err(ActionError::Empty("title"));
        }
        draft.write(Entity::Node(node), Field::Title, None);
    } else if view.title() != title || contested(plan, Entity::Node(node), Field::Title) {
        if let Some(text) = begun_anew(plan, &view, title) {
            let pieces = respell(plan, &view.pieces(), &text);
            draft.set(Entity::Node(node), Field::Text, Value::Pieces(pieces));
        }
        draft.set(Entity::Node(node), Field::Title, Value::Text(title.to_owned()));
    }
    Ok(draft.finish())
}

/// The text that somebody set of a task, with `title` where it began with the title so far.
fn begun_anew(plan: &Plan, view: &NodeView<'_>, title: &str) -> Option<String> {
    plan.set_value(Entity::Node(view.id()), Field::Text).filter(|_| view.kind() == NodeKind::Task)?;
    let (text, before) = (view.text(), view.title());
    let blank = text.len() - text.trim_start().len();
    let rest = text[blank..].strip_prefix(&*before).filter(|_| !before.is_empty() && before != title)?;
    Some(format!("{}{title}{rest}", &text[..blank]))
}

/// Rewords a node's text; what stays of the source's words stays a piece of the source.
pub fn set_text(plan: &Plan, node: NodeId, text: &str) -> Result<Change, ActionError> {
    let mut draft = Draft::new(plan, "set_text");
    let view = draft.node(node)?;
    if view.text() != text || contested(plan, Entity::Node(node), Field::Text) {
        let pieces = respell(plan, &view.pieces(), text);
        draft.set(Entity::Node(node), Field::Text, Value::Pieces(pieces));
    }
    Ok(draft.finish())
}

/// Sets a node's note; empty clears it.
pub fn set_node_note(plan: &Plan, node: NodeId, words: &str) -> Result<Change, ActionError> {
    let mut draft = Draft::new(plan, "set_note");
    let view = draft.node(node)?;
    if view.note() != words || contested(plan, Entity::Node(node), Field::Note) {
        draft.set(Entity::Node(node), Field::Note, Value::Text(words.to_owned()));
    }
    Ok(draft.finish())
}

/// Sets a deadline; empty words clear it, also where the report gives one.
pub fn set_deadline(plan: &Plan, node: NodeId, deadline: Deadline) -> Result<Change, ActionError> {
    let mut draft = Draft::new(plan, "set_deadline");
    let view = draft.node(node)?;
    let now = view.deadline();
    let same = match now {
        Some(now) => *now == deadline,
        None => deadline.words.is_empty(),
    };
    if !same || contested(plan, Entity::Node(node), Field::Deadline) {
        draft.set(Entity::Node(node), Field::Deadline, Value::Deadline(deadline));
    }
    Ok(draft.finish())
}

/// Renames a document.
pub fn set_document_title(plan: &Plan, document: DocumentId, title: &str) -> Result<Change, ActionError> {
    let entity = Entity::Document(document);
    let mut draft = Draft::new(plan, "set_title");
    draft.editable(entity)?;
    let title = title.trim();
    if title.is_empty() {
        return Err(ActionError::Empty("title"));
    }
    if plan.document(document).is_some_and(|view| view.title() != title)
        || contested(plan, entity, Field::Title)
    {
        draft.set(entity, Field::Title, Value::Text(title.to_owned()));
    }
    Ok(draft.finish())
}

/// Sets the title over the printed tables.
pub fn set_project_title(plan: &Plan, title: &str) -> Result<Change, ActionError> {
    project_text(plan, Field::Title, plan.title(), title)
}

/// Sets the note under the printed tables.
pub fn set_project_note(plan: &Plan, note: &str) -> Result<Change, ActionError> {
    project_text(plan, Field::Note, plan.note(), note)
}

fn project_text(plan: &Plan, field: Field, now: &str, text: &str) -> Result<Change, ActionError> {
    let mut draft = Draft::new(plan, "settings");
    draft.editable(Entity::Project)?;
    if now != text || contested(plan, Entity::Project, field) {
        draft.set(Entity::Project, field, Value::Text(text.to_owned()));
    }
    Ok(draft.finish())
}

/// Turns the switch 首位为牵头单位.
pub fn set_first_unit(plan: &Plan, first: FirstUnit) -> Result<Change, ActionError> {
    let mut draft = Draft::new(plan, "settings");
    draft.editable(Entity::Project)?;
    if plan.first_unit() != first || contested(plan, Entity::Project, Field::FirstUnit) {
        draft.set(Entity::Project, Field::FirstUnit, Value::FirstUnit(first));
    }
    Ok(draft.finish())
}

/// Setting the shown value of a contested field settles it, so it is not "unchanged".
pub(super) fn contested(plan: &Plan, entity: Entity, field: Field) -> bool {
    plan.writes(entity, field).len() > 1
}

/// Pieces for `text`, keeping source pieces at both ends where the words still stand.
fn respell(plan: &Plan, pieces: &[Piece], text: &str) -> Vec<Piece> {
    let old = plan.words(pieces);
    let same = old.char_indices().zip(text.chars()).take_while(|((_, old), new)| old == new);
    let head = same.last().map_or(0, |((at, char), _)| at + char.len_utf8());
    let same = old[head..].chars().rev().zip(text[head..].chars().rev()).take_while(|(old, new)| old == new);
    let tail: usize = same.map(|(char, _)| char.len_utf8()).sum();
    let (mut kept, rest) = cut(plan, pieces, head);
    let (_, end) = cut(plan, &rest, old.len() - head - tail);
    let own = &text[head..text.len() - tail];
    if !own.is_empty() {
        kept.push(Piece::Own(own.to_owned()));
    }
    kept.extend(end);
    kept
}
