//! The table of messages, Chinese beside English, and how troubles are told. What the window, the
//! command line and notifications say comes from here; the words of printed tables stand with the
//! columns in `outline`, because the paper is Chinese. Knows nothing about anything else.

mod messages;
mod table;
mod trouble;

pub use messages::{Language, Messages};
pub use table::Message;
pub use trouble::Trouble;
