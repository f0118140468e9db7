//! Bytes → blocks → clean → structure → tasks → targets → units → `Reading`.
//!
//! Knows nothing about the project or egui.

mod block;
pub mod clean;
pub mod deadline;
mod error;
pub mod formats;
mod passage;
pub mod quantity;
pub mod secret;
pub mod targets;

pub use block::{Block, BlockKind, Decoded};
pub use clean::{Cleaned, Front, Paragraph, ParagraphRole, clean};
pub use error::ReadError;
pub use formats::{MAX_FILE_BYTES, decode};
pub use passage::Passage;
