//! Paragraph styles: which are headings, which are numbered.

use super::{FORMAT, ReadError};
use crate::read::formats::xml::{Step, walk};
use rustc_hash::FxHashMap;

/// Longest chain of styles based on one another.
const MAX_CHAIN: usize = 20;

/// Numbering as a paragraph or a style asks for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Asked {
    /// `w:numId`; 0 takes numbering away.
    pub(super) list: Option<u32>,
    /// `w:ilvl`.
    pub(super) level: Option<usize>,
}

#[derive(Default)]
struct Style {
    based_on: Option<String>,
    /// From the name or the outline level, 1 the highest; 0 is body text.
    heading: Option<u8>,
    is_contents: bool,
    asked: Asked,
}

/// The styles of a document, by id.
#[derive(Default)]
pub(super) struct Styles(FxHashMap<String, Style>);

/// What a style gives to its paragraphs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Given {
    pub(super) heading: Option<u8>,
    /// An entry of a table of contents.
    pub(super) is_contents: bool,
    pub(super) asked: Asked,
}

impl Styles {
    /// The style and what it is based on, nearest first.
    pub(super) fn ancestry<'a>(&'a self, id: &'a str) -> impl Iterator<Item = &'a str> {
        std::iter::successors(Some(id), |id| self.0.get(*id)?.based_on.as_deref()).take(MAX_CHAIN)
    }

    /// What the style gives, its ancestors' gifts included.
    pub(super) fn given(&self, id: &str) -> Given {
        let mut given = Given::default();
        let mut next = self.0.get(id);
        for _ in 0..MAX_CHAIN {
            let Some(style) = next else { break };
            given.heading = given.heading.or(style.heading);
            given.is_contents |= style.is_contents;
            given.asked.list = given.asked.list.or(style.asked.list);
            given.asked.level = given.asked.level.or(style.asked.level);
            next = style.based_on.as_deref().and_then(|id| self.0.get(id));
        }
        given
    }
}

pub(super) fn read(part: &str) -> Result<Styles, ReadError> {
    let mut styles = Styles::default();
    let mut open: Option<(String, Style)> = None;
    walk(part, FORMAT, |step| {
        match step {
            Step::Open(element) if element.name() == "style" => {
                let paragraph = element.attribute("type").is_none_or(|kind| kind == "paragraph");
                open = element.attribute("styleId").filter(|_| paragraph).map(|id| (id, Style::default()));
            }
            Step::Open(element) => {
                if let Some((_, style)) = &mut open {
                    match element.name() {
                        "name" => {
                            let name = element.value().unwrap_or_default();
                            style.heading = style.heading.or_else(|| heading_name(&name));
                            style.is_contents = is_contents_name(&name);
                        }
                        "basedOn" => style.based_on = element.value(),
                        "outlineLvl" => style.heading = element.number::<u8>().map(outline_level),
                        "numId" => style.asked.list = element.number(),
                        "ilvl" => style.asked.level = element.number(),
                        _ => {}
                    }
                }
            }
            Step::Close("style") => {
                if let Some((id, style)) = open.take() {
                    styles.0.insert(id, style);
                }
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(styles)
}

/// Outline levels count from 0; 9 is body text.
pub(super) fn outline_level(level: u8) -> u8 {
    if level < 9 { level + 1 } else { 0 }
}

/// `toc 1`, `目录 1`: entries of a table of contents, which the writer makes of the headings.
fn is_contents_name(name: &str) -> bool {
    let name = name.trim().to_lowercase();
    ["toc", "目录"]
        .iter()
        .any(|word| name.strip_prefix(word).is_some_and(|digit| matches!(digit.trim().parse(), Ok(1..=9))))
}

/// `heading 1`, `标题 1`, `Title`, `标题`.
fn heading_name(name: &str) -> Option<u8> {
    let name = name.trim().to_lowercase();
    if matches!(name.as_str(), "title" | "标题" | "文档标题") {
        return Some(1);
    }
    let digit = name.strip_prefix("heading").or_else(|| name.strip_prefix("标题"))?.trim();
    digit.parse().ok().filter(|level| (1..=9).contains(level))
}
