//! The selected nodes: a list in the order of the outline, and a set to look one up in.

use crate::model::NodeId;
use rustc_hash::FxHashSet;
use std::ops::Deref;

/// All selected nodes.
///
/// Panes ask for every row in view whether it is selected, and remember what they made of the
/// selection by its version: neither reads the list, which may hold every row of a project.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    list: Vec<NodeId>,
    members: FxHashSet<NodeId>,
    version: u64,
}

impl Selection {
    /// Selects these; false when they were selected before, in that order.
    pub fn set(&mut self, nodes: Vec<NodeId>) -> bool {
        if nodes == self.list {
            return false;
        }
        self.members = nodes.iter().copied().collect();
        self.list = nodes;
        self.version += 1;
        true
    }

    /// Keeps only some of them; false when all were kept.
    pub fn retain(&mut self, keeps: impl FnMut(&NodeId) -> bool) -> bool {
        let before = self.list.len();
        self.list.retain(keeps);
        let fewer = self.list.len() < before;
        if fewer {
            self.members = self.list.iter().copied().collect();
            self.version += 1;
        }
        fewer
    }

    /// Whether a node is selected, however many are.
    pub fn contains(&self, node: NodeId) -> bool {
        self.members.contains(&node)
    }

    /// Counts up whenever another list is selected.
    pub fn version(&self) -> u64 {
        self.version
    }
}

impl Deref for Selection {
    type Target = [NodeId];

    fn deref(&self) -> &[NodeId] {
        &self.list
    }
}

#[cfg(test)]
mod tests {
    use super::Selection;
    use crate::model::{NodeId, RecordId, WriterId};

    #[test]
    fn another_list_of_the_same_length_and_ends_is_another_selection() {
        let record = RecordId { writer: WriterId(1), seq: 1 };
        let node = |ordinal| NodeId { record, ordinal };
        let mut selection = Selection::default();
        assert!(selection.set(vec![node(0), node(1), node(3)]));
        let before = selection.version();
        assert!(!selection.set(vec![node(0), node(1), node(3)]));
        assert_eq!(selection.version(), before);
        assert!(selection.set(vec![node(0), node(2), node(3)]));
        assert!(selection.version() > before);
        assert!(selection.contains(node(2)) && !selection.contains(node(1)));
        assert!(selection.retain(|of| *of != node(3)));
        assert_eq!(selection.len(), 2);
        assert!(!selection.contains(node(3)));
    }
}
