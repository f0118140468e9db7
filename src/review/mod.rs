//! Matching one reading against another, and what follows from it. Knows nothing about egui.

mod matching;

pub use matching::match_reading;
