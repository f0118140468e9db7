//! A stretch of running text put together from pieces of the source.

use crate::model::SourceSpan;
use std::ops::Range;

/// Words joined over line breaks and noise, which still know where they came from. Recognition
/// works on `text`; what it finds is told in source spans.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passage {
    /// The joined words.
    pub text: String,
    /// Start of each piece in `text`, and its span in the source; ascending.
    pieces: Vec<(usize, SourceSpan)>,
}

impl Passage {
    /// Joins `spans` of `source`.
    pub fn new(source: &str, spans: &[SourceSpan]) -> Self {
        let mut passage = Self::default();
        for span in spans.iter().filter(|span| !span.is_empty()) {
            passage.pieces.push((passage.text.len(), *span));
            passage.text.push_str(span.of(source));
        }
        passage
    }

    /// The source span from the first to the last byte of a range of `text`; what lies between
    /// two pieces (a line break) is then inside.
    pub fn source(&self, range: Range<usize>) -> SourceSpan {
        let start = self.source_at(range.start, false);
        let end = self.source_at(range.end, true).max(start);
        SourceSpan { start, end }
    }

    /// The spans of the source that make up a range of `text`, line breaks left out.
    pub fn pieces(&self, range: Range<usize>) -> Vec<SourceSpan> {
        let mut spans = Vec::new();
        for (at, span) in &self.pieces {
            let from = range.start.max(*at);
            let to = range.end.min(at + span.len());
            if from < to {
                let start = span.start as usize + (from - at);
                spans.push(SourceSpan::new(start, start + (to - from)));
            }
        }
        spans
    }

    fn source_at(&self, offset: usize, end: bool) -> u32 {
        // An end belongs to the piece before it, a start to the piece after it.
        let index = self.pieces.partition_point(|(at, _)| if end { *at < offset } else { *at <= offset });
        let Some((at, span)) = index.checked_sub(1).and_then(|index| self.pieces.get(index)) else {
            return self.pieces.first().map_or(0, |(_, span)| span.start);
        };
        (span.start + (offset - at) as u32).min(span.end)
    }
}
