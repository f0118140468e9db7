//! Settling conflicts and bringing old values back.

use super::{ActionError, draft::Draft};
use crate::change::Change;
use crate::model::{Entity, Field, Plan, Value, WriteId};

/// Settles a conflict: the value of `write` replaces all others.
pub fn choose(plan: &Plan, entity: Entity, field: Field, write: WriteId) -> Result<Change, ActionError> {
    let mut draft = Draft::new(plan, "choose");
    draft.editable(entity)?;
    let writes = plan.writes(entity, field);
    if writes.len() < 2 {
        return Err(ActionError::NoConflict);
    }
    let chosen = writes.iter().find(|live| live.id == write).ok_or(ActionError::NoConflict)?;
    draft.write(entity, field, chosen.value.clone());
    Ok(draft.finish())
}

/// Sets a field to a value it once had, or back to what the reading says.
pub fn restore(
    plan: &Plan,
    entity: Entity,
    field: Field,
    value: Option<Value>,
) -> Result<Change, ActionError> {
    let mut draft = Draft::new(plan, "restore");
    draft.editable(entity)?;
    let impossible = || ActionError::Impossible("field", field.name().to_owned());
    if matches!(field, Field::Alive | Field::Reading)
        || value.as_ref().is_some_and(|value| !field.takes(value))
    {
        return Err(impossible());
    }
    let named = match &value {
        None if matches!(field, Field::Body | Field::Anchor | Field::FullName) => {
            return Err(ActionError::Empty(field.name()));
        }
        Some(Value::Node(node)) => Some(Entity::Node(*node)),
        Some(Value::Anchor(anchor)) => Some(Entity::Node(anchor.node)),
        Some(Value::Annotation(note)) => Some(Entity::Annotation(*note)),
        _ => None,
    };
    if let Some(named) = named {
        draft.editable(named)?;
    }
    let now = plan.shown_write(entity, field).and_then(|write| write.value.as_ref());
    if now != value.as_ref() || plan.writes(entity, field).len() > 1 {
        draft.write(entity, field, value);
    }
    Ok(draft.finish())
}
