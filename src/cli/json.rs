//! The plan as JSON: the stable contract of `luoshi show`.

use crate::{
    change::state_hash,
    model::{
        AnnotationView, ConflictValue, DocumentId, Entity, NodeId, NodeKind, NodeView, Parent, Plan,
        ReadingId, ResponsibleUnit, TargetView, UnitId, UnitList, Value,
    },
    read::json::{AmountJson, Scalars, ValueJson, confidence},
};
use serde::Serialize;
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;

/// The whole plan.
pub(super) fn plan(plan: &Plan) -> Json {
    let documents: Vec<Json> = plan
        .documents()
        .filter_map(|document| plan.document(document.id))
        .map(|view| json!({ "id": view.id().to_string(), "title": view.title(), "nodes": nodes(plan, view.id()) }))
        .collect();
    let conflicts: Vec<Json> = plan
        .conflicts()
        .iter()
        .map(|conflict| {
            json!({
                "node": conflict.entity.to_string(),
                "field": conflict.field.name(),
                "values": conflict.values.iter().map(|value| conflict_value(plan, value)).collect::<Vec<_>>(),
            })
        })
        .collect();
    let held: Vec<Json> = plan
        .held()
        .iter()
        .map(|held| json!({ "record": held.id.to_string(), "waits_for": held.waits_for }))
        .collect();
    json!({
        "state_hash": state_hash(plan).to_string(),
        "documents": documents,
        "directory": plan.directory().iter().map(|(id, unit)| directory_unit(*id, unit)).collect::<Vec<_>>(),
        "conflicts": conflicts,
        "held": held,
    })
}

fn directory_unit(id: UnitId, unit: &ResponsibleUnit) -> Json {
    json!({
        "id": Entity::Unit(id).to_string(),
        "order": unit.order,
        "group": unit.group,
        "full_name": unit.full_name,
        "short_name": unit.short_name,
        "aliases": unit.aliases,
        "merged_into": unit.merged_into.map(|(into, _)| Entity::Unit(into).to_string()),
        "since": unit.merged_into.and_then(|(_, since)| since).map(|since| since.to_string()),
        "posts": posts(&unit.posts),
    })
}

fn posts(posts: &[(String, String)]) -> Vec<Json> {
    posts.iter().map(|(post, holder)| json!({ "post": post, "holder": holder })).collect()
}

fn nodes(plan: &Plan, document: DocumentId) -> Vec<Json> {
    // Counted once a reading; a document has few.
    let scalars: BTreeMap<ReadingId, Scalars<'_>> = plan
        .document_state(document)
        .into_iter()
        .flat_map(|document| &document.readings)
        .filter_map(|id| Some((*id, Scalars::of(&plan.reading(*id)?.text))))
        .collect();
    plan.walk(document)
        .into_iter()
        .filter_map(|id| plan.node(id))
        .map(|node| self::node(plan, &node, &scalars))
        .collect()
}

fn node(plan: &Plan, node: &NodeView<'_>, scalars: &BTreeMap<ReadingId, Scalars<'_>>) -> Json {
    let target = |target: &TargetView<'_>| {
        let reading =
            plan.target_state(target.id()).and_then(|state| state.origin).map(|origin| origin.reading);
        self::target(node.id(), target, reading.and_then(|reading| scalars.get(&reading)))
    };
    let parent = match node.parent() {
        Parent::Node(parent) => Some(parent.to_string()),
        Parent::Document(_) => None,
    };
    let deadline = node.deadline();
    json!({
        "id": node.id().to_string(),
        "parent": parent,
        "kind": match node.kind() { NodeKind::Section => "section", NodeKind::Task => "task" },
        "marker": node.marker(),
        "title": node.title(),
        "text": node.text(),
        "units": units(&node.units()),
        "leader": node.leader(),
        "targets": node.targets().iter().map(target).collect::<Vec<_>>(),
        "status": node.status().name(),
        "deadline": deadline.map(|deadline| deadline.words.clone()),
        "due": deadline.and_then(|deadline| deadline.due).map(|due| due.to_string()),
        "note": node.note(),
        "annotations": node.annotations().iter().map(|note| annotation(node, note)).collect::<Vec<_>>(),
    })
}

