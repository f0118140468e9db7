//! The main part: paragraphs, tables, text boxes.

use super::number::{Numbering, Numeral};
use super::styles::{Asked, Styles, outline_level};
use super::{FORMAT, ReadError};
use crate::model::CancelToken;
use crate::read::BlockKind;
use crate::read::formats::assemble::Assembly;
use crate::read::formats::xml::{Element, Step, walk};

/// Steps between two looks at the cancel token.
const CHECK_EVERY: usize = 1 << 14;
/// More columns than a cell really covers.
const MAX_SPAN: u32 = 200;

/// Reads the main part; the number is that of notes whose words are left out.
pub(super) fn read(
    part: &str,
    styles: &Styles,
    numbering: Numbering,
    cancel: &CancelToken,
) -> Result<(Assembly, usize), ReadError> {
    let mut body = Body {
        out: Assembly::default(),
        styles,
        numbering,
        paragraphs: Vec::new(),
        later: Vec::new(),
        tables: Vec::new(),
        next_table: 0,
        skipped: 0,
        runs: 0,
        in_text: 0,
        notes: 0,
    };
    let mut steps = 0_usize;
    walk(part, FORMAT, |step| {
        steps += 1;
        if steps.is_multiple_of(CHECK_EVERY) {
            cancel.check()?;
            body.out.check_size()?;
        }
        body.take(step);
        Ok(())
    })?;
    body.out.check_size()?;
    Ok((body.out, body.notes))
}

/// A paragraph in the making.
#[derive(Default)]
struct Open {
    words: String,
    style: Option<String>,
    asked: Asked,
    outline: Option<u8>,
    /// Tables that were open when it began: a text box may hold tables of its own.
    tables: usize,
}

struct Table {
    id: u32,
    row: u32,
    column: u32,
    /// Words of the last cell begun in each column, which a merged cell below repeats.
    above: Vec<(u32, String)>,
    cell: Option<Cell>,
}

#[derive(Default)]
struct Cell {
    words: String,
    columns: u32,
    /// Goes on from the row above.
    continues: bool,
}

struct Body<'a> {
    out: Assembly,
    styles: &'a Styles,
    numbering: Numbering,
    /// Innermost last: a text box stands inside a paragraph.
    paragraphs: Vec<Open>,
    /// Paragraphs of text boxes, given out after the one that holds them.
    later: Vec<(String, BlockKind)>,
    tables: Vec<Table>,
    next_table: u32,
    /// Open elements of a part that is left out.
    skipped: usize,
    runs: usize,
    in_text: usize,
    notes: usize,
}

