//! PDF: the characters of each page and the lines ruled on it; what is a paragraph is found out by
//! `page`.
//!
//! Nothing is drawn. Words under a picture of their page (a scan that was recognised) are read and
//! said to be such; other hidden words are not.

mod ink;
mod maps;

use super::ReadError;
use super::page::{self, MAX_GLYPHS, Sheet};
use crate::model::{CancelToken, ReadingWarning, Reporter};
use crate::read::Decoded;
use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, interpret_page};
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use ink::{Ink, Inked};
use kurbo::{Affine, Rect};

const FORMAT: &str = "pdf";
/// More pages than a report has.
const MAX_PAGES: usize = 20_000;
/// A page with fewer characters than this and a picture over most of it is a scan.
const FEW: usize = 30;
/// Share of a page that its pictures cover.
const COVERED: f32 = 0.5;

pub(super) fn decode(
    bytes: &[u8],
    reporter: &dyn Reporter,
    cancel: &CancelToken,
) -> Result<Decoded, ReadError> {
    let pdf = maps::opened(bytes.to_vec())?;
    let count = pdf.pages().len();
    if count == 0 {
        return Err(ReadError::malformed(FORMAT, "no pages"));
    }
    if count > MAX_PAGES {
        return Err(ReadError::malformed(FORMAT, format!("{count} pages")));
    }
    let cache = InterpreterCache::new();
    let mut found = Found::default();
    let mut sheets: Vec<Sheet> = Vec::with_capacity(count);
    for (done, page) in (0..).zip(pdf.pages().iter()) {
        cancel.check()?;
        reporter.progress("pages", done, count as u64);
        let (width, height) = page.render_dimensions();
        let transform = Affine::new(page.initial_transform(true).as_coeffs());
        let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let settings = InterpreterSettings { render_annotations: false, ..InterpreterSettings::default() };
        let mut context = Context::new(transform, bounds, &cache, page.xref(), settings);
        let mut ink = Ink::new(width, height, MAX_GLYPHS.saturating_sub(found.glyphs));
        interpret_page(page, &mut context, &mut ink);
        sheets.push(found.take(ink.dried()));
        if found.glyphs >= MAX_GLYPHS {
            return Err(ReadError::malformed(FORMAT, "more characters than any report has"));
        }
    }
    found.judge(count)?;
    let mut warnings = Vec::new();
    found.warn(count, &mut warnings);
    Ok(page::assemble(sheets, reporter, cancel)?.finish(warnings))
}

fn open(bytes: Vec<u8>) -> Result<Pdf, ReadError> {
    Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => ReadError::Encrypted,
        LoadPdfError::Decryption(other) => ReadError::malformed(FORMAT, format!("{other:?}")),
        LoadPdfError::Invalid => ReadError::malformed(FORMAT, "no document in it"),
    })
}

/// What the pages held, summed up.
#[derive(Default)]
struct Found {
    glyphs: usize,
    /// Characters that came with no meaning.
    unknown: usize,
    /// Pages that are pictures without words.
    scans: usize,
    /// Pages whose words lie under a picture of them.
    recognised: usize,
}

impl Found {
    fn take(&mut self, inked: Inked) -> Sheet {
        let Inked { mut sheet, hidden, unknown, covered } = inked;
        let pictured = covered >= COVERED;
        if pictured && sheet.glyphs.len() < FEW {
            if hidden.len() >= FEW {
                self.recognised += 1;
                sheet.glyphs = hidden;
            } else {
                self.scans += 1;
            }
        }
        self.glyphs += sheet.glyphs.len() + unknown;
        self.unknown += unknown;
        sheet
    }

    /// Refuses what holds nothing to read.
    fn judge(&self, pages: usize) -> Result<(), ReadError> {
        let known = self.glyphs - self.unknown;
        if self.scans * 2 > pages && known < FEW * pages {
            return Err(ReadError::Scan);
        }
        if self.unknown > known {
            return Err(ReadError::NoCharacters);
        }
        Ok(())
    }

    fn warn(&self, pages: usize, warnings: &mut Vec<ReadingWarning>) {
        let mut warn = |code: &'static str, message: String| {
            warnings.push(ReadingWarning { code: code.into(), message, span: None });
        };
        if self.scans > 0 {
            warn("scanned_pages", format!("{pages}页中有{}页是扫描图像，没有文字，未读入。", self.scans));
        }
        if self.recognised > 0 {
            warn(
                "recognised_text",
                format!("{pages}页中有{}页的文字由扫描识别而来，请与原件核对。", self.recognised),
            );
        }
        if self.unknown > 0 {
            warn("characters_unknown", format!("有{}个字符没有文字编码，未读入。", self.unknown));
        }
    }
}
