//! Plan → plain data per printout → typst template → pages → PDF or preview image.
//!
//! Knows nothing about egui, the project folder, or who asked.

mod error;
pub mod fonts;
mod glyphs;
mod layout;
mod pages;
pub mod printer;
mod sheet;
mod world;

#[cfg(test)]
mod tests;

pub use error::PrintError;
pub use fonts::{PrintFonts, screen_font};
pub use glyphs::{MissingGlyph, missing_glyphs};
pub use layout::layout;
pub use pages::{Pages, PdfChoice, Preview};
