//! A field's value from JSON, as `show` and `history` print it.

use super::{
    command::{Line, amount},
    directory::{date, names, posts},
};
use crate::{
    cli::CliError,
    model::{
        Comparator, Entity, Field, FirstUnit, MeasureKind, NodeKind, Piece, TaskStatus, UnitList, Value,
    },
    read,
    session::{self, Command},
};
use serde_json::Value as Json;

impl Line<'_> {
    pub(super) fn restore(&self) -> Result<Command, CliError> {
        let entity = self.entity("node")?;
        let name = self.text("field")?;
        let field = Field::from_name(&name).ok_or_else(|| CliError::wrong("field"))?;
        let json = self.fields.get("value").ok_or_else(|| CliError::missing("value"))?;
        let value = match json {
            Json::Null => None,
            json => Some(self.value(entity, field, json).ok_or_else(|| CliError::wrong("value"))?),
        };
        Ok(Command::Restore(entity, field, value))
    }

    fn value(&self, entity: Entity, field: Field, json: &Json) -> Option<Value> {
        let words = json.as_str();
        Some(match field {
            Field::Alive | Field::Reading | Field::Anchor => return None,
            Field::Stretch | Field::Resolved => Value::Flag(json.as_bool()?),
            Field::FirstUnit => Value::FirstUnit(FirstUnit::from_name(words?)?),
            Field::Kind => Value::Kind(kind(words?)?),
            Field::Status => Value::Status(TaskStatus::from_name(words?)?),
            Field::Text => Value::Pieces(vec![Piece::Own(words?.to_owned())]),
            Field::Units => {
                let Entity::Node(node) = entity else { return None };
                let items = Line::assignments(json.as_array()?).ok()?;
                let open = self.plan.node(node)?.stored_units().open && !items.is_empty();
                Value::Units(UnitList { items, open })
            }
            Field::Deadline => {
                let Entity::Node(node) = entity else { return None };
                Value::Deadline(read::deadline::parse(words?, session::base_year(self.plan, node)))
            }
            Field::Node => Value::Node(words?.parse().ok()?),
            Field::ReplyTo => Value::Annotation(words?.parse().ok()?),
            Field::Comparator => Value::Comparator(Comparator::from_name(words?)?),
            Field::Amount => Value::Amount(amount(json).ok()?),
            Field::MeasureKind => Value::MeasureKind(MeasureKind::from_name(words?)?),
            Field::Order => Value::Number(json.as_i64()?),
            Field::Aliases => Value::Names(names(json)?),
            Field::Posts => Value::Posts(posts(json)?),
            Field::MergedInto => {
                let Entity::Unit(into) = json.get("into")?.as_str()?.parse().ok()? else { return None };
                let since = json.get("since").filter(|since| !since.is_null());
                Value::Merger(into, since.map(|since| date(since).ok_or(())).transpose().ok()?)
            }
            Field::Title
            | Field::Note
            | Field::Marker
            | Field::Leader
            | Field::Indicator
            | Field::Measure
            | Field::By
            | Field::Quote
            | Field::Body
            | Field::Author
            | Field::FullName
            | Field::ShortName
            | Field::Group => Value::Text(words?.to_owned()),
        })
    }
}

pub(super) fn kind(name: &str) -> Option<NodeKind> {
    match name {
        "section" => Some(NodeKind::Section),
        "task" => Some(NodeKind::Task),
        _ => None,
    }
}
