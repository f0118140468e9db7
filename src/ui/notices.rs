//! Notifications: what went wrong or needs a look, with place and way out. They stay until read.

use super::{
    commands::{UiCommand, Verb},
    theme::{self, Theme, space},
    welcome,
};

use crate::words::{Message, Messages, Trouble};
use egui::{Button, RichText, ScrollArea, Ui};

/// All notifications not read yet.
#[derive(Default)]
pub struct Notices {
    list: Vec<Notice>,
    next: u64,
    /// What could not be saved, until it is.
    unsaved: Option<(Notice, usize)>,
    /// The list is shown.
    open: bool,
    /// Something for the status bar that needs no reading: 已导出 ….
    done: String,
    /// The same with its words still to be looked up: an edit, named by its label.
    step: Option<(Message, String)>,
}

/// One notification.
struct Notice {
    id: u64,
    trouble: Trouble,
    /// How often it happened since it was read last.
    times: usize,
    /// What the system said is shown too.
    details: bool,
}

impl Notices {
    /// Adds one and shows the list.
    pub fn add(&mut self, trouble: Trouble) {
        let notice = match self.list.iter().position(|known| known.trouble == trouble) {
            // It happened again: told once, as the newest, and how often.
            Some(at) => {
                let known = self.list.remove(at);
                Notice { times: known.times + 1, ..known }
            }
            None => self.notice(trouble),
        };
        self.list.push(notice);
        self.open = true;
    }

    fn notice(&mut self, trouble: Trouble) -> Notice {
        self.next += 1;
        Notice { id: self.next, trouble, times: 1, details: false }
    }

    /// So many changes could not be saved. It stays until they are, and shows the list when it is new.
    pub fn tell_unsaved(&mut self, trouble: Trouble, pending: usize) {
        match &mut self.unsaved {
            Some((notice, count)) if notice.trouble == trouble => *count = pending,
            _ => {
                let notice = self.notice(trouble);
                self.unsaved = Some((notice, pending));
                self.open = true;
            }
        }
    }

    /// Everything is saved.
    pub fn tell_saved(&mut self) {
        if self.unsaved.take().is_some() {
            self.open &= !self.is_empty();
        }
    }

    /// Shows the list again, if something is not saved.
    pub fn show_unsaved(&mut self) {
        self.open |= self.unsaved.is_some();
    }

    /// Adds one, if there is one.
    pub fn extend(&mut self, trouble: Option<Trouble>) {
        if let Some(trouble) = trouble {
            self.add(trouble);
        }
    }

    /// Takes one off.
    pub fn dismiss(&mut self, id: u64) {
        self.list.retain(|known| known.id != id);
        self.open &= !self.is_empty();
    }

    /// Takes the newest off, if the list is shown and any can go; what is not saved stays.
    pub fn dismiss_newest(&mut self) {
        if let Some(newest) = self.newest() {
            self.dismiss(newest);
        }
    }

    /// The newest of the list shown that can be taken off.
    pub fn newest(&self) -> Option<u64> {
        self.list.last().filter(|_| self.open).map(|notice| notice.id)
    }

    /// How many are not read.
    pub fn len(&self) -> usize {
        self.list.len() + usize::from(self.unsaved.is_some())
    }

