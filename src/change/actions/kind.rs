//! Section or task, and whether a task is done.

use super::{ActionError, draft::Draft, split::cut, wording::contested};
use crate::change::Change;
use crate::model::{
    Anchor, Entity, Field, NodeId, NodeKind, NodeView, Piece, Plan, TaskStatus, Value, first_clause,
};
use std::borrow::Cow;

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
    let Reworked { title, pieces, before, taken } = match kind {
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
            let start = (place.start + before).checked_sub(taken).map(|start| start as u32);
            draft.anchor(note.id(), Anchor { node, quote: note.quote().to_owned(), start });
        }
    }
    Ok(draft.finish())
}

/// What a node's words become as of the other kind.
struct Reworked {
    /// A title of its own, if any.
    title: Option<String>,
    pieces: Vec<Piece>,
    /// Bytes that came before the text.
    before: usize,
    /// Bytes that were taken off its beginning.
    taken: usize,
}

/// A section's words as a task's: without a title of their own.
fn into_task(plan: &Plan, section: &NodeView<'_>) -> Reworked {
    let title = section.own_title().map_or_else(|| section.title_as_read(), Cow::Borrowed).into_owned();
    if title.is_empty() {
        return Reworked { title: None, pieces: section.pieces().into_owned(), before: 0, taken: 0 };
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
    let mut before = 0;
    if !plan.words(&body).is_empty() {
        if !title.ends_with(is_stop) {
            pieces.push(Piece::Own("。".to_owned()));
        }
        before = plan.words(&pieces).len();
        pieces.extend(body.iter().cloned());
    }
    Reworked { title: None, pieces, before, taken: 0 }
}

/// A task's words as a section's.
fn into_section(plan: &Plan, task: &NodeView<'_>) -> Reworked {
    let pieces = corrected_pieces(plan, task);
    let text = plan.words(&pieces);
    // The text before the first heading needs no title of its own.
    if task.read().is_some_and(|(reading, read)| read.is_opening() && reading.words(&read.pieces) == text) {
        return Reworked { title: Some(String::new()), pieces, before: 0, taken: 0 };
    }
    let blank = text.len() - text.trim_start().len();
    let title = task.title().into_owned();
    let Some(rest) = text[blank..].strip_prefix(title.as_str()).filter(|_| !title.is_empty()) else {
        // The title says something else than the text begins with: both stay.
        let title = if title.is_empty() { first_clause(&text).to_owned() } else { title };
        return Reworked { title: Some(title), pieces, before: 0, taken: 0 };
    };
    let mut from = blank + title.len();
    if rest.trim_end() == "。" {
        from = text.len();
    } else if rest.starts_with('。') {
        from += '。'.len_utf8();
    }
    let mut title = title;
    // Another stop than the one a task's text gets between title and rest is kept with the title; a
    // comma ends no title.
    if let Some(stop) = rest.chars().next().filter(|c| *c != '。' && is_stop(*c)) {
        if !COMMAS.contains(&stop) {
            title.push(stop);
        }
        from += stop.len_utf8();
    }
    Reworked { title: Some(title), pieces: cut(plan, &pieces, from).1, before: 0, taken: from }
}

/// Stops inside of a sentence.
const COMMAS: [char; 3] = ['，', '、', '：'];

pub(super) fn is_stop(c: char) -> bool {
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
        NodeKind::Task => {
            words == text || format!("{words}。") == text || same_but_comma(view, &words, &text)
        }
        NodeKind::Section => words == text && title == Some(read.title.of(&reading.text)),
    };
    let entity = Entity::Node(view.id());
    let set = |field: &Field| !plan.writes(entity, *field).is_empty();
    same.then(|| [Field::Kind, Field::Title, Field::Text].into_iter().filter(set).collect())
}

