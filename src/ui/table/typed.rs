//! What is typed into a cell, as an edit.

use crate::{
    model::{Assignment, NodeId, NodeView, Plan, Role, normalised_name},
    outline::grid::{GridColumn, names_in},
    session::Command,
};

/// True for columns whose cells take typed words.
pub(super) fn takes_words(column: GridColumn) -> bool {
    matches!(
        column,
        GridColumn::Task
            | GridColumn::Lead
            | GridColumn::Others
            | GridColumn::Leader
            | GridColumn::Deadline
            | GridColumn::Note
    )
}

/// True for columns whose cells hold names of units.
pub(super) fn names_units(column: GridColumn) -> bool {
    matches!(column, GridColumn::Lead | GridColumn::Others)
}

/// True for columns whose words may run over several lines.
pub(super) fn is_long(column: GridColumn) -> bool {
    matches!(column, GridColumn::Task | GridColumn::Note | GridColumn::Others)
}

/// The edit that makes a cell say what was typed.
pub(super) fn edit(plan: &Plan, node: NodeId, column: GridColumn, typed: &str) -> Option<Command> {
    let view = plan.node(node)?;
    let typed = typed.trim();
    match column {
        GridColumn::Task => reworded(&view, typed),
        GridColumn::Lead => Some(assigned(&view, typed, true)),
        GridColumn::Others => Some(assigned(&view, typed, false)),
        GridColumn::Leader => Some(Command::SetLeader(node, typed.to_owned())),
        GridColumn::Deadline => Some(Command::SetDeadline(node, typed.to_owned())),
        GridColumn::Note => Some(Command::SetNote(node, typed.to_owned())),
        GridColumn::Number
        | GridColumn::Section
        | GridColumn::Targets
        | GridColumn::Notes
        | GridColumn::Status => None,
    }
}

/// The task in new words. Where only its first clause changed that is its title; else the words
/// change in the text, and the clause that names units stays.
fn reworded(view: &NodeView<'_>, typed: &str) -> Option<Command> {
    let (node, wording, title) = (view.id(), view.wording(), view.title());
    if typed.is_empty() || typed == wording {
        return None;
    }
    if wording.is_empty() {
        return Some(Command::SetTitle(node, typed.to_owned()));
    }
    let rest = wording.strip_prefix(&*title).filter(|_| !title.is_empty());
    if let Some(head) = rest.and_then(|rest| typed.strip_suffix(rest)).filter(|head| !head.is_empty())
        && view.read().is_some()
    {
        return Some(Command::SetTitle(node, head.to_owned()));
    }
    let text = view.text();
    let text = match text.find(&wording) {
        Some(at) => format!("{}{typed}{}", &text[..at], &text[at + wording.len()..]),
        None => typed.to_owned(),
    };
    Some(Command::SetText(node, text))
}

/// The task's units with those of one cell replaced. Who stood in the cell keeps its part; who
/// comes new leads, or has the part of the others.
fn assigned(view: &NodeView<'_>, typed: &str, leads: bool) -> Command {
    let now = view.units().items;
    let is_lead = |role: Role| matches!(role, Role::Lead | Role::Collecting);
    let (names, _) = names_in(typed);
    let (lead, others): (Vec<_>, Vec<_>) = now.iter().cloned().partition(|unit| is_lead(unit.role));
    let part = if leads {
        lead.first().map_or(Role::Lead, |unit| unit.role)
    } else {
        let usual = if lead.is_empty() { Role::Responsible } else { Role::Support };
        others.iter().find(|unit| !unit.group).map_or(usual, |unit| unit.role)
    };
    let new: Vec<Assignment> = names
        .into_iter()
        .map(|(name, joint)| {
            let known = now.iter().find(|unit| normalised_name(&unit.name) == normalised_name(&name));
            let role = known.map(|unit| unit.role).filter(|role| is_lead(*role) == leads).unwrap_or(part);
            Assignment { name, role, joint, group: known.is_some_and(|unit| unit.group) }
        })
        .collect();
    // A unit that was typed into the other cell moves there.
    let moved = |unit: &Assignment| {
        new.iter().any(|typed| normalised_name(&typed.name) == normalised_name(&unit.name))
    };
    let kept = |list: Vec<Assignment>| list.into_iter().filter(|unit| !moved(unit)).collect::<Vec<_>>();
    let items = if leads {
        let support = lead.is_empty() && !new.is_empty();
        let mut others = kept(others);
        // Once somebody leads, the others support.
        for unit in others.iter_mut().filter(|unit| support && unit.role == Role::Responsible) {
            unit.role = Role::Support;
        }
        [new, others].concat()
    } else {
        [kept(lead), new].concat()
    };
    Command::Assign(view.id(), items)
}
