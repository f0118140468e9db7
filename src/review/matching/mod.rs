//! Which nodes and targets of a newer reading are ones that the plan has already.
//!
//! What people set hangs on ids, so a node that lives on must keep its id. The words decide: the
//! same words first, then the same numeral with similar words, then similar words alone; a node's
//! place only breaks ties. Sections are matched before tasks, so that a task may be sought under
//! its own section first. What stays unmatched is new, or gone.
//!
//! Time is about linear in the nodes: equal words meet in hash maps, and only what is left over
//! is compared by character pairs, each node with a few candidates.

mod pairing;
mod side;
mod similar;
mod targets;

use crate::model::{Adoption, DocumentId, Entity, NodeId, Origin, Plan, Reading, ReadingId};
use rustc_hash::{FxHashMap, FxHashSet};
use side::Side;

/// How `new` (whose id is `id`) continues `document`: every node and target that lives on, with
/// its index in `new`. No index occurs twice.
///
/// Nodes that a person removed are matched too, and so stay removed; nodes that an earlier reading
/// lost but on which somebody's work hangs are sought last. What persons made is not matched.
pub fn match_reading(plan: &Plan, document: DocumentId, new: &Reading, id: ReadingId) -> Adoption {
    let mut adoption = Adoption { reading: id, nodes: Vec::new(), targets: Vec::new() };
    let new_side = Side::of(new);
    let mut nodes_taken = vec![false; new.nodes.len()];
    let mut targets_taken = vec![false; new.targets.len()];
    let mut nodes = nodes_by_reading(plan, document);
    for reading_id in rounds(plan, document) {
        let (Some(reading), Some(ids)) = (plan.reading(reading_id), nodes.remove(&reading_id)) else {
            continue;
        };
        let old_side = Side::of(reading);
        let sought: Vec<bool> =
            (0..reading.nodes.len() as u32).map(|ordinal| ids.contains_key(&ordinal)).collect();
        let pairs = pairing::pair(&old_side, &new_side, &sought, &mut nodes_taken);
        adoption
            .nodes
            .extend(pairs.iter().zip(0..).filter_map(|(to, ordinal)| Some((*ids.get(&ordinal)?, (*to)?))));
        let targets = targets::sought(plan, reading_id, &ids);
        targets::pair(reading, new, &pairs, &targets, &mut targets_taken, &mut adoption.targets);
    }
    adoption.nodes.sort_by_key(|(_, ordinal)| *ordinal);
    adoption.targets.sort_by_key(|(_, ordinal)| *ordinal);
    adoption
}

/// The document's readings: the adopted one, then the others, latest first.
fn rounds(plan: &Plan, document: DocumentId) -> Vec<ReadingId> {
    let adopted = plan.document(document).map(|view| view.reading_id());
    let all = plan.document_state(document).map_or(&[][..], |state| state.readings.as_slice());
    let mut seen = FxHashSet::default();
    adopted.into_iter().chain(all.iter().rev().copied()).filter(|reading| seen.insert(*reading)).collect()
}

/// The document's nodes that came from a reading, by reading and index in it. Of those that their
/// document's present reading no longer holds only the ones with somebody's work on them.
fn nodes_by_reading(plan: &Plan, document: DocumentId) -> FxHashMap<ReadingId, FxHashMap<u32, NodeId>> {
    let mut found: Vec<(Origin, NodeId)> = plan
        .nodes
        .iter()
        .filter(|(_, state)| state.document == document)
        .filter_map(|(id, state)| Some((state.origin?, *id)))
        .filter(|(origin, id)| origin.current || plan.is_alive(Entity::Node(*id)))
        .collect();
    // Where a reading was adopted twice, one of its nodes may stand for two ids: the present one wins.
    found.sort_unstable_by_key(|(origin, id)| (origin.current, *id));
    let mut nodes: FxHashMap<ReadingId, FxHashMap<u32, NodeId>> = FxHashMap::default();
    for (origin, id) in found {
        nodes.entry(origin.reading).or_default().insert(origin.ordinal, id);
    }
    nodes
}

#[cfg(test)]
mod tests;
