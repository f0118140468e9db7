//! The settings screen: all that a person may choose about the program, in force at once.

use crate::{
    session::preferences::{AtStart, Look, Preferences, TextScale},
    ui::{
        fit,
        theme::{self, Theme, space},
    },
    words::{Language, Message, Messages},
};
use egui::{Align, Button, Layout, RichText, ScrollArea, TextEdit, Ui, Window};
use std::path::Path;

/// Width of the screen.
const WIDTH: f32 = 440.0;

/// The screen, and what was typed on it.
#[derive(Default)]
pub(super) struct Screen {
    open: bool,
    /// The person's name as typed; `None` until the screen was open.
    name: Option<String>,
    /// It was changed and is not written yet.
    name_typed: bool,
    /// Recent projects are to be forgotten.
    forget: bool,
}

impl Screen {
    /// Shows it or puts it away; `name` is asked for at its first opening.
    pub(super) fn toggle(&mut self, name: impl FnOnce() -> Option<String>) {
        self.open = !self.open;
        if self.open && self.name.is_none() {
            self.name = Some(name().unwrap_or_default());
        }
    }

    /// True while it is shown.
    pub(super) fn is_open(&self) -> bool {
        self.open
    }

    /// True when it holds something that is not written.
    pub(super) fn wants_writing(&self) -> bool {
        self.forget || (self.name_typed && !self.open)
    }

    /// The wish to forget, once.
    pub(super) fn take_forget(&mut self) -> bool {
        std::mem::take(&mut self.forget)
    }

    /// The name to be written, once and only after the screen was closed.
    pub(super) fn take_name(&mut self) -> Option<String> {
        if self.open || !std::mem::take(&mut self.name_typed) {
            return None;
        }
        self.name.clone()
    }

    /// Draws it while it is open.
    pub(super) fn show(
        &mut self,
        ui: &Ui,
        chosen: &mut Preferences,
        folder: &Path,
        (theme, words): (&Theme, Messages),
    ) {
        if !self.open {
            return;
        }
        let (mut open, mut done) = (true, false);
        let room = ui.ctx().content_rect();
        let width = WIDTH.min(room.width() - space::XL * 2.0);
        Window::new(words.text(Message::Preferences).trim_end_matches('…'))
            .collapsible(false)
            .resizable(false)
            .default_width(width)
            .anchor(egui::Align2::CENTER_TOP, [0.0, fit::sheet_top(ui.ctx())])
            .open(&mut open)
            .show(ui.ctx(), |ui| {
                ui.set_width(width);
                // The button stands below.
                let height = fit::sheet_room(ui.ctx(), space::M + space::XL * 2.0);
                let area = ScrollArea::vertical().max_height(height);
                // As high as its content from the first frame on: the window learns its height there.
                area.min_scrolled_height(height).show(ui, |ui| {
                    looks(ui, chosen, theme, words);
                    self.work(ui, chosen, theme, words);
                    self.memory(ui, chosen, folder, theme, words);
                });
                ui.add_space(space::M);
                ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
                    done = ui.button(words.text(Message::Close)).clicked();
                });
            });
        let escaped = !ui.ctx().any_popup_open() && ui.input(|input| input.key_pressed(egui::Key::Escape));
        self.open = open && !done && !escaped;
    }

    /// What goes into projects.
    fn work(&mut self, ui: &mut Ui, chosen: &mut Preferences, theme: &Theme, words: Messages) {
        head(ui, Message::PreferencesWork, theme, words);
        let name = self.name.get_or_insert_default();
        let label = caption(ui, Message::PersonName, theme, words);
        let field = TextEdit::singleline(name).desired_width(f32::INFINITY);
        self.name_typed |= ui.add(field).labelled_by(label.id).changed();
        hint(ui, Message::PersonNameHelp, theme, words);
        let label = caption(ui, Message::AnnotationAuthor, theme, words);
        let field = TextEdit::singleline(&mut chosen.author_unit).desired_width(f32::INFINITY);
        ui.add(field).labelled_by(label.id);
        hint(ui, Message::AuthorUnitHelp, theme, words);
    }

    /// What is remembered, and how to forget it.
    fn memory(
        &mut self,
        ui: &mut Ui,
        chosen: &mut Preferences,
        folder: &Path,
        theme: &Theme,
        words: Messages,
    ) {
        head(ui, Message::PreferencesMemory, theme, words);
        ui.checkbox(&mut chosen.remember_projects, words.text(Message::RememberProjects));
        caption(ui, Message::AtStart, theme, words);
        ui.add_enabled_ui(chosen.remember_projects, |ui| {
            ui.horizontal_wrapped(|ui| {
                for (option, message) in [
                    (AtStart::LastProject, Message::AtStartLast),
                    (AtStart::Welcome, Message::AtStartWelcome),
                ] {
                    ui.radio_value(&mut chosen.at_start, option, words.text(message));
                }
            });
        });
        ui.add_space(space::S);
        ui.horizontal_wrapped(|ui| {
            let forget = Button::new(words.text(Message::ForgetProjects));
            if ui.add_enabled(!chosen.recent.is_empty() && !self.forget, forget).clicked() {
                chosen.recent.clear();
                self.forget = true;
            }
            let usual = Button::new(words.text(Message::UsualColumns));
            if ui.add_enabled(!chosen.columns.is_empty(), usual).clicked() {
                chosen.columns.clear();
            }
        });
        ui.add_space(space::S);
        let place = words.with(Message::PreferencesPlace, &[&folder.display()]);
        ui.label(RichText::new(place).small().color(theme.ink2));
    }
}

