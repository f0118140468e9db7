//! The main part: paragraphs, tables, text boxes.

use super::marked::{Mark, Marked, Places};
use super::number::{Numbering, Numeral};
use super::styles::{Asked, Styles, outline_level};
use super::symbol::{raised, sign};
use super::table::{Cell, From, Table};
use super::{FORMAT, ReadError};
use crate::model::CancelToken;
use crate::read::BlockKind;
use crate::read::formats::assemble::Assembly;
use crate::read::formats::xml::{Element, Step, walk};

/// Steps between two looks at the cancel token.
const CHECK_EVERY: usize = 1 << 14;

/// What the main part holds.
pub(super) struct Main {
    pub(super) out: Assembly,
    pub(super) places: Places,
    /// Notes in the order in which the text refers to them.
    pub(super) notes: Vec<NoteSign>,
}

/// A reference to a note.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum NoteSign {
    Foot(i64),
    End(i64),
}

/// Reads the main part; `out` may hold heads of pages already.
pub(super) fn read(
    part: &str,
    styles: &Styles,
    numbering: Numbering,
    out: Assembly,
    cancel: &CancelToken,
) -> Result<Main, ReadError> {
    let mut body = Body {
        main: Main { out, places: Places::default(), notes: Vec::new() },
        styles,
        numbering,
        paragraphs: Vec::new(),
        later: Vec::new(),
        carried: None,
        tables: Vec::new(),
        next_table: 0,
        skipped: 0,
        run: Run::default(),
        runs: 0,
        in_text: 0,
        row_properties: false,
        paragraph_properties: false,
        choices: Vec::new(),
        controls: Vec::new(),
    };
    let mut steps = 0_usize;
    walk(part, FORMAT, |step| {
        steps += 1;
        if steps.is_multiple_of(CHECK_EVERY) {
            cancel.check()?;
            body.main.out.check_size()?;
        }
        body.take(step);
        Ok(())
    })?;
    body.give_out_carried();
    body.main.out.check_size()?;
    Ok(body.main)
}

/// A paragraph in the making.
#[derive(Default)]
struct Open {
    text: Marked,
    style: Option<String>,
    asked: Asked,
    outline: Option<u8>,
    /// Tables that were open when it began: a text box may hold tables of its own.
    tables: usize,
    /// Its end was deleted: the next paragraph goes on with its words.
    goes_on: bool,
}

/// The properties of the open run.
#[derive(Clone, Copy, Default)]
struct Run {
    hidden: bool,
    raised: bool,
}

/// A content control.
#[derive(Clone, Copy, Default)]
struct Control {
    /// What it shows is only a hint what to type.
    is_hint: bool,
    is_contents: bool,
}

