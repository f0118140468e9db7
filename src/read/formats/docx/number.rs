//! Automatic numbering: what `numbering.xml` makes of a paragraph's list and level.

use super::{FORMAT, ReadError};
use crate::read::formats::xml::{Step, walk};
use rustc_hash::{FxHashMap, FxHashSet};

mod numerals;

pub(in super::super) use numerals::write as written;

/// Levels of a list.
const LEVELS: usize = 9;

#[derive(Clone, Debug)]
struct Level {
    start: u32,
    format: String,
    /// `%1、`.
    pattern: String,
    /// Numbers of outer levels in it are written in digits.
    legal: bool,
    /// Restarts after this level (1 the outermost), 0 never, `None` after any outer level.
    restart: Option<usize>,
    /// The paragraph style that stands for this level.
    style: Option<String>,
}

impl Default for Level {
    fn default() -> Self {
        Self {
            start: 1,
            format: "decimal".to_owned(),
            pattern: String::new(),
            legal: false,
            restart: None,
            style: None,
        }
    }
}

#[derive(Default)]
struct Abstract {
    levels: FxHashMap<usize, Level>,
    /// Stands in for the list of this style.
    style_link: Option<String>,
    /// Takes its levels from the list of this style.
    num_style_link: Option<String>,
}

#[derive(Default)]
struct List {
    parent: u32,
    starts: FxHashMap<usize, u32>,
    levels: FxHashMap<usize, Level>,
}

/// The lists of a document and how far each has counted.
#[derive(Default)]
pub(super) struct Numbering {
    parents: FxHashMap<u32, Abstract>,
    lists: FxHashMap<u32, List>,
    /// By abstract list: lists that share one count on.
    counts: FxHashMap<u32, [Option<u32>; LEVELS]>,
    /// Levels of a list whose own start has been used.
    started: FxHashSet<(u32, usize)>,
}

/// What stands before a paragraph's words.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Numeral {
    Written(String),
    Bullet,
}

impl Numbering {
    /// Counts one paragraph of a list and gives its numeral.
    pub(super) fn count(&mut self, list_id: u32, level: usize) -> Option<Numeral> {
        let level = level.min(LEVELS - 1);
        let parent = self.resolve(self.lists.get(&list_id)?.parent)?;
        let Self { parents, lists, counts, started } = self;
        let list = lists.get(&list_id)?;
        let fallback = Level::default();
        let of = |at: usize| {
            let shared = || parents.get(&parent).and_then(|found| found.levels.get(&at));
            list.levels.get(&at).or_else(shared).unwrap_or(&fallback)
        };
        let own_start = list.starts.get(&level).copied();
        let counts = counts.entry(parent).or_default();
        let fresh_list = own_start.is_some() && started.insert((list_id, level));
        let mine = of(level);
        counts[level] = Some(match counts[level] {
            _ if fresh_list => own_start.unwrap_or(mine.start),
            None => own_start.unwrap_or(mine.start),
            Some(count) => count.saturating_add(1),
        });
        for (at, count) in counts.iter_mut().enumerate().skip(level + 1) {
            // An inner level begins anew, unless it says after which level it does.
            if of(at).restart.is_none_or(|after| after > level) {
                *count = None;
            }
        }
        if mine.format == "bullet" {
            return Some(Numeral::Bullet);
        }
        if mine.format == "none" && !mine.pattern.contains(|c: char| c != '%' && !c.is_ascii_digit()) {
            return None;
        }
        let mut written = String::new();
        let mut rest = mine.pattern.chars().peekable();
        while let Some(c) = rest.next() {
            let place = rest.peek().and_then(|digit| digit.to_digit(10)).filter(|_| c == '%');
            match place {
                Some(place @ 1..=9) => {
                    rest.next();
                    let at = place as usize - 1;
                    if at <= level {
                        let outer = of(at);
                        let count = counts[at].unwrap_or(outer.start);
                        let format = if mine.legal && at < level { "decimal" } else { outer.format.as_str() };
                        written.push_str(&numerals::write(count, format));
                    }
                }
                _ => written.push(c),
            }
        }
        if written.ends_with(|c: char| c.is_ascii_alphanumeric()) {
            // `1.1` and the words after it stay apart.
            written.push(' ');
        }
        (!written.is_empty()).then_some(Numeral::Written(written))
    }

