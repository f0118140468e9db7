//! A reading's text cut into chunks small enough to lay out one by one.
//!
//! Built once per reading; knows nothing about the plan or the screen.

use crate::model::{NodeKind, Reading, SourceSpan};
use std::ops::Range;

/// No chunk is longer, in characters.
const LONGEST: u32 = 2_000;

/// Indent of a first line, in ems: the sources have anything from one space to four.
pub(super) const INDENT: f32 = 2.0;

/// What a chunk shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ChunkKind {
    /// The document's title.
    Title,
    /// A paragraph, or a part of a very long one.
    Text,
    /// One line that stands for the noise up to and with chunk `last`.
    Fold {
        /// Pieces of noise, as the reader counts them: two links on a line are two.
        lines: u32,
        /// Index of the last chunk of noise.
        last: u32,
    },
    /// A line of noise, hidden while its fold is closed.
    Noise {
        /// Index of its fold.
        fold: u32,
    },
}

/// One chunk.
#[derive(Clone, Debug)]
pub(super) struct Chunk {
    pub(super) kind: ChunkKind,
    /// Its pieces in `Chunks::pieces`, in order.
    pieces: Range<u32>,
    /// Width of its text in a single row, in ems: for the estimate of its height.
    pub(super) ems: f32,
    /// True when the source indents its first line, by however much.
    pub(super) indented: bool,
    /// True when an empty line follows, or a paragraph ends.
    pub(super) ends_paragraph: bool,
}

/// All chunks of one reading.
#[derive(Debug, Default)]
pub(super) struct Chunks {
    pub(super) list: Vec<Chunk>,
    /// Pieces of the source; lines that were broken inside a sentence are several pieces of a chunk.
    pieces: Vec<SourceSpan>,
    /// Titles of sections with their markers: set in bold.
    headings: Vec<SourceSpan>,
}

impl Chunks {
    /// Cuts `reading.text` at line ends, and long lines at sentence ends.
    pub(super) fn of(reading: &Reading) -> Self {
        let mut chunks = Self { headings: headings(reading), ..Self::default() };
        let joins = joins(reading);
        let mut noise = reading.noise.iter().copied().peekable();
        let mut open_fold = None;
        let mut start = 0;
        let text: &str = &reading.text;
        while start < text.len() {
            let end = memchr::memchr(b'\n', &text.as_bytes()[start..]).map_or(text.len(), |at| start + at);
            let line = text[start..end].trim_end();
            let span = SourceSpan::new(start, start + line.len());
            start = end + 1;
            if line.trim_start().is_empty() {
                if let Some(last) = chunks.list.last_mut() {
                    last.ends_paragraph = true;
                }
                continue;
            }
            while noise.next_if(|noise| noise.end <= span.start).is_some() {}
            if noise.peek().is_some_and(|noise| noise.overlaps(span)) {
                chunks.add_noise(text, span, &mut open_fold);
                continue;
            }
            open_fold = None;
            let words = line.trim_start();
            let first = span.end - words.len() as u32;
            let joined = joins.binary_search(&first).is_ok();
            if joined && chunks.extend(text, SourceSpan { start: first, end: span.end }) {
                continue;
            }
            // A title found inside a longer line does not make that line the title.
            let titled = span.end.min(reading.title.end).saturating_sub(span.start.max(reading.title.start));
            let kind = if titled as usize * 2 > words.len() { ChunkKind::Title } else { ChunkKind::Text };
            let indented = first > span.start && kind == ChunkKind::Text;
            chunks.add_line(text, SourceSpan { start: first, end: span.end }, kind, indented);
        }
        chunks.count_noise(&reading.noise);
        chunks
    }

    /// Counts the pieces of noise of each fold; those outside all folds, blank ones, go to the fold before.
    fn count_noise(&mut self, noise: &[SourceSpan]) {
        let is_fold = |index: &usize| matches!(self.list[*index].kind, ChunkKind::Fold { .. });
        let folds: Vec<usize> = (0..self.list.len()).filter(is_fold).collect();
        let starts: Vec<u32> = folds.iter().map(|fold| self.span(*fold).start).collect();
        for piece in noise {
            // A piece that begins in the blanks before a line belongs to that line's fold.
            let at =
                starts.partition_point(|start| *start < piece.end.max(piece.start + 1)).saturating_sub(1);
            if let Some(Chunk { kind: ChunkKind::Fold { lines, .. }, .. }) =
                folds.get(at).and_then(|fold| self.list.get_mut(*fold))
            {
                *lines += 1;
            }
        }
    }

