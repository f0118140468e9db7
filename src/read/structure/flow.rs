//! The running text of a document: its paragraphs joined, each byte still knowing its source.

use crate::model::SourceSpan;
use crate::read::BlockKind;
use std::ops::Range;

/// One paragraph of the flow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FlowParagraph {
    /// Bytes in `Flow::text`.
    pub range: Range<usize>,
    /// What the format says about it.
    pub kind: BlockKind,
}

/// All body paragraphs one after another, a line feed between two. Recognition works on offsets
/// into `text`; what it finds is turned into source spans once, at the end.
#[derive(Clone, Debug, Default)]
pub(crate) struct Flow {
    /// The joined words.
    pub text: String,
    /// Its paragraphs, in order.
    pub paragraphs: Vec<FlowParagraph>,
    /// Start in `text` of each piece, and the piece; ascending by start.
    pieces: Vec<(usize, SourceSpan)>,
    /// Ends in `text` of cells that only a mark between fields parts from the next one; ascending.
    joints: Vec<usize>,
}

impl Flow {
    /// Joins the pieces of each paragraph without anything between them; paragraphs of white
    /// space are left out.
    pub(crate) fn new<'a>(
        source: &str,
        paragraphs: impl IntoIterator<Item = (&'a [SourceSpan], BlockKind)>,
    ) -> Self {
        let mut flow = Self { text: String::with_capacity(source.len()), ..Self::default() };
        let mut cell_end = None;
        for (spans, kind) in paragraphs {
            let start = flow.text.len();
            let pieces = flow.pieces.len();
            let cell = matches!(kind, BlockKind::Cell { .. });
            if let (true, Some(end), Some(first)) = (cell, cell_end, spans.first())
                && source.get(end as usize..first.start as usize).is_some_and(parts_fields)
            {
                flow.joints.extend(start.checked_sub(1));
            }
            cell_end = spans.last().filter(|_| cell).map(|span| span.end);
            for span in spans {
                let words = span.of(source);
                if !words.is_empty() {
                    flow.pieces.push((flow.text.len(), *span));
                    flow.text.push_str(words);
                }
            }
            if flow.text[start..].trim().is_empty() {
                flow.text.truncate(start);
                flow.pieces.truncate(pieces);
                continue;
            }
            flow.paragraphs.push(FlowParagraph { range: start..flow.text.len(), kind });
            // The line feed between two paragraphs stands in the source too, mostly.
            if let Some(at) =
                flow.pieces.last().and_then(|(_, last)| line_feed_after(source, last.end as usize))
            {
                flow.pieces.push((flow.text.len(), SourceSpan::new(at, at + 1)));
            }
            flow.text.push('\n');
        }
        flow
    }

    /// The words of a range.
    pub(crate) fn words(&self, range: &Range<usize>) -> &str {
        self.text.get(range.clone()).unwrap_or_default()
    }

    /// The range without white space at its ends.
    pub(crate) fn trimmed(&self, range: &Range<usize>) -> Range<usize> {
        let words = self.words(range);
        let start = range.start + (words.len() - words.trim_start().len());
        let end = range.start + words.trim_end().len();
        start.min(end)..end
    }

    /// The source span from the first to the last byte of a range.
    pub(crate) fn span(&self, range: &Range<usize>) -> SourceSpan {
        let start = self.source_at(range.start, false);
        let end = self.source_at(range.end, true).max(start);
        SourceSpan { start, end }
    }

    /// The pieces of the source that make up some ranges, what lies between them left out; between
    /// two paragraphs that follow one another the line feed stays.
    pub(crate) fn spans(&self, ranges: &[Range<usize>]) -> Vec<SourceSpan> {
        let mut spans: Vec<SourceSpan> = Vec::with_capacity(ranges.len());
        for (index, range) in ranges.iter().enumerate() {
            let mut range = range.clone();
            if ranges.get(index + 1).is_some_and(|next| next.start == range.end + 1)
                && self.text.as_bytes().get(range.end) == Some(&b'\n')
            {
                range.end += 1;
            }
            let first = self.pieces.partition_point(|(at, _)| *at <= range.start).saturating_sub(1);
            for (at, span) in self.pieces.get(first..).unwrap_or_default() {
                if *at >= range.end {
                    break;
                }
                let (from, to) = (range.start.max(*at), range.end.min(at + span.len()));
                if from < to {
                    let start = span.start as usize + (from - at);
                    let piece = SourceSpan::new(start, start + (to - from));
                    // Cells of one row in a text are told with the marks between them.
                    let joined = index > 0
                        && from == range.start
                        && ranges.get(index - 1).is_some_and(|before| {
                            before.end + 1 == range.start && self.joints.binary_search(&before.end).is_ok()
                        });
                    match spans.last_mut() {
                        Some(last) if last.end == piece.start || joined => last.end = piece.end,
                        _ => spans.push(piece),
                    }
                }
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

/// ` | ` of Markdown, `,` and `","` of CSV.
fn parts_fields(gap: &str) -> bool {
    !gap.is_empty()
        && gap.len() <= 24
        && gap.bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'|' | b',' | b'"' | b'*'))
}

/// The line feed that ends the line at `at`, only layout in between.
fn line_feed_after(source: &str, at: usize) -> Option<usize> {
    let rest = source.as_bytes().get(at..)?;
    let layout = rest.iter().take(16).take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r')).count();
    (rest.get(layout) == Some(&b'\n')).then_some(at + layout)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_joined_word_knows_both_its_lines() {
        let source = "编制产\n业规划\n\n完";
        let spans = [SourceSpan::new(0, 9), SourceSpan::new(10, 19)];
        let last = [SourceSpan::new(21, 24)];
        let flow = Flow::new(
            source,
            [(&spans[..], BlockKind::Line), (&[][..], BlockKind::Line), (&last[..], BlockKind::Line)],
        );
        assert_eq!(flow.text, "编制产业规划\n完\n");
        assert_eq!(flow.span(&(6..12)), SourceSpan::new(6, 13));
        assert_eq!(
            flow.spans(std::slice::from_ref(&(6..12))),
            vec![SourceSpan::new(6, 9), SourceSpan::new(10, 13)]
        );
        assert_eq!(flow.span(&(19..22)), SourceSpan::new(21, 24));
        assert_eq!(flow.paragraphs.len(), 2);
        assert_eq!(flow.spans(&[12..18, 19..22]), vec![SourceSpan::new(13, 20), SourceSpan::new(21, 24)]);
    }
}
