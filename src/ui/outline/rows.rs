//! Which rows the outline shows: made when the tree's shape, the filter or the folding changed.

use super::{
    filter::Filter,
    shape::{RowOf, Shape},
};
use crate::model::{DocumentId, Entity, NodeId, Parent, Plan, Revision};
use rustc_hash::FxHashSet;
use std::ops::RangeInclusive;

/// A visible row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// What it stands for.
    pub of: RowOf,
    /// Depth, 0 at the left.
    pub level: usize,
    /// Its number among its siblings, from 1.
    pub position: usize,
    /// Number of its siblings and itself.
    pub set_size: usize,
    /// Something hangs under it.
    pub has_children: bool,
    /// What hangs under it is shown.
    pub open: bool,
    /// It passed the filter itself, and is not only the way to one that did.
    pub matches: bool,
}

/// A filter in force.
struct Sieve {
    filter: Filter,
    /// Of which report; `None` for all reports.
    document: Option<DocumentId>,
    /// The nodes that pass.
    hits: FxHashSet<NodeId>,
    /// Up to which revision `hits` is right.
    seen: Option<Revision>,
}

/// What a filter changes about a visible row.
#[derive(Clone, Copy)]
struct Mark {
    position: u32,
    /// Row of what it hangs under, one more than that; 0 at the top.
    under: u32,
    has_children: bool,
    matches: bool,
}

/// The visible rows and what decides about them.
#[derive(Default)]
pub struct Rows {
    shape: Shape,
    /// Visible places, in order.
    visible: Vec<u32>,
    /// One for each visible row, under a filter.
    marks: Vec<Mark>,
    /// Number of visible rows that hang under each row, behind those at the top.
    sizes: Vec<u32>,
    sieve: Option<Sieve>,
    folded: FxHashSet<Parent>,
    /// Counts changes of `folded`.
    folds: u64,
    /// The filter or the folding changed since the rows were made.
    stale: bool,
    generation: u64,
}

impl Rows {
    /// Brings the rows to the plan's state. Costs nothing while neither the shape of the tree, nor
    /// the folding, nor what passes the filter changed.
    pub fn refresh(&mut self, plan: &Plan) {
        let reshaped = self.shape.refresh(plan);
        let resieved = self.sieve.as_mut().is_some_and(|sieve| sieve.refresh(plan, &self.shape));
        if reshaped || resieved || self.stale {
            self.stale = false;
            self.generation += 1;
            match self.sieve.take() {
                Some(sieve) => {
                    self.make_sieved(&sieve);
                    self.sieve = Some(sieve);
                }
                None => self.make(),
            }
        }
    }

