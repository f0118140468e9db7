//! The outline's keys.

use super::panel::{OutlineContext, OutlinePanel};
use crate::{
    model::{NodeId, Parent},
    ui::commands::{UiCommand, Verb},
};
use egui::{Event, Key, Modifiers, Ui};

impl OutlinePanel {
    /// What keys ask for while the outline has the keyboard.
    pub(super) fn keys(&mut self, ui: &Ui, context: &OutlineContext<'_>, queue: &mut Vec<UiCommand>) {
        let before = queue.len();
        clipboard(ui, context, queue);
        let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        if pressed(Modifiers::COMMAND, Key::A) {
            queue.push(UiCommand::Verb(Verb::SelectAll));
        }
        // Shift first: a key without modifiers is also found with Shift held down.
        if let Some(to) = self.target_of(ui, Modifiers::SHIFT, context) {
            self.extend(to, context.selected, queue);
        } else if let Some(node) = self
            .target_of(ui, Modifiers::NONE, context)
            .and_then(|to| self.rows.row(to))
            .and_then(|row| row.of.node())
        {
            queue.push(UiCommand::Step(node));
        }
        if self.acted && context.writing {
            if pressed(Modifiers::SHIFT, Key::Tab) {
                queue.push(UiCommand::Verb(Verb::Outdent));
            } else if pressed(Modifiers::NONE, Key::Tab) {
                queue.push(UiCommand::Verb(Verb::Indent));
            }
        }
        self.across(ui, context, queue);
        // The title is edited in the panel, not in the row: titles of tasks run to forty characters,
        // of which a row shows fifteen, and the panel has the report's own passage under the field to
        // check against. Enter there leads back here, so that the next title is an arrow and Enter
        // away.
        if pressed(Modifiers::NONE, Key::Enter) && context.writing && context.selected.is_some() {
            queue.push(UiCommand::Verb(Verb::EditTitle));
        }
        self.acted |= queue.len() > before;
    }

    /// The row that a key leads to.
    fn target_of(&self, ui: &Ui, modifiers: Modifiers, context: &OutlineContext<'_>) -> Option<usize> {
        let pressed = |key| ui.input_mut(|input| input.consume_key(modifiers, key));
        let at = context.selected.and_then(|node| self.rows.near(context.plan, node));
        let last = self.rows.len().checked_sub(1)?;
        let page = self.page.max(2) - 1;
        // Reports are headings between rows: they fold, but are never selected.
        let down = |to: usize| (to..=last).find(|to| self.is_node(*to)).or(at);
        let up = |to: usize| (0..=to).rev().find(|to| self.is_node(*to)).or(at);
        if pressed(Key::ArrowDown) {
            down(at.map_or(0, |at| (at + 1).min(last)))
        } else if pressed(Key::ArrowUp) {
            up(at.map_or(last, |at| at.saturating_sub(1)))
        } else if pressed(Key::PageDown) {
            down(at.map_or(0, |at| (at + page).min(last)))
        } else if pressed(Key::PageUp) {
            up(at.map_or(0, |at| at.saturating_sub(page)))
        } else if pressed(Key::Home) {
            down(0)
        } else if pressed(Key::End) {
            up(last)
        } else {
            None
        }
    }

    fn is_node(&self, at: usize) -> bool {
        self.rows.row(at).is_some_and(|row| row.of.node().is_some())
    }

    /// Selects from the anchor to a row; that row is the one shown.
    pub(super) fn extend(&mut self, to: usize, selected: Option<NodeId>, queue: &mut Vec<UiCommand>) {
        let Some(lead) = self.rows.row(to).and_then(|row| row.of.node()) else { return };
        let anchor = self.anchor.and_then(|node| self.rows.position(node));
        let from = anchor.or_else(|| selected.and_then(|node| self.rows.position(node))).unwrap_or(to);
        if self.anchor.is_none() {
            self.anchor = self.rows.row(from).and_then(|row| row.of.node());
        }
        let nodes: Vec<NodeId> = self.rows.nodes(from.min(to)..=from.max(to)).collect();
        queue.push(UiCommand::Choose { nodes, lead });
    }

    /// Right and left: unfold and into, fold and out.
    fn across(&self, ui: &Ui, context: &OutlineContext<'_>, queue: &mut Vec<UiCommand>) {
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let at = context.selected.and_then(|node| self.rows.position(node));
        let Some((at, row)) = at.and_then(|at| Some((at, self.rows.row(at)?))) else { return };
        if pressed(Key::ArrowRight) && row.has_children {
            if row.open {
                let child = self.rows.row(at + 1).and_then(|row| row.of.node());
                queue.extend(child.map(UiCommand::Step));
            } else {
                queue.push(UiCommand::Toggle(row.of.parent()));
            }
        }
        if pressed(Key::ArrowLeft) {
            let above = context.selected.and_then(|node| context.plan.node_state(node));
            if row.open {
                queue.push(UiCommand::Toggle(row.of.parent()));
            } else if let Some(Parent::Node(above)) = above.map(|state| state.parent) {
                queue.push(UiCommand::Step(above));
            }
        }
    }
}

/// Copy, cut and paste: the backend tells them as events, not as keys.
fn clipboard(ui: &Ui, context: &OutlineContext<'_>, queue: &mut Vec<UiCommand>) {
    ui.input_mut(|input| {
        input.events.retain(|event| match event {
            Event::Copy => {
                queue.push(UiCommand::Verb(Verb::Copy));
                false
            }
            Event::Cut if context.writing => {
                queue.push(UiCommand::Verb(Verb::Cut));
                false
            }
            Event::Paste(words) if context.writing => {
                queue.push(UiCommand::PasteTree(words.clone()));
                false
            }
            _ => true,
        });
    });
}
