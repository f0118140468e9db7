//! Sheets that float over the window: the project's settings, the directory of units, pasted text.

use super::{
    commands::{Pick, UiCommand},
    theme::{Theme, space},
    welcome,
};
use crate::words::{Message, Messages};
use crate::{
    model::{FirstUnit, Plan},
    outline::parse_directory,
    session::Command,
};
use egui::{Button, RichText, ScrollArea, TextEdit, Ui, Window};

/// A sheet with what was typed on it.
pub enum Sheet {
    /// 项目设置.
    Settings {
        /// Title over the tables.
        title: String,
        /// Note under them.
        note: String,
    },
    /// 单位名录.
    Units {
        /// Pasted lines.
        pasted: String,
    },
    /// A path, where the system has no file dialog.
    Path {
        /// What it is asked for.
        pick: Pick,
        /// As typed.
        path: String,
        /// Put the keyboard into the field once.
        take_focus: bool,
    },
    /// 粘贴文字.
    Paste {
        /// Pasted words.
        pasted: String,
    },
}

impl Sheet {
    /// The settings as they stand.
    pub fn settings(plan: &Plan) -> Self {
        Self::Settings { title: plan.title().to_owned(), note: plan.note().to_owned() }
    }

    /// The edits that what was typed amounts to.
    pub fn flush(&self, plan: &Plan) -> Vec<Command> {
        let Self::Settings { title, note } = self else { return Vec::new() };
        let mut commands = Vec::new();
        if title.trim() != plan.title() {
            commands.push(Command::SetProjectTitle(title.trim().to_owned()));
        }
        if note.trim() != plan.note() {
            commands.push(Command::SetProjectNote(note.trim().to_owned()));
        }
        commands
    }

    /// Draws it; false when it was closed. Its edits have to be flushed then.
    pub fn show(
        &mut self,
        ui: &Ui,
        plan: Option<&Plan>,
        (theme, words): (&Theme, Messages),
        queue: &mut Vec<UiCommand>,
    ) -> bool {
        let (mut open, mut done) = (true, false);
        let title = match self {
            Self::Settings { .. } => Message::ProjectSettings,
            Self::Units { .. } => Message::Units,
            Self::Paste { .. } => Message::PasteText,
            Self::Path { .. } => Message::PathSheet,
        };
        let title = words.text(title).trim_end_matches('…');
        Window::new(title)
            .collapsible(false)
            .resizable(false)
            .default_width(440.0)
            .anchor(egui::Align2::CENTER_TOP, [0.0, 96.0])
            .open(&mut open)
            .show(ui.ctx(), |ui| {
                ui.set_width(440.0);
                match (&mut *self, plan) {
                    (Self::Paste { pasted }, _) => {
                        done |= welcome::paste_field(ui, pasted, theme, words, queue);
                    }
                    (Self::Path { pick, path, take_focus }, _) => {
                        done |= path_field(ui, *pick, (path, take_focus), (theme, words), queue);
                    }
                    (Self::Settings { title, note }, Some(plan)) => {
                        settings(ui, (title, note), plan, (theme, words), queue);
                    }
                    (Self::Units { pasted }, Some(plan)) => units(ui, pasted, plan, (theme, words), queue),
                    (Self::Settings { .. } | Self::Units { .. }, None) => done = true,
                }
                ui.add_space(space::M);
                done |= ui.button(words.text(Message::Close)).clicked();
            });
        open && !done
    }
}

fn path_field(
    ui: &mut Ui,
    pick: Pick,
    (path, take_focus): (&mut String, &mut bool),
    (theme, words): (&Theme, Messages),
    queue: &mut Vec<UiCommand>,
) -> bool {
    ui.label(words.text(Message::PathHere));
    let label = caption(ui, Message::PathLabel, theme, words);
    let response = ui.add(TextEdit::singleline(path).desired_width(f32::INFINITY)).labelled_by(label.id);
    if std::mem::take(take_focus) {
        response.request_focus();
    }
    let entered = response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
    ui.add_space(space::XS);
    let ready = !path.trim().is_empty();
    let done = ready && (ui.add_enabled(ready, Button::new(words.text(Message::Ok))).clicked() || entered);
    if done {
        queue.push(UiCommand::Picked(pick, path.trim().into()));
    }
    done
}

fn caption(ui: &mut Ui, message: Message, theme: &Theme, words: Messages) -> egui::Response {
    ui.add_space(space::S);
    ui.label(RichText::new(words.text(message)).small().color(theme.ink2))
}

fn settings(
    ui: &mut Ui,
    (title, note): (&mut String, &mut String),
    plan: &Plan,
    (theme, words): (&Theme, Messages),
    queue: &mut Vec<UiCommand>,
) {
    caption(ui, Message::FirstUnitLabel, theme, words);
    ui.horizontal(|ui| {
        let mut first = plan.first_unit();
        for (option, message) in [
            (FirstUnit::None, Message::FirstUnitNone),
            (FirstUnit::Lead, Message::FirstUnitLead),
            (FirstUnit::Collecting, Message::FirstUnitCollecting),
        ] {
            if ui.radio_value(&mut first, option, words.text(message)).changed() {
                queue.push(UiCommand::Run(Command::SetFirstUnit(option)));
            }
        }
    });
    for (text, message, rows) in [(title, Message::TableTitle, 1), (note, Message::TableNote, 2)] {
        let label = caption(ui, message, theme, words);
        let response = ui
            .add(TextEdit::multiline(text).desired_rows(rows).desired_width(f32::INFINITY))
            .labelled_by(label.id);
        if response.lost_focus() {
            queue.push(UiCommand::Flush);
        }
    }
}

fn units(
    ui: &mut Ui,
    pasted: &mut String,
    plan: &Plan,
    (theme, words): (&Theme, Messages),
    queue: &mut Vec<UiCommand>,
) {
    let known = plan.directory();
    ui.label(words.with(Message::UnitsKnown, &[&known.len()]));
    ScrollArea::vertical().id_salt("known").max_height(120.0).show_rows(
        ui,
        20.0,
        known.len(),
        |ui, range| {
            for (_, unit) in &known[range] {
                let order = if unit.order == 0 { String::new() } else { unit.order.to_string() };
                let line = format!("{order} {} {} {}", unit.group, unit.full_name, unit.short_name);
                ui.label(RichText::new(line.trim()).small());
            }
        },
    );
    ui.add_space(space::S);
    ui.label(RichText::new(words.text(Message::UnitsHelp)).small().color(theme.ink2));
    let label = caption(ui, Message::UnitsPaste, theme, words);
    ScrollArea::vertical().id_salt("paste").max_height(180.0).show(ui, |ui| {
        ui.add(TextEdit::multiline(pasted).desired_rows(6).desired_width(f32::INFINITY))
            .labelled_by(label.id);
    });
    let parsed = parse_directory(pasted);
    if let Err(error) = &parsed {
        let line = words.with(Message::UnitsBadLine, &[&error.line, &error.text]);
        ui.label(RichText::new(line).small().color(theme.bad));
    }
    let units = parsed.unwrap_or_default();
    ui.add_space(space::XS);
    let enter = Button::new(words.with(Message::UnitsEnter, &[&units.len()]));
    if ui.add_enabled(!units.is_empty(), enter).clicked() {
        queue.push(UiCommand::Run(Command::EnterUnits(units)));
        pasted.clear();
    }
}
