//! The outline at the left: the data of its rows first, then their drawing.

mod badges;
pub mod crumbs;
mod drag;
mod filter;
mod found;
mod keys;
mod landing;
pub mod line;
mod panel;
mod row;
mod rows;
mod seek;
mod shape;
#[cfg(test)]
mod tests;

pub use filter::Filter;
pub use found::{Counts, Found};
pub use panel::{OutlineContext, OutlinePanel};
pub use rows::{Row, Rows};
pub use shape::RowOf;
