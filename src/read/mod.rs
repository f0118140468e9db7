//! Bytes → blocks → clean → structure → tasks → targets → units → `Reading`.
//!
//! Knows nothing about the project or egui.

mod block;
mod passage;

pub use block::{Block, BlockKind, Decoded};
pub use passage::Passage;
