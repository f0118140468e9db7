//! The side panel's fields: label above, flat until they have the keyboard.

use crate::ui::theme::{self, Theme, space};
use egui::{Button, Frame, Id, Margin, Response, RichText, Stroke, StrokeKind, TextEdit, Ui};

/// Name of a group of fields.
pub(super) fn group(ui: &mut Ui, label: &str, theme: &Theme) {
    ui.add_space(space::L);
    ui.label(RichText::new(label).font(theme::bold(theme::BODY)).color(theme.ink));
}

/// A button that is only words.
pub(super) fn text_button(ui: &mut Ui, label: &str, theme: &Theme) -> Response {
    // In line with the fields above and below it.
    ui.scope(|ui| {
        ui.spacing_mut().button_padding.x = 0.0;
        ui.add(Button::new(RichText::new(label).color(theme.accent)).frame_when_inactive(false))
    })
    .inner
}

/// A field of one line.
pub(super) fn line(ui: &mut Ui, salt: &str, label: &str, text: &mut String, theme: &Theme) -> Response {
    let id = ui.scope_id().with(salt);
    field(ui, id, label, TextEdit::singleline(text), theme)
}

/// A field of several lines.
pub(super) fn paragraph(ui: &mut Ui, salt: &str, label: &str, text: &mut String, theme: &Theme) -> Response {
    let id = ui.scope_id().with(salt);
    field(ui, id, label, TextEdit::multiline(text).desired_rows(2), theme)
}

/// A field that wraps but holds one paragraph: Enter ends it.
/// `hint` stands in it while it is empty.
pub(super) fn wrapped(
    ui: &mut Ui,
    salt: &str,
    label: &str,
    (text, hint): (&mut String, &str),
    theme: &Theme,
) -> Response {
    let id = ui.scope_id().with(salt);
    field(ui, id, label, TextEdit::multiline(text).hint_text(hint).desired_rows(1).return_key(None), theme)
}

fn field(ui: &mut Ui, id: Id, label: &str, edit: TextEdit<'_>, theme: &Theme) -> Response {
    ui.add_space(space::S);
    let name = ui.label(RichText::new(label).small().color(theme.ink2));
    bare_field(ui, id, edit, theme).labelled_by(name.id)
}

/// A field whose label stands elsewhere.
pub(super) fn bare_field(ui: &mut Ui, id: Id, edit: TextEdit<'_>, theme: &Theme) -> Response {
    let frame = Frame::new()
        .fill(theme.paper)
        .corner_radius(theme::RADIUS)
        .inner_margin(Margin::symmetric(space::S as i8, space::XS as i8));
    let response = ui.add(edit.id(id).desired_width(f32::INFINITY).frame(frame));
    let ring = if response.has_focus() {
        Some(Stroke::new(2.0, theme.accent))
    } else if response.hovered() {
        Some(Stroke::new(1.0, theme.line))
    } else {
        None
    };
    if let Some(ring) = ring {
        ui.painter().rect_stroke(response.rect, theme::RADIUS, ring, StrokeKind::Inside);
    }
    response
}

/// Marks all words of a field, so that typing replaces them.
pub(super) fn select_all(ui: &Ui, id: Id, text: &str) {
    let mut state = egui::text_edit::TextEditState::load(ui.ctx(), id).unwrap_or_default();
    let end = egui::text::CCursor::new(text.chars().count());
    state.cursor.set_char_range(Some(egui::text::CCursorRange::two(egui::text::CCursor::new(0), end)));
    state.store(ui.ctx(), id);
}
