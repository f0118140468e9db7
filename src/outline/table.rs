//! The two task tables as plain data: what paper, Word and Excel all print.

use super::{
    cell::{place_of, section_name, target_words, unit_cells},
    grouping::{Groups, Own, grouped},
    heading::{note_under, title_over},
};
use crate::model::{
    Deadline, Entity, Field, NodeId, NodeKind, NodeView, Plan, Role, TaskStatus, UnitId, UnitList,
    normalised_name,
};
use rustc_hash::{FxHashMap, FxHashSet};

/// What an empty unit cell says.
pub const UNSETTLED: &str = "待明确";

/// Which table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TableLayout {
    /// 督办清单.
    Checklist,
    /// 任务分解表.
    Decomposition,
}

/// How rows are grouped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Grouping {
    /// Under the report's sections, in its order.
    #[default]
    Section,
    /// Under each unit; a task stands under every unit that shares it.
    Unit,
    /// By date due, tasks without a date last.
    Deadline,
}

/// What to print.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableOptions {
    /// Which table.
    pub layout: TableLayout,
    /// How rows are grouped.
    pub by: Grouping,
    /// Only tasks of these units (full or short names, or as written); empty is all.
    pub units: Vec<String>,
    /// Title over the table; `None` makes it from the project or the report.
    pub title: Option<String>,
    /// Tasks that the report tells as done stand in it too.
    pub with_done: bool,
}

/// One table.
#[derive(Clone, Debug, PartialEq)]
pub struct TaskTable {
    /// Which table.
    pub layout: TableLayout,
    /// Title over it.
    pub title: String,
    /// Note under it, or empty.
    pub note: String,
    /// Head of the column of units that answer: 牵头单位 or 汇总单位. Empty when no task of the
    /// plan names such a unit but some name others: then `others` is the only unit column.
    pub lead_head: &'static str,
    /// Head of the column of units that do not lead: 责任单位 or 配合单位, by the roles present.
    pub others_head: &'static str,
    /// True when some task of the table names a leader.
    pub has_leader: bool,
    /// True when some task of the table has a note.
    pub has_note: bool,
    /// Tasks that are not here because the report says they are done.
    pub left_out_done: usize,
    /// Units asked for that no task of the plan names.
    pub absent_units: Vec<String>,
    /// Group rows and task rows, in order.
    pub rows: Vec<Row>,
}

/// One row.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::large_enum_variant, reason = "nearly all rows are tasks")]
pub enum Row {
    /// A group's name over the full width.
    Group {
        /// 0 for the outermost.
        depth: usize,
        /// Marker and title, or unit, or deadline.
        name: String,
    },
    /// What the section above sets by itself, under none of its tasks, over the full width.
    Targets(String),
    /// A task.
    Task(TaskRow),
}

/// A task's cells. Nothing is abbreviated.
#[derive(Clone, Debug, PartialEq)]
pub struct TaskRow {
    /// The task.
    pub node: NodeId,
    /// 序号: continuous over the whole table, from 1.
    pub number: u32,
    /// 出处, such as `三（一）1.`.
    pub place: String,
    /// The wording, without the clause that names units.
    pub text: String,
    /// True when somebody reworded it (已改写).
    pub reworded: bool,
    /// Targets in their source words.
    pub targets: Vec<String>,
    /// The leader's post, or empty.
    pub leader: String,
    /// All units with roles, in order, the switch applied.
    pub units: UnitList,
    /// Cell of leading or collecting units; 待明确 when nobody leads; empty when the table has
    /// no such column.
    pub lead: String,
    /// True when the cell of the units that answer says 待明确: nobody leads or, in a table
    /// without a column of leads, no unit is named at all.
    pub lead_missing: bool,
    /// Cell of the other units, classes separated as written, 等 kept. 待明确 only where it is
    /// the only unit column and no unit is named.
    pub others: String,
    /// The deadline's words, or empty.
    pub deadline: String,
    /// The note, or empty.
    pub note: String,
}

