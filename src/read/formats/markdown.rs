//! Markdown: the text stays the file's own, blocks map into it.
//!
//! Marks around a block (`#`, `-`, `|`, `**` at its ends) lie outside its span. Marks in the middle
//! of a block (`甲**乙**丙`) stay inside it: cutting there would break a paragraph apart. The numeral
//! of an ordered list belongs to its item, since a reader needs it.

use super::text::Characters;
use super::{ReadError, trimmed};
use crate::model::{CancelToken, SourceSpan};
use crate::read::{Block, BlockKind, Decoded};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// Events between two looks at the cancel token.
const CHECK_EVERY: usize = 1 << 12;

pub(super) fn decode(characters: Characters, cancel: &CancelToken) -> Result<Decoded, ReadError> {
    let Characters { text, warnings } = characters;
    let mut outline = Outline {
        text: &text,
        blocks: Vec::new(),
        stack: Vec::new(),
        open: None,
        numeral: None,
        table: Tables::default(),
    };
    for (count, (event, range)) in
        Parser::new_ext(&text, Options::ENABLE_TABLES).into_offset_iter().enumerate()
    {
        if count.is_multiple_of(CHECK_EVERY) {
            cancel.check()?;
        }
        outline.take(&event, range);
    }
    outline.flush();
    let blocks = outline.blocks;
    Ok(Decoded { text, blocks, warnings, comments: Vec::new() })
}

#[derive(Clone, Copy, PartialEq)]
enum Frame {
    List { ordered: bool },
    Item { ordered: bool },
    Code,
    Block(BlockKind),
}

#[derive(Default)]
struct Tables {
    next: u32,
    row: u32,
    column: u32,
}

struct Outline<'a> {
    text: &'a str,
    blocks: Vec<Block>,
    stack: Vec<Frame>,
    /// The words of the block so far.
    open: Option<Range<usize>>,
    /// Where the numeral of an ordered item starts, until its first words come.
    numeral: Option<usize>,
    table: Tables,
}

impl Outline<'_> {
    fn take(&mut self, event: &Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range.start),
            Event::End(end) => self.end(*end),
            Event::Text(_) | Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {
                if self.stack.last() == Some(&Frame::Code) {
                    self.code(range);
                } else {
                    self.extend(range);
                }
            }
            Event::Rule => self.flush(),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, at: usize) {
        let frame = match tag {
            Tag::Paragraph => match self.stack.last() {
                // Only the first paragraph of an item is the item.
                Some(Frame::Item { .. }) if self.fresh_item() => Frame::Block(BlockKind::ListItem),
                _ => Frame::Block(BlockKind::Paragraph),
            },
            Tag::Heading { level, .. } => Frame::Block(BlockKind::Heading(depth(*level))),
            Tag::List(first) => Frame::List { ordered: first.is_some() },
            Tag::Item => {
                Frame::Item { ordered: matches!(self.stack.last(), Some(Frame::List { ordered: true })) }
            }
            Tag::CodeBlock(_) => Frame::Code,
            Tag::Table(_) => {
                self.table.row = 0;
                return self.flush();
            }
            Tag::TableHead | Tag::TableRow => {
                self.table.column = 0;
                return self.flush();
            }
            Tag::TableCell => Frame::Block(BlockKind::Cell {
                table: self.table.next,
                row: self.table.row,
                column: self.table.column,
            }),
            Tag::BlockQuote(_) | Tag::HtmlBlock => return self.flush(),
            _ => return,
        };
        self.flush();
        if let Frame::Item { ordered } = frame {
            self.numeral = ordered.then_some(at);
        }
        self.stack.push(frame);
    }

    /// True while nothing of the innermost item has been given out.
    fn fresh_item(&self) -> bool {
        self.numeral.is_some() || !matches!(self.stack.last(), Some(Frame::Item { ordered: true }))
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::List(_) | TagEnd::Item | TagEnd::CodeBlock => {
                self.flush();
                self.stack.pop();
            }
            TagEnd::TableCell => {
                self.flush();
                self.stack.pop();
                self.table.column += 1;
            }
            TagEnd::TableHead | TagEnd::TableRow => self.table.row += 1,
            TagEnd::Table => self.table.next += 1,
            TagEnd::BlockQuote(_) | TagEnd::HtmlBlock => self.flush(),
            _ => {}
        }
    }

    fn extend(&mut self, range: Range<usize>) {
        let start = self.numeral.take().unwrap_or(range.start);
        match &mut self.open {
            Some(open) => open.end = open.end.max(range.end),
            None => self.open = Some(start..range.end),
        }
    }

    /// Indented paragraphs pass for code in Markdown: they are lines like any other.
    fn code(&mut self, range: Range<usize>) {
        let mut start = range.start;
        for line in self.text[range].split_inclusive('\n') {
            self.push(start..start + line.len(), BlockKind::Line);
            start += line.len();
        }
    }

    fn flush(&mut self) {
        if let Some(range) = self.open.take() {
            let kind = match self.stack.last() {
                Some(Frame::Block(kind)) => *kind,
                Some(Frame::Item { .. }) => BlockKind::ListItem,
                _ => BlockKind::Paragraph,
            };
            self.push(range, kind);
        }
    }

    fn push(&mut self, range: Range<usize>, kind: BlockKind) {
        let last = self.blocks.last().map_or(0, |block| block.span.end as usize);
        let range = range.start.max(last)..range.end;
        let Some(words) = self.text.get(range.clone()) else { return };
        let (skipped, words) = trimmed(words);
        if !words.is_empty() {
            let start = range.start + skipped;
            self.blocks.push(Block { span: SourceSpan::new(start, start + words.len()), kind });
        }
    }
}

