//! What everybody has to know before the first report: said once, in a band that stands in nobody's way.

use crate::{
    ui::{
        theme::{self, Theme, space},
        welcome,
    },
    words::{Message, Messages},
};
use egui::{RichText, Ui};

/// Draws the band; true when it was read.
pub(crate) fn show(ui: &mut Ui, theme: &Theme, words: Messages) -> bool {
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new("▲").color(theme.warn));
        ui.label(RichText::new(words.text(Message::Secrecy)).font(theme::bold(theme::BODY)).color(theme.ink));
        ui.add_space(space::S);
        welcome::primary(ui, words.text(Message::NoticeRead), theme).clicked()
    })
    .inner
}
