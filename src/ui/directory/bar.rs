//! The line over the list: searching, pasting, adding, copying.

use super::{DirectoryPane, PaneContext, borrow_menu, paste::Paste};
use crate::ui::commands::UiCommand;
use crate::words::Message;
use egui::{Key, RichText, TextEdit, Ui};
use std::path::{Path, PathBuf};

impl DirectoryPane {
    pub(super) fn bar(
        &mut self,
        ui: &mut Ui,
        context: &PaneContext<'_>,
        others: (&[PathBuf], &Path),
        queue: &mut Vec<UiCommand>,
    ) {
        let words = context.words;
        ui.horizontal_wrapped(|ui| {
            let hint = words.text(Message::FindUnitHint);
            let search = TextEdit::singleline(&mut self.query).hint_text(hint).desired_width(200.0);
            let response = ui.add(search).accessible_name(words.text(Message::FindUnit));
            if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
                self.choose(0, context.plan, queue);
            }
            if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape)) {
                self.query.clear();
            }
            if context.writing {
                let open = self.paste.is_some();
                if ui.selectable_label(open, words.text(Message::UnitsPaste)).clicked() {
                    self.paste = if open { None } else { Some(Paste::default()) };
                }
                if self.listing.view().is_some_and(|listing| listing.units.is_empty()) {
                    borrow_menu(ui, others, words, queue);
                }
                self.add_button(ui, context, queue);
            }
            let Some(listing) = self.listing.view() else { return };
            let text = words.with(Message::UnitsKnown, &[&listing.units.len()]);
            ui.add(egui::Label::new(RichText::new(text).small().color(context.theme.ink2)).extend());
            if !listing.absent.is_empty() {
                let text = words.with(Message::UnitsAbsentCount, &[&listing.absent.len()]);
                ui.add(egui::Label::new(RichText::new(text).small().color(context.theme.warn)).extend());
                let label = words.with(Message::EnterAllUnits, &[&listing.absent.len()]);
                if context.writing && ui.button(label).clicked() {
                    let names: Vec<String> = listing.absent.iter().map(|unit| unit.name.clone()).collect();
                    queue.push(UiCommand::Run(Self::enter(&names, context.plan)));
                }
            }
        });
    }

    /// What is searched for and not there can be entered.
    fn add_button(&mut self, ui: &mut Ui, context: &PaneContext<'_>, queue: &mut Vec<UiCommand>) {
        let name = self.query.trim().to_owned();
        let new = !name.is_empty() && context.plan.unit_named(&name).is_none();
        if !new || name.is_ascii() {
            return;
        }
        if ui.button(context.words.with(Message::EnterUnitNamed, &[&name])).clicked() {
            queue.push(UiCommand::Run(Self::enter(std::slice::from_ref(&name), context.plan)));
            self.unit = Some(crate::model::UnitId::of(&name));
            self.query.clear();
            self.focus_fields = true;
        }
    }
}
