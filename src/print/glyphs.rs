//! Characters that no font has: named to the user, and never printed as an empty box.

use super::PrintFonts;
use crate::outline::{Row, TaskTable};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// Stands for a character that cannot be printed: the printers' own mark for a missing sort, which
/// nobody takes for a tick box.
const STAND_IN: char = '〓';

/// A character that no font covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingGlyph {
    /// The character.
    pub character: char,
    /// 序号 of the tasks that hold it; empty when it stands in the title, note or a group's name.
    pub numbers: Vec<u32>,
}

impl MissingGlyph {
    /// The character as a message can name it: itself and its code point.
    pub fn name(&self) -> String {
        format!("{}（U+{:04X}）", self.character, u32::from(self.character))
    }
}

/// Characters of the table that will be printed as 〓, in code point order. Printing goes on; the
/// user is told which they are and in which tasks they stand.
pub fn missing_glyphs(table: &TaskTable, fonts: &PrintFonts) -> Vec<MissingGlyph> {
    let mut ink = Ink::new(fonts);
    let mut missing: BTreeMap<char, Vec<u32>> = BTreeMap::new();
    let mut look = |words: &str, number: Option<u32>| {
        for character in words.chars().filter(|c| !is_silent(*c)) {
            if ink.glyphs(character).is_none() {
                let numbers = missing.entry(character).or_default();
                if let Some(number) = number
                    && numbers.last() != Some(&number)
                {
                    numbers.push(number);
                }
            }
        }
    };
    look(&table.title, None);
    look(&table.note, None);
    let columns = table.columns();
    for row in &table.rows {
        match row {
            Row::Group { name, .. } => look(name, None),
            Row::Targets(words) => look(words, None),
            Row::Task(task) => {
                for column in &columns {
                    look(&column.cell(task), Some(task.number));
                }
            }
        }
    }
    missing.into_iter().map(|(character, numbers)| MissingGlyph { character, numbers }).collect()
}

/// Remembers how each character can be printed.
pub(super) struct Ink<'a> {
    fonts: &'a PrintFonts,
    /// `None` where nothing prints it.
    seen: FxHashMap<char, Option<String>>,
}

impl<'a> Ink<'a> {
    pub(super) fn new(fonts: &'a PrintFonts) -> Self {
        Self { fonts, seen: FxHashMap::default() }
    }

    /// The character, or the same one by another code: texts taken from PDF hold radicals and
    /// compatibility forms (⼀ for 一) that look alike and that few fonts have.
    fn glyphs(&mut self, c: char) -> Option<&str> {
        let fonts = self.fonts;
        let found = self.seen.entry(c).or_insert_with(|| {
            let same = match c {
                _ if fonts.covers(c) => c.to_string(),
                '\u{2212}' => "－".to_owned(),
                _ => c.nfkc().collect(),
            };
            (!same.is_empty() && same.chars().all(|c| fonts.covers(c))).then_some(same)
        });
        found.as_deref()
    }

    /// The words as they can be printed: what has no glyph is replaced, what has no ink left out.
    pub(super) fn printable(&mut self, words: &str) -> String {
        let mut printable = String::with_capacity(words.len());
        for c in words.chars() {
            if c == '\n' {
                printable.push(c);
            } else if c.is_whitespace() && c != '\u{3000}' {
                printable.push(' ');
            } else if !is_silent(c) {
                match self.glyphs(c) {
                    Some(glyphs) => printable.push_str(glyphs),
                    None => printable.push(STAND_IN),
                }
            }
        }
        printable
    }
}

/// Characters that ask for no glyph: controls, white space, joiners, marks of order and variation.
fn is_silent(c: char) -> bool {
    c.is_control()
        || (c.is_whitespace() && c != '\u{3000}')
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}')
        || matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0100}'..='\u{e01ef}')
}
