//! Workbooks: xlsx, ods and the old binary xls, each sheet as one table.
//!
//! The readers give what each cell shows, never a grid: a workbook may name a cell in its last
//! column and row, and room is only taken by words. (The workbook crates make a grid of what lies
//! between the first and the last cell, and reserve what a file says it holds; a few hundred bytes
//! then ask for terabytes.) What a person does not see – hidden sheets, rows and columns – is left
//! out, and said.

mod number;
mod ods;
mod xls;
mod xlsx;

use super::assemble::Assembly;
use super::csv::explains;
use super::{MAX_FILE_BYTES, ReadError};
use crate::model::{CancelToken, ReadingWarning};
use crate::read::{BlockKind, Decoded};
pub(super) use {ods::decode as ods, xls::decode as xls, xlsx::decode as xlsx};

/// Cells with words that are read from one workbook.
const MAX_CELLS: usize = 2_000_000;
/// Sheets of one workbook.
const MAX_SHEETS: usize = 1_000;
/// Columns that a merged cell is told in at most.
const MAX_SPAN: u32 = 200;
/// Tellings of merged cells in one workbook.
const MAX_TOLD: usize = 500_000;
/// Rows between two looks at the cancel token.
const CHECK_EVERY: usize = 1 << 12;

/// A cell with words.
struct Cell {
    row: u32,
    column: u32,
    words: String,
}

/// Cells shown as one; all ends belong to it.
#[derive(Clone, Copy)]
struct Merged {
    rows: (u32, u32),
    columns: (u32, u32),
}

/// One sheet, in whatever order its file has the cells.
#[derive(Default)]
struct Sheet {
    name: String,
    cells: Vec<Cell>,
    merged: Vec<Merged>,
    hidden_rows: usize,
    hidden_columns: usize,
}

/// The sheets of a workbook in the making.
#[derive(Default)]
struct Workbook {
    sheets: Vec<Sheet>,
    /// Names of sheets left out because they are hidden.
    hidden: Vec<String>,
    cells: usize,
    bytes: u64,
}

impl Workbook {
    /// Begins a sheet; the cells that follow are its.
    fn begin(&mut self, name: &str, format: &'static str) -> Result<(), ReadError> {
        if self.sheets.len() >= MAX_SHEETS {
            return Err(ReadError::malformed(format, format!("more than {MAX_SHEETS} sheets")));
        }
        self.sheets.push(Sheet { name: name.to_owned(), ..Sheet::default() });
        Ok(())
    }

    /// The sheet that was begun last.
    fn sheet(&mut self) -> Option<&mut Sheet> {
        self.sheets.last_mut()
    }

    /// Adds a cell to the sheet begun last; blank ones are left out.
    fn put(&mut self, row: u32, column: u32, words: String) -> Result<(), ReadError> {
        if words.trim().is_empty() {
            return Ok(());
        }
        self.cells += 1;
        self.bytes += words.len() as u64;
        if self.cells > MAX_CELLS {
            return Err(ReadError::TooManyCells { limit: MAX_CELLS as u64 });
        }
        if self.bytes > MAX_FILE_BYTES {
            return Err(ReadError::TooLarge { bytes: self.bytes, limit: MAX_FILE_BYTES });
        }
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.cells.push(Cell { row, column, words });
        }
        Ok(())
    }

    /// Writes the sheets one after another.
    fn finish(mut self, cancel: &CancelToken) -> Result<Decoded, ReadError> {
        let warnings = self.warnings();
        self.sheets.retain(|sheet| !sheet.cells.is_empty());
        let several = self.sheets.len() > 1;
        let mut out = Assembly::default();
        let mut told = 0;
        for (table, mut sheet) in (0..).zip(self.sheets) {
            if several && !is_given_name(&sheet.name) {
                out.push(&sheet.name, BlockKind::Heading(1));
            }
            sheet.write(table, &mut out, &mut told, cancel)?;
            out.check_size()?;
        }
        Ok(out.finish(warnings))
    }

    fn warnings(&self) -> Vec<ReadingWarning> {
        let mut warnings = Vec::new();
        let mut warn = |code: &'static str, message: String| {
            warnings.push(ReadingWarning { code: code.into(), message, span: None });
        };
        if !self.hidden.is_empty() {
            warn("hidden_sheets", format!("隐藏的工作表未读入：{}。", self.hidden.join("、")));
        }
        for sheet in &self.sheets {
            if sheet.hidden_rows > 0 {
                let (name, rows) = (&sheet.name, sheet.hidden_rows);
                warn("hidden_rows", format!("工作表“{name}”有{rows}行被隐藏或筛选掉，未读入。"));
            }
            if sheet.hidden_columns > 0 {
                let (name, columns) = (&sheet.name, sheet.hidden_columns);
                warn("hidden_columns", format!("工作表“{name}”有{columns}列被隐藏，未读入。"));
            }
        }
        warnings
    }
}

