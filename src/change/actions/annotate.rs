//! Comments on passages.

use super::{ActionError, draft::Draft};
use crate::change::{Change, Mint, Op};
use crate::model::{Anchor, AnnotationId, Entity, Field, NodeId, Plan, Value};

/// Comments on `quote` in a node's text, or on the whole node when `quote` is empty. `start` is
/// the quote's byte offset in the node's text; without it the words must stand there once.
pub fn annotate(
    plan: &Plan,
    mint: &mut Mint,
    node: NodeId,
    quote: &str,
    start: Option<usize>,
    body: &str,
    author: &str,
) -> Result<Change, ActionError> {
    let mut draft = Draft::new(plan, "annotate");
    let view = draft.node(node)?;
    if body.trim().is_empty() {
        return Err(ActionError::Empty("body"));
    }
    let text = view.text();
    let not_found = || ActionError::QuoteNotFound(quote.to_owned());
    let start = match start {
        _ if quote.is_empty() => None,
        Some(start) if text.get(start..).is_some_and(|rest| rest.starts_with(quote)) => Some(start),
        Some(_) => return Err(not_found()),
        None => {
            let mut places = text.match_indices(quote);
            match (places.next(), places.next()) {
                (Some((start, _)), None) => Some(start),
                (Some(_), Some(_)) => return Err(ActionError::QuoteAmbiguous(quote.to_owned())),
                // A section's own words are its title.
                (None, _) if view.title().contains(quote) => None,
                (None, _) => return Err(not_found()),
            }
        }
    };
    let id = mint.annotation();
    let entity = Entity::Annotation(id);
    draft.push(Op::CreateAnnotation { id });
    draft.anchor(id, Anchor { node, quote: quote.to_owned(), start: start.map(|start| start as u32) });
    draft.set(entity, Field::Body, Value::Text(body.trim().to_owned()));
    if !author.trim().is_empty() {
        draft.set(entity, Field::Author, Value::Text(author.trim().to_owned()));
    }
    Ok(draft.finish())
}

/// Rewords an annotation.
pub fn set_annotation(plan: &Plan, annotation: AnnotationId, body: &str) -> Result<Change, ActionError> {
    let entity = Entity::Annotation(annotation);
    let mut draft = Draft::new(plan, "set_annotation");
    draft.editable(entity)?;
    let body = body.trim();
    if body.is_empty() {
        return Err(ActionError::Empty("body"));
    }
    let now = plan.annotation(annotation).map(|note| note.body());
    if now != Some(body) || super::wording::contested(plan, entity, Field::Body) {
        draft.set(entity, Field::Body, Value::Text(body.to_owned()));
    }
    Ok(draft.finish())
}

/// Answers an annotation with one at the same place. An answer to an answer answers the first: a
/// thread has one beginning, and goes with it.
pub fn reply(
    plan: &Plan,
    mint: &mut Mint,
    annotation: AnnotationId,
    body: &str,
    author: &str,
) -> Result<Change, ActionError> {
    let mut draft = Draft::new(plan, "reply");
    draft.editable(Entity::Annotation(annotation))?;
    if body.trim().is_empty() {
        return Err(ActionError::Empty("body"));
    }
    let asked = plan.annotation(annotation);
    let first = asked.and_then(|note| note.reply_to()).unwrap_or(annotation);
    draft.editable(Entity::Annotation(first))?;
    let anchor = plan.annotation(first).and_then(|note| note.anchor()).cloned();
    let anchor = anchor.ok_or(ActionError::Unknown(Entity::Annotation(first)))?;
    let id = mint.annotation();
    let entity = Entity::Annotation(id);
    draft.push(Op::CreateAnnotation { id });
    draft.anchor(id, anchor);
    draft.set(entity, Field::ReplyTo, Value::Annotation(first));
    draft.set(entity, Field::Body, Value::Text(body.trim().to_owned()));
    if !author.trim().is_empty() {
        draft.set(entity, Field::Author, Value::Text(author.trim().to_owned()));
    }
    Ok(draft.finish())
}

/// Marks an annotation as dealt with, or open again.
pub fn resolve(plan: &Plan, annotation: AnnotationId, resolved: bool) -> Result<Change, ActionError> {
    let entity = Entity::Annotation(annotation);
    let mut draft = Draft::new(plan, if resolved { "resolve" } else { "reopen" });
    draft.editable(entity)?;
    let now = plan.annotation(annotation).is_some_and(|note| note.is_resolved());
    if now != resolved || super::wording::contested(plan, entity, Field::Resolved) {
        draft.set(entity, Field::Resolved, Value::Flag(resolved));
    }
    Ok(draft.finish())
}
