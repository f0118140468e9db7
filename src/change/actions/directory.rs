//! The directory of units.

use super::{ActionError, draft::Draft};
use crate::change::{Change, Op};
use crate::model::{Entity, Field, Plan, ResponsibleUnit, Value};

/// Enters units; one that is there already (same full name) takes the new order, group and short
/// name where they are given.
pub fn enter_units(plan: &Plan, units: &[ResponsibleUnit]) -> Result<Change, ActionError> {
    let mut draft = Draft::new(plan, "units");
    let mut entered = std::collections::BTreeSet::new();
    for unit in units {
        if unit.full_name.trim().is_empty() {
            return Err(ActionError::Empty("full_name"));
        }
        let id = unit.id();
        if !entered.insert(id) {
            continue;
        }
        let entity = Entity::Unit(id);
        let known = plan.knows(entity);
        let now = plan.directory_unit(id);
        if !known {
            draft.push(Op::CreateUnit { id });
        } else if !plan.is_alive(entity) {
            draft.set(entity, Field::Alive, Value::Flag(true));
        }
        let texts = [
            (Field::FullName, &unit.full_name, &now.full_name),
            (Field::ShortName, &unit.short_name, &now.short_name),
            (Field::Group, &unit.group, &now.group),
        ];
        for (field, new, now) in texts {
            let new = new.trim();
            if !new.is_empty() && new != now {
                draft.set(entity, field, Value::Text(new.to_owned()));
            }
        }
        if unit.order != 0 && unit.order != now.order {
            draft.set(entity, Field::Order, Value::Number(i64::from(unit.order)));
        }
    }
    Ok(draft.finish())
}
