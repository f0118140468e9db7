//! What chips and names typed ask for, as edits of the list of units.

use crate::{
    model::{
        Assignment, FirstUnit, Joint, NodeId, NodeKind, NodeView, Parent, Plan, Role, TaskStatus,
        normalised_name,
    },
    session::Command,
};

/// What a chip asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui::side) enum Ask {
    /// Another part.
    Role(usize, Role),
    /// From where to where.
    Move(usize, usize),
    /// To be taken out.
    Remove(usize),
}

/// The list as it would be stored after what a chip asked for.
pub(in crate::ui::side) fn asked(plan: &Plan, node: NodeId, ask: Ask) -> Option<Command> {
    let view = plan.node(node)?;
    let mut items = match ask {
        // Naming one part settles what the switch only supposed about the others.
        Ask::Role(..) => view.units().items,
        Ask::Move(..) | Ask::Remove(_) => view.stored_units().items.clone(),
    };
    match ask {
        Ask::Role(at, role) => {
            let others = items.iter().enumerate().filter(|(of, _)| *of != at);
            let leads = others.filter(|(_, unit)| unit.role == Role::Lead).count();
            let to = if role == Role::Lead { leads.min(at) } else { at };
            items.get_mut(at)?.role = role;
            move_to(&mut items, at, to)?;
        }
        Ask::Move(from, to) => move_to(&mut items, from, to)?,
        Ask::Remove(at) => drop(take_out(&mut items, at)?),
    }
    Some(Command::Assign(node, items))
}

/// Takes a unit out. Where it opened a class the next one of that class opens it: the ， before them
/// stays.
pub(super) fn take_out(items: &mut Vec<Assignment>, at: usize) -> Option<Assignment> {
    let unit = (at < items.len()).then(|| items.remove(at))?;
    if unit.joint == Joint::NewClass
        && let Some(next) = items.get_mut(at)
    {
        next.joint = Joint::NewClass;
    }
    Some(unit)
}

/// Moves a unit; elsewhere it joins the class of the one before it.
fn move_to(items: &mut Vec<Assignment>, from: usize, to: usize) -> Option<()> {
    if from != to {
        let unit = take_out(items, from).filter(|_| to <= items.len())?;
        items.insert(to, Assignment { joint: Joint::Same, ..unit });
    }
    Some(())
}

/// The edit that adds what was typed: one name, or several joined by 、 outside brackets.
pub fn with_unit(plan: &Plan, node: NodeId, typed: &str) -> Option<Command> {
    let view = plan.node(node)?;
    let mut items = view.stored_units().items.clone();
    add(&mut items, typed, plan.first_unit()).then_some(Command::Assign(node, items))
}

/// Adds the names that are not there yet; false when all are. They join the single units: a list
/// such as 市住建局等，相关区镇街道 keeps its 等 and its collective names behind them.
pub(in crate::ui::side) fn add(items: &mut Vec<Assignment>, typed: &str, first: FirstUnit) -> bool {
    let before = items.len();
    for name in names_in(typed) {
        if items.iter().any(|unit| normalised_name(&unit.name) == normalised_name(name)) {
            continue;
        }
        let role = role_of_next(items, first);
        items.insert(place_of_next(items), Assignment::new(name, role));
    }
    items.len() > before
}

/// The edit that puts one member of a group before the group's name, with the group's part; or
/// takes it out again.
pub(in crate::ui::side) fn with_member(
    plan: &Plan,
    node: NodeId,
    group: &str,
    member: &str,
) -> Option<Command> {
    let mut items = plan.node(node)?.stored_units().items.clone();
    let member_form = normalised_name(member);
    if let Some(at) = items.iter().position(|unit| normalised_name(&unit.name) == member_form) {
        take_out(&mut items, at);
    } else {
        let at = items.iter().position(|unit| unit.name == group)?;
        let mut unit = Assignment::new(member, items[at].role);
        unit.joint = std::mem::take(&mut items[at].joint);
        items.insert(at, unit);
    }
    Some(Command::Assign(node, items))
}

/// Where a unit that is added stands: behind the last single unit where only collective names follow
/// that one, else at the end.
fn place_of_next(items: &[Assignment]) -> usize {
    items.iter().rposition(|unit| !unit.group).map_or(items.len(), |last| last + 1)
}

