//! 单位: the directory of units, their order, groups, other names, mergers and posts.

use super::{commands::UiCommand, theme::Theme};
use crate::model::{NodeId, Plan};
use crate::words::Messages;
use egui::Ui;

/// What the pane is drawn from.
pub struct DirectoryContext<'a> {
    /// The project.
    pub plan: &'a Plan,
    /// The selected nodes; the last is the one shown.
    pub selected: &'a [NodeId],
    /// False when nothing can be edited.
    pub writing: bool,
    /// The palette.
    pub theme: &'a Theme,
    /// The words.
    pub words: Messages,
}

/// The pane's own state.
#[derive(Default)]
pub struct DirectoryPane {}

impl DirectoryPane {
    /// Draws it.
    pub fn show(&mut self, _ui: &mut Ui, _context: &DirectoryContext<'_>, _queue: &mut Vec<UiCommand>) {}
}
