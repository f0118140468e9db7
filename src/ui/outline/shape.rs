//! The whole outline in the order of its rows, folded or not: made anew only when nodes came, went
//! or moved.

use crate::model::{DocumentId, NodeId, Parent, Plan, Revision};
use rustc_hash::FxHashMap;

/// What a row stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RowOf {
    /// A report; shown only when the project has several.
    Document(DocumentId),
    /// A section or task.
    Node(NodeId),
}

impl RowOf {
    /// The node, if it is one.
    pub fn node(self) -> Option<NodeId> {
        match self {
            Self::Node(node) => Some(node),
            Self::Document(_) => None,
        }
    }

    /// What hangs under it.
    pub fn parent(self) -> Parent {
        match self {
            Self::Document(id) => Parent::Document(id),
            Self::Node(id) => Parent::Node(id),
        }
    }
}

/// A report or node where it stands in the outline.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) of: RowOf,
    /// Depth, 0 at the left.
    pub(super) level: u32,
    /// Number among its siblings, from 1.
    pub(super) position: u32,
    /// Number of its siblings and itself.
    pub(super) set_size: u32,
    /// The place after the last one that hangs under it.
    pub(super) end: u32,
}

/// All places, parents before what hangs under them.
#[derive(Debug, Default)]
pub(super) struct Shape {
    places: Vec<Place>,
    index: FxHashMap<NodeId, u32>,
    stamp: Option<Revision>,
}

impl Shape {
    /// Brings the places to the plan's shape; true when they had to be made anew.
    pub(super) fn refresh(&mut self, plan: &Plan) -> bool {
        let stamp = Some(plan.shape_revision());
        if self.stamp == stamp {
            return false;
        }
        self.stamp = stamp;
        self.make(plan);
        true
    }

    pub(super) fn places(&self) -> &[Place] {
        &self.places
    }

    /// Where a node stands.
    pub(super) fn at(&self, node: NodeId) -> Option<usize> {
        self.index.get(&node).map(|at| *at as usize)
    }

    fn make(&mut self, plan: &Plan) {
        self.places.clear();
        self.index.clear();
        let documents: Vec<DocumentId> = plan.documents().map(|document| document.id).collect();
        // (what, level, position, set size), the next one last.
        let mut stack = Vec::new();
        if let [document] = documents[..] {
            push_children(plan, &mut stack, Parent::Document(document), 0);
        } else {
            let size = documents.len() as u32;
            let all = documents.into_iter().enumerate().rev();
            stack.extend(all.map(|(at, id)| (RowOf::Document(id), 0, at as u32 + 1, size)));
        }
        // Places that what comes next may hang under.
        let mut open: Vec<u32> = Vec::new();
        while let Some((of, level, position, set_size)) = stack.pop() {
            let at = self.places.len() as u32;
            for done in open.drain((level as usize).min(open.len())..) {
                self.places[done as usize].end = at;
            }
            open.push(at);
            if let RowOf::Node(node) = of {
                self.index.insert(node, at);
            }
            self.places.push(Place { of, level, position, set_size, end: at + 1 });
            push_children(plan, &mut stack, of.parent(), level + 1);
        }
        let end = self.places.len() as u32;
        for done in open {
            self.places[done as usize].end = end;
        }
    }
}

fn push_children(plan: &Plan, stack: &mut Vec<(RowOf, u32, u32, u32)>, parent: Parent, level: u32) {
    let from = stack.len();
    let children = plan.children(parent).zip(1..);
    stack.extend(children.map(|(node, position)| (RowOf::Node(node), level, position, 0)));
    let size = (stack.len() - from) as u32;
    let pushed = &mut stack[from..];
    for place in pushed.iter_mut() {
        place.3 = size;
    }
    pushed.reverse();
}