fn depth(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(text: &str) -> Vec<(String, BlockKind)> {
        let decoded = decode(Characters { text: text.into(), warnings: Vec::new() }, &CancelToken::new())
            .expect("decoded");
        assert_eq!(&*decoded.text, text);
        decoded.blocks.iter().map(|block| (block.span.of(text).to_owned(), block.kind)).collect()
    }

    #[test]
    fn marks_around_blocks_stay_outside() {
        assert_eq!(
            blocks("# **行动方案**\n\n## 一、目标 ##\n\n增长`7%`以上，**力争**8%。\n"),
            [
                ("行动方案".to_owned(), BlockKind::Heading(1)),
                ("一、目标".to_owned(), BlockKind::Heading(2)),
                ("增长`7%`以上，**力争**8%。".to_owned(), BlockKind::Paragraph),
            ]
        );
    }

    #[test]
    fn items_keep_their_numerals_and_lose_their_bullets() {
        assert_eq!(
            blocks("1. 抓项目\n2. 抓招商\n   - 一是上门\n   - 二是跟踪\n\n* 其他\n"),
            [
                ("1. 抓项目".to_owned(), BlockKind::ListItem),
                ("2. 抓招商".to_owned(), BlockKind::ListItem),
                ("一是上门".to_owned(), BlockKind::ListItem),
                ("二是跟踪".to_owned(), BlockKind::ListItem),
                ("其他".to_owned(), BlockKind::ListItem),
            ]
        );
    }

    #[test]
    fn cells_know_their_place() {
        let cell = |row, column| BlockKind::Cell { table: 0, row, column };
        assert_eq!(
            blocks("| 任务 | 单位 |\n|---|---|\n| 抓项目 | **发改局** |\n"),
            [
                ("任务".to_owned(), cell(0, 0)),
                ("单位".to_owned(), cell(0, 1)),
                ("抓项目".to_owned(), cell(1, 0)),
                ("发改局".to_owned(), cell(1, 1)),
            ]
        );
    }

    #[test]
    fn indented_paragraphs_are_lines() {
        assert_eq!(
            blocks("    一、总体要求\n    坚持稳中求进。\n"),
            [("一、总体要求".to_owned(), BlockKind::Line), ("坚持稳中求进。".to_owned(), BlockKind::Line)]
        );
    }
}
