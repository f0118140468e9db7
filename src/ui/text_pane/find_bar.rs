//! 查找: the bar over the text, and which hit is the current one.

use super::{TextContext, TextPane, find::Finder, page::Page, selection::Selection, typing::Typing};
use crate::model::SourceSpan;
use crate::ui::theme::space;
use crate::words::Message;
use egui::{Button, Key, Modifiers, Rect, RichText, TextEdit, UiBuilder};
use std::time::Duration;

/// Height of the bar.
const HEIGHT: f32 = 40.0;
/// Width of the field.
const FIELD: f32 = 220.0;
/// Room for which hit of how many.
const COUNT: f32 = 80.0;
/// Room beside the field for the buttons with their words, in either language.
const BUTTONS: f32 = 300.0;
/// The same with signs.
const SIGNS: f32 = 112.0;
/// How long a frame looks for hits.
const LOOK: Duration = Duration::from_millis(1);
/// How long the frame looks in which something was typed: the first hit shall be seen in it.
const FIRST_LOOK: Duration = Duration::from_millis(3);
/// Longest words taken over from a selection, in bytes.
const LONGEST_SEED: usize = 120;

/// The bar's state. What was looked for last is kept when it is closed.
#[derive(Default)]
pub(super) struct Find {
    open: bool,
    typing: Typing,
    take_focus: bool,
    finder: Option<Finder>,
    /// The words that `finder` looks for.
    sought: String,
    /// The hit shown.
    current: Option<SourceSpan>,
    /// Steps asked for: forward or back.
    steps: Vec<bool>,
    /// Where to look from: what was on the screen when the bar was opened.
    origin: Option<u32>,
    /// Whether the text was moved for the bar.
    made_room: bool,
}

impl Find {
    /// Forgets the hits of another text.
    pub(super) fn forget(&mut self) {
        (self.finder, self.current, self.origin) = (None, None, None);
        self.sought.clear();
    }

    pub(super) fn is_open(&self) -> bool {
        self.open
    }

    /// The current hit, while the bar is open.
    pub(super) fn current(&self) -> Option<SourceSpan> {
        self.current.filter(|_| self.open)
    }

    /// Hits in a span, while the bar is open.
    pub(super) fn hits(&self, span: SourceSpan) -> impl Iterator<Item = SourceSpan> + '_ {
        self.finder.iter().filter(|_| self.open).flat_map(move |finder| finder.within(span))
    }

    /// Follows what was typed and which steps were asked for; gives the hit to scroll to.
    fn advance(&mut self, page: &Page, at: u32) -> Option<SourceSpan> {
        let text: &str = &page.passages.reading().text;
        let fresh = self.typing.words() != self.sought;
        if fresh {
            self.typing.words().clone_into(&mut self.sought);
            self.current = None;
            self.finder = Finder::new(&self.sought, *self.origin.get_or_insert(at));
        }
        let finder = self.finder.as_mut()?;
        finder.look(text, &page.chunks, if fresh { FIRST_LOOK } else { LOOK });
        let before = self.current;
        if self.current.is_none() {
            // While the rest is not looked through yet, the first behind the origin is what is meant.
            self.current = finder.next(self.origin.unwrap_or(at), true);
        }
        for forward in self.steps.drain(..) {
            let from = match before {
                Some(hit) if forward => hit.end,
                Some(hit) => hit.start,
                None => continue,
            };
            self.current = finder.next(from, forward);
        }
        self.current.filter(|_| self.current != before)
    }
}

impl TextPane {
    /// Opens the bar for finding words, with the selected ones in it.
    pub fn find(&mut self) {
        let source = self.page.as_ref().map(|page| &page.passages.reading().text);
        let chosen = self.selection.zip(source).map(|(selection, text)| selection.span().of(text));
        if let Some(words) = chosen.filter(|words| !words.is_empty() && words.len() <= LONGEST_SEED) {
            let joined: String = words.split(['\n', '\r']).map(str::trim).collect();
            self.find.typing = Typing::of(joined);
        }
        self.find.origin = self.selection.map(|selection| selection.span().start);
        self.find.sought.clear();
        (self.find.open, self.find.take_focus) = (true, true);
    }

    /// Goes to the next or the previous place of the words looked for; opens the bar when there
    /// are none yet.
    pub fn find_next(&mut self, forward: bool) {
        if self.find.typing.words().is_empty() {
            self.find();
            return;
        }
        self.find.open = true;
        self.find.steps.push(forward);
    }

