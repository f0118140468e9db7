//! The field over a cell while it is edited.

use super::{PaneContext, typed};
use crate::outline::grid::{GridColumn, cell};
use crate::{
    model::NodeId,
    ui::{
        ime,
        theme::{self, space},
    },
};
use egui::{
    Align, EventFilter, Frame, Id, Key, KeyboardShortcut, Layout, Margin, Modifiers, Popup,
    PopupCloseBehavior, Rect, Response, RichText, Stroke, StrokeKind, TextEdit, Ui, UiBuilder, WidgetInfo,
    accesskit, pos2, vec2,
};

/// What is being typed into a cell.
pub(super) struct CellEditor {
    pub(super) node: NodeId,
    pub(super) column: GridColumn,
    text: String,
    /// What stood there before.
    before: String,
    /// The text before an input method began to compose.
    settled: String,
    composing: bool,
    take_focus: bool,
    offers: Offers,
}

/// Names of units that the last name typed may mean; before anything is typed, those used last.
#[derive(Default)]
struct Offers {
    /// The name that they were made for.
    of: Option<String>,
    names: Vec<String>,
    marked: Option<usize>,
}

impl Offers {
    /// Letters are on their way to a name: Enter takes the first.
    fn has_letters(&self) -> bool {
        self.of.as_ref().is_some_and(|of| !of.is_empty() && of.is_ascii())
    }
}

/// How an edit ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ended {
    /// Esc.
    Left,
    /// Enter, and on to the row below.
    Down,
    /// Tab, and on to the next cell.
    Next,
    /// Shift+Tab.
    Before,
    /// The keyboard went elsewhere.
    Elsewhere,
}

impl CellEditor {
    /// Begins with what stands in the cell; `None` where words cannot be typed.
    pub(super) fn begin(
        context: &PaneContext<'_>,
        node: NodeId,
        number: u32,
        column: GridColumn,
    ) -> Option<Self> {
        if !context.writing || !typed::takes_words(column) {
            return None;
        }
        let text = cell(context.plan, node, number, column, context.words);
        let (before, settled) = (text.clone(), text.clone());
        Some(Self {
            node,
            column,
            text,
            before,
            settled,
            composing: false,
            take_focus: true,
            offers: Offers::default(),
        })
    }

    /// What was typed, unless it is what stood there. Letters that an input method has not
    /// committed mean nothing yet.
    pub(super) fn typed(&self) -> Option<&str> {
        let text = if self.composing { &self.settled } else { &self.text };
        (text.trim() != self.before.trim()).then_some(text)
    }

    /// What was typed so far became an edit.
    pub(super) fn taken(&mut self) {
        let text = if self.composing { &self.settled } else { &self.text };
        self.before.clone_from(text);
    }

