//! The fields of one target, and the one line that a new target can be entered in.

use super::{
    SideContext, fields,
    target_draft::{TargetDraft, amount_words},
    targets::{comparator_word, kind_word},
    when, widgets,
};
use crate::words::Message;
use crate::{
    model::{Comparator, MeasureKind},
    read::{deadline, targets},
    session::Command,
    ui::{
        commands::UiCommand,
        theme::{self, space},
    },
};
use egui::{Button, ComboBox, Frame, Margin, Response, RichText, Stroke, Ui};

/// The fields; gives the draft back while it stays open.
pub(super) fn form(
    ui: &mut Ui,
    mut open: TargetDraft,
    year: Option<i16>,
    context: &SideContext<'_>,
    queue: &mut Vec<UiCommand>,
) -> Option<TargetDraft> {
    let (theme, words) = (context.theme, context.words);
    let mut keep = true;
    let opened = std::mem::take(&mut open.take_focus);
    let frame = Frame::new()
        .stroke(Stroke::new(1.0, theme.line))
        .corner_radius(theme::RADIUS)
        .inner_margin(Margin::same(space::S as i8));
    let mut escaped = false;
    let form = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        let mut entered = false;
        let mut note = |response: &egui::Response, ui: &Ui| {
            escaped |= response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Escape));
            entered |= response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
        };
        if open.id.is_none() {
            let line = one_line(ui, &mut open, context);
            if opened {
                line.request_focus();
            }
            note(&line, ui);
        }
        let indicator =
            widgets::line(ui, "indicator", words.text(Message::Indicator), &mut open.indicator, theme);
        if opened && open.id.is_some() {
            indicator.request_focus();
        }
        note(&indicator, ui);
        let problem = open.command().err();
        let touched = !open.value.is_empty() || !open.indicator.is_empty();
        let problem_shown = problem.filter(|_| touched);
        let told = |ui: &mut Ui, of: Message| {
            if problem_shown == Some(of) {
                ui.label(RichText::new(words.text(of)).small().color(theme.bad));
            }
        };
        told(ui, Message::NeedIndicator);
        ui.columns_const(|[one, two]| {
            let value = widgets::line(one, "value", words.text(Message::Value), &mut open.value, theme);
            note(&value, one);
            told(one, Message::BadNumber);
            if let Some((amount, measure, comparator)) = open.value_read() {
                let comparator = words.text(comparator_word(comparator));
                let read = format!("{comparator} {}{measure}", amount_words(amount));
                fields::hint(one, &words.with(Message::ReadAs, &[&read]), theme);
            }
            let measure =
                widgets::line(two, "measure", words.text(Message::Measure), &mut open.measure, theme);
            note(&measure, two);
        });
        ui.columns_const(|[one, two]| {
            choice(
                one,
                "comparator",
                Message::Comparator,
                &mut open.comparator,
                &Comparator::ALL,
                comparator_word,
                context,
            );
            choice(two, "kind", Message::Kind, &mut open.kind, &MeasureKind::ALL, kind_word, context);
        });
        let by = widgets::line(ui, "by", words.text(Message::By), &mut open.by, theme);
        note(&by, ui);
        let by_means = deadline::parse(open.by.trim(), year);
        if by_means.due.is_some() {
            fields::hint(ui, &when::meaning(&by_means, words).0, theme);
        }
        let quote = widgets::wrapped(ui, "quote", words.text(Message::Quote), (&mut open.quote, ""), theme);
        note(&quote, ui);
        ui.add_space(space::XS);
        ui.checkbox(&mut open.stretch, words.text(Message::Stretch));
        super::comment::refused(ui, open.refusal.as_ref(), theme, words);
        ui.horizontal(|ui| {
            let done = ui.add_enabled(
                problem.is_none(),
                Button::new(RichText::new(words.text(Message::TargetDone)).color(theme.accent)),
            );
            if done.clicked() || (entered && problem.is_none()) {
                queue.extend(open.command().ok().flatten().map(UiCommand::Run));
                keep = false;
            }
            if widgets::text_button(ui, words.text(Message::Cancel), theme).clicked() {
                keep = false;
            }
            if let Some(id) = open.id
                && widgets::text_button(ui, words.text(Message::RemoveTarget), theme).clicked()
            {
                queue.push(UiCommand::Run(Command::RemoveTarget(id)));
                keep = false;
            }
        });
    });
    if opened {
        ui.scroll_to_rect(form.response.rect, None);
    }
    ui.add_space(space::XS);
    keep &= !escaped || ui.ctx().any_popup_open();
    keep.then_some(open)
}

fn choice<T: Copy + PartialEq>(
    ui: &mut Ui,
    salt: &str,
    label: Message,
    chosen: &mut T,
    all: &[T],
    word: fn(T) -> Message,
    context: &SideContext<'_>,
) {
    let words = context.words;
    ui.add_space(space::S);
    let name = ui.label(RichText::new(words.text(label)).small().color(context.theme.ink2));
    let response = ComboBox::from_id_salt(salt)
        .width(ui.available_width())
        .height(320.0)
        .selected_text(words.text(word(*chosen)))
        .show_ui(ui, |ui| {
            for option in all {
                if ui.selectable_value(chosen, *option, words.text(word(*option))).clicked() {
                    ui.close();
                }
            }
        })
        .response;
    response.labelled_by(name.id);
}

/// The line that fills the fields below it, and what was understood of it.
fn one_line(ui: &mut Ui, open: &mut TargetDraft, context: &SideContext<'_>) -> Response {
    let (theme, words) = (context.theme, context.words);
    let line = widgets::line(ui, "line", words.text(Message::TargetLine), &mut open.line, theme);
    if line.changed() {
        open.read_line();
    }
    if open.line.trim().is_empty() {
        fields::hint(ui, words.text(Message::TargetLineHint), theme);
        return line;
    }
    let found = targets::parse_all(&open.line);
    // Each of them becomes a target.
    for (value, _) in &found {
        let said = super::targets::facts(value, words);
        fields::hint(ui, &words.with(Message::ReadAs, &[&said]), theme);
    }
    if found.is_empty() {
        ui.label(RichText::new(words.text(Message::TargetLineUnread)).small().color(theme.warn));
    }
    line
}