impl TaskTable {
    /// The task rows, in order.
    pub fn tasks(&self) -> impl Iterator<Item = &TaskRow> {
        self.rows.iter().filter_map(|row| match row {
            Row::Task(task) => Some(task),
            Row::Group { .. } | Row::Targets(_) => None,
        })
    }

    /// Number of rows whose unit cell says 待明确; 印发 warns of them.
    pub fn unsettled(&self) -> usize {
        self.tasks().filter(|task| task.lead_missing).count()
    }
}

/// A task on its way into the table, with what grouping needs to know of it.
pub(super) struct Entry<'a> {
    pub(super) view: NodeView<'a>,
    pub(super) units: UnitList,
    pub(super) deadline: Option<&'a Deadline>,
}

/// A unit as the table tells units apart: by the directory, else by the name as written.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum UnitKey {
    Known(UnitId),
    Written(String),
}

/// Finds units by any of their names, each name looked up once.
pub(super) struct UnitKeys<'a> {
    plan: &'a Plan,
    seen: FxHashMap<String, UnitKey>,
}

impl<'a> UnitKeys<'a> {
    pub(super) fn new(plan: &'a Plan) -> Self {
        Self { plan, seen: FxHashMap::default() }
    }

    pub(super) fn key(&mut self, name: &str) -> UnitKey {
        if let Some(key) = self.seen.get(name) {
            return key.clone();
        }
        let key = match self.plan.unit_named(name) {
            Some(id) => UnitKey::Known(id),
            None => UnitKey::Written(normalised_name(name)),
        };
        self.seen.insert(name.to_owned(), key.clone());
        key
    }
}

/// Builds the table of all documents of a plan.
///
/// Targets that a section sets itself stand under its name; in tables by unit or by date, which have no
/// sections, the note counts them, so that none is missed on paper without a word.
///
/// Tasks that the text reports as done are left out and counted, unless the plan holds no other (a
/// summary then still gives its table) or somebody assigned them. The heads of the unit columns follow the roles of all tasks that
/// could stand in the table, so that one unit's sheet has the columns of the whole table.
pub fn task_table(plan: &Plan, options: &TableOptions) -> TaskTable {
    let mut entries = entries_of(plan);
    let mut keys = UnitKeys::new(plan);
    let chosen: Vec<UnitKey> = options.units.iter().map(|name| keys.key(name)).collect();
    let named: FxHashSet<UnitKey> =
        entries.iter().flat_map(|entry| &entry.units.items).map(|unit| keys.key(&unit.name)).collect();
    let absent = options.units.iter().zip(&chosen).filter(|(_, key)| !named.contains(*key));
    let absent_units = absent.map(|(name, _)| name.clone()).collect();
    let mut wanted = |entry: &Entry<'_>| {
        chosen.is_empty() || entry.units.items.iter().any(|unit| chosen.contains(&keys.key(&unit.name)))
    };
    let mut left_out_done = 0;
    if !options.with_done && !entries.iter().all(|entry| is_done(plan, entry)) {
        left_out_done = entries.iter().filter(|entry| is_done(plan, entry) && wanted(entry)).count();
        entries.retain(|entry| !is_done(plan, entry));
    }
    let (lead_head, others_head) = unit_heads(&entries);
    entries.retain(wanted);
    // One unit's sheet holds what that unit answers for.
    let own = if chosen.is_empty() { own_targets(plan, &entries) } else { Vec::new() };
    let by_section = options.by == Grouping::Section;
    let elsewhere = if by_section { 0 } else { own.iter().map(|own| own.targets).sum() };
    let mut rows = Vec::with_capacity(entries.len() * 5 / 4);
    let mut number = 0;
    let groups = Groups {
        plan,
        entries: &entries,
        own: if by_section { &own } else { &[] },
        chosen: &chosen,
        section_name: &section_name,
    };
    for group in grouped(&groups, options.by, &mut keys) {
        rows.extend(group.heads.into_iter().map(|(depth, name)| Row::Group { depth, name }));
        rows.extend(group.targets.map(Row::Targets));
        for at in group.entries {
            number += 1;
            rows.push(Row::Task(task_row(plan, &entries[at], number, !lead_head.is_empty())));
        }
    }
    TaskTable {
        layout: options.layout,
        title: title_over(plan, options),
        note: note_under(plan, elsewhere),
        lead_head,
        others_head,
        has_note: entries.iter().any(|entry| !entry.view.note().trim().is_empty()),
        has_leader: entries.iter().any(|entry| !entry.view.leader().is_empty()),
        left_out_done,
        absent_units,
        rows,
    }
}

