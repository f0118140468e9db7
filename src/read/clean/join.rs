//! Lines of a broken paragraph joined.

use super::wording::columns;
use super::{BlockKind, Lines, Mark, Marks, Paragraph, ParagraphRole, formal, numeral};
use crate::model::SourceSpan;
use memchr::memmem;

/// How many lines are measured to find the width at which a text was broken.
const MEASURED: usize = 4_000;
/// Narrower lines are lists, not broken prose, in columns.
const NARROWEST: usize = 30;
/// Wider lines are whole paragraphs, in columns.
const WIDEST: usize = 160;
/// A line may fall this many columns short: punctuation may not open a line.
const SLACK: usize = 6;

/// Marks that most lines of prose hold.
const STOPS: [char; 7] = ['，', '、', '。', '；', ',', ';', '：'];

/// How the lines of a text were broken.
struct Layout {
    /// Columns of a full line, where lines were broken at a width.
    width: Option<usize>,
    /// Characters of a full line, doubled, where lines were broken by their count.
    count: Option<usize>,
    /// First lines of paragraphs are indented and others are not.
    indents: bool,
}

pub(super) fn paragraphs(lines: Lines<'_>, marks: &Marks) -> Vec<Paragraph> {
    let layout = Layout::of(lines, marks);
    let mut paragraphs: Vec<Paragraph> = Vec::with_capacity(lines.len());
    // The block that the last paragraph ends with.
    let mut before: Option<usize> = None;
    for index in 0..lines.len() {
        let role = match marks.get(index) {
            Mark::Noise => continue,
            Mark::Body => ParagraphRole::Body,
            Mark::Title => ParagraphRole::Title,
            Mark::Boilerplate => ParagraphRole::Boilerplate,
        };
        let kind = lines.kind(index);
        let joined = role == ParagraphRole::Body
            && kind == BlockKind::Line
            && before.is_some_and(|before| {
                marks.get(before) == Mark::Body
                    && lines.kind(before) == BlockKind::Line
                    && layout.continues(lines, before, index)
            });
        before = Some(index);
        let Some(block) = lines.blocks.get(index) else { continue };
        match paragraphs.last_mut().filter(|_| joined) {
            Some(paragraph) => paragraph.pieces.push(block.span),
            None => paragraphs.push(Paragraph { pieces: pieces(lines.text, block.span, kind), kind, role }),
        }
    }
    paragraphs
}

/// A block that holds line breaks is joined over them, except in a cell, whose lines are its steps.
fn pieces(text: &str, span: SourceSpan, kind: BlockKind) -> Vec<SourceSpan> {
    let words = span.of(text);
    if matches!(kind, BlockKind::Cell { .. }) || memchr::memchr(b'\n', words.as_bytes()).is_none() {
        return vec![span];
    }
    let mut start = span.start as usize;
    let mut pieces = Vec::new();
    for line in words.split('\n') {
        let kept = line.trim();
        if !kept.is_empty() {
            let from = start + (line.len() - line.trim_start().len());
            pieces.push(SourceSpan::new(from, from + kept.len()));
        }
        start += line.len() + 1;
    }
    pieces
}

impl Layout {
    fn of(lines: Lines<'_>, marks: &Marks) -> Self {
        let measured: Vec<usize> = (0..lines.len())
            .filter(|&index| marks.get(index) == Mark::Body && lines.kind(index) == BlockKind::Line)
            .take(MEASURED)
            .collect();
        let widths: Vec<usize> = measured
            .iter()
            .map(|&index| {
                let words = lines.words(index);
                // Nothing beyond the widest matters: long paragraphs are not measured to their end.
                if words.len() > WIDEST * 3 { WIDEST + 1 } else { indent(lines, index) + columns(words) }
            })
            .collect();
        // Lines of equal length that are no prose are a list of parallel wordings.
        let width = full_width(&widths).filter(|&width| {
            let full =
                || measured.iter().zip(&widths).filter(|(_, of)| **of + SLACK >= width && **of <= width + 2);
            let prose = full().filter(|(index, _)| lines.words(**index).contains(STOPS)).count();
            prose * 2 >= full().count()
        });
        // Half-width digits make such lines of unequal width.
        let count = if width.is_some() {
            None
        } else {
            let counts: Vec<usize> = measured
                .iter()
                .map(|&index| {
                    let words = lines.words(index);
                    if words.len() > WIDEST * 3 {
                        WIDEST + 1
                    } else {
                        indent(lines, index) + 2 * words.chars().count()
                    }
                })
                .collect();
            full_width(&counts).filter(|&count| {
                let full =
                    || measured.iter().zip(&counts).filter(|(_, of)| **of + 2 >= count && **of <= count);
                let prose = full().filter(|(index, _)| lines.words(**index).contains(STOPS)).count();
                prose * 2 >= full().count()
            })
        };
        let indented = measured.iter().filter(|&&index| indent(lines, index) >= 2).count();
        let indents = indented > 0 && indented * 10 < measured.len() * 9;
        Self { width, count, indents }
    }

