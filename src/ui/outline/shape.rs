//! The whole outline in the order of its rows, folded or not: made anew only when nodes came, went
//! or moved.

use crate::model::{DocumentId, NodeId, Parent, Plan, Revision};
use rustc_hash::{FxHashMap, FxHashSet};

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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    /// The node's slot; `NOWHERE` for a report.
    slot: u32,
}

/// No place, no slot.
const NOWHERE: u32 = u32::MAX;

/// Nodes that one edit touches; more of them make all places anew.
const MOST_TOUCHED: usize = 2_000;

/// All places, parents before what hangs under them.
///
/// After an edit most places are copied in long runs: nothing is looked up but the children of what
/// the edit touched.
#[derive(Debug, Default)]
pub(super) struct Shape {
    places: Vec<Place>,
    /// A number for each node that ever had a place, so that places move without hashing.
    slots: FxHashMap<NodeId, u32>,
    /// By slot: where the node stands, or `NOWHERE`.
    stands: Vec<u32>,
    stamp: Option<Revision>,
    /// The revision that the places hold for; later than `stamp` after edits of words.
    seen: Revision,
}

impl Shape {
    /// Brings the places to the plan's shape; true when they changed.
    pub(super) fn refresh(&mut self, plan: &Plan) -> bool {
        let seen = std::mem::replace(&mut self.seen, plan.revision());
        let before = self.stamp.replace(plan.shape_revision());
        if before == self.stamp {
            return false;
        }
        let touched = before.and_then(|_| plan.nodes_changed_since(seen));
        let touched = touched.filter(|nodes| nodes.len() <= MOST_TOUCHED);
        let old = std::mem::take(&mut self.places);
        Making::new(plan, self, old, touched).run();
        true
    }

    pub(super) fn places(&self) -> &[Place] {
        &self.places
    }

    /// Where a node stands.
    pub(super) fn at(&self, node: NodeId) -> Option<usize> {
        let at = self.stands.get(*self.slots.get(&node)? as usize)?;
        (*at != NOWHERE).then_some(*at as usize)
    }

    fn slot(&mut self, node: NodeId) -> u32 {
        let next = self.stands.len() as u32;
        let slot = *self.slots.entry(node).or_insert(next);
        if slot == next {
            self.stands.push(NOWHERE);
        }
        slot
    }
}

/// What is to be placed next.
enum Next {
    /// Something at a level, with its number among its siblings and their number.
    One { of: RowOf, level: u32, position: u32, set_size: u32 },
    /// Old places that stay as they were, one behind the other.
    Run { start: u32, end: u32, level: u32 },
}

/// Places being made, of a plan and the places before an edit.
struct Making<'a> {
    plan: &'a Plan,
    shape: &'a mut Shape,
    old: Vec<Place>,
    /// Old places of touched nodes, in order.
    touched: Vec<u32>,
    /// What touched nodes hang under now.
    parents: FxHashSet<Parent>,
    /// Old places of `touched` and `parents`, in order: what hangs there is looked at again.
    marks: Vec<u32>,
    stack: Vec<Next>,
    made: Vec<Place>,
    /// Places that what comes next may hang under.
    open: Vec<u32>,
}

impl<'a> Making<'a> {
    /// Without `touched` nothing is taken from the old places.
    fn new(plan: &'a Plan, shape: &'a mut Shape, old: Vec<Place>, touched: Option<Vec<NodeId>>) -> Self {
        let old = if touched.is_some() { old } else { Vec::new() };
        if old.is_empty() {
            shape.slots.clear();
            shape.stands.clear();
        }
        let nodes = touched.unwrap_or_default();
        let parents: FxHashSet<Parent> =
            nodes.iter().filter_map(|node| plan.node_state(*node)).map(|state| state.parent).collect();
        let place = |node: NodeId| shape.at(node).map(|at| at as u32);
        let mut touched: Vec<u32> = nodes.iter().filter_map(|node| place(*node)).collect();
        touched.sort_unstable();
        touched.dedup();
        let mut marks: Vec<u32> = touched.clone();
        marks.extend(parents.iter().filter_map(|parent| match parent {
            Parent::Node(node) => place(*node),
            Parent::Document(document) => report(&old, *document),
        }));
        marks.sort_unstable();
        marks.dedup();
        let made = Vec::with_capacity(old.len() + nodes.len());
        Self { plan, shape, old, touched, parents, marks, stack: Vec::new(), made, open: Vec::new() }
    }

    fn run(mut self) {
        let documents: Vec<DocumentId> = self.plan.documents().map(|document| document.id).collect();
        if let [document] = documents[..] {
            let before = 0..self.old.len() as u32;
            self.push_under(Parent::Document(document), before, 0);
        } else {
            let set_size = documents.len() as u32;
            let one = |(at, id)| {
                let position = at as u32 + 1;
                Next::One { of: RowOf::Document(id), level: 0, position, set_size }
            };
            let all = documents.into_iter().enumerate().rev();
            self.stack.extend(all.map(one));
        }
        while let Some(next) = self.stack.pop() {
            match next {
                Next::Run { start, end, level } => {
                    self.close(level);
                    self.copy(start, end, level);
                }
                Next::One { of, level, position, set_size } => self.place(of, level, position, set_size),
            }
        }
        self.close(0);
        for place in &self.old {
            if let Some(stands) = self.shape.stands.get_mut(place.slot as usize) {
                *stands = NOWHERE;
            }
        }
        for (place, at) in self.made.iter().zip(0..) {
            if let Some(stands) = self.shape.stands.get_mut(place.slot as usize) {
                *stands = at;
            }
        }
        self.shape.places = self.made;
    }

