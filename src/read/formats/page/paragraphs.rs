//! Lines to paragraphs, over page breaks too; tables to cells.

use super::Page;
use super::columns::{Leaf, Part};
use super::grid::Table;
use super::lines::{Run, needs_blank, opens_item};
use crate::model::CancelToken;
use crate::read::formats::ReadError;
use crate::read::formats::assemble::Assembly;
use crate::read::BlockKind;

/// Lines a column needs to tell its own width.
const TELLING: usize = 6;

/// Puts pages together.
pub(super) fn assemble(pages: Vec<Page>, cancel: &CancelToken) -> Result<Assembly, ReadError> {
    let widths: Vec<(f32, f32)> = pages.iter().flat_map(|page| &page.leaves).filter_map(telling).collect();
    let mut text = Text { out: Assembly::default(), open: None, later: Vec::new(), table: None, tables: 0 };
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
    /// The table that the page before ended with: its number, columns' edges, rows, and first row.
    table: Option<(u32, Vec<f32>, u32, Vec<String>)>,
    tables: u32,
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
                Part::Table(table) => self.table(&table),
            }
        }
    }

    fn line(&mut self, run: Run, left: f32, right: f32, is_aside: bool) {
        self.table = None;
        if let Some(open) = &mut self.open
            && !is_aside
            && continues(open, &run, left)
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
        for words in self.later.drain(..) {
            self.out.push(&words, BlockKind::Running);
        }
    }

    fn running(&mut self, words: Vec<String>) {
        self.later.extend(words);
        if self.open.is_none() {
            self.close();
        }
    }

    fn table(&mut self, table: &Table) {
        self.close();
        let head: Vec<String> = row(table, 0);
        let (id, above, skip) = match self.table.take() {
            // A table that the end of the page broke, with its head once more.
            Some((id, edges, rows, first)) if same_columns(&edges, &table.edges) => {
                let again = first == head && head.iter().any(|words| !words.is_empty());
                (id, rows, u32::from(again))
            }
            _ => {
                self.tables += 1;
                (self.tables - 1, 0, 0)
            }
        };
        let first = head;
        // Row by row, merged cells where they begin and once more wherever they reach.
        let mut at: Vec<(u32, u32, usize, bool)> = Vec::new();
        for (index, cell) in table.cells.iter().enumerate().filter(|(_, cell)| !cell.words.is_empty()) {
            for row in cell.row..cell.row + cell.rows {
                for column in cell.column..cell.column + cell.columns {
                    at.push((row, column, index, row == cell.row && column == cell.column));
                }
            }
        }
        at.sort_unstable_by_key(|(row, column, ..)| (*row, *column));
        for (row, column, index, begins) in at {
            let words = &table.cells[index].words;
            if row < skip {
                if begins {
                    self.out.push(words, BlockKind::Running);
                }
                continue;
            }
            let kind = BlockKind::Cell { table: id, row: above + row - skip, column };
            if begins {
                self.out.push(words, kind);
            } else {
                self.out.repeat(words, kind);
            }
        }
        self.table = Some((id, table.edges.clone(), above + table.rows - skip, first));
    }
}

/// The words of a row's cells.
fn row(table: &Table, row: u32) -> Vec<String> {
    table.cells.iter().filter(|cell| cell.row == row).map(|cell| cell.words.clone()).collect()
}

fn same_columns(one: &[f32], other: &[f32]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(a, b)| (a - b).abs() <= 6.0)
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
    let known = widths.iter().filter(|(left, right)| {
        *left <= x0 + 2.0 && *right + 20.0 >= x1 && x0 - left < 0.6 * (right - left)
    });
    let nearest = known.min_by(|a, b| (x0 - a.0).abs().total_cmp(&(x0 - b.0).abs()));
    match (own, nearest) {
        (Some(own), Some(near)) if near.1 - near.0 > own.1 - own.0 => *near,
        (Some(own), _) => own,
        (None, Some(near)) => *near,
        (None, None) => (x0, x1),
    }
}

/// True when a line goes on with the paragraph before it.
fn continues(open: &Open, run: &Run, left: f32) -> bool {
    let before = &open.last;
    let size = before.size.max(run.size);
    if before.is_parted || run.is_parted {
        return false;
    }
    if (before.size - run.size).abs() > 0.15 * size {
        return false;
    }
    // The last line has room for what this one begins with.
    let first_word = run.words.chars().take_while(char::is_ascii_alphanumeric).count() as f32;
    let room = open.right - before.x1;
    if room > size * (1.6 + 0.5 * first_word) {
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

fn ends(words: &str) -> bool {
    words.trim_end().ends_with(['。', '；', '！', '？', '：', ';', ':', '）', ')'])
}
