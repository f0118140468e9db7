//! The keyboard in the text: a caret to read with, words selected with Shift.

use super::{TextContext, TextEvent, TextPane, page::Page, selection, selection::Selection};
use crate::model::NodeId;
use crate::ui::theme;
use egui::{Event, EventFilter, Key, Modifiers, Response};

/// How far a key moves the caret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// A character.
    Character,
    /// A run of like characters.
    Run,
    /// To the end of a sentence, or back to where one begins.
    Sentence,
    /// A row.
    Row,
    /// To the end of the paragraph, or where it begins.
    Paragraph,
    /// What the pane shows at once.
    Screen,
    /// The whole text.
    Text,
}

const KEYS: [(Modifiers, Key, Step, bool); 14] = [
    (Modifiers::COMMAND, Key::ArrowRight, Step::Run, true),
    (Modifiers::COMMAND, Key::ArrowLeft, Step::Run, false),
    (Modifiers::COMMAND, Key::ArrowDown, Step::Sentence, true),
    (Modifiers::COMMAND, Key::ArrowUp, Step::Sentence, false),
    (Modifiers::COMMAND, Key::End, Step::Text, true),
    (Modifiers::COMMAND, Key::Home, Step::Text, false),
    (Modifiers::NONE, Key::ArrowRight, Step::Character, true),
    (Modifiers::NONE, Key::ArrowLeft, Step::Character, false),
    (Modifiers::NONE, Key::ArrowDown, Step::Row, true),
    (Modifiers::NONE, Key::ArrowUp, Step::Row, false),
    (Modifiers::NONE, Key::End, Step::Paragraph, true),
    (Modifiers::NONE, Key::Home, Step::Paragraph, false),
    (Modifiers::NONE, Key::PageDown, Step::Screen, true),
    (Modifiers::NONE, Key::PageUp, Step::Screen, false),
];

impl TextPane {
    /// Gives the text the keyboard in the next frame.
    pub fn focus(&mut self) {
        self.take_focus = true;
    }

    /// Keys that the pane would rather see than lose: arrows move its caret, and Escape lets go of
    /// chosen words before it takes the keyboard away.
    pub(super) fn claim_keys(&self, ui: &egui::Ui, response: &Response) {
        if !response.has_focus() {
            return;
        }
        let chosen = self.selection.is_some_and(|selection| !selection.is_empty());
        let escape = chosen || self.find.is_open() || self.notes.current.is_some();
        let filter =
            EventFilter { vertical_arrows: true, horizontal_arrows: true, escape, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    }

    pub(super) fn take_keys(
        &mut self,
        ui: &egui::Ui,
        response: &Response,
        context: &TextContext<'_>,
        events: &mut Vec<TextEvent>,
    ) {
        if !response.has_focus() || Self::menu_open(response) {
            return;
        }
        let (copy, escape) = ui.input(|input| {
            let copy = input.events.iter().any(|event| matches!(event, Event::Copy));
            (copy, input.key_pressed(Key::Escape))
        });
        if copy {
            self.copy(ui);
        }
        self.step(ui, response.rect.height(), context, events);
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter)) {
            let caret = self.selection.and_then(|selection| self.node_beside(context, selection.head));
            if let Some(node) = caret.filter(|node| context.selected == Some(*node)).or(context.selected) {
                self.open_wording(context, node, events);
            }
        }
        if escape {
            if self.selection.is_some_and(|selection| !selection.is_empty()) {
                self.selection = self.selection.map(|selection| Selection::caret(selection.head));
            } else if self.find.is_open() {
                self.close_find();
            } else {
                self.notes.current = None;
            }
        }
    }

    /// The node whose words a caret stands in, or just behind.
    fn node_beside(&self, context: &TextContext<'_>, byte: u32) -> Option<NodeId> {
        let page = self.page.as_ref()?;
        let before = selection::moved(&page.passages, byte, false, false);
        self.node_at(context, byte).or_else(|| self.node_at(context, before))
    }

    /// Moves the caret, from where the last click was or from the selected item's first words on.
    fn step(&mut self, ui: &egui::Ui, height: f32, context: &TextContext<'_>, events: &mut Vec<TextEvent>) {
        let steps = ui.input_mut(|input| {
            let mut steps = Vec::new();
            for (modifiers, key, step, forward) in KEYS {
                // Shift first: a key without it would take the press too.
                for (modifiers, extend) in [(modifiers | Modifiers::SHIFT, true), (modifiers, false)] {
                    let presses = input.count_and_consume_key(modifiers, key);
                    steps.extend(std::iter::repeat_n((step, forward, extend), presses));
                }
            }
            steps
        });
        let Some(page) = self.page.as_mut().filter(|_| !steps.is_empty()) else { return };
        let first = context.selected.and_then(|node| page.extent(context.plan, node).first().copied());
        let first = first.map_or_else(|| page.first_byte(), |span| span.start);
        let mut selection = self.selection.unwrap_or(Selection::caret(first));
        let mut extended = false;
        for (step, forward, extend) in steps {
            let from = selection.head;
            let (head, column) = moved(ui, page, (step, forward), from, (self.goal, height));
            self.goal = column;
            selection.head = head;
            if !extend {
                selection.anchor = head;
            }
            extended = extend;
        }
        page.reveal(ui, selection.head, height);
        self.selection = Some(selection);
        self.used = None;
        if extended {
            self.select_item(context, events);
        } else if let Some(node) = self.node_beside(context, selection.head)
            && context.selected != Some(node)
        {
            // What is shown beside the text is about what is read.
            events.push(TextEvent::Select(node));
        }
    }
}

/// Where a step leads, and the place in the row that rows above and below are met at.
fn moved(
    ui: &egui::Ui,
    page: &mut Page,
    (step, forward): (Step, bool),
    from: u32,
    (goal, height): (Option<f32>, f32),
) -> (u32, Option<f32>) {
    match step {
        Step::Character => (selection::moved(&page.passages, from, forward, false), None),
        Step::Run => (selection::moved(&page.passages, from, forward, true), None),
        Step::Sentence => {
            (selection::sentence_on(&page.chunks, &page.passages.reading().text, from, forward), None)
        }
        Step::Row => {
            let (byte, x) = page.row_step(ui, from, forward, goal);
            (byte, Some(x))
        }
        Step::Paragraph => {
            let span = page.chunks.span(page.chunks.at(from));
            (if forward { span.end.max(from) } else { span.start.min(from) }, None)
        }
        Step::Screen => {
            let line = theme::REPORT * theme::REPORT_LINE;
            page.scroll_by(if forward { height - line } else { line - height }, height);
            let (mut byte, mut x) = (from, goal);
            for _ in 1..(height / line) as usize {
                let (next, at) = page.row_step(ui, byte, forward, x);
                (byte, x) = (next, Some(at));
            }
            (byte, x)
        }
        Step::Text => {
            let end = page.passages.reading().text.trim_end().len() as u32;
            let first = page.chunks.first_text();
            (if forward { end } else { page.chunks.span(first).start }, None)
        }
    }
}
