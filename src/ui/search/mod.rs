//! Searching the project: a field in the top bar, what was found in the left pane.

mod chips;
mod results;
mod views;

use super::{
    commands::UiCommand,
    ime,
    theme::{Theme, space},
};
use crate::{
    model::{CivilDate, NodeId, Plan},
    outline::search::{Hit, SavedView, Search, SearchIndex, SearchQuery, Snippet},
    words::{Message, Messages},
};
use egui::{Frame, Id, Key, Margin, Modifiers, Response, Stroke, StrokeKind, TextEdit, Ui};
use rustc_hash::FxHashMap;
use std::time::{Duration, Instant};

pub use chips::caption;

/// Time a frame gives to the index.
const SLICE: Duration = Duration::from_micros(1250);
/// Time a frame gives to the index and a search together.
const BOTH: Duration = Duration::from_millis(2);
/// Steps between looks at the clock.
const STEPS: usize = 4;
/// Width of the field.
const WIDTH: f32 = 220.0;

/// What search is drawn from.
pub struct SearchContext<'a> {
    /// The project.
    pub plan: &'a Plan,
    /// The selected node.
    pub selected: Option<NodeId>,
    /// The palette.
    pub theme: &'a Theme,
    /// The words.
    pub words: Messages,
}

/// The state of searching one project.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "wishes for the next frame, each of its own")]
pub struct SearchPanel {
    /// Searches kept under names.
    pub views: Vec<SavedView>,
    query: SearchQuery,
    /// The field's words; they are searched for once no input method is composing.
    typed: String,
    index: SearchIndex,
    search: Option<Search>,
    open: bool,
    /// Which hit is chosen.
    at: usize,
    /// Bring the chosen hit into view.
    reveal: bool,
    take_focus: bool,
    /// The keyboard comes back to the field without the list.
    stays_closed: bool,
    /// What had the keyboard before the field.
    before: Option<Id>,
    /// Nothing had the keyboard in the last frame.
    idle: bool,
    /// Snippets of hits that were drawn, with their paths.
    shown: FxHashMap<Hit, (Snippet, String)>,
    scroll: (f32, f32),
    chips: chips::Typed,
    naming: views::Naming,
}

impl SearchPanel {
    /// Opens it and gives it the keyboard.
    pub fn open(&mut self) {
        (self.open, self.take_focus) = (true, true);
    }

    /// Opens it with a search.
    pub fn search_for(&mut self, query: SearchQuery) {
        self.open();
        self.set(query);
    }

    /// The field of the top bar.
    pub(crate) fn field_id() -> Id {
        Id::unique("search field")
    }

    /// The keyboard only came by: nothing was searched for.
    pub(crate) fn pass(&mut self) {
        self.open = false;
    }

    /// True while results are shown.
    pub fn is_open(&self) -> bool {
        self.open
    }

    /// What is searched for.
    pub fn query(&self) -> &SearchQuery {
        &self.query
    }

    /// Goes on with a search of somebody else's, and with the index, for a slice of a frame; true
    /// while there is more to do.
    pub(crate) fn go_on(&mut self, search: &mut Search, plan: &Plan) -> bool {
        let began = Instant::now();
        let mut more = true;
        while more && began.elapsed() < SLICE {
            more = (0..STEPS).all(|_| self.index.step(plan));
        }
        let mut further = true;
        while further && began.elapsed() < BOTH {
            further = (0..STEPS).all(|_| search.step(&self.index, plan));
        }
        more || further
    }

    /// The units that nodes name, met so far.
    pub(crate) fn unit_names(&self) -> &[String] {
        self.index.unit_names()
    }

    /// Puts it away; what was typed stays for the next time.
    fn close(&mut self, ui: &Ui) {
        self.open = false;
        match self.before.take() {
            Some(before) => ui.memory_mut(|memory| memory.request_focus(before)),
            None => ui.memory_mut(|memory| {
                if let Some(id) = memory.focused() {
                    memory.surrender_focus(id);
                }
            }),
        }
    }

    fn set(&mut self, query: SearchQuery) {
        if self.query != query {
            query.words.clone_into(&mut self.typed);
            self.query = query;
            self.restart();
        }
    }

    fn restart(&mut self) {
        self.search = None;
        self.at = 0;
        self.reveal = true;
    }

    fn hits(&self) -> &[Hit] {
        self.search.as_ref().map_or(&[], Search::hits)
    }

    /// Goes on with the index and the search for a slice of a frame; asks for another while there is
    /// more to do.
    fn work(&mut self, ui: &Ui, plan: &Plan) {
        // An index that was made once follows every edit, which costs next to nothing.
        if !self.open && self.index.is_empty() {
            return;
        }
        let began = Instant::now();
        let mut more = true;
        while more && began.elapsed() < SLICE {
            more = (0..STEPS).all(|_| self.index.step(plan));
        }
        if !self.open {
            return;
        }
        if self.search.as_ref().is_none_or(|search| search.is_outdated(&self.index)) {
            self.search = Some(Search::new(&self.query, today()));
            self.shown.clear();
        }
        let Some(search) = &mut self.search else { return };
        let mut further = true;
        while further && began.elapsed() < BOTH {
            further = (0..STEPS).all(|_| search.step(&self.index, plan));
        }
        self.at = self.at.min(search.hits().len().saturating_sub(1));
        if more || further {
            ui.ctx().request_repaint();
        }
    }

