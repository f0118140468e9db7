//! A pasted directory, shown as it will be entered before it is.

use super::{PaneContext, list::short_of};
use crate::model::{ResponsibleUnit, UnitId};
use crate::outline::{DirectoryError, parse_directory};
use crate::session::Command;
use crate::ui::{
    commands::UiCommand,
    ime,
    theme::{self, space},
    welcome,
};
use crate::words::Message;
use egui::{Key, Label, Modifiers, RichText, ScrollArea, TextEdit, Ui, UiBuilder, vec2};

/// Room for the number before a unit.
const NUMBER: f32 = 32.0;

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
        let field = ui.scope_id().with("lines");
        let typing = ui.memory(|memory| memory.has_focus(field)) && !ime::composing(ui.ctx());
        // Before the field takes it for a new line.
        let submitted = typing && ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
        let changed = ScrollArea::vertical()
            .id_salt("paste")
            .max_height(180.0)
            .show(ui, |ui| {
                let edit = TextEdit::multiline(&mut self.text).id(field).desired_rows(6);
                let edit = edit.desired_width(f32::INFINITY);
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
        let primary = |ui: &mut Ui| welcome::primary(ui, &label, theme).on_hover_text("Ctrl+Enter").clicked();
        let entered = (ui.add_enabled_ui(ready, primary).inner || submitted) && ready;
        self.preview(ui, context);
        if entered {
            queue.push(UiCommand::Run(Command::EnterUnits(std::mem::take(&mut self.units))));
        }
        entered
    }

    /// The lines as units; those in the directory already say so.
    fn preview(&self, ui: &mut Ui, context: &PaneContext<'_>) {
        ui.add_space(space::S);
        ScrollArea::vertical().id_salt("preview").auto_shrink([false, true]).show_rows(
            ui,
            theme::CHIP,
            self.units.len(),
            |ui, range| {
                for unit in &self.units[range] {
                    line(ui, unit, context);
                }
            },
        );
    }
}

/// Number, full name, short name, group, and what is there already: one under the other.
fn line(ui: &mut Ui, unit: &ResponsibleUnit, context: &PaneContext<'_>) {
    let (theme, words) = (context.theme, context.words);
    let order = if unit.order == 0 { String::new() } else { unit.order.to_string() };
    let known = !context.plan.directory_unit(UnitId::of(&unit.full_name)).full_name.is_empty();
    let known = if known { words.text(Message::UnitThere) } else { "" };
    let parts = [
        (order.as_str(), NUMBER, theme.ink2),
        (unit.full_name.as_str(), 0.46, theme.ink),
        (short_of(unit), 0.2, theme.ink2),
        (unit.group.as_str(), 0.16, theme.ink2),
        (known, 0.18, theme.warn),
    ];
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::M;
        let room = ui.available_width() - NUMBER - parts.len() as f32 * space::M;
        for (text, share, ink) in parts {
            let width = if share > 1.0 { share } else { room * share };
            let (_, place) = ui.allocate_space(vec2(width.max(0.0), theme::CHIP));
            if !text.is_empty() {
                let mut cell = ui.new_child(UiBuilder::new().max_rect(place));
                cell.horizontal_centered(|ui| ui.add(Label::new(RichText::new(text).color(ink)).truncate()));
            }
        }
    });
}
