//! The order of a table's rows, and the group rows between them.

use super::{
    cell::section_name,
    table::{Entry, Grouping, UNSETTLED, UnitKey, UnitKeys},
};
use crate::model::{CivilDate, DocumentId, NodeId, NodeKind, NodeView, Parent, Plan, Role};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// A section with targets of its own.
pub(super) struct Own {
    pub(super) section: NodeId,
    /// How many entries stand before it.
    pub(super) before: usize,
    /// Number of its targets.
    pub(super) targets: usize,
    /// The targets as they are printed.
    pub(super) words: String,
}

/// What is grouped.
#[derive(Clone, Copy)]
pub(super) struct Groups<'a> {
    pub(super) plan: &'a Plan,
    pub(super) entries: &'a [Entry<'a>],
    /// Sections that stand in the table even where they hold no task of it.
    pub(super) own: &'a [Own],
    /// The only units that get a group of their own, if any.
    pub(super) chosen: &'a [UnitKey],
    /// How a section is named: on paper always in Chinese.
    pub(super) section_name: &'a dyn Fn(NodeView<'_>) -> String,
}

/// Group rows, what the last of them sets itself, then the tasks under it.
pub(super) struct Group {
    /// Depth and name.
    pub(super) heads: Vec<(usize, String)>,
    /// Targets of the last head itself.
    pub(super) targets: Option<String>,
    /// Indices of entries.
    pub(super) entries: Vec<usize>,
}

/// Groups the entries.
pub(super) fn grouped(groups: &Groups<'_>, by: Grouping, keys: &mut UnitKeys<'_>) -> Vec<Group> {
    match by {
        Grouping::Section => by_section(groups),
        Grouping::Unit => by_unit(groups, keys),
        Grouping::Deadline => by_deadline(groups.entries),
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
fn by_section(of: &Groups<'_>) -> Vec<Group> {
    let (plan, entries) = (of.plan, of.entries);
    let documents = entries.iter().map(|entry| entry.view.document());
    let mut documents =
        documents.chain(of.own.iter().filter_map(|own| Some(plan.node(own.section)?.document())));
    let first = documents.next();
    let several = documents.any(|document| Some(document) != first);
    let mut groups: Vec<Group> = Vec::new();
    let mut above: Vec<Level> = Vec::new();
    let mut own = of.own.iter().peekable();
    for at in 0..=entries.len() {
        while let Some(own) = own.next_if(|own| own.before <= at) {
            let Some(section) = plan.node(own.section) else { continue };
            let mut path = levels_above(plan, section, several);
            if !section_name(section).is_empty() {
                path.push(Level::Section(own.section));
            }
            groups.push(Group {
                heads: heads(of, &above, &path, section.document()),
                targets: Some(own.words.clone()),
                entries: Vec::new(),
            });
            above = path;
        }
        let Some(entry) = entries.get(at) else { break };
        let path = levels_above(plan, entry.view, several);
        let heads = heads(of, &above, &path, entry.view.document());
        match groups.last_mut() {
            Some(group) if heads.is_empty() => group.entries.push(at),
            _ => groups.push(Group { heads, targets: None, entries: vec![at] }),
        }
        above = path;
    }
    groups
}

/// The group rows between what stands under `above` and what stands under `path`.
fn heads(of: &Groups<'_>, above: &[Level], path: &[Level], document: DocumentId) -> Vec<(usize, String)> {
    let shared = above.iter().zip(path).take_while(|(a, b)| a == b).count();
    let mut heads: Vec<(usize, Level)> = path.iter().copied().enumerate().skip(shared).collect();
    if heads.is_empty() && path.len() < above.len() {
        // Back at an outer level: say so, with the document where no section is left.
        let last = path.last().copied().unwrap_or(Level::Document(document));
        heads.push((path.len().saturating_sub(1), last));
    }
    heads.into_iter().map(|(depth, level)| (depth, level_name(of, level))).collect()
}

fn levels_above(plan: &Plan, under: NodeView<'_>, several: bool) -> Vec<Level> {
    let mut path = Vec::new();
    let mut parent = under.parent();
    while let Parent::Node(node) = parent {
        let Some(view) = plan.node(node) else { break };
        if view.kind() == NodeKind::Section && !section_name(view).is_empty() {
            path.push(Level::Section(node));
        }
        parent = view.parent();
    }
    if several {
        path.push(Level::Document(under.document()));
    }
    path.reverse();
    path
}

fn level_name(of: &Groups<'_>, level: Level) -> String {
    let plan = of.plan;
    match level {
        Level::Document(id) => plan.document(id).map_or_else(String::new, |view| view.title().into_owned()),
        Level::Section(id) => plan.node(id).map_or_else(String::new, of.section_name),
    }
}

/// Directory units in the directory's order, then the others in the order of first appearance,
/// then tasks without units. Under each unit the tasks that it leads come first.
fn by_unit(of: &Groups<'_>, keys: &mut UnitKeys<'_>) -> Vec<Group> {
    let Groups { plan, entries, chosen, .. } = *of;
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
            Group {
                heads: vec![(0, name)],
                targets: None,
                entries: list.into_iter().map(|(_, at)| at).collect(),
            }
        })
        .collect();
    if !without.is_empty() {
        groups.push(Group { heads: vec![(0, UNSETTLED.to_owned())], targets: None, entries: without });
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
        .map(|((_, entries), head)| Group { heads: vec![(0, head)], targets: None, entries })
        .collect()
}
