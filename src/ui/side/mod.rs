//! The side panel: everything about the selected node, in fields.

mod comment;
pub(super) mod completion;
mod conflicts;
mod draft;
mod fields;
mod head;
mod history;
mod many;
mod names;
mod refused;
mod target_draft;
mod target_form;
mod targets;
mod units;
mod values;
mod when;
mod widgets;

#[cfg(test)]
mod tests;

pub use comment::CommentDraft;
pub use draft::{Draft, Flush, TextField, stands};
pub use names::unit_names;
pub use units::{next_unassigned, with_unit};

use super::{
    commands::UiCommand,
    ime,
    selection::Selection,
    theme::{Theme, space},
};
use crate::model::{Assignment, NodeId, NodeKind, NodeView, Plan, TargetView};
use crate::session::Command;
use crate::words::{Message, Messages};
use egui::{InputState, ScrollArea, Ui};
use std::{path::Path, sync::Arc};

/// What the side panel is drawn from.
pub struct SideContext<'a> {
    /// The project.
    pub plan: &'a Arc<Plan>,
    /// The selected node.
    pub selected: Option<NodeId>,
    /// All selected nodes.
    pub chosen: &'a Selection,
    /// The project's folder, whose records tell the history.
    pub dir: &'a Path,
    /// All edits are on disk.
    pub saved: bool,
    /// False when nothing can be edited.
    pub writing: bool,
    /// The palette.
    pub theme: &'a Theme,
    /// The words.
    pub words: Messages,
}

/// The side panel's own state.
#[derive(Default)]
pub struct SidePanel {
    /// What is being typed.
    pub draft: Draft,
    names: names::UnitNames,
    units: units::UnitsState,
    many: many::Many,
    history: history::NodeHistory,
    /// Which post is marked in the leader's list.
    post_marked: Option<usize>,
    /// The node whose long wording is unfolded.
    unfolded: Option<NodeId>,
    /// A field to put the keyboard into, once.
    take_focus: Option<TextField>,
    /// The unit that last commented: most comments of a sitting come from one.
    last_author: String,
}

impl SidePanel {
    /// Puts the keyboard into a field in the next frame.
    pub fn focus(&mut self, field: TextField) {
        self.take_focus = Some(field);
    }

    /// Puts the keyboard into the field for units in the next frame.
    pub fn focus_units(&mut self) {
        self.units.focus();
    }

    /// True while the field for units has the keyboard.
    pub fn types_units(&self) -> bool {
        self.units.field_has_keyboard()
    }

    /// Takes keys that are meant for a unit before the window's verbs do: Delete on a unit must not
    /// remove its task.
    pub fn first_keys(&mut self, input: &mut InputState) {
        if !self.draft.composing {
            self.units.first_keys(input);
        }
    }

    /// The units assigned last.
    pub fn last_units(&self) -> Option<&[Assignment]> {
        self.names.last()
    }

    /// The lists that give these nodes these units; nodes that have them already are left out.
    pub fn repeated(
        &self,
        plan: &Plan,
        nodes: &[NodeId],
        units: &[Assignment],
    ) -> Vec<(NodeId, Vec<Assignment>)> {
        many::added(plan, nodes, units)
    }

    /// Starts a comment.
    pub fn start_comment(&mut self, node: NodeId, quote: String, start: Option<usize>) {
        let author = self.last_author.clone();
        if let Some(open) = self.draft.comment.as_mut().filter(|open| open.node == Some(node)) {
            // What was written so far stays; words chosen meanwhile are what it is about.
            if !quote.is_empty() {
                (open.quote, open.start) = (quote, start);
            }
            open.take_focus = true;
            return;
        }
        self.draft.comment = Some(CommentDraft {
            node: Some(node),
            quote,
            start,
            body: String::new(),
            author,
            take_focus: true,
            refusal: None,
        });
    }

    /// Opens the fields of a new target with its source words; gives the edit that the fields of
    /// another one amount to.
    #[must_use]
    pub fn start_target(&mut self, node: NodeId, quote: String) -> Option<Command> {
        self.draft.open_target(target_draft::TargetDraft::from_words(node, quote))
    }

