//! Workbooks of the OpenDocument family. Each cell holds the words that it shows.

use super::{Merged, ReadError, Workbook};
use crate::model::CancelToken;
use crate::read::Decoded;
use crate::read::formats::package::Package;
use crate::read::formats::xml::{Element, Step, walk};
use rustc_hash::FxHashSet;

const FORMAT: &str = "ods";
/// Steps between two looks at the cancel token.
const CHECK_EVERY: usize = 1 << 14;
/// A cell or row with words that stands for many is told this often at most.
const MAX_REPEATED: u32 = 200;

pub(in super::super) fn decode(bytes: &[u8], cancel: &CancelToken) -> Result<Decoded, ReadError> {
    let mut package = Package::open(bytes, FORMAT)?;
    let content = package.part("content.xml")?.ok_or(ReadError::UnknownFormat { expected: FORMAT })?;
    let mut reader = Reader::default();
    let mut steps = 0_usize;
    walk(&content, FORMAT, |step| {
        steps += 1;
        if steps.is_multiple_of(CHECK_EVERY) {
            cancel.check()?;
        }
        reader.take(&step)
    })?;
    reader.workbook.finish(cancel)
}

#[derive(Default)]
struct Reader {
    workbook: Workbook,
    /// The style whose properties are being read, and those that hide their table.
    style: String,
    hiding: FxHashSet<String>,
    /// Open tables: one may stand in a cell of another.
    tables: usize,
    hidden_table: bool,
    row: u32,
    column: u32,
    row_repeats: u32,
    hidden_row: bool,
    row_cells: Vec<(u32, String)>,
    /// Columns of the present table that are hidden.
    hidden_columns: Vec<(u32, u32)>,
    next_column: u32,
    cell: Option<Cell>,
    /// Open notes inside a cell.
    notes: usize,
    paragraphs: usize,
}

struct Cell {
    words: String,
    repeats: u32,
    rows: u32,
    columns: u32,
}

impl Reader {
    fn take(&mut self, step: &Step<'_>) -> Result<(), ReadError> {
        match step {
            Step::Open(element) => self.open(element),
            Step::Close(name) => self.close(name),
            Step::Text(text) => {
                if self.notes == 0
                    && self.paragraphs > 0
                    && let Some(cell) = &mut self.cell
                {
                    cell.words.push_str(text);
                }
                Ok(())
            }
        }
    }

    fn open(&mut self, element: &Element<'_>) -> Result<(), ReadError> {
        match element.name() {
            "style" => self.style = element.attribute("name").unwrap_or_default(),
            "table-properties" if element.attribute("display").as_deref() == Some("false") => {
                self.hiding.insert(self.style.clone());
            }
            "table" => self.open_table(element)?,
            "table-column" if self.tables == 1 => {
                let count = repeats(element, "number-columns-repeated");
                if is_hidden(element) {
                    self.hidden_columns.push((self.next_column, self.next_column.saturating_add(count - 1)));
                }
                self.next_column = self.next_column.saturating_add(count);
            }
            "table-row" if self.tables == 1 => {
                self.row_repeats = repeats(element, "number-rows-repeated");
                self.hidden_row = is_hidden(element);
                self.column = 0;
                self.row_cells.clear();
            }
            "table-cell" | "covered-table-cell" if self.tables == 1 => {
                self.cell = Some(Cell {
                    words: String::new(),
                    repeats: repeats(element, "number-columns-repeated"),
                    rows: repeats(element, "number-rows-spanned"),
                    columns: repeats(element, "number-columns-spanned"),
                });
            }
            "annotation" => self.notes += 1,
            "p" if self.notes == 0 => {
                self.paragraphs += 1;
                if let Some(cell) = self.cell.as_mut().filter(|cell| !cell.words.is_empty()) {
                    cell.words.push('\n');
                }
            }
            "line-break" => self.write("\n"),
            "tab" => self.write("\t"),
            "s" => self.write(" "),
            _ => {}
        }
        Ok(())
    }

    fn write(&mut self, words: &str) {
        if let Some(cell) = self.cell.as_mut().filter(|_| self.notes == 0 && self.paragraphs > 0) {
            cell.words.push_str(words);
        }
    }

    fn open_table(&mut self, element: &Element<'_>) -> Result<(), ReadError> {
        self.tables += 1;
        if self.tables > 1 {
            return Ok(());
        }
        let name = element.attribute("name").unwrap_or_default();
        let style = element.attribute("style-name").unwrap_or_default();
        (self.row, self.next_column) = (0, 0);
        self.hidden_columns.clear();
        self.hidden_table = self.hiding.contains(&style);
        if self.hidden_table {
            self.workbook.hidden.push(name);
            return Ok(());
        }
        self.workbook.begin(&name, FORMAT)
    }

    fn close(&mut self, name: &str) -> Result<(), ReadError> {
        match name {
            "annotation" => self.notes = self.notes.saturating_sub(1),
            "p" if self.notes == 0 => self.paragraphs = self.paragraphs.saturating_sub(1),
            "table" => self.tables = self.tables.saturating_sub(1),
            "table-cell" | "covered-table-cell" if self.tables == 1 => self.close_cell(name == "table-cell"),
            "table-row" if self.tables == 1 => return self.close_row(),
            _ => {}
        }
        Ok(())
    }

    fn close_cell(&mut self, seen: bool) {
        let Some(cell) = self.cell.take() else { return };
        if seen && !cell.words.trim().is_empty() && !self.hidden_table && !self.hidden_row {
            for nth in 0..cell.repeats.min(MAX_REPEATED) {
                self.row_cells.push((self.column.saturating_add(nth), cell.words.clone()));
            }
            if (cell.rows > 1 || cell.columns > 1)
                && let Some(sheet) = self.workbook.sheet()
            {
                let (row, column) = (self.row, self.column);
                sheet.merged.push(Merged {
                    rows: (row, row.saturating_add(cell.rows - 1)),
                    columns: (column, column.saturating_add(cell.columns - 1)),
                });
            }
        }
        self.column = self.column.saturating_add(cell.repeats);
    }

    fn close_row(&mut self) -> Result<(), ReadError> {
        if self.hidden_row
            && !self.hidden_table
            && let Some(sheet) = self.workbook.sheet()
        {
            // The empty rest of a sheet may be one hidden row told a million times.
            sheet.hidden_rows += self.row_repeats.min(MAX_REPEATED) as usize;
        }
        let cells = std::mem::take(&mut self.row_cells);
        if !cells.is_empty() {
            let mut told: Vec<u32> = Vec::new();
            for nth in 0..self.row_repeats.min(MAX_REPEATED) {
                for (column, words) in &cells {
                    if self.hidden_columns.iter().any(|(first, last)| (*first..=*last).contains(column)) {
                        told.push(*column);
                        continue;
                    }
                    self.workbook.put(self.row.saturating_add(nth), *column, words.clone())?;
                }
            }
            if let Some(sheet) = self.workbook.sheet().filter(|_| !told.is_empty()) {
                sheet.hidden_columns = sheet.hidden_columns.max(told.len());
            }
        }
        self.row = self.row.saturating_add(self.row_repeats);
        Ok(())
    }
}

fn repeats(element: &Element<'_>, name: &str) -> u32 {
    element.attribute(name).and_then(|count| count.trim().parse().ok()).unwrap_or(1).max(1)
}

/// Hidden by hand or by a filter.
fn is_hidden(element: &Element<'_>) -> bool {
    element.attribute("visibility").is_some_and(|state| matches!(state.as_str(), "collapse" | "filter"))
}