    fn add_noise(&mut self, text: &str, span: SourceSpan, open_fold: &mut Option<usize>) {
        let fold = *open_fold.get_or_insert_with(|| {
            self.push(ChunkKind::Fold { lines: 0, last: 0 }, None, 1.0);
            self.list.len() - 1
        });
        for part in parts(text, span) {
            self.push(ChunkKind::Noise { fold: fold as u32 }, Some(part), ems(part.of(text)));
        }
        let end = self.list.len() as u32 - 1;
        if let Some(Chunk { kind: ChunkKind::Fold { last, .. }, .. }) = self.list.get_mut(fold) {
            *last = end;
        }
    }

    fn add_line(&mut self, text: &str, span: SourceSpan, kind: ChunkKind, indented: bool) {
        let first = self.list.len();
        for part in parts(text, span) {
            self.push(kind, Some(part), ems(part.of(text)));
        }
        if let Some(chunk) = self.list.get_mut(first).filter(|_| indented) {
            chunk.indented = true;
            chunk.ems += INDENT;
        }
        let last = self.list.len().saturating_sub(1);
        for chunk in self.list.iter_mut().take(last).skip(first) {
            chunk.ends_paragraph = false;
        }
    }

    /// Continues the last chunk with a line; false when it would become too long.
    fn extend(&mut self, text: &str, span: SourceSpan) -> bool {
        let room = self.list.last().is_some_and(|chunk| {
            let held: usize =
                self.pieces[chunk.pieces.start as usize..].iter().map(|piece| piece.len()).sum();
            chunk.kind == ChunkKind::Text && held + span.len() <= LONGEST as usize
        });
        if room && let Some(chunk) = self.list.last_mut() {
            self.pieces.push(span);
            chunk.pieces.end += 1;
            chunk.ems += ems(span.of(text));
        }
        room
    }

    fn push(&mut self, kind: ChunkKind, span: Option<SourceSpan>, ems: f32) {
        let start = self.pieces.len() as u32;
        self.pieces.extend(span);
        let pieces = start..self.pieces.len() as u32;
        self.list.push(Chunk { kind, pieces, ems, indented: false, ends_paragraph: true });
    }

    /// The pieces of a chunk; none for a fold.
    pub(super) fn pieces(&self, index: usize) -> &[SourceSpan] {
        self.list
            .get(index)
            .and_then(|chunk| self.pieces.get(chunk.pieces.start as usize..chunk.pieces.end as usize))
            .unwrap_or_default()
    }

    /// From the first to the last byte of a chunk; a fold is an empty span before its noise.
    pub(super) fn span(&self, index: usize) -> SourceSpan {
        let pieces = self.pieces(index);
        if let (Some(first), Some(last)) = (pieces.first(), pieces.last()) {
            return SourceSpan { start: first.start, end: last.end };
        }
        let next = self.list.get(index).map_or(0, |chunk| chunk.pieces.start as usize);
        let start = self.pieces.get(next).map_or(0, |piece| piece.start);
        SourceSpan { start, end: start }
    }

    /// The chunk that holds a byte of the source, or the one before it.
    pub(super) fn at(&self, byte: u32) -> usize {
        let piece = self.pieces.partition_point(|piece| piece.start <= byte).saturating_sub(1) as u32;
        self.list.partition_point(|chunk| chunk.pieces.end <= piece)
    }

    /// True when a byte stands in a chunk that is not page chrome.
    pub(super) fn is_report(&self, byte: u32) -> bool {
        let index = self.at(byte);
        let is_text = |chunk: &Chunk| !matches!(chunk.kind, ChunkKind::Noise { .. } | ChunkKind::Fold { .. });
        self.list.get(index).is_some_and(is_text)
            && self.pieces(index).iter().any(|piece| piece.start <= byte && byte < piece.end)
    }

    /// The next chunk of the report's own words, or the one before.
    pub(super) fn beside(&self, index: usize, forward: bool) -> Option<usize> {
        let is_text = |chunk: &Chunk| matches!(chunk.kind, ChunkKind::Text | ChunkKind::Title);
        if forward {
            let rest = self.list.get(index + 1..)?;
            rest.iter().position(is_text).map(|at| index + 1 + at)
        } else {
            self.list.get(..index)?.iter().rposition(is_text)
        }
    }

    /// The first chunk of the report's own words.
    pub(super) fn first_text(&self) -> usize {
        let is_text = |chunk: &Chunk| matches!(chunk.kind, ChunkKind::Text | ChunkKind::Title);
        self.list.iter().position(is_text).unwrap_or(0)
    }

