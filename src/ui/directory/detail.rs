//! The fields of one unit, beside the list.

use super::{DirectoryPane, PaneContext, draft::Wrong, heirs::Heirs};
use crate::session::Command;
use crate::ui::{
    commands::UiCommand,
    ime,
    side::completion::{self, Completing},
    theme::{self, Theme, space},
};
use crate::words::Message;
use egui::{Button, Frame, Key, Margin, Response, RichText, ScrollArea, TextEdit, Ui};

impl DirectoryPane {
    pub(super) fn detail(&mut self, ui: &mut Ui, context: &PaneContext<'_>, queue: &mut Vec<UiCommand>) {
        self.composing = ime::composing(ui.ctx());
        let frame = Frame::new()
            .fill(context.theme.panel)
            .inner_margin(Margin::symmetric(space::L as i8, space::S as i8));
        frame.show(ui, |ui| {
            ui.set_min_size(ui.available_size());
            ScrollArea::vertical().id_salt(("unit", self.unit)).auto_shrink(false).show(ui, |ui| {
                ui.set_max_width(ui.available_width() - space::S);
                ui.add_enabled_ui(context.writing, |ui| self.fields(ui, context, queue));
            });
        });
        if !self.composing {
            self.settled = self.draft.clone();
        }
    }

    fn fields(&mut self, ui: &mut Ui, context: &PaneContext<'_>, queue: &mut Vec<UiCommand>) {
        let (theme, words) = (context.theme, context.words);
        let Some(id) = self.unit else { return };
        let wrong = self.draft.unit(context.plan, id).err();
        let draft = &mut self.draft;
        let fields: [(Message, &mut String, bool, Option<Wrong>); 7] = [
            (Message::UnitFull, &mut draft.full, false, Some(Wrong::Name)),
            (Message::UnitShort, &mut draft.short, false, None),
            (Message::UnitGroup, &mut draft.group, false, None),
            (Message::UnitAliases, &mut draft.aliases, true, None),
            (Message::UnitMerged, &mut draft.merged, false, Some(Wrong::Merged)),
            (Message::UnitSince, &mut draft.since, false, Some(Wrong::Since)),
            (Message::UnitPosts, &mut draft.posts, true, None),
        ];
        let mut left = false;
        for (label, text, long, may_be) in fields {
            let response = if label == Message::UnitMerged {
                let generation = self.listing.generation();
                let listing = self.listing.view();
                let offered = listing.map(|list| self.heirs.of(context.plan, id, text, (list, generation)));
                let offered = offered.map_or_else(Vec::new, <[String]>::to_vec);
                let composing = self.composing;
                let (response, taken) = completed(ui, text, (&mut self.heirs, &offered, composing), context);
                left |= taken;
                response
            } else {
                field(ui, words.text(label), text, long, theme)
            };
            if label == Message::UnitFull && std::mem::take(&mut self.focus_fields) {
                response.request_focus();
            }
            left |= response.lost_focus();
            let of = |wrong: &Wrong| if *wrong == Wrong::Taken { Wrong::Name } else { *wrong };
            if let Some(wrong) = wrong.filter(|wrong| may_be == Some(of(wrong))) {
                let message = match wrong {
                    Wrong::Name => Message::UnitNameNeeded,
                    Wrong::Taken => Message::UnitNameTaken,
                    Wrong::Merged => Message::UnitMergedWrong,
                    Wrong::Since => Message::UnitSinceWrong,
                };
                ui.label(RichText::new(words.text(message)).small().color(theme.bad));
            }
        }
        if left {
            if ui.input(|input| input.key_pressed(Key::Escape)) {
                self.draft_of = None;
                // Keys like Alt+↑ go on being about the unit.
                self.take_keyboard = true;
            } else {
                queue.extend(self.flush(context.plan).map(UiCommand::Run));
            }
        }
        ui.add_space(space::L);
        ui.horizontal_wrapped(|ui| {
            for (label, down) in [(Message::MoveUp, false), (Message::MoveDown, true)] {
                if ui.button(words.text(label)).clicked() {
                    queue.extend(self.shift(down).map(UiCommand::Run));
                }
            }
            let label = RichText::new(words.text(Message::RemoveFromDirectory)).color(theme.bad);
            if ui.add(Button::new(label)).clicked() {
                queue.push(UiCommand::Run(Command::RemoveUnit(id)));
            }
        });
        ui.label(RichText::new(words.text(Message::DirectoryKeys)).small().color(theme.ink2));
    }
}

/// The field of the unit that this one went into; true when a name was entered.
fn completed(
    ui: &mut Ui,
    text: &mut String,
    (heirs, offered, composing): (&mut Heirs, &[String], bool),
    context: &PaneContext<'_>,
) -> (Response, bool) {
    ui.add_space(space::S);
    let label = RichText::new(context.words.text(Message::UnitMerged)).small().color(context.theme.ink2);
    let name = ui.label(label);
    let field = Completing {
        id: ui.scope_id().with("merged"),
        name: "",
        hint: "",
        offered,
        line: None,
        first_by_enter: true,
        composing,
    };
    let done = completion::show(ui, text, &mut heirs.marked, &field, context.theme);
    if let Some(chosen) = done.chosen.and_then(|at| offered.get(at)) {
        text.clone_from(chosen);
        done.response.request_focus();
    }
    (done.response.labelled_by(name.id), done.chosen.is_some() || done.entered)
}

/// A field with its label above.
fn field(ui: &mut Ui, label: &str, text: &mut String, long: bool, theme: &Theme) -> Response {
    ui.add_space(space::S);
    let name = ui.label(RichText::new(label).small().color(theme.ink2));
    let frame = Frame::new()
        .fill(theme.paper)
        .corner_radius(theme::RADIUS)
        .inner_margin(Margin::symmetric(space::S as i8, space::XS as i8));
    let edit = if long { TextEdit::multiline(text).desired_rows(2) } else { TextEdit::singleline(text) };
    let response = ui.add(edit.desired_width(f32::INFINITY).frame(frame)).labelled_by(name.id);
    if response.has_focus() {
        let stroke = egui::Stroke::new(2.0, theme.accent);
        ui.painter().rect_stroke(response.rect, theme::RADIUS, stroke, egui::StrokeKind::Inside);
    }
    response
}
