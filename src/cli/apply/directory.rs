//! The ops on the directory of units.

use super::command::Line;
use crate::{
    cli::CliError,
    model::{CivilDate, Entity, ResponsibleUnit, UnitId},
    session::Command,
};
use serde_json::Value as Json;

impl Line<'_> {
    pub(super) fn enter_units(&self) -> Result<Command, CliError> {
        let units = self.get("units").and_then(Json::as_array).ok_or_else(|| CliError::missing("units"))?;
        let unit = |unit: &Json| match unit {
            Json::String(name) => {
                Ok(ResponsibleUnit { full_name: name.clone(), ..ResponsibleUnit::default() })
            }
            Json::Object(fields) => Line { plan: self.plan, fields }.unit_value(ResponsibleUnit::default()),
            _ => Err(CliError::wrong("units")),
        };
        Ok(Command::EnterUnits(units.iter().map(unit).collect::<Result<_, _>>()?))
    }

    /// The keys given are set, the others stay.
    pub(super) fn edit_unit(&self) -> Result<Command, CliError> {
        let id = self.unit("unit")?;
        let Some(Json::Object(fields)) = self.get("value") else { return Err(CliError::missing("value")) };
        let unit = Line { plan: self.plan, fields }.unit_value(self.plan.directory_unit(id))?;
        Ok(Command::EditUnit(id, unit))
    }

    pub(super) fn order_units(&self) -> Result<Command, CliError> {
        let units = self.get("units").and_then(Json::as_array).ok_or_else(|| CliError::missing("units"))?;
        let id = |unit: &Json| {
            let name = unit.as_str().ok_or_else(|| CliError::wrong("units"))?;
            self.unit_of(name)
        };
        Ok(Command::OrderUnits(units.iter().map(id).collect::<Result<_, _>>()?))
    }

    pub(super) fn unit(&self, key: &str) -> Result<UnitId, CliError> {
        self.unit_of(&self.text(key)?)
    }

    /// A unit by its id, else by a name it goes by.
    fn unit_of(&self, name: &str) -> Result<UnitId, CliError> {
        let by_name = || {
            let own = UnitId::of(name);
            let listed = self.plan.knows(Entity::Unit(own)) && self.plan.is_alive(Entity::Unit(own));
            if listed { Some(own) } else { self.plan.unit_named(name) }
        };
        match name.parse() {
            Ok(Entity::Unit(id)) => Ok(id),
            _ => by_name().ok_or_else(|| CliError::NotAnId(name.to_owned())),
        }
    }

    fn unit_value(&self, now: ResponsibleUnit) -> Result<ResponsibleUnit, CliError> {
        let text = |key: &str, now: String| {
            if self.fields.contains_key(key) { self.text_or_empty(key) } else { Ok(now) }
        };
        let order = match self.offset("order")? {
            Some(order) => u32::try_from(order).map_err(|_| CliError::wrong("order"))?,
            None => now.order,
        };
        let aliases = match self.get("aliases") {
            Some(aliases) => names(aliases).ok_or_else(|| CliError::wrong("aliases"))?,
            None => now.aliases,
        };
        let posts = match self.get("posts") {
            Some(list) => posts(list).ok_or_else(|| CliError::wrong("posts"))?,
            None => now.posts,
        };
        let merged_into = if !self.fields.contains_key("merged_into") {
            now.merged_into
        } else if self.get("merged_into").is_none() {
            None
        } else {
            let since = self.get("since").map(|since| date(since).ok_or_else(|| CliError::wrong("since")));
            Some((self.unit("merged_into")?, since.transpose()?))
        };
        Ok(ResponsibleUnit {
            order,
            group: text("group", now.group)?,
            full_name: text("full_name", now.full_name)?,
            short_name: text("short_name", now.short_name)?,
            aliases,
            merged_into,
            posts,
        })
    }
}

pub(super) fn names(value: &Json) -> Option<Vec<String>> {
    value.as_array()?.iter().map(|name| name.as_str().map(str::to_owned)).collect()
}

pub(super) fn posts(value: &Json) -> Option<Vec<(String, String)>> {
    let words = |post: &Json, key: &str| match post.get(key) {
        None | Some(Json::Null) => Some(String::new()),
        Some(words) => words.as_str().map(str::to_owned),
    };
    value.as_array()?.iter().map(|post| Some((words(post, "post")?, words(post, "holder")?))).collect()
}

pub(super) fn date(value: &Json) -> Option<CivilDate> {
    value.as_str()?.parse().ok()
}
