//! OFD (GB/T 33190): the pages of the first document of a package, object by object.
//!
//! Measures are millimetres from the top left corner of the page. What a template lays under several
//! pages is no part of the report.

mod content;
mod measure;

use super::package::Package;
use super::page::{self, Glyph, MAX_GLYPHS, Sheet};
use super::xml::{Step, walk};
use super::{Decoded, ReadError};
use crate::model::{CancelToken, ReadingWarning, Reporter};
use content::Drawn;
use measure::{Frame, POINTS};
use rustc_hash::FxHashMap;

const FORMAT: &str = "ofd";
/// More pages than a report has.
const MAX_PAGES: usize = 20_000;
/// A page without words and a picture over this share of it is a scan.
const COVERED: f32 = 0.5;
/// Fewer characters than this are a page number or a stamp.
const FEW: usize = 30;

pub(super) fn decode(
    bytes: &[u8],
    reporter: &dyn Reporter,
    cancel: &CancelToken,
) -> Result<Decoded, ReadError> {
    let mut package = Package::open(bytes, FORMAT)?;
    let Some(entry) = package.part("OFD.xml")? else {
        let locked = package.part("Encryptions.xml")?.is_some();
        return Err(if locked {
            ReadError::Encrypted
        } else {
            ReadError::UnknownFormat { expected: FORMAT }
        });
    };
    let root = root(&entry)?.ok_or_else(|| ReadError::malformed(FORMAT, "no document in it"))?;
    let document = Document::read(&mut package, &root)?;
    let templates = document.templates(&mut package)?;
    let count = document.pages.len();
    if count == 0 || count > MAX_PAGES {
        return Err(ReadError::malformed(FORMAT, format!("{count} pages")));
    }
    let mut sheets = Vec::with_capacity(count);
    let mut pages: Vec<Drawn> = Vec::with_capacity(count);
    let (mut glyphs, mut missing) = (0, 0_usize);
    for (done, name) in (0..).zip(&document.pages) {
        cancel.check()?;
        reporter.progress("pages", done, count as u64);
        let Some(part) = package.part(name)? else {
            missing += 1;
            continue;
        };
        let drawn = content::read(&part, MAX_GLYPHS.saturating_sub(glyphs))?;
        glyphs += drawn.glyphs.len();
        pages.push(drawn);
    }
    if glyphs >= MAX_GLYPHS {
        return Err(ReadError::malformed(FORMAT, "more characters than any report has"));
    }
    let mut uses: FxHashMap<&str, usize> = FxHashMap::default();
    for id in pages.iter().flat_map(|page| &page.templates) {
        *uses.entry(id.as_str()).or_default() += 1;
    }
    let mut scans = 0;
    for page in &pages {
        let frame = page.frame.unwrap_or(document.frame);
        let sheet = sheet(page, frame, &templates, &uses);
        scans += usize::from(sheet.glyphs.len() < FEW && page.covered / frame.area() >= COVERED);
        sheets.push(sheet);
    }
    if scans * 2 > count && glyphs < FEW * count {
        return Err(ReadError::Scan);
    }
    let mut warnings = Vec::new();
    let mut warn = |code: &'static str, message: String| {
        warnings.push(ReadingWarning { code: code.into(), message, span: None });
    };
    if scans > 0 {
        warn("scanned_pages", format!("{count}页中有{scans}页是扫描图像，没有文字，未读入。"));
    }
    if missing > 0 {
        warn("pages_missing", format!("{count}页中有{missing}页在文件里找不到，未读入。"));
    }
    Ok(page::assemble(sheets, reporter, cancel)?.finish(warnings))
}

/// A page with what its templates lay under it.
fn sheet(
    page: &Drawn,
    frame: Frame,
    templates: &FxHashMap<String, Drawn>,
    uses: &FxHashMap<&str, usize>,
) -> Sheet {
    let mut sheet = Sheet { width: frame.width * POINTS, height: frame.height * POINTS, ..Sheet::default() };
    let placed =
        |glyph: &Glyph| Glyph { x: glyph.x - frame.x * POINTS, y: glyph.y - frame.y * POINTS, ..*glyph };
    for id in &page.templates {
        let Some(template) = templates.get(id) else { continue };
        let again = uses.get(id.as_str()).is_some_and(|uses| *uses > 1);
        let words = if again { &mut sheet.running } else { &mut sheet.glyphs };
        words.extend(template.glyphs.iter().map(placed));
        sheet.rules.extend(&template.rules);
    }
    sheet.glyphs.extend(page.glyphs.iter().map(placed));
    sheet.rules.extend(&page.rules);
    for rule in &mut sheet.rules {
        rule.x0 -= frame.x * POINTS;
        rule.x1 -= frame.x * POINTS;
        rule.y0 -= frame.y * POINTS;
        rule.y1 -= frame.y * POINTS;
    }
    sheet
}

/// The part that holds the first document.
fn root(entry: &str) -> Result<Option<String>, ReadError> {
    let (mut inside, mut root) = (false, None);
    walk(entry, FORMAT, |step| {
        match step {
            Step::Open(element) if element.name() == "DocRoot" && root.is_none() => inside = true,
            Step::Close("DocRoot") => inside = false,
            Step::Text(words) if inside => {
                let root: &mut String = root.get_or_insert_default();
                root.push_str(words.trim());
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(root.map(|root: String| resolved("", &root)))
}

/// The parts of a document.
struct Document {
    frame: Frame,
    pages: Vec<String>,
    templates: Vec<(String, String)>,
}

impl Document {
    fn read(package: &mut Package<'_>, root: &str) -> Result<Self, ReadError> {
        let part =
            package.part(root)?.ok_or_else(|| ReadError::malformed(FORMAT, format!("{root} is missing")))?;
        let folder = root.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut document = Self { frame: Frame::default(), pages: Vec::new(), templates: Vec::new() };
        let mut boxed = false;
        walk(&part, FORMAT, |step| {
            match step {
                Step::Open(element) => match element.name() {
                    "PhysicalBox" => boxed = true,
                    "Page" => document
                        .pages
                        .extend(element.attribute("BaseLoc").map(|place| resolved(folder, &place))),
                    "TemplatePage" => {
                        if let (Some(id), Some(place)) =
                            (element.attribute("ID"), element.attribute("BaseLoc"))
                        {
                            document.templates.push((id, resolved(folder, &place)));
                        }
                    }
                    _ => {}
                },
                Step::Close("PhysicalBox") => boxed = false,
                Step::Text(words) if boxed => {
                    if let Some(frame) = Frame::parse(words) {
                        document.frame = frame;
                    }
                }
                _ => {}
            }
            Ok(())
        })?;
        Ok(document)
    }

    fn templates(&self, package: &mut Package<'_>) -> Result<FxHashMap<String, Drawn>, ReadError> {
        let mut templates = FxHashMap::default();
        for (id, place) in &self.templates {
            if let Some(part) = package.part(place)? {
                templates.insert(id.clone(), content::read(&part, MAX_GLYPHS)?);
            }
        }
        Ok(templates)
    }
}

/// A place in the package, seen from a folder of it. It names a part and never a file of the system.
fn resolved(folder: &str, place: &str) -> String {
    let place = place.trim().replace('\\', "/");
    let from = if place.starts_with('/') { "" } else { folder };
    let mut steps: Vec<&str> = Vec::new();
    for step in from.split('/').chain(place.split('/')) {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.join("/")
}
