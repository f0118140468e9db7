//! The window: panels draw from read-only context and send commands. The only floor with egui; knows nothing about files.

pub mod fonts;
pub mod messages;
pub mod text_pane;
pub mod theme;

pub use messages::{Language, Message, Messages};
pub use theme::Theme;
