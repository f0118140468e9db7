//! Which rows the outline shows: made when the plan, the filter or the folding changed.

use super::found::Filter;
use crate::model::{DocumentId, NodeId, Parent, Plan, Revision};
use rustc_hash::FxHashSet;

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

/// What rows were made of.
type Stamp = (Revision, Option<(Filter, Option<DocumentId>)>, u64);

/// The visible rows and what decides about them.
#[derive(Default)]
pub struct Rows {
    list: Vec<Row>,
    stamp: Option<Stamp>,
    /// Which rows, of which report; `None` for all reports.
    filter: Option<(Filter, Option<DocumentId>)>,
    folded: FxHashSet<Parent>,
    /// Counts changes of `folded`.
    folds: u64,
}

impl Rows {
    /// The rows, made anew if something changed.
    pub fn of(&mut self, plan: &Plan) -> &[Row] {
        let stamp = (plan.revision(), self.filter, self.folds);
        if self.stamp != Some(stamp) {
            self.list = self.make(plan);
            self.stamp = Some(stamp);
        }
        &self.list
    }

    /// The filter.
    pub fn filter(&self) -> Option<Filter> {
        self.filter.map(|(filter, _)| filter)
    }

    /// Sets the filter over one report; the one that is set already is taken off.
    pub fn toggle_filter(&mut self, filter: Filter, document: Option<DocumentId>) {
        // A conflict anywhere has to be found.
        let document = document.filter(|_| filter != Filter::Conflicts);
        let filter = Some((filter, document));
        self.filter = if self.filter == filter { None } else { filter };
    }

    /// Takes the filter off.
    pub fn show_all(&mut self) {
        self.filter = None;
    }

    /// The first row that passes the filter itself.
    pub fn first_hit(&mut self, plan: &Plan) -> Option<NodeId> {
        self.filter?;
        self.of(plan).iter().filter(|row| row.matches).find_map(|row| row.of.node())
    }

    /// Folds or unfolds.
    pub fn toggle(&mut self, parent: Parent) {
        if !self.folded.remove(&parent) {
            self.folded.insert(parent);
        }
        self.folds += 1;
    }

    /// What is folded.
    pub fn folded(&self) -> impl Iterator<Item = Parent> + '_ {
        self.folded.iter().copied()
    }

    /// Counts changes of what is folded.
    pub fn folds(&self) -> u64 {
        self.folds
    }

    /// Folds these and nothing else.
    pub fn fold(&mut self, parents: impl IntoIterator<Item = Parent>) {
        self.folded = parents.into_iter().collect();
        self.folds += 1;
    }

    /// Unfolds all above a node, and drops a filter that hides it, so that it has a row.
    pub fn reveal(&mut self, plan: &Plan, node: NodeId) {
        let mut above = plan.node_state(node).map(|state| state.parent);
        while let Some(parent) = above {
            if self.folded.remove(&parent) {
                self.folds += 1;
            }
            above = match parent {
                Parent::Node(id) => plan.node_state(id).map(|state| state.parent),
                Parent::Document(_) => None,
            };
        }
        if self.filter.is_some() && self.position(plan, node).is_none() {
            self.filter = None;
        }
    }

    /// The row of a node, if it has one.
    pub fn position(&mut self, plan: &Plan, node: NodeId) -> Option<usize> {
        self.of(plan).iter().position(|row| row.of == RowOf::Node(node))
    }

    fn make(&self, plan: &Plan) -> Vec<Row> {
        let shown = self.filter.map(|(filter, document)| shown(plan, filter, document));
        let documents: Vec<DocumentId> = plan.documents().map(|document| document.id).collect();
        let mut rows = Vec::new();
        // (what, level, position, set size), the next one last.
        let mut stack = Vec::new();
        if let [document] = documents[..] {
            push_children(plan, &mut stack, Parent::Document(document), 0, shown.as_ref());
        } else {
            let size = documents.len();
            let all = documents.iter().enumerate().rev();
            let has_hit = |id: &DocumentId| {
                let visible = |child: &NodeId| shown.as_ref().is_none_or(|shown| shown.ways.contains(child));
                shown.is_none() || plan.children(Parent::Document(*id)).any(|child| visible(&child))
            };
            let all = all.filter(|(_, id)| has_hit(id));
            stack.extend(all.map(|(at, id)| (RowOf::Document(*id), 0, at + 1, size)));
        }
        while let Some((of, level, position, set_size)) = stack.pop() {
            let parent = of.parent();
            let visible = |child: &NodeId| shown.as_ref().is_none_or(|shown| shown.ways.contains(child));
            let has_children = plan.children(parent).any(|child| visible(&child));
            // What a filter looks for is not left folded away.
            let open = has_children && (shown.is_some() || !self.folded.contains(&parent));
            let matches = match (of, &shown) {
                (RowOf::Node(node), Some(shown)) => shown.hits.contains(&node),
                _ => true,
            };
            rows.push(Row { of, level, position, set_size, has_children, open, matches });
            if open {
                push_children(plan, &mut stack, parent, level + 1, shown.as_ref());
            }
        }
        rows
    }
}

/// What a filter lets through.
struct Shown {
    /// Nodes that pass it.
    hits: FxHashSet<NodeId>,
    /// These, and all above them.
    ways: FxHashSet<NodeId>,
}

fn shown(plan: &Plan, filter: Filter, within: Option<DocumentId>) -> Shown {
    let conflicts = plan.conflicts();
    let (mut hits, mut ways) = (FxHashSet::default(), FxHashSet::default());
    for document in plan.documents().filter(|document| within.is_none_or(|only| only == document.id)) {
        for id in plan.walk(document.id) {
            if !plan.node(id).is_some_and(|node| filter.holds(&node, &conflicts)) {
                continue;
            }
            hits.insert(id);
            let mut way = Some(id);
            while let Some(node) = way.filter(|node| ways.insert(*node)) {
                way = match plan.node_state(node).map(|state| state.parent) {
                    Some(Parent::Node(above)) => Some(above),
                    _ => None,
                };
            }
        }
    }
    Shown { hits, ways }
}

fn push_children(
    plan: &Plan,
    stack: &mut Vec<(RowOf, usize, usize, usize)>,
    parent: Parent,
    level: usize,
    shown: Option<&Shown>,
) {
    let children: Vec<NodeId> =
        plan.children(parent).filter(|child| shown.is_none_or(|shown| shown.ways.contains(child))).collect();
    let size = children.len();
    let all = children.into_iter().enumerate().rev();
    stack.extend(all.map(|(at, node)| (RowOf::Node(node), level, at + 1, size)));
}
