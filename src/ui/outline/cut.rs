//! Rows that are cut: they stay where they are, shown as cut, until they are pasted. So nothing is
//! ever on the clipboard only.

use super::panel::OutlinePanel;
use crate::model::NodeId;
use egui::{Key, Modifiers, Ui};
use rustc_hash::FxHashSet;

/// What was cut last.
pub(super) struct Cut {
    /// As it went to the clipboard: tells the paste that is meant from any other.
    words: String,
    /// In the order of the outline, each with its own words: of those that are gone they are all
    /// that is left.
    nodes: Vec<(NodeId, String)>,
    /// The same, for the rows in view.
    marked: FxHashSet<NodeId>,
}

impl OutlinePanel {
    /// Shows these as cut; `words` stand for them on the clipboard.
    pub fn set_cut(&mut self, nodes: Vec<(NodeId, String)>, words: String) {
        let marked = nodes.iter().map(|(node, _)| *node).collect();
        self.cut = Some(Cut { words, nodes, marked });
    }

    /// Nothing is cut any more.
    pub fn forget_cut(&mut self) {
        self.cut = None;
    }

    /// The nodes that were cut, if these words of the clipboard stand for them.
    pub fn cut_as(&self, words: &str) -> Option<&[(NodeId, String)]> {
        // Clipboards put line breaks of their own.
        let lines = |words: &str| words.trim().replace("\r\n", "\n");
        let cut = self.cut.as_ref().filter(|cut| lines(&cut.words) == lines(words))?;
        Some(&cut.nodes)
    }

    /// True while the row is shown as cut.
    pub(super) fn is_cut(&self, node: NodeId) -> bool {
        self.cut.as_ref().is_some_and(|cut| cut.marked.contains(&node))
    }

    /// Esc lets go of what is cut.
    pub(super) fn leave_cut(&mut self, ui: &Ui) {
        let drag_or_letters = self.drag.is_some() || self.seek.is_open();
        let pressed = || ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        if self.cut.is_some() && !drag_or_letters && pressed() {
            self.cut = None;
        }
    }
}
