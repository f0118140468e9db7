//! The tables of the main part, with merged cells told in every place they cover.

use super::marked::{Marked, Places};
use crate::read::BlockKind;
use crate::read::formats::assemble::Assembly;

/// More columns than a cell really covers.
const MAX_SPAN: u32 = 200;

pub(super) struct Table {
    id: u32,
    row: u32,
    column: u32,
    /// Words of the last cell begun in each column, which a merged cell below repeats.
    above: Vec<(u32, String)>,
    /// Words of the cell before, which a cell merged with it repeats.
    left: String,
    /// The row was taken out by a tracked deletion.
    pub(super) deleted_row: bool,
    pub(super) cell: Option<Cell>,
}

#[derive(Default)]
pub(super) struct Cell {
    pub(super) text: Marked,
    columns: u32,
    /// Goes on from the row above, or from the cell before.
    pub(super) goes_on: Option<From>,
    pub(super) deleted: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum From {
    Above,
    Left,
}

impl Cell {
    pub(super) fn set_columns(&mut self, columns: u32) {
        self.columns = columns.clamp(1, MAX_SPAN);
    }
}

impl Table {
    pub(super) fn new(id: u32) -> Self {
        Self { id, row: 0, column: 0, above: Vec::new(), left: String::new(), deleted_row: false, cell: None }
    }

    pub(super) fn skip_columns(&mut self, columns: u32) {
        self.column += columns.min(MAX_SPAN);
    }

    pub(super) fn open_cell(&mut self) {
        self.cell = Some(Cell { columns: 1, ..Cell::default() });
    }

    pub(super) fn close_row(&mut self) {
        self.row += 1;
        self.column = 0;
        self.deleted_row = false;
        self.left.clear();
    }

    /// Ends the cell; what it tells is written to `out`, or to the cell that the table stands in.
    pub(super) fn close_cell(&mut self, outer: Option<&mut Cell>, out: &mut Assembly, places: &mut Places) {
        let Some(mut cell) = self.cell.take() else { return };
        let column = self.column;
        self.column += cell.columns;
        if self.deleted_row || cell.deleted {
            return;
        }
        match cell.goes_on {
            Some(From::Above) => {
                if let Some((_, above)) = self.above.iter().find(|(at, _)| *at == column) {
                    cell.text.words.clone_from(above);
                }
            }
            Some(From::Left) => cell.text.words.clone_from(&self.left),
            None => match self.above.iter_mut().find(|(at, _)| *at == column) {
                Some((_, above)) => above.clone_from(&cell.text.words),
                None => self.above.push((column, cell.text.words.clone())),
            },
        }
        self.left.clone_from(&cell.text.words);
        // A table in a cell is read as lines of that cell: blocks do not stand in one another.
        if let Some(outer) = outer {
            if cell.goes_on.is_none() {
                outer.text.add_line(&cell.text);
            }
            return;
        }
        for nth in 0..cell.columns {
            let kind = BlockKind::Cell { table: self.id, row: self.row, column: column + nth };
            if nth == 0 && cell.goes_on.is_none() {
                let pieces = out.push(&cell.text.words, kind);
                cell.text.place(pieces.as_slice(), out.len(), places);
            } else {
                out.repeat(&cell.text.words, kind);
            }
        }
    }
}
