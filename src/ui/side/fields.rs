//! Fields of one line or paragraph, and how the keyboard leaves them.

use super::{
    SideContext, SidePanel, TextField,
    completion::{self, Completing},
    when, widgets,
};
use crate::words::Message;
use crate::{
    model::{NodeId, NodeKind, NodeView},
    ui::{
        commands::UiCommand,
        theme::{self, Theme, space},
    },
};
use egui::{Button, Frame, Key, Margin, Response, RichText, Sense, Ui};

/// A longer text is reworded in parts: laying it out anew at every key would be felt.
const EDITABLE: usize = 24_000;
/// Lines of a wording that is folded.
const LINES: usize = 3;
/// What is shown of it.
const SHOWN: usize = 3_000;

impl SidePanel {
    pub(super) fn text_field(
        &mut self,
        ui: &mut Ui,
        node: NodeId,
        field: TextField,
        context: &SideContext<'_>,
        queue: &mut Vec<UiCommand>,
    ) {
        let mut text = self.draft.shown(context.plan, node, field);
        let label = context.words.text(field.label());
        let theme = context.theme;
        ui.add_enabled_ui(context.writing, |ui| {
            let response = match field {
                TextField::Note => widgets::paragraph(ui, "note", label, &mut text, theme),
                TextField::Text => widgets::paragraph(ui, "text", label, &mut text, theme),
                TextField::Title => {
                    let unnamed = context.plan.node(node).is_some_and(|view| view.is_unnamed_opening());
                    let hint = if unnamed { context.words.text(Message::OpeningSection) } else { "" };
                    widgets::wrapped(ui, "title", label, (&mut text, hint), theme)
                }
                TextField::Marker => widgets::line(ui, "marker", label, &mut text, theme),
                TextField::Deadline => widgets::line(ui, "deadline", label, &mut text, theme),
                TextField::Leader => self.leader(ui, label, &mut text, context),
            };
            self.after_field(ui, &response, (node, field), text, context, queue);
        });
        super::comment::refused(ui, self.draft.refusal(node, field), theme, context.words);
    }

    /// The leader's post, completed from the posts of the directory.
    fn leader(&mut self, ui: &mut Ui, label: &str, text: &mut String, context: &SideContext<'_>) -> Response {
        let id = ui.scope_id().with("leader");
        ui.add_space(space::S);
        let name = ui.label(RichText::new(label).small().color(context.theme.ink2));
        let focused = ui.memory(|memory| memory.has_focus(id));
        let posts = if focused { self.names.posts(text) } else { Vec::new() };
        let mut offered: Vec<String> = posts
            .iter()
            .map(|(post, holder)| {
                if holder.is_empty() {
                    post.clone()
                } else {
                    context.words.with(Message::PostHeld, &[post, holder])
                }
            })
            .collect();
        if posts.iter().any(|(post, _)| post == text) {
            offered.clear();
        }
        let field = Completing {
            id,
            name: "",
            hint: "",
            offered: &offered,
            line: None,
            first_by_enter: false,
            composing: self.draft.composing,
        };
        let mut completed = completion::show(ui, text, &mut self.post_marked, &field, context.theme);
        let taken = completed.chosen.and_then(|at| posts.get(at));
        if let Some((post, _)) = taken {
            post.clone_into(text);
            completed.response.mark_changed();
            completed.response.request_focus();
        }
        completed.response.labelled_by(name.id)
    }