    /// Draws the field of the top bar, and goes on searching.
    pub fn field(
        &mut self,
        ui: &mut Ui,
        context: &SearchContext<'_>,
        queue: &mut Vec<UiCommand>,
    ) -> Response {
        let (theme, words) = (context.theme, context.words);
        let id = Self::field_id();
        let focused = ui.memory(|memory| memory.has_focus(id));
        if !focused && (!self.open || self.take_focus) && !self.stays_closed {
            self.before = ui.memory(egui::Memory::focused);
        }
        if focused {
            self.keys(ui, queue);
        }
        let frame = Frame::new()
            .fill(theme.paper)
            .corner_radius(crate::ui::theme::RADIUS)
            .inner_margin(Margin::symmetric(space::S as i8, space::XS as i8));
        let name = words.text(Message::Search);
        let edit = TextEdit::singleline(&mut self.typed)
            .id(id)
            .hint_text(words.text(Message::SearchFieldHint))
            .desired_width(WIDTH)
            .frame(frame);
        let response = ui.add(edit);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::SearchInput, true, name));
        let ring =
            if response.has_focus() { Stroke::new(2.0, theme.accent) } else { Stroke::new(1.0, theme.line) };
        ui.painter().rect_stroke(response.rect, crate::ui::theme::RADIUS, ring, StrokeKind::Inside);
        if std::mem::take(&mut self.take_focus) {
            response.request_focus();
            select_all(ui, id, &self.typed);
        }
        self.open |= response.gained_focus() && !std::mem::take(&mut self.stays_closed);
        if self.typed != self.query.words && !ime::composing(ui.ctx()) {
            self.typed.clone_into(&mut self.query.words);
            self.open = true;
            self.restart();
        }
        let escaped = || ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        if response.lost_focus() && (self.open || !self.query.is_empty()) && escaped() {
            self.step_out(ui, queue);
        }
        self.work(ui, context.plan);
        response
    }

    /// Esc puts it away also while nothing has the keyboard, as after a click on a condition; `free`
    /// when nothing floats over the window that Esc would close first.
    pub(crate) fn escape(&mut self, ui: &Ui, free: bool, queue: &mut Vec<UiCommand>) {
        let idle = ui.memory(|memory| memory.focused().is_none());
        // Esc itself took the keyboard from a field of another pane: that was all it was meant for.
        let was_idle = std::mem::replace(&mut self.idle, idle);
        let pressed = || ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        if self.open && idle && was_idle && free && pressed() {
            self.step_out(ui, queue);
        }
    }

    /// Esc closes the list, and the next Esc ends the search: its words go, and so does what it hid.
    fn step_out(&mut self, ui: &Ui, queue: &mut Vec<UiCommand>) {
        if self.open && !self.query.is_empty() {
            (self.open, self.take_focus, self.stays_closed) = (false, true, true);
            ui.ctx().request_repaint();
        } else {
            self.set(SearchQuery::default());
            queue.push(UiCommand::ShowAll);
            self.close(ui);
        }
    }

    /// Keys that move among the results while the field has the keyboard.
    fn keys(&mut self, ui: &Ui, queue: &mut Vec<UiCommand>) {
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let last = self.hits().len().saturating_sub(1);
        let page = (self.scroll.1 / results::ROW).max(2.0) as usize - 1;
        let to = if pressed(Key::ArrowDown) {
            Some((self.at + 1).min(last))
        } else if pressed(Key::ArrowUp) {
            Some(self.at.saturating_sub(1))
        } else if pressed(Key::PageDown) {
            Some((self.at + page).min(last))
        } else if pressed(Key::PageUp) {
            Some(self.at.saturating_sub(page))
        } else {
            None
        };
        if let Some(to) = to {
            (self.at, self.reveal) = (to, true);
        }
        if pressed(Key::Enter)
            && let Some(hit) = self.hits().get(self.at)
        {
            queue.push(UiCommand::Select(Some(hit.node)));
        }
    }

    /// All that is found, in the order of the list.
    fn all_nodes(&mut self, plan: &Plan) -> Vec<NodeId> {
        self.index.refresh(plan);
        let search = self.search.get_or_insert_with(|| Search::new(&self.query, today()));
        search.run(&self.index, plan);
        search.hits().iter().map(|hit| hit.node).collect()
    }
}

/// Selects all words of a field.
pub(super) fn select_all(ui: &Ui, id: Id, text: &str) {
    let mut state = egui::text_edit::TextEditState::load(ui.ctx(), id).unwrap_or_default();
    let end = egui::text::CCursor::new(text.chars().count());
    state.cursor.set_char_range(Some(egui::text::CCursorRange::two(egui::text::CCursor::new(0), end)));
    state.store(ui.ctx(), id);
}

/// Today, by the clock of the computer.
fn today() -> CivilDate {
    let now = jiff::Zoned::now();
    let day = |number: i8| u8::try_from(number).unwrap_or(1);
    CivilDate { year: now.year(), month: day(now.month()), day: day(now.day()) }
}
