//! The fold: records as a set in, one state out.

use super::{ApplyError, Record, apply};
use crate::model::{CancelToken, Cancelled, HeldRecord, Plan, Reading, ReadingId};
use std::{
    collections::{BTreeMap, btree_map::Entry},
    sync::Arc,
};

/// Folds `records` over `readings`. Order, duplication and split into files do not matter:
/// records are sorted by (Lamport counter, writer, number), duplicates collapse. A record that
/// needs what has not arrived is held and named in `Plan::held`.
pub fn fold(
    readings: impl IntoIterator<Item = (ReadingId, Arc<Reading>)>,
    records: impl IntoIterator<Item = Record>,
    cancel: &CancelToken,
) -> Result<Plan, Cancelled> {
    let mut plan = Plan::new();
    for (id, reading) in readings {
        plan.add_reading(id, reading);
    }
    let mut sorted: BTreeMap<_, Record> = BTreeMap::new();
    for record in records {
        match sorted.entry((record.lamport, record.id.writer, record.id.seq)) {
            Entry::Vacant(place) => {
                place.insert(record);
            }
            // Nobody writes one id twice; if it happened, the choice must not depend on the order.
            Entry::Occupied(mut known) => {
                if *known.get() != record && format!("{record:?}") < format!("{:?}", known.get()) {
                    known.insert(record);
                }
            }
        }
    }
    for (count, record) in sorted.into_values().enumerate() {
        if count % 1024 == 0 {
            cancel.check()?;
        }
        match apply(&mut plan, &record) {
            Ok(_) | Err(ApplyError::Duplicate) => {}
            Err(missing) => {
                plan.lamport = plan.lamport.max(record.lamport);
                plan.held.push(HeldRecord { id: record.id, waits_for: missing.to_string() });
            }
        }
    }
    Ok(plan)
}
