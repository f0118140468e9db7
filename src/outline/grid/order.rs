//! Grouping and sorting. Units stand in the directory's order, never by pinyin; deadlines by date.

use super::{GridColumn, GridGroup, GridGrouping, GridSettings, cell, cells};
use crate::model::{CivilDate, Deadline, NodeId, NodeView, Plan, Role, TaskStatus, UnitId, UnitList};
use crate::outline::{
    cell::section_name_in,
    grouping,
    table::{Entry, Grouping, UnitKey, UnitKeys},
};
use crate::words::{Message, Messages};
use rustc_hash::FxHashMap;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// What rows are compared by; nothing stands behind everything, whichever way the rows go.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Count(u32),
    Units(Vec<u32>),
    When(When),
    Text(String),
    Nothing,
}

/// Dates, then words without a date by first appearance, then 持续推进.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum When {
    Due(CivilDate),
    Words(u32),
    Ongoing,
}

/// Places of units: the directory's, then the order of first mention.
pub(in crate::outline) struct UnitPlaces<'a> {
    keys: UnitKeys<'a>,
    directory: FxHashMap<UnitId, u32>,
    places: FxHashMap<UnitKey, u32>,
    by_name: FxHashMap<String, u32>,
    next: u32,
}

impl<'a> UnitPlaces<'a> {
    pub(in crate::outline) fn new(plan: &'a Plan) -> Self {
        let directory: FxHashMap<_, _> = plan.directory().into_iter().map(|(id, _)| id).zip(0..).collect();
        let next = u32::try_from(directory.len()).unwrap_or(u32::MAX);
        Self {
            keys: UnitKeys::new(plan),
            directory,
            places: FxHashMap::default(),
            by_name: FxHashMap::default(),
            next,
        }
    }

    pub(in crate::outline) fn of(&mut self, name: &str) -> u32 {
        if let Some(place) = self.by_name.get(name) {
            return *place;
        }
        let key = self.keys.key(name);
        let known = match &key {
            UnitKey::Known(id) => self.directory.get(id).copied(),
            UnitKey::Written(_) => None,
        };
        let place = known.or_else(|| self.places.get(&key).copied()).unwrap_or_else(|| {
            let place = self.next;
            self.next += 1;
            self.places.insert(key, place);
            place
        });
        self.by_name.insert(name.to_owned(), place);
        place
    }
}

/// The rows in the order asked for, with their group rows.
pub(super) fn ordered(
    plan: &Plan,
    tasks: &[NodeId],
    kept: &[u32],
    settings: &GridSettings,
    words: Messages,
) -> (Vec<u32>, Vec<GridGroup>) {
    let node = |at: u32| tasks.get(at as usize).copied();
    let keys = settings.sort.map(|(column, _)| {
        let mut keys = Keys::new(plan, column, words);
        kept.iter().map(|at| node(*at).map_or(Key::Nothing, |node| keys.key(node, *at))).collect::<Vec<_>>()
    });
    let sorted = |list: &mut Vec<usize>| {
        if let (Some(keys), Some((_, descending))) = (&keys, settings.sort) {
            list.sort_by(|a, b| compare(&keys[*a], &keys[*b], descending).then(a.cmp(b)));
        }
    };
    let Some(grouping) = settings.group else {
        let mut list: Vec<usize> = (0..kept.len()).collect();
        sorted(&mut list);
        return (list.into_iter().map(|at| kept[at]).collect(), Vec::new());
    };
    let views: Vec<NodeView<'_>> = kept.iter().filter_map(|at| plan.node(node(*at)?)).collect();
    let parts: Vec<Part> = match grouping {
        GridGrouping::Section => of_table(plan, &views, Grouping::Section, words),
        GridGrouping::Deadline => of_table(plan, &views, Grouping::Deadline, words),
        GridGrouping::Lead => by_lead(plan, &views, words),
    };
    let mut order = Vec::with_capacity(kept.len());
    let mut groups = Groups::default();
    for (heads, mut list) in parts {
        sorted(&mut list);
        for (depth, name) in heads {
            groups.begin(depth, name, order.len());
        }
        order.extend(list.into_iter().filter_map(|at| kept.get(at)));
    }
    groups.end_from(0, order.len());
    (order, groups.list)
}

/// Group rows in the making.
#[derive(Default)]
struct Groups {
    list: Vec<GridGroup>,
    /// Indices of those that are not ended, the outermost first.
    open: Vec<usize>,
}

impl Groups {
    fn begin(&mut self, depth: usize, name: String, at: usize) {
        self.end_from(depth, at);
        let above = self.open.last().and_then(|above| self.list.get(*above));
        let path = above.map_or_else(|| name.clone(), |above| format!("{}\n{name}", above.path));
        self.open.push(self.list.len());
        self.list.push(GridGroup { depth, name, path, from: at, to: at });
    }

    /// Ends the groups of that depth and deeper ones before row `at`.
    fn end_from(&mut self, depth: usize, at: usize) {
        while let Some(last) = self.open.last().and_then(|last| self.list.get_mut(*last)) {
            if last.depth < depth {
                break;
            }
            last.to = at;
            self.open.pop();
        }
    }
}