    /// How often rows were made: numbers of rows are good for one generation.
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.visible.len()
    }

    /// True when there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.visible.is_empty()
    }

    /// A row by its number.
    pub fn row(&self, at: usize) -> Option<Row> {
        let index = *self.visible.get(at)?;
        let place = self.shape.places().get(index as usize)?;
        let mut row = Row {
            of: place.of,
            level: place.level as usize,
            position: place.position as usize,
            set_size: place.set_size as usize,
            has_children: place.end > index + 1,
            open: false,
            matches: true,
        };
        if let Some(mark) = self.marks.get(at) {
            row.position = mark.position as usize;
            row.set_size = self.sizes.get(mark.under as usize).map_or(0, |size| *size as usize);
            row.has_children = mark.has_children;
            row.matches = mark.matches;
        }
        // What a filter looks for is not left folded away.
        row.open = row.has_children && (self.sieve.is_some() || !self.folded.contains(&place.of.parent()));
        Some(row)
    }

    /// The number of a node's row, if it has one.
    pub fn position(&self, node: NodeId) -> Option<usize> {
        self.visible.binary_search(&(self.shape.at(node)? as u32)).ok()
    }

    /// The row of a node, or of the nearest one above it that is not folded away.
    pub fn near(&self, plan: &Plan, node: NodeId) -> Option<usize> {
        let mut above = Some(node);
        while let Some(node) = above {
            if let Some(at) = self.position(node) {
                return Some(at);
            }
            above = match plan.node_state(node)?.parent {
                Parent::Node(parent) => Some(parent),
                Parent::Document(_) => None,
            };
        }
        None
    }

    /// The nodes of some rows.
    pub fn nodes(&self, rows: RangeInclusive<usize>) -> impl Iterator<Item = NodeId> + '_ {
        let last = (rows.end() + 1).min(self.len());
        let rows = self.visible.get(*rows.start()..last).unwrap_or_default();
        rows.iter().filter_map(|index| self.shape.places()[*index as usize].of.node())
    }

    /// The filter.
    pub fn filter(&self) -> Option<&Filter> {
        self.sieve.as_ref().map(|sieve| &sieve.filter)
    }

    /// Sets the filter over one report; the one that is set already is taken off.
    pub fn toggle_filter(&mut self, filter: Filter, document: Option<DocumentId>) {
        let document = document.filter(|_| !filter.is_of_project());
        if self.sieve.as_ref().is_some_and(|set| set.filter == filter && set.document == document) {
            self.show_all();
        } else {
            self.sieve = Some(Sieve { filter, document, hits: FxHashSet::default(), seen: None });
            self.stale = true;
        }
    }

    /// Takes the filter off.
    pub fn show_all(&mut self) {
        self.stale |= self.sieve.take().is_some();
    }

    /// The first row that passes the filter itself.
    pub fn first_hit(&self) -> Option<NodeId> {
        self.sieve.as_ref()?;
        let at = self.marks.iter().position(|mark| mark.matches)?;
        self.row(at).and_then(|row| row.of.node())
    }

    /// Folds or unfolds.
    pub fn toggle(&mut self, parent: Parent) {
        if !self.folded.remove(&parent) {
            self.folded.insert(parent);
        }
        self.refold();
    }

    fn refold(&mut self) {
        self.folds += 1;
        self.stale = true;
    }

    /// What is folded.
    pub fn folded(&self) -> impl Iterator<Item = Parent> + '_ {
        self.folded.iter().copied()
    }

    /// Folds just these.
    pub fn fold(&mut self, folded: impl IntoIterator<Item = Parent>) {
        self.folded.clear();
        self.folded.extend(folded);
        self.refold();
    }

    /// Unfolds all.
    pub fn expand_all(&mut self) {
        self.fold([]);
    }

    /// Folds all that holds something.
    pub fn collapse_all(&mut self, plan: &Plan) {
        self.shape.refresh(plan);
        let places = self.shape.places().iter().zip(0..);
        let holding = places.filter(|(place, at)| place.end > at + 1);
        self.folded = holding.map(|(place, _)| place.of.parent()).collect();
        self.refold();
    }

    /// Counts changes of what is folded.
    pub fn folds(&self) -> u64 {
        self.folds
    }

    /// Unfolds all above a node, and drops a filter that hides it, so that it has a row.
    pub fn reveal(&mut self, plan: &Plan, node: NodeId) {
        let mut above = plan.node_state(node).map(|state| state.parent);
        while let Some(parent) = above {
            if self.folded.remove(&parent) {
                self.refold();
            }
            above = match parent {
                Parent::Node(id) => plan.node_state(id).map(|state| state.parent),
                Parent::Document(_) => None,
            };
        }
        if self.sieve.is_some() {
            self.refresh(plan);
            if self.position(node).is_none() {
                self.show_all();
            }
        }
        self.refresh(plan);
    }

    /// Puts nodes into the order of the outline, each once; those without a place are left out.
    pub fn in_order(&self, nodes: impl IntoIterator<Item = NodeId>) -> Vec<NodeId> {
        let places = nodes.into_iter().filter_map(|node| Some((self.shape.at(node)?, node)));
        let mut places: Vec<_> = places.collect();
        places.sort_unstable_by_key(|(at, _)| *at);
        places.dedup();
        places.into_iter().map(|(_, node)| node).collect()
    }

    /// Of nodes in the order of the outline those that hang under no other of them.
    pub fn roots(&self, nodes: &[NodeId]) -> Vec<NodeId> {
        let mut end = 0;
        let mut roots = Vec::new();
        for node in nodes {
            if let Some(at) = self.shape.at(*node)
                && at >= end
            {
                end = self.shape.places()[at].end as usize;
                roots.push(*node);
            }
        }
        roots
    }

    fn make(&mut self) {
        self.visible.clear();
        self.marks.clear();
        let places = self.shape.places();
        if self.folded.is_empty() {
            self.visible.extend(0..places.len() as u32);
            return;
        }
        let mut at = 0;
        while let Some(place) = places.get(at as usize) {
            self.visible.push(at);
            let shut = place.end > at + 1 && self.folded.contains(&place.of.parent());
            at = if shut { place.end } else { at + 1 };
        }
    }

    /// Only what passes, and what it hangs under.
    fn make_sieved(&mut self, sieve: &Sieve) {
        self.visible.clear();
        self.marks.clear();
        self.sizes.clear();
        self.sizes.push(0);
        let places = self.shape.places();
        let passes = |of: RowOf| matches!(of, RowOf::Node(node) if sieve.hits.contains(&node));
        // Hits before each place.
        let mut before = Vec::with_capacity(places.len() + 1);
        before.push(0_u32);
        for (at, place) in places.iter().enumerate() {
            let sum = before[at];
            before.push(sum + u32::from(passes(place.of)));
        }
        // Rows that what comes next may hang under, as `Mark::under` counts them.
        let mut open: Vec<u32> = Vec::new();
        let mut at = 0_u32;
        while let Some(place) = places.get(at as usize) {
            let within = before[place.end as usize] - before[at as usize];
            if within == 0 {
                at = place.end;
                continue;
            }
            let matches = passes(place.of);
            open.truncate(place.level as usize);
            let under = open.last().copied().unwrap_or(0);
            self.sizes[under as usize] += 1;
            let position = self.sizes[under as usize];
            self.visible.push(at);
            self.marks.push(Mark { position, under, has_children: within > u32::from(matches), matches });
            self.sizes.push(0);
            open.push(self.visible.len() as u32);
            at += 1;
        }
    }
}

impl Sieve {
    /// Brings the hits to the plan's revision; true when they are others now.
    fn refresh(&mut self, plan: &Plan, shape: &Shape) -> bool {
        let now = plan.revision();
        if self.seen == Some(now) {
            return false;
        }
        let changed = self.seen.replace(now).and_then(|seen| plan.nodes_changed_since(seen));
        let Some(changed) = changed else {
            self.hits = if let Filter::Nodes(nodes) = &self.filter {
                nodes.iter().copied().filter(|node| shape.at(*node).is_some()).collect()
            } else {
                let nodes = shape.places().iter().filter_map(|place| place.of.node());
                nodes.filter(|node| self.passes(plan, *node)).collect()
            };
            return true;
        };
        let mut differs = false;
        for node in changed {
            differs |= if self.passes(plan, node) { self.hits.insert(node) } else { self.hits.remove(&node) };
        }
        differs
    }

    fn passes(&self, plan: &Plan, node: NodeId) -> bool {
        plan.is_alive(Entity::Node(node))
            && plan.node(node).is_some_and(|view| {
                self.document.is_none_or(|only| only == view.document()) && self.filter.holds(plan, &view)
            })
    }
}