    /// Draws the field over the cell; tells how it ended, once it did.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        table: Id,
        cell: Rect,
        context: &PaneContext<'_>,
    ) -> Option<Ended> {
        let (theme, words) = (context.theme, context.words);
        // The key that ends a composition does not end the edit as well.
        let composed = self.composing;
        self.composing = ime::composing(ui.ctx());
        let id = table.with("editor");
        let free = !composed && !self.composing && !self.take_focus;
        let taken = free && self.complete(ui, id, context);
        let ended = if composed || self.composing { None } else { ending(ui, id) };
        let long = typed::is_long(self.column);
        let width = if long { cell.width().max(LONG) } else { cell.width().max(SHORT) };
        let visible = ui.clip_rect();
        // A field at the edge grows to where there is room.
        let left = cell.left().min(visible.right() - width).max(visible.left());
        let rows =
            if long { self.text.chars().count() as f32 * theme::BODY / (width - space::L) } else { 0.0 };
        let height = theme::TABLE_ROW + theme::BODY * 1.4 * rows.floor().min(8.0);
        let top = cell.top().min(visible.bottom() - height).max(visible.top());
        let rect = Rect::from_min_size(pos2(left, top), vec2(width, height));
        let mut field = ui.new_child(UiBuilder::new().max_rect(rect).id_salt("editor"));
        let frame = Frame::new().fill(theme.paper).inner_margin(Margin::symmetric(space::S as i8, 5));
        let edit = if long {
            let edit = TextEdit::multiline(&mut self.text).desired_rows(1);
            edit.return_key(KeyboardShortcut::new(Modifiers::SHIFT, Key::Enter))
        } else {
            TextEdit::singleline(&mut self.text).return_key(None)
        };
        let filter = EventFilter { tab: true, escape: true, horizontal_arrows: true, vertical_arrows: true };
        let edit =
            edit.id(id).desired_width(rect.width()).min_size(rect.size()).frame(frame).event_filter(filter);
        let response = field.add(edit);
        ui.painter().rect_stroke(
            response.rect,
            theme::RADIUS,
            Stroke::new(2.0, theme.accent),
            StrokeKind::Inside,
        );
        if let Some(chosen) = self.list(&response, context) {
            self.take_offer(chosen);
            response.request_focus();
            return None;
        }
        if taken {
            put_cursor_last(ui, id, self.text.chars().count());
        }
        let head = words.text(self.column.head());
        let role = if long { accesskit::Role::MultilineTextInput } else { accesskit::Role::TextInput };
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(role, true, head);
            info.current_text_value = Some(self.text.clone());
            info
        });
        ui.ctx().accesskit_node_builder(id, |node| node.set_label(head));
        if !self.composing {
            self.settled.clone_from(&self.text);
        }
        if std::mem::take(&mut self.take_focus) {
            response.request_focus();
            select_all(ui, id, self.text.chars().count());
            return None;
        }
        if ended.is_some() {
            response.surrender_focus();
            return ended;
        }
        // A press on the list takes the keyboard before the click is one.
        let over = Popup::from_response(&response).get_popup_rect().is_some_and(|list| {
            let pointer = ui.input(|input| input.pointer.interact_pos());
            !self.offers.names.is_empty() && pointer.is_some_and(|pointer| list.contains(pointer))
        });
        (!response.has_focus() && !over).then_some(Ended::Elsewhere)
    }
}

impl CellEditor {
    /// The last of the names in the cell, which is the one being typed.
    fn last_name(&self) -> usize {
        self.text
            .rfind(['、', '，', ',', '；', ';'])
            .map_or(0, |at| at + self.text[at..].chars().next().map_or(0, char::len_utf8))
    }

    /// Finds names for what is typed, and takes one by Enter: the marked one, or the first for
    /// letters, which are no name themselves. True when one was taken and the edit goes on.
    fn complete(&mut self, ui: &Ui, id: Id, context: &PaneContext<'_>) -> bool {
        if !typed::names_units(self.column) || !ui.memory(|memory| memory.has_focus(id)) {
            return false;
        }
        let untouched = self.typed().is_none();
        let name = if untouched { "" } else { self.text[self.last_name()..].trim() };
        if self.offers.of.as_deref() != Some(name) {
            // A cell emptied by hand is to be empty; arrows walk the lines of a long list of names.
            let asked = if untouched { self.names_fit() } else { !self.text.trim().is_empty() };
            let names = if asked { (context.complete)(name) } else { Vec::new() };
            let names = if names.iter().any(|known| known == name) { Vec::new() } else { names };
            self.offers = Offers { of: Some(name.to_owned()), names, marked: None };
        }
        let Some(last) = self.offers.names.len().checked_sub(1) else { return false };
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let marked = self.offers.marked;
        if pressed(Key::ArrowDown) {
            self.offers.marked = Some(marked.map_or(0, |at| if at == last { 0 } else { at + 1 }));
        } else if pressed(Key::ArrowUp) {
            self.offers.marked = Some(marked.map_or(last, |at| at.checked_sub(1).unwrap_or(last)));
        }
        let letters = self.offers.has_letters();
        let enters = ui.input(|input| input.key_pressed(Key::Enter) && !input.modifiers.any());
        let chosen = self.offers.marked.or(letters.then_some(0)).filter(|_| enters);
        if let Some(chosen) = chosen {
            self.take_offer(chosen);
            if marked.is_some() {
                // One chosen from the list may be followed by another name.
                return pressed(Key::Enter);
            }
        }
        false
    }

