//! Parts beside the main one: notes, comments, heads and feet of pages, each a run of paragraphs.

use super::{FORMAT, ReadError};
use crate::read::formats::xml::{Step, walk};

/// More notes than any document has.
const MAX_NOTES: usize = 100_000;

/// One note, comment, head or foot.
#[derive(Debug, Default)]
pub(super) struct Note {
    pub(super) id: Option<i64>,
    pub(super) author: String,
    pub(super) date: String,
    /// The id of its last paragraph, by which replies name it.
    pub(super) paragraph: String,
    /// Its paragraphs, one a line.
    pub(super) words: String,
}

/// The notes of a part; `name` is that of their elements.
pub(super) fn read(part: &str, name: &str) -> Result<Vec<Note>, ReadError> {
    let mut notes = Vec::new();
    let mut open: Option<Note> = None;
    let (mut skipped, mut in_text) = (0_usize, false);
    walk(part, FORMAT, |step| {
        match step {
            Step::Open(_) if skipped > 0 => skipped += 1,
            Step::Close(_) if skipped > 0 => skipped -= 1,
            Step::Open(element) => match element.name() {
                "del" | "moveFrom" | "Fallback" | "instrText" | "delText" | "rPrChange" | "pPrChange"
                | "rt" => {
                    skipped = 1;
                }
                found if found == name => {
                    // The lines that part notes from the text are notes of a kind of their own.
                    let own = element.attribute("type").is_none_or(|kind| kind == "normal");
                    open = own.then(|| Note {
                        id: element.attribute("id").and_then(|id| id.trim().parse().ok()),
                        author: element.attribute("author").unwrap_or_default(),
                        date: element.attribute("date").unwrap_or_default(),
                        ..Note::default()
                    });
                }
                "p" => {
                    if let Some(note) = &mut open {
                        note.paragraph = element.attribute("paraId").unwrap_or_default();
                        if !note.words.is_empty() && !note.words.ends_with('\n') {
                            note.words.push('\n');
                        }
                    }
                }
                "t" => in_text = true,
                "tab" | "ptab" => write(&mut open, " "),
                "br" | "cr" => write(&mut open, "\n"),
                _ => {}
            },
            Step::Text(text) if in_text && skipped == 0 => write(&mut open, text),
            Step::Close("t") => in_text = false,
            Step::Close(closed) if closed == name => {
                notes.extend(open.take().filter(|_| notes.len() < MAX_NOTES));
            }
            Step::Close(_) | Step::Text(_) => {}
        }
        Ok(())
    })?;
    Ok(notes)
}

fn write(open: &mut Option<Note>, words: &str) {
    // Tab stops stand in the properties, before any word.
    if let Some(note) = open
        && !(note.words.is_empty() && words.trim().is_empty())
    {
        note.words.push_str(words);
    }
}

/// Which comments answer which, and which are dealt with: by the id of their last paragraph.
pub(super) struct Thread {
    pub(super) paragraph: String,
    pub(super) answers: Option<String>,
    pub(super) done: bool,
}

pub(super) fn threads(part: &str) -> Result<Vec<Thread>, ReadError> {
    let mut threads = Vec::new();
    walk(part, FORMAT, |step| {
        if let Step::Open(element) = step
            && element.name() == "commentEx"
            && let Some(paragraph) = element.attribute("paraId")
        {
            threads.push(Thread {
                paragraph,
                answers: element.attribute("paraIdParent"),
                done: element.attribute("done").is_some_and(|done| matches!(done.as_str(), "1" | "true")),
            });
        }
        Ok(())
    })?;
    Ok(threads)
}
