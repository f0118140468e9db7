//! What was done to one node, its targets and its comments, read from the records on disk.

use super::related;
use crate::{
    change::{Op, Record},
    model::{Entity, Field, NodeId, Plan, Stamp, Value},
    store::{self, OsStorage, StoreError},
};
use rustc_hash::FxHashMap;
use std::{path::Path, time::Duration};

/// One write of one field.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Who and when.
    pub stamp: Stamp,
    /// Stable name of the verb, for the message table.
    pub label: String,
    /// What was written to: the node, a target, a comment.
    pub entity: Entity,
    /// Which field.
    pub field: Field,
    /// What it said before; `None` is what the report says.
    pub from: Option<Value>,
    /// What it says since.
    pub to: Option<Value>,
}

/// Looks on the disk again for what the writer has not written yet, so often and so long.
const TRIES: u32 = 50;
const PAUSE: Duration = Duration::from_millis(20);

/// The writes of the fields of a node and of what hangs on it, oldest first. Reads all records:
/// work for a job.
pub fn steps_of(plan: &Plan, dir: &Path, node: NodeId) -> Result<Vec<Step>, StoreError> {
    let mut records = store::records(&OsStorage, dir)?;
    for _ in 0..TRIES {
        if records.iter().map(|record| record.lamport).max() >= Some(plan.lamport()) {
            break;
        }
        std::thread::sleep(PAUSE);
        records = store::records(&OsStorage, dir)?;
    }
    Ok(steps(plan, &records, node))
}

fn steps(plan: &Plan, records: &[Record], node: NodeId) -> Vec<Step> {
    let wanted = related(plan, node);
    let mut now: FxHashMap<(Entity, Field), Option<Value>> = FxHashMap::default();
    let mut steps = Vec::new();
    for record in records {
        for op in &record.change.ops {
            let Op::Set { entity, field, value, .. } = op else { continue };
            if !wanted.contains(entity) {
                continue;
            }
            let from = now.insert((*entity, *field), value.clone()).flatten();
            if from == *value {
                continue;
            }
            steps.push(Step {
                stamp: record.stamp,
                label: record.change.label.clone(),
                entity: *entity,
                field: *field,
                from,
                to: value.clone(),
            });
        }
    }
    steps
}