    /// What comes next stands at this level: whatever is deeper ends here.
    fn close(&mut self, level: u32) {
        let at = self.made.len() as u32;
        for done in self.open.drain((level as usize).min(self.open.len())..) {
            self.made[done as usize].end = at;
        }
    }

    fn place(&mut self, of: RowOf, level: u32, position: u32, set_size: u32) {
        self.close(level);
        let at = self.made.len() as u32;
        let (slot, before) = match of {
            RowOf::Node(node) => {
                let slot = self.shape.slot(node);
                let before = self.shape.stands.get(slot as usize).copied().unwrap_or(NOWHERE);
                (slot, self.old.get(before as usize).map(|place| before..place.end))
            }
            RowOf::Document(document) => {
                let before = report(&self.old, document).unwrap_or(NOWHERE);
                (NOWHERE, self.old.get(before as usize).map(|place| before..place.end))
            }
        };
        if let Some(before) = &before
            && !has(&self.marks, before.clone())
        {
            self.copy(before.start, before.end, level);
            if let Some(place) = self.made.get_mut(at as usize) {
                (place.position, place.set_size) = (position, set_size);
            }
            return;
        }
        self.open.push(at);
        self.made.push(Place { of, level, position, set_size, end: at + 1, slot });
        // Where it stood nowhere, all that hangs under it is new here.
        let before = before.map_or(0..0, |before| before.start + 1..before.end);
        self.push_under(of.parent(), before, level + 1);
    }

    /// Copies old places to a level.
    fn copy(&mut self, start: u32, end: u32, level: u32) {
        let from = self.made.len() as u32;
        let Some(old) = self.old.get(start as usize..end as usize) else { return };
        let Some(first) = old.first() else { return };
        let (shift, deeper) = (from.wrapping_sub(start), level.wrapping_sub(first.level));
        self.made.extend(old.iter().map(|place| Place {
            level: place.level.wrapping_add(deeper),
            end: place.end.wrapping_add(shift),
            ..*place
        }));
    }

    /// Puts on the stack what hangs under `parent`; `before` is where that stood until now.
    fn push_under(&mut self, parent: Parent, before: std::ops::Range<u32>, level: u32) {
        let from = self.stack.len();
        if before.is_empty() || self.parents.contains(&parent) || self.lost_one(before.clone()) {
            let children = self.plan.children(parent).zip(1..);
            let one = |(node, position)| Next::One { of: RowOf::Node(node), level, position, set_size: 0 };
            self.stack.extend(children.map(one));
            let size = (self.stack.len() - from) as u32;
            for next in &mut self.stack[from..] {
                if let Next::One { set_size, .. } = next {
                    *set_size = size;
                }
            }
        } else {
            // The same children in the same order: only those with a mark are looked at.
            let mut run = before.start;
            let mut at = before.start;
            while at < before.end {
                let Some(place) = self.old.get(at as usize).copied() else { break };
                if has(&self.marks, at..place.end) {
                    if run < at {
                        self.stack.push(Next::Run { start: run, end: at, level });
                    }
                    let Place { of, position, set_size, .. } = place;
                    self.stack.push(Next::One { of, level, position, set_size });
                    run = place.end;
                }
                at = place.end;
            }
            if run < before.end {
                self.stack.push(Next::Run { start: run, end: before.end, level });
            }
        }
        self.stack[from..].reverse();
    }

    /// Whether a touched node stood right under what these places hung under.
    fn lost_one(&self, before: std::ops::Range<u32>) -> bool {
        let level = self.old.get(before.start as usize).map(|place| place.level);
        let from = self.touched.partition_point(|at| *at < before.start);
        let mut within = self.touched[from..].iter().take_while(|at| **at < before.end);
        within.any(|at| self.old.get(*at as usize).map(|place| place.level) == level)
    }
}

/// Where a report stands, if reports have places.
fn report(places: &[Place], document: DocumentId) -> Option<u32> {
    let mut at = 0;
    loop {
        match places.get(at as usize)? {
            Place { of: RowOf::Document(known), .. } if *known == document => return Some(at),
            Place { of: RowOf::Document(_), end, .. } => at = *end,
            Place { .. } => return None,
        }
    }
}

/// Whether some of these numbers in order lies in a range.
fn has(sorted: &[u32], range: std::ops::Range<u32>) -> bool {
    let at = sorted.partition_point(|number| *number < range.start);
    sorted.get(at).is_some_and(|number| *number < range.end)
}
