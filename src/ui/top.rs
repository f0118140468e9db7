//! The bar at the top: menus, the project's name, searching, undo and redo.

use super::{
    commands::{Menu, Needs, Row, TABLE, UiCommand, Verb, keys_text},
    desk::Desk,
    fit, preferences,
    search::SearchContext,
    theme::{self, Theme},
};
use crate::words::{Message, Messages};
use egui::{Align, Button, Layout, MenuBar, RichText, Ui, containers::menu::MenuConfig};
use std::path::PathBuf;

/// Draws the bar.
pub(crate) fn show(
    ui: &mut Ui,
    desk: Option<&mut Desk>,
    recent: &[PathBuf],
    (theme, words): (&Theme, Messages),
    queue: &mut Vec<UiCommand>,
) {
    MenuBar::new().style(theme::menu_style).config(MenuConfig::new().style(theme::menu_style)).ui(ui, |ui| {
        for (menu, label) in Menu::ALL {
            ui.menu_button(words.text(label), |ui| {
                ui.set_min_width(200.0);
                let count = TABLE.iter().filter(|row| row.menu == menu).count() + 1;
                fit::menu(ui, count, |ui| {
                    for row in TABLE.iter().filter(|row| row.menu == menu) {
                        menu_row(ui, row, desk.as_deref(), words, queue);
                    }
                    if menu == Menu::Project {
                        preferences::recent_menu(ui, recent, words, queue);
                    }
                });
            });
        }
        let Some(desk) = desk else { return };
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            back(ui, desk.session.redo_label(), (Verb::Redo, Message::Redo), words, queue);
            back(ui, desk.session.undo_label(), (Verb::Undo, Message::Undo), words, queue);
            let Desk { session, selected, search, .. } = desk;
            let context = SearchContext { plan: session.plan(), selected: *selected, theme, words };
            search.field(ui, &context, queue);
            ui.with_layout(Layout::centered_and_justified(egui::Direction::LeftToRight), |ui| {
                let name = RichText::new(session.name()).font(theme::bold(theme::BODY)).color(theme.ink);
                ui.add(egui::Label::new(name).truncate()).on_hover_text(session.dir().display().to_string());
            });
        });
    });
}

/// A verb in its menu; one that cannot be used now says why.
fn menu_row(ui: &mut Ui, row: &Row, desk: Option<&Desk>, words: Messages, queue: &mut Vec<UiCommand>) {
    let keys = row.keys.as_ref().map(keys_text).unwrap_or_default();
    let button = Button::new(label_of(row, desk, words)).shortcut_text(keys);
    let why = why_not(row.needs, desk);
    let response = ui.add_enabled(why.is_none(), button);
    if let Some(why) = why {
        response.on_disabled_hover_text(words.text(why));
    } else if response.clicked() {
        queue.push(UiCommand::Verb(row.verb));
    }
}

/// The words of a menu row; undo and redo name what they are about.
pub(crate) fn label_of(row: &Row, desk: Option<&Desk>, words: Messages) -> String {
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
    why_not(needs, desk).is_none()
}

/// Why a verb cannot be used now, if so.
pub(crate) fn why_not(needs: Needs, desk: Option<&Desk>) -> Option<Message> {
    let Some(desk) = desk else { return (needs != Needs::Nothing).then_some(Message::WhyProject) };
    let read_only = (!desk.is_writing()).then_some(Message::WhyReadOnly);
    let unselected = desk.selected.is_none().then_some(Message::WhySelected);
    match needs {
        Needs::Nothing | Needs::Project => None,
        Needs::Undo => desk.session.undo_label().is_none().then_some(Message::NothingToUndo),
        Needs::Redo => desk.session.redo_label().is_none().then_some(Message::NothingToRedo),
        Needs::Unsaved => desk.session.unsaved().is_none().then_some(Message::NothingUnsaved),
        Needs::Selected => unselected,
        Needs::Writing => read_only,
        Needs::Node => read_only.or(unselected),
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