    /// True when all were read.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Shows or hides the list.
    pub fn toggle(&mut self) {
        self.open = !self.open && !self.is_empty();
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
    pub fn show(&mut self, ui: &mut Ui, theme: &Theme, words: Messages, queue: &mut Vec<UiCommand>) {
        let most = HEIGHT.min(ui.ctx().content_rect().height() * 0.5);
        let list = ScrollArea::vertical().max_height(most).min_scrolled_height(most);
        list.auto_shrink([false, true]).show(ui, |ui| {
            if let Some((notice, pending)) = &mut self.unsaved {
                unsaved(ui, notice, *pending, (theme, words), queue);
            }
            for notice in self.list.iter_mut().rev() {
                ui.push_id(notice.id, |ui| entry(ui, notice, theme, words, queue));
            }
        });
    }
}

/// Height of the list, where the window has room for it.
const HEIGHT: f32 = 200.0;

/// Narrowest text of a notification.
const TEXT_LEAST: f32 = 160.0;

/// What could not be saved, why, where, and the ways out.
fn unsaved(
    ui: &mut Ui,
    notice: &mut Notice,
    pending: usize,
    (theme, words): (&Theme, Messages),
    queue: &mut Vec<UiCommand>,
) {
    ui.horizontal_top(|ui| {
        ui.add_space(space::XS);
        ui.label(RichText::new("■").color(theme.bad));
        ui.vertical(|ui| {
            ui.set_width(ui.available_width().max(TEXT_LEAST));
            let head = words.with(Message::UnsavedHead, &[&notice.trouble.sentence(words)]);
            ui.label(RichText::new(head).font(theme::bold(theme::BODY)).color(theme.ink));
            small(ui, &notice.trouble.place, theme);
            let way = match notice.trouble.code.as_str() {
                "project_gone" => Message::UnsavedGoneWay,
                _ => Message::UnsavedWay,
            };
            let count = words.with(Message::UnsavedCount, &[&pending]);
            let way = words.with(Message::WayOut, &[&words.text(way)]);
            ui.label(RichText::new(count).color(theme.ink));
            small(ui, &way, theme);
            ui.add_space(space::XS);
            ui.horizontal_wrapped(|ui| {
                if welcome::primary(ui, words.text(Message::Retry), theme).clicked() {
                    queue.push(UiCommand::Verb(Verb::Save));
                }
                if ui.button(words.text(Message::SaveElsewhere)).clicked() {
                    queue.push(UiCommand::Verb(Verb::SaveElsewhere));
                }
                details(ui, notice, theme, words);
            });
            told(ui, notice, theme);
        });
    });
    ui.add_space(space::S);
}

fn entry(ui: &mut Ui, notice: &mut Notice, theme: &Theme, words: Messages, queue: &mut Vec<UiCommand>) {
    let (shape, colour) = if notice.trouble.bad { ("■", theme.bad) } else { ("▲", theme.warn) };
    let read = words.text(Message::NotificationRead);
    ui.horizontal_top(|ui| {
        ui.add_space(space::XS);
        ui.label(RichText::new(shape).color(colour));
        let room = ui.available_width() - 96.0;
        ui.vertical(|ui| {
            ui.set_width(room.max(TEXT_LEAST));
            ui.horizontal_wrapped(|ui| {
                let mut sentence = notice.trouble.sentence(words);
                if notice.times > 1 {
                    sentence = words.with(Message::NoticeAgain, &[&sentence, &notice.times]);
                }
                ui.label(RichText::new(sentence).color(theme.ink));
                details(ui, notice, theme, words);
            });
            if !notice.trouble.place.is_empty() {
                small(ui, &notice.trouble.place, theme);
            }
            if let Some(way) = notice.trouble.way_out(words) {
                small(ui, &way, theme);
            }
            told(ui, notice, theme);
        });
        if ui.add(Button::new(RichText::new(read).color(theme.accent)).frame_when_inactive(false)).clicked() {
            queue.push(UiCommand::Dismiss(notice.id));
        }
    });
    ui.add_space(space::XS);
}

fn small(ui: &mut Ui, words: &str, theme: &Theme) {
    ui.label(RichText::new(words).font(theme::regular(theme::CAPTION)).color(theme.ink2));
}

/// The button that unfolds what the system said, where the sentence does not hold it.
fn details(ui: &mut Ui, notice: &mut Notice, theme: &Theme, words: Messages) {
    if notice.trouble.tells_detail() || notice.trouble.detail.is_empty() {
        return;
    }
    let label = RichText::new(words.text(Message::SystemWords)).small().color(theme.accent);
    if ui.add(Button::selectable(notice.details, label)).clicked() {
        notice.details = !notice.details;
    }
}

/// The system's own words, while they are unfolded.
fn told(ui: &mut Ui, notice: &Notice, theme: &Theme) {
    if notice.details {
        small(ui, &notice.trouble.detail, theme);
    }
}
