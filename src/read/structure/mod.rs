//! Paragraphs → an outline: numbering families, run-in headings, lead sentences.
//!
//! What becomes a task is decided in `tasks`.

mod flow;
mod lead;
mod leads;
mod numbering;
mod outline;
mod scan;
mod words;

pub(crate) use flow::Flow;
pub(crate) use numbering::{Family, Numeral, item_marker, numeral};
pub(crate) use outline::{Entry, Outline, Part};
pub(crate) use scan::Scan;
pub(crate) use words::{chars, leads_with_verb, only_frames};
