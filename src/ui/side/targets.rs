//! The targets of the selected node: one line each, fields when one is opened.

use super::{
    Draft, SideContext,
    target_draft::{TargetDraft, amount_words},
    target_form::form,
    widgets,
};
use crate::words::{Message, Messages};
use crate::{
    model::{Comparator, MeasureKind, NodeId, TargetValue, TargetView},
    outline::target_words,
    ui::{
        commands::UiCommand,
        theme::{self, space},
    },
};
use egui::{Button, RichText, Stroke, Ui};

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
    let year = draft.year.of(context.plan, node);
    let targets = context.plan.node(node).map(|view| view.targets()).unwrap_or_default();
    for target in &targets {
        ui.push_id(target.id(), |ui| {
            match draft.target.take_if(|open| open.node == node && open.id == Some(target.id())) {
                Some(open) => draft.target = form(ui, open, year, context, queue),
                None => summary(ui, node, target, context, draft, queue),
            }
        });
    }
    if let Some(open) = draft.target.take_if(|open| open.node == node && open.id.is_none()) {
        ui.push_id("new", |ui| draft.target = form(ui, open, year, context, queue));
    } else if context.writing
        && widgets::text_button(ui, words.text(Message::AddTarget), context.theme).clicked()
    {
        queue.push(UiCommand::Flush);
        queue.extend(draft.open_target(TargetDraft::new(node)).map(UiCommand::Run));
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
    let said = facts(&value, words);
    let text = RichText::new(&printed).color(theme.target.ink);
    let label = words.text(Message::EditTarget);
    let button = Button::new(text)
        .fill(theme.target.ground)
        .stroke(Stroke::NONE)
        .corner_radius(theme::RADIUS)
        .wrap()
        .min_size(egui::vec2(0.0, theme::CHIP));
    let response = ui.add_enabled(context.writing, button).on_hover_text(label);
    ui.label(RichText::new(said).small().color(theme.ink2));
    if response.clicked() {
        queue.push(UiCommand::Flush);
        queue.extend(draft.open_target(TargetDraft::of(node, target)).map(UiCommand::Run));
    }
    ui.add_space(space::XS);
}

/// What a target says, in one line.
pub(super) fn facts(value: &TargetValue, words: Messages) -> String {
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
    said.join("　")
}
