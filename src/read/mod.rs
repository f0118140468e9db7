//! Bytes → blocks → clean → structure → tasks → targets → units → `Reading`.
//!
//! Knows nothing about the project or egui.

mod block;
pub mod clean;
pub mod deadline;
mod decode;
mod error;
pub mod formats;
#[cfg(test)]
mod genre;
pub mod json;
mod passage;
#[cfg(test)]
mod passages;
mod pipeline;
pub mod quantity;
mod row_targets;
pub mod secret;
mod structure;
pub mod targets;
mod tasks;
mod units;

pub use block::{Block, BlockKind, Decoded};
pub use clean::{Cleaned, Front, Paragraph, ParagraphRole, clean};
pub use decode::{Decode, InProcess};
pub use error::ReadError;
pub use formats::{MAX_FILE_BYTES, decode};
pub use json::to_json;
pub use passage::Passage;
pub use pipeline::{READER_VERSION, base_year, read, read_by, read_text};
pub(crate) use units::looks_like_unit;
