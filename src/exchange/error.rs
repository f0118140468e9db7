//! What can go wrong on the way out.

/// A table that could not be turned into a file's bytes.
#[derive(Debug, thiserror::Error)]
pub enum ExchangeError {
    /// The workbook could not be built, such as more rows than a sheet holds.
    #[error("the workbook {place:?} could not be built: {source}")]
    Xlsx {
        /// Title of the table or name of the file.
        place: String,
        /// Why.
        source: rust_xlsxwriter::XlsxError,
    },
    /// The Word file could not be packed, such as a part beyond 4 GiB.
    #[error("the document {place:?} could not be packed: {source}")]
    Docx {
        /// Title of the table.
        place: String,
        /// Why.
        source: zip::result::ZipError,
    },
}

impl ExchangeError {
    /// Stable name for messages: `xlsx`, `docx`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Xlsx { .. } => "xlsx",
            Self::Docx { .. } => "docx",
        }
    }
}
