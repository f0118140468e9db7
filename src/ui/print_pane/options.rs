//! The left side: table, grouping, units, title and note; counts; and where the pages go.

use super::{PrintContext, PrintCounts, PrintEvent, PrintFormat, PrintPane};
use crate::outline::{Grouping, TableLayout, TableOptions};
use crate::ui::theme::{self, space};
use crate::words::Message;
use egui::{Button, Frame, Key, Margin, Panel, Response, RichText, ScrollArea, TextEdit, Ui};

/// Rows of the list of units that are shown at once.
const UNIT_ROWS: f32 = 8.0;

/// Height of the pane from which the outputs stand below the options, and not after them.
const PINNED_FROM: f32 = 420.0;

impl PrintPane {
    pub(super) fn options(&mut self, ui: &mut Ui, context: &PrintContext<'_>, events: &mut Vec<PrintEvent>) {
        let mut options = context.options.clone();
        let margin = Frame::new().inner_margin(Margin::same(space::L as i8));
        // Below all options and always in sight, where there is room for both: what will be printed,
        // and where to.
        let apart = ui.available_height() > PINNED_FROM;
        if apart {
            Panel::bottom("print_outputs").show_separator_line(true).resizable(false).frame(margin).show(
                ui,
                |ui| {
                    counts(ui, context);
                    self.outputs(ui, context, events);
                },
            );
        }
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            margin.show(ui, |ui| {
                layout(ui, context, &mut options);
                grouping(ui, context, &mut options);
                self.units(ui, context, &mut options);
                self.wording(ui, context, events);
                if !apart {
                    ui.add_space(space::L);
                    counts(ui, context);
                    self.outputs(ui, context, events);
                }
            });
        });
        if options != *context.options {
            events.push(PrintEvent::Options(options));
        }
    }

    fn units(&mut self, ui: &mut Ui, context: &PrintContext<'_>, options: &mut TableOptions) {
        let words = context.messages;
        head(ui, context, words.text(Message::ResponsibleUnits));
        let some = self.choosing || !options.units.is_empty();
        if ui.radio(!some, words.text(Message::AllUnits)).clicked() {
            self.choosing = false;
            options.units.clear();
        }
        if ui.radio(some, words.text(Message::OnlyUnits)).clicked() {
            self.choosing = true;
        }
        if !self.choosing && options.units.is_empty() {
            return;
        }
        if options.units.is_empty() {
            let line = format!("▲ {}", words.text(Message::PrintNoUnitYet));
            ui.label(RichText::new(line).font(theme::regular(theme::CAPTION)).color(context.theme.warn));
        }
        let find = TextEdit::singleline(&mut self.find).hint_text(words.text(Message::FindUnit));
        ui.add(find.desired_width(f32::INFINITY)).accessible_name(words.text(Message::FindUnit));
        let wanted = self.find.trim();
        let found: Vec<&String> = context.units.iter().filter(|unit| unit.contains(wanted)).collect();
        let row = ui.spacing().interact_size.y;
        let list =
            ScrollArea::vertical().id_salt("units").max_height(row * UNIT_ROWS).auto_shrink([false, true]);
        list.show_rows(ui, row, found.len(), |ui, rows| {
            for unit in found.get(rows).unwrap_or_default() {
                let mut chosen = options.units.contains(unit);
                if ui.checkbox(&mut chosen, unit.as_str()).changed() {
                    if chosen {
                        options.units.push((*unit).clone());
                    } else {
                        options.units.retain(|known| known != *unit);
                    }
                }
            }
        });
        // The order of the list, whatever the order of clicks: the same choice gives the same pages.
        options.units.sort_by_key(|unit| context.units.iter().position(|known| known == unit));
    }

    fn wording(&mut self, ui: &mut Ui, context: &PrintContext<'_>, events: &mut Vec<PrintEvent>) {
        let words = context.messages;
        let name = head(ui, context, words.text(Message::PrintTitle));
        let done = edit(ui, &mut self.title, context.title, context.made_title, &name, context);
        events.extend(done.map(PrintEvent::SetTitle));
        let name = head(ui, context, words.text(Message::PrintNote));
        let done = edit(ui, &mut self.note, context.note, context.made_note, &name, context);
        events.extend(done.map(PrintEvent::SetNote));
    }

    /// What is typed and not yet an event; asked for before the pages go anywhere.
    fn flush(&mut self, context: &PrintContext<'_>, events: &mut Vec<PrintEvent>) {
        if let Some(title) = self.title.take().filter(|title| title != context.title) {
            events.push(PrintEvent::SetTitle(title));
        }
        if let Some(note) = self.note.take().filter(|note| note != context.note) {
            events.push(PrintEvent::SetNote(note));
        }
    }

    fn outputs(&mut self, ui: &mut Ui, context: &PrintContext<'_>, events: &mut Vec<PrintEvent>) {
        let words = context.messages;
        ui.add_space(space::M);
        let enabled = context.counts.tasks > 0;
        let label = RichText::new(words.text(Message::SendToPrinter)).color(context.theme.paper);
        let primary = Button::new(label).fill(context.theme.accent);
        let sent = ui.scope(|ui| {
            ui.spacing_mut().button_padding = egui::vec2(space::XL, space::S);
            ui.add_enabled(enabled, primary).clicked()
        });
        let mut asked = sent.inner.then_some(PrintEvent::Send);
        ui.add_space(space::S);
        ui.horizontal_wrapped(|ui| {
            for (message, event) in [
                (Message::SavePdf, PrintEvent::Save(PrintFormat::Pdf)),
                (Message::SaveDocx, PrintEvent::Save(PrintFormat::Docx)),
                (Message::SaveXlsx, PrintEvent::Save(PrintFormat::Xlsx)),
                (Message::SavePerUnit, PrintEvent::SavePerUnit),
            ] {
                let label = RichText::new(words.text(message)).color(context.theme.accent);
                if ui.add_enabled(enabled, Button::new(label).frame_when_inactive(false)).clicked() {
                    asked = Some(event);
                }
            }
        });
        if let Some(asked) = asked {
            self.flush(context, events);
            events.push(asked);
        }
    }
}

