//! Word documents: paragraphs, tables and text boxes of the main part, in order, with the numerals
//! that Word would show.
//!
//! Left out: deleted and moved-away words, the fallback copy of drawings, field codes, hints of
//! empty forms. A numbered paragraph is a `Paragraph` whose text begins with its numeral; a bulleted
//! one is a `ListItem`. Heads of pages stand before the text, feet and notes after it, all as
//! `Running`; comments are told beside the text.

mod body;
mod marked;
mod notes;
mod number;
mod styles;
mod symbol;
mod table;

pub(super) use number::written;

use super::assemble::Assembly;
use super::{
    ReadError,
    package::{Package, Relation},
};
use crate::model::{CancelToken, SourceComment, SourceSpan};
use crate::read::{BlockKind, Decoded};
use body::NoteSign;
use marked::Places;
use notes::Note;

const FORMAT: &str = "docx";
/// Heads or feet of pages that are looked at.
const MAX_EDGES: usize = 200;

pub(super) fn decode(bytes: &[u8], cancel: &CancelToken) -> Result<Decoded, ReadError> {
    let mut package = Package::open(bytes, FORMAT)?;
    let main = package.main_part("word/document.xml")?;
    // A workbook or a deck is a package of the same kind.
    if main.starts_with("xl/") || main.starts_with("ppt/") {
        return Err(ReadError::UnknownFormat { expected: FORMAT });
    }
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let beside = |name: &str| if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
    cancel.check()?;
    let styles = match package.part(&beside("styles.xml"))? {
        Some(part) => styles::read(&part)?,
        None => styles::Styles::default(),
    };
    let numbering = match package.part(&beside("numbering.xml"))? {
        Some(part) => number::read(&part)?,
        None => number::Numbering::default(),
    };
    let document = package.part(&main)?.ok_or(ReadError::UnknownFormat { expected: FORMAT })?;
    cancel.check()?;
    let relations = package.relations(&main)?;
    let mut beside = Beside { package, relations };
    let mut out = Assembly::default();
    for words in beside.edges("header", "hdr")? {
        out.push(&words, BlockKind::Running);
    }
    let body::Main { mut out, places, notes } = body::read(&document, &styles, numbering, out, cancel)?;
    let (feet, ends) = (beside.notes("footnotes", "footnote")?, beside.notes("endnotes", "endnote")?);
    for (count, sign) in (1..).zip(&notes) {
        let (of, id) = match sign {
            NoteSign::Foot(id) => (&feet, *id),
            NoteSign::End(id) => (&ends, *id),
        };
        if let Some(note) = of.iter().find(|note| note.id == Some(id)) {
            out.push(&format!("注{count}　{}", note.words.trim()), BlockKind::Running);
        }
    }
    for words in beside.edges("footer", "ftr")? {
        out.push(&words, BlockKind::Running);
    }
    out.check_size()?;
    let comments = beside.comments(&places)?;
    Ok(Decoded { comments, ..out.finish(Vec::new()) })
}

/// The parts beside the main one.
struct Beside<'a> {
    package: Package<'a>,
    relations: Vec<Relation>,
}

impl Beside<'_> {
    /// The part of that kind.
    fn part(&mut self, kind: &str) -> Result<Option<String>, ReadError> {
        match self.relations.iter().find(|relation| relation.is(kind)).map(|found| found.target.clone()) {
            Some(name) => self.package.part(&name),
            None => Ok(None),
        }
    }

    fn notes(&mut self, kind: &str, element: &str) -> Result<Vec<Note>, ReadError> {
        self.part(kind)?.map_or_else(|| Ok(Vec::new()), |part| notes::read(&part, element))
    }

    /// The words of heads or feet, each once, whichever pages they stand on.
    fn edges(&mut self, kind: &str, element: &str) -> Result<Vec<String>, ReadError> {
        let names: Vec<String> = self
            .relations
            .iter()
            .filter(|relation| relation.is(kind))
            .map(|relation| relation.target.clone())
            .take(MAX_EDGES)
            .collect();
        let mut words: Vec<String> = Vec::new();
        for name in names {
            let Some(part) = self.package.part(&name)? else { continue };
            for note in notes::read(&part, element)? {
                let told = note.words.trim().to_owned();
                if !told.is_empty() && !words.contains(&told) {
                    words.push(told);
                }
            }
        }
        Ok(words)
    }

    /// The comments that stand in the text, in its order, answers behind what they answer.
    fn comments(&mut self, places: &Places) -> Result<Vec<SourceComment>, ReadError> {
        let found = self.notes("comments", "comment")?;
        let threads =
            self.part("commentsExtended")?.map_or_else(|| Ok(Vec::new()), |part| notes::threads(&part))?;
        let mut placed: Vec<(SourceSpan, Note)> = found
            .into_iter()
            .filter(|note| !note.words.trim().is_empty())
            .filter_map(|note| Some((places.of(note.id?)?, note)))
            .collect();
        placed.sort_by_key(|(span, _)| *span);
        let thread = |note: &Note| {
            threads.iter().find(|thread| !note.paragraph.is_empty() && thread.paragraph == note.paragraph)
        };
        let comments = placed.iter().map(|(span, note)| {
            let thread = thread(note);
            let asked = thread.and_then(|thread| thread.answers.as_ref());
            let answers =
                asked.and_then(|asked| placed.iter().position(|(_, other)| other.paragraph == *asked));
            SourceComment {
                span: *span,
                author: note.author.trim().to_owned(),
                at: note.date.trim().to_owned(),
                text: note.words.trim().to_owned(),
                answers: answers.map(|at| at as u32),
                done: thread.is_some_and(|thread| thread.done),
            }
        });
        Ok(comments.collect())
    }
}

#[cfg(test)]
mod tests;
