//! Responsible units: where a text names them, and in what part.

mod blanket;
mod clause;
mod inline;
mod names;
mod parse;

pub(crate) use blanket::{default_units, first_leads, let_first_lead};
pub(crate) use clause::{Clause, bracketed, label_line, matching_close};
pub(crate) use inline::doer;
pub(crate) use names::looks_like_unit;
pub(crate) use parse::{Label, label_words, parse};
