//! Cells of tables, with merged ones repeated in every place they cover.

use super::Assembly;
use crate::read::BlockKind;
use scraper::{ElementRef, node::Element};

/// More columns or rows than a real cell covers.
const MAX_SPAN: usize = 200;
/// How many descendants of a table are looked at to tell a table of facts from page layout.
const LOOK: usize = 2_000;
/// A cell with more bytes than this, in at least so many lines, holds a page when the table has few
/// rows and little besides.
const LAYOUT_BYTES: usize = 1_200;
const LAYOUT_BREAKS: usize = 4;
const LAYOUT_ROWS: usize = 4;

/// The open tables, innermost last.
#[derive(Default)]
pub(super) struct Tables {
    open: Vec<Table>,
    next: u32,
}

struct Table {
    /// `None` for a table that only lays out the page.
    id: Option<u32>,
    row: u32,
    column: u32,
    /// Cells reaching down into later rows, by column.
    hanging: Vec<Hanging>,
    /// The open cell: columns and rows it covers.
    cell: Option<(usize, usize)>,
}

struct Hanging {
    column: u32,
    rows: usize,
    words: String,
}

impl Tables {
    pub(super) fn in_cell(&self) -> bool {
        self.open.last().is_some_and(|table| table.id.is_some() && table.cell.is_some())
    }

    pub(super) fn open(&mut self, element: ElementRef<'_>) {
        let id = (!is_layout(element)).then(|| {
            self.next += 1;
            self.next - 1
        });
        self.open.push(Table { id, row: 0, column: 0, hanging: Vec::new(), cell: None });
    }

    pub(super) fn close(&mut self) {
        self.open.pop();
    }

    pub(super) fn open_row(&mut self) {
        if let Some(table) = self.open.last_mut() {
            table.column = 0;
        }
    }

    pub(super) fn open_cell(&mut self, element: &Element) {
        let span = |name| {
            let asked = element.attr(name).and_then(|value| value.trim().parse::<usize>().ok()).unwrap_or(1);
            asked.clamp(1, MAX_SPAN)
        };
        if let Some(table) = self.open.last_mut() {
            table.cell = Some((span("colspan"), span("rowspan")));
        }
    }

    /// Writes the cell, or gives the words back when they are no cell of a table of facts.
    pub(super) fn close_cell(&mut self, words: String, out: &mut Assembly) -> Option<String> {
        let Some(table) = self.open.last_mut() else { return Some(words) };
        let Some((columns, rows)) = table.cell.take() else { return Some(words) };
        let Some(id) = table.id else { return Some(words) };
        table.hang(id, false, out);
        for nth in 0..columns {
            let kind = BlockKind::Cell { table: id, row: table.row, column: table.column };
            if nth == 0 {
                out.push(&words, kind);
            } else {
                out.repeat(&words, kind);
            }
            if rows > 1 {
                table.hanging.push(Hanging { column: table.column, rows: rows - 1, words: words.clone() });
            }
            table.column += 1;
        }
        None
    }

    pub(super) fn close_row(&mut self, out: &mut Assembly) {
        if let Some(table) = self.open.last_mut()
            && let Some(id) = table.id
        {
            table.hang(id, true, out);
            table.row += 1;
            table.hanging.retain(|hanging| hanging.rows > 0);
        }
    }
}

impl Table {
    /// Writes cells that hang down from earlier rows, at the present column or, at the row's end,
    /// all that are left.
    fn hang(&mut self, id: u32, all: bool, out: &mut Assembly) {
        loop {
            // Cells begun in this row are further left and thus never due.
            let due = self
                .hanging
                .iter_mut()
                .filter(|hanging| hanging.rows > 0 && hanging.column >= self.column)
                .min_by_key(|hanging| hanging.column);
            let Some(hanging) = due.filter(|hanging| all || hanging.column == self.column) else { return };
            out.repeat(&hanging.words, BlockKind::Cell { table: id, row: self.row, column: hanging.column });
            hanging.rows -= 1;
            self.column = hanging.column + 1;
        }
    }
}

/// A table that holds a table or a heading, a single column, or one cell with nearly all the
/// text in several lines, lays out a page and says nothing about rows and columns.
fn is_layout(table: ElementRef<'_>) -> bool {
    let (mut cells, mut rows, mut bytes) = (0_usize, 0_usize, 0_usize);
    // Of the cell that is being looked at, and the most of any cell: bytes and breaks.
    let (mut own, mut most) = ((0_usize, 0_usize), (0_usize, 0_usize));
    for node in table.descendants().skip(1).take(LOOK) {
        if let Some(element) = node.value().as_element() {
            match element.name() {
                "table" | "h1" | "h2" | "h3" => return true,
                "td" | "th" => {
                    cells += 1;
                    own = (0, 0);
                }
                "tr" => rows += 1,
                "br" | "p" => own.1 += 1,
                _ => {}
            }
        } else if let Some(text) = node.value().as_text() {
            bytes += text.len();
            own.0 += text.len();
        }
        most = most.max(own);
    }
    cells <= rows.max(1)
        || rows <= LAYOUT_ROWS && most.0 > LAYOUT_BYTES && most.1 >= LAYOUT_BREAKS && most.0 * 10 >= bytes * 8
}
