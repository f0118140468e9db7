//! A table as the template takes it: plain words, widths in millimetres, sizes in points.

use super::{
    fonts::{PrintFonts, Styles},
    glyphs::Ink,
};
use crate::outline::{Column, Row, TableLayout, TaskTable};
use serde::Serialize;

/// Width of the text area of a landscape page (GB/T 9704-2012), in millimetres.
const TEXT_WIDTH: f32 = 225.0;
/// Rows of so many lines stay whole: about a quarter of a page.
const WHOLE: usize = 6;
const POINTS_PER_MM: f32 = 72.0 / 25.4;
/// Size of the title's type in the template, in points.
const TITLE_SIZE: f32 = 22.0;

/// What `assets/typst/task-table.typ` reads as `data.json`.
#[derive(Serialize)]
pub(super) struct Sheet<'a> {
    fonts: &'a Styles,
    title: &'a str,
    /// Empty on all but the last part of a table.
    note: &'a str,
    /// The page number to begin with; the title stands on page 1.
    first_page: usize,
    /// Size of the cells' type, in points.
    size: f32,
    /// Lines under 序号 for status and date, written by hand.
    status_lines: bool,
    columns: &'a [SheetColumn],
    rows: &'a [SheetRow],
}

#[derive(Serialize)]
struct SheetColumn {
    head: String,
    /// In millimetres.
    width: f32,
    /// `tick`, `number`, `centre` or `text`.
    kind: &'static str,
    /// Room left and right in a cell, in points.
    inset: f32,
}

impl SheetColumn {
    /// Room for words, in points.
    fn room(&self) -> f32 {
        self.width * POINTS_PER_MM - 2.0 * self.inset
    }
}

/// One row of the template's data.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum SheetRow {
    Group {
        depth: usize,
        name: String,
    },
    /// Over the full width, in the type of the cells.
    Wide {
        wide: String,
    },
    Task {
        cells: Vec<String>,
        /// May go on over the page.
        breaks: bool,
    },
}

/// A whole table in printable words, to be cut into parts.
pub(super) struct Draft {
    title: String,
    note: String,
    size: f32,
    status_lines: bool,
    columns: Vec<SheetColumn>,
    pub(super) rows: Vec<SheetRow>,
}

/// Room beside running text, in points.
const INSET: f32 = 3.0;
/// Room beside centred words: little, so that four characters of 小四 fit into 18 mm.
const NARROW_INSET: f32 = 1.5;
/// Room beside a head.
const HEAD_INSET: f32 = 2.0;

impl Draft {
    pub(super) fn of(table: &TaskTable, fonts: &PrintFonts) -> Self {
        let mut ink = Ink::new(fonts);
        let checklist = table.layout == TableLayout::Checklist;
        // 五号 where eight columns must fit, 小四 in the wider cells of the decomposition table.
        let size = if checklist { 10.5 } else { 12.0 };
        let kinds = table.columns();
        // What room there is, running text shares; a date or a number has the width it needs.
        let sum = |text: bool| {
            let of = kinds.iter().filter(|column| (kind_of(**column) == "text") == text);
            of.map(|column| table.width(*column)).sum::<f32>()
        };
        let scale = (TEXT_WIDTH - sum(false)) / sum(true);
        let columns: Vec<SheetColumn> = kinds
            .iter()
            .map(|column| {
                let kind = kind_of(*column);
                let width = table.width(*column) * if kind == "text" { scale } else { 1.0 };
                let inset = if kind == "text" { INSET } else { NARROW_INSET };
                SheetColumn { head: head_lines(table.head(*column), width, size), width, kind, inset }
            })
            .collect();
        let rows = table
            .rows
            .iter()
            .map(|row| match row {
                Row::Group { depth, name } => {
                    let name =
                        breakable(&ink.printable(name), TEXT_WIDTH * POINTS_PER_MM - 2.0 * INSET, size);
                    SheetRow::Group { depth: *depth, name }
                }
                Row::Targets(words) => {
                    let room = TEXT_WIDTH * POINTS_PER_MM - 2.0 * INSET;
                    SheetRow::Wide { wide: breakable(&ink.printable(words), room, size) }
                }
                Row::Task(task) => {
                    let printable = |(column, sheet): (&Column, &SheetColumn)| {
                        breakable(&ink.printable(&column.cell(task)), sheet.room(), size)
                    };
                    let cells: Vec<String> = kinds.iter().zip(&columns).map(printable).collect();
                    let lines = |(cell, column): (&String, &SheetColumn)| lines_of(cell, column.room(), size);
                    let breaks = cells.iter().zip(&columns).any(|cell| lines(cell) > WHOLE);
                    SheetRow::Task { cells, breaks }
                }
            })
            .collect();
        Self {
            title: breakable(&ink.printable(&table.title), TEXT_WIDTH * POINTS_PER_MM, TITLE_SIZE),
            note: breakable(&ink.printable(&table.note), TEXT_WIDTH * POINTS_PER_MM, size),
            size,
            status_lines: checklist,
            columns,
            rows,
        }
    }

