//! A table over several pages.

use super::grid::{Cell, Table};
use super::lines::needs_blank;
use crate::read::BlockKind;
use crate::read::formats::assemble::Assembly;

/// Rows that a head may have.
const HEAD: u32 = 3;
/// How far columns of two pages may stand apart, in points.
const SLACK: f32 = 6.0;

/// A table that may go on over the page.
pub(super) struct Held {
    number: u32,
    edges: Vec<f32>,
    rows: u32,
    cells: Vec<Cell>,
}

impl Held {
    pub(super) fn new(number: u32, table: Table) -> Self {
        Self { number, edges: table.edges, rows: table.rows, cells: table.cells }
    }

    /// True when a table that follows with nothing but the edge of the page between has its columns.
    pub(super) fn takes(&self, table: &Table) -> bool {
        self.edges.len() == table.edges.len()
            && self.edges.iter().zip(&table.edges).all(|(a, b)| (a - b).abs() <= SLACK)
    }

    /// Adds the rows of the next page; the words of a head that stands there once more.
    pub(super) fn extend(&mut self, table: Table) -> Vec<String> {
        let skip = (0..HEAD.min(table.rows.saturating_sub(1)).min(self.rows))
            .take_while(|&row| {
                let (own, again) = (words(&self.cells, row), words(&table.cells, row));
                own == again && own.iter().any(|words| !words.is_empty())
            })
            .count() as u32;
        let mut cells = table.cells;
        let head = cells.iter().filter(|cell| cell.row < skip && !cell.words.is_empty());
        let head: Vec<String> = head.map(|cell| cell.words.clone()).collect();
        cells.retain(|cell| cell.row >= skip);
        let mut base = self.rows;
        if self.is_broken(&cells, skip) {
            // The page broke a row: its cells go on in those of the row before.
            let last = self.rows - 1;
            cells.retain(|cell| {
                let goes_on = cell.row == skip && cell.rows == 1;
                if goes_on && !cell.words.is_empty() {
                    let above = self.cells.iter_mut().rev().find(|above| {
                        above.column == cell.column && (above.row..above.row + above.rows).contains(&last)
                    });
                    match above {
                        Some(above) => {
                            if needs_blank(&above.words, &cell.words) {
                                above.words.push(' ');
                            }
                            above.words.push_str(&cell.words);
                        }
                        None => return true,
                    }
                }
                !goes_on
            });
            base = last;
        }
        self.rows = base + table.rows - skip;
        self.cells.extend(cells.into_iter().map(|cell| Cell { row: base + cell.row - skip, ..cell }));
        head
    }

    /// True when the first row of a page goes on with the last of the page before: nothing stands in
    /// its first column, and its longest words go on with a sentence.
    fn is_broken(&self, cells: &[Cell], first: u32) -> bool {
        let row = || cells.iter().filter(|cell| cell.row == first);
        let begins = row().any(|cell| cell.column == 0 && !cell.words.is_empty());
        let Some(longest) = row().max_by_key(|cell| cell.words.len()).filter(|cell| !cell.words.is_empty())
        else {
            return false;
        };
        let Some(last) = self.rows.checked_sub(1) else { return false };
        let above = self.cells.iter().rev().find(|above| {
            above.column == longest.column && (above.row..above.row + above.rows).contains(&last)
        });
        !begins
            && above.is_some_and(|above| {
                !above.words.is_empty() && !above.words.ends_with(['。', '；', '！', '）', ')', ';'])
            })
    }

    /// Writes the cells row by row, merged ones where they begin and once more wherever they reach.
    pub(super) fn write(self, out: &mut Assembly) {
        let mut at: Vec<(u32, u32, usize, bool)> = Vec::new();
        for (index, cell) in self.cells.iter().enumerate().filter(|(_, cell)| !cell.words.is_empty()) {
            for row in cell.row..cell.row + cell.rows {
                for column in cell.column..cell.column + cell.columns {
                    at.push((row, column, index, row == cell.row && column == cell.column));
                }
            }
        }
        at.sort_unstable_by_key(|(row, column, ..)| (*row, *column));
        for (row, column, index, begins) in at {
            let kind = BlockKind::Cell { table: self.number, row, column };
            let words = &self.cells[index].words;
            if begins {
                out.push(words, kind);
            } else {
                out.repeat(words, kind);
            }
        }
    }
}

/// The words of a row's cells.
fn words(cells: &[Cell], row: u32) -> Vec<&str> {
    cells.iter().filter(|cell| cell.row == row).map(|cell| cell.words.as_str()).collect()
}