impl Body<'_> {
    fn take(&mut self, step: Step<'_>) {
        match step {
            Step::Open(_) if self.skipped > 0 => self.skipped += 1,
            Step::Close(_) if self.skipped > 0 => self.skipped -= 1,
            Step::Open(element) => self.open(&element),
            Step::Close(name) => self.close(name),
            Step::Text(text) => {
                if self.in_text > 0 && self.skipped == 0 {
                    self.write(text);
                }
            }
        }
    }

    fn open(&mut self, element: &Element<'_>) {
        match element.name() {
            // Deleted or moved away, old properties, second copies, codes of fields.
            "del" | "moveFrom" | "Fallback" | "pPrChange" | "rPrChange" | "tblPrChange" | "tcPrChange"
            | "trPrChange" | "sectPrChange" | "instrText" | "delText" | "rt" | "sectPr" | "tblGrid" => {
                self.skipped = 1;
            }
            "p" => self.paragraphs.push(Open { tables: self.tables.len(), ..Open::default() }),
            "r" => self.runs += 1,
            "t" if self.runs > 0 => self.in_text += 1,
            "tab" | "ptab" if self.runs > 0 => self.write("\t"),
            "br" | "cr" if self.runs > 0 => self.write("\n"),
            "noBreakHyphen" if self.runs > 0 => self.write("-"),
            "footnoteReference" | "endnoteReference" => self.notes += 1,
            "tbl" => {
                self.tables.push(Table {
                    id: self.next_table,
                    row: 0,
                    column: 0,
                    above: Vec::new(),
                    cell: None,
                });
                self.next_table += 1;
            }
            "gridBefore" => {
                if let (Some(table), Some(skip)) = (self.tables.last_mut(), element.number::<u32>()) {
                    table.column += skip.min(MAX_SPAN);
                }
            }
            "tc" => {
                if let Some(table) = self.tables.last_mut() {
                    table.cell = Some(Cell { columns: 1, ..Cell::default() });
                }
            }
            "gridSpan" => {
                if let Some(cell) = self.cell() {
                    cell.columns = element.number::<u32>().unwrap_or(1).clamp(1, MAX_SPAN);
                }
            }
            "vMerge" => {
                if let Some(cell) = self.cell() {
                    cell.continues = element.value().is_none_or(|value| value != "restart");
                }
            }
            _ => self.property(element),
        }
    }

    fn property(&mut self, element: &Element<'_>) {
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        match element.name() {
            "pStyle" => paragraph.style = element.value(),
            "outlineLvl" => paragraph.outline = element.number::<u8>().map(outline_level),
            "numId" => paragraph.asked.list = element.number(),
            "ilvl" => paragraph.asked.level = element.number(),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "r" => self.runs = self.runs.saturating_sub(1),
            "t" => self.in_text = self.in_text.saturating_sub(1),
            "p" => self.close_paragraph(),
            "tc" => self.close_cell(),
            "tr" => {
                if let Some(table) = self.tables.last_mut() {
                    table.row += 1;
                    table.column = 0;
                }
            }
            "tbl" => {
                self.tables.pop();
            }
            _ => {}
        }
    }

    fn cell(&mut self) -> Option<&mut Cell> {
        self.tables.last_mut()?.cell.as_mut()
    }

    fn write(&mut self, text: &str) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.words.push_str(text);
        }
    }

    fn close_paragraph(&mut self) {
        let Some(paragraph) = self.paragraphs.pop() else { return };
        let given = paragraph.style.as_deref().map(|id| self.styles.given(id)).unwrap_or_default();
        let blank = paragraph.words.trim().is_empty();
        let mut kind = match paragraph.outline.or(given.heading) {
            Some(level @ 1..) => BlockKind::Heading(level),
            _ => BlockKind::Paragraph,
        };
        let mut words = paragraph.words;
        let list = paragraph.asked.list.or(given.asked.list).filter(|list| *list > 0);
        // Word numbers an empty paragraph too.
        if let Some(list) = list {
            let level = paragraph.asked.level.or(given.asked.level).unwrap_or(0);
            match self.numbering.count(list, level) {
                Some(Numeral::Written(numeral)) if !blank => {
                    words.insert_str(words.len() - words.trim_start().len(), &numeral);
                }
                Some(Numeral::Bullet) if kind == BlockKind::Paragraph => kind = BlockKind::ListItem,
                _ => {}
            }
        }
        let in_cell =
            !self.tables.is_empty() && self.tables.len() >= paragraph.tables && self.cell().is_some();
        if in_cell && self.paragraphs.is_empty() {
            if !blank && let Some(cell) = self.cell() {
                if !cell.words.is_empty() {
                    cell.words.push('\n');
                }
                cell.words.push_str(words.trim());
            }
        } else if self.paragraphs.is_empty() {
            self.out.push_paragraph(&words, kind);
            for (words, kind) in std::mem::take(&mut self.later) {
                self.out.push_paragraph(&words, kind);
            }
        } else if !blank {
            self.later.push((words, kind));
        }
    }

    fn close_cell(&mut self) {
        let nested = self.tables.len() > 1;
        let Some(table) = self.tables.last_mut() else { return };
        let Some(cell) = table.cell.take() else { return };
        let column = table.column;
        table.column += cell.columns;
        let row = table.row;
        let id = table.id;
        let mut words = cell.words;
        if cell.continues {
            if let Some((_, above)) = table.above.iter().find(|(at, _)| *at == column) {
                words.clone_from(above);
            }
        } else {
            match table.above.iter_mut().find(|(at, _)| *at == column) {
                Some((_, above)) => above.clone_from(&words),
                None => table.above.push((column, words.clone())),
            }
        }
        if nested {
            // A table in a cell is read as lines of that cell: blocks do not stand in one another.
            let outer = self.tables.len() - 2;
            if let Some(cell) = self.tables.get_mut(outer).and_then(|table| table.cell.as_mut()) {
                if !words.is_empty() && !cell.words.is_empty() {
                    cell.words.push('\n');
                }
                cell.words.push_str(&words);
                return;
            }
        }
        for nth in 0..cell.columns {
            let kind = BlockKind::Cell { table: id, row, column: column + nth };
            if nth == 0 && !cell.continues {
                self.out.push(&words, kind);
            } else {
                self.out.repeat(&words, kind);
            }
        }
        if self.paragraphs.is_empty() {
            for (words, kind) in std::mem::take(&mut self.later) {
                self.out.push_paragraph(&words, kind);
            }
        }
    }
}
