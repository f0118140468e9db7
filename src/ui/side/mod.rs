//! The side panel: everything about the selected node, in fields.

mod comment;
mod conflicts;
mod draft;
mod names;
mod target_draft;
mod targets;
mod units;
mod widgets;

pub use comment::CommentDraft;
pub use draft::{Draft, Flush, TextField, stands};
pub use names::unit_names;
pub use units::with_unit;

use super::{
    commands::UiCommand,
    theme::{self, Theme, space},
};
use crate::model::{Deadline, Flag, NodeId, NodeKind, NodeView, Plan};
use crate::words::{Message, Messages};
use egui::{Key, RichText, ScrollArea, Ui};

/// What the side panel is drawn from.
pub struct SideContext<'a> {
    /// The project.
    pub plan: &'a Plan,
    /// The selected node.
    pub selected: Option<NodeId>,
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
        });
    }

    /// Opens the fields of a new target with its source words.
    pub fn start_target(&mut self, node: NodeId, quote: String) {
        let mut draft = target_draft::TargetDraft::new(node);
        draft.quote = quote;
        self.draft.target = Some(draft);
    }

    /// The unit that commented last, or that comments begin with.
    pub fn author(&self) -> &str {
        &self.last_author
    }

    /// Notes who commented.
    pub fn commented(&mut self, author: &str) {
        author.clone_into(&mut self.last_author);
    }

    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, context: &SideContext<'_>, queue: &mut Vec<UiCommand>) {
        self.draft.composing = composing(ui, self.draft.composing);
        let view = context.selected.and_then(|node| context.plan.node(node));
        let Some(view) = view else {
            ui.add_space(space::XL);
            ui.vertical_centered(|ui| ui.weak(context.words.text(Message::SideEmpty)));
            return;
        };
        let node = view.id();
        // Scrolling starts at the top for every node.
        ScrollArea::vertical().id_salt(("side", node)).auto_shrink(false).show(ui, |ui| {
            // Room for the scroll bar beside the fields.
            ui.set_max_width(ui.available_width() - space::S);
            ui.push_id(node, |ui| self.fields(ui, &view, context, queue));
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
        caption(ui, view, context);
        self.text_field(ui, node, TextField::Title, context, queue);
        source(ui, view, context);
        conflicts::show(ui, view, context, queue);
        if view.kind() == NodeKind::Task || !view.targets().is_empty() {
            targets::show(ui, node, context, &mut self.draft, queue);
        }
        units::show(ui, node, context, &mut self.draft, &mut self.names, queue);
        ui.add_space(space::S);
        self.text_field(ui, node, TextField::Leader, context, queue);
        self.text_field(ui, node, TextField::Deadline, context, queue);
        deadline(ui, view.deadline(), context);
        self.text_field(ui, node, TextField::Note, context, queue);
        comment::show(ui, node, context, &mut self.draft, queue);
    }

    fn text_field(
        &mut self,
        ui: &mut Ui,
        node: NodeId,
        field: TextField,
        context: &SideContext<'_>,
        queue: &mut Vec<UiCommand>,
    ) {
        let mut text = self.draft.shown(context.plan, node, field);
        let label = context.words.text(field.label());
        let salt = match field {
            TextField::Title => "title",
            TextField::Leader => "leader",
            TextField::Deadline => "deadline",
            TextField::Note => "note",
        };
        ui.add_enabled_ui(context.writing, |ui| {
            let response = match field {
                TextField::Note => widgets::paragraph(ui, salt, label, &mut text, context.theme),
                TextField::Title => widgets::wrapped(ui, salt, label, &mut text, context.theme),
                TextField::Leader | TextField::Deadline => {
                    widgets::line(ui, salt, label, &mut text, context.theme)
                }
            };
            if self.take_focus == Some(field) {
                self.take_focus = None;
                response.request_focus();
                let count = text.chars().count();
                if field == TextField::Title
                    && context.plan.node(node).is_some_and(|view| view.read().is_none())
                {
                    // The words of a thing just made are there to be typed over.
                    let mut state =
                        egui::text_edit::TextEditState::load(ui.ctx(), response.id).unwrap_or_default();
                    let all = egui::text::CCursorRange::two(
                        egui::text::CCursor::new(0),
                        egui::text::CCursor::new(count),
                    );
                    state.cursor.set_char_range(Some(all));
                    state.store(ui.ctx(), response.id);
                }
            }
            if response.changed() {
                let other = self.draft.set_typed(context.plan, node, field, text);
                queue.extend(other.map(UiCommand::Run));
            }
            let key = |key| ui.input(|input| input.key_pressed(key));
            if response.lost_focus() {
                if key(Key::Escape) {
                    queue.extend(self.draft.forget_typed(context.plan).map(UiCommand::Run));
                }
                queue.push(UiCommand::Flush);
            } else if response.has_focus()
                && field == TextField::Title
                && key(Key::Enter)
                && !self.draft.composing
            {
                response.surrender_focus();
                queue.push(UiCommand::Flush);
                // So that the next title is an arrow and F2 away.
                queue.push(UiCommand::FocusOutline);
            }
        });
    }
}