impl Sheet {
    fn write(
        &mut self,
        table: u32,
        out: &mut Assembly,
        told: &mut usize,
        cancel: &CancelToken,
    ) -> Result<(), ReadError> {
        // A cell that comes twice is the later one; what stands under a merged cell is not seen.
        self.cells.sort_by_key(|cell| (cell.row, cell.column));
        self.merged.sort_by_key(|merged| merged.rows.0);
        let widest = self.cells.iter().map(|cell| cell.column).max().unwrap_or(0);
        let mut waiting = std::mem::take(&mut self.merged).into_iter().peekable();
        // Merged cells that reach into the present row, with their words.
        let mut open: Vec<(Merged, &str)> = Vec::new();
        let mut row_cells: Vec<(u32, &str, bool)> = Vec::new();
        let mut begun = false;
        for (nth, row) in self.cells.chunk_by(|a, b| a.row == b.row).enumerate() {
            if nth.is_multiple_of(CHECK_EVERY) {
                cancel.check()?;
            }
            let Some(at) = row.first().map(|cell| cell.row) else { continue };
            open.retain(|(merged, _)| merged.rows.1 >= at);
            while let Some(merged) = waiting.next_if(|merged| merged.rows.0 <= at) {
                // One that begins in an empty row, or whose own cell is empty, tells nothing.
                let own =
                    row.iter().rfind(|cell| (cell.row, cell.column) == (merged.rows.0, merged.columns.0));
                if let Some(own) = own {
                    open.push((merged, own.words.as_str()));
                }
            }
            row_cells.clear();
            for (merged, words) in &open {
                let last = merged.columns.1.min(widest).min(merged.columns.0.saturating_add(MAX_SPAN - 1));
                for column in merged.columns.0..=last {
                    *told += 1;
                    if *told <= MAX_TOLD {
                        let own = (at, column) == (merged.rows.0, merged.columns.0);
                        row_cells.push((column, words, own));
                    }
                }
            }
            for cell in row {
                let under = open
                    .iter()
                    .any(|(merged, _)| (merged.columns.0..=merged.columns.1).contains(&cell.column));
                if !under {
                    row_cells.push((cell.column, &cell.words, true));
                }
            }
            row_cells.sort_by_key(|(column, ..)| *column);
            let alone = row.len() == 1 && row_cells.iter().all(|(_, words, _)| *words == row[0].words);
            if alone && (!begun || explains(row[0].words.trim())) {
                out.push_paragraph(&row[0].words, BlockKind::Paragraph);
                continue;
            }
            begun = true;
            for (column, words, own) in &row_cells {
                let kind = BlockKind::Cell { table, row: at, column: *column };
                if *own {
                    out.push(words, kind);
                } else {
                    out.repeat(words, kind);
                }
            }
        }
        Ok(())
    }
}

/// `Sheet1` and `工作表1`: names that nobody gave.
fn is_given_name(name: &str) -> bool {
    ["Sheet", "sheet", "工作表", "表"].iter().any(|word| {
        name.strip_prefix(word).is_some_and(|rest| rest.trim().chars().all(|c| c.is_ascii_digit()))
    })
}

#[cfg(test)]
mod tests;
