//! The directory of units.

use super::{ActionError, draft::Draft, wording::contested};
use crate::change::{Change, Op};
use crate::model::{Entity, Field, Plan, ResponsibleUnit, UnitId, Value, normalised_name};
use rustc_hash::FxHashSet;

/// Enters units; one that is there already (same full name) takes what is given of order, group,
/// short name, other names and posts, and a merger into a unit that is then in the directory.
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
        let given = clean(unit);
        let mut aliases = now.aliases.clone();
        aliases.extend(given.aliases.into_iter().filter(|alias| !now.aliases.contains(alias)));
        if aliases != now.aliases {
            draft.set(entity, Field::Aliases, Value::Names(aliases));
        }
        if !given.posts.is_empty() && given.posts != now.posts {
            draft.set(entity, Field::Posts, Value::Posts(given.posts));
        }
    }
    for unit in units {
        let id = unit.id();
        if let Some((into, since)) = unit.merged_into
            && plan.merger(id).is_none()
            && (entered.contains(&into) || plan.unit_today(into) == Some(into))
            && !leads_to(plan, units, into, id)
        {
            draft.set(Entity::Unit(id), Field::MergedInto, Value::Merger(into, since));
        }
    }
    Ok(draft.finish())
}

/// Whether mergers, those there are and those given, lead from a unit to another.
fn leads_to(plan: &Plan, given: &[ResponsibleUnit], from: UnitId, to: UnitId) -> bool {
    let mut open = vec![from];
    let mut seen = FxHashSet::default();
    while let Some(at) = open.pop() {
        if at == to {
            return true;
        }
        if seen.insert(at) {
            open.extend(plan.merger(at).map(|(into, _)| into));
            let given = given.iter().filter(|unit| unit.id() == at);
            open.extend(given.filter_map(|unit| unit.merged_into).map(|(into, _)| into));
        }
    }
    false
}

/// Sets all that the directory says of a unit. A unit's id comes from its full name: with another
/// name it is another unit, which takes the place of this one and answers to its old name too. The
/// name of a unit that is there already is refused: what the directory says of that one would go.
pub fn edit_unit(plan: &Plan, id: UnitId, unit: &ResponsibleUnit) -> Result<Change, ActionError> {
    let mut draft = Draft::new(plan, "edit_unit");
    draft.editable(Entity::Unit(id))?;
    let mut unit = clean(unit);
    if unit.full_name.is_empty() {
        return Err(ActionError::Empty("full_name"));
    }
    let new = unit.id();
    if let Some((into, _)) = unit.merged_into {
        draft.editable(Entity::Unit(into))?;
        let mut at = Some(into);
        let mut seen = FxHashSet::default();
        while let Some(unit) = at.filter(|unit| seen.insert(*unit)) {
            if unit == id || unit == new {
                return Err(ActionError::Circle);
            }
            at = plan.merger(unit).map(|(into, _)| into);
        }
    }
    if new == id {
        write_unit(&mut draft, id, &unit);
        return Ok(draft.finish());
    }
    if plan.knows(Entity::Unit(new)) && plan.is_alive(Entity::Unit(new)) {
        return Err(ActionError::Impossible("full_name", unit.full_name));
    }
    let old = plan.directory_unit(id);
    if !old.full_name.is_empty() {
        unit.aliases.push(old.full_name);
        unit = clean(&unit);
    }
    let entity = Entity::Unit(new);
    if !plan.knows(entity) {
        draft.push(Op::CreateUnit { id: new });
    } else if plan.is_locked(entity) {
        return Err(ActionError::Locked(entity));
    } else if !plan.is_alive(entity) {
        draft.set(entity, Field::Alive, Value::Flag(true));
    }
    write_unit(&mut draft, new, &unit);
    draft.set(Entity::Unit(id), Field::MergedInto, Value::Merger(new, None));
    draft.remove(Entity::Unit(id));
    Ok(draft.finish())
}

/// Takes a unit out of the directory. Tasks keep it as written.
pub fn remove_unit(plan: &Plan, id: UnitId) -> Result<Change, ActionError> {
    let mut draft = Draft::new(plan, "remove_unit");
    draft.editable(Entity::Unit(id))?;
    draft.remove(Entity::Unit(id));
    Ok(draft.finish())
}

/// Numbers units in the order given, from 1; numbered units that are not given follow behind.
pub fn order_units(plan: &Plan, units: &[UnitId]) -> Result<Change, ActionError> {
    let mut draft = Draft::new(plan, "order_units");
    let mut order: Vec<UnitId> = Vec::new();
    let mut given = FxHashSet::default();
    for id in units {
        draft.editable(Entity::Unit(*id))?;
        if given.insert(*id) {
            order.push(*id);
        }
    }
    let others = plan.directory();
    order
        .extend(others.iter().filter(|(id, unit)| unit.order != 0 && !given.contains(id)).map(|(id, _)| *id));
    for (id, number) in order.into_iter().zip(1_u32..) {
        let entity = Entity::Unit(id);
        let now = plan.directory_unit(id).order;
        if (now != number || contested(plan, entity, Field::Order)) && !plan.is_locked(entity) {
            draft.set(entity, Field::Order, Value::Number(i64::from(number)));
        }
    }
    Ok(draft.finish())
}

/// The unit with its words trimmed, and every alias once that is not its name already.
fn clean(unit: &ResponsibleUnit) -> ResponsibleUnit {
    let trimmed = |text: &String| text.trim().to_owned();
    let mut unit = ResponsibleUnit {
        full_name: trimmed(&unit.full_name),
        short_name: trimmed(&unit.short_name),
        group: trimmed(&unit.group),
        aliases: unit.aliases.iter().map(trimmed).collect(),
        posts: unit.posts.iter().map(|(post, holder)| (trimmed(post), trimmed(holder))).collect(),
        ..unit.clone()
    };
    unit.posts.retain(|(post, holder)| !post.is_empty() || !holder.is_empty());
    let mut known: FxHashSet<String> =
        ["", &unit.full_name, &unit.short_name].into_iter().map(normalised_name).collect();
    unit.aliases.retain(|alias| known.insert(normalised_name(alias)));
    unit
}

/// Writes what differs.
fn write_unit(draft: &mut Draft<'_>, id: UnitId, unit: &ResponsibleUnit) {
    let entity = Entity::Unit(id);
    let plan = draft.plan;
    let now = plan.directory_unit(id);
    let text = |text: &String| Some(Value::Text(text.clone()));
    let merger = |unit: &ResponsibleUnit| unit.merged_into.map(|(into, since)| Value::Merger(into, since));
    let fields = [
        (Field::FullName, text(&unit.full_name), unit.full_name == now.full_name),
        (Field::ShortName, text(&unit.short_name), unit.short_name == now.short_name),
        (Field::Group, text(&unit.group), unit.group == now.group),
        (Field::Order, Some(Value::Number(i64::from(unit.order))), unit.order == now.order),
        (Field::Aliases, Some(Value::Names(unit.aliases.clone())), unit.aliases == now.aliases),
        (Field::MergedInto, merger(unit), unit.merged_into == now.merged_into),
        (Field::Posts, Some(Value::Posts(unit.posts.clone())), unit.posts == now.posts),
    ];
    for (field, value, same) in fields {
        if !same || contested(plan, entity, field) {
            draft.write(entity, field, value);
        }
    }
}
