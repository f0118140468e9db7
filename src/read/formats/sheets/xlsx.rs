//! Workbooks of Excel 2007 and later, WPS among their writers.

use super::number::{NumberFormat, general};
use super::{Merged, ReadError, Workbook};
use crate::model::CancelToken;
use crate::read::Decoded;
use crate::read::formats::package::Package;
use crate::read::formats::xml::{Element, Step, walk};
use rustc_hash::FxHashMap;

const FORMAT: &str = "xlsx";
/// Steps between two looks at the cancel token.
const CHECK_EVERY: usize = 1 << 14;
/// Ranges of merged cells of one sheet.
const MAX_MERGED: usize = 200_000;

pub(in super::super) fn decode(bytes: &[u8], cancel: &CancelToken) -> Result<Decoded, ReadError> {
    let mut package = Package::open(bytes, FORMAT)?;
    let main = package.main_part("xl/workbook.xml")?;
    let relations = package.relations(&main)?;
    let named =
        |kind: &str| relations.iter().find(|relation| relation.is(kind)).map(|found| found.target.clone());
    let listed = listed(&package.part(&main)?.unwrap_or_default())?;
    cancel.check()?;
    let strings = match named("sharedStrings") {
        Some(name) => strings(&package.part(&name)?.unwrap_or_default(), cancel)?,
        None => Vec::new(),
    };
    let formats = match named("styles") {
        Some(name) => formats(&package.part(&name)?.unwrap_or_default())?,
        None => Vec::new(),
    };
    let mut workbook = Workbook::default();
    for sheet in listed.sheets {
        let Some(relation) = relations.iter().find(|relation| relation.id == sheet.relation) else {
            continue;
        };
        // Sheets of charts hold no cells.
        if !relation.is("worksheet") {
            continue;
        }
        if sheet.hidden {
            workbook.hidden.push(sheet.name);
            continue;
        }
        let Some(part) = package.part(&relation.target)? else { continue };
        workbook.begin(&sheet.name, FORMAT)?;
        let known = Known { strings: &strings, formats: &formats, late: listed.late };
        SheetReader::new(&mut workbook, known).read(&part, cancel)?;
    }
    workbook.finish(cancel)
}

#[derive(Default)]
struct Listed {
    sheets: Vec<ListedSheet>,
    /// Days count from 1904.
    late: bool,
}

struct ListedSheet {
    name: String,
    relation: String,
    hidden: bool,
}

fn listed(part: &str) -> Result<Listed, ReadError> {
    let mut listed = Listed::default();
    walk(part, FORMAT, |step| {
        let Step::Open(element) = step else { return Ok(()) };
        match element.name() {
            "workbookPr" => listed.late = element.attribute("date1904").is_some_and(|on| is_on(&on)),
            "sheet" => listed.sheets.push(ListedSheet {
                name: element.attribute("name").unwrap_or_default(),
                relation: element.attribute("id").unwrap_or_default(),
                hidden: element.attribute("state").is_some_and(|state| state != "visible"),
            }),
            _ => {}
        }
        Ok(())
    })?;
    Ok(listed)
}

fn is_on(value: &str) -> bool {
    matches!(value, "1" | "true")
}

/// The words that cells share, in order; what a file says of their number is not believed.
fn strings(part: &str, cancel: &CancelToken) -> Result<Vec<String>, ReadError> {
    let mut strings = Vec::new();
    let mut words = Words::default();
    let mut steps = 0_usize;
    walk(part, FORMAT, |step| {
        steps += 1;
        if steps.is_multiple_of(CHECK_EVERY) {
            cancel.check()?;
        }
        words.take(&step);
        if let Step::Close("si") = step {
            strings.push(std::mem::take(&mut words.text));
        }
        Ok(())
    })?;
    Ok(strings)
}

/// Words of a shared or inline string: its runs, without the readings that Japanese writers add.
#[derive(Default)]
struct Words {
    text: String,
    open: bool,
    phonetic: bool,
}

