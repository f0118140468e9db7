//! Section or task, and whether a task is done.

use super::{ActionError, draft::Draft, split::cut, wording::contested};
use crate::change::Change;
use crate::model::{
    Anchor, Entity, Field, NodeId, NodeKind, NodeView, Piece, Plan, TaskStatus, Value, first_clause,
};

/// Makes a task of a section or a section of a task. No word is lost: a section's title becomes the
/// beginning of the task's text; of a task's text the first clause becomes the title, and the rest
/// stays the section's text. Back again gives the words that were there.
pub fn set_kind(plan: &Plan, node: NodeId, kind: NodeKind) -> Result<Change, ActionError> {
    let mut draft = Draft::new(plan, "set_kind");
    let view = draft.node(node)?;
    let entity = Entity::Node(node);
    if view.kind() == kind {
        if contested(plan, entity, Field::Kind) {
            draft.set(entity, Field::Kind, Value::Kind(kind));
        }
        return Ok(draft.finish());
    }
    let (title, pieces, shift) = match kind {
        NodeKind::Task => into_task(plan, &view),
        NodeKind::Section => into_section(plan, &view),
    };
    if let Some(back) = as_read(plan, &view, kind, title.as_deref(), &pieces) {
        for field in back {
            draft.write(entity, field, None);
        }
    } else {
        draft.set(entity, Field::Kind, Value::Kind(kind));
        match title {
            Some(title) => draft.set(entity, Field::Title, Value::Text(title)),
            None if plan.set_value(entity, Field::Title).is_some() => draft.write(entity, Field::Title, None),
            None => {}
        }
        draft.set(entity, Field::Text, Value::Pieces(pieces));
    }
    for note in view.annotations() {
        if let Some(place) = note.place() {
            let start = u32::try_from(place.start as i64 + shift).ok();
            draft.anchor(note.id(), Anchor { node, quote: note.quote().to_owned(), start });
        }
    }
    Ok(draft.finish())
}

/// What a section's words become as a task: no title of its own, the text, and how far what stood
/// in the text has moved.
fn into_task(plan: &Plan, section: &NodeView<'_>) -> (Option<String>, Vec<Piece>, i64) {
    let title = section.title().into_owned();
    if title.is_empty() {
        return (None, section.pieces().into_owned(), 0);
    }
    let read = section.read().filter(|_| section.own_title().is_none());
    let source = read.zip(plan.node_state(section.id()).and_then(|state| state.origin));
    let mut pieces = match source {
        // Words of the report stay words of the report.
        Some(((reading, node), origin)) if node.title.of(&reading.text) == title => {
            vec![Piece::Source(origin.reading, node.title)]
        }
        _ => vec![Piece::Own(title.clone())],
    };
    let body = section.pieces();
    if !plan.words(&body).is_empty() {
        if !title.ends_with(is_stop) {
            pieces.push(Piece::Own("。".to_owned()));
        }
        let shift = plan.words(&pieces).len() as i64;
        pieces.extend(body.iter().cloned());
        return (None, pieces, shift);
    }
    (None, pieces, 0)
}

/// What a task's words become as a section: title, text, and how far what stood in the text has
/// moved.
fn into_section(plan: &Plan, task: &NodeView<'_>) -> (Option<String>, Vec<Piece>, i64) {
    let pieces = corrected_pieces(plan, task);
    let text = plan.words(&pieces);
    let blank = text.len() - text.trim_start().len();
    let title = task.title().into_owned();
    let Some(rest) = text[blank..].strip_prefix(title.as_str()).filter(|_| !title.is_empty()) else {
        // The title says something else than the text begins with: both stay.
        let title = if title.is_empty() { first_clause(&text).to_owned() } else { title };
        return (Some(title), pieces, 0);
    };
    let mut from = blank + title.len();
    if rest.trim_end() == "。" {
        from = text.len();
    } else if rest.starts_with('。') {
        from += '。'.len_utf8();
    }
    let mut title = title;
    // Another stop than the one a task's text gets between title and rest is kept with the title.
    if let Some(stop) = rest.chars().next().filter(|c| *c != '。' && is_stop(*c)) {
        title.push(stop);
        from += stop.len_utf8();
    }
    (Some(title), cut(plan, &pieces, from).1, -(from as i64))
}

fn is_stop(c: char) -> bool {
    matches!(c, '。' | '；' | ';' | '！' | '？' | '：' | '，' | '、' | '\n')
}

/// The fields to return to the report, when the node was read as of this kind and the words are the
/// report's again.
fn as_read(
    plan: &Plan,
    view: &NodeView<'_>,
    kind: NodeKind,
    title: Option<&str>,
    pieces: &[Piece],
) -> Option<Vec<Field>> {
    let (reading, read) = view.read().filter(|(_, read)| read.kind == kind)?;
    let text = reading.words(&read.pieces);
    let words = plan.words(pieces);
    let same = match kind {
        // The stop at the end of a task's only clause is not part of a title.
        NodeKind::Task => words == text || format!("{words}。") == text,
        NodeKind::Section => words == text && title == Some(read.title.of(&reading.text)),
    };
    let entity = Entity::Node(view.id());
    let set = |field: &Field| !plan.writes(entity, *field).is_empty();
    same.then(|| [Field::Kind, Field::Title, Field::Text].into_iter().filter(set).collect())
}

/// A node's pieces, with a task's corrected title in the place of the words it corrects.
pub(super) fn corrected_pieces(plan: &Plan, view: &NodeView<'_>) -> Vec<Piece> {
    let pieces = view.pieces().into_owned();
    let Some((old, new)) = view.corrected_title() else { return pieces };
    let text = plan.words(&pieces);
    let blank = text.len() - text.trim_start().len();
    if !text[blank..].starts_with(&*old) {
        return pieces;
    }
    let mut corrected = vec![Piece::Own(new.to_owned())];
    corrected.extend(cut(plan, &pieces, blank + old.len()).1);
    corrected
}

/// Says whether a task is still to be done.
pub fn set_status(plan: &Plan, node: NodeId, status: TaskStatus) -> Result<Change, ActionError> {
    let mut draft = Draft::new(plan, "set_status");
    let view = draft.node(node)?;
    if view.status() != status || contested(plan, Entity::Node(node), Field::Status) {
        draft.set(Entity::Node(node), Field::Status, Value::Status(status));
    }
    Ok(draft.finish())
}
