//! A pasted directory, shown as it will be entered before it is.

use super::PaneContext;
use crate::model::{ResponsibleUnit, UnitId};
use crate::outline::{DirectoryError, parse_directory};
use crate::session::Command;
use crate::ui::{
    commands::UiCommand,
    theme::{self, space},
    welcome,
};
use crate::words::Message;
use egui::{RichText, ScrollArea, TextEdit, Ui};

/// The pasted lines, and what they mean.
#[derive(Default)]
pub(super) struct Paste {
    text: String,
    units: Vec<ResponsibleUnit>,
    error: Option<DirectoryError>,
    has_focus: bool,
}

impl Paste {
    /// Draws it; true when the units were entered.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        context: &PaneContext<'_>,
        queue: &mut Vec<UiCommand>,
    ) -> bool {
        let (theme, words) = (context.theme, context.words);
        ui.label(RichText::new(words.text(Message::UnitsHelp)).small().color(theme.ink2));
        let changed = ScrollArea::vertical()
            .id_salt("paste")
            .max_height(180.0)
            .show(ui, |ui| {
                let edit = TextEdit::multiline(&mut self.text).desired_rows(6).desired_width(f32::INFINITY);
                let response = ui.add(edit).accessible_name(words.text(Message::UnitsPaste));
                if !std::mem::replace(&mut self.has_focus, true) {
                    response.request_focus();
                }
                response.changed()
            })
            .inner;
        if changed {
            match parse_directory(&self.text) {
                Ok(units) => (self.units, self.error) = (units, None),
                Err(error) => (self.units, self.error) = (Vec::new(), Some(error)),
            }
        }
        if let Some(error) = &self.error {
            let line = words.with(Message::UnitsBadLine, &[&error.line, &error.text]);
            ui.label(RichText::new(line).color(theme.bad));
        }
        let label = words.with(Message::UnitsEnter, &[&self.units.len()]);
        ui.add_space(space::S);
        let ready = !self.units.is_empty();
        let entered = ui.add_enabled_ui(ready, |ui| welcome::primary(ui, &label, theme).clicked()).inner;
        self.preview(ui, context);
        if entered {
            queue.push(UiCommand::Run(Command::EnterUnits(std::mem::take(&mut self.units))));
        }
        entered
    }

    /// The lines as units; those in the directory already say so.
    fn preview(&self, ui: &mut Ui, context: &PaneContext<'_>) {
        let (theme, words) = (context.theme, context.words);
        ui.add_space(space::S);
        ScrollArea::vertical().id_salt("preview").auto_shrink([false, true]).show_rows(
            ui,
            theme::CHIP,
            self.units.len(),
            |ui, range| {
                for unit in &self.units[range] {
                    ui.horizontal(|ui| {
                        ui.set_min_height(theme::CHIP);
                        let order = if unit.order == 0 { String::new() } else { unit.order.to_string() };
                        ui.label(RichText::new(order).color(theme.ink2));
                        ui.label(&unit.full_name);
                        for more in [&unit.short_name, &unit.group] {
                            if !more.is_empty() {
                                ui.label(RichText::new(more).small().color(theme.ink2));
                            }
                        }
                        let id = UnitId::of(&unit.full_name);
                        if !context.plan.directory_unit(id).full_name.is_empty() {
                            let known = words.text(Message::UnitThere);
                            ui.label(RichText::new(known).small().color(theme.warn));
                        }
                    });
                }
            },
        );
    }
}
