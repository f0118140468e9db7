//! What one opening can undo and redo.

use super::Undo;

/// Two stacks of ways back. A new change empties the second.
#[derive(Clone, Debug, Default)]
pub struct History {
    done: Vec<Undo>,
    undone: Vec<Undo>,
}

impl History {
    /// Notes a user's change.
    pub fn push(&mut self, undo: Undo) {
        if !undo.ops.is_empty() {
            self.undone.clear();
            self.done.push(undo);
        }
    }

    /// What undo would take back.
    pub fn undo_label(&self) -> Option<&str> {
        self.done.last().map(|undo| undo.label.as_str())
    }

    /// What redo would bring again.
    pub fn redo_label(&self) -> Option<&str> {
        self.undone.last().map(|undo| undo.label.as_str())
    }

    /// Takes the latest change off, to be taken back.
    pub fn take_undo(&mut self) -> Option<Undo> {
        self.done.pop()
    }

    /// Takes the latest undone change off, to be brought again.
    pub fn take_redo(&mut self) -> Option<Undo> {
        self.undone.pop()
    }

    /// Notes how to bring again what an undo took back.
    pub fn push_undone(&mut self, undo: Undo) {
        self.undone.push(undo);
    }

    /// Notes how to take back what a redo brought again; keeps what else can be redone.
    pub fn push_redone(&mut self, undo: Undo) {
        self.done.push(undo);
    }
}
