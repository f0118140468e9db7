//! Workbooks of Excel 5 to 2003, and of WPS (`.et`), which are the same inside.

mod strings;

use super::number::{NumberFormat, general};
use super::{Merged, ReadError, Workbook};
use crate::model::CancelToken;
use crate::read::Decoded;
use crate::read::formats::ole::{Ole, u16_at, u32_at};
use rustc_hash::{FxHashMap, FxHashSet};
use strings::{Letters, shared_strings};

const FORMAT: &str = "xls";
/// Records between two looks at the cancel token.
const CHECK_EVERY: usize = 1 << 14;
/// Ranges of merged cells of one sheet.
const MAX_MERGED: usize = 200_000;

/// Kinds of records ([MS-XLS] 2.3.1).
mod kind {
    pub(super) const FORMULA: u16 = 0x0006;
    pub(super) const END: u16 = 0x000a;
    pub(super) const DATE_MODE: u16 = 0x0022;
    pub(super) const FILE_PASS: u16 = 0x002f;
    pub(super) const CONTINUE: u16 = 0x003c;
    pub(super) const CODE_PAGE: u16 = 0x0042;
    pub(super) const COLUMN: u16 = 0x007d;
    pub(super) const SHEET: u16 = 0x0085;
    pub(super) const RKS: u16 = 0x00bd;
    pub(super) const RICH_LABEL: u16 = 0x00d6;
    pub(super) const XF: u16 = 0x00e0;
    pub(super) const MERGED: u16 = 0x00e5;
    pub(super) const SHARED: u16 = 0x00fc;
    pub(super) const SHARED_LABEL: u16 = 0x00fd;
    pub(super) const NUMBER: u16 = 0x0203;
    pub(super) const LABEL: u16 = 0x0204;
    pub(super) const TRUTH: u16 = 0x0205;
    pub(super) const FORMULA_WORDS: u16 = 0x0207;
    pub(super) const ROW: u16 = 0x0208;
    pub(super) const RK: u16 = 0x027e;
    pub(super) const FORMAT: u16 = 0x041e;
    pub(super) const BEGIN: u16 = 0x0809;
}

pub(in super::super) fn decode(bytes: &[u8], cancel: &CancelToken) -> Result<Decoded, ReadError> {
    let file = Ole::open(bytes, FORMAT)?;
    let stream = match file.stream("Workbook")? {
        Some(stream) => stream,
        None => file.stream("Book")?.ok_or(ReadError::UnknownFormat { expected: FORMAT })?,
    };
    let globals = Globals::read(&stream, cancel)?;
    let mut workbook = Workbook::default();
    for sheet in &globals.sheets {
        if sheet.hidden {
            workbook.hidden.push(sheet.name.clone());
            continue;
        }
        workbook.begin(&sheet.name, FORMAT)?;
        let cells = stream.get(sheet.start..).unwrap_or_default();
        SheetReader::new(&mut workbook, &globals).read(cells, cancel)?;
    }
    workbook.finish(cancel)
}

struct Record<'a> {
    kind: u16,
    data: &'a [u8],
}

/// The records of a stream; what is cut off at its end is left out.
struct Records<'a>(&'a [u8]);

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        let (head, rest) = self.0.split_at_checked(4)?;
        let (data, rest) = rest.split_at_checked(usize::from(u16_at(head, 2)))?;
        self.0 = rest;
        Some(Record { kind: u16_at(head, 0), data })
    }
}

/// What is told once for all sheets.
struct Globals {
    letters: Letters,
    late: bool,
    /// By style.
    formats: Vec<NumberFormat>,
    strings: Vec<String>,
    sheets: Vec<Listed>,
}

struct Listed {
    name: String,
    start: usize,
    hidden: bool,
}

impl Globals {
    fn read(stream: &[u8], cancel: &CancelToken) -> Result<Self, ReadError> {
        let mut globals = Self {
            letters: Letters::new(u16_at(stream, 4)),
            late: false,
            formats: Vec::new(),
            strings: Vec::new(),
            sheets: Vec::new(),
        };
        let mut codes: FxHashMap<u16, NumberFormat> = FxHashMap::default();
        let mut styles = Vec::new();
        let mut shared: Vec<&[u8]> = Vec::new();
        let mut in_shared = false;
        for (nth, record) in Records(stream).enumerate() {
            if nth.is_multiple_of(CHECK_EVERY) {
                cancel.check()?;
            }
            let data = record.data;
            in_shared &= record.kind == kind::CONTINUE;
            match record.kind {
                kind::FILE_PASS => return Err(ReadError::Encrypted),
                kind::CODE_PAGE => globals.letters.set_page(u16_at(data, 0)),
                kind::DATE_MODE => globals.late = u16_at(data, 0) == 1,
                kind::FORMAT => {
                    let code = globals.letters.format_code(data);
                    codes.insert(u16_at(data, 0), NumberFormat::new(&code));
                }
                kind::XF => styles.push(u16_at(data, 2)),
                kind::SHEET => {
                    // Sheets of charts and macros hold no cells.
                    if data.get(5) == Some(&0) {
                        globals.sheets.push(Listed {
                            name: globals.letters.sheet_name(data),
                            start: u32_at(data, 0) as usize,
                            hidden: data.get(4).is_some_and(|state| state & 3 != 0),
                        });
                    }
                }
                kind::SHARED => {
                    in_shared = true;
                    shared.push(data);
                }
                kind::CONTINUE if in_shared => shared.push(data),
                kind::END => break,
                _ => {}
            }
        }
        globals.strings = shared_strings(&shared, cancel)?;
        globals.formats = styles
            .into_iter()
            .map(|id| codes.get(&id).cloned().unwrap_or_else(|| NumberFormat::built_in(u32::from(id))))
            .collect();
        Ok(globals)
    }
}