/// True while an input method composes. Its letters stand in the field already, but mean nothing yet.
fn composing(ui: &Ui, before: bool) -> bool {
    ui.input(|input| {
        input.events.iter().fold(before, |composing, event| match event {
            egui::Event::Ime(egui::ImeEvent::Preedit { text, .. }) => !text.is_empty(),
            egui::Event::Ime(egui::ImeEvent::Commit(_)) => false,
            _ => composing,
        })
    })
}

/// Sort and place of the node, what it was recognised by, and its flags.
fn caption(ui: &mut Ui, view: &NodeView<'_>, context: &SideContext<'_>) {
    let (theme, words) = (context.theme, context.words);
    let sort = match view.kind() {
        NodeKind::Section => Message::Section,
        NodeKind::Task => Message::Task,
    };
    let marker = view.marker();
    let marker = marker.trim_end_matches(['、', '.', '．']);
    let response =
        ui.label(RichText::new(format!("{} {marker}", words.text(sort))).small().color(theme.ink2));
    if let Some((_, read)) = view.read() {
        let sure = (read.confidence * 100.0).round() as u32;
        response.on_hover_text(words.with(Message::FoundBy, &[&read.rule, &sure]));
    }
    for flag in view.flags() {
        let message = match flag {
            Flag::MoveSkipped => Message::FlagMoveSkipped,
            Flag::Revived => Message::FlagRevived,
            Flag::SourceGone => Message::FlagSourceGone,
        };
        ui.label(RichText::new(words.text(message)).small().color(theme.warn));
    }
}

/// What the report says.
fn source(ui: &mut Ui, view: &NodeView<'_>, context: &SideContext<'_>) {
    let (theme, words) = (context.theme, context.words);
    let text = view.text();
    if text.trim().is_empty() {
        return;
    }
    ui.add_space(space::S);
    ui.horizontal(|ui| {
        ui.label(RichText::new(words.text(Message::SourceWording)).small().color(theme.ink2));
        if view.is_reworded() {
            ui.label(RichText::new(words.text(Message::Reworded)).small().color(theme.warn));
        }
    });
    ui.label(RichText::new(text.trim()).font(theme::regular(theme::BODY)).color(theme.ink));
}

/// The day that the deadline's words mean.
fn deadline(ui: &mut Ui, deadline: Option<&Deadline>, context: &SideContext<'_>) {
    let Some(deadline) = deadline else { return };
    let (theme, words) = (context.theme, context.words);
    let means = match deadline.due {
        _ if deadline.ongoing => words.text(Message::DeadlineOngoing).to_owned(),
        Some(due) => {
            let day = words.with(Message::Day, &[&due.year, &due.month, &due.day]);
            words.with(Message::DeadlineMeans, &[&day])
        }
        None => words.text(Message::DeadlineNoDate).to_owned(),
    };
    ui.label(RichText::new(means).small().color(theme.ink2));
}
