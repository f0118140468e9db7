//! Mouse and wheel: what they scroll and select.

use super::{
    BAR, TextContext, TextEvent, TextPane, explain, marks::MarkKind, page::Page, selection,
    selection::Selection, shown::Shown,
};
use crate::ui::theme::{self, space};
use crate::words::{Message, Messages};
use egui::{PointerButton, Pos2, Rect, Response, Sense, WidgetInfo, accesskit::Role};

/// Points a second that the text moves for each point the pointer is dragged outside the pane.
const PULL: f32 = 8.0;

/// Follows the wheel, and the pointer when it is dragged outside.
pub(super) fn scroll(ui: &egui::Ui, response: &Response, page: &mut Page) {
    let view = response.rect.height();
    if response.contains_pointer() || response.dragged() {
        let wheel = ui.input(|input| input.smooth_scroll_delta().y);
        if wheel != 0.0 {
            page.scroll_by(-wheel, view);
        }
    }
    if response.dragged_by(PointerButton::Primary)
        && let Some(at) = response.interact_pointer_pos()
    {
        let beyond = (at.y - response.rect.bottom()).max(0.0) - (response.rect.top() - at.y).max(0.0);
        if beyond != 0.0 {
            let seconds = ui.input(|input| input.stable_dt).min(0.1);
            page.scroll_by(beyond * PULL * seconds, view);
            ui.ctx().request_repaint();
        }
    }
}

/// The scroll bar at the right edge.
pub(super) fn bar(ui: &egui::Ui, response: &Response, page: &mut Page, rect: Rect, messages: Messages) {
    let view = f64::from(rect.height());
    let total = page.total();
    if total <= view {
        return;
    }
    let track = Rect::from_min_max(Pos2::new(rect.right() - BAR, rect.top()), rect.max);
    let length = ((view / total) as f32 * track.height()).clamp(space::XL, track.height());
    let room = f64::from((track.height() - length).max(1.0));
    let bar = ui.interact(track, response.id.with("bar"), Sense::click_and_drag());
    bar.widget_info(|| WidgetInfo::labeled(Role::ScrollBar, true, messages.text(Message::ScrollBar)));
    if let Some(at) = bar.interact_pointer_pos()
        && (bar.dragged() || bar.is_pointer_button_down_on())
    {
        let middle = f64::from(at.y - track.top() - length / 2.0).clamp(0.0, room);
        page.scroll_to(middle / room * (total - view) - f64::from(space::L));
        ui.ctx().request_repaint();
    }
    let along = ((page.position() + f64::from(space::L)) / (total - view)).clamp(0.0, 1.0);
    let top = track.top() + (along * room) as f32;
    let thumb = Rect::from_min_size(Pos2::new(track.left() + 3.0, top), egui::vec2(BAR - 6.0, length));
    let theme = theme::Theme::of(ui.ctx());
    let colour = if bar.hovered() || bar.dragged() { theme.ink2 } else { theme.line };
    ui.painter().rect_filled(thumb, 3.0, colour);
}

/// The byte of the source where a caret nearest to a point stands.
pub(super) fn caret(page: &Page, shown: &[Shown], at: Pos2) -> Option<u32> {
    let chunk = shown.iter().find(|chunk| at.y < chunk.bottom).or(shown.last())?;
    let offset = if page.chunks.pieces(chunk.index).is_empty() { 0 } else { chunk.caret(at) };
    Some(page.chunks.to_source(chunk.index, offset, offset > 0))
}

/// The first byte of the character under a point.
pub(super) fn under(page: &Page, shown: &[Shown], at: Pos2) -> Option<u32> {
    let chunk = shown.iter().find(|chunk| chunk.origin.y <= at.y && at.y < chunk.bottom)?;
    if page.chunks.pieces(chunk.index).is_empty() {
        return None;
    }
    Some(page.chunks.to_source(chunk.index, chunk.under(at)?, false))
}

