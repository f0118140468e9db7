//! What is shown while no project is open, and the field for pasted text.

use super::{
    commands::{UiCommand, Verb},
    preferences,
    sheets::Sheet,
    theme::{self, Theme, space},
};
use crate::words::{Message, Messages};
use egui::{Button, RichText, ScrollArea, TextEdit, Ui};
use std::path::PathBuf;

/// Widest column.
const WIDTH: f32 = 520.0;

/// What was typed on the welcome screen.
#[derive(Default)]
pub(crate) struct Welcome {
    path: String,
    pasted: String,
    /// Pasted text, a path or what the program is, over the screen.
    pub(crate) sheet: Option<Sheet>,
}

impl Welcome {
    /// Draws it.
    pub(crate) fn show(
        &mut self,
        ui: &mut Ui,
        (recent, secrecy_read): (&[PathBuf], bool),
        (theme, words): (&Theme, Messages),
        queue: &mut Vec<UiCommand>,
    ) {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            let width = WIDTH.min(ui.available_width());
            let margin = ((ui.available_width() - width) / 2.0).max(0.0);
            ui.horizontal(|ui| {
                ui.add_space(margin);
                ui.vertical(|ui| {
                    ui.set_width(width);
                    self.column(ui, (recent, secrecy_read), (theme, words), queue);
                });
            });
        });
    }

    fn column(
        &mut self,
        ui: &mut Ui,
        (recent, secrecy_read): (&[PathBuf], bool),
        (theme, words): (&Theme, Messages),
        queue: &mut Vec<UiCommand>,
    ) {
        ui.add_space((ui.available_height() * 0.08).min(space::XL * 3.0));
        ui.label(
            RichText::new(words.text(Message::AppName))
                .font(theme::bold(theme::TITLE * 1.6))
                .color(theme.ink),
        );
        ui.add_space(space::S);
        ui.label(RichText::new(words.text(Message::WelcomeLine)).font(theme::regular(theme::REPORT)));
        ui.label(RichText::new(words.text(Message::WelcomeDrop)).color(theme.ink2));
        ui.add_space(space::XL);
        ui.horizontal(|ui| {
            if primary(ui, words.text(Message::OpenReport), theme).clicked() {
                queue.push(UiCommand::Verb(Verb::OpenReport));
            }
            for (message, verb) in
                [(Message::OpenProject, Verb::OpenProject), (Message::OpenSample, Verb::OpenSample)]
            {
                if ui.button(words.text(message)).clicked() {
                    queue.push(UiCommand::Verb(verb));
                }
            }
        });
        ui.add_space(space::XL);
        preferences::recent_list(ui, recent, (theme, words), queue);
        let label = ui.label(RichText::new(words.text(Message::PathLabel)).small().color(theme.ink2));
        ui.horizontal(|ui| {
            let button = 72.0;
            let field = TextEdit::singleline(&mut self.path)
                .desired_width(ui.available_width() - button - space::L)
                .margin(egui::Margin::symmetric(space::S as i8, space::XS as i8));
            let response = ui.add(field).labelled_by(label.id);
            let entered = response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
            let path = self.path.trim();
            let clicked =
                ui.add_enabled(!path.is_empty(), Button::new(words.text(Message::OpenPath))).clicked();
            if !path.is_empty() && (clicked || entered) {
                queue.push(UiCommand::OpenPath(PathBuf::from(path)));
            }
        });
        ui.add_space(space::L);
        paste_field(ui, &mut self.pasted, Message::PasteLabel, (theme, words), queue);
        ui.add_space(space::XL);
        // As long as it was not read, the band says it.
        if secrecy_read {
            ui.label(RichText::new(words.text(Message::Secrecy)).small().color(theme.ink2));
        }
        // Room for the band, which lies over the end.
        ui.add_space(space::XL * 2.0);
    }
}

/// The one filled button of a screen.
pub(crate) fn primary(ui: &mut Ui, label: &str, theme: &Theme) -> egui::Response {
    let text = RichText::new(label).color(theme.paper);
    // A stroke of its own colour, so that it is as high as the buttons beside it.
    ui.add(Button::new(text).fill(theme.accent).stroke(egui::Stroke::new(1.0, theme.accent)))
}

/// A field for the text of a report, and the button that imports it.
pub(crate) fn paste_field(
    ui: &mut Ui,
    pasted: &mut String,
    label: Message,
    (theme, words): (&Theme, Messages),
    queue: &mut Vec<UiCommand>,
) -> bool {
    let on_sheet = label == Message::PasteHere;
    let label = ui.label(RichText::new(words.text(label)).small().color(theme.ink2));
    ScrollArea::vertical().id_salt("pasted").min_scrolled_height(160.0).max_height(160.0).show(ui, |ui| {
        let field = TextEdit::multiline(pasted)
            .desired_rows(4)
            .desired_width(f32::INFINITY)
            .margin(egui::Margin::symmetric(space::S as i8, space::XS as i8));
        let response = ui.add(field).labelled_by(label.id);
        if on_sheet && pasted.is_empty() && ui.memory(|memory| memory.focused().is_none()) {
            response.request_focus();
        }
    });
    ui.add_space(space::XS);
    let ready = !pasted.trim().is_empty();
    let clicked = ui.add_enabled(ready, Button::new(words.text(Message::ReadPasted))).clicked();
    if clicked {
        queue.push(UiCommand::ReadText(std::mem::take(pasted)));
    }
    clicked
}