/// Whether a section's words, joined by a full stop, are the task's that it was, where a comma stood.
fn same_but_comma(section: &NodeView<'_>, words: &str, text: &str) -> bool {
    let title = section.title();
    let rest = words.strip_prefix(&*title).and_then(|rest| rest.strip_prefix('。'));
    let read = text.trim_start().strip_prefix(&*title).and_then(|rest| rest.strip_prefix(COMMAS));
    rest.is_some() && rest == read
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

/// The corrected pieces and where byte `from` of the text stands in them. Inside of the words that were
/// corrected there is no such place: the pieces are those of the report then.
pub(super) fn corrected_behind(plan: &Plan, view: &NodeView<'_>, from: usize) -> (Vec<Piece>, usize) {
    let (pieces, length) = (corrected_pieces(plan, view), view.text().len());
    let corrected = plan.words(&pieces).len();
    match view.corrected_title() {
        Some((old, _)) if from < length.min(old.len()) => (view.pieces().into_owned(), from),
        _ => (pieces, (from + corrected).saturating_sub(length)),
    }
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

#[cfg(test)]
mod tests {
    use super::{set_kind, set_status};
    use crate::change::{Change, Mint, Record, actions, apply, state_hash};
    use crate::model::{
        DocumentId, NodeId, NodeKind, Parent, Plan, Reading, ReadingId, RecordId, SourceId, Stamp,
        TaskStatus, WriterId,
    };
    use proptest::prelude::*;
    use std::sync::Arc;

    fn write(plan: &mut Plan, seq: u64, change: Change) {
        let id = RecordId { writer: WriterId(7), seq };
        apply(plan, &Record { id, lamport: seq, stamp: Stamp::default(), change }).unwrap();
    }

    /// A plan with one task of these words.
    fn task(words: &str) -> (Plan, NodeId) {
        let mut plan = Plan::new();
        let id = ReadingId::of(b"empty");
        plan.add_reading(id, Arc::new(Reading::over("".into(), SourceId::of(b"empty"))));
        let first = RecordId { writer: WriterId(7), seq: 1 };
        write(&mut plan, 1, actions::import(&Mint::new(first), SourceId::of(b"empty"), "txt", "空", id));
        let top = Parent::Document(DocumentId { record: first, ordinal: 0 });
        let mut mint = Mint::new(RecordId { writer: WriterId(7), seq: 2 });
        let change = actions::add_task(&plan, &mut mint, top, None, words).unwrap();
        write(&mut plan, 2, change);
        let node = plan.children(top).next().unwrap();
        (plan, node)
    }

    proptest! {
        #[test]
        fn there_and_back_no_word_is_lost(words in "[a-c。；，：！ \n]{1,12}") {
            prop_assume!(!words.trim().is_empty());
            let (mut plan, node) = task(&words);
            let text = plan.node(node).unwrap().text();
            let letters = |text: &str| text.chars().filter(char::is_ascii_alphabetic).collect::<String>();
            let change = set_kind(&plan, node, NodeKind::Section).unwrap();
            write(&mut plan, 3, change);
            let view = plan.node(node).unwrap();
            prop_assert_eq!(letters(&format!("{}{}", view.title(), view.text())), letters(&text));
            let change = set_kind(&plan, node, NodeKind::Task).unwrap();
            write(&mut plan, 4, change);
            let back = plan.node(node).unwrap().text();
            prop_assert_eq!(letters(&back), letters(&text));
        }
    }

    #[test]
    fn the_first_clause_is_the_title_and_comes_back() {
        for words in ["建成产业园。年底前投产。", "建成产业园；年底前投产。", "建成产业园"]
        {
            let (mut plan, node) = task(words);
            let note = actions::annotate(
                &plan,
                &mut Mint::new(RecordId { writer: WriterId(7), seq: 3 }),
                node,
                if words.contains("投产") { "投产" } else { "" },
                None,
                "核",
                "",
            );
            write(&mut plan, 3, note.unwrap());
            let change = set_kind(&plan, node, NodeKind::Section).unwrap();
            write(&mut plan, 4, change);
            let view = plan.node(node).unwrap();
            assert!(view.title().starts_with("建成产业园"));
            // A comment stays with its words.
            let note = view.annotations()[0];
            if let Some(place) = note.place() {
                assert_eq!(&view.text()[place], "投产");
            }
            let change = set_kind(&plan, node, NodeKind::Task).unwrap();
            write(&mut plan, 5, change);
            assert_eq!(plan.node(node).unwrap().text(), words);
        }
    }

    #[test]
    fn a_title_typed_over_own_words_is_what_paper_prints() {
        let (mut plan, node) = task("新任务");
        for (seq, title) in [(3, "建设园区，完善配套"), (4, "建设园区，完善配套"), (5, "建成园区")]
        {
            let change = actions::set_title(&plan, node, title).unwrap();
            write(&mut plan, seq, change);
            let view = plan.node(node).unwrap();
            assert_eq!((view.title().as_ref(), view.wording().as_str()), (title, title));
        }
    }

    #[test]
    fn a_status_is_set_and_taken_back() {
        let (mut plan, node) = task("建成产业园");
        let before = state_hash(&plan);
        assert!(set_status(&plan, node, TaskStatus::Planned).unwrap().is_empty());
        let change = set_status(&plan, node, TaskStatus::Done).unwrap();
        write(&mut plan, 3, change);
        assert_eq!(plan.node(node).unwrap().status(), TaskStatus::Done);
        assert_ne!(state_hash(&plan), before);
    }
}
