//! Bytes → blocks → clean → structure → tasks → targets → units → `Reading`.
//!
//! Knows nothing about the project or egui.

mod block;
pub mod deadline;
mod passage;
pub mod quantity;
pub mod targets;

pub use block::{Block, BlockKind, Decoded};
pub use passage::Passage;