    /// Brings the names of units to the plan's revision, for panes that complete them as this one does.
    pub fn refresh_names(&mut self, plan: &Arc<Plan>, wake: &egui::Context) {
        self.names.refresh(plan, wake);
    }

    /// Names of units that typed letters may mean, best first.
    pub fn completions(&self, typed: &str) -> Vec<String> {
        self.names.completions(typed, |_| false)
    }

    /// Opens the fields of a target; gives the edit that the fields of another one amount to.
    #[must_use]
    pub fn edit_target(&mut self, node: NodeId, target: &TargetView<'_>) -> Option<Command> {
        self.draft.open_target(target_draft::TargetDraft::of(node, target))
    }

    /// The unit that commented last, or that comments begin with.
    pub fn author(&self) -> &str {
        &self.last_author
    }

    /// The unit that comments begin with.
    pub fn set_author(&mut self, author: &str) {
        author.clone_into(&mut self.last_author);
    }

    /// Notes an edit that was just made: who commented, which units were assigned.
    pub fn note_done(&mut self, command: &Command) {
        match command {
            Command::Annotate { author, .. } | Command::Reply { author, .. } => {
                author.clone_into(&mut self.last_author);
            }
            Command::Assign(_, units) => self.names.note_use(units),
            Command::AssignAll(lists) => {
                // Of lists that differ, what they have in common is what was assigned.
                let mut common = lists.first().map(|(_, units)| units.clone()).unwrap_or_default();
                common.retain(|unit| lists.iter().all(|(_, units)| units.contains(unit)));
                self.names.note_use(&common);
            }
            _ => {}
        }
    }

    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, context: &SideContext<'_>, queue: &mut Vec<UiCommand>) {
        self.draft.follow(ime::composing(ui.ctx()));
        self.names.refresh(context.plan, ui.ctx());
        let view = context.selected.and_then(|node| context.plan.node(node));
        let Some(view) = view else {
            ui.add_space(space::XL);
            ui.vertical_centered(|ui| ui.weak(context.words.text(Message::SideEmpty)));
            return;
        };
        let node = view.id();
        self.draft.bring_back(context.plan, node);
        let several = context.chosen.len() > 1;
        // Scrolling starts at the top for every node.
        ScrollArea::vertical().id_salt(("side", node, several)).auto_shrink(false).show(ui, |ui| {
            // Room for the scroll bar beside the fields.
            ui.set_max_width(ui.available_width() - space::S);
            if several {
                let (names, state) = (&self.names, &mut self.units);
                let draft = &mut self.draft;
                ui.push_id("many", |ui| {
                    many::show(ui, &mut self.many, context, draft, (names, state), queue);
                });
            } else {
                ui.push_id(node, |ui| self.fields(ui, &view, context, queue));
            }
            ui.add_space(space::XL);
        });
    }

    fn fields(
        &mut self,
        ui: &mut Ui,
        view: &NodeView<'_>,
        context: &SideContext<'_>,
        queue: &mut Vec<UiCommand>,
    ) {
        let node = view.id();
        head::caption(ui, view, context);
        self.text_field(ui, node, TextField::Title, context, queue);
        self.sort(ui, view, context, queue);
        self.wording(ui, view, context, queue);
        conflicts::show(ui, view, context, queue);
        if view.kind() == NodeKind::Task || !view.targets().is_empty() {
            targets::show(ui, node, context, &mut self.draft, queue);
        }
        units::show(ui, node, context, &mut self.draft, (&self.names, &mut self.units), queue);
        ui.add_space(space::S);
        self.text_field(ui, node, TextField::Leader, context, queue);
        self.deadline(ui, node, context, queue);
        self.text_field(ui, node, TextField::Note, context, queue);
        comment::show(ui, node, context, (&mut self.draft, &self.names, &self.last_author), queue);
        history::show(ui, node, &mut self.history, context, queue);
    }
}
