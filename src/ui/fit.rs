//! What floats fits the window, however large its words are: what does not fit is scrolled to.

use super::theme::space;
use egui::{Context, ScrollArea, Ui};

/// How far below the window's top a sheet begins.
pub(crate) fn sheet_top(ctx: &Context) -> f32 {
    (ctx.content_rect().height() * 0.1).min(space::XL * 4.0)
}

/// Room for what stands in a sheet, between its title and what is below it, `below` high.
pub(crate) fn sheet_room(ctx: &Context, below: f32) -> f32 {
    /// Title and margins of a sheet.
    const AROUND: f32 = 112.0;
    (ctx.content_rect().height() - sheet_top(ctx) - AROUND - below).max(space::XL * 4.0)
}

/// Room for a list that hangs on a field: the larger of what is above and below, so that it need not
/// lie over the field.
pub(crate) fn list_room(ctx: &Context, field: egui::Rect) -> f32 {
    let window = ctx.content_rect();
    let room = (field.top() - window.top()).max(window.bottom() - field.bottom());
    (room - 2.0 * space::L).max(space::XL * 2.0)
}

/// Things side by side: on as many lines as they need, or on one that is scrolled where lines are dear.
pub(crate) fn row(ui: &mut Ui, one_line: bool, things: impl FnOnce(&mut Ui)) {
    if one_line {
        ScrollArea::horizontal()
            .id_salt("row")
            .auto_shrink([false, true])
            .show(ui, |ui| ui.horizontal(things));
    } else {
        ui.horizontal_wrapped(things);
    }
}

/// A menu of so many rows, as high as the window at most.
pub(crate) fn menu<R>(ui: &mut Ui, count: usize, rows: impl FnOnce(&mut Ui) -> R) -> R {
    let room = ui.ctx().content_rect().height() - 2.0 * space::XL;
    let row = ui.spacing().interact_size.y + ui.spacing().item_spacing.y;
    if count as f32 * row <= room {
        return rows(ui);
    }
    ScrollArea::vertical().min_scrolled_height(room).max_height(room).show(ui, rows).inner
}