    /// The level of a list that a paragraph style stands for.
    pub(super) fn level_of(&self, list_id: u32, style: &str) -> Option<usize> {
        let list = self.lists.get(&list_id)?;
        let shared = self.resolve(list.parent).and_then(|parent| self.parents.get(&parent));
        let linked = |levels: &FxHashMap<usize, Level>| {
            levels.iter().find(|(_, level)| level.style.as_deref() == Some(style)).map(|(at, _)| *at)
        };
        linked(&list.levels).or_else(|| linked(&shared?.levels))
    }

    /// The list that holds the levels, links by style followed once.
    fn resolve(&self, parent: u32) -> Option<u32> {
        let found = self.parents.get(&parent)?;
        let Some(link) = found.num_style_link.as_ref().filter(|_| found.levels.is_empty()) else {
            return Some(parent);
        };
        self.parents
            .iter()
            .find(|(_, other)| other.style_link.as_ref() == Some(link))
            .map(|(id, _)| *id)
            .or(Some(parent))
    }
}

pub(super) fn read(part: &str) -> Result<Numbering, ReadError> {
    let mut numbering = Numbering::default();
    let mut parent: Option<(u32, Abstract)> = None;
    let mut list: Option<(u32, List)> = None;
    let mut level: Option<(usize, Level)> = None;
    let mut overridden = 0;
    walk(part, FORMAT, |step| {
        match step {
            Step::Open(element) => match element.name() {
                "abstractNum" => {
                    parent = element
                        .attribute("abstractNumId")
                        .and_then(|id| id.parse().ok())
                        .map(|id| (id, Abstract::default()));
                }
                "num" => {
                    list = element
                        .attribute("numId")
                        .and_then(|id| id.parse().ok())
                        .map(|id| (id, List::default()));
                }
                "abstractNumId" => {
                    if let (Some((_, list)), Some(id)) = (&mut list, element.number()) {
                        list.parent = id;
                    }
                }
                "styleLink" => {
                    if let Some((_, parent)) = &mut parent {
                        parent.style_link = element.value();
                    }
                }
                "numStyleLink" => {
                    if let Some((_, parent)) = &mut parent {
                        parent.num_style_link = element.value();
                    }
                }
                "lvlOverride" => {
                    overridden = element.attribute("ilvl").and_then(|at| at.parse().ok()).unwrap_or(0);
                }
                "startOverride" => {
                    if let (Some((_, list)), Some(start)) = (&mut list, element.number()) {
                        list.starts.insert(overridden, start);
                    }
                }
                "lvl" => {
                    level = element
                        .attribute("ilvl")
                        .and_then(|at| at.parse().ok())
                        .map(|at| (at, Level::default()));
                }
                name => {
                    if let Some((_, level)) = &mut level {
                        match name {
                            "start" => level.start = element.number().unwrap_or(1),
                            // Newer formats stand in an alternative whose fallback comes after.
                            "numFmt" => {
                                let format = element
                                    .attribute("format")
                                    .filter(|_| element.value().as_deref() == Some("custom"));
                                level.format = format.or_else(|| element.value()).unwrap_or_default();
                            }
                            "pStyle" => level.style = element.value(),
                            "lvlText" => level.pattern = element.value().unwrap_or_default(),
                            "isLgl" => level.legal = element.is_on(),
                            "lvlRestart" => level.restart = element.number(),
                            _ => {}
                        }
                    }
                }
            },
            Step::Close("lvl") => {
                if let Some((at, level)) = level.take() {
                    if let Some((_, parent)) = &mut parent {
                        parent.levels.insert(at, level);
                    } else if let Some((_, list)) = &mut list {
                        list.levels.insert(at, level);
                    }
                }
            }
            Step::Close("abstractNum") => {
                if let Some((id, parent)) = parent.take() {
                    numbering.parents.insert(id, parent);
                }
            }
            Step::Close("num") => {
                if let Some((id, list)) = list.take() {
                    numbering.lists.insert(id, list);
                }
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(numbering)
}
