//! A node's text and the source it comes from, each findable from the other.

use crate::model::{NodeView, Piece, ReadingId, SourceSpan};
use std::ops::Range;

/// The pieces of a node's text that stand in one reading.
#[derive(Debug, Default)]
pub(super) struct Strand {
    /// The whole text, own words included.
    pub(super) text: String,
    /// Byte in `text` where a piece of the source begins, and the piece.
    pieces: Vec<(usize, SourceSpan)>,
}

/// Words taken from a node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Words {
    /// The words, broken lines joined.
    pub(super) words: String,
    /// Where they begin in the node's text.
    pub(super) start: usize,
    /// From their first to their last byte in the source.
    pub(super) span: SourceSpan,
}

impl Strand {
    pub(super) fn of(node: &NodeView<'_>, reading: ReadingId, source: &str) -> Self {
        let text = node.text();
        let mut pieces = Vec::new();
        let mut at = 0;
        for piece in node.pieces().iter() {
            match piece {
                Piece::Own(own) => at += own.len(),
                Piece::Source(from, span) => {
                    if *from == reading && !span.of(source).is_empty() {
                        pieces.push((at, *span));
                    }
                    at += span.len();
                }
            }
        }
        Self { text, pieces }
    }

    /// The pieces of the source, in the order of the text.
    pub(super) fn spans(&self) -> impl Iterator<Item = SourceSpan> + '_ {
        self.pieces.iter().map(|(_, span)| *span)
    }

    /// The source spans of a range of the text.
    pub(super) fn source(&self, range: Range<usize>) -> Vec<SourceSpan> {
        let mut spans = Vec::new();
        for (at, span) in &self.pieces {
            let (from, to) = (range.start.max(*at), range.end.min(at + span.len()));
            if from < to {
                let start = span.start as usize + from - at;
                spans.push(SourceSpan::new(start, start + to - from));
            }
        }
        spans
    }

    /// The words of the text that a selection of the source covers: the first unbroken run of
    /// them, white space at its ends left out.
    pub(super) fn words(&self, selected: SourceSpan) -> Option<Words> {
        let mut run: Option<Range<usize>> = None;
        for (at, span) in &self.pieces {
            let (from, to) = (selected.start.max(span.start), selected.end.min(span.end));
            if from >= to {
                continue;
            }
            let start = at + (from - span.start) as usize;
            let end = at + (to - span.start) as usize;
            match &mut run {
                Some(run) if run.end == start => run.end = end,
                Some(_) => break,
                None => run = Some(start..end),
            }
        }
        let range = run?;
        let words = self.text.get(range.clone())?;
        let trimmed = words.trim();
        let start = range.start + (words.len() - words.trim_start().len());
        let spans = self.source(start..start + trimmed.len());
        let span = SourceSpan { start: spans.first()?.start, end: spans.last()?.end };
        Some(Words { words: trimmed.to_owned(), start, span })
    }
}
