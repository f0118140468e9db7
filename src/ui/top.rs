//! The bar at the top: menus, the project's name, undo and redo.

use super::{
    commands::{Menu, Needs, Row, TABLE, UiCommand, Verb},
    desk::Desk,
    preferences,
    theme::{self, Theme},
};
use crate::words::{Message, Messages};
use egui::{Align, Button, Layout, MenuBar, RichText, Ui};
use std::path::PathBuf;

/// Draws the bar.
pub(crate) fn show(
    ui: &mut Ui,
    desk: Option<&Desk>,
    recent: &[PathBuf],
    (theme, words): (&Theme, Messages),
    queue: &mut Vec<UiCommand>,
) {
    MenuBar::new().ui(ui, |ui| {
        for (menu, label) in Menu::ALL {
            ui.menu_button(words.text(label), |ui| {
                ui.set_min_width(200.0);
                for row in TABLE.iter().filter(|row| row.menu == menu) {
                    let keys = row.keys.map(|keys| ui.ctx().format_shortcut(&keys)).unwrap_or_default();
                    let button = Button::new(label_of(row, desk, words)).shortcut_text(keys);
                    if ui.add_enabled(is_possible(row.needs, desk), button).clicked() {
                        queue.push(UiCommand::Verb(row.verb));
                    }
                }
                if menu == Menu::Project {
                    preferences::recent_menu(ui, recent, words, queue);
                }
            });
        }
        let Some(desk) = desk else { return };
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            back(ui, desk.session.redo_label(), (Verb::Redo, Message::Redo), words, queue);
            back(ui, desk.session.undo_label(), (Verb::Undo, Message::Undo), words, queue);
            ui.with_layout(Layout::centered_and_justified(egui::Direction::LeftToRight), |ui| {
                let name = RichText::new(desk.session.name()).font(theme::bold(theme::BODY)).color(theme.ink);
                ui.add(egui::Label::new(name).truncate())
                    .on_hover_text(desk.session.dir().display().to_string());
            });
        });
    });
}

/// The words of a menu row; undo and redo name what they are about.
fn label_of(row: &Row, desk: Option<&Desk>, words: Messages) -> String {
    let step = match row.verb {
        Verb::Undo => {
            desk.and_then(|desk| desk.session.undo_label()).map(|label| (Message::UndoNamed, label))
        }
        Verb::Redo => {
            desk.and_then(|desk| desk.session.redo_label()).map(|label| (Message::RedoNamed, label))
        }
        _ => None,
    };
    match step {
        Some((named, label)) => words.with(named, &[&step_words(label, words)]),
        None => words.text(row.label).to_owned(),
    }
}

fn step_words(label: &str, words: Messages) -> &str {
    Message::of_label(label).map_or(label, |message| words.text(message))
}

/// True when a verb can be used now.
pub(crate) fn is_possible(needs: Needs, desk: Option<&Desk>) -> bool {
    match needs {
        Needs::Nothing => true,
        Needs::Project => desk.is_some(),
        Needs::Undo => desk.is_some_and(|desk| desk.session.undo_label().is_some()),
        Needs::Redo => desk.is_some_and(|desk| desk.session.redo_label().is_some()),
        Needs::Selected => desk.is_some_and(|desk| desk.selected.is_some()),
        Needs::Writing => desk.is_some_and(Desk::is_writing),
        Needs::Node => desk.is_some_and(|desk| desk.is_writing() && desk.selected.is_some()),
    }
}

/// Undo or redo, with the name of what it takes back or brings again.
fn back(
    ui: &mut Ui,
    label: Option<&str>,
    (verb, word): (Verb, Message),
    words: Messages,
    queue: &mut Vec<UiCommand>,
) {
    let (named, none) = match verb {
        Verb::Redo => (Message::RedoNamed, Message::NothingToRedo),
        _ => (Message::UndoNamed, Message::NothingToUndo),
    };
    let hint = match label {
        Some(label) => words.with(named, &[&step_words(label, words)]),
        None => words.text(none).to_owned(),
    };
    let response = ui.add_enabled(label.is_some(), Button::new(words.text(word)).frame_when_inactive(false));
    if response.on_hover_text(&hint).on_disabled_hover_text(&hint).clicked() {
        queue.push(UiCommand::Verb(verb));
    }
}
