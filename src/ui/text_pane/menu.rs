//! The menu of the text: opened with the right button, the menu key or Shift+F10.

use super::{
    TextContext, TextEvent, TextPane,
    offer::Offer,
    paint::parts,
    selection::{self, Selection, quote},
    shown::Shown,
};
use crate::ui::theme::space;
use crate::words::Message;
use egui::{Key, Modifiers, Popup, Pos2, Response, SetOpenCommand};

impl TextPane {
    /// Whether the menu is open.
    pub(super) fn menu_open(response: &Response) -> bool {
        Popup::is_id_open(&response.ctx, Popup::default_response_id(response))
    }

    /// Words for the menu to be about: what is selected there already, else what is marked at
    /// that place, else its sentence.
    pub(super) fn choose_for_menu(&mut self, byte: u32, context: &TextContext<'_>) {
        let Some(page) = &mut self.page else { return };
        let inside = |selection: Selection| {
            let span = selection.span();
            span.start <= byte && byte < span.end
        };
        if self.selection.is_some_and(inside) {
            return;
        }
        let marks = page.marks(context.plan, page.chunks.at(byte));
        let under = marks.iter().filter(|mark| mark.span.start <= byte && byte < mark.span.end);
        let marked = under.map(|mark| mark.span).filter(|span| span.len() > 3).min_by_key(|span| span.len());
        let span =
            marked.unwrap_or_else(|| selection::sentence(&page.chunks, &page.passages.reading().text, byte));
        self.selection = Some(Selection::over(span));
        // The menu offers what the bar would.
        self.used = self.selection;
    }

    /// Opens the menu by key and draws it while it is open.
    pub(super) fn menu(
        &mut self,
        ui: &egui::Ui,
        response: &Response,
        shown: &[Shown],
        context: &TextContext<'_>,
        events: &mut Vec<TextEvent>,
    ) {
        let by_key = response.has_focus()
            && ui.input_mut(|input| {
                input.consume_key(Modifiers::NONE, Key::Menu) || input.consume_key(Modifiers::SHIFT, Key::F10)
            });
        if by_key {
            self.open_by_key(shown, response, context);
        } else if response.secondary_clicked() {
            self.menu_place = None;
        }
        let was_open = Self::menu_open(response);
        let mut popup = Popup::context_menu(response).style(crate::ui::theme::menu_style);
        if by_key {
            popup = popup.open_memory(Some(SetOpenCommand::Bool(true)));
        }
        if let Some(place) = self.menu_place {
            popup = popup.at_position(place);
        }
        let before = events.len();
        let Some(page) = &self.page else { return };
        let selected = self.selection.filter(|selection| !selection.is_empty());
        let quote = selected.and_then(|selection| quote(context.plan, &page.passages, selection.span()));
        let mut take_focus = by_key;
        let mut edited = None;
        popup.show(|ui| {
            let mut first = None;
            if let Some(selection) = selected {
                if quote.as_ref().is_some_and(|quote| self.takes_less(quote)) {
                    let line = context.messages.text(Message::SelectionFirstItem);
                    ui.label(egui::RichText::new(line).small().color(context.theme.warn));
                }
                let offer = Offer { quote: quote.as_ref(), span: selection.span() };
                first = self.verbs(ui, context, &offer, events);
            }
            let whole = self.menu_at.and_then(|byte| self.node_at(context, byte));
            if let Some(node) = whole.filter(|_| !context.read_only) {
                ui.separator();
                let button = |words: Message| {
                    egui::Button::new(context.messages.text(words)).frame_when_inactive(false)
                };
                if ui.add(button(Message::AnnotationWhole)).clicked() {
                    events.push(TextEvent::Comment { node, quote: String::new(), start: None });
                }
                if ui.add(button(Message::EditWording)).clicked() {
                    edited = Some(node);
                }
            }
            if let Some(first) = first.filter(|_| std::mem::take(&mut take_focus)) {
                first.request_focus();
            }
        });
        if let Some(selection) = selected {
            self.after_verbs(selection, quote.as_ref(), before, context, events);
        }
        if let Some(node) = edited {
            self.open_wording(context, node, events);
        }
        if was_open && !by_key && !Self::menu_open(response) && self.menu_place.take().is_some() {
            // Back to where the keyboard was, unless what was chosen takes it elsewhere.
            response.request_focus();
        }
    }

    /// Below the selected words, or those that the caret stands in.
    fn open_by_key(&mut self, shown: &[Shown], response: &Response, context: &TextContext<'_>) {
        let Some(page) = &mut self.page else { return };
        let passage = context.selected.map(|node| page.extent(context.plan, node));
        let first = passage.and_then(|passage| passage.first().map(|span| span.start));
        if self.selection.is_none_or(Selection::is_empty)
            && let Some(byte) = self.selection.map(|selection| selection.head).or(first)
        {
            self.choose_for_menu(byte, context);
        }
        let Some((page, selection)) = self.page.as_ref().zip(self.selection) else { return };
        self.menu_at = Some(selection.span().start);
        let last = shown.iter().flat_map(|chunk| parts(page, chunk, selection.span())).last();
        let place = last.map(|part| Pos2::new(part.rect.left(), part.rect.bottom() + space::XS));
        self.menu_place = Some(place.unwrap_or(response.rect.center()));
    }
}