    /// Whether the names used last may be listed before anything is typed.
    fn names_fit(&self) -> bool {
        self.text.is_empty() || !typed::is_long(self.column)
    }

    fn take_offer(&mut self, at: usize) {
        let Some(name) = self.offers.names.get(at).cloned() else { return };
        // What stands there before anything is typed is all selected, and typed over.
        let kept = if self.typed().is_none() { 0 } else { self.last_name() };
        self.text.truncate(kept);
        self.text.push_str(&name);
        self.settled.clone_from(&self.text);
        self.offers = Offers { of: Some(name), ..Offers::default() };
    }

    /// The list under the field; gives back what was clicked.
    fn list(&self, response: &Response, context: &PaneContext<'_>) -> Option<usize> {
        let mut chosen = None;
        let shown = self.offers.marked.or(self.offers.has_letters().then_some(0));
        let popup = Popup::from_response(response).close_behavior(PopupCloseBehavior::IgnoreClicks);
        popup.open(!self.offers.names.is_empty()).width(response.rect.width()).show(|ui| {
            let room = crate::ui::fit::list_room(ui.ctx(), response.rect);
            egui::ScrollArea::vertical().max_height(room).min_scrolled_height(room).show(ui, |ui| {
                ui.with_layout(Layout::top_down_justified(Align::Min), |ui| {
                    for (at, name) in self.offers.names.iter().enumerate() {
                        let text = RichText::new(name).color(context.theme.ink);
                        let row = ui.selectable_label(shown == Some(at), text);
                        if self.offers.marked == Some(at) {
                            row.scroll_to_me(None);
                        }
                        if row.clicked() {
                            chosen = Some(at);
                        }
                    }
                });
            });
        });
        chosen
    }
}

/// Narrowest field of one line.
const SHORT: f32 = 140.0;
/// Narrowest field of several lines.
const LONG: f32 = 360.0;

/// The key that ends the edit, if it was pressed. It is taken, so that the field does not see it.
fn ending(ui: &Ui, id: Id) -> Option<Ended> {
    if !ui.memory(|memory| memory.has_focus(id)) {
        return None;
    }
    ui.input_mut(|input| {
        let mut pressed = |modifiers, key| input.consume_key(modifiers, key);
        if pressed(Modifiers::NONE, Key::Escape) {
            Some(Ended::Left)
        } else if pressed(Modifiers::SHIFT, Key::Tab) {
            Some(Ended::Before)
        } else if pressed(Modifiers::NONE, Key::Tab) {
            Some(Ended::Next)
        } else if !input.modifiers.shift && input.consume_key(Modifiers::NONE, Key::Enter) {
            Some(Ended::Down)
        } else {
            None
        }
    })
}

/// The caret behind the last character.
fn put_cursor_last(ui: &Ui, id: Id, count: usize) {
    let mut state = egui::text_edit::TextEditState::load(ui.ctx(), id).unwrap_or_default();
    let last = egui::text::CCursor::new(count);
    state.cursor.set_char_range(Some(egui::text::CCursorRange::one(last)));
    state.store(ui.ctx(), id);
}

/// What stands in the cell is there to be typed over.
fn select_all(ui: &Ui, id: Id, count: usize) {
    let mut state = egui::text_edit::TextEditState::load(ui.ctx(), id).unwrap_or_default();
    let (first, last) = (egui::text::CCursor::new(0), egui::text::CCursor::new(count));
    state.cursor.set_char_range(Some(egui::text::CCursorRange::two(first, last)));
    state.store(ui.ctx(), id);
}
