//! Notifications: what went wrong or needs a look, with place and way out. They stay until read.

use super::{
    commands::UiCommand,
    theme::{self, Theme, space},
};

use crate::words::{Message, Messages, Trouble};
use egui::{Button, RichText, ScrollArea, Ui};

/// All notifications not read yet.
#[derive(Default)]
pub struct Notices {
    list: Vec<(u64, Trouble)>,
    next: u64,
    /// The list is shown.
    open: bool,
    /// Something for the status bar that needs no reading: 已导出 ….
    done: String,
    /// The same with its words still to be looked up: an edit, named by its label.
    step: Option<(Message, String)>,
}

impl Notices {
    /// Adds one and shows the list.
    pub fn add(&mut self, trouble: Trouble) {
        if self.list.iter().any(|(_, known)| *known == trouble) {
            return;
        }
        self.list.push((self.next, trouble));
        self.next += 1;
        self.open = true;
    }

    /// Adds one, if there is one.
    pub fn extend(&mut self, trouble: Option<Trouble>) {
        if let Some(trouble) = trouble {
            self.add(trouble);
        }
    }

    /// Takes one off.
    pub fn dismiss(&mut self, id: u64) {
        self.list.retain(|(known, _)| *known != id);
        self.open &= !self.list.is_empty();
    }

    /// How many are not read.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// True when all were read.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Shows or hides the list.
    pub fn toggle(&mut self) {
        self.open = !self.open && !self.list.is_empty();
    }

    /// True while the list is shown.
    pub fn is_open(&self) -> bool {
        self.open
    }

    /// Says in the status bar that something was done.
    pub fn say_done(&mut self, words: String) {
        self.done = words;
        self.step = None;
    }

    /// Says in the status bar which step was taken; old news go in any case.
    pub fn say(&mut self, step: Option<(Message, String)>) {
        self.done.clear();
        self.step = step;
    }

    /// What was done last.
    pub fn done(&self, words: Messages) -> String {
        match &self.step {
            Some((message, label)) => {
                let label = Message::of_label(label).map_or(label.as_str(), |known| words.text(known));
                words.with(*message, &[&label])
            }
            None => self.done.clone(),
        }
    }

    /// Draws the list.
    pub fn show(&self, ui: &mut Ui, theme: &Theme, words: Messages, queue: &mut Vec<UiCommand>) {
        ScrollArea::vertical().max_height(200.0).auto_shrink([false, true]).show(ui, |ui| {
            for (id, trouble) in self.list.iter().rev() {
                ui.push_id(id, |ui| entry(ui, *id, trouble, theme, words, queue));
            }
        });
    }
}

fn entry(
    ui: &mut Ui,
    id: u64,
    trouble: &Trouble,
    theme: &Theme,
    words: Messages,
    queue: &mut Vec<UiCommand>,
) {
    let (shape, colour) = if trouble.bad { ("■", theme.bad) } else { ("▲", theme.warn) };
    let read = words.text(Message::NotificationRead);
    ui.horizontal_top(|ui| {
        ui.add_space(space::XS);
        ui.label(RichText::new(shape).color(colour));
        let room = ui.available_width() - 96.0;
        ui.vertical(|ui| {
            ui.set_width(room.max(160.0));
            let head = ui.label(RichText::new(trouble.sentence(words)).color(theme.ink));
            if !trouble.tells_detail() && !trouble.detail.is_empty() {
                head.on_hover_text(&trouble.detail);
            }
            if !trouble.place.is_empty() {
                ui.label(RichText::new(&trouble.place).small().color(theme.ink2));
            }
            if let Some(way) = trouble.way_out(words) {
                ui.label(RichText::new(way).font(theme::regular(theme::CAPTION)).color(theme.ink2));
            }
        });
        if ui.add(Button::new(RichText::new(read).color(theme.accent)).frame_when_inactive(false)).clicked() {
            queue.push(UiCommand::Dismiss(id));
        }
    });
    ui.add_space(space::XS);
}
