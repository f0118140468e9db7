//! Typing the beginning of a title leads to it.

use super::panel::{OutlineContext, OutlinePanel};
use crate::words::Messages;
use crate::{
    model::{NodeId, Plan},
    outline::pinyin::{Index, Query},
    ui::commands::UiCommand,
};
use egui::{Event, ImeEvent, Key, Modifiers, Ui};

/// Letters typed within so many seconds belong together.
const TOGETHER: f64 = 1.2;
/// Titles looked at in one frame: a search through 100,000 rows goes on over some frames, and no
/// frame waits for it.
const SLICE: usize = 1500;
/// Characters at the beginning of a title that are compared.
const LONGEST: usize = 24;

/// Letters typed into the outline, and how far the search for them is.
#[derive(Debug, Default)]
pub(super) struct Seek {
    typed: String,
    /// When the last letter came.
    at: f64,
    /// The next row to look at, and how many are left.
    next: usize,
    left: usize,
    /// The rows that the numbers are about.
    generation: u64,
}

impl Seek {
    /// Letters are waiting for more.
    pub(super) fn is_open(&self) -> bool {
        !self.typed.is_empty()
    }

    /// The letters, to be shown.
    pub(super) fn typed(&self) -> Option<&str> {
        self.is_open().then_some(self.typed.as_str())
    }
}

impl OutlinePanel {
    /// Takes letters, and goes on searching.
    pub(super) fn seek_on(&mut self, ui: &Ui, context: &OutlineContext<'_>, queue: &mut Vec<UiCommand>) {
        let (now, letters) = ui.input(|input| {
            let letters = input.events.iter().filter_map(|event| match event {
                Event::Text(text) | Event::Ime(ImeEvent::Commit(text)) => Some(text.as_str()),
                _ => None,
            });
            (input.time, letters.collect::<String>())
        });
        let escaped =
            self.seek.is_open() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        if escaped || (letters.is_empty() && now - self.seek.at > TOGETHER) {
            self.seek = Seek::default();
        }
        // A space begins no title.
        if !letters.trim().is_empty() || (!letters.is_empty() && self.seek.is_open()) {
            self.type_letters(&letters, now, context);
        }
        if self.seek.is_open() {
            ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(TOGETHER));
        }
        self.search(ui, context, queue);
    }

    fn type_letters(&mut self, letters: &str, now: f64, context: &OutlineContext<'_>) {
        self.acted = true;
        let here = context.selected.and_then(|node| self.rows.position(node));
        if now - self.seek.at > TOGETHER {
            self.seek.typed.clear();
        }
        // The first letter leads on from the selected row, further ones may still mean that row.
        let from = match (here, self.seek.is_open()) {
            (Some(at), false) => at + 1,
            (Some(at), true) => at,
            (None, _) => 0,
        };
        self.seek.typed.push_str(&letters.to_lowercase());
        self.seek.at = now;
        (self.seek.next, self.seek.left) = (from, self.rows.len());
        self.seek.generation = self.rows.generation();
    }

    /// Looks at the next slice of rows.
    fn search(&mut self, ui: &Ui, context: &OutlineContext<'_>, queue: &mut Vec<UiCommand>) {
        if self.seek.left == 0 {
            return;
        }
        let count = self.rows.len();
        if self.seek.generation != self.rows.generation() || count == 0 {
            self.seek.left = 0;
            return;
        }
        let slice = self.seek.left.min(SLICE);
        let rows = (0..slice).map(|step| (self.seek.next + step) % count);
        let nodes: Vec<NodeId> =
            rows.filter_map(|at| self.rows.row(at).and_then(|row| row.of.node())).collect();
        if let Some(node) = first_that_begins(context.plan, &nodes, &self.seek.typed, context.words) {
            self.seek.left = 0;
            queue.push(UiCommand::Select(Some(node)));
            return;
        }
        self.seek.next = (self.seek.next + slice) % count;
        self.seek.left -= slice;
        if self.seek.left > 0 {
            ui.ctx().request_repaint();
        }
    }
}

/// The first node whose title begins with the letters typed, or sounds so: in the outline no input
/// method composes, so that `wzz` finds 稳增长 at once.
fn first_that_begins(plan: &Plan, nodes: &[NodeId], typed: &str, words: Messages) -> Option<NodeId> {
    let mut index = Index::new();
    for node in nodes {
        let title = super::row::title_of(plan, *node, words);
        let end = title.char_indices().nth(LONGEST).map_or(title.len(), |(end, _)| end);
        index.push(&title[..end]);
    }
    let mut first = None;
    index.each(&Query::new(typed), |hit| {
        if hit.rank.begins() {
            first = nodes.get(hit.row as usize).copied();
        }
        first.is_none()
    });
    first
}