struct SheetReader<'a> {
    workbook: &'a mut Workbook,
    globals: &'a Globals,
    hidden_rows: FxHashSet<u16>,
    hidden_columns: Vec<(u16, u16)>,
    told_columns: Vec<u16>,
    /// Where the words of a formula go that come in a record of their own.
    formula: Option<(u16, u16)>,
    merged: usize,
}

impl<'a> SheetReader<'a> {
    fn new(workbook: &'a mut Workbook, globals: &'a Globals) -> Self {
        Self {
            workbook,
            globals,
            hidden_rows: FxHashSet::default(),
            hidden_columns: Vec::new(),
            told_columns: Vec::new(),
            formula: None,
            merged: 0,
        }
    }

    fn read(&mut self, stream: &[u8], cancel: &CancelToken) -> Result<(), ReadError> {
        let mut depth = 0_usize;
        for (nth, record) in Records(stream).enumerate() {
            if nth.is_multiple_of(CHECK_EVERY) {
                cancel.check()?;
            }
            match record.kind {
                // A chart inside the sheet has records of the same kinds.
                kind::BEGIN => depth += 1,
                kind::END if depth <= 1 => break,
                kind::END => depth -= 1,
                _ if depth <= 1 => self.take(&record)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn take(&mut self, record: &Record<'_>) -> Result<(), ReadError> {
        let data = record.data;
        let (row, column, style) = (u16_at(data, 0), u16_at(data, 2), u16_at(data, 4));
        match record.kind {
            kind::ROW => {
                if u32_at(data, 12) & 0x20 != 0
                    && self.hidden_rows.insert(row)
                    && let Some(sheet) = self.workbook.sheet()
                {
                    sheet.hidden_rows += 1;
                }
            }
            kind::COLUMN if u16_at(data, 8) & 1 != 0 => self.hidden_columns.push((row, column)),
            kind::MERGED => self.merge(data),
            kind::SHARED_LABEL => {
                let words = self.globals.strings.get(u32_at(data, 6) as usize).cloned().unwrap_or_default();
                return self.put(row, column, words);
            }
            kind::LABEL | kind::RICH_LABEL => {
                let words = self.globals.letters.label(data.get(6..).unwrap_or_default());
                return self.put(row, column, words);
            }
            kind::NUMBER => return self.number(row, column, style, f64_at(data, 6)),
            kind::RK => return self.number(row, column, style, rk(u32_at(data, 6))),
            kind::RKS => {
                let cells = data.get(4..data.len().saturating_sub(2)).unwrap_or_default();
                for (nth, cell) in (0..).zip(cells.chunks_exact(6)) {
                    self.number(row, column.saturating_add(nth), u16_at(cell, 0), rk(u32_at(cell, 2)))?;
                }
            }
            kind::TRUTH => {
                if data.get(7) == Some(&0) {
                    let words = if data.get(6) == Some(&0) { "FALSE" } else { "TRUE" };
                    return self.put(row, column, words.to_owned());
                }
            }
            kind::FORMULA => {
                if u16_at(data, 12) != 0xffff {
                    return self.number(row, column, style, f64_at(data, 6));
                }
                match data.get(6) {
                    Some(0) => self.formula = Some((row, column)),
                    Some(1) => {
                        let words = if data.get(8) == Some(&0) { "FALSE" } else { "TRUE" };
                        return self.put(row, column, words.to_owned());
                    }
                    // Errors and empty words.
                    _ => {}
                }
            }
            kind::FORMULA_WORDS => {
                if let Some((row, column)) = self.formula.take() {
                    return self.put(row, column, self.globals.letters.label(data));
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn merge(&mut self, data: &[u8]) {
        let Some(sheet) = self.workbook.sheet() else { return };
        for range in data.get(2..).unwrap_or_default().chunks_exact(8) {
            let rows = (u32::from(u16_at(range, 0)), u32::from(u16_at(range, 2)));
            let columns = (u32::from(u16_at(range, 4)), u32::from(u16_at(range, 6)));
            if rows.0 <= rows.1 && columns.0 <= columns.1 && self.merged < MAX_MERGED {
                self.merged += 1;
                sheet.merged.push(Merged { rows, columns });
            }
        }
    }

    fn number(&mut self, row: u16, column: u16, style: u16, value: f64) -> Result<(), ReadError> {
        let words = match self.globals.formats.get(usize::from(style)) {
            Some(format) => format.show(value, self.globals.late),
            None => general(value),
        };
        self.put(row, column, words)
    }

    fn put(&mut self, row: u16, column: u16, words: String) -> Result<(), ReadError> {
        if self.hidden_rows.contains(&row) || words.is_empty() {
            return Ok(());
        }
        if self.hidden_columns.iter().any(|(first, last)| (*first..=*last).contains(&column)) {
            if !self.told_columns.contains(&column)
                && let Some(sheet) = self.workbook.sheet()
            {
                self.told_columns.push(column);
                sheet.hidden_columns += 1;
            }
            return Ok(());
        }
        self.workbook.put(u32::from(row), u32::from(column), words)
    }
}

fn f64_at(bytes: &[u8], at: usize) -> f64 {
    bytes.get(at..at + 8).and_then(|eight| eight.try_into().ok()).map_or(0.0, f64::from_le_bytes)
}

/// A number in four bytes: an integer or the front half of a float, in hundredths or not.
fn rk(bits: u32) -> f64 {
    let value = if bits & 2 == 0 {
        f64::from_bits(u64::from(bits & 0xffff_fffc) << 32)
    } else {
        f64::from(bits.cast_signed() >> 2)
    };
    if bits & 1 == 0 { value } else { value / 100.0 }
}
