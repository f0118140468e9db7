//! What the panes in the middle have in common.

use super::{
    commands::UiCommand,
    selection::Selection,
    theme::{Theme, space},
};
use crate::{
    model::Plan,
    words::{Message, Messages},
};
use egui::{RichText, Ui};
use std::sync::Arc;

/// What the panes 任务表, 责任矩阵 and 单位 are drawn from.
#[derive(Clone, Copy)]
pub struct PaneContext<'a> {
    /// The project.
    pub plan: &'a Arc<Plan>,
    /// The selected nodes; the last is the one shown.
    pub selected: &'a Selection,
    /// False when nothing can be edited.
    pub writing: bool,
    /// The palette.
    pub theme: &'a Theme,
    /// The words.
    pub words: Messages,
    /// Names of units that typed letters may mean, best first.
    pub complete: &'a dyn Fn(&str) -> Vec<String>,
}

/// A pane with nothing in it: one sentence and one action.
pub(super) fn empty(
    ui: &mut Ui,
    says: Message,
    (label, command): (Message, UiCommand),
    context: &PaneContext<'_>,
    queue: &mut Vec<UiCommand>,
) {
    ui.add_space(space::XL);
    ui.vertical_centered(|ui| {
        ui.label(RichText::new(context.words.text(says)).color(context.theme.ink2));
        ui.add_space(space::S);
        if ui.button(context.words.text(label)).clicked() {
            queue.push(command);
        }
    });
}