/// Heads (depth and name), and the rows under the last of them.
type Part = (Vec<(usize, String)>, Vec<usize>);

fn compare(a: &Key, b: &Key, descending: bool) -> Ordering {
    match (a, b) {
        (Key::Nothing, _) | (_, Key::Nothing) => a.cmp(b),
        _ if descending => b.cmp(a),
        _ => a.cmp(b),
    }
}

fn of_table(plan: &Plan, views: &[NodeView<'_>], by: Grouping, words: Messages) -> Vec<Part> {
    let entries: Vec<Entry<'_>> = views
        .iter()
        .map(|view| Entry { view: *view, units: UnitList::default(), deadline: view.deadline() })
        .collect();
    let groups = grouping::grouped(
        &grouping::Groups {
            plan,
            entries: &entries,
            own: &[],
            chosen: &[],
            section_name: &|view| section_name_in(view, words),
        },
        by,
        &mut UnitKeys::new(plan),
    );
    groups.into_iter().map(|group| (group.heads, group.entries)).collect()
}

/// One group a leading unit, the first where there are several; tasks that nobody leads come last.
fn by_lead(plan: &Plan, views: &[NodeView<'_>], words: Messages) -> Vec<Part> {
    let mut places = UnitPlaces::new(plan);
    let mut groups: BTreeMap<u32, (String, Vec<usize>)> = BTreeMap::new();
    for (at, view) in views.iter().enumerate() {
        let units = view.units();
        let lead = units.items.into_iter().find(|unit| matches!(unit.role, Role::Lead | Role::Collecting));
        let place = lead.as_ref().map_or(u32::MAX, |unit| places.of(&unit.name));
        let group = groups.entry(place).or_insert_with(|| {
            let name = lead.map_or_else(
                || words.text(Message::NoLead).to_owned(),
                |unit| match plan.unit_named(&unit.name) {
                    Some(id) => plan.directory_unit(id).display_name().to_owned(),
                    None => unit.name,
                },
            );
            (name, Vec::new())
        });
        group.1.push(at);
    }
    groups.into_values().map(|(name, list)| (vec![(0, name)], list)).collect()
}

/// Makes the keys of one column.
struct Keys<'a> {
    plan: &'a Plan,
    column: GridColumn,
    words: Messages,
    units: UnitPlaces<'a>,
    /// Place of first appearance of sections, and of deadlines without a date.
    sections: FxHashMap<NodeId, u32>,
    wordings: FxHashMap<String, u32>,
}

impl<'a> Keys<'a> {
    fn new(plan: &'a Plan, column: GridColumn, words: Messages) -> Self {
        let units = UnitPlaces::new(plan);
        Self { plan, column, words, units, sections: FxHashMap::default(), wordings: FxHashMap::default() }
    }

    fn key(&mut self, node: NodeId, at: u32) -> Key {
        let Some(view) = self.plan.node(node) else { return Key::Nothing };
        match self.column {
            GridColumn::Number => Key::Count(at),
            GridColumn::Section => {
                cells::section_above(self.plan, view, self.words).map_or(Key::Nothing, |(section, _)| {
                    let next = u32::try_from(self.sections.len()).unwrap_or(u32::MAX);
                    Key::Count(*self.sections.entry(section).or_insert(next))
                })
            }
            GridColumn::Lead => self.units(&view, |role| matches!(role, Role::Lead | Role::Collecting)),
            GridColumn::Others => self.units(&view, |role| !matches!(role, Role::Lead | Role::Collecting)),
            GridColumn::Deadline => view.deadline().map_or(Key::Nothing, |deadline| self.when(deadline)),
            GridColumn::Notes => match cells::open_notes(&view) {
                0 => Key::Nothing,
                count => Key::Count(u32::try_from(count).unwrap_or(u32::MAX)),
            },
            GridColumn::Status => Key::Count(match view.status() {
                TaskStatus::Planned => 0,
                TaskStatus::Mixed => 1,
                TaskStatus::Done => 2,
            }),
            GridColumn::Task | GridColumn::Targets | GridColumn::Leader | GridColumn::Note => {
                let text = cell(self.plan, node, at + 1, self.column, self.words);
                if text.is_empty() { Key::Nothing } else { Key::Text(text) }
            }
        }
    }

    fn units(&mut self, view: &NodeView<'_>, wanted: impl Fn(Role) -> bool) -> Key {
        let list = view.units();
        let names = list.items.iter().filter(|unit| wanted(unit.role));
        let places: Vec<u32> = names.map(|unit| self.units.of(&unit.name)).collect();
        if places.is_empty() { Key::Nothing } else { Key::Units(places) }
    }

    fn when(&mut self, deadline: &Deadline) -> Key {
        Key::When(match deadline.due {
            _ if deadline.ongoing => When::Ongoing,
            Some(date) => When::Due(date),
            None => {
                let next = u32::try_from(self.wordings.len()).unwrap_or(u32::MAX);
                When::Words(*self.wordings.entry(deadline.words.clone()).or_insert(next))
            }
        })
    }
}
