//! What was found in the project's reports, and the filters that follow from it.

use crate::model::{
    Conflict, DocumentId, Entity, NodeKind, NodeView, Plan, Revision, UnitId, normalised_name,
};
use rustc_hash::{FxHashMap, FxHashSet};

/// Below this confidence a person should look.
const UNSURE: f32 = 0.6;
/// The reader's code for a bracket without its end.
const UNCLOSED: &str = "unclosed_bracket";

/// Which rows the outline shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Filter {
    /// Sections.
    Sections,
    /// Tasks.
    Tasks,
    /// Nodes with targets.
    Targets,
    /// Nodes whose text has a clause that names units.
    Clauses,
    /// Nodes with a clause whose bracket is never closed.
    Unclosed,
    /// Nodes with units.
    Units,
    /// Nodes of one unit, by the id of its folded name.
    Unit(UnitId),
    /// Nodes with a group of units (相关区镇街道).
    Groups,
    /// Nodes that a person should confirm.
    Unsure,
    /// Nodes with annotations.
    Notes,
    /// Nodes with fields that people set differently.
    Conflicts,
}

impl Filter {
    /// True when the node is of the sort asked for.
    pub fn holds(self, node: &NodeView<'_>, conflicts: &[Conflict]) -> bool {
        match self {
            Self::Sections => node.kind() == NodeKind::Section,
            Self::Tasks => node.kind() == NodeKind::Task,
            Self::Targets => !node.targets().is_empty(),
            Self::Clauses => node.read().is_some_and(|(_, read)| !read.clauses.is_empty()),
            Self::Unclosed => is_unclosed(node),
            Self::Unit(unit) => node.stored_units().items.iter().any(|item| UnitId::of(&item.name) == unit),
            Self::Units => node.stored_units().items.iter().any(|unit| !unit.group),
            Self::Groups => node.stored_units().items.iter().any(|unit| unit.group),
            Self::Unsure => is_unsure(node),
            Self::Notes => !node.annotations().is_empty(),
            Self::Conflicts => has_conflict(node, conflicts),
        }
    }
}

/// True when a clause of the node misses its closing bracket.
fn is_unclosed(node: &NodeView<'_>) -> bool {
    let Some((reading, read)) = node.read() else { return false };
    let starts = |start: u32| {
        let clauses = read.clauses.iter().map(|clause| &clause.span);
        clauses.chain(&read.pieces).any(|part| part.start <= start && start < part.end)
    };
    let warnings = reading.warnings.iter().filter(|warning| warning.code == UNCLOSED);
    warnings.filter_map(|warning| warning.span).any(|span| starts(span.start))
}

/// True when the node, or a target of it, was recognised with little confidence, or when the
/// plan flags it.
pub(super) fn is_unsure(node: &NodeView<'_>) -> bool {
    node.read().is_some_and(|(_, read)| read.confidence < UNSURE)
        || node.targets().iter().any(|target| target.read().is_some_and(|(_, read)| read.confidence < UNSURE))
        || !node.flags().is_empty()
}

/// True when a field of the node, of its targets or of its annotations is in conflict.
pub(super) fn has_conflict(node: &NodeView<'_>, conflicts: &[Conflict]) -> bool {
    let on_node = |conflict: &Conflict| match conflict.entity {
        Entity::Node(id) => id == node.id(),
        Entity::Target(id) => node.targets().iter().any(|target| target.id() == id),
        Entity::Annotation(id) => node.annotations().iter().any(|note| note.id() == id),
        Entity::Project | Entity::Document(_) | Entity::Unit(_) => false,
    };
    conflicts.iter().any(on_node)
}

/// Counts over the report that is looked at, made once a revision.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The revision counted.
    pub revision: Revision,
    /// The report counted; none when the project is empty.
    pub document: Option<DocumentId>,
    /// Reports, sections and tasks of the whole project.
    pub whole: (usize, usize, usize),
    /// Sections.
    pub sections: usize,
    /// Tasks.
    pub tasks: usize,
    /// Targets.
    pub targets: usize,
    /// Clauses that only name units.
    pub clauses: usize,
    /// Clauses whose bracket is never closed.
    pub unclosed: usize,
    /// Different units with the number of nodes each stands at, the most frequent first; groups
    /// left out.
    pub units: Vec<(String, usize)>,
    /// Different groups of units.
    pub groups: usize,
    /// Lines of page chrome.
    pub noise: usize,
    /// Nodes that a person should confirm.
    pub unsure: usize,
    /// Annotations.
    pub notes: usize,
    /// Fields that people set differently, in all reports.
    pub conflicts: usize,
}

impl Found {
    /// Counts.
    pub fn count(plan: &Plan, document: Option<DocumentId>) -> Self {
        let mut found = Self { revision: plan.revision(), document, ..Self::default() };
        let mut units: FxHashMap<String, (String, usize)> = FxHashMap::default();
        let mut groups = FxHashSet::default();
        for state in plan.documents() {
            found.whole.0 += 1;
            for node in plan.walk(state.id).into_iter().filter_map(|id| plan.node(id)) {
                match node.kind() {
                    NodeKind::Section => found.whole.1 += 1,
                    NodeKind::Task => found.whole.2 += 1,
                }
            }
        }
        if let Some(document) = document {
            if let Some(reading) = plan.document(document).and_then(|view| view.reading().cloned()) {
                found.noise += reading.noise.len();
                found.unclosed += reading.warnings.iter().filter(|warning| warning.code == UNCLOSED).count();
            }
            for node in plan.walk(document).into_iter().filter_map(|id| plan.node(id)) {
                match node.kind() {
                    NodeKind::Section => found.sections += 1,
                    NodeKind::Task => found.tasks += 1,
                }
                found.targets += node.targets().len();
                found.notes += node.annotations().len();
                found.clauses += node.read().map_or(0, |(_, read)| read.clauses.len());
                found.unsure += usize::from(is_unsure(&node));
                for unit in &node.stored_units().items {
                    let folded = normalised_name(&unit.name);
                    if unit.group {
                        groups.insert(folded);
                    } else {
                        units.entry(folded).or_insert_with(|| (unit.name.clone(), 0)).1 += 1;
                    }
                }
            }
        }
        found.units = units.into_values().collect();
        found.units.sort_by(|one, two| two.1.cmp(&one.1).then_with(|| one.0.cmp(&two.0)));
        found.groups = groups.len();
        found.conflicts = plan.conflicts().len();
        found
    }
}
