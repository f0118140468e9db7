//! The targets of the selected node: one line each, fields when one is opened.

use super::{Draft, SideContext, target_draft::TargetDraft, target_draft::amount_words, widgets};
use crate::words::Message;
use crate::{
    model::{Comparator, MeasureKind, NodeId, TargetView},
    outline::target_words,
    session::Command,
    ui::{
        commands::UiCommand,
        theme::{self, space},
    },
};
use egui::{Button, ComboBox, Frame, Margin, RichText, Stroke, Ui};

/// The comparator's word.
pub(super) fn comparator_word(comparator: Comparator) -> Message {
    match comparator {
        Comparator::Equal => Message::ComparatorEqual,
        Comparator::AtLeast => Message::ComparatorAtLeast,
        Comparator::AtMost => Message::ComparatorAtMost,
        Comparator::Exceed => Message::ComparatorExceed,
        Comparator::Reach => Message::ComparatorReach,
        Comparator::About => Message::ComparatorAbout,
        Comparator::Range => Message::ComparatorRange,
        Comparator::RankUp => Message::ComparatorRankUp,
    }
}

/// The word of a sort of number.
pub(super) fn kind_word(kind: MeasureKind) -> Message {
    match kind {
        MeasureKind::Growth => Message::KindGrowth,
        MeasureKind::Level => Message::KindLevel,
        MeasureKind::Count => Message::KindCount,
        MeasureKind::Share => Message::KindShare,
        MeasureKind::Rank => Message::KindRank,
    }
}

/// Draws the targets.
pub(super) fn show(
    ui: &mut Ui,
    node: NodeId,
    context: &SideContext<'_>,
    draft: &mut Draft,
    queue: &mut Vec<UiCommand>,
) {
    let words = context.words;
    widgets::group(ui, words.text(Message::Targets), context.theme);
    let targets = context.plan.node(node).map(|view| view.targets()).unwrap_or_default();
    for target in &targets {
        ui.push_id(target.id(), |ui| {
            match draft.target.take_if(|open| open.node == node && open.id == Some(target.id())) {
                Some(open) => draft.target = form(ui, open, context, queue),
                None => summary(ui, node, target, context, draft, queue),
            }
        });
    }
    if let Some(open) = draft.target.take_if(|open| open.node == node && open.id.is_none()) {
        ui.push_id("new", |ui| draft.target = form(ui, open, context, queue));
    } else if context.writing
        && widgets::text_button(ui, words.text(Message::AddTarget), context.theme).clicked()
    {
        queue.push(UiCommand::Flush);
        draft.target = Some(TargetDraft::new(node));
    }
}

/// One target in two lines; a click opens its fields.
fn summary(
    ui: &mut Ui,
    node: NodeId,
    target: &TargetView<'_>,
    context: &SideContext<'_>,
    draft: &mut Draft,
    queue: &mut Vec<UiCommand>,
) {
    let (theme, words) = (context.theme, context.words);
    let value = target.value();
    // As paper prints it: a changed target no longer shows its source words.
    let printed = target_words(target);
    let mut facts = vec![
        value.indicator.clone(),
        words.text(comparator_word(value.comparator)).to_owned(),
        format!("{}{}", amount_words(value.amount), value.measure),
        words.text(kind_word(value.kind)).to_owned(),
        value.by.clone(),
    ];
    if value.stretch {
        facts.push(words.text(Message::Stretch).to_owned());
    }
    let mut said: Vec<&str> = Vec::new();
    for fact in facts.iter().map(|fact| fact.trim()).filter(|fact| !fact.is_empty()) {
        // 位次 beside 位次前移 says nothing more.
        if !said.iter().any(|known| known.contains(fact)) {
            said.push(fact);
        }
    }
    let text = RichText::new(&printed).color(theme.target.ink);
    let label = words.text(Message::EditTarget);
    let button = Button::new(text)
        .fill(theme.target.ground)
        .stroke(Stroke::NONE)
        .corner_radius(theme::RADIUS)
        .wrap()
        .min_size(egui::vec2(0.0, theme::CHIP));
    let response = ui.add_enabled(context.writing, button).on_hover_text(label);
    ui.label(RichText::new(said.join("　")).small().color(theme.ink2));
    if response.clicked() {
        queue.push(UiCommand::Flush);
        draft.target = Some(TargetDraft::of(node, target));
    }
    ui.add_space(space::XS);
}

/// The fields; gives the draft back while it stays open.
fn form(
    ui: &mut Ui,
    mut open: TargetDraft,
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
        let indicator =
            widgets::line(ui, "indicator", words.text(Message::Indicator), &mut open.indicator, theme);
        if opened {
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
        let quote = widgets::wrapped(ui, "quote", words.text(Message::Quote), &mut open.quote, theme);
        note(&quote, ui);
        ui.add_space(space::XS);
        ui.checkbox(&mut open.stretch, words.text(Message::Stretch));
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
                ui.selectable_value(chosen, *option, words.text(word(*option)));
            }
        })
        .response;
    response.labelled_by(name.id);
}
