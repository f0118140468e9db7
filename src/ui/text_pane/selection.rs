//! Words chosen with the mouse, as a range of the source.

use super::{chunks::Chunks, marks::Mark, passages::Passages};
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
    passages.within(plan, selected).find_map(|node| {
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
        Some(Quote { node, words: words.text, start: Some(words.start), span: words.span })
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

/// The sentence around a byte, without blanks at its ends: what a menu is about when no words were
/// chosen. A sentence goes on over line ends that its chunk joins.
pub(super) fn sentence(chunks: &Chunks, source: &str, byte: u32) -> SourceSpan {
    let index = chunks.at(byte);
    let words = chunks.words(index, source);
    let mut at = chunks.to_words(index, byte).min(words.len());
    if at == words.len() {
        at = words.char_indices().next_back().map_or(0, |(last, _)| last);
    }
    let ends = |char: char| matches!(char, '。' | '；' | '！' | '？');
    let (before, after) = words.split_at_checked(at).unwrap_or_default();
    let start = before.char_indices().rev().find(|(_, char)| ends(*char));
    let start = start.map_or(0, |(at, char)| at + char.len_utf8());
    let stop = after.char_indices().find(|(_, char)| ends(*char));
    let end = stop.map_or(words.len(), |(stop, char)| at + stop + char.len_utf8());
    let said = words.get(start..end).unwrap_or_default();
    let first = start + said.len() - said.trim_start().len();
    let last = first + said.trim().len();
    let start = chunks.to_source(index, first, false);
    SourceSpan { start, end: chunks.to_source(index, last, true).max(start) }
}

/// Where the sentence at a byte ends, or the one before it begins; further on than `byte` as long as
/// there is any.
pub(super) fn sentence_on(chunks: &Chunks, source: &str, byte: u32, forward: bool) -> u32 {
    let here = sentence(chunks, source, byte);
    if forward && here.end > byte {
        return here.end;
    }
    if !forward && here.start < byte {
        return here.start;
    }
    let index = chunks.at(byte);
    let span = chunks.span(index);
    if !forward && span.start < byte {
        let words = chunks.words(index, source);
        let before = words.get(..chunks.to_words(index, byte)).unwrap_or_default();
        let last = before.trim_end().char_indices().next_back().map_or(0, |(last, _)| last);
        return sentence(chunks, source, chunks.to_source(index, last, false)).start;
    }
    match chunks.beside(index, forward) {
        Some(next) if forward => sentence(chunks, source, chunks.span(next).start).end,
        Some(before) => sentence(chunks, source, chunks.span(before).end).start,
        None => byte,
    }
}

/// One character on or back from a byte, or one run of like characters; blanks are passed over.
pub(super) fn moved(passages: &Passages, byte: u32, forward: bool, run: bool) -> u32 {
    let source: &str = &passages.reading().text;
    let (Some(before), Some(after)) = (source.get(..byte as usize), source.get(byte as usize..)) else {
        return byte;
    };
    let mut kind = None;
    let mut length = 0;
    let mut take = |char: char| {
        let blank = char.is_whitespace();
        let like = kind.is_none_or(|kind| run && !blank && kind == class(char) && kind != Class::Other);
        if like {
            length += char.len_utf8() as u32;
            kind = kind.or((!blank).then(|| class(char)));
        }
        like
    };
    if forward {
        after.chars().all(&mut take);
        byte + length
    } else {
        before.chars().rev().all(&mut take);
        byte - length
    }
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
