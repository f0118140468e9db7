//! The order of a table's rows, and the group rows between them.

use super::{
    cell::section_name,
    table::{Entry, Grouping, UNSETTLED, UnitKey, UnitKeys},
};
use crate::model::{CivilDate, DocumentId, NodeId, NodeKind, Parent, Plan, Role};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Group rows, then the tasks under the last of them.
pub(super) struct Group {
    /// Depth and name.
    pub(super) heads: Vec<(usize, String)>,
    /// Indices of entries.
    pub(super) entries: Vec<usize>,
}

/// Groups the entries; `chosen` units, if any, are the only ones that get a group of their own.
pub(super) fn grouped(
    plan: &Plan,
    entries: &[Entry<'_>],
    by: Grouping,
    chosen: &[UnitKey],
    keys: &mut UnitKeys<'_>,
) -> Vec<Group> {
    match by {
        Grouping::Section => by_section(plan, entries),
        Grouping::Unit => by_unit(plan, entries, chosen, keys),
        Grouping::Deadline => by_deadline(entries),
    }
}

/// A level of the outline above a task.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Level {
    Document(DocumentId),
    Section(NodeId),
}

/// The report's own order. Documents become the outermost group where there are several. A task
/// that follows a subsection but belongs to the section around it stands under that section's
/// name again: otherwise it would read as the subsection's.
fn by_section(plan: &Plan, entries: &[Entry<'_>]) -> Vec<Group> {
    let first = entries.first().map(|entry| entry.view.document());
    let several = entries.iter().any(|entry| Some(entry.view.document()) != first);
    let mut groups: Vec<Group> = Vec::new();
    let mut above: Vec<Level> = Vec::new();
    for (at, entry) in entries.iter().enumerate() {
        let path = levels_above(plan, entry, several);
        let shared = above.iter().zip(&path).take_while(|(a, b)| a == b).count();
        let mut heads: Vec<(usize, Level)> = path.iter().copied().enumerate().skip(shared).collect();
        if heads.is_empty() && path.len() < above.len() {
            // Back at an outer level: say so, with the document where no section is left.
            let last = path.last().copied().unwrap_or(Level::Document(entry.view.document()));
            heads.push((path.len().saturating_sub(1), last));
        }
        match groups.last_mut() {
            Some(group) if heads.is_empty() => group.entries.push(at),
            _ => {
                let heads =
                    heads.into_iter().map(|(depth, level)| (depth, level_name(plan, level))).collect();
                groups.push(Group { heads, entries: vec![at] });
            }
        }
        above = path;
    }
    groups
}

fn levels_above(plan: &Plan, entry: &Entry<'_>, several: bool) -> Vec<Level> {
    let mut path = Vec::new();
    let mut parent = entry.view.parent();
    while let Parent::Node(node) = parent {
        let Some(view) = plan.node(node) else { break };
        if view.kind() == NodeKind::Section && !section_name(view).is_empty() {
            path.push(Level::Section(node));
        }
        parent = view.parent();
    }
    if several {
        path.push(Level::Document(entry.view.document()));
    }
    path.reverse();
    path
}

fn level_name(plan: &Plan, level: Level) -> String {
    match level {
        Level::Document(id) => plan.document(id).map_or_else(String::new, |view| view.title().into_owned()),
        Level::Section(id) => plan.node(id).map_or_else(String::new, section_name),
    }
}

/// Directory units in the directory's order, then the others in the order of first appearance,
/// then tasks without units. Under each unit the tasks that it leads come first.
fn by_unit(plan: &Plan, entries: &[Entry<'_>], chosen: &[UnitKey], keys: &mut UnitKeys<'_>) -> Vec<Group> {
    let mut order: Vec<(UnitKey, String)> = Vec::new();
    let mut tasks: FxHashMap<UnitKey, Vec<(bool, usize)>> = FxHashMap::default();
    let mut without = Vec::new();
    for (at, entry) in entries.iter().enumerate() {
        if entry.units.items.is_empty() {
            without.push(at);
        }
        for unit in &entry.units.items {
            let key = keys.key(&unit.name);
            if !chosen.is_empty() && !chosen.contains(&key) {
                continue;
            }
            let list = tasks.entry(key.clone()).or_insert_with(|| {
                order.push((key, unit.name.clone()));
                Vec::new()
            });
            let follows = !matches!(unit.role, Role::Lead | Role::Collecting);
            // One task may name a unit by its full and its short name.
            if list.last().is_none_or(|(_, last)| *last != at) {
                list.push((follows, at));
            }
        }
    }
    let directory: FxHashMap<_, _> =
        plan.directory().into_iter().enumerate().map(|(place, (id, unit))| (id, (place, unit))).collect();
    let known = |key: &UnitKey| match key {
        UnitKey::Known(id) => directory.get(id),
        UnitKey::Written(_) => None,
    };
    order.sort_by_key(|(key, _)| known(key).map_or(usize::MAX, |(place, _)| *place));
    let mut groups: Vec<Group> = order
        .into_iter()
        .map(|(key, written)| {
            let mut list = tasks.remove(&key).unwrap_or_default();
            list.sort_by_key(|(follows, _)| *follows);
            let name = known(&key).map_or(written, |(_, unit)| unit.display_name().to_owned());
            Group { heads: vec![(0, name)], entries: list.into_iter().map(|(_, at)| at).collect() }
        })
        .collect();
    if !without.is_empty() {
        groups.push(Group { heads: vec![(0, UNSETTLED.to_owned())], entries: without });
    }
    groups
}

/// The order of deadlines: dates, then words without a date, then 持续推进, then none.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum When {
    Due(CivilDate),
    /// Place of first appearance of the words.
    Words(usize),
    Ongoing,
    Open,
}

/// One group a date, under the words that stand for it; never under the date itself.
fn by_deadline(entries: &[Entry<'_>]) -> Vec<Group> {
    let mut wordings: Vec<&str> = Vec::new();
    let mut groups: BTreeMap<When, (Vec<&str>, Vec<usize>)> = BTreeMap::new();
    for (at, entry) in entries.iter().enumerate() {
        let when = match entry.deadline {
            None => When::Open,
            Some(deadline) if deadline.ongoing => When::Ongoing,
            Some(deadline) => deadline.due.map_or_else(
                || {
                    let words = deadline.words.as_str();
                    When::Words(wordings.iter().position(|known| *known == words).unwrap_or_else(|| {
                        wordings.push(words);
                        wordings.len() - 1
                    }))
                },
                When::Due,
            ),
        };
        let (names, list) = groups.entry(when).or_default();
        if let Some(deadline) = entry.deadline
            && !names.contains(&deadline.words.as_str())
        {
            names.push(&deadline.words);
        }
        list.push(at);
    }
    let names: Vec<String> = groups.values().map(|(names, _)| names.join("、")).collect();
    let heads: Vec<String> = groups
        .keys()
        .zip(&names)
        .map(|(when, name)| match when {
            When::Open => "未定时限".to_owned(),
            // 12月底前 of two years: the words alone would not tell them apart.
            When::Due(date) if names.iter().filter(|other| *other == name).count() > 1 => {
                format!("{name}（{}年）", date.year)
            }
            _ => name.clone(),
        })
        .collect();
    groups
        .into_values()
        .zip(heads)
        .map(|((_, entries), head)| Group { heads: vec![(0, head)], entries })
        .collect()
}