    /// Where the words go on that a line end breaks off at `byte`, if the chunk joins them.
    pub(super) fn joined(&self, byte: u32) -> Option<u32> {
        let next = self.pieces.partition_point(|piece| piece.end <= byte);
        let before = next.checked_sub(1)?;
        let piece = self.pieces.get(before).filter(|piece| piece.end == byte)?;
        let chunk = self.list.get(self.at(piece.start))?;
        chunk.pieces.contains(&(next as u32)).then(|| self.pieces[next].start)
    }

    /// True when a chunk is nothing but a section's title.
    pub(super) fn is_heading(&self, index: usize) -> bool {
        let span = self.span(index);
        !span.is_empty() && self.headings(span).any(|heading| heading.contains(span))
    }

    /// The words that a chunk shows.
    pub(super) fn words(&self, index: usize, text: &str) -> String {
        self.pieces(index).iter().map(|piece| piece.of(text)).collect()
    }

    /// Where a byte of the source stands in the words of a chunk, clamped to them.
    pub(super) fn to_words(&self, index: usize, byte: u32) -> usize {
        let mut before = 0;
        for piece in self.pieces(index) {
            if byte < piece.end {
                return before + byte.saturating_sub(piece.start) as usize;
            }
            before += piece.len();
        }
        before
    }

    /// The byte of the source at an offset in the words of a chunk. Between two pieces an `end`
    /// belongs to the piece before, a start to the piece after.
    pub(super) fn to_source(&self, index: usize, offset: usize, end: bool) -> u32 {
        let mut rest = offset;
        for piece in self.pieces(index) {
            if rest < piece.len() || (end && rest == piece.len()) {
                return piece.start + rest as u32;
            }
            rest -= piece.len();
        }
        self.span(index).end
    }

    /// Headings that overlap `span`, in order.
    pub(super) fn headings(&self, span: SourceSpan) -> impl Iterator<Item = SourceSpan> + '_ {
        let first = self.headings.partition_point(|heading| heading.end <= span.start);
        self.headings[first..].iter().copied().take_while(move |heading| heading.start < span.end)
    }
}

fn headings(reading: &Reading) -> Vec<SourceSpan> {
    let sections = reading.nodes.iter().filter(|node| node.kind == NodeKind::Section);
    let mut spans: Vec<_> = sections
        .filter(|section| !section.title.is_empty())
        .map(|section| {
            let start = if section.marker.is_empty() { section.title.start } else { section.marker.start };
            SourceSpan { start: start.min(section.title.start), end: section.title.end }
        })
        .collect();
    spans.sort_unstable();
    spans
}

/// First bytes of lines that continue the line before: the reader joined them.
fn joins(reading: &Reading) -> Vec<u32> {
    let text: &str = &reading.text;
    let mut joins = Vec::new();
    for node in &reading.nodes {
        for pair in node.pieces.windows(2) {
            let gap = text.get(pair[0].end as usize..pair[1].start as usize).unwrap_or_default();
            let before = pair[0].of(text).trim_end();
            // Two paragraphs of one section are also pieces side by side; a paragraph ends in a stop.
            let ended = before.ends_with(['。', '！', '？', '；', '：', '!', '?', ';', ':']);
            let breaks = gap.bytes().filter(|byte| *byte == b'\n').count();
            if breaks == 1 && gap.trim().is_empty() && !ended {
                joins.push(pair[1].start);
            }
        }
        let title = node.title.of(text);
        for (at, _) in title.match_indices('\n') {
            let rest = &title[at..];
            joins.push(node.title.start + (at + rest.len() - rest.trim_start().len()) as u32);
        }
    }
    joins.sort_unstable();
    joins.dedup();
    joins
}

/// Cuts a line at sentence ends into parts of at most `LONGEST` characters.
fn parts(text: &str, span: SourceSpan) -> Vec<SourceSpan> {
    // A character has at least one byte, so most lines need no counting.
    if span.len() <= LONGEST as usize {
        return vec![span];
    }
    let mut parts = Vec::new();
    let (mut start, mut sentence, mut count, mut since) = (span.start, span.start, 0, 0);
    for (at, char) in span.of(text).char_indices() {
        let here = span.start + at as u32;
        if count == LONGEST {
            let cut = if sentence > start { sentence } else { here };
            count = if sentence > start { since } else { 0 };
            parts.push(SourceSpan { start, end: cut });
            start = cut;
        }
        count += 1;
        since += 1;
        if matches!(char, '。' | '！' | '？' | '；') {
            sentence = here + char.len_utf8() as u32;
            since = 0;
        }
    }
    parts.push(SourceSpan { start, end: span.end });
    parts
}