    fn after_field(
        &mut self,
        ui: &mut Ui,
        response: &Response,
        (node, field): (NodeId, TextField),
        text: String,
        context: &SideContext<'_>,
        queue: &mut Vec<UiCommand>,
    ) {
        if self.take_focus == Some(field) {
            self.take_focus = None;
            response.request_focus();
            response.scroll_to_me(None);
            let made = context.plan.node(node).is_some_and(|view| view.read().is_none());
            if field == TextField::Title && made {
                // The words of a thing just made are there to be typed over.
                widgets::select_all(ui, response.id, &text);
            }
        }
        if response.changed() {
            let other = self.draft.set_typed(context.plan, node, field, text);
            queue.extend(other.map(UiCommand::Run));
        }
        let key = |key| ui.input(|input| input.key_pressed(key));
        if response.lost_focus() {
            if key(Key::Escape) && !self.draft.composing {
                if self.draft.is_typed(context.plan, node, field) {
                    queue.extend(self.draft.forget_typed(context.plan, node, field).map(UiCommand::Run));
                    // The old value stands there again; a second Esc leaves.
                    response.request_focus();
                } else {
                    queue.push(UiCommand::FocusOutline);
                }
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
    }

    /// What the report says, open to rewording; and what paper prints of it, where that differs.
    pub(super) fn wording(
        &mut self,
        ui: &mut Ui,
        view: &NodeView<'_>,
        context: &SideContext<'_>,
        queue: &mut Vec<UiCommand>,
    ) {
        let (theme, words) = (context.theme, context.words);
        let text = view.text();
        if text.trim().is_empty() && view.kind() == NodeKind::Section {
            return;
        }
        if text.len() > EDITABLE {
            ui.add_space(space::S);
            ui.label(RichText::new(words.text(Message::SourceWording)).small().color(theme.ink2));
            let end = text.floor_char_boundary(SHOWN);
            ui.label(RichText::new(format!("{}…", text[..end].trim())).color(theme.ink));
            ui.label(RichText::new(words.text(Message::TextTooLong)).small().color(theme.ink2));
            return;
        }
        if !self.folded_wording(ui, view.id(), &text, context) {
            self.text_field(ui, view.id(), TextField::Text, context, queue);
            let unfolded = self.unfolded == Some(view.id());
            if unfolded && widgets::text_button(ui, words.text(Message::FoldWording), theme).clicked() {
                self.unfolded = None;
            }
        }
        if view.is_reworded() {
            ui.label(RichText::new(words.text(Message::Reworded)).small().color(theme.warn));
        }
        if view.kind() == NodeKind::Task {
            let printed = view.wording();
            if !printed.is_empty() && printed != text.trim() {
                let line = words.with(Message::PrintedWording, &[&printed]);
                let line = RichText::new(line).small().color(theme.ink2);
                // Mostly the words above without the units: one line, so that the fields below stay in sight.
                ui.add(egui::Label::new(line).truncate()).on_hover_text(&printed);
            }
        }
    }

    /// A long wording folded to its first lines, so that what follows is in sight; false when it is
    /// short, or open.
    fn folded_wording(&mut self, ui: &mut Ui, node: NodeId, text: &str, context: &SideContext<'_>) -> bool {
        let (theme, words) = (context.theme, context.words);
        let wanted = self.unfolded == Some(node)
            || self.take_focus == Some(TextField::Text)
            || self.draft.is_typed(context.plan, node, TextField::Text);
        let width = ui.available_width() - 2.0 * space::S;
        let mut job = egui::text::LayoutJob::simple(
            text.trim().to_owned(),
            theme::regular(theme::BODY),
            theme.ink,
            width,
        );
        job.wrap.max_rows = LINES;
        if wanted || !ui.fonts_mut(|fonts| fonts.layout_job(job.clone())).elided {
            return false;
        }
        ui.add_space(space::S);
        let label = words.text(Message::UnfoldWording);
        let (name, opens) = ui
            .horizontal(|ui| {
                let name = words.text(Message::SourceWording);
                let name = ui.label(RichText::new(name).small().color(theme.ink2));
                let button = Button::new(RichText::new(label).small().color(theme.accent));
                (name, ui.add(button.frame_when_inactive(false)).clicked())
            })
            .inner;
        let frame = Frame::new()
            .fill(theme.paper)
            .corner_radius(theme::RADIUS)
            .inner_margin(Margin::symmetric(space::S as i8, space::XS as i8));
        let inner = frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            let words = egui::Label::new(job).selectable(false).sense(Sense::CLICK);
            ui.add(words).labelled_by(name.id)
        });
        // It is written into by a click, as any field.
        let clicked = inner.inner.on_hover_cursor(egui::CursorIcon::Text).clicked();
        if opens || (clicked && context.writing) {
            self.unfolded = Some(node);
            self.take_focus = context.writing.then_some(TextField::Text);
        }
        true
    }

    /// The deadline's words and the day they mean, as far as they are typed.
    pub(super) fn deadline(
        &mut self,
        ui: &mut Ui,
        node: NodeId,
        context: &SideContext<'_>,
        queue: &mut Vec<UiCommand>,
    ) {
        self.text_field(ui, node, TextField::Deadline, context, queue);
        let typed = self.draft.shown(context.plan, node, TextField::Deadline);
        let year = self.draft.year.of(context.plan, node);
        when::line(ui, &typed, year, context);
    }
}

/// Regular words in the colour of hints.
pub(super) fn hint(ui: &mut Ui, words: &str, theme: &Theme) {
    ui.label(RichText::new(words).small().color(theme.ink2));
}
