//! Who answers for a task.

use super::{ActionError, draft::Draft, wording::contested};
use crate::change::Change;
use crate::model::{Assignment, Entity, Field, NodeId, Plan, UnitList, Value, normalised_name};
use rustc_hash::FxHashSet;

/// Sets the ordered units of a node, replacing the ones it has. Names are trimmed; a name given
/// twice keeps its first place. An empty list clears the units.
pub fn assign(plan: &Plan, node: NodeId, units: &[Assignment]) -> Result<Change, ActionError> {
    let mut draft = Draft::new(plan, "assign");
    let view = draft.node(node)?;
    let now = view.stored_units();
    let mut list = UnitList { items: Vec::new(), open: now.open };
    let groups: FxHashSet<String> =
        now.items.iter().filter(|unit| unit.group).map(|unit| normalised_name(&unit.name)).collect();
    let mut known = FxHashSet::default();
    for unit in units {
        let name = unit.name.trim();
        if name.is_empty() {
            return Err(ActionError::Empty("units"));
        }
        let normal = normalised_name(name);
        // What the text says about a unit beyond its name and role is kept.
        let group = unit.group || groups.contains(&normal);
        if known.insert(normal) {
            list.items.push(Assignment { name: name.to_owned(), group, ..unit.clone() });
        }
    }
    if list.items.is_empty() {
        list.open = false;
    }
    let same =
        *now == list || (!plan.writes(Entity::Node(node), Field::Units).is_empty() && view.units() == list);
    if !same || contested(plan, Entity::Node(node), Field::Units) {
        draft.set(Entity::Node(node), Field::Units, Value::Units(list));
    }
    Ok(draft.finish())
}

/// Sets the leader's post; empty clears it.
pub fn set_leader(plan: &Plan, node: NodeId, leader: &str) -> Result<Change, ActionError> {
    let mut draft = Draft::new(plan, "set_leader");
    let view = draft.node(node)?;
    let leader = leader.trim();
    if view.leader() != leader || contested(plan, Entity::Node(node), Field::Leader) {
        draft.set(Entity::Node(node), Field::Leader, Value::Text(leader.to_owned()));
    }
    Ok(draft.finish())
}
