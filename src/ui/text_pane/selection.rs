//! Words chosen with the mouse, as a range of the source.

use super::{marks::Mark, passages::Passages};
use crate::model::{NodeId, NodeKind, Plan, SourceSpan};

/// A range of the source between where the choosing began and where it is now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Selection {
    pub(super) anchor: u32,
    pub(super) head: u32,
}

impl Selection {
    pub(super) fn caret(byte: u32) -> Self {
        Self { anchor: byte, head: byte }
    }

    pub(super) fn over(span: SourceSpan) -> Self {
        Self { anchor: span.start, head: span.end }
    }

    pub(super) fn span(self) -> SourceSpan {
        SourceSpan { start: self.anchor.min(self.head), end: self.anchor.max(self.head) }
    }

    /// The part of it inside a span.
    pub(super) fn within(self, span: SourceSpan) -> Self {
        let inside = |byte: u32| byte.clamp(span.start, span.end.max(span.start));
        Self { anchor: inside(self.anchor), head: inside(self.head) }
    }

    pub(super) fn is_empty(self) -> bool {
        self.anchor == self.head
    }
}

/// Words of one node that a selection names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Quote {
    pub(super) node: NodeId,
    pub(super) words: String,
    /// Byte offset in the node's text; none in a title.
    pub(super) start: Option<usize>,
    /// Where they stand in the source.
    pub(super) span: SourceSpan,
}

/// The words of the first node that a selection touches.
pub(super) fn quote(plan: &Plan, passages: &Passages, selected: SourceSpan) -> Option<Quote> {
    let source: &str = &passages.reading().text;
    passages.within(plan, selected).into_iter().find_map(|node| {
        if let Some(read) = passages.read_node(plan, node).filter(|read| read.kind == NodeKind::Section) {
            let start = selected.start.max(read.title.start);
            let end = selected.end.min(read.title.end).max(start);
            let span = SourceSpan { start, end };
            let words = joined(span.of(source));
            if !words.is_empty() {
                return Some(Quote { node, words, start: None, span });
            }
        }
        let words = passages.strand(&plan.node(node)?).words(selected)?;
        Some(Quote { node, words: words.words, start: Some(words.start), span: words.span })
    })
}

/// The words as copied: lines that the text breaks inside a sentence stay broken as in the source.
pub(super) fn copied(passages: &Passages, selected: SourceSpan) -> &str {
    selected.of(&passages.reading().text)
}

/// A word for a double click: the mark under it, else the run of figures with its percent sign,
/// of Latin letters, or of Han characters between stops.
pub(super) fn word(passages: &Passages, marks: &[Mark], byte: u32) -> SourceSpan {
    let under = marks.iter().filter(|mark| mark.span.start <= byte && byte < mark.span.end);
    if let Some(mark) = under.filter(|mark| !mark.span.is_empty()).min_by_key(|mark| mark.span.len()) {
        return mark.span;
    }
    let source: &str = &passages.reading().text;
    let at = byte as usize;
    let (Some(before), Some(after)) = (source.get(..at), source.get(at..)) else {
        return SourceSpan { start: byte, end: byte };
    };
    let Some(kind) = after.chars().next().map(class) else { return SourceSpan { start: byte, end: byte } };
    let forward: usize = after.chars().take_while(|char| class(*char) == kind).map(char::len_utf8).sum();
    let back: usize = before.chars().rev().take_while(|char| class(*char) == kind).map(char::len_utf8).sum();
    if kind == Class::Other {
        let one = after.chars().next().map_or(0, char::len_utf8);
        return SourceSpan::new(at, at + one);
    }
    SourceSpan::new(at - back, at + forward)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Figure,
    Letter,
    Han,
    Other,
}

fn class(char: char) -> Class {
    match char {
        '0'..='9' | '０'..='９' | '.' | '．' | '%' | '％' => Class::Figure,
        'a'..='z' | 'A'..='Z' => Class::Letter,
        '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3134f}' | '〇' => Class::Han,
        _ => Class::Other,
    }
}

fn joined(words: &str) -> String {
    words.split(['\n', '\r']).map(str::trim).collect()
}
