//! What a format reader makes of a file: its text, and the blocks the format itself marks.

use crate::model::{ReadingWarning, SourceComment, SourceSpan};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What the format says about a block. Numbering and headings *in words* are for later steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BlockKind {
    /// A line of a plain text: may be a whole paragraph or cut anywhere.
    Line,
    /// A paragraph that the format marks as one.
    Paragraph,
    /// A heading that the format marks as one, 1 the highest.
    Heading(u8),
    /// An item of a list that the format marks as one.
    ListItem,
    /// A cell of a table; spans of merged cells are repeated by the reader of the format.
    Cell {
        /// Which table of the document, from 0.
        table: u32,
        /// Row, from 0.
        row: u32,
        /// Column, from 0.
        column: u32,
    },
    /// A running head or foot, a page number or a stamp across a page, told by its place.
    Running,
}

/// A stretch of the text, white space at its ends left out; never empty. Blocks come in the order
/// of the text and do not overlap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Where.
    pub span: SourceSpan,
    /// What the format says.
    pub kind: BlockKind,
}

/// A decoded file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Decoded {
    /// The whole text. For plain text the file's own, byte for byte after decoding (no BOM).
    pub text: Arc<str>,
    /// Its blocks.
    pub blocks: Vec<Block>,
    /// What a person should know (bytes that were not text, parts left out).
    pub warnings: Vec<ReadingWarning>,
    /// Comments that people left in the file.
    pub comments: Vec<SourceComment>,
}

impl Decoded {
    /// True when every span lies in the text, on boundaries of characters, and blocks follow one
    /// another. What another process sends is not believed before this was asked.
    pub fn is_sound(&self) -> bool {
        let mut last = 0;
        self.blocks.iter().all(|Block { span, .. }| {
            let follows = span.start >= last && span.start < span.end;
            last = span.end;
            follows && self.text.get(span.range()).is_some()
        }) && self
            .warnings
            .iter()
            .filter_map(|warning| warning.span)
            .chain(self.comments.iter().map(|comment| comment.span))
            .all(|span| span.start <= span.end && self.text.get(span.range()).is_some())
    }
}
