//! Lines to paragraphs, over page breaks too; tables to cells.

use super::Page;
use super::columns::{Leaf, Part};
use super::grid::Table;
use super::held::Held;
use super::lines::{Run, needs_blank, opens_item, unbroken};
use crate::model::CancelToken;
use crate::read::BlockKind;
use crate::read::formats::ReadError;
use crate::read::formats::assemble::Assembly;
use std::cmp::Ordering;

/// Lines a column needs to tell its own width.
const TELLING: usize = 6;

/// How far lines that end at one edge may differ, in points.
const EVEN: f32 = 1.5;
/// Columns of different widths that are told apart.
const MOST_WIDTHS: usize = 256;

/// Puts pages together.
pub(super) fn assemble(pages: Vec<Page>, cancel: &CancelToken) -> Result<Assembly, ReadError> {
    let mut widths: Vec<(f32, f32)> = pages
        .iter()
        .flat_map(|page| &page.leaves)
        .filter_map(telling)
        .map(|(left, right)| (left.round(), right.round()))
        .collect();
    widths.sort_by(|a, b| a.partial_cmp(b).unwrap_or(Ordering::Equal));
    widths.dedup();
    widths.truncate(MOST_WIDTHS);
    let is_even = is_even(&pages);
    let mut text =
        Text { out: Assembly::default(), open: None, later: Vec::new(), table: None, tables: 0, is_even };
    for page in pages {
        cancel.check()?;
        text.out.check_size()?;
        text.page_begins();
        for leaf in page.leaves {
            text.leaf(leaf, &widths);
        }
        text.running(page.stamps);
    }
    text.close();
    Ok(text.out)
}

/// Left and right edge of a leaf that has enough lines to tell.
fn telling(leaf: &Leaf) -> Option<(f32, f32)> {
    let mut ends: Vec<(f32, f32)> = leaf
        .parts
        .iter()
        .filter_map(|part| match part {
            Part::Run(run) => Some((run.x0, run.x1)),
            Part::Table(_) => None,
        })
        .collect();
    if leaf.is_aside || ends.len() < TELLING {
        return None;
    }
    let left = ends.iter().map(|(x0, _)| *x0).fold(f32::MAX, f32::min);
    // The last but few: a line may hang out over the edge with its stop.
    ends.sort_by(|a, b| b.1.total_cmp(&a.1));
    ends.get(ends.len() / 8).map(|(_, right)| (left, *right))
}

/// True when the lines that reach the right edge of their column nearly all end exactly there.
fn is_even(pages: &[Page]) -> bool {
    let (mut near, mut exact) = (0_usize, 0_usize);
    for leaf in pages.iter().flat_map(|page| &page.leaves) {
        let Some((_, right)) = telling(leaf) else { continue };
        for part in &leaf.parts {
            if let Part::Run(run) = part {
                near += usize::from((run.x1 - right).abs() < 1.5 * run.size);
                exact += usize::from((run.x1 - right).abs() <= EVEN);
            }
        }
    }
    near >= 10 && exact * 5 >= near * 4
}

/// A paragraph in the making.
struct Open {
    words: String,
    last: Run,
    /// Right edge of the column it stands in.
    right: f32,
    left: f32,
    /// From baseline to baseline, once it has two lines.
    pitch: Option<f32>,
    /// A page or a column ended since its last line.
    broken: bool,
}

struct Text {
    out: Assembly,
    open: Option<Open>,
    /// Running heads and feet that wait for the end of a paragraph which goes on over the page.
    later: Vec<String>,
    /// A table that may go on over the page.
    table: Option<Held>,
    tables: u32,
    /// Full lines end at one edge.
    is_even: bool,
}

impl Text {
    fn page_begins(&mut self) {
        if let Some(open) = &mut self.open {
            open.broken = true;
        }
    }

    fn leaf(&mut self, leaf: Leaf, widths: &[(f32, f32)]) {
        let (left, right) = edges(&leaf, widths);
        if let Some(open) = &mut self.open {
            open.broken = true;
        }
        for part in leaf.parts {
            match part {
                Part::Run(run) => self.line(run, left, right, leaf.is_aside),
                Part::Table(table) => self.table(table),
            }
        }
    }

