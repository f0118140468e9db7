//! Tables of plain text: fields parted by commas or tabs, quoted where they hold such marks.
//!
//! The text stays the file's own. A row that fills one field only is a line where it stands before
//! the table or explains it, and a cell over the whole width where it stands inside.

use super::text::{self, Characters};
use super::{ReadError, trimmed};
use crate::model::{CancelToken, SourceSpan};
use crate::read::{Block, BlockKind, Decoded};
use std::ops::Range;

/// Rows between two looks at the cancel token.
const CHECK_EVERY: u32 = 1 << 12;
/// How many rows tell whether the text is a table at all.
const SAMPLE: usize = 64;

pub(super) fn decode(characters: Characters, cancel: &CancelToken) -> Result<Decoded, ReadError> {
    let text = &characters.text;
    let Some(mark) = mark(text) else { return text::decode(characters, cancel) };
    let mut blocks = Vec::new();
    let mut rows = Rows { text, at: 0, mark };
    let mut fields: Vec<Range<usize>> = Vec::new();
    let (mut row, mut begun) = (0, false);
    while rows.next(&mut fields) {
        if row % CHECK_EVERY == 0 {
            cancel.check()?;
        }
        let filled: Vec<(u32, SourceSpan)> = (0..)
            .zip(&fields)
            .filter_map(|(column, field)| {
                let (skipped, words) = trimmed(text.get(field.clone())?);
                let start = field.start + skipped;
                (!words.is_empty()).then(|| (column, SourceSpan::new(start, start + words.len())))
            })
            .collect();
        match filled.as_slice() {
            [] => continue,
            [(_, span)] if !begun || explains(span.of(text)) => {
                blocks.push(Block { span: *span, kind: BlockKind::Line });
            }
            cells => {
                begun = true;
                blocks.extend(cells.iter().map(|(column, span)| Block {
                    span: *span,
                    kind: BlockKind::Cell { table: 0, row, column: *column },
                }));
            }
        }
        row += 1;
    }
    let Characters { text, warnings } = characters;
    Ok(Decoded { text, blocks, warnings, comments: Vec::new() })
}

/// A row below the table that says how to read it.
pub(super) fn explains(words: &str) -> bool {
    ["注", "备注", "说明", "填表", "填报", "附注"].iter().any(|word| {
        words.strip_prefix(word).is_some_and(|rest| {
            rest.trim_start_matches(['说', '明']).trim_start().starts_with(['：', ':', '1', '１'])
        })
    })
}

/// The mark between fields: the one that most rows hold; `None` where neither does.
fn mark(text: &str) -> Option<u8> {
    let count = |mark: u8| text.lines().take(SAMPLE).filter(|line| line.as_bytes().contains(&mark)).count();
    let (commas, tabs) = (count(b','), count(b'\t'));
    (commas.max(tabs) > 0).then_some(if tabs > commas { b'\t' } else { b',' })
}

struct Rows<'a> {
    text: &'a str,
    at: usize,
    mark: u8,
}

impl Rows<'_> {
    /// Reads the fields of the next row; false at the end.
    fn next(&mut self, fields: &mut Vec<Range<usize>>) -> bool {
        fields.clear();
        let bytes = self.text.as_bytes();
        if self.at >= bytes.len() {
            return false;
        }
        loop {
            let field = self.field();
            fields.push(field);
            match bytes.get(self.at) {
                Some(byte) if *byte == self.mark => self.at += 1,
                Some(b'\r') => {
                    self.at += 1 + usize::from(bytes.get(self.at + 1) == Some(&b'\n'));
                    return true;
                }
                Some(_) => {
                    self.at += 1;
                    return true;
                }
                None => return true,
            }
        }
    }

    /// One field, without its quotes; `at` is then on the mark or line end behind it.
    fn field(&mut self) -> Range<usize> {
        let bytes = self.text.as_bytes();
        let start = self.at;
        if bytes.get(start) == Some(&b'"')
            && let Some(end) = closing_quote(bytes, start + 1)
        {
            self.at = end + 1;
            self.finish_field();
            return start + 1..end;
        }
        self.finish_field();
        start..self.at
    }

    fn finish_field(&mut self) {
        let rest = &self.text.as_bytes()[self.at..];
        self.at += memchr::memchr3(self.mark, b'\n', b'\r', rest).unwrap_or(rest.len());
    }
}

/// The quote that ends a field begun before `from`; two in a row stand for one of the words. A quote
/// that nothing closes within a page of text is no opening of a field.
fn closing_quote(bytes: &[u8], from: usize) -> Option<usize> {
    const LONGEST: usize = 64 << 10;
    let window = &bytes[from..bytes.len().min(from + LONGEST)];
    let mut at = 0;
    loop {
        at += memchr::memchr(b'"', &window[at..])?;
        if window.get(at + 1) != Some(&b'"') {
            return Some(from + at);
        }
        at += 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn blocks(text: &str) -> Vec<(String, BlockKind)> {
        let characters = Characters { text: text.into(), warnings: Vec::new() };
        let decoded = decode(characters, &CancelToken::new()).expect("decoded");
        decoded.blocks.iter().map(|block| (block.span.of(text).to_owned(), block.kind)).collect()
    }

    #[test]
    fn fields_are_cells_and_lone_fields_lines() {
        let cell = |row, column| BlockKind::Cell { table: 0, row, column };
        assert_eq!(
            blocks(
                "分解表,,\r\n序号,任务,单位\r\n一、产业,,\r\n1,\"建厂，\n修路\",\"甲局、\"\"乙\"\"局\"\r\n,育人,丙局\r\n注：略,,\r\n"
            ),
            [
                ("分解表".to_owned(), BlockKind::Line),
                ("序号".to_owned(), cell(1, 0)),
                ("任务".to_owned(), cell(1, 1)),
                ("单位".to_owned(), cell(1, 2)),
                ("一、产业".to_owned(), cell(2, 0)),
                ("1".to_owned(), cell(3, 0)),
                ("建厂，\n修路".to_owned(), cell(3, 1)),
                ("甲局、\"\"乙\"\"局".to_owned(), cell(3, 2)),
                ("育人".to_owned(), cell(4, 1)),
                ("丙局".to_owned(), cell(4, 2)),
                ("注：略".to_owned(), BlockKind::Line),
            ]
        );
    }

    #[test]
    fn tabs_part_fields_and_plain_text_stays_lines() {
        assert_eq!(blocks("任务\t单位\n建厂\t甲局\n").len(), 4);
        assert_eq!(blocks("一、目标\n增长\n")[1], ("增长".to_owned(), BlockKind::Line));
        // A quote that nothing closes begins no field.
        assert_eq!(blocks("任务,单位\n\"建厂,甲局\n").len(), 4);
    }

    proptest! {
        #[test]
        fn any_text_gives_sound_blocks(text in "([,\t\"\r\n 甲乙，]){0,80}") {
            let characters = Characters { text: text.as_str().into(), warnings: Vec::new() };
            let decoded = decode(characters, &CancelToken::new()).expect("decoded");
            prop_assert!(super::super::blocks_are_sound(&decoded), "{:?}", decoded);
        }
    }
}
