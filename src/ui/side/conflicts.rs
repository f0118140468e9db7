//! Fields of the selected node, of its targets and of its comments that people set differently, and
//! the choice between the values.

use super::{
    SideContext,
    target_draft::amount_words,
    targets::{comparator_word, kind_word},
};
use crate::words::Message;
use crate::{
    model::{Entity, Field, NodeView, Value},
    session::Command,
    ui::{commands::UiCommand, theme::space},
};
use egui::{Button, RichText, Ui};

/// The fields that people see, with their labels.
const FIELDS: [(Field, Message); 15] = [
    (Field::Title, Message::Title),
    (Field::Text, Message::SourceWording),
    (Field::Units, Message::ResponsibleUnits),
    (Field::Leader, Message::Leader),
    (Field::Deadline, Message::Deadline),
    (Field::Note, Message::Note),
    (Field::Indicator, Message::Indicator),
    (Field::Comparator, Message::Comparator),
    (Field::Amount, Message::Value),
    (Field::Measure, Message::Measure),
    (Field::MeasureKind, Message::Kind),
    (Field::By, Message::By),
    (Field::Quote, Message::Quote),
    (Field::Body, Message::AnnotationBody),
    (Field::Author, Message::AnnotationAuthor),
];

/// Draws them, if there are any.
pub(super) fn show(ui: &mut Ui, view: &NodeView<'_>, context: &SideContext<'_>, queue: &mut Vec<UiCommand>) {
    one(ui, Entity::Node(view.id()), "", context, queue);
    for target in view.targets() {
        one(ui, Entity::Target(target.id()), &target.value().indicator, context, queue);
    }
    for note in view.annotations() {
        one(ui, Entity::Annotation(note.id()), note.quote(), context, queue);
    }
}

/// The conflicts of one of them; `name` tells it from its like.
fn one(ui: &mut Ui, entity: Entity, name: &str, context: &SideContext<'_>, queue: &mut Vec<UiCommand>) {
    let (theme, words) = (context.theme, context.words);
    for (field, label) in FIELDS {
        if context.plan.writes(entity, field).len() < 2 {
            continue;
        }
        ui.add_space(space::S);
        let label = format!("{name} {}", words.text(label));
        let head = words.with(Message::ConflictField, &[&label.trim()]);
        ui.label(RichText::new(head).small().color(theme.bad))
            .on_hover_text(words.text(Message::ConflictHere));
        for value in context.plan.conflict(entity, field).values {
            let said = value.write.value.as_ref().map_or_else(String::new, |value| words_of(value, context));
            let label = words.with(Message::ConflictChoose, &[&value.person, &said]);
            if ui.add_enabled(context.writing, Button::new(label).wrap()).clicked() {
                queue.push(UiCommand::Run(Command::Choose(entity, field, value.write.id)));
            }
        }
    }
}

fn words_of(value: &Value, context: &SideContext<'_>) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Pieces(pieces) => context.plan.words(pieces),
        Value::Deadline(deadline) => deadline.words.clone(),
        Value::Units(units) => {
            units.items.iter().map(|unit| unit.name.as_str()).collect::<Vec<_>>().join("、")
        }
        Value::Amount(amount) => amount_words(*amount),
        Value::Comparator(comparator) => context.words.text(comparator_word(*comparator)).to_owned(),
        Value::MeasureKind(kind) => context.words.text(kind_word(*kind)).to_owned(),
        _ => String::new(),
    }
}
