//! Targets: made, changed field by field, removed.

use super::{ActionError, draft::Draft, wording::contested};
use crate::change::{Change, Mint, Op};
use crate::model::{Amount, Comparator, Entity, Field, MeasureKind, NodeId, Plan, TargetId, Value};

/// What to set of a target; `None` leaves a field as it is (or at its default for a new one).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TargetEdit {
    /// What is measured.
    pub indicator: Option<String>,
    /// How the value binds.
    pub comparator: Option<Comparator>,
    /// The number or range.
    pub amount: Option<Amount>,
    /// Unit of measure.
    pub measure: Option<String>,
    /// Sort of number.
    pub kind: Option<MeasureKind>,
    /// Horizon in words.
    pub by: Option<String>,
    /// 力争.
    pub stretch: Option<bool>,
    /// Source words, printed on paper.
    pub quote: Option<String>,
}

/// Changes target `id`, or makes a new one on `node` when there is no id.
pub fn set_target(
    plan: &Plan,
    mint: &mut Mint,
    node: NodeId,
    id: Option<TargetId>,
    edit: &TargetEdit,
) -> Result<Change, ActionError> {
    let mut draft = Draft::new(plan, "set_target");
    draft.node(node)?;
    if let Some(Amount::Range(low, high)) = edit.amount
        && low > high
    {
        return Err(ActionError::Impossible("value", format!("{low}—{high}")));
    }
    let ends = match edit.amount {
        Some(Amount::Single(value)) => [value, value],
        Some(Amount::Range(low, high)) => [low, high],
        None => [0.0, 0.0],
    };
    if let Some(wrong) = ends.into_iter().find(|end| !end.is_finite()) {
        return Err(ActionError::Impossible("value", wrong.to_string()));
    }
    let entity = if let Some(id) = id {
        draft.editable(Entity::Target(id))?;
        if plan.target(id).and_then(|target| target.node()) != Some(node) {
            return Err(ActionError::Unknown(Entity::Target(id)));
        }
        Entity::Target(id)
    } else {
        if edit.indicator.as_ref().is_none_or(|indicator| indicator.trim().is_empty()) {
            return Err(ActionError::Empty("indicator"));
        }
        if edit.amount.is_none() {
            return Err(ActionError::Empty("value"));
        }
        let id = mint.target();
        draft.push(Op::CreateTarget { id, node });
        Entity::Target(id)
    };
    let view = id.and_then(|id| plan.target(id));
    let (now, quote) = view.map(|view| (view.value(), view.quote())).unwrap_or_default();
    let text = |text: &Option<String>| text.as_ref().map(|text| Value::Text(text.trim().to_owned()));
    let fields = [
        (Field::Indicator, text(&edit.indicator), Value::Text(now.indicator)),
        (Field::Comparator, edit.comparator.map(Value::Comparator), Value::Comparator(now.comparator)),
        (Field::Amount, edit.amount.map(Value::Amount), Value::Amount(now.amount)),
        (Field::Measure, text(&edit.measure), Value::Text(now.measure)),
        (Field::MeasureKind, edit.kind.map(Value::MeasureKind), Value::MeasureKind(now.kind)),
        (Field::By, text(&edit.by), Value::Text(now.by)),
        (Field::Stretch, edit.stretch.map(Value::Flag), Value::Flag(now.stretch)),
        (Field::Quote, text(&edit.quote), Value::Text(quote.into_owned())),
    ];
    for (field, new, now) in fields {
        let Some(new) = new else { continue };
        if id.is_none() || new != now || contested(plan, entity, field) {
            draft.set(entity, field, new);
        }
    }
    Ok(draft.finish())
}

/// Removes a target from its task.
pub fn remove_target(plan: &Plan, target: TargetId) -> Result<Change, ActionError> {
    let mut draft = Draft::new(plan, "remove_target");
    draft.editable(Entity::Target(target))?;
    draft.remove(Entity::Target(target));
    Ok(draft.finish())
}