    pub(super) fn title(&self) -> &str {
        &self.title
    }

    /// The data of the rows `from..to`, as JSON.
    pub(super) fn part(
        &self,
        from: usize,
        to: usize,
        first_page: usize,
        fonts: &PrintFonts,
    ) -> Result<Vec<u8>, serde_json::Error> {
        serde_json::to_vec(&Sheet {
            fonts: fonts.styles(),
            title: &self.title,
            note: if to == self.rows.len() { &self.note } else { "" },
            first_page,
            size: self.size,
            status_lines: self.status_lines,
            columns: &self.columns,
            rows: &self.rows[from..to],
        })
    }
}

fn kind_of(column: Column) -> &'static str {
    match column {
        Column::Tick => "tick",
        Column::Number => "number",
        Column::Leader | Column::Lead | Column::Deadline => "centre",
        Column::Task
        | Column::Targets
        | Column::Others
        | Column::Progress
        | Column::Problems
        | Column::Note => "text",
    }
}

/// A head that does not fit on one line breaks into lines of equal length, not behind the last
/// character that fits: 牵头 over 领导, never 牵头领 over 导.
fn head_lines(head: &str, width: f32, size: f32) -> String {
    let characters: Vec<char> = head.chars().collect();
    let fit = ((width * POINTS_PER_MM - 2.0 * HEAD_INSET) / size).floor().max(1.0) as usize;
    let lines = characters.len().div_ceil(fit).max(1);
    let a_line = characters.len().div_ceil(lines).max(1);
    characters.chunks(a_line).map(|line| line.iter().collect::<String>()).collect::<Vec<_>>().join("\n")
}

/// Number of lines that words fill if every character is as wide as it is high, `width` and `size`
/// in points.
fn lines_of(words: &str, width: f32, size: f32) -> usize {
    let a_line = (width / size).floor().max(1.0) as usize;
    words.split('\n').map(|line| line.chars().count().div_ceil(a_line).max(1)).sum()
}

/// The words with leave to break inside runs of letters (an address, a formula) that might not fit
/// on a line of `width` points: they would run over the neighbouring cells.
fn breakable(words: &str, width: f32, size: f32) -> String {
    const LEAVE: char = '\u{200b}';
    // Digits and small letters are about half as wide as high; the wide ones nearly full.
    let wide = |c: char| c.is_ascii_uppercase() || !c.is_ascii() || matches!(c, 'm' | 'w' | '@' | '%' | '&');
    let length = |run: &str| run.chars().map(|c| if wide(c) { size } else { size * 0.6 }).sum::<f32>();
    let mut broken = String::with_capacity(words.len());
    // Chinese characters break anywhere; all that stands before them in Unicode may not.
    let mut rest = words;
    while let Some(c) = rest.chars().next() {
        let in_run = |c: char| !c.is_whitespace() && c < '\u{2e80}';
        if !in_run(c) {
            broken.push(c);
            rest = &rest[c.len_utf8()..];
            continue;
        }
        let (run, after) = rest.split_at(rest.find(|c| !in_run(c)).unwrap_or(rest.len()));
        let long = length(run) > width;
        for (at, c) in run.chars().enumerate() {
            if long && at > 0 {
                broken.push(LEAVE);
            }
            broken.push(c);
        }
        rest = after;
    }
    broken
}
