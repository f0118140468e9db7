//! A table becomes pages, part by part.
//!
//! The typesetter keeps all it ever made of a run, and cannot be stopped in one. So a long table is
//! laid out in parts of `PART` rows: between parts the user may cancel and the caches are emptied,
//! which keeps memory flat. A part's last page is thrown away and its rows begin the next part, so
//! that no seam shows: the pages are those of one run, and become one PDF.

use super::{
    PrintError, PrintFonts,
    pages::{Pages, untagged},
    sheet::Draft,
    world::SheetWorld,
};
use crate::model::{CancelToken, Reporter};
use crate::outline::TaskTable;
use rustc_hash::FxHashMap;
use typst::{
    diag::SourceDiagnostic,
    foundations::{NativeElement, Selector, Value},
    introspection::{Introspector, MetadataElem},
};
use typst_layout::{Page, PagedDocument};

/// Rows laid out at a time: well under a second, and the memory of some tens of pages.
const PART: usize = 500;

/// Lays a table out on A4 pages. Progress counts rows, in the stage `layout`. Takes about a
/// millisecond a row: call it on a job's thread.
pub fn layout(
    table: &TaskTable,
    fonts: &PrintFonts,
    reporter: &dyn Reporter,
    cancel: &CancelToken,
) -> Result<Pages, PrintError> {
    layout_in_parts(table, fonts, reporter, cancel, PART)
}

/// As `layout`, with `part` rows at a time.
pub(super) fn layout_in_parts(
    table: &TaskTable,
    fonts: &PrintFonts,
    reporter: &dyn Reporter,
    cancel: &CancelToken,
    part: usize,
) -> Result<Pages, PrintError> {
    if table.tasks().next().is_none() {
        return Err(PrintError::NothingToPrint);
    }
    let draft = Draft::of(table, fonts);
    let total = draft.rows.len();
    let mut pages: Vec<Page> = Vec::new();
    let mut from = 0;
    let mut length = part;
    loop {
        cancel.check()?;
        reporter.progress("layout", from as u64, total as u64);
        let to = total.min(from + length);
        let data = draft
            .part(from, to, pages.len() + 1, fonts)
            .map_err(|error| PrintError::Template(error.to_string()))?;
        let run = compile(&SheetWorld::new(fonts, data)?)?;
        if to == total {
            reporter.progress("layout", total as u64, total as u64);
            if pages.is_empty() {
                return Ok(Pages::whole(run));
            }
            pages.extend(run.pages().iter().map(untagged));
            return Ok(Pages::of_parts(pages, draft.title()));
        }
        match seam(&run) {
            Some((kept, rows)) => {
                pages.extend(run.pages()[..kept].iter().map(untagged));
                from += rows;
                length = part;
            }
            // No page begins with a whole row: a few enormous rows. Take more of them.
            None => length += part,
        }
        comemo::evict(0);
    }
}

fn compile(world: &SheetWorld<'_>) -> Result<PagedDocument, PrintError> {
    typst::compile::<PagedDocument>(world).output.map_err(|errors| PrintError::Template(messages(&errors)))
}

/// The typesetter's messages, one a line.
pub(super) fn messages(errors: &[SourceDiagnostic]) -> String {
    errors.iter().map(|error| error.message.as_str()).collect::<Vec<_>>().join("\n")
}

/// Where a part can be cut: the number of its pages to keep and of the rows on them. The first page
/// not kept begins with a whole row: no row before it goes on there.
fn seam(run: &PagedDocument) -> Option<(usize, usize)> {
    let introspector = run.introspector();
    let mut first_row = vec![None; run.pages().len()];
    // The page on which a row that may go on ends.
    let mut ends: FxHashMap<usize, usize> = FxHashMap::default();
    for mark in introspector.query(&Selector::Elem(MetadataElem::ELEM, None)) {
        let page =
            mark.location().and_then(|location| introspector.page(location)).map(|page| page.get() - 1);
        let row = mark.to_packed::<MetadataElem>().and_then(|mark| match mark.value {
            Value::Int(row) => Some(row),
            _ => None,
        });
        let Some((page, row)) = page.zip(row) else { continue };
        if let Ok(row) = usize::try_from(row) {
            if let Some(first) = first_row.get_mut(page) {
                *first = Some(first.map_or(row, |known: usize| known.min(row)));
            }
        } else if let Ok(row) = usize::try_from(-(row + 1)) {
            let end = ends.entry(row).or_default();
            *end = page.max(*end);
        }
    }
    // A row that stays whole stands where it begins, on a page before.
    let whole = |page: usize, row: usize| row > 0 && ends.get(&(row - 1)).is_none_or(|end| *end < page);
    first_row
        .iter()
        .enumerate()
        .skip(1)
        .rev()
        .find_map(|(page, row)| row.filter(|row| whole(page, *row)).map(|row| (page, row)))
}