struct Body<'a> {
    main: Main,
    styles: &'a Styles,
    numbering: Numbering,
    /// Innermost last: a text box stands inside a paragraph.
    paragraphs: Vec<Open>,
    /// Paragraphs of text boxes, given out after the one that holds them.
    later: Vec<(Marked, BlockKind)>,
    /// Words of a paragraph whose end was deleted.
    carried: Option<Marked>,
    tables: Vec<Table>,
    next_table: u32,
    /// Open elements of a part that is left out.
    skipped: usize,
    run: Run,
    runs: usize,
    in_text: usize,
    row_properties: bool,
    paragraph_properties: bool,
    /// For each open alternative whether its first choice was read.
    choices: Vec<bool>,
    controls: Vec<Control>,
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
            "t" if self.runs > 0 => self.in_text += 1,
            "r" => {
                self.runs += 1;
                self.run = Run::default();
            }
            "p" => {
                let text = self.carried.take().unwrap_or_default();
                self.paragraphs.push(Open { text, tables: self.tables.len(), ..Open::default() });
            }
            "pPr" => self.paragraph_properties = true,
            "trPr" => self.row_properties = true,
            "del" | "moveFrom" if self.row_properties => {
                if let Some(table) = self.tables.last_mut() {
                    table.deleted_row = true;
                }
            }
            // The mark at the end of a paragraph is deleted, not its words.
            "del" | "moveFrom" if self.paragraph_properties => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.goes_on = true;
                }
            }
            // Deleted or moved away, old properties, second copies, codes of fields.
            "del" | "moveFrom" | "Fallback" | "pPrChange" | "rPrChange" | "tblPrChange" | "tcPrChange"
            | "trPrChange" | "sectPrChange" | "instrText" | "delText" | "rt" | "sectPr" | "tblGrid" => {
                self.skipped = 1;
            }
            "AlternateContent" => self.choices.push(false),
            "Choice" => {
                if let Some(read) = self.choices.last_mut() {
                    self.skipped = usize::from(*read);
                    *read = true;
                }
            }
            "sdt" => self.controls.push(Control::default()),
            "sdtContent" if self.controls.last().is_some_and(|control| control.is_hint) => self.skipped = 1,
            "tab" | "ptab" if self.runs > 0 => self.write("\t"),
            "br" | "cr" if self.runs > 0 => self.write("\n"),
            "noBreakHyphen" if self.runs > 0 => self.write("-"),
            "sym" if self.runs > 0 => self.symbol(element),
            "footnoteReference" => self.main.notes.extend(id(element).map(NoteSign::Foot)),
            "endnoteReference" => self.main.notes.extend(id(element).map(NoteSign::End)),
            "commentRangeStart" => self.mark(id(element).map(Mark::Begin)),
            "commentRangeEnd" => self.mark(id(element).map(Mark::End)),
            "commentReference" => self.mark(id(element).map(Mark::Sign)),
            "tbl" => {
                self.give_out_carried();
                self.tables.push(Table::new(self.next_table));
                self.next_table += 1;
            }
            "gridBefore" => {
                if let (Some(table), Some(columns)) = (self.tables.last_mut(), element.number::<u32>()) {
                    table.skip_columns(columns);
                }
            }
            "tc" => {
                if let Some(table) = self.tables.last_mut() {
                    table.open_cell();
                }
            }
            _ => self.property(element),
        }
    }

    fn property(&mut self, element: &Element<'_>) {
        match element.name() {
            "gridSpan" => {
                if let Some(cell) = self.cell() {
                    cell.set_columns(element.number::<u32>().unwrap_or(1));
                }
            }
            name @ ("vMerge" | "hMerge") => {
                let goes_on = element.value().is_none_or(|value| value != "restart");
                let from = if name == "vMerge" { From::Above } else { From::Left };
                if let Some(cell) = self.cell().filter(|_| goes_on) {
                    cell.goes_on = Some(from);
                }
            }
            "cellDel" => {
                if let Some(cell) = self.cell() {
                    cell.deleted = true;
                }
            }
            "vanish" if self.runs > 0 => self.run.hidden = element.is_on(),
            "vertAlign" if self.runs > 0 => {
                self.run.raised = element.value().as_deref() == Some("superscript");
            }
            "showingPlcHdr" => {
                if let Some(control) = self.controls.last_mut() {
                    control.is_hint = element.is_on();
                }
            }
            "docPartGallery" => {
                if let Some(control) = self.controls.last_mut() {
                    control.is_contents = element.value().is_some_and(|name| name == "Table of Contents");
                }
            }
            name @ ("pStyle" | "outlineLvl" | "numId" | "ilvl") => {
                let Some(paragraph) = self.paragraphs.last_mut() else { return };
                match name {
                    "pStyle" => paragraph.style = element.value(),
                    "outlineLvl" => paragraph.outline = element.number::<u8>().map(outline_level),
                    "numId" => paragraph.asked.list = element.number(),
                    _ => paragraph.asked.level = element.number(),
                }
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "r" => self.runs = self.runs.saturating_sub(1),
            "t" => self.in_text = self.in_text.saturating_sub(1),
            "p" => self.close_paragraph(),
            "pPr" => self.paragraph_properties = false,
            "trPr" => self.row_properties = false,
            "AlternateContent" => {
                self.choices.pop();
            }
            "sdt" => {
                self.controls.pop();
            }
            "tc" => self.close_cell(),
            "tr" => {
                if let Some(table) = self.tables.last_mut() {
                    table.close_row();
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
        let run = self.run;
        if let Some(paragraph) = self.paragraphs.last_mut().filter(|_| !run.hidden) {
            if run.raised {
                paragraph.text.words.push_str(&raised(text));
            } else {
                paragraph.text.words.push_str(text);
            }
        }
    }

    fn symbol(&mut self, element: &Element<'_>) {
        let font = element.attribute("font").unwrap_or_default();
        if let Some(c) = element.attribute("char").and_then(|code| sign(&font, &code)) {
            self.write(c.encode_utf8(&mut [0; 4]));
        }
    }

    /// A mark between paragraphs belongs to what comes next, or to what was last written.
    fn mark(&mut self, mark: Option<Mark>) {
        let Some(mark) = mark else { return };
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.text.mark(mark);
        } else if let Some(cell) = self.cell() {
            cell.text.mark(mark);
        } else {
            let mut alone = Marked::default();
            alone.mark(mark);
            // A range that begins between two paragraphs begins behind the line break.
            let at =
                self.main.out.len() + usize::from(matches!(mark, Mark::Begin(_)) && self.main.out.len() > 0);
            alone.place(&[], at, &mut self.main.places);
        }
    }

    fn close_paragraph(&mut self) {
        let Some(paragraph) = self.paragraphs.pop() else { return };
        let mut text = paragraph.text;
        if paragraph.goes_on {
            self.carried = Some(text);
            return;
        }
        let given = paragraph.style.as_deref().map(|id| self.styles.given(id)).unwrap_or_default();
        let blank = text.is_blank();
        let mut kind = match paragraph.outline.or(given.heading) {
            Some(level @ 1..) => BlockKind::Heading(level),
            _ => BlockKind::Paragraph,
        };
        let list = paragraph.asked.list.or(given.asked.list).filter(|list| *list > 0);
        // Word numbers an empty paragraph too.
        if let Some(list) = list {
            let linked = || {
                let style = paragraph.style.as_deref()?;
                self.styles.ancestry(style).find_map(|style| self.numbering.level_of(list, style))
            };
            let level = paragraph.asked.level.or_else(linked).or(given.asked.level).unwrap_or(0);
            match self.numbering.count(list, level) {
                Some(Numeral::Written(numeral)) if !blank => text.put_before(&numeral),
                Some(Numeral::Bullet) if kind == BlockKind::Paragraph => kind = BlockKind::ListItem,
                _ => {}
            }
        }
        if given.is_contents || self.controls.iter().any(|control| control.is_contents) {
            kind = BlockKind::Running;
        }
        self.give_out(text, kind, paragraph.tables);
    }

    /// Puts a paragraph where it belongs; `tables` were open when it began.
    fn give_out(&mut self, text: Marked, kind: BlockKind, tables: usize) {
        if !self.paragraphs.is_empty() {
            if !text.is_blank() {
                self.later.push((text, kind));
            }
            return;
        }
        if self.tables.len() >= tables
            && let Some(cell) = self.cell()
        {
            cell.text.add_line(&text);
            return;
        }
        self.write_out(&text, kind);
        self.write_later();
    }

    fn write_out(&mut self, text: &Marked, kind: BlockKind) {
        let pieces = self.main.out.push_paragraph(&text.words, kind);
        text.place(&pieces, self.main.out.len(), &mut self.main.places);
    }

    fn write_later(&mut self) {
        for (text, kind) in std::mem::take(&mut self.later) {
            self.write_out(&text, kind);
        }
    }

    fn give_out_carried(&mut self) {
        if let Some(text) = self.carried.take() {
            self.give_out(text, BlockKind::Paragraph, 0);
        }
    }

    fn close_cell(&mut self) {
        self.give_out_carried();
        let (outer, last) = match self.tables.as_mut_slice() {
            [.., outer, last] => (outer.cell.as_mut(), last),
            [last] => (None, last),
            [] => return,
        };
        last.close_cell(outer, &mut self.main.out, &mut self.main.places);
        if self.paragraphs.is_empty() {
            self.write_later();
        }
    }
}

fn id(element: &Element<'_>) -> Option<i64> {
    element.attribute("id")?.trim().parse().ok()
}
