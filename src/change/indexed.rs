//! The indexes that follow single fields: what answers to a name, what replies to what.

use crate::model::{AnnotationId, Entity, Field, Plan, UnitId, Value, normalised_name};

/// What a field that an index follows said before it was written.
pub(super) enum Indexed {
    /// No index follows the field.
    Nothing,
    /// Names of a unit.
    Names(UnitId, Vec<String>),
    /// What an annotation replied to.
    Reply(AnnotationId, Option<AnnotationId>),
}

impl Indexed {
    /// What the indexes hold of this field now.
    pub(super) fn of(plan: &Plan, entity: Entity, field: Field) -> Self {
        match (entity, field) {
            (Entity::Unit(unit), Field::ShortName | Field::Aliases) => Self::Names(unit, names(plan, unit)),
            (Entity::Annotation(note), Field::ReplyTo) => Self::Reply(note, answered(plan, note)),
            _ => Self::Nothing,
        }
    }

    /// Brings the indexes up to what the field says after the write.
    pub(super) fn follow(self, plan: &mut Plan) {
        match self {
            Self::Nothing => {}
            Self::Names(unit, before) => {
                let now = names(plan, unit);
                for name in before.iter().filter(|name| !now.contains(name)) {
                    if let Some(units) = plan.unit_names.get_mut(name) {
                        units.retain(|known| *known != unit);
                        if units.is_empty() {
                            plan.unit_names.remove(name);
                        }
                    }
                }
                for name in now.into_iter().filter(|name| !before.contains(name)) {
                    plan.unit_names.entry(name).or_default().push(unit);
                }
            }
            Self::Reply(note, before) => {
                let now = answered(plan, note);
                if before == now {
                    return;
                }
                if let Some(list) = before.and_then(|before| plan.replies.get_mut(&before)) {
                    list.retain(|known| *known != note);
                }
                if let Some(now) = now {
                    plan.replies.entry(now).or_default().push(note);
                }
            }
        }
    }
}

/// The normalised short name and aliases of a unit, each once.
fn names(plan: &Plan, unit: UnitId) -> Vec<String> {
    let entity = Entity::Unit(unit);
    let mut names: Vec<String> = Vec::new();
    if let Some(Value::Names(aliases)) = plan.set_value(entity, Field::Aliases) {
        names.extend(aliases.iter().map(|name| normalised_name(name)));
    }
    names.extend(plan.set_text(entity, Field::ShortName).map(normalised_name));
    names.retain(|name| !name.is_empty());
    names.sort_unstable();
    names.dedup();
    names
}

fn answered(plan: &Plan, note: AnnotationId) -> Option<AnnotationId> {
    plan.annotation(note).and_then(|note| note.reply_to()).filter(|first| *first != note)
}