    fn line(&mut self, run: Run, left: f32, right: f32, is_aside: bool) {
        if let Some(open) = &mut self.open
            && !is_aside
            && continues(open, &run, left, self.is_even)
        {
            let (before, words) = (open.words.as_str(), run.words.trim());
            if needs_blank(before, words) {
                open.words.push(' ');
            }
            open.words.push('\n');
            open.words.push_str(words);
            if !open.broken {
                open.pitch.get_or_insert(run.y - open.last.y);
            }
            (open.last, open.left, open.right, open.broken) = (run, left, right, false);
            return;
        }
        self.close();
        let words = run.words.trim().to_owned();
        self.open = Some(Open { words, last: run, left, right, pitch: None, broken: false });
    }

    fn close(&mut self) {
        if let Some(open) = self.open.take() {
            self.out.push(&open.words, BlockKind::Paragraph);
        }
        if let Some(table) = self.table.take() {
            table.write(&mut self.out);
        }
        for words in self.later.drain(..) {
            self.out.push(&words, BlockKind::Running);
        }
    }

    fn running(&mut self, words: Vec<String>) {
        self.later.extend(words);
        if self.open.is_none() && self.table.is_none() {
            self.close();
        }
    }

    fn table(&mut self, table: Table) {
        if let Some(held) = &mut self.table
            && held.takes(&table)
        {
            self.later.extend(held.extend(table));
            return;
        }
        self.close();
        self.table = Some(Held::new(self.tables, table));
        self.tables += 1;
    }
}

/// Left and right edge of a leaf: its own, or those of a larger one at the same place.
fn edges(leaf: &Leaf, widths: &[(f32, f32)]) -> (f32, f32) {
    let runs = leaf.parts.iter().filter_map(|part| match part {
        Part::Run(run) => Some((run.x0, run.x1)),
        Part::Table(_) => None,
    });
    let (x0, x1) = runs.fold((f32::MAX, f32::MIN), |(x0, x1), run| (x0.min(run.0), x1.max(run.1)));
    let own = telling(leaf);
    // A page of short lines stands within the width of the others.
    let known = widths
        .iter()
        .filter(|(left, right)| *left <= x0 + 2.0 && *right + 20.0 >= x1 && x0 - left < 0.6 * (right - left));
    let nearest = known.min_by(|a, b| (x0 - a.0).abs().total_cmp(&(x0 - b.0).abs()));
    match (own, nearest) {
        (Some(own), Some(near)) if near.1 - near.0 > own.1 - own.0 => *near,
        (Some(own), _) => own,
        (None, Some(near)) => *near,
        (None, None) => (x0, x1),
    }
}

/// True when a line goes on with the paragraph before it.
fn continues(open: &Open, run: &Run, left: f32, is_even: bool) -> bool {
    let before = &open.last;
    let size = before.size.max(run.size);
    if before.is_parted || run.is_parted {
        return false;
    }
    if (before.size - run.size).abs() > 0.15 * size {
        return false;
    }
    // The last line has room for what this one begins with.
    let room = open.right - before.x1;
    if room > size * (0.7 + unbroken(run.words.trim_start()))
        && (room > size * 5.0 || !stops_inside(&before.words) || opens_item(&run.words))
    {
        return false;
    }
    // Where full lines end at one edge, a last line shows itself by ending nearly there.
    if is_even && before.words.trim_end().ends_with('。') && room > EVEN {
        return false;
    }
    // A first line is drawn in; so is every line of a centred title.
    let drawn_in = run.x0 - left;
    let was_drawn_in = before.x0 - open.left;
    if drawn_in > 1.2 * size && !(was_drawn_in > 1.2 * size && (drawn_in - was_drawn_in).abs() < 0.5 * size) {
        return false;
    }
    if drawn_in > 1.2 * size && ends(&before.words) {
        return false;
    }
    if ends(&before.words) && opens_item(&run.words) {
        return false;
    }
    if !open.broken {
        let pitch = run.y - before.y;
        if open.pitch.is_some_and(|usual| pitch > usual * 1.35 + 1.0) || pitch > 3.2 * size {
            return false;
        }
    }
    true
}

/// A line of prose that stops inside a sentence, nearly at the edge: it was broken by hand.
fn stops_inside(words: &str) -> bool {
    words.contains(['，', '。', '；', '、', ',']) && !ends(words)
}

fn ends(words: &str) -> bool {
    words.trim_end().ends_with(['。', '；', '！', '？', '：', ';', ':', '）', ')'])
}
