//! `luoshi history DIR [--node ID]`

use super::{
    CliError,
    json::{time, value},
    open,
};
use crate::{
    change::{Op, Record},
    model::{Entity, Plan},
    session,
    store::{self, Access, OsStorage},
};
use clap::Args;
use std::{
    io::{Write, stdout},
    path::PathBuf,
};

/// Arguments of `history`.
#[derive(Debug, Args)]
pub(super) struct History {
    /// 项目文件夹 / the project folder
    dir: PathBuf,
    /// 只列这个节点（连同其指标、批注） / only what concerns this node
    #[arg(long)]
    node: Option<String>,
}

impl History {
    /// Prints one record a line, oldest first: time, person, record, label, then its ops.
    pub(super) fn run(self) -> Result<(), CliError> {
        let session = open(&self.dir, Access::Read)?;
        let plan = session.plan();
        let wanted = match &self.node {
            None => None,
            Some(id) => match id.parse().ok().filter(|entity| plan.knows(*entity)) {
                Some(Entity::Node(node)) => Some(session::related(plan, node)),
                Some(entity) => Some(vec![entity]),
                None => return Err(CliError::NotAnId(id.clone())),
            },
        };
        let records = store::records(&OsStorage, &self.dir)?;
        let mut out = stdout().lock();
        for record in &records {
            if let Some(line) = line(plan, record, wanted.as_deref()) {
                writeln!(out, "{line}").map_err(CliError::Output)?;
            }
        }
        Ok(())
    }
}

fn line(plan: &Plan, record: &Record, wanted: Option<&[Entity]>) -> Option<String> {
    let ops: Vec<String> = record
        .change
        .ops
        .iter()
        .filter(|op| wanted.is_none_or(|wanted| concerns(op).is_some_and(|entity| wanted.contains(&entity))))
        .map(|op| words(plan, op))
        .collect();
    if ops.is_empty() {
        return None;
    }
    let person = plan.person_name(record.stamp.person);
    Some(format!(
        "{}\t{person}\t{}\t{}\t{}",
        time(record.stamp.at),
        record.id,
        record.change.label,
        ops.join("; ")
    ))
}

fn concerns(op: &Op) -> Option<Entity> {
    Some(match op {
        Op::CreateDocument { id, .. } => Entity::Document(*id),
        Op::CreateNode { id, .. } => Entity::Node(*id),
        Op::CreateTarget { id, .. } => Entity::Target(*id),
        Op::CreateAnnotation { id } => Entity::Annotation(*id),
        Op::CreateUnit { id } => Entity::Unit(*id),
        Op::Set { entity, .. } => *entity,
        Op::Move { node, .. } => Entity::Node(*node),
        Op::Unknown { entity, .. } => return *entity,
    })
}

fn words(plan: &Plan, op: &Op) -> String {
    let what = concerns(op).map_or_else(String::new, |entity| entity.to_string());
    match op {
        Op::CreateDocument { file_name, .. } => {
            format!("+{what} {}", serde_json::Value::from(file_name.as_str()))
        }
        Op::Set { field, value: new, .. } => format!("{what} {}={}", field.name(), value(plan, new.as_ref())),
        Op::Move { .. } => format!("{what} moved"),
        Op::Unknown { name, .. } => format!("{what} ?{name}"),
        _ => format!("+{what}"),
    }
}
