//! Text put together from the paragraphs of a marked-up format, one a line.

use super::{MAX_FILE_BYTES, ReadError, trimmed};
use crate::model::{ReadingWarning, SourceSpan};
use crate::read::{Block, BlockKind, Decoded};

/// Words that merged cells may add by being repeated, in bytes.
const MAX_REPEATED: usize = 16 << 20;

/// A text in the making: paragraphs joined by `\n`, each a block.
#[derive(Default)]
pub(super) struct Assembly {
    text: String,
    blocks: Vec<Block>,
    repeated: usize,
}

impl Assembly {
    /// Adds a block and tells which part of the words went where; blank ones are left out.
    pub(super) fn push(&mut self, words: &str, kind: BlockKind) -> Option<(usize, SourceSpan)> {
        let (skipped, words) = trimmed(words);
        if words.is_empty() {
            return None;
        }
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let start = self.text.len();
        self.text.push_str(words);
        let span = SourceSpan::new(start, self.text.len());
        self.blocks.push(Block { span, kind });
        Some((skipped, span))
    }

    /// Bytes of the text so far.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// Adds a paragraph. Where it holds forced line breaks each line is a block of its own, since
    /// such a break is as often a paragraph's end as a break within one; headings stay whole. Tells
    /// which parts of the words went where.
    pub(super) fn push_paragraph(&mut self, words: &str, kind: BlockKind) -> Vec<(usize, SourceSpan)> {
        let (skipped, inner) = trimmed(words);
        if kind != BlockKind::Paragraph || !inner.contains('\n') {
            return self.push(words, kind).into_iter().collect();
        }
        let mut from = skipped;
        let mut pieces = Vec::new();
        for line in inner.split('\n') {
            pieces.extend(self.push(line, BlockKind::Line).map(|(offset, span)| (from + offset, span)));
            from += line.len() + 1;
        }
        pieces
    }

    /// Adds a merged cell once more. Past a limit it is left out: a table may claim to merge
    /// millions of cells.
    pub(super) fn repeat(&mut self, words: &str, kind: BlockKind) {
        self.repeated += words.len();
        if self.repeated <= MAX_REPEATED {
            self.push(words, kind);
        }
    }

    pub(super) fn check_size(&self) -> Result<(), ReadError> {
        let bytes = self.text.len() as u64;
        if bytes > MAX_FILE_BYTES {
            Err(ReadError::TooLarge { bytes, limit: MAX_FILE_BYTES })
        } else {
            Ok(())
        }
    }

    pub(super) fn finish(self, warnings: Vec<ReadingWarning>) -> Decoded {
        Decoded { text: self.text.into(), blocks: self.blocks, warnings, comments: Vec::new() }
    }
}
