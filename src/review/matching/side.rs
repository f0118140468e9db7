//! One of the two readings, as matching sees it.

use crate::model::{NodeKind, Reading, SourceSpan};
use crate::words::Message;
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};

/// The nodes of a reading, by index.
pub(super) struct Side {
    pub(super) nodes: Vec<SideNode>,
}

/// A node's words and place.
pub(super) struct SideNode {
    pub(super) kind: NodeKind,
    pub(super) parent: Option<u32>,
    /// A section's title, a task's title and text, without white space.
    pub(super) words: String,
    /// Hash of `words`, to keep comparisons of equal words short.
    pub(super) hash: u64,
    /// Hash of the numerals from the outermost section down; `None` where it has no numeral itself.
    pub(super) path: Option<u64>,
    /// The text before the first heading, of which a report has one.
    pub(super) opening: bool,
}

impl Side {
    pub(super) fn of(reading: &Reading) -> Self {
        let mut paths: Vec<u64> = Vec::with_capacity(reading.nodes.len());
        let nodes = reading
            .nodes
            .iter()
            .map(|node| {
                let marker = bare(node.marker.of(&reading.text).trim_end_matches(['、', '.', '．', '，']));
                let above = node.parent.and_then(|parent| paths.get(parent as usize).copied()).unwrap_or(0);
                let path = hash(&(above, &marker));
                paths.push(path);
                let words = if node.is_opening() {
                    // A newer draft may put this very heading over it.
                    Message::OpeningSection.words().0.to_owned()
                } else {
                    words(reading, node.kind, node.title, &node.pieces)
                };
                SideNode {
                    kind: node.kind,
                    parent: node.parent,
                    hash: hash(&words),
                    words,
                    path: (!marker.is_empty()).then_some(path),
                    opening: node.is_opening(),
                }
            })
            .collect();
        Self { nodes }
    }
}

fn words(reading: &Reading, kind: NodeKind, title: SourceSpan, pieces: &[SourceSpan]) -> String {
    let mut words = String::new();
    // A task's title is mostly the beginning of its text: then the text says it all.
    let inside = pieces.iter().any(|piece| piece.contains(title));
    if kind == NodeKind::Section || !inside {
        push_bare(&mut words, title.of(&reading.text));
    }
    if kind == NodeKind::Task {
        for piece in pieces {
            push_bare(&mut words, piece.of(&reading.text));
        }
    }
    words
}

/// The text without white space, in which copies of one report differ most.
pub(super) fn bare(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    push_bare(&mut bare, text);
    bare
}

fn push_bare(to: &mut String, text: &str) {
    to.extend(text.chars().filter(|c| !c.is_whitespace()));
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = FxHasher::default();
    value.hash(&mut hasher);
    hasher.finish()
}
