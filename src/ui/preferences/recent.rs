//! Projects opened lately: in the menu and on the welcome screen.

use super::project_words;
use crate::{
    ui::{
        commands::UiCommand,
        theme::{Theme, space},
    },
    words::{Message, Messages},
};
use egui::{Button, RichText, Ui};
use std::path::PathBuf;

/// The submenu of the project menu.
pub(crate) fn menu(ui: &mut Ui, recent: &[PathBuf], words: Messages, queue: &mut Vec<UiCommand>) {
    if recent.is_empty() {
        return;
    }
    ui.separator();
    ui.menu_button(words.text(Message::RecentProjects), |ui| {
        ui.set_min_width(200.0);
        for dir in recent {
            let (name, folder) = project_words(dir);
            if ui.button(name).on_hover_text(folder).clicked() {
                queue.push(UiCommand::OpenPath(dir.clone()));
            }
        }
    });
}

/// The list on the welcome screen.
pub(crate) fn list(
    ui: &mut Ui,
    recent: &[PathBuf],
    (theme, words): (&Theme, Messages),
    queue: &mut Vec<UiCommand>,
) {
    if recent.is_empty() {
        return;
    }
    ui.label(RichText::new(words.text(Message::RecentProjects)).small().color(theme.ink2));
    for dir in recent.iter().take(6) {
        let (name, folder) = project_words(dir);
        ui.horizontal(|ui| {
            // In line with the words above and below it.
            ui.spacing_mut().button_padding.x = 0.0;
            let button = Button::new(RichText::new(name).color(theme.accent)).frame_when_inactive(false);
            if ui.add(button).clicked() {
                queue.push(UiCommand::OpenPath(dir.clone()));
            }
            ui.add(egui::Label::new(RichText::new(folder).small().color(theme.ink2)).truncate());
        });
    }
    ui.add_space(space::XL);
}
