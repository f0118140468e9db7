//! Fields of the selected node that people set differently, and the choice between the values.

use super::SideContext;
use crate::words::Message;
use crate::{
    model::{Entity, Field, NodeView, Value},
    session::Command,
    ui::{commands::UiCommand, theme::space},
};
use egui::{Button, RichText, Ui};

/// The fields that people see, with their labels.
const FIELDS: [(Field, Message); 6] = [
    (Field::Title, Message::Title),
    (Field::Text, Message::SourceWording),
    (Field::Units, Message::ResponsibleUnits),
    (Field::Leader, Message::Leader),
    (Field::Deadline, Message::Deadline),
    (Field::Note, Message::Note),
];

/// Draws them, if there are any.
pub(super) fn show(ui: &mut Ui, view: &NodeView<'_>, context: &SideContext<'_>, queue: &mut Vec<UiCommand>) {
    let (theme, words) = (context.theme, context.words);
    let entity = Entity::Node(view.id());
    for (field, label) in FIELDS {
        if context.plan.writes(entity, field).len() < 2 {
            continue;
        }
        ui.add_space(space::S);
        let head = words.with(Message::ConflictField, &[&words.text(label)]);
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
        _ => String::new(),
    }
}
