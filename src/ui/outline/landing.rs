//! Where dragged rows would land: from the pointer's place among the rows to a place in the tree.

use super::{
    rows::{Row, Rows},
    shape::RowOf,
};
use crate::model::{DocumentId, NodeId, Parent, Plan, Revision};
use rustc_hash::FxHashMap;

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

/// Rows in the air, and what a landing asks about them: looked up once, however many they are.
#[derive(Debug)]
pub(super) struct Lifted {
    /// In the order of the outline, none under another.
    nodes: Vec<NodeId>,
    /// Each of them, with the first sibling behind it that stays.
    behind: FxHashMap<NodeId, Option<NodeId>>,
    /// Their report; none where they are of several.
    document: Option<DocumentId>,
    /// The revision that this holds for.
    seen: Revision,
}

impl Lifted {
    /// Takes up nodes in the order of the outline, none under another; none where one is gone.
    pub(super) fn of(plan: &Plan, nodes: Vec<NodeId>) -> Option<Self> {
        let mut behind: FxHashMap<NodeId, Option<NodeId>> = FxHashMap::default();
        let mut documents = Vec::new();
        for node in nodes.iter().rev() {
            let document = plan.node_state(*node)?.document;
            if documents.last() != Some(&document) {
                documents.push(document);
            }
            let next = plan.next_sibling(*node);
            let next = next.and_then(|next| behind.get(&next).copied().unwrap_or(Some(next)));
            behind.insert(*node, next);
        }
        let document = documents.first().copied().filter(|_| documents.len() == 1);
        Some(Self { nodes, behind, document, seen: plan.revision() })
    }

    /// The same after the plan changed.
    pub(super) fn still(self, plan: &Plan) -> Option<Self> {
        if self.seen == plan.revision() { Some(self) } else { Self::of(plan, self.nodes) }
    }

    pub(super) fn nodes(&self) -> &[NodeId] {
        &self.nodes
    }

    pub(super) fn into_nodes(self) -> Vec<NodeId> {
        self.nodes
    }

    pub(super) fn contains(&self, node: NodeId) -> bool {
        self.behind.contains_key(&node)
    }

    /// The node, or the first behind it that is not in the air.
    fn staying(&self, node: NodeId) -> Option<NodeId> {
        self.behind.get(&node).copied().unwrap_or(Some(node))
    }

    /// Whether a node is in the air, or hangs under what is.
    fn holds(&self, plan: &Plan, node: NodeId) -> bool {
        let mut above = Some(node);
        while let Some(node) = above {
            if self.contains(node) {
                return true;
            }
            above = match plan.node_state(node).map(|state| state.parent) {
                Some(Parent::Node(parent)) => Some(parent),
                _ => None,
            };
        }
        false
    }
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
    dragged: &Lifted,
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
    let before = before.and_then(|node| dragged.staying(node));
    Some(Landing { parent, before, mark, refusal: refusal(plan, dragged, parent) })
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

fn refusal(plan: &Plan, dragged: &Lifted, parent: Parent) -> Option<Refusal> {
    let document = match parent {
        Parent::Document(document) => Some(document),
        Parent::Node(node) => plan.node_state(node).map(|state| state.document),
    };
    if document.is_none() || dragged.document != document {
        return Some(Refusal::OtherReport);
    }
    match parent {
        Parent::Node(under) if dragged.holds(plan, under) => Some(Refusal::Itself),
        _ => None,
    }
}
