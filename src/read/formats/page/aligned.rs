//! Tables without lines: words that stand under one another row by row.

use super::columns::Part;
use super::grid::{Cell, Table};
use super::lines::{Run, joined, needs_blank};

/// How far words may stand out of their column, in font sizes.
const SLACK: f32 = 0.6;

/// Lines, and tables where lines are rows of one.
pub(super) fn parts(rows: &[Vec<Run>]) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut rest = rows;
    while let Some(first) = rest.first() {
        let count = table_rows(rest);
        if let Some(table) = (count > 0).then(|| table(&rest[..count])).flatten() {
            parts.push(Part::Table(table));
            rest = &rest[count..];
        } else {
            parts.extend(joined(first.clone()).map(Part::Run));
            rest = &rest[1..];
        }
    }
    parts
}

/// The column that a run stands in, where `head` is the first row.
fn column(head: &[Run], run: &Run) -> Option<usize> {
    head.iter().position(|of| (of.x0 - run.x0).abs() <= SLACK * run.size.max(of.size))
}

/// The columns of all runs of a row: by where they begin, or one by one where a row has as many.
fn columns(head: &[Run], row: &[Run]) -> Option<Vec<usize>> {
    let aligned: Option<Vec<usize>> = row.iter().map(|run| column(head, run)).collect();
    aligned.or_else(|| (row.len() == head.len() && row.len() >= 3).then(|| (0..row.len()).collect()))
}

/// How many of the rows, from the first, are rows of one table; 0 for none.
fn table_rows(rows: &[Vec<Run>]) -> usize {
    let Some(head) = rows.first().filter(|head| head.len() >= 2) else { return 0 };
    // A row stands in the columns of the first; one with a single run goes on in a cell above it.
    let (mut count, mut whole) = (0, 0);
    let mut before = f32::MAX;
    for row in rows {
        let Some(line) = row.first() else { break };
        let Some(places) = columns(head, row) else { break };
        let near = line.y - before <= 3.2 * line.size || count == 0;
        let begins = places.first() == Some(&0) && row.len() >= 2;
        if !near || places == [0] {
            break;
        }
        whole += usize::from(begins);
        count += 1;
        before = line.y;
    }
    // Two columns are as often labels with their values as a table.
    let enough = if head.len() >= 3 { 3 } else { 5 };
    if whole >= enough { count } else { 0 }
}

fn table(rows: &[Vec<Run>]) -> Option<Table> {
    let head = rows.first()?;
    let mut cells: Vec<Cell> = Vec::new();
    let mut row = 0;
    for (nth, runs) in rows.iter().enumerate() {
        let places = columns(head, runs)?;
        row += u32::from(nth > 0 && runs.len() >= 2 && places.first() == Some(&0));
        for (run, column) in runs.iter().zip(places) {
            let column = column as u32;
            let known = cells.iter_mut().rev().find(|cell| cell.row == row && cell.column == column);
            if let Some(cell) = known {
                if needs_blank(&cell.words, &run.words) {
                    cell.words.push(' ');
                }
                cell.words.push_str(run.words.trim());
            } else {
                let words = run.words.trim().to_owned();
                cells.push(Cell { row, column, rows: 1, columns: 1, words });
            }
        }
    }
    cells.sort_by_key(|cell| (cell.row, cell.column));
    let runs = || rows.iter().flatten();
    let mut edges: Vec<f32> = head.iter().map(|run| run.x0).collect();
    let x1 = runs().map(|run| run.x1).fold(f32::MIN, f32::max);
    edges.push(x1);
    Some(Table {
        x0: runs().map(|run| run.x0).fold(f32::MAX, f32::min),
        y0: head.first()?.y,
        x1,
        edges,
        rows: row + 1,
        cells,
    })
}
