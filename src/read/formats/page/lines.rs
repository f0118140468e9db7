//! Glyphs to runs of words, runs to lines.

use super::columns::{Leaf, Part};
use super::{Glyph, Turn, turned};

/// A gap this wide, in font sizes, parts two runs of one line.
const PART: f32 = 1.0;
/// A gap this wide between two letters or figures is a blank.
const BLANK: f32 = 0.22;
/// Between Chinese characters a blank is wider: justified lines stretch.
const WIDE_BLANK: f32 = 0.7;

/// Words that stand together on a line.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Run {
    pub(super) words: String,
    pub(super) x0: f32,
    pub(super) x1: f32,
    /// The baseline.
    pub(super) y: f32,
    pub(super) size: f32,
    /// Put together from words far apart: no line of prose.
    pub(super) is_parted: bool,
}

/// Groups upright glyphs into runs, from the top.
pub(super) fn runs(mut glyphs: Vec<Glyph>) -> Vec<Run> {
    glyphs.retain(|glyph| glyph.x.is_finite() && glyph.y.is_finite() && glyph.width.is_finite());
    glyphs.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut runs = Vec::new();
    let mut line: Vec<Glyph> = Vec::new();
    // Baseline and size of the line's largest glyph.
    let (mut y, mut size) = (0.0_f32, 0.0_f32);
    for glyph in glyphs {
        // Footnote marks stand a third of a size above the line.
        if !line.is_empty() && glyph.y - y > 0.36 * size.max(glyph.size) {
            part(&mut line, &mut runs);
            size = 0.0;
        }
        if glyph.size > size {
            (y, size) = (glyph.y, glyph.size);
        }
        line.push(glyph);
    }
    part(&mut line, &mut runs);
    runs
}

/// The runs of one line.
fn part(line: &mut Vec<Glyph>, runs: &mut Vec<Run>) {
    line.sort_by(|a, b| a.x.total_cmp(&b.x));
    let mut open: Option<Run> = None;
    let mut last: Option<Glyph> = None;
    for glyph in line.drain(..) {
        // Bold that is made by printing twice.
        let twice = last.is_some_and(|last| {
            last.c == glyph.c && (glyph.x - last.x).abs() < 0.3 * glyph.width.max(0.2 * glyph.size)
        });
        if twice {
            continue;
        }
        let end = glyph.x + glyph.width.max(0.0);
        if is_blank(glyph.c) {
            if let Some(run) = &mut open
                && !run.words.ends_with(is_blank)
            {
                run.words.push(if glyph.c == '\u{3000}' { glyph.c } else { ' ' });
                // Trailing blanks do not make a line longer.
            }
            continue;
        }
        let size = glyph.size;
        match &mut open {
            Some(run) if glyph.x - run.x1 <= PART * size.max(run.size) || joins(run, &glyph) => {
                let gap = (glyph.x - run.x1) / size.max(0.1);
                let blank = run.words.ends_with(is_blank);
                let narrow = last.is_some_and(|last| is_narrow(last.c)) && is_narrow(glyph.c);
                if !blank && gap > if narrow { BLANK } else { WIDE_BLANK } {
                    run.words.push(' ');
                }
                // Blanks as wide as nothing are part of how some programs write numbers.
                if blank && gap < 0.08 {
                    let kept = run.words.trim_end_matches(is_blank).len();
                    run.words.truncate(kept);
                }
                run.words.push(glyph.c);
                run.x1 = run.x1.max(end);
                if size > run.size {
                    (run.y, run.size) = (glyph.y, size);
                }
            }
            _ => {
                runs.extend(open.take().filter(|run| !run.words.trim().is_empty()));
                open = Some(Run {
                    words: glyph.c.to_string(),
                    x0: glyph.x,
                    x1: end,
                    y: glyph.y,
                    size,
                    is_parted: false,
                });
            }
        }
        last = Some(glyph);
    }
    runs.extend(open.filter(|run| !run.words.trim().is_empty()));
}

/// A heading spaced out letter by letter, 目　　录: single characters far apart stay together.
fn joins(run: &Run, glyph: &Glyph) -> bool {
    let spaced = run.words.split(is_blank).filter(|word| !word.is_empty()).all(|word| {
        let mut letters = word.chars();
        letters.next().is_some_and(|c| !is_narrow(c)) && letters.next().is_none()
    });
    spaced && !is_narrow(glyph.c) && run.words.chars().count() < 12 && glyph.x - run.x1 <= 3.2 * glyph.size
}

/// Runs that stand on one line as one, from the top.
pub(super) fn rows(runs: Vec<Run>) -> Vec<Run> {
    by_row(runs).into_iter().filter_map(joined).collect()
}