fn units(list: &UnitList) -> Vec<Json> {
    list.items.iter().map(|unit| json!({ "name": unit.name, "role": unit.role.name() })).collect()
}

/// A target under the keys of `read`.
#[derive(Serialize)]
struct TargetJson<'a> {
    id: String,
    task: String,
    #[serde(flatten)]
    value: ValueJson<'a>,
    quote: &'a str,
    confidence: Option<f64>,
    rule: Option<&'a str>,
    span: Option<[u32; 2]>,
}

fn target(node: NodeId, target: &TargetView<'_>, scalars: Option<&Scalars<'_>>) -> Json {
    let value = target.value();
    let read = target.read().map(|(_, read)| read);
    json!(TargetJson {
        id: target.id().to_string(),
        task: node.to_string(),
        value: ValueJson::from(&value),
        quote: &target.quote(),
        confidence: read.map(|read| confidence(read.confidence)),
        rule: read.map(|read| &*read.rule),
        span: read.zip(scalars).map(|(read, scalars)| scalars.span(read.span)),
    })
}

fn annotation(on: &NodeView<'_>, note: &AnnotationView<'_>) -> Json {
    // In scalars of the node's own text, where the words still stand.
    let span = note.place().map(|place| {
        let text = on.text();
        let start = text[..place.start].chars().count();
        [start, start + text[place].chars().count()]
    });
    json!({
        "id": note.id().to_string(),
        "quote": note.quote(),
        "span": span,
        "body": note.body(),
        "author": note.author(),
        "at": time(note.stamp().at),
        "resolved": note.is_resolved(),
        "reply_to": note.reply_to().map(|first| first.to_string()),
    })
}

fn conflict_value(plan: &Plan, value: &ConflictValue) -> Json {
    json!({
        "value": self::value(plan, value.write.value.as_ref()),
        "person": value.person,
        "device": value.write.stamp.device.to_string(),
        "at": time(value.write.stamp.at),
    })
}

/// A field's value as `show` and `choose` know it; null is "as the report says".
pub(super) fn value(plan: &Plan, value: Option<&Value>) -> Json {
    match value {
        None => Json::Null,
        Some(Value::Text(text)) => json!(text),
        Some(Value::Pieces(pieces)) => json!(plan.words(pieces)),
        Some(Value::Units(list)) => json!(units(list)),
        Some(Value::Deadline(deadline)) => json!(deadline.words),
        Some(Value::Flag(flag)) => json!(flag),
        Some(Value::Number(number)) => json!(number),
        Some(Value::Amount(number)) => json!(AmountJson(*number)),
        Some(Value::Comparator(comparator)) => json!(comparator.name()),
        Some(Value::MeasureKind(kind)) => json!(kind.name()),
        Some(Value::Kind(kind)) => json!(match kind {
            NodeKind::Section => "section",
            NodeKind::Task => "task",
        }),
        Some(Value::Node(node)) => json!(node.to_string()),
        Some(Value::Anchor(anchor)) => json!({ "node": anchor.node.to_string(), "quote": anchor.quote }),
        Some(Value::Status(status)) => json!(status.name()),
        Some(Value::Annotation(note)) => json!(note.to_string()),
        Some(Value::Names(names)) => json!(names),
        Some(Value::Merger(into, since)) => {
            json!({ "into": Entity::Unit(*into).to_string(), "since": since.map(|since| since.to_string()) })
        }
        Some(Value::Posts(posts)) => json!(self::posts(posts)),
        Some(Value::FirstUnit(first)) => json!(first.name()),
        Some(Value::Reading(adoption)) => json!(adoption.reading.to_string()),
    }
}

/// Milliseconds since 1970 as an ISO 8601 time, UTC.
pub(super) fn time(at: i64) -> String {
    jiff::Timestamp::from_millisecond(at).map_or_else(|_| at.to_string(), |time| time.to_string())
}
