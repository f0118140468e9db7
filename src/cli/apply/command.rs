//! One line of `apply` as a session command.

use super::value::kind;
use crate::{
    change::actions::{ActionError, TargetEdit},
    cli::{CliError, json::value},
    model::{
        Amount, AnnotationId, Assignment, Comparator, DocumentId, Entity, Field, FirstUnit, MeasureKind,
        NodeId, Parent, Plan, Role, TargetId, TaskStatus,
    },
    session::{Command, SessionError},
};
use serde_json::{Map, Value as Json};

/// Reads one line; `plan` is asked where offsets and conflicts must be found.
pub(super) fn parse(plan: &Plan, line: &str) -> Result<Command, CliError> {
    let json: Json = serde_json::from_str(line).map_err(|error| CliError::Line(error.to_string()))?;
    let Json::Object(fields) = json else { return Err(CliError::Line("not a JSON object".into())) };
    command(&Line { plan, fields: &fields })
}

fn command(line: &Line<'_>) -> Result<Command, CliError> {
    let node = || line.node("node");
    Ok(match line.text("op")?.as_str() {
        "set_title" => match line.entity("node")? {
            Entity::Document(document) => Command::SetDocumentTitle(document, line.text_or_empty("value")?),
            Entity::Project => Command::SetProjectTitle(line.text_or_empty("value")?),
            _ => Command::SetTitle(node()?, line.text_or_empty("value")?),
        },
        "set_text" => Command::SetText(node()?, line.text_or_empty("value")?),
        "set_note" => match line.entity("node")? {
            Entity::Project => Command::SetProjectNote(line.text_or_empty("value")?),
            _ => Command::SetNote(node()?, line.text_or_empty("value")?),
        },
        "set_deadline" => Command::SetDeadline(node()?, line.text_or_empty("value")?),
        "assign" => Command::Assign(node()?, line.units()?),
        "set_leader" => Command::SetLeader(node()?, line.text_or_empty("value")?),
        "set_target" => line.set_target()?,
        "remove_target" => Command::RemoveTarget(line.target()?.ok_or_else(|| CliError::missing("id"))?),
        "annotate" => line.annotate()?,
        "resolve" => Command::Resolve(line.annotation()?, line.flag("value")?.unwrap_or(true)),
        "split" => {
            let node = node()?;
            let offset = line.offset("offset")?.ok_or_else(|| CliError::missing("offset"))?;
            Command::Split(node, line.byte(node, offset))
        }
        "extract_task" => line.extract_task()?,
        "take_up" => line.take_up()?,
        "merge" => Command::Merge(node()?),
        "move" => {
            let node = node()?;
            Command::Move(node, line.parent(Some(node))?, line.before()?)
        }
        "add_task" => Command::AddTask {
            parent: line.parent(None)?,
            before: line.before()?,
            text: line.first_text(&["text", "value", "title"])?,
        },
        "add_section" => Command::AddSection {
            parent: line.parent(None)?,
            before: line.before()?,
            title: line.first_text(&["title", "value", "text"])?,
        },
        "set_kind" => {
            let name = line.text("value")?;
            Command::SetKind(node()?, kind(&name).ok_or_else(|| CliError::wrong("value"))?)
        }
        "set_status" => Command::SetStatus(node()?, line.status()?),
        "set_marker" => Command::SetMarker(node()?, line.text_or_empty("value")?),
        "renumber" => Command::Renumber(line.parent(None)?),
        "duplicate" => Command::Duplicate(line.nodes()?),
        "paste" => Command::Paste {
            parent: line.parent(None)?,
            before: line.before()?,
            markdown: line.first_text(&["markdown", "value", "text"])?,
        },
        "move_all" => {
            let nodes = line.nodes()?;
            Command::MoveAll(nodes.clone(), line.parent(nodes.first().copied())?, line.before()?)
        }
        "remove_all" => Command::RemoveAll(line.nodes()?),
        "assign_all" => line.assign_all()?,
        "set_deadline_all" => Command::SetDeadlineAll(line.nodes()?, line.text_or_empty("value")?),
        "set_status_all" => Command::SetStatusAll(line.nodes()?, line.status()?),
        "several" => line.several()?,
        "set_annotation" => Command::SetAnnotation(line.annotation()?, line.first_text(&["body", "value"])?),
        "reply" => Command::Reply {
            annotation: line.annotation()?,
            body: line.first_text(&["body", "value"])?,
            author: if line.get("author").is_some() { line.text("author")? } else { String::new() },
        },
        "restore" => line.restore()?,
        "enter_units" => line.enter_units()?,
        "edit_unit" => line.edit_unit()?,
        "remove_unit" => Command::RemoveUnit(line.unit("unit")?),
        "order_units" => line.order_units()?,
        "remove" => match line.entity("node")? {
            Entity::Target(target) => Command::RemoveTarget(target),
            entity => Command::Remove(entity),
        },
        "set_first_unit" => {
            let name = line.text("value")?;
            Command::SetFirstUnit(FirstUnit::from_name(&name).ok_or_else(|| CliError::wrong("value"))?)
        }
        "choose" => line.choose()?,
        "undo" => Command::Undo,
        "redo" => Command::Redo,
        other => return Err(CliError::UnknownOp(other.to_owned())),
    })
}

