//! Fields and their values in words, for conflicts and for the history.

use super::{
    head::{kind_of_node_word, status_word},
    target_draft::amount_words,
    targets::{comparator_word, kind_word},
    units::role_word,
};
use crate::model::{Field, Plan, Role, Value};
use crate::words::{Message, Messages};

/// The fields that people see, with their labels.
pub(super) const FIELDS: [(Field, Message); 19] = [
    (Field::Title, Message::Title),
    (Field::Marker, Message::Marker),
    (Field::Kind, Message::NodeKindLabel),
    (Field::Status, Message::Status),
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
    (Field::Stretch, Message::Stretch),
    (Field::Quote, Message::Quote),
    (Field::Body, Message::AnnotationBody),
    (Field::Author, Message::AnnotationAuthor),
];

/// The label of a field that people see.
pub(super) fn field_word(field: Field) -> Option<Message> {
    FIELDS.iter().find(|(known, _)| *known == field).map(|(_, label)| *label)
}

/// A value in words; nothing set says so.
pub(super) fn value_words(value: Option<&Value>, plan: &Plan, words: Messages) -> String {
    let said = match value {
        None => return words.text(Message::ValueAsRead).to_owned(),
        Some(Value::Text(text)) => text.clone(),
        Some(Value::Pieces(pieces)) => plan.words(pieces),
        Some(Value::Deadline(deadline)) => deadline.words.clone(),
        Some(Value::Units(units)) => {
            let named = units.items.iter().map(|unit| match unit.role {
                Role::Responsible => unit.name.clone(),
                role => words.with(Message::UnitMenu, &[&unit.name, &words.text(role_word(role))]),
            });
            named.collect::<Vec<_>>().join("、")
        }
        Some(Value::Amount(amount)) => amount_words(*amount),
        Some(Value::Comparator(comparator)) => words.text(comparator_word(*comparator)).to_owned(),
        Some(Value::MeasureKind(kind)) => words.text(kind_word(*kind)).to_owned(),
        Some(Value::Kind(kind)) => words.text(kind_of_node_word(*kind)).to_owned(),
        Some(Value::Status(status)) => words.text(status_word(*status)).to_owned(),
        Some(Value::Flag(flag)) => words.text(if *flag { Message::Yes } else { Message::No }).to_owned(),
        Some(Value::Number(number)) => number.to_string(),
        Some(_) => String::new(),
    };
    if said.trim().is_empty() { words.text(Message::ValueEmpty).to_owned() } else { said }
}

/// Local day and time of day.
pub(super) fn moment(milliseconds: i64) -> String {
    jiff::Timestamp::from_millisecond(milliseconds)
        .map(|at| at.to_zoned(jiff::tz::TimeZone::system()).strftime("%Y-%m-%d %H:%M").to_string())
        .unwrap_or_default()
}