    /// The bar, at the top of `rect`; gives what is left for the text.
    pub(super) fn find_bar(&mut self, ui: &mut egui::Ui, rect: Rect, context: &TextContext<'_>) -> Rect {
        let Some(page) = &mut self.page else { return rect };
        if self.find.made_room != self.find.open {
            // The text stays where it is; the bar covers its first line or gives it free.
            self.find.made_room = self.find.open;
            page.scroll_by(if self.find.open { HEIGHT } else { -HEIGHT }, rect.height());
        }
        if !self.find.open {
            return rect;
        }
        let (bar, rest) = rect.split_top_bottom_at_y(rect.top() + HEIGHT);
        ui.painter().rect_filled(bar, 0.0, context.theme.panel);
        let inside = bar.shrink2(egui::vec2(space::L, space::XS));
        let layout = egui::Layout::left_to_right(egui::Align::Center);
        ui.scope_builder(UiBuilder::new().max_rect(inside).layout(layout).id_salt("find"), |ui| {
            self.find_row(ui, context);
        });
        let at = self.page.as_ref().map_or(0, Page::first_byte);
        if let Some(page) = &mut self.page
            && let Some(hit) = self.find.advance(page, at)
        {
            page.reveal(ui, hit.start, rest.height());
        }
        if self.find.finder.as_ref().is_some_and(|finder| !finder.is_done()) {
            ui.ctx().request_repaint();
        }
        rest
    }

    fn find_row(&mut self, ui: &mut egui::Ui, context: &TextContext<'_>) {
        let (theme, words) = (context.theme, context.messages);
        let find = &mut self.find;
        let id = ui.scope_id().with("find-words");
        find.typing.follow(ui.ctx());
        let mut close = false;
        if ui.memory(|memory| memory.has_focus(id)) && !find.typing.is_composing() {
            ui.input_mut(|input| {
                while input.consume_key(Modifiers::SHIFT, Key::Enter) {
                    find.steps.push(false);
                }
                while input.consume_key(Modifiers::NONE, Key::Enter) {
                    find.steps.push(true);
                }
            });
        }
        let label = ui.label(RichText::new(words.text(Message::FindWords)).color(theme.ink2));
        // Where there is little room the signs alone stand on the buttons, and the field gives way.
        let little = ui.available_width() < FIELD + BUTTONS;
        let width = if little { ui.available_width() - COUNT - SIGNS } else { FIELD };
        let width = width.clamp(COUNT, FIELD);
        let field = TextEdit::singleline(&mut find.typing.text).id(id).desired_width(width);
        let field = ui.add(field).labelled_by(label.id);
        if std::mem::take(&mut find.take_focus) {
            field.request_focus();
            let all = egui::text::CCursorRange::two(
                egui::text::CCursor::new(0),
                egui::text::CCursor::new(find.typing.text.chars().count()),
            );
            let mut state = egui::text_edit::TextEditState::load(ui.ctx(), id).unwrap_or_default();
            state.cursor.set_char_range(Some(all));
            state.store(ui.ctx(), id);
        }
        // The press is used up: the text must not let go of the hit.
        close |= field.lost_focus() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        let count = match &find.finder {
            None => String::new(),
            Some(finder) if finder.count() == 0 && finder.is_done() => {
                words.text(Message::FindNone).to_owned()
            }
            Some(finder) => {
                let place = find.current.map_or(0, |hit| finder.place(hit));
                let more = if finder.is_done() { "" } else { "…" };
                format!("{place} / {}{more}", finder.count())
            }
        };
        // Of one width: the buttons stay where they are while one steps from hit to hit.
        let size = egui::vec2(COUNT, ui.available_height());
        let layout = egui::Layout::left_to_right(egui::Align::Center);
        ui.allocate_ui_with_layout(size, layout, |ui| {
            ui.set_min_width(COUNT);
            ui.add(egui::Label::new(RichText::new(count).color(theme.ink2)).truncate());
        });
        let button = |ui: &mut egui::Ui, message: Message, sign: &str, keys: &str| {
            let words = words.text(message);
            let button = Button::new(if little { sign } else { words }).frame_when_inactive(false);
            let hint = if little { format!("{words}  {keys}") } else { keys.to_owned() };
            let response = ui.add(button).on_hover_text(hint);
            response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, words));
            response.clicked()
        };
        if button(ui, Message::FindPrevious, "↑", "Shift+F3") {
            find.steps.push(false);
        }
        if button(ui, Message::FindNext, "↓", "F3") {
            find.steps.push(true);
        }
        close |= button(ui, Message::FindClose, "×", "Esc");
        if close {
            self.close_find();
        }
    }

    /// Puts the bar away; the current hit stays as the selection, ready to be used.
    pub(super) fn close_find(&mut self) {
        self.find.open = false;
        self.find.steps.clear();
        if let Some(hit) = self.find.current {
            self.selection = Some(Selection::over(hit));
        }
        self.take_focus = true;
    }
}