impl TextPane {
    pub(super) fn take_pointer(
        &mut self,
        ui: &egui::Ui,
        response: &Response,
        (shown, column): (&[Shown], Rect),
        context: &TextContext<'_>,
        events: &mut Vec<TextEvent>,
    ) {
        if response.clicked()
            && let Some(at) = response.interact_pointer_pos().filter(|at| at.x > column.right())
            && self.take_sign(shown, column, at, context, events)
        {
            response.request_focus();
            return;
        }
        let Some(page) = &self.page else { return };
        let shift = ui.input(|input| input.modifiers.shift);
        if response.drag_started() || response.clicked() {
            // The same words may be chosen again, for something else.
            self.used = None;
        }
        let at = response.interact_pointer_pos();
        let here = at.and_then(|at| caret(page, shown, at));
        if response.drag_started_by(PointerButton::Primary) {
            let origin = ui.input(|input| input.pointer.press_origin());
            let from = origin.and_then(|origin| caret(page, shown, origin));
            self.pressed = match self.selection {
                Some(selection) if shift => Some(selection.anchor),
                _ => from,
            };
            response.request_focus();
        }
        if response.dragged_by(PointerButton::Primary)
            && let (Some(anchor), Some(head)) = (self.pressed, here)
        {
            self.selection = Some(Selection { anchor, head });
        }
        if response.drag_stopped() {
            self.pressed = None;
            self.select_item(context, events);
        }
        if response.clicked() {
            response.request_focus();
            match (self.selection, here) {
                (Some(selection), Some(head)) if shift => {
                    self.selection = Some(Selection { anchor: selection.anchor, head });
                }
                (_, here) => self.selection = here.map(Selection::caret),
            }
            self.goal = None;
        }
        let under = at.and_then(|at| under(page, shown, at));
        if response.clicked()
            && !shift
            && let Some(node) = under.and_then(|byte| self.node_at(context, byte))
        {
            events.push(TextEvent::Select(node));
        }
        self.take_many_clicks(response, under, context);
        if response.secondary_clicked() {
            response.request_focus();
            self.menu_at = under;
            if let Some(byte) = under {
                let chosen = self.selection;
                self.choose_for_menu(byte, context);
                if self.selection != chosen {
                    // The menu is about this passage: let it be seen which.
                    events.extend(self.node_at(context, byte).map(TextEvent::Select));
                }
            } else {
                self.selection = None;
            }
        }
        if response.contains_pointer() {
            let over_text = ui.input(|input| input.pointer.hover_pos());
            let over_text = over_text.is_some_and(|at| shown.iter().any(|chunk| chunk.rect().contains(at)));
            if over_text {
                ui.set_cursor_icon(egui::CursorIcon::Text);
            }
        }
    }

    /// A click on a sign in the margin shows its annotation, a second one puts it away.
    fn take_sign(
        &mut self,
        shown: &[Shown],
        column: Rect,
        at: Pos2,
        context: &TextContext<'_>,
        events: &mut Vec<TextEvent>,
    ) -> bool {
        let Some(page) = &mut self.page else { return false };
        let Some(mark) = explain::mark_at(page, shown, column, context, at) else { return false };
        let MarkKind::Annotation { id, .. } = mark.kind else { return false };
        self.notes.current = (self.notes.current != Some(id)).then_some(id);
        if context.selected != Some(mark.node) {
            events.push(TextEvent::Select(mark.node));
        }
        true
    }

    fn take_many_clicks(&mut self, response: &Response, under: Option<u32>, context: &TextContext<'_>) {
        let (Some(page), Some(byte)) = (&mut self.page, under) else { return };
        if response.triple_clicked() {
            let node = page.passages.at(context.plan, byte);
            let extent = node.map(|node| page.passages.extent(context.plan, node)).unwrap_or_default();
            if let (Some(first), Some(last)) = (extent.first(), extent.last()) {
                self.selection = Some(Selection { anchor: first.start, head: last.end });
            }
        } else if response.double_clicked() {
            let marks = page.marks(context.plan, page.chunks.at(byte));
            self.selection = Some(Selection::over(selection::word(&page.passages, &marks, byte)));
        }
    }

    /// Makes the item whose words are selected the selected one, so that all that is shown beside
    /// the text is about them.
    pub(super) fn select_item(&self, context: &TextContext<'_>, events: &mut Vec<TextEvent>) {
        let (Some(page), Some(selection)) = (&self.page, self.selection) else { return };
        let quote = selection::quote(context.plan, &page.passages, selection.span());
        if let Some(quote) =
            quote.filter(|quote| !selection.is_empty() && context.selected != Some(quote.node))
        {
            events.push(TextEvent::Select(quote.node));
        }
    }

    /// Puts the selected words on the clipboard.
    pub(super) fn copy(&self, ui: &egui::Ui) {
        if let (Some(page), Some(selection)) = (&self.page, self.selection)
            && !selection.is_empty()
        {
            ui.copy_text(selection::copied(&page.passages, selection.span()).to_owned());
        }
    }
}