/// Width in ems: Han characters are one em wide, Latin letters and figures about half.
fn ems(words: &str) -> f32 {
    let halves: usize = words.chars().map(|char| if char.is_ascii() { 1 } else { 2 }).sum();
    halves as f32 / 2.0
}

#[cfg(test)]
mod tests {
    use super::{ChunkKind, Chunks, LONGEST};
    use crate::model::{NodeKind, ReadNode, Reading, SourceId, SourceSpan};
    use std::sync::Arc;

    fn reading(text: &str) -> Reading {
        Reading::over(Arc::from(text), SourceId::of(text.as_bytes()))
    }

    fn task(pieces: Vec<SourceSpan>) -> ReadNode {
        ReadNode {
            parent: None,
            kind: NodeKind::Task,
            level: 1,
            marker: SourceSpan::default(),
            title: pieces[0],
            span: SourceSpan { start: pieces[0].start, end: pieces[pieces.len() - 1].end },
            pieces,
            clauses: Vec::new(),
            doers: Vec::new(),
            units: crate::model::UnitList::default(),
            deadline: None,
            deadline_from: None,
            status: crate::model::TaskStatus::Planned,
            confidence: 1.0,
            rule: "task.test".into(),
        }
    }

    #[test]
    fn a_long_line_is_cut_at_sentence_ends_and_nothing_is_lost() {
        let text = "推进重点项目建设取得新成效。".repeat(1_000);
        let chunks = Chunks::of(&reading(&text));
        assert!(chunks.list.len() >= 7);
        let mut joined = String::new();
        for index in 0..chunks.list.len() {
            let words = chunks.words(index, &text);
            assert!(words.chars().count() <= LONGEST as usize);
            assert!(words.ends_with('。'));
            joined.push_str(&words);
        }
        assert_eq!(joined, text);
    }

    #[test]
    fn a_line_broken_inside_a_sentence_is_shown_joined() {
        let text = "新增规模以上工业\n  企业20家以上。\n\n下一段。";
        let first = "新增规模以上工业".len();
        let second = first + 3;
        let mut reading = reading(text);
        let end = second + "企业20家以上。".len();
        reading.nodes.push(task(vec![SourceSpan::new(0, first), SourceSpan::new(second, end)]));
        let chunks = Chunks::of(&reading);
        assert_eq!(chunks.list.len(), 2);
        assert_eq!(chunks.words(0, text), "新增规模以上工业企业20家以上。");
        assert_eq!(chunks.to_words(0, second as u32), first);
        assert_eq!(chunks.to_source(0, first, false), second as u32);
        assert_eq!(chunks.to_source(0, first, true), first as u32);
        assert_eq!(chunks.at(end as u32 + 2), 1);
    }

    #[test]
    fn two_pieces_of_noise_on_a_line_count_as_the_reader_counts_them() {
        let text = "首页 | 登录\n正文。\n上一篇";
        let mut reading = reading(text);
        let at = |words: &str| {
            let at = text.find(words).expect("there");
            SourceSpan::new(at, at + words.len())
        };
        reading.noise = vec![at("首页"), at("登录"), at("上一篇")];
        let counts = Chunks::of(&reading)
            .list
            .iter()
            .filter_map(|chunk| match chunk.kind {
                ChunkKind::Fold { lines, .. } => Some(lines),
                _ => None,
            })
            .collect::<Vec<_>>();
        assert_eq!(counts, [2, 1]);
    }

    #[test]
    fn noise_in_a_row_is_one_fold() {
        let text = "首页\n登录\n\n标题\n正文。\n上一篇";
        let mut reading = reading(text);
        reading.noise = vec![
            SourceSpan::new(0, 6),
            SourceSpan::new(7, 13),
            SourceSpan::new(text.len() - "上一篇".len(), text.len()),
        ];
        let kinds: Vec<_> = Chunks::of(&reading).list.iter().map(|chunk| chunk.kind).collect();
        assert_eq!(
            kinds,
            [
                ChunkKind::Fold { lines: 2, last: 2 },
                ChunkKind::Noise { fold: 0 },
                ChunkKind::Noise { fold: 0 },
                ChunkKind::Text,
                ChunkKind::Text,
                ChunkKind::Fold { lines: 1, last: 6 },
                ChunkKind::Noise { fold: 5 },
            ]
        );
    }
}