/// The part of a unit that is added: that of the others; of the first, what the project's switch says.
fn role_of_next(items: &[Assignment], first: FirstUnit) -> Role {
    let leads = |unit: &&Assignment| matches!(unit.role, Role::Lead | Role::Collecting);
    match items.iter().rfind(|unit| !unit.group && !leads(unit)) {
        Some(other) => other.role,
        None if items.is_empty() => match first {
            FirstUnit::None => Role::Responsible,
            FirstUnit::Lead => Role::Lead,
            FirstUnit::Collecting => Role::Collecting,
        },
        None if items.iter().any(|unit| leads(&unit)) => Role::Support,
        None => Role::Responsible,
    }
}

/// The names in what was typed.
pub(in crate::ui::side) fn names_in(typed: &str) -> Vec<&str> {
    let mut depth = 0_i32;
    let parts = typed.split(|c: char| {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth -= 1,
            _ => {}
        }
        depth <= 0 && matches!(c, '、' | '，' | ',' | '；' | ';' | '\n' | '\t')
    });
    parts.map(str::trim).filter(|name| !name.is_empty()).collect()
}

/// A task that nobody answers for yet.
fn is_unassigned(view: &NodeView<'_>) -> bool {
    view.kind() == NodeKind::Task && view.status() != TaskStatus::Done && view.stored_units().items.is_empty()
}

/// The next task of the report without units, behind `node`, else from the top. Looks at no more
/// nodes than lie between.
pub fn next_unassigned(plan: &Plan, node: NodeId) -> Option<NodeId> {
    let top = Parent::Document(plan.node(node)?.document());
    let mut at = node;
    loop {
        at = after(plan, at).or_else(|| plan.children(top).next())?;
        if at == node {
            return None;
        }
        if plan.node(at).is_some_and(|view| is_unassigned(&view)) {
            return Some(at);
        }
    }
}

/// The node that follows in the outline.
fn after(plan: &Plan, node: NodeId) -> Option<NodeId> {
    if let Some(child) = plan.children(Parent::Node(node)).next() {
        return Some(child);
    }
    let mut at = node;
    loop {
        if let Some(sibling) = plan.next_sibling(at) {
            return Some(sibling);
        }
        match plan.node_state(at)?.parent {
            Parent::Node(above) => at = above,
            Parent::Document(_) => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Assignment, FirstUnit, Joint, Role, add, move_to, names_in, take_out};

    /// 甲、乙，丙、丁 as names with what stands before each.
    fn list() -> Vec<Assignment> {
        [("甲", Joint::Same), ("乙", Joint::Same), ("丙", Joint::NewClass), ("丁", Joint::Same)]
            .map(|(name, joint)| Assignment { joint, ..Assignment::new(name, Role::Responsible) })
            .to_vec()
    }

    fn written(items: &[Assignment]) -> String {
        let joint = |unit: &Assignment| if unit.joint == Joint::NewClass { "，" } else { "、" };
        items.iter().flat_map(|unit| [joint(unit), unit.name.as_str()]).collect()
    }

    #[test]
    fn the_comma_between_classes_stays_when_who_stands_behind_it_goes_or_moves() {
        let mut items = list();
        take_out(&mut items, 2);
        assert_eq!(written(&items), "、甲、乙，丁");
        let mut items = list();
        assert!(move_to(&mut items, 2, 0).is_some());
        assert_eq!(written(&items), "、丙、甲、乙，丁");
        let mut items = list();
        assert!(move_to(&mut items, 0, 1).is_some());
        assert_eq!(written(&items), "、乙、甲，丙、丁");
    }

    #[test]
    fn a_unit_added_joins_the_single_ones_before_the_collective_names() {
        let mut items = list();
        items[2].group = true;
        items[3].group = true;
        assert!(add(&mut items, "戊、己", FirstUnit::None));
        assert_eq!(written(&items), "、甲、乙、戊、己，丙、丁");
        // Nothing but collective names: behind them.
        let mut items = items.split_off(4);
        assert!(add(&mut items, "戊", FirstUnit::None));
        assert_eq!(written(&items), "，丙、丁、戊");
    }

    #[test]
    fn several_names_may_be_typed_at_once_and_brackets_hold_together() {
        assert_eq!(names_in(" 县发改局、县财政局，各镇 "), ["县发改局", "县财政局", "各镇"]);
        assert_eq!(names_in("县公安局（交警大队、特警大队）"), ["县公安局（交警大队、特警大队）"]);
    }
}
