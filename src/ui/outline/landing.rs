//! Where dragged rows would land: from the pointer's place among the rows to a place in the tree.

use super::{
    rows::{Row, Rows},
    shape::RowOf,
};
use crate::model::{NodeId, Parent, Plan};

/// The share of a row's height, at its top and bottom, that means before and after it.
const EDGE: f32 = 0.28;

/// How a landing is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// A line above row `at`, beginning at this depth.
    Line {
        /// The row below the line; may be one past the last.
        at: usize,
        /// Depth.
        level: usize,
    },
    /// A frame around row `at`.
    Frame {
        /// The row.
        at: usize,
    },
}

/// Why rows cannot land somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// Under itself.
    Itself,
    /// In another report: what a row says comes from its own.
    OtherReport,
}

/// A place to land.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Landing {
    pub(super) parent: Parent,
    /// The child before which it lands; `None` is the end.
    pub(super) before: Option<NodeId>,
    pub(super) mark: Mark,
    pub(super) refusal: Option<Refusal>,
}

/// Where `dragged` lands with the pointer at `y` rows from the top of the outline and at the depth
/// `level` from its left. At the end of a branch the depth says whether it lands inside or after it.
pub(super) fn landing(
    rows: &Rows,
    plan: &Plan,
    dragged: &[NodeId],
    (y, level): (f32, usize),
) -> Option<Landing> {
    let count = rows.len();
    let at = (y.max(0.0) as usize).min(count.checked_sub(1)?);
    let part = y - at as f32;
    let row = rows.row(at)?;
    let (parent, before, mark) = match row.of {
        RowOf::Document(_) => (row.of.parent(), None, Mark::Frame { at }),
        RowOf::Node(node) if part < EDGE => {
            (plan.node_state(node)?.parent, Some(node), Mark::Line { at, level: row.level })
        }
        RowOf::Node(node) if part > 1.0 - EDGE => after(rows, plan, (at, &row, node), level)?,
        RowOf::Node(node) => (Parent::Node(node), None, Mark::Frame { at }),
    };
    // What is dragged away cannot stand behind itself.
    let mut before = before;
    while let Some(node) = before.filter(|node| dragged.contains(node)) {
        before = plan.next_sibling(node);
    }
    Some(Landing { parent, before, mark, refusal: refusal(rows, plan, dragged, parent) })
}

/// Behind a row: as its first child where its children are shown, else behind it or behind what
/// it is the last of.
fn after(
    rows: &Rows,
    plan: &Plan,
    (at, row, node): (usize, &Row, NodeId),
    level: usize,
) -> Option<(Parent, Option<NodeId>, Mark)> {
    let next = rows.row(at + 1);
    if row.open {
        let first = next.and_then(|row| row.of.node());
        return Some((Parent::Node(node), first, Mark::Line { at: at + 1, level: row.level + 1 }));
    }
    // Reports are level 0 where they have rows; nothing lands beside them.
    let top = usize::from(rows.row(0).is_some_and(|first| first.of.node().is_none()));
    let least = next.map_or(top, |next| next.level.max(top)).min(row.level);
    let level = level.clamp(least, row.level);
    let mut behind = node;
    for _ in level..row.level {
        match plan.node_state(behind)?.parent {
            Parent::Node(above) => behind = above,
            Parent::Document(_) => break,
        }
    }
    let parent = plan.node_state(behind)?.parent;
    Some((parent, plan.next_sibling(behind), Mark::Line { at: at + 1, level }))
}

fn refusal(rows: &Rows, plan: &Plan, dragged: &[NodeId], parent: Parent) -> Option<Refusal> {
    let document = match parent {
        Parent::Document(document) => Some(document),
        Parent::Node(node) => plan.node_state(node).map(|state| state.document),
    };
    if dragged.iter().any(|node| plan.node_state(*node).map(|state| state.document) != document) {
        return Some(Refusal::OtherReport);
    }
    match parent {
        Parent::Node(under) if dragged.iter().any(|node| rows.is_within(under, *node)) => {
            Some(Refusal::Itself)
        }
        _ => None,
    }
}