/// What the window looks like.
fn looks(ui: &mut Ui, chosen: &mut Preferences, theme: &Theme, words: Messages) {
    ui.label(RichText::new(words.text(Message::PreferencesLook)).font(theme::bold(theme::BODY)));
    caption(ui, Message::LanguageLabel, theme, words);
    ui.horizontal_wrapped(|ui| {
        // Each in its own language, so that one who cannot read the other finds it.
        ui.radio_value(&mut chosen.language, Language::Chinese, words.text(Message::LanguageChinese));
        ui.radio_value(&mut chosen.language, Language::English, words.text(Message::LanguageEnglish));
    });
    caption(ui, Message::LookLabel, theme, words);
    ui.horizontal_wrapped(|ui| {
        for (option, message) in [
            (Look::Light, Message::LookLight),
            (Look::Dark, Message::LookDark),
            (Look::System, Message::LookSystem),
        ] {
            ui.radio_value(&mut chosen.look, option, words.text(message));
        }
    });
    caption(ui, Message::TextScale, theme, words);
    ui.horizontal(|ui| {
        let scale = chosen.text_scale;
        let smaller = Button::new(words.text(Message::ZoomOut));
        if ui.add_enabled(scale.smaller() != scale, smaller).clicked() {
            chosen.text_scale = scale.smaller();
        }
        // As wide as its widest, so that nothing moves while one clicks.
        let percent = words.with(Message::JobPercent, &[&scale.percent()]);
        ui.add_sized([space::XL * 2.0, space::XL], egui::Label::new(percent));
        let larger = Button::new(words.text(Message::ZoomIn));
        if ui.add_enabled(scale.larger() != scale, larger).clicked() {
            chosen.text_scale = scale.larger();
        }
        let usual = Button::new(words.text(Message::ZoomReset));
        if ui.add_enabled(scale != TextScale::default(), usual).clicked() {
            chosen.text_scale = TextScale::default();
        }
    });
}

fn head(ui: &mut Ui, message: Message, theme: &Theme, words: Messages) {
    ui.add_space(space::XL);
    ui.label(RichText::new(words.text(message)).font(theme::bold(theme::BODY)).color(theme.ink));
}

fn caption(ui: &mut Ui, message: Message, theme: &Theme, words: Messages) -> egui::Response {
    ui.add_space(space::S);
    ui.label(RichText::new(words.text(message)).small().color(theme.ink2))
}

fn hint(ui: &mut Ui, message: Message, theme: &Theme, words: Messages) {
    ui.label(RichText::new(words.text(message)).small().color(theme.ink2));
}