/// Done because a person says so, or reported as done while nobody made it work to do.
fn is_done(plan: &Plan, entry: &Entry<'_>) -> bool {
    let node = Entity::Node(entry.view.id());
    let assigned = [Field::Units, Field::Leader, Field::Deadline];
    entry.view.status() == TaskStatus::Done
        && (!plan.writes(node, Field::Status).is_empty()
            || assigned.iter().all(|field| plan.writes(node, *field).is_empty()))
}

fn entries_of(plan: &Plan) -> Vec<Entry<'_>> {
    plan.documents()
        .flat_map(|document| plan.walk(document.id))
        .filter_map(|node| plan.node(node))
        .filter(|view| view.kind() == NodeKind::Task)
        .map(|view| Entry { view, units: view.units(), deadline: view.deadline() })
        .collect()
}

/// Sections that set targets themselves, in the order of the report.
fn own_targets(plan: &Plan, entries: &[Entry<'_>]) -> Vec<Own> {
    let mut own = Vec::new();
    let mut before = 0;
    for view in plan.documents().flat_map(|document| plan.walk(document.id)).filter_map(|id| plan.node(id)) {
        if entries.get(before).is_some_and(|entry| entry.view.id() == view.id()) {
            before += 1;
        }
        if view.kind() == NodeKind::Task {
            continue;
        }
        let targets = view.targets();
        if targets.is_empty() {
            continue;
        }
        let mut words: Vec<String> = targets.iter().map(target_words).collect();
        words.dedup();
        let units = unit_cells(&view.units(), false).others;
        let units = if view.units().items.is_empty() { String::new() } else { format!("（{units}）") };
        let words = format!("指标：{}{units}", words.join("；"));
        own.push(Own { section: view.id(), before, targets: targets.len(), words });
    }
    own
}

/// Heads of the two unit columns, by the roles present. A plan that names no unit at all gets
/// the columns of the customary form, to be filled in.
fn unit_heads(entries: &[Entry<'_>]) -> (&'static str, &'static str) {
    let has = |role| entries.iter().any(|entry| entry.units.items.iter().any(|unit| unit.role == role));
    let lead = match (has(Role::Lead), has(Role::Collecting)) {
        (true, true) => "牵头（汇总）单位",
        (true, false) => "牵头单位",
        (false, true) => "汇总单位",
        (false, false) if !has(Role::Responsible) && !has(Role::Support) => "牵头单位",
        (false, false) => "",
    };
    let others = match (has(Role::Responsible), has(Role::Support)) {
        (true, true) => "责任、配合单位",
        (true, false) => "责任单位",
        _ => "配合单位",
    };
    (lead, others)
}

fn task_row(plan: &Plan, entry: &Entry<'_>, number: u32, has_lead_column: bool) -> TaskRow {
    let cells = unit_cells(&entry.units, has_lead_column);
    let mut targets: Vec<String> = entry.view.targets().iter().map(target_words).collect();
    // 分别达到3家、5家 is two targets in one passage of the source: it is printed once.
    targets.dedup();
    TaskRow {
        node: entry.view.id(),
        number,
        place: place_of(plan, entry.view),
        text: entry.view.wording(),
        reworded: entry.view.is_reworded(),
        targets,
        leader: entry.view.leader().to_owned(),
        units: entry.units.clone(),
        lead: cells.lead,
        lead_missing: cells.missing,
        others: cells.others,
        deadline: entry.deadline.map_or_else(String::new, |deadline| deadline.words.clone()),
        note: entry.view.note().trim().to_owned(),
    }
}
