//! What can go wrong between a table and its pages.

use super::printer::PrinterError;
use crate::model::Cancelled;

/// Why there are no pages, or no PDF.
#[derive(Debug, thiserror::Error)]
pub enum PrintError {
    /// The table holds no task: nothing was recognised, or the filter leaves nothing.
    #[error("the table holds no task")]
    NothingToPrint,
    /// The user stopped it.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
    /// The template could not be laid out; the message is the typesetter's.
    #[error("the page template failed: {0}")]
    Template(String),
    /// The pages could not be written as PDF; the message is the typesetter's.
    #[error("the PDF could not be made: {0}")]
    Pdf(String),
    /// There is no such page (counted from 0).
    #[error("there is no page {page}: {len} pages")]
    NoSuchPage {
        /// The page asked for.
        page: usize,
        /// How many there are.
        len: usize,
    },
    /// A preview of this scale would not fit into memory, or the scale is not a positive number.
    #[error("not a possible preview scale: {0} pixels per point")]
    Scale(f32),
    /// The printer or viewer could not be reached.
    #[error(transparent)]
    Printer(#[from] PrinterError),
}

impl PrintError {
    /// Stable name, `snake_case`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NothingToPrint => "nothing_to_print",
            Self::Cancelled(_) => "cancelled",
            Self::Template(_) => "template_failed",
            Self::Pdf(_) => "pdf_failed",
            Self::NoSuchPage { .. } => "no_such_page",
            Self::Scale(_) => "impossible_scale",
            Self::Printer(error) => error.code(),
        }
    }
}
