//! Noise marked, broken lines joined, front matter found.
//!
//! Where a line stands matters as much as what it says: page chrome is at the top, before the
//! title, and at the bottom, after the body. Between the first and the last line of content only
//! page numbers and a few unmistakable lines are noise.

mod chrome;
mod formal;
mod front;
mod join;
mod numeral;
mod wording;

use super::{Block, BlockKind, Decoded};
use crate::model::SourceSpan;

/// What part a paragraph plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParagraphRole {
    /// The report itself.
    Body,
    /// The title of the document, or one of its lines.
    Title,
    /// Lines of the document that are neither content nor page chrome: metadata, addressees,
    /// 特此通知, signatures, 印发 lines. They hold no sections, tasks or targets.
    Boilerplate,
}

/// A paragraph put together from its lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Its lines, in order; never empty.
    pub pieces: Vec<SourceSpan>,
    /// The kind of its first block.
    pub kind: BlockKind,
    /// What part it plays.
    pub role: ParagraphRole,
}

/// What stands before and around the body of an issued document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Front {
    /// The report's title; empty when none was found. May run over two lines.
    pub title: SourceSpan,
    /// 文号, such as `某政发〔2022〕1号`; empty when none was found.
    pub document_number: String,
    /// 发布机构; empty when none was found.
    pub issuer: String,
    /// ISO date; empty when none was found.
    pub date: String,
}

/// A text ready for recognition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cleaned {
    /// The document without noise, in order.
    pub paragraphs: Vec<Paragraph>,
    /// Page chrome, whole lines, in order.
    pub noise: Vec<SourceSpan>,
    /// Title and metadata.
    pub front: Front,
}

/// Marks noise, tells the document's own formalities apart, joins broken lines and finds title and
/// metadata. Nothing is deleted: every block is in a paragraph or in `noise`.
pub fn clean(decoded: &Decoded) -> Cleaned {
    let lines = Lines { text: &decoded.text, blocks: &decoded.blocks };
    let mut marks = chrome::mark(lines);
    let front = front::find(lines, &mut marks);
    let mut noise = Vec::new();
    for (block, mark) in decoded.blocks.iter().zip(&marks.0) {
        if *mark == Mark::Noise {
            chrome::noise_spans(&decoded.text, block.span, &mut noise);
        }
    }
    Cleaned { paragraphs: join::paragraphs(lines, &marks), noise, front }
}

/// What a block is, apart from its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Body,
    Title,
    Boilerplate,
    Noise,
}

/// A mark for each block.
struct Marks(Vec<Mark>);

impl Marks {
    fn get(&self, index: usize) -> Mark {
        self.0.get(index).copied().unwrap_or(Mark::Body)
    }

    fn set(&mut self, index: usize, mark: Mark) {
        if let Some(place) = self.0.get_mut(index) {
            *place = mark;
        }
    }
}

/// The blocks with their words.
#[derive(Clone, Copy)]
struct Lines<'a> {
    text: &'a str,
    blocks: &'a [Block],
}

impl<'a> Lines<'a> {
    fn len(self) -> usize {
        self.blocks.len()
    }

    fn words(self, index: usize) -> &'a str {
        self.blocks.get(index).map_or("", |block| block.span.of(self.text))
    }

    fn kind(self, index: usize) -> BlockKind {
        self.blocks.get(index).map_or(BlockKind::Line, |block| block.kind)
    }
}

#[cfg(test)]
mod tests;