fn layout(ui: &mut Ui, context: &PrintContext<'_>, options: &mut TableOptions) {
    head(ui, context, context.messages.text(Message::PrintTable));
    for (layout, message) in [
        (TableLayout::Checklist, Message::LayoutChecklist),
        (TableLayout::Decomposition, Message::LayoutDecomposition),
    ] {
        ui.radio_value(&mut options.layout, layout, context.messages.text(message));
    }
}

fn grouping(ui: &mut Ui, context: &PrintContext<'_>, options: &mut TableOptions) {
    head(ui, context, context.messages.text(Message::GroupBy));
    for (by, message) in [
        (Grouping::Section, Message::GroupSection),
        (Grouping::Unit, Message::GroupUnit),
        (Grouping::Deadline, Message::GroupDeadline),
    ] {
        ui.radio_value(&mut options.by, by, context.messages.text(message));
    }
    ui.add_space(space::XS);
    ui.checkbox(&mut options.with_done, context.messages.text(Message::PrintWithDone));
}

/// Tasks, tasks without a lead, and characters that cannot be printed; each with a sign beside its colour.
fn counts(ui: &mut Ui, context: &PrintContext<'_>) {
    let words = context.messages;
    let PrintCounts { tasks, rows, left_out_done, unsettled, has_leads } = context.counts;
    ui.label(match (tasks, rows) {
        (0, _) => RichText::new(words.text(Message::PrintEmpty)).color(context.theme.ink2),
        _ if rows > tasks => RichText::new(words.with(Message::PrintTasksRows, &[&tasks, &rows])),
        _ => RichText::new(words.with(Message::PrintTasks, &[&tasks])),
    });
    if left_out_done > 0 {
        let line = words.with(Message::PrintLeftOutDone, &[&left_out_done]);
        ui.label(RichText::new(line).color(context.theme.ink2));
    }
    if tasks == 0 {
        return;
    }
    let mut warn = |line: String| {
        ui.label(RichText::new(format!("▲ {line}")).color(context.theme.warn));
    };
    if unsettled > 0 {
        let missing = if has_leads { Message::PrintLeadMissing } else { Message::PrintUnitMissing };
        warn(words.with(missing, &[&unsettled]));
    }
    if !context.missing_glyphs.is_empty() {
        warn(words.with(Message::MissingGlyphs, &[&context.missing_glyphs]));
    }
}

fn head(ui: &mut Ui, context: &PrintContext<'_>, label: &str) -> Response {
    ui.add_space(space::M);
    ui.label(RichText::new(label).font(theme::regular(theme::CAPTION)).color(context.theme.ink2))
}

/// A field of one line whose words become an event when it is left or Enter is pressed, never
/// while an input method is composing.
fn edit(
    ui: &mut Ui,
    draft: &mut Option<String>,
    set: &str,
    hint: &str,
    name: &Response,
    context: &PrintContext<'_>,
) -> Option<String> {
    let mut text = draft.clone().unwrap_or_else(|| set.to_owned());
    let field = TextEdit::singleline(&mut text).hint_text(hint).desired_width(f32::INFINITY);
    let response = ui.add_enabled(!context.read_only, field).labelled_by(name.id);
    if response.changed() {
        *draft = Some(text.clone());
    }
    let cancelled = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape));
    if cancelled {
        *draft = None;
    }
    // The keyboard may have gone elsewhere without this field hearing of it.
    let left = draft.is_some() && !response.has_focus();
    if !left {
        return None;
    }
    draft.take().filter(|text| text != set)
}
