//! Ops on disk: one struct with the fields of all ops, `op` saying which it is.

use super::text::{field, list, put};
use super::value::{self, DiskValue};
use crate::change::Op;
use crate::model::{Entity, Field, NodeId, OrderKey, Parent, WriteId};

/// Appends `op`.
pub(super) fn encode(out: &mut String, op: &Op) {
    let open = |out: &mut String, name: &str, on: Entity| {
        out.push_str("(op:");
        super::quote(out, name);
        put(out, format_args!(",on:\"{on}\""));
    };
    match op {
        Op::CreateDocument { id, source, extension, file_name, reading } => {
            open(out, "create_document", Entity::Document(*id));
            put(out, format_args!(",source:\"{source}\""));
            field(out, "extension", extension);
            field(out, "file", file_name);
            put(out, format_args!(",reading:\"{reading}\""));
        }
        Op::CreateNode { id, document, parent, key } => {
            open(out, "create_node", Entity::Node(*id));
            put(
                out,
                format_args!(",document:\"{document}\",under:\"{}\",key:\"{key}\"", parent_name(*parent)),
            );
        }
        Op::CreateTarget { id, node } => {
            open(out, "create_target", Entity::Target(*id));
            put(out, format_args!(",node:\"{node}\""));
        }
        Op::CreateAnnotation { id } => open(out, "create_annotation", Entity::Annotation(*id)),
        Op::CreateUnit { id } => open(out, "create_unit", Entity::Unit(*id)),
        Op::Set { entity, field: name, value, over, restores, seen } => {
            open(out, "set", *entity);
            field(out, "field", name.name());
            if let Some(value) = value {
                out.push_str(",value:");
                value::encode(out, value);
            }
            for (name, writes) in [("over", over), ("seen", seen)] {
                if !writes.is_empty() {
                    put(out, format_args!(",{name}:"));
                    list(out, writes, |out, write| put(out, format_args!("\"{write}\"")));
                }
            }
            if let Some(write) = restores {
                put(out, format_args!(",restores:\"{write}\""));
            }
        }
        Op::Move { node, parent, key } => {
            open(out, "move", Entity::Node(*node));
            put(out, format_args!(",under:\"{}\",key:\"{key}\"", parent_name(*parent)));
        }
        Op::Unknown { name, entity } => {
            out.push_str("(op:");
            super::quote(out, name);
            if let Some(entity) = entity {
                put(out, format_args!(",on:\"{entity}\""));
            }
        }
    }
    out.push(')');
}

fn parent_name(parent: Parent) -> String {
    match parent {
        Parent::Document(id) => id.to_string(),
        Parent::Node(id) => id.to_string(),
    }
}

fn parent(name: &str) -> Option<Parent> {
    match name.parse().ok()? {
        Entity::Document(id) => Some(Parent::Document(id)),
        Entity::Node(id) => Some(Parent::Node(id)),
        _ => None,
    }
}

/// An op as written.
#[derive(serde::Deserialize)]
pub(super) struct DiskOp {
    op: String,
    #[serde(default)]
    on: String,
    source: Option<String>,
    extension: Option<String>,
    file: Option<String>,
    reading: Option<String>,
    document: Option<String>,
    node: Option<String>,
    under: Option<String>,
    key: Option<String>,
    field: Option<String>,
    value: Option<DiskValue>,
    #[serde(default)]
    over: Vec<String>,
    #[serde(default)]
    seen: Vec<String>,
    restores: Option<String>,
}

/// What every op of every version has.
#[derive(serde::Deserialize)]
struct AnyOp {
    op: String,
    #[serde(default)]
    on: String,
}

impl DiskOp {
    /// The op; one that this version does not know in every part is kept as unknown.
    pub(super) fn model(self) -> Op {
        let (name, on) = (self.op.clone(), self.on.clone());
        self.known().unwrap_or_else(|| Op::Unknown { name, entity: on.parse().ok() })
    }

    fn known(self) -> Option<Op> {
        let on = self.on.parse().ok()?;
        Some(match (self.op.as_str(), on) {
            ("create_document", Entity::Document(id)) => Op::CreateDocument {
                id,
                source: self.source?.parse().ok()?,
                extension: self.extension?,
                file_name: self.file?,
                reading: self.reading?.parse().ok()?,
            },
            ("create_node", Entity::Node(id)) => Op::CreateNode {
                id,
                document: self.document?.parse().ok()?,
                parent: parent(&self.under?)?,
                key: OrderKey::parse(&self.key?)?,
            },
            ("create_target", Entity::Target(id)) => {
                Op::CreateTarget { id, node: self.node?.parse::<NodeId>().ok()? }
            }
            ("create_annotation", Entity::Annotation(id)) => Op::CreateAnnotation { id },
            ("create_unit", Entity::Unit(id)) => Op::CreateUnit { id },
            ("set", entity) => Op::Set {
                entity,
                field: Field::from_name(&self.field?)?,
                value: match self.value {
                    Some(value) => Some(value.model()?),
                    None => None,
                },
                over: writes(&self.over)?,
                restores: match self.restores {
                    Some(write) => Some(write.parse().ok()?),
                    None => None,
                },
                seen: writes(&self.seen)?,
            },
            ("move", Entity::Node(node)) => {
                Op::Move { node, parent: parent(&self.under?)?, key: OrderKey::parse(&self.key?)? }
            }
            _ => return None,
        })
    }
}

fn writes(names: &[String]) -> Option<Vec<WriteId>> {
    names.iter().map(|name| name.parse().ok()).collect()
}

/// Reads one op by itself: for records in which some op does not have the shape known here.
pub(super) fn decode(text: &str) -> Op {
    if let Ok(op) = super::parse::<DiskOp>(text) {
        return op.model();
    }
    match super::parse::<AnyOp>(text) {
        Ok(any) => Op::Unknown { name: any.op, entity: any.on.parse().ok() },
        Err(_) => Op::Unknown { name: String::new(), entity: None },
    }
}