impl Words {
    fn take(&mut self, step: &Step<'_>) {
        match step {
            Step::Open(element) => match element.name() {
                "t" => self.open = !self.phonetic,
                "rPh" => self.phonetic = true,
                _ => {}
            },
            Step::Close("t") => self.open = false,
            Step::Close("rPh") => self.phonetic = false,
            Step::Text(text) if self.open => self.text.push_str(text),
            _ => {}
        }
    }
}

/// How the cells of each style show numbers.
fn formats(part: &str) -> Result<Vec<NumberFormat>, ReadError> {
    let mut codes: FxHashMap<u32, NumberFormat> = FxHashMap::default();
    let mut formats = Vec::new();
    let mut in_cells = false;
    walk(part, FORMAT, |step| {
        match step {
            Step::Open(element) => match element.name() {
                "numFmt" => {
                    if let (Some(id), Some(code)) =
                        (number(&element, "numFmtId"), element.attribute("formatCode"))
                    {
                        codes.insert(id, NumberFormat::new(&code));
                    }
                }
                "cellXfs" => in_cells = true,
                "xf" if in_cells => {
                    let id = number(&element, "numFmtId").unwrap_or(0);
                    formats.push(codes.get(&id).cloned().unwrap_or_else(|| NumberFormat::built_in(id)));
                }
                _ => {}
            },
            Step::Close("cellXfs") => in_cells = false,
            _ => {}
        }
        Ok(())
    })?;
    Ok(formats)
}

fn number(element: &Element<'_>, name: &str) -> Option<u32> {
    element.attribute(name)?.trim().parse().ok()
}

/// What the other parts say about the cells.
#[derive(Clone, Copy)]
struct Known<'a> {
    strings: &'a [String],
    formats: &'a [NumberFormat],
    late: bool,
}

struct SheetReader<'a> {
    workbook: &'a mut Workbook,
    known: Known<'a>,
    /// The present place; a cell that names none is the next one.
    row: u32,
    column: u32,
    hidden_row: bool,
    /// Whether rows are hidden that do not say otherwise.
    rows_hidden: bool,
    hidden_columns: Vec<(u32, u32)>,
    told_columns: Vec<u32>,
    merged: usize,
    cell: Open,
    inline: Words,
}

/// The open cell.
#[derive(Default)]
struct Open {
    is_open: bool,
    kind: String,
    style: usize,
    value: String,
    in_value: bool,
}

impl<'a> SheetReader<'a> {
    fn new(workbook: &'a mut Workbook, known: Known<'a>) -> Self {
        Self {
            workbook,
            known,
            row: 0,
            column: 0,
            hidden_row: false,
            rows_hidden: false,
            hidden_columns: Vec::new(),
            told_columns: Vec::new(),
            merged: 0,
            cell: Open::default(),
            inline: Words::default(),
        }
    }

    fn read(&mut self, part: &str, cancel: &CancelToken) -> Result<(), ReadError> {
        let mut steps = 0_usize;
        walk(part, FORMAT, |step| {
            steps += 1;
            if steps.is_multiple_of(CHECK_EVERY) {
                cancel.check()?;
            }
            self.take(&step)
        })
    }

    fn take(&mut self, step: &Step<'_>) -> Result<(), ReadError> {
        if self.cell.is_open {
            self.inline.take(step);
        }
        match step {
            Step::Open(element) => self.open(element),
            Step::Text(text) if self.cell.in_value => self.cell.value.push_str(text),
            Step::Close("v") => self.cell.in_value = false,
            Step::Close("c") => return self.close_cell(),
            Step::Close("row") => {
                self.row = self.row.saturating_add(1);
                self.column = 0;
            }
            _ => {}
        }
        Ok(())
    }

