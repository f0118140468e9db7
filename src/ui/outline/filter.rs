//! Which rows the outline shows.

pub(super) use crate::outline::search::is_unsure;

use crate::model::{Entity, NodeId, NodeKind, NodeView, Plan, UnitId};
use std::sync::Arc;

/// The reader's code for a bracket without its end.
pub(super) const UNCLOSED: &str = "unclosed_bracket";

/// Which rows the outline shows.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
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
    /// These nodes, wherever they stand: what a search found. Sorted by id.
    Nodes(Arc<[NodeId]>),
}

impl Filter {
    /// These nodes, in any order.
    pub fn nodes(mut nodes: Vec<NodeId>) -> Self {
        nodes.sort_unstable();
        nodes.dedup();
        Self::Nodes(nodes.into())
    }

    /// True for filters over all reports: a conflict anywhere has to be found, and a search says
    /// itself where it looked.
    pub(super) fn is_of_project(&self) -> bool {
        matches!(self, Self::Conflicts | Self::Nodes(_))
    }

    /// True when the node is of the sort asked for.
    pub fn holds(&self, plan: &Plan, node: &NodeView<'_>) -> bool {
        match self {
            Self::Sections => node.kind() == NodeKind::Section,
            Self::Tasks => node.kind() == NodeKind::Task,
            Self::Targets => !node.targets().is_empty(),
            Self::Clauses => node.read().is_some_and(|(_, read)| !read.clauses.is_empty()),
            Self::Unclosed => is_unclosed(node),
            Self::Unit(unit) => node.stored_units().items.iter().any(|item| UnitId::of(&item.name) == *unit),
            Self::Units => node.stored_units().items.iter().any(|unit| !unit.group),
            Self::Groups => node.stored_units().items.iter().any(|unit| unit.group),
            Self::Unsure => is_unsure(node),
            Self::Notes => !node.annotations().is_empty(),
            Self::Conflicts => has_conflict(plan, node),
            Self::Nodes(nodes) => nodes.binary_search(&node.id()).is_ok(),
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

/// True when a field of the node, of its targets or of its annotations is in conflict.
pub(super) fn has_conflict(plan: &Plan, node: &NodeView<'_>) -> bool {
    if plan.is_without_conflicts() {
        return false;
    }
    plan.is_contested(Entity::Node(node.id()))
        || node.targets().iter().any(|target| plan.is_contested(Entity::Target(target.id())))
        || node.annotations().iter().any(|note| plan.is_contested(Entity::Annotation(note.id())))
}