pub(super) struct Line<'a> {
    pub(super) plan: &'a Plan,
    pub(super) fields: &'a Map<String, Json>,
}

impl Line<'_> {
    pub(super) fn get(&self, key: &str) -> Option<&Json> {
        self.fields.get(key).filter(|value| !value.is_null())
    }

    pub(super) fn text(&self, key: &str) -> Result<String, CliError> {
        match self.get(key) {
            Some(Json::String(text)) => Ok(text.clone()),
            Some(_) => Err(CliError::wrong(key)),
            None => Err(CliError::missing(key)),
        }
    }

    pub(super) fn text_or_empty(&self, key: &str) -> Result<String, CliError> {
        if self.fields.contains_key(key) && self.get(key).is_none() {
            Ok(String::new())
        } else {
            self.text(key)
        }
    }

    fn first_text(&self, keys: &[&'static str]) -> Result<String, CliError> {
        let key =
            keys.iter().find(|key| self.get(key).is_some()).or(keys.first()).copied().unwrap_or_default();
        self.text(key)
    }

    fn flag(&self, key: &str) -> Result<Option<bool>, CliError> {
        self.get(key).map(|flag| flag.as_bool().ok_or_else(|| CliError::wrong(key))).transpose()
    }

    pub(super) fn offset(&self, key: &str) -> Result<Option<usize>, CliError> {
        let offset = |value: &Json| value.as_u64().and_then(|value| usize::try_from(value).ok());
        self.get(key).map(|value| offset(value).ok_or_else(|| CliError::wrong(key))).transpose()
    }

    pub(super) fn entity(&self, key: &str) -> Result<Entity, CliError> {
        let text = self.text(key)?;
        text.parse().map_err(|_| CliError::NotAnId(text))
    }

    pub(super) fn node(&self, key: &str) -> Result<NodeId, CliError> {
        let text = self.text(key)?;
        text.parse().map_err(|_| CliError::NotAnId(text))
    }

    fn target(&self) -> Result<Option<TargetId>, CliError> {
        let inner = self.get("value").and_then(|value| value.get("id")).filter(|id| !id.is_null());
        let id = inner.or_else(|| self.get("id")).or_else(|| self.get("target"));
        // `remove_target` may name the target as its node.
        let on = || self.get("node").filter(|node| node.as_str().is_some_and(|node| node.starts_with('t')));
        let Some(id) = id.or_else(on) else { return Ok(None) };
        let id = id.as_str().ok_or_else(|| CliError::wrong("id"))?;
        id.parse().map(Some).map_err(|_| CliError::NotAnId(id.to_owned()))
    }

    fn annotation(&self) -> Result<AnnotationId, CliError> {
        let id = ["annotation", "id", "node"].iter().find_map(|key| self.get(key)).and_then(Json::as_str);
        let id = id.ok_or_else(|| CliError::missing("node"))?;
        id.parse().map_err(|_| CliError::NotAnId(id.to_owned()))
    }

    pub(super) fn parent(&self, moved: Option<NodeId>) -> Result<Parent, CliError> {
        let key = if self.fields.contains_key("parent") || moved.is_some() { "parent" } else { "node" };
        if self.get(key).is_none() {
            // No parent is the top level: of the moved node's document, else of the only one.
            let document = moved.and_then(|node| self.plan.node_state(node)).map(|state| state.document);
            let document = document.or_else(|| self.only_document());
            return document.map(Parent::Document).ok_or_else(|| CliError::missing("parent"));
        }
        match self.entity(key)? {
            Entity::Node(node) => Ok(Parent::Node(node)),
            Entity::Document(document) => Ok(Parent::Document(document)),
            _ => Err(CliError::wrong(key)),
        }
    }

    fn only_document(&self) -> Option<DocumentId> {
        let mut documents = self.plan.documents();
        let only = documents.next()?.id;
        documents.next().is_none().then_some(only)
    }

    pub(super) fn before(&self) -> Result<Option<NodeId>, CliError> {
        self.get("before").map(|_| self.node("before")).transpose()
    }

    /// The byte of a scalar offset in a node's text; past the end it stays outside.
    pub(super) fn byte(&self, node: NodeId, offset: usize) -> usize {
        let text = self.plan.node(node).map(|node| node.text()).unwrap_or_default();
        let count = text.chars().count();
        if offset > count {
            text.len() + 1
        } else {
            text.char_indices().nth(offset).map_or(text.len(), |(at, _)| at)
        }
    }

    fn units(&self) -> Result<Vec<Assignment>, CliError> {
        let list =
            self.get("units").or_else(|| self.get("value")).ok_or_else(|| CliError::missing("units"))?;
        Self::assignments(list.as_array().ok_or_else(|| CliError::wrong("units"))?)
    }

    pub(super) fn assignments(list: &[Json]) -> Result<Vec<Assignment>, CliError> {
        list.iter()
            .map(|unit| {
                let name = unit.as_str().or_else(|| unit.get("name").and_then(Json::as_str));
                let name = name.ok_or_else(|| CliError::missing("name"))?;
                let role = match unit.get("role") {
                    None | Some(Json::Null) => Role::Responsible,
                    Some(role) => {
                        role.as_str().and_then(Role::from_name).ok_or_else(|| CliError::wrong("role"))?
                    }
                };
                Ok(Assignment::new(name, role))
            })
            .collect()
    }

    fn nodes(&self) -> Result<Vec<NodeId>, CliError> {
        let nodes = self.get("nodes").and_then(Json::as_array).ok_or_else(|| CliError::missing("nodes"))?;
        let id = |node: &Json| {
            let text = node.as_str().ok_or_else(|| CliError::wrong("nodes"))?;
            text.parse().map_err(|_| CliError::NotAnId(text.to_owned()))
        };
        nodes.iter().map(id).collect()
    }

    fn assign_all(&self) -> Result<Command, CliError> {
        let items = self.get("items").and_then(Json::as_array).ok_or_else(|| CliError::missing("items"))?;
        let item = |item: &Json| {
            let fields = item.as_object().ok_or_else(|| CliError::wrong("items"))?;
            let line = Line { plan: self.plan, fields };
            Ok((line.node("node")?, line.units()?))
        };
        Ok(Command::AssignAll(items.iter().map(item).collect::<Result<_, CliError>>()?))
    }

    fn status(&self) -> Result<TaskStatus, CliError> {
        TaskStatus::from_name(&self.text("value")?).ok_or_else(|| CliError::wrong("value"))
    }

    /// Edits of different nodes as one step.
    fn several(&self) -> Result<Command, CliError> {
        let commands =
            self.get("commands").and_then(Json::as_array).ok_or_else(|| CliError::missing("commands"))?;
        let one = |line: &Json| {
            let fields = line.as_object().ok_or_else(|| CliError::wrong("commands"))?;
            match command(&Line { plan: self.plan, fields })? {
                Command::Undo | Command::Redo => Err(CliError::wrong("commands")),
                command => Ok(command),
            }
        };
        Ok(Command::Several(commands.iter().map(one).collect::<Result<_, _>>()?))
    }

    fn annotate(&self) -> Result<Command, CliError> {
        let node = self.node("node")?;
        let start = self.offset("start")?.map(|start| self.byte(node, start));
        let or_empty =
            |key| if self.fields.contains_key(key) { self.text_or_empty(key) } else { Ok(String::new()) };
        Ok(Command::Annotate {
            node,
            quote: or_empty("quote")?,
            start,
            body: self.first_text(&["body", "value"])?,
            author: or_empty("author")?,
        })
    }

    fn set_target(&self) -> Result<Command, CliError> {
        let fields = match self.get("value") {
            Some(Json::Object(fields)) => fields,
            _ => self.fields,
        };
        let line = Line { plan: self.plan, fields };
        let text = |key: &str| line.get(key).map(|_| line.text(key)).transpose();
        let edit = TargetEdit {
            indicator: text("indicator")?,
            comparator: text("comparator")?
                .map(|name| Comparator::from_name(&name).ok_or_else(|| CliError::wrong("comparator")))
                .transpose()?,
            amount: line.get("value").map(amount).transpose()?,
            measure: text("unit")?,
            kind: text("kind")?
                .map(|name| MeasureKind::from_name(&name).ok_or_else(|| CliError::wrong("kind")))
                .transpose()?,
            by: text("by")?,
            stretch: line.flag("stretch")?,
            quote: text("quote")?,
        };
        let id = self.target()?;
        // A target alone tells its node.
        let node = match (self.get("node").and_then(Json::as_str), id) {
            (Some(node), _) if !node.starts_with('t') => self.node("node")?,
            (_, Some(id)) => self
                .plan
                .target(id)
                .and_then(|target| target.node())
                .ok_or_else(|| CliError::NotAnId(id.to_string()))?,
            _ => self.node("node")?,
        };
        Ok(Command::SetTarget(node, id, edit))
    }

    fn choose(&self) -> Result<Command, CliError> {
        let entity = self.entity("node")?;
        let name = self.text("field")?;
        let field = Field::from_name(&name).ok_or_else(|| CliError::wrong("field"))?;
        let wanted = self.fields.get("value").ok_or_else(|| CliError::missing("value"))?;
        let conflict = self.plan.conflict(entity, field);
        if conflict.values.len() < 2 {
            return Err(SessionError::from(ActionError::NoConflict).into());
        }
        let chosen =
            conflict.values.iter().find(|known| value(self.plan, known.write.value.as_ref()) == *wanted);
        // A number that is none of the values counts them, the shown one first.
        let chosen = chosen.or_else(|| conflict.values.get(usize::try_from(wanted.as_u64()?).ok()?));
        let chosen = chosen.ok_or_else(|| CliError::wrong("value"))?;
        Ok(Command::Choose(entity, field, chosen.write.id))
    }
}

pub(super) fn amount(value: &Json) -> Result<Amount, CliError> {
    match value {
        Json::Number(number) => number.as_f64().map(Amount::Single),
        Json::Array(ends) => match ends.as_slice() {
            [low, high] => low.as_f64().zip(high.as_f64()).map(|(low, high)| Amount::Range(low, high)),
            _ => None,
        },
        _ => None,
    }
    .ok_or_else(|| CliError::wrong("value"))
}