    fn open(&mut self, element: &Element<'_>) {
        match element.name() {
            "sheetFormatPr" => {
                self.rows_hidden = element.attribute("zeroHeight").is_some_and(|on| is_on(&on))
            }
            "col" => {
                if element.attribute("hidden").is_some_and(|on| is_on(&on))
                    && let (Some(first), Some(last)) = (number(element, "min"), number(element, "max"))
                {
                    self.hidden_columns.push((first.saturating_sub(1), last.saturating_sub(1)));
                }
            }
            "row" => {
                if let Some(row) = number(element, "r") {
                    self.row = row.saturating_sub(1);
                }
                self.column = 0;
                let hidden = element.attribute("hidden");
                self.hidden_row = hidden.map_or(self.rows_hidden, |on| is_on(&on));
                if self.hidden_row
                    && let Some(sheet) = self.workbook.sheet()
                {
                    sheet.hidden_rows += 1;
                }
            }
            "c" => {
                if let Some((row, column)) = element.attribute("r").as_deref().and_then(place) {
                    (self.row, self.column) = (row, column);
                }
                self.cell.is_open = true;
                self.cell.kind = element.attribute("t").unwrap_or_default();
                self.cell.style = number(element, "s").unwrap_or(0) as usize;
                self.cell.value.clear();
                self.inline = Words::default();
            }
            "v" => self.cell.in_value = self.cell.is_open,
            "mergeCell" => {
                if let Some(merged) = element.attribute("ref").as_deref().and_then(range)
                    && self.merged < MAX_MERGED
                    && let Some(sheet) = self.workbook.sheet()
                {
                    self.merged += 1;
                    sheet.merged.push(merged);
                }
            }
            _ => {}
        }
    }

    fn close_cell(&mut self) -> Result<(), ReadError> {
        self.cell.is_open = false;
        self.cell.in_value = false;
        let (row, column) = (self.row, self.column);
        self.column = self.column.saturating_add(1);
        let words = self.words();
        if words.is_empty() || self.hidden_row {
            return Ok(());
        }
        if self.hidden_columns.iter().any(|(first, last)| (*first..=*last).contains(&column)) {
            if !self.told_columns.contains(&column)
                && let Some(sheet) = self.workbook.sheet()
            {
                self.told_columns.push(column);
                // The column of ids in a table of this program's own is nothing that anybody hid.
                sheet.hidden_columns += usize::from(words != "id");
            }
            return Ok(());
        }
        self.workbook.put(row, column, words)
    }

    /// What the open cell shows.
    fn words(&mut self) -> String {
        let value = self.cell.value.trim();
        match self.cell.kind.as_str() {
            "s" => {
                let shared = value.parse::<usize>().ok().and_then(|at| self.known.strings.get(at));
                shared.cloned().unwrap_or_default()
            }
            "inlineStr" => std::mem::take(&mut self.inline.text),
            "str" => self.cell.value.clone(),
            "b" => match value {
                "1" | "true" => "TRUE".to_owned(),
                "0" | "false" => "FALSE".to_owned(),
                _ => String::new(),
            },
            // #N/A and the like are no words of anybody.
            "e" => String::new(),
            "d" => value.split('T').next().unwrap_or_default().to_owned(),
            _ => {
                let Ok(number) = value.parse::<f64>() else { return String::new() };
                match self.known.formats.get(self.cell.style) {
                    Some(format) => format.show(number, self.known.late),
                    None => general(number),
                }
            }
        }
    }
}

/// `B3` as row and column from 0.
fn place(name: &str) -> Option<(u32, u32)> {
    let name = name.trim();
    let letters = name.bytes().take_while(u8::is_ascii_alphabetic).count();
    let column = name[..letters].bytes().try_fold(0_u32, |column, letter| {
        column.checked_mul(26)?.checked_add(u32::from(letter.to_ascii_uppercase() - b'A') + 1)
    })?;
    let row: u32 = name[letters..].parse().ok()?;
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

fn range(name: &str) -> Option<Merged> {
    let (first, last) = name.split_once(':')?;
    let ((top, left), (bottom, right)) = (place(first)?, place(last)?);
    (top <= bottom && left <= right).then_some(Merged { rows: (top, bottom), columns: (left, right) })
}
