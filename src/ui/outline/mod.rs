//! The outline at the left: the data of its rows first, then their drawing.

mod badges;
pub mod crumbs;
mod cut;
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

use crate::model::Plan;
pub use filter::Filter;
pub use found::{Counts, Found};
pub use panel::{OutlineContext, OutlinePanel};
pub use rows::{Row, Rows};
pub use shape::RowOf;

/// What is counted and put in order once when a project is opened: beside the window, since it takes
/// a while where there are many nodes.
#[derive(Default)]
pub struct Ready {
    /// The counts.
    pub counts: Counts,
    /// The rows.
    pub rows: Rows,
}

impl Ready {
    /// Makes both.
    pub fn of(plan: &Plan) -> Self {
        let mut ready = Self::default();
        ready.counts.refresh(plan, plan.documents().next().map(|document| document.id));
        ready.rows.refresh(plan);
        ready
    }
}
