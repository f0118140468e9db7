//! The outline at the left: the data of its rows first, then their drawing.

mod found;
pub mod line;
mod panel;
mod rows;

pub use found::{Filter, Found};
pub use panel::{OutlineContext, OutlinePanel};
pub use rows::{Row, RowOf, Rows};
