//! Sheets that float over the window: settings, the directory of units, pasted text, a path, where
//! a text is split, what the program is. Esc closes them all.

use super::{
    commands::{FileSort, Pick, UiCommand},
    fit,
    theme::{self, Theme, space},
    welcome,
};
use crate::words::{Message, Messages};
use crate::{
    model::{FirstUnit, NodeId, Plan},
    outline::parse_directory,
    session::Command,
};
use egui::{Align, Button, Layout, RichText, ScrollArea, TextEdit, Ui, Window};

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
    /// 拆分.
    Split {
        /// The node.
        node: NodeId,
        /// Its text.
        text: String,
        /// Where it parts: byte in the text.
        at: usize,
    },
    /// 关于.
    About,
}

impl Sheet {
    /// The settings as they stand.
    pub fn settings(plan: &Plan) -> Self {
        Self::Settings { title: plan.title().to_owned(), note: plan.note().to_owned() }
    }

    /// The sheet on which a node's text is split, at first where the caret stands in the report, unless
    /// there is nothing to split.
    pub fn split(plan: &Plan, node: NodeId, caret: Option<usize>) -> Option<Self> {
        let text = plan.node(node)?.text();
        let inside = |at: &usize| text.is_char_boundary(*at) && *at > 0 && *at < text.trim_end().len();
        // Where nobody put the caret, a sentence ends, or a clause.
        let stop = |stops: &[char]| {
            text.char_indices()
                .find(|(_, c)| stops.contains(c))
                .map(|(at, c)| at + c.len_utf8())
                .filter(inside)
        };
        let at = caret.filter(inside).or_else(|| stop(&['。', '；'])).or_else(|| stop(&['，', '、']));
        let at = at.unwrap_or(0);
        (text.trim().chars().count() > 1).then_some(Self::Split { node, text, at })
    }

    /// The node it is about, if about one.
    pub fn node(&self) -> Option<NodeId> {
        match self {
            Self::Split { node, .. } => Some(*node),
            _ => None,
        }
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
            Self::Path { pick, .. } => pick_title(*pick),
            Self::Split { .. } => Message::SplitTask,
            Self::About => Message::About,
        };
        let title = words.text(title).trim_end_matches('…');
        Window::new(title)
            .collapsible(false)
            .resizable(false)
            .default_width(440.0)
            .anchor(egui::Align2::CENTER_TOP, [0.0, fit::sheet_top(ui.ctx())])
            .open(&mut open)
            .show(ui.ctx(), |ui| {
                // Where a sheet is closed stands below what is scrolled, always in sight.
                let closes = self.is_closed_below();
                let below = if closes { space::M + space::XL * 2.0 } else { 0.0 };
                let room = fit::sheet_room(ui.ctx(), below);
                ScrollArea::vertical().max_height(room).min_scrolled_height(room).show(ui, |ui| {
                    ui.set_width(440.0);
                    done |= self.body(ui, plan, (theme, words), queue);
                });
                if closes {
                    ui.add_space(space::M);
                    ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
                        done |= ui.button(words.text(Message::Close)).clicked();
                    });
                }
            });
        let escaped = !ui.ctx().any_popup_open() && ui.input(|input| input.key_pressed(egui::Key::Escape));
        open && !done && !escaped
    }

    /// What stands on it; true when it is done with.
    fn body(
        &mut self,
        ui: &mut Ui,
        plan: Option<&Plan>,
        (theme, words): (&Theme, Messages),
        queue: &mut Vec<UiCommand>,
    ) -> bool {
        let mut done = false;
        match (self, plan) {
            (Self::Paste { pasted }, _) => {
                done |= welcome::paste_field(ui, pasted, Message::PasteHere, (theme, words), queue);
            }
            (Self::Split { node, text, at }, _) => {
                return split(ui, *node, (text, at), (theme, words), queue);
            }
            (Self::About, _) => about(ui, theme, words),
            (Self::Path { pick, path, take_focus }, _) => {
                return path_field(ui, *pick, (path, take_focus), (theme, words), queue);
            }
            (Self::Settings { title, note }, Some(plan)) => {
                settings(ui, (title, note), plan, (theme, words), queue);
            }
            (Self::Units { pasted }, Some(plan)) => units(ui, pasted, plan, (theme, words), queue),
            (Self::Settings { .. } | Self::Units { .. }, None) => return true,
        }
        done
    }

    /// True for a sheet without a question: it is only closed.
    fn is_closed_below(&self) -> bool {
        !matches!(self, Self::Path { .. } | Self::Split { .. })
    }
}

/// What is done with the path asked for.
fn pick_title(pick: Pick) -> Message {
    match pick {
        Pick::Report => Message::OpenReport,
        Pick::NewProject => Message::NewProject,
        Pick::Project => Message::OpenProject,
        Pick::Elsewhere => Message::SaveElsewhere,
        Pick::Export(FileSort::Pdf) => Message::SavePdf,
        Pick::Export(FileSort::Docx) => Message::SaveDocx,
        Pick::Export(FileSort::Xlsx) => Message::SaveXlsx,
        Pick::Export(FileSort::PerUnit) => Message::SavePerUnit,
    }
}