/// Runs line by line, from the top, and from the left in each.
pub(super) fn by_row(mut runs: Vec<Run>) -> Vec<Vec<Run>> {
    runs.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut rows: Vec<Vec<Run>> = Vec::new();
    for run in runs {
        match rows.last_mut() {
            Some(row) if row.first().is_some_and(|first| on_one_line(first, &run)) => row.push(run),
            _ => rows.push(vec![run]),
        }
    }
    for row in &mut rows {
        row.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    }
    rows
}

fn on_one_line(one: &Run, other: &Run) -> bool {
    (one.y - other.y).abs() <= 0.36 * one.size.max(other.size)
}

/// The runs of a line as one.
pub(super) fn joined(row: Vec<Run>) -> Option<Run> {
    let mut row = row.into_iter();
    let mut line = row.next()?;
    for run in row {
        if !line.words.ends_with(is_blank) {
            line.words.push('\u{3000}');
        }
        line.words.push_str(&run.words);
        line.is_parted = true;
        line.x1 = line.x1.max(run.x1);
        line.size = line.size.max(run.size);
    }
    Some(line)
}

/// What stands on its side beside upright text, each way of running by itself.
pub(super) fn aside(glyphs: &[Glyph], width: f32, height: f32) -> Option<Leaf> {
    let mut parts = Vec::new();
    for turn in [Turn::Up, Turn::Down, Turn::Over] {
        let own: Vec<Glyph> = glyphs
            .iter()
            .filter(|glyph| glyph.turn == turn)
            .map(|glyph| {
                let (x, y) = turned(turn, glyph.x, glyph.y, width, height);
                Glyph { x, y, ..*glyph }
            })
            .collect();
        parts.extend(rows(runs(own)).into_iter().map(Part::Run));
    }
    (!parts.is_empty()).then_some(Leaf { parts, is_aside: true })
}

/// Words of a stamp across the page, in the order in which they were printed.
pub(super) fn stamped(glyphs: &[Glyph]) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut last: Option<&Glyph> = None;
    for glyph in glyphs {
        let near = last.is_some_and(|last| {
            (last.x - glyph.x).hypot(last.y - glyph.y) <= 2.5 * glyph.size.max(last.size)
        });
        match words.last_mut() {
            Some(word) if near => word.push(glyph.c),
            _ => words.push(glyph.c.to_string()),
        }
        last = Some(glyph);
    }
    words.retain(|word| !word.trim().is_empty());
    words
}

/// A blank of any kind.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{200b}' | '\u{feff}')
}

/// Letters, figures and marks of half width.
fn is_narrow(c: char) -> bool {
    c < '\u{2000}'
}

/// How much of a line's begin may not be parted from it, in font sizes: `（2025年` as far as the
/// figures go.
pub(super) fn unbroken(words: &str) -> f32 {
    let mut width = 0.0;
    let mut letters = words.chars().peekable();
    while letters.next_if(|c| "（(《“‘〔【[".contains(*c)).is_some() {
        width += 1.0;
    }
    let narrow = std::iter::from_fn(|| letters.next_if(char::is_ascii_graphic)).take(40).count();
    width += if narrow > 0 { narrow as f32 * 0.55 } else { 1.0 };
    // What may not open a line stays with what stands before it.
    if letters.next_if(|c| "，。、；：）》”’％%".contains(*c)).is_some() {
        width + 1.0
    } else {
        width
    }
}

/// True when words of two lines would run into one another.
pub(super) fn needs_blank(before: &str, after: &str) -> bool {
    let letter = |c: char| c.is_ascii_alphanumeric();
    before.chars().next_back().is_some_and(|c| letter(c) || c == ',')
        && after.chars().next().is_some_and(|c| c.is_ascii_alphabetic())
}

/// True for 一、 （二） 3. 4） 第五 and the like, which open an item.
pub(super) fn opens_item(words: &str) -> bool {
    let words = words.trim_start();
    let is_numeral = |c: char| c.is_ascii_digit() || "一二三四五六七八九十百零〇".contains(c);
    let bracketed = words.strip_prefix(['（', '(']);
    let rest = bracketed.or_else(|| words.strip_prefix('第')).unwrap_or(words);
    let count = rest.chars().take_while(|c| is_numeral(*c)).count();
    if !(1..=4).contains(&count) {
        return false;
    }
    let mut after = rest.chars().skip(count);
    let mark = after.next();
    if bracketed.is_some() {
        return matches!(mark, Some('）' | ')'));
    }
    match mark {
        Some('、' | '）' | ')') => true,
        Some('.' | '．') => after.next().is_none_or(|c| !c.is_ascii_digit()),
        Some('章' | '节' | '条' | '部') => words.starts_with('第'),
        Some('是') => !rest.starts_with(|c: char| c.is_ascii_digit()),
        _ => false,
    }
}
