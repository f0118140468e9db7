//! Text out of pages: formats that say where each character stands, and not what is a paragraph.
//!
//! A reader gives [`Sheet`]s of glyphs and ruled lines. Here they become lines, columns, cells and
//! paragraphs in the order in which a person reads them; running heads, feet and page numbers are
//! told apart.

mod aligned;
mod columns;
mod grid;
mod held;
mod lines;
mod paragraphs;
mod rules;
mod running;

use super::ReadError;
use super::assemble::Assembly;
use crate::model::{CancelToken, Reporter};
use columns::{Leaf, Part};

/// The most glyphs of a document: some thousand full pages.
pub(super) const MAX_GLYPHS: usize = 4 << 20;

/// A character on a page, measured from its top left corner, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Glyph {
    pub(super) c: char,
    /// Where it begins.
    pub(super) x: f32,
    /// Its baseline.
    pub(super) y: f32,
    /// How far it is to the next.
    pub(super) width: f32,
    /// The size of the font.
    pub(super) size: f32,
    pub(super) turn: Turn,
}

/// Which way a line of glyphs runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    Upright,
    /// From the bottom to the top.
    Up,
    /// From the top to the bottom.
    Down,
    /// Head down.
    Over,
    /// At another angle: a stamp across the page.
    Slanted,
}

impl Turn {
    /// The turn of a line that runs along (`x`, `y`), y growing downwards.
    pub(super) fn of(x: f32, y: f32) -> Self {
        const SLACK: f32 = 0.06;
        let length = x.hypot(y);
        if length <= f32::EPSILON {
            return Self::Upright;
        }
        let (x, y) = (x / length, y / length);
        if y.abs() < SLACK {
            if x > 0.0 { Self::Upright } else { Self::Over }
        } else if x.abs() < SLACK {
            if y > 0.0 { Self::Down } else { Self::Up }
        } else {
            Self::Slanted
        }
    }
}

/// A straight line along an edge of the page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rule {
    pub(super) x0: f32,
    pub(super) y0: f32,
    pub(super) x1: f32,
    pub(super) y1: f32,
}

/// A page as its format has it.
#[derive(Clone, Debug, Default)]
pub(super) struct Sheet {
    pub(super) width: f32,
    pub(super) height: f32,
    pub(super) glyphs: Vec<Glyph>,
    pub(super) rules: Vec<Rule>,
    /// What the format itself says is laid under several pages.
    pub(super) running: Vec<Glyph>,
}

/// Makes text of pages.
pub(super) fn assemble(
    sheets: Vec<Sheet>,
    reporter: &dyn Reporter,
    cancel: &CancelToken,
) -> Result<Assembly, ReadError> {
    let total = sheets.len() as u64;
    let mut pages = Vec::with_capacity(sheets.len());
    for (done, sheet) in (0..).zip(sheets) {
        cancel.check()?;
        reporter.progress("pages", done, total);
        pages.push(laid_out(sheet));
    }
    running::mark(&mut pages);
    paragraphs::assemble(pages, cancel)
}

/// A page in the order of reading.
struct Page {
    height: f32,
    leaves: Vec<Leaf>,
    /// Stamps across the page.
    stamps: Vec<String>,
}

fn laid_out(mut sheet: Sheet) -> Page {
    upright(&mut sheet);
    let mut stamps: Vec<Glyph> = Vec::new();
    let mut aside: Vec<Glyph> = Vec::new();
    sheet.glyphs.retain(|glyph| {
        // Off the page nobody sees it.
        let seen = (-1.0..=sheet.width + 1.0).contains(&glyph.x)
            && (-1.0..=sheet.height + 1.0).contains(&glyph.y)
            && glyph.size > 0.5;
        match glyph.turn {
            Turn::Upright => return seen,
            Turn::Slanted => stamps.extend(seen.then_some(*glyph)),
            _ => aside.extend(seen.then_some(*glyph)),
        }
        false
    });
    let rules = rules::merged(&sheet.rules);
    let (tables, rest) = grid::tables(&rules, std::mem::take(&mut sheet.glyphs));
    let mut parts: Vec<Part> = tables.into_iter().map(Part::Table).collect();
    parts.extend(lines::runs(rest).into_iter().map(Part::Run));
    let mut leaves = columns::ordered(parts);
    leaves.extend(lines::aside(&aside, sheet.width, sheet.height));
    let mut stamps = lines::stamped(&stamps);
    stamps.extend(lines::rows(lines::runs(sheet.running)).into_iter().map(|run| run.words));
    Page { height: sheet.height, leaves, stamps }
}

/// Turns a page whose text lies on its side.
fn upright(sheet: &mut Sheet) {
    let count = |turn: Turn| sheet.glyphs.iter().filter(|glyph| glyph.turn == turn).count();
    let (most, turn) = [Turn::Up, Turn::Down, Turn::Over]
        .into_iter()
        .map(|turn| (count(turn), turn))
        .max_by_key(|(count, _)| *count)
        .unwrap_or((0, Turn::Upright));
    if most <= count(Turn::Upright) {
        return;
    }
    let (width, height) = (sheet.width, sheet.height);
    let place = |x: f32, y: f32| turned(turn, x, y, width, height);
    for glyph in &mut sheet.glyphs {
        (glyph.x, glyph.y) = place(glyph.x, glyph.y);
        glyph.turn = match (glyph.turn, turn) {
            (Turn::Slanted, _) => Turn::Slanted,
            (own, turn) if own == turn => Turn::Upright,
            // Which of the others it becomes matters to nobody.
            _ => Turn::Over,
        };
    }
    for rule in &mut sheet.rules {
        let (one, other) = (place(rule.x0, rule.y0), place(rule.x1, rule.y1));
        *rule = Rule {
            x0: one.0.min(other.0),
            y0: one.1.min(other.1),
            x1: one.0.max(other.0),
            y1: one.1.max(other.1),
        };
    }
    if turn != Turn::Over {
        (sheet.width, sheet.height) = (height, width);
    }
}

/// A place of a page after what ran along `turn` was made to run to the right.
fn turned(turn: Turn, x: f32, y: f32, width: f32, height: f32) -> (f32, f32) {
    match turn {
        Turn::Up => (height - y, x),
        Turn::Down => (y, width - x),
        Turn::Over => (width - x, height - y),
        Turn::Upright | Turn::Slanted => (x, y),
    }
}
