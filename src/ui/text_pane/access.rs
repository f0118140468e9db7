//! What those hear who read with their ears, and where the keyboard is.

use super::{
    TextContext, TextEvent, TextPane,
    chunks::ChunkKind,
    page::Page,
    selection::{self, Selection},
    shown::Shown,
};
use crate::model::NodeKind;
use crate::ui::theme::{self, space};
use crate::words::Message;
use egui::{Sense, Vec2, WidgetInfo, accesskit::Role};

/// Most characters of the words at the caret that are spoken.
const SPOKEN: usize = 400;

/// Tells the words at the caret: the selected ones, else its sentence.
pub(super) fn speak(ui: &egui::Ui, response: &egui::Response, page: &Page, selection: Option<Selection>) {
    let Some(selection) = selection.filter(|_| response.has_focus()) else { return };
    let span = if selection.is_empty() {
        selection::sentence(&page.chunks, &page.passages.reading().text, selection.head)
    } else {
        selection.span()
    };
    let words = span.of(&page.passages.reading().text);
    let spoken: String = words.chars().take(SPOKEN).collect();
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_value(spoken));
}

/// Names each chunk on the screen for those who read with their ears, and lets them select it.
pub(super) fn name_chunks(
    ui: &egui::Ui,
    response: &egui::Response,
    page: &mut Page,
    shown: &[Shown],
    context: &TextContext<'_>,
    events: &mut Vec<TextEvent>,
) {
    let selected = context.selected.map(|node| page.extent(context.plan, node));
    let selected = selected.as_deref().unwrap_or_default();
    let view = context.selected.and_then(|node| context.plan.node(node));
    let name = view.map(|view| {
        let sort = context.messages.text(match view.kind() {
            NodeKind::Section => Message::Section,
            NodeKind::Task => Message::Task,
        });
        context
            .messages
            .with(Message::MarkPassage, &[&sort, &view.marker(), &view.title_in(context.messages)])
    });
    let mut toggled = None;
    for chunk in shown {
        let id = response.id.with(("chunk", chunk.index));
        let is_fold =
            matches!(page.chunks.list.get(chunk.index).map(|chunk| chunk.kind), Some(ChunkKind::Fold { .. }));
        let text = chunk.words();
        if is_fold {
            let button = ui.interact(chunk.rect().expand2(Vec2::new(space::S, 0.0)), id, Sense::click());
            button.widget_info(|| WidgetInfo::labeled(Role::Button, true, &text));
            if button.hovered() || button.has_focus() {
                let ring =
                    egui::Stroke::new(if button.has_focus() { 2.0 } else { 1.0 }, context.theme.accent);
                ui.painter().rect_stroke(
                    button.rect,
                    f32::from(theme::RADIUS),
                    ring,
                    egui::StrokeKind::Inside,
                );
            }
            if button.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
                toggled = Some(chunk.index);
            }
            continue;
        }
        let span = page.chunks.span(chunk.index);
        let is_selected = selected.iter().any(|part| part.overlaps(span));
        let paragraph = ui.interact(chunk.rect(), id, Sense::hover());
        paragraph.widget_info(|| WidgetInfo::labeled(Role::Paragraph, true, &text));
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_selected(is_selected);
            if let Some(name) = name.as_deref().filter(|_| is_selected) {
                node.set_description(name);
            }
            node.add_action(egui::accesskit::Action::Click);
        });
        if ui.input(|input| input.has_accesskit_action_request(id, egui::accesskit::Action::Click))
            && let Some(node) = page.passages.within(context.plan, span).next()
        {
            events.push(TextEvent::Select(node));
        }
    }
    if let Some(fold) = toggled {
        page.toggle(fold);
    }
}

impl TextPane {
    /// Shows that the pane has the keyboard, but not to those who clicked into it to read.
    pub(super) fn ring(&mut self, ui: &egui::Ui, response: &egui::Response, context: &TextContext<'_>) {
        let pressed = ui.input(|input| input.pointer.any_down() || input.pointer.any_released());
        self.keyed = response.has_focus() && !pressed && (self.keyed || response.gained_focus());
        if self.keyed {
            let ring = egui::Stroke::new(2.0, context.theme.accent);
            ui.painter().rect_stroke(response.rect, f32::from(theme::RADIUS), ring, egui::StrokeKind::Inside);
        }
    }
}