    /// True when the line at `next` goes on with the sentence or paragraph of the line at `before`.
    fn continues(&self, lines: Lines<'_>, before: usize, next: usize) -> bool {
        let (first, second) = (lines.words(before), lines.words(next));
        // A bracket left open at the end of a line goes on whatever follows: （ / 责任单位：甲）.
        if first.ends_with(['（', '(', '〔', '【', '[']) {
            return true;
        }
        // 20— / 25家: a range is never done at its mark.
        let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
        if let Some(left) = first.strip_suffix(['—', '－', '-', '~', '～', '–'])
            && left.trim_end_matches(['—', '%', '％']).ends_with(digit)
            && second.starts_with(digit)
        {
            return true;
        }
        if numeral::opens_item(second) || is_label(second) {
            return false;
        }
        if self.indents && indent(lines, next) >= 2 {
            return false;
        }
        // A full line that ends in 任务 or 措施 is broken there, not a title.
        let full = self
            .width
            .is_some_and(|width| indent(lines, before) + columns_up_to(first, width) + SLACK >= width)
            || self.count.is_some_and(|count| {
                first.len() > count * 3 || indent(lines, before) + 2 * first.chars().count() + 4 >= count
            });
        if is_heading(first) && (!full || numeral::opens_item(first)) {
            return false;
        }
        if ends_sentence(first) {
            // A sentence may end at the end of a full line; then only the indentation tells.
            return full && self.indents && indent(lines, next) < 2 && !is_heading(second);
        }
        if opens_inside(second) {
            return true;
        }
        if self.width.is_some() || self.count.is_some() {
            return full || first.ends_with(['，', '、', ',', '“', '（', '《']);
        }
        // Without a width: the line stops inside a sentence after at least one whole sentence or
        // clause, and the next one is prose.
        let unfinished = first.ends_with(['，', '、', ',', '“', '（', '《'])
            || (memmem::find(first.as_bytes(), "。".as_bytes()).is_some() && !ends_annotation(first))
            || (first.len() > 180 && has_comma(first) && !ends_annotation(first));
        unfinished && (has_comma(second) || second.contains('。'))
    }
}

/// The columns at which lines were broken: many lines end there and hardly any go beyond.
fn full_width(widths: &[usize]) -> Option<usize> {
    let mut counts = [0_usize; WIDEST + 2];
    for &width in widths {
        if let Some(count) = counts.get_mut(width.min(WIDEST + 1)) {
            *count += 1;
        }
    }
    let near = |width: usize| counts[width.saturating_sub(SLACK - 2)..=width].iter().sum::<usize>();
    let best = (NARROWEST..=WIDEST).max_by_key(|&width| (near(width), std::cmp::Reverse(width)))?;
    let beyond: usize = counts[(best + 3).min(WIDEST + 1)..].iter().sum();
    let here = near(best);
    (here >= 4 && here * 3 >= widths.len() && beyond * 12 <= widths.len()).then_some(best)
}

/// Columns of `words`, counted no further than needed to know that they reach `width`.
fn columns_up_to(words: &str, width: usize) -> usize {
    if words.len() > width * 3 { width } else { columns(words) }
}

/// Columns of white space before the line.
fn indent(lines: Lines<'_>, index: usize) -> usize {
    let Some(block) = lines.blocks.get(index) else { return 0 };
    let before = &lines.text[..block.span.start as usize];
    before
        .chars()
        .rev()
        .take(16)
        .take_while(|c| c.is_whitespace() && *c != '\n' && *c != '\r')
        .map(|c| if c == '\u{3000}' { 2 } else { 1 })
        .sum()
}

fn ends_sentence(words: &str) -> bool {
    let inner = words.trim_end_matches(['”', '’', '"', '》', '」', '』', ' ']);
    let inner = if inner.is_empty() { words } else { inner };
    inner.ends_with(['。', '！', '？', '；', '!', '?', ';', '：', ':', '…', '.'])
        || inner.strip_suffix(['）', ')']).is_some_and(|inner| inner.ends_with(['。', '；', ';']))
        || ends_annotation(inner)
}

/// `（责任单位：甲、乙）`: an item ends with its units.
fn ends_annotation(words: &str) -> bool {
    if !words.ends_with(['）', ')', '〕', ']', '】']) {
        return false;
    }
    let open = words.rfind(['（', '(', '〔', '[', '【']).map_or("", |at| &words[at..]);
    ["单位", "牵头", "责任", "配合", "局", "部门"].iter().any(|word| open.contains(word))
}

/// A short line without a stop that opens with a numeral, or that ends as a title does.
fn is_heading(words: &str) -> bool {
    if words.len() > 120 || words.contains(['。', '；', '，', ',']) {
        return false;
    }
    let short = words.chars().count() <= 26;
    short && (numeral::opens_item(words) || formal::has_title_ending(words))
}

/// `公开属性：主动公开`: a label opens a line of its own.
fn is_label(words: &str) -> bool {
    let Some(at) = words.find(['：', ':']) else { return false };
    let label = &words[..at];
    !label.is_empty()
        && label.chars().count() <= 6
        && label.chars().all(|c| !matches!(c, '，' | ',' | '。' | '、'))
}

/// What never opens a paragraph.
fn opens_inside(words: &str) -> bool {
    words.starts_with(['，', '。', '、', '；', '）', '”', '》', ',', ';', '%', '％', '！', '：'])
}

fn has_comma(words: &str) -> bool {
    words.contains(['，', ',', '、'])
}
