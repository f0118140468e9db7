//! What can be done with selected words: a small bar beside them, and the context menu.

use super::{
    TextContext, TextEvent, TextPane,
    paint::parts,
    selection::{Quote, quote},
    shown::Shown,
};
use crate::ui::theme::space;
use crate::words::Message;
use egui::{Area, Frame, Order, Pos2, Rect, Response};

/// Punctuation that a hasty selection takes along.
const EDGES: [char; 22] = [
    '、', '，', '。', '；', '：', '（', '）', '(', ')', '[', ']', '〔', '〕', '【', '】', ',', ';', ':', '“',
    '”', '《', '》',
];

impl TextPane {
    pub(super) fn offer(
        &mut self,
        ui: &egui::Ui,
        response: &Response,
        rect: Rect,
        shown: &[Shown],
        context: &TextContext<'_>,
        events: &mut Vec<TextEvent>,
    ) {
        let Some(page) = &self.page else { return };
        let selected = self.selection.filter(|selection| !selection.is_empty());
        let quote = selected.and_then(|selection| quote(context.plan, &page.passages, selection.span()));
        let dragging = response.dragged() || self.pressed.is_some();
        let menu_open = response.context_menu_opened();
        let before = events.len();
        if let Some(selection) = selected
            && self.used != Some(selection)
            && !dragging
            && !menu_open
        {
            let rows = shown.iter().flat_map(|chunk| parts(page, chunk, selection.span()));
            if let Some(last) = rows.last() {
                let at = Pos2::new(last.rect.right(), last.rect.bottom() + space::XS);
                let area = Area::new(response.id.with("offer")).order(Order::Foreground).fixed_pos(at);
                area.constrain_to(rect).show(ui.ctx(), |ui| {
                    Frame::popup(ui.style()).show(ui, |ui| {
                        ui.horizontal(|ui| self.verbs(ui, context, quote.as_ref(), events));
                    });
                });
            }
        }
        let whole = self.menu_at.and_then(|byte| self.node_at(context, byte));
        response.context_menu(|ui| {
            if selected.is_some() {
                self.verbs(ui, context, quote.as_ref(), events);
            } else if let Some(node) = whole {
                let comment = ui.add_enabled(
                    !context.read_only,
                    egui::Button::new(context.messages.text(Message::AnnotationWhole)),
                );
                if comment.clicked() {
                    events.push(TextEvent::Comment { node, quote: String::new(), start: None });
                }
            }
        });
        if events.len() > before {
            self.used = selected;
        }
    }

    fn verbs(
        &self,
        ui: &mut egui::Ui,
        context: &TextContext<'_>,
        quote: Option<&Quote>,
        events: &mut Vec<TextEvent>,
    ) {
        let verb = |ui: &mut egui::Ui, message: Message, enabled: bool| {
            let button = egui::Button::new(context.messages.text(message)).frame_when_inactive(false);
            ui.add_enabled(enabled, button).clicked()
        };
        if let Some(quote) = quote.filter(|_| !context.read_only) {
            let words = quote.words.trim().trim_matches(EDGES).trim().to_owned();
            let node = quote.node;
            if verb(ui, Message::CommentSelection, true) {
                events.push(TextEvent::Comment { node, quote: quote.words.clone(), start: quote.start });
            }
            let named = !words.is_empty();
            if verb(ui, Message::AssignSelection, named) {
                events.push(TextEvent::UseAsUnit { node, words: words.clone() });
            }
            if verb(ui, Message::DeadlineSelection, named) {
                events.push(TextEvent::UseAsDeadline { node, words: words.clone() });
            }
            if verb(ui, Message::TargetSelection, named) {
                events.push(TextEvent::UseAsTarget { node, words });
            }
        }
        if verb(ui, Message::CopySelection, true) {
            self.copy(ui);
        }
    }
}
