//! The words around a hit, with the hit marked.

use super::{
    SearchQuery,
    fold::{Mapped, fold},
    run::{Hit, Lane},
};
use crate::words::Messages;
use crate::{
    model::{NodeId, Parent, Plan},
    outline::pinyin,
};
use std::ops::Range;

/// Characters shown before the hit.
const BEFORE: usize = 12;

/// Words around a hit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    /// The words, with … where something was left out.
    pub text: String,
    /// Bytes of `text` that were searched for, in order.
    pub marks: Vec<Range<usize>>,
}

/// The words around the hit, at most `most` characters.
pub fn snippet(plan: &Plan, hit: Hit, query: &SearchQuery, most: usize) -> Snippet {
    let words = words_of(plan, hit);
    let mapped = Mapped::new(&words);
    let terms: Vec<String> =
        query.words.split_whitespace().map(fold).filter(|term| !term.is_empty()).collect();
    let mut marks: Vec<Range<usize>> = Vec::new();
    // Of a very long text only what stands near the first hit is marked.
    let first = terms.iter().filter_map(|term| mapped.folded.find(term.as_str())).min().unwrap_or(0);
    let near = mapped.folded.len().min(first + most * 4);
    let near = (near..=mapped.folded.len()).find(|at| mapped.folded.is_char_boundary(*at)).unwrap_or(first);
    for term in &terms {
        let found = mapped.folded[first..near].match_indices(term.as_str());
        marks.extend(found.map(|(at, _)| mapped.back(first + at..first + at + term.len())));
    }
    if marks.is_empty() {
        marks.extend(query.words.split_whitespace().filter_map(|typed| sounding(&words, typed)));
    }
    marks.sort_by_key(|mark| (mark.start, mark.end));
    cut(&words, &marks, most)
}

/// Characters in which letters that stand for sounds are looked for.
const SOUNDED: usize = 120;

/// Bytes of the first words that sound as typed.
fn sounding(words: &str, typed: &str) -> Option<Range<usize>> {
    let query = pinyin::Query::new(typed);
    let places: Vec<usize> = words.char_indices().map(|(at, _)| at).take(SOUNDED).collect();
    let begins = |part: &str| {
        let index: pinyin::Index = std::iter::once(part).collect();
        index.rank(&query, 0).is_some_and(pinyin::Rank::begins)
    };
    let end_of = |at: usize| words[at..].chars().next().map_or(at, |c| at + c.len_utf8());
    // No word is longer than what is typed for it.
    let most = typed.chars().count();
    let start = places.iter().position(|at| {
        let last = words[*at..].char_indices().nth(most).map_or(words.len(), |(length, _)| at + length);
        begins(&words[*at..last])
    })?;
    let from = places[start];
    let end = places[start..].iter().map(|at| end_of(*at)).find(|end| begins(&words[from..*end]))?;
    Some(from..end)
}

/// Cuts a window of `most` characters out of `words` that begins shortly before the first mark.
fn cut(words: &str, marks: &[Range<usize>], most: usize) -> Snippet {
    let hit = marks.first().map_or(0, |mark| mark.start);
    let mut start = words[..hit].char_indices().rev().take(BEFORE).last().map_or(hit, |(at, _)| at);
    if words[..start].chars().count() <= 2 {
        start = 0;
    }
    let end = words[start..].char_indices().nth(most).map_or(words.len(), |(at, _)| start + at);
    let mut text = String::new();
    if start > 0 {
        text.push('…');
    }
    let shift = text.len();
    // Line breaks would break the row; they are as wide as what replaces them.
    text.extend(words[start..end].chars().map(|c| if c.is_control() { ' ' } else { c }));
    if end < words.len() {
        text.push('…');
    }
    let mut shown: Vec<Range<usize>> = Vec::new();
    for mark in marks {
        let (from, to) = (mark.start.max(start), mark.end.min(end));
        let from = shown.last().map_or(from, |last| from.max(last.end + start - shift));
        if from < to {
            shown.push(from - start + shift..to - start + shift);
        }
    }
    Snippet { text, marks: shown }
}

/// The words of the part of the node in which the hit is.
fn words_of(plan: &Plan, hit: Hit) -> String {
    let Some(node) = plan.node(hit.node) else { return String::new() };
    match hit.lane {
        Lane::Title => {
            let title = node.title();
            let title = if title.is_empty() { node.text() } else { title.into_owned() };
            format!("{}{title}", node.marker())
        }
        Lane::Units => {
            let units = node.stored_units();
            let mut words: Vec<&str> = units.items.iter().map(|unit| unit.name.as_str()).collect();
            words.extend(Some(node.leader()).filter(|leader| !leader.is_empty()));
            words.join("、")
        }
        Lane::Targets => {
            let targets = node.targets().into_iter().map(|target| {
                let (indicator, quote) = (target.value().indicator, target.quote());
                if quote.contains(&indicator) || indicator.is_empty() {
                    quote.into_owned()
                } else {
                    format!("{indicator}：{quote}")
                }
            });
            targets.collect::<Vec<_>>().join("；")
        }
        Lane::Notes => {
            let mut words: Vec<String> = node
                .annotations()
                .iter()
                .map(|note| match note.author() {
                    "" => note.body().to_owned(),
                    author => format!("{author}：{}", note.body()),
                })
                .collect();
            words.extend(Some(node.note().to_owned()).filter(|note| !note.is_empty()));
            words.join("；")
        }
        Lane::Text => node.text(),
    }
}

/// The titles above a node, from its document down, joined by ` › `; the document is left out where
/// the project has only one.
pub fn path_of(plan: &Plan, node: NodeId, words: Messages) -> String {
    let mut parts = Vec::new();
    let mut at = plan.node_state(node).map(|state| state.parent);
    while let Some(parent) = at {
        at = match parent {
            Parent::Node(above) => {
                parts.extend(plan.node(above).map(|view| view.title_in(words).into_owned()));
                plan.node_state(above).map(|state| state.parent)
            }
            Parent::Document(document) => {
                if plan.documents().nth(1).is_some() {
                    parts.extend(plan.document(document).map(|view| view.title().into_owned()));
                }
                None
            }
        };
    }
    parts.retain(|part| !part.is_empty());
    parts.reverse();
    parts.join(" › ")
}
