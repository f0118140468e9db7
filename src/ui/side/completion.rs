//! A field of one line that offers what the typed letters may mean.

use super::widgets;
use crate::ui::{
    fit,
    theme::{Theme, space},
};
use egui::{Align, Id, Key, Layout, Modifiers, Popup, PopupCloseBehavior, Response, RichText, TextEdit, Ui};

/// What such a field is drawn from.
pub(in crate::ui) struct Completing<'a> {
    /// The field.
    pub id: Id,
    /// Its accessible name, where no label stands above it.
    pub name: &'a str,
    /// What stands in it while it is empty.
    pub hint: &'a str,
    /// What the letters may mean, best first.
    pub offered: &'a [String],
    /// A line over the list.
    pub line: Option<&'a str>,
    /// Enter takes the first offer although none was marked.
    pub first_by_enter: bool,
    /// An input method is composing: its keys are its own.
    pub composing: bool,
}

/// What was done in it.
pub(in crate::ui) struct Completed {
    /// The field.
    pub response: Response,
    /// The offer taken.
    pub chosen: Option<usize>,
    /// Enter was pressed with no offer to take.
    pub entered: bool,
}

/// Draws it. Arrows mark an offer, Enter takes it, Esc is left to the caller.
pub(in crate::ui) fn show(
    ui: &mut Ui,
    text: &mut String,
    marked: &mut Option<usize>,
    field: &Completing<'_>,
    theme: &Theme,
) -> Completed {
    let (mut chosen, mut entered) = (None, false);
    let last = field.offered.len().checked_sub(1);
    *marked = marked.filter(|_| last.is_some()).map(|at| at.min(last.unwrap_or(0)));
    if ui.memory(|memory| memory.has_focus(field.id)) && !field.composing {
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if let Some(last) = last
            && pressed(Key::ArrowDown)
        {
            *marked = Some(marked.map_or(0, |at| if at == last { 0 } else { at + 1 }));
        } else if let Some(last) = last
            && pressed(Key::ArrowUp)
        {
            *marked = Some(marked.map_or(last, |at| at.checked_sub(1).unwrap_or(last)));
        } else if pressed(Key::Enter) {
            let first = (field.first_by_enter && !text.trim().is_empty() && last.is_some()).then_some(0);
            chosen = marked.or(first);
            entered = chosen.is_none();
        }
    }
    let edit = TextEdit::singleline(text).hint_text(field.hint);
    let response = widgets::bare_field(ui, field.id, edit, theme);
    let response = if field.name.is_empty() { response } else { response.accessible_name(field.name) };
    if response.changed() {
        *marked = None;
    }
    let popup = Popup::from_response(&response).close_behavior(PopupCloseBehavior::IgnoreClicks);
    let over = popup.get_popup_rect().is_some_and(|rect| {
        ui.rect_contains_pointer(rect)
            || ui.input(|input| input.pointer.interact_pos().is_some_and(|pointer| rect.contains(pointer)))
    });
    let asked = !text.trim().is_empty() || marked.is_some();
    let listed = !field.offered.is_empty() && asked;
    let open = (listed && (response.has_focus() || over)) || (field.line.is_some() && response.has_focus());
    let width = response.rect.width();
    popup.open(open).width(width).show(|ui| {
        ui.set_min_width(width - 2.0 * space::S);
        if let Some(line) = field.line {
            ui.label(RichText::new(line).small().color(theme.warn));
        }
        let shown = marked.or((field.first_by_enter && asked).then_some(0));
        let room = fit::list_room(ui.ctx(), response.rect);
        egui::ScrollArea::vertical().max_height(room).min_scrolled_height(room).show(ui, |ui| {
            ui.with_layout(Layout::top_down_justified(Align::Min), |ui| {
                for (at, offer) in field.offered.iter().enumerate() {
                    let row = ui.selectable_label(shown == Some(at), offer.as_str());
                    if *marked == Some(at) {
                        row.scroll_to_me(None);
                    }
                    if row.clicked() {
                        chosen = Some(at);
                    }
                }
            });
        });
    });
    if chosen.is_some() {
        *marked = None;
    }
    Completed { response, chosen, entered }
}
