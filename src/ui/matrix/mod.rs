//! 责任矩阵: units beside sections, with what part each unit has.

use super::{commands::UiCommand, theme::Theme};
use crate::model::{NodeId, Plan};
use crate::words::Messages;
use egui::Ui;

/// What the pane is drawn from.
pub struct MatrixContext<'a> {
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
pub struct MatrixPane {}

impl MatrixPane {
    /// Draws it.
    pub fn show(&mut self, _ui: &mut Ui, _context: &MatrixContext<'_>, _queue: &mut Vec<UiCommand>) {}
}
