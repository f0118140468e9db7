//! Noise marked, broken lines joined, front matter found.

use super::{BlockKind, Decoded};
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

/// Marks noise and joins lines.
pub fn clean(decoded: &Decoded) -> Cleaned {
    Cleaned {
        paragraphs: decoded
            .blocks
            .iter()
            .map(|block| Paragraph { pieces: vec![block.span], kind: block.kind, role: ParagraphRole::Body })
            .collect(),
        ..Cleaned::default()
    }
}
