//! The question before a window or a project is closed.

use crate::{
    store::StoreError,
    ui::{
        commands::{UiCommand, Verb},
        theme::{self, Theme, space},
        welcome,
    },
    words::{Message, Messages, Trouble},
};
use egui::{RichText, Ui};

/// The only question: edits that are not on disk, or words that are no edit yet, would be lost.
pub(super) fn ask_about_unsaved(
    ui: &Ui,
    (unsaved, waiting): (Option<(StoreError, usize)>, &[String]),
    (theme, words): (&Theme, Messages),
    queue: &mut Vec<UiCommand>,
) {
    egui::Modal::new(egui::Id::unique("unsaved")).show(ui.ctx(), |ui| {
        ui.set_width(440.0);
        let head = if unsaved.is_some() { Message::CloseUnsaved } else { Message::CloseUntaken };
        ui.label(RichText::new(words.text(head)).font(theme::bold(theme::REPORT)));
        ui.add_space(space::S);
        if let Some((error, pending)) = &unsaved {
            let why = Trouble::from(error).sentence(words);
            ui.label(words.with(Message::CloseUnsavedLine, &[pending, &why]));
        }
        if !waiting.is_empty() {
            if unsaved.is_some() {
                ui.add_space(space::S);
                ui.label(words.text(Message::CloseUntaken));
            }
            ui.label(words.text(Message::CloseUntakenLine));
            egui::ScrollArea::vertical().max_height(WAITING_MOST).show(ui, |ui| {
                for typed in waiting {
                    ui.label(RichText::new(typed).color(theme.ink));
                }
            });
        }
        ui.add_space(space::L);
        ui.horizontal_wrapped(|ui| {
            let mut back = false;
            if unsaved.is_some() {
                if welcome::primary(ui, words.text(Message::Retry), theme).clicked() {
                    queue.push(UiCommand::RetryClosing);
                }
                if ui.button(words.text(Message::SaveElsewhere)).clicked() {
                    queue.push(UiCommand::KeepOpen);
                    queue.push(UiCommand::Verb(Verb::SaveElsewhere));
                }
                back |= ui.button(words.text(Message::StayOpen)).clicked();
            } else {
                // Trying again would change nothing: the words are still to be put right.
                back |= welcome::primary(ui, words.text(Message::StayOpen), theme).clicked();
            }
            if back || ui.input(|input| input.key_pressed(egui::Key::Escape)) {
                queue.push(UiCommand::KeepOpen);
            }
            let leave = if unsaved.is_some() { Message::CloseAnyway } else { Message::CloseUntakenAnyway };
            if ui.button(RichText::new(words.text(leave)).color(theme.bad)).clicked() {
                queue.push(UiCommand::CloseAnyway);
            }
        });
    });
}

/// Most height of the words that were not taken, in the question about them.
const WAITING_MOST: f32 = 200.0;
