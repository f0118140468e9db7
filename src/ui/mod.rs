//! The window: panels draw from read-only context and send commands. The only floor with egui; knows nothing about files.
//!
//! Widgets push typed [`commands::UiCommand`]s; the next frame's `App::step` carries them out.
//! What is being typed lives in drafts until it becomes a command.

mod app;
mod arrival;
mod clipboard;
pub mod commands;
mod derived;
mod desk;
pub mod directory;
mod fit;
pub mod fonts;
pub mod ime;
pub mod matrix;
mod notices;
pub mod outline;
mod palette;
pub mod pane;
mod preferences;
mod print_desk;
pub mod print_pane;
mod run;
pub mod search;
pub mod selection;
mod sheets;
mod shortcuts;
pub mod side;
mod status;
pub mod table;
pub mod text_pane;
pub mod theme;
mod top;
mod welcome;
mod work;

pub use app::{App, Start};
pub use desk::Desk;
pub use run::{UiError, run};
pub use work::Place;