/// The buttons under a sheet: the primary one and 取消. True for each that was clicked.
fn buttons(ui: &mut Ui, label: &str, ready: bool, theme: &Theme, words: Messages) -> (bool, bool) {
    ui.add_space(space::M);
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let done = ui.add_enabled_ui(ready, |ui| welcome::primary(ui, label, theme).clicked()).inner;
            (done, ui.button(words.text(Message::Cancel)).clicked())
        })
        .inner
    })
    .inner
}

fn about(ui: &mut Ui, theme: &Theme, words: Messages) {
    let name = words.with(Message::AboutVersion, &[&env!("CARGO_PKG_VERSION")]);
    ui.label(RichText::new(name).font(theme::bold(theme::TITLE)).color(theme.ink));
    ui.add_space(space::S);
    ui.label(words.text(Message::AboutLine));
    ui.label(words.with(Message::AboutLicence, &[&env!("CARGO_PKG_LICENSE")]));
    ui.add_space(space::S);
    ui.label(RichText::new(words.text(Message::Secrecy)).color(theme.warn));
}

/// The text with a cursor in it: what follows the cursor becomes the next item.
fn split(
    ui: &mut Ui,
    node: NodeId,
    (text, at): (&mut String, &mut usize),
    (theme, words): (&Theme, Messages),
    queue: &mut Vec<UiCommand>,
) -> bool {
    ui.label(RichText::new(words.text(Message::SplitHelp)).small().color(theme.ink2));
    ui.add_space(space::S);
    // Read only: a borrowed text takes the cursor and no letters.
    let mut shown = text.as_str();
    let output = ScrollArea::vertical()
        .id_salt("split")
        .max_height(240.0)
        .show(ui, |ui| TextEdit::multiline(&mut shown).desired_rows(4).desired_width(f32::INFINITY).show(ui))
        .inner;
    if ui.memory(|memory| memory.focused().is_none()) {
        output.response.response.request_focus();
        let id = output.response.response.id;
        let mut state = egui::text_edit::TextEditState::load(ui.ctx(), id).unwrap_or_default();
        let before = text.get(..*at).map_or(0, |head| head.chars().count());
        let place = egui::text::CCursor::new(before);
        state.cursor.set_char_range(Some(egui::text::CCursorRange::one(place)));
        state.store(ui.ctx(), id);
        ui.ctx().request_repaint();
    } else if let Some(range) = output.cursor_range {
        *at = text.char_indices().nth(range.primary.index.0).map_or(text.len(), |(byte, _)| byte);
    }
    output.response.response.widget_info(|| {
        egui::WidgetInfo::labeled(
            egui::accesskit::Role::MultilineTextInput,
            true,
            words.text(Message::SourceWording),
        )
    });
    let (head, tail) = text.split_at_checked(*at).unwrap_or_default();
    let (head, tail) = (head.trim(), tail.trim());
    for (label, part, from_end) in [(Message::SplitHead, head, true), (Message::SplitTail, tail, false)] {
        caption(ui, label, theme, words);
        let said = match part {
            "" => RichText::new(words.text(Message::ValueEmpty)).color(theme.ink2),
            part => RichText::new(excerpt(part, from_end)),
        };
        ui.add(egui::Label::new(said).truncate());
    }
    let ready = !head.is_empty() && !tail.is_empty();
    let label = words.text(Message::SplitTask).trim_end_matches('…');
    let (done, cancelled) = buttons(ui, label, ready, theme, words);
    if done {
        queue.push(UiCommand::SplitAt(node, *at));
    }
    done || cancelled
}

/// The end of a text, or its beginning, where it is long.
fn excerpt(text: &str, from_end: bool) -> String {
    const MOST: usize = 26;
    let count = text.chars().count();
    if count <= MOST {
        text.to_owned()
    } else if from_end {
        format!("…{}", text.chars().skip(count - MOST).collect::<String>())
    } else {
        format!("{}…", text.chars().take(MOST).collect::<String>())
    }
}

fn path_field(
    ui: &mut Ui,
    pick: Pick,
    (path, take_focus): (&mut String, &mut bool),
    (theme, words): (&Theme, Messages),
    queue: &mut Vec<UiCommand>,
) -> bool {
    let saves = matches!(pick, Pick::Export(_) | Pick::Elsewhere);
    ui.label(words.text(Message::PathHere));
    let label = caption(ui, if saves { Message::PathSave } else { Message::PathLabel }, theme, words);
    let response = ui.add(TextEdit::singleline(path).desired_width(f32::INFINITY)).labelled_by(label.id);
    if std::mem::take(take_focus) {
        response.request_focus();
    }
    let entered = response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
    let ready = !path.trim().is_empty();
    let (clicked, cancelled) = buttons(ui, words.text(Message::Ok), ready, theme, words);
    let done = ready && (clicked || entered);
    if done {
        queue.push(UiCommand::Picked(pick, path.trim().into()));
    }
    done || cancelled
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
