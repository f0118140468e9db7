//! 责任矩阵: units beside sections, with what part each unit has in how many tasks.

#[cfg(test)]
mod tests;

use super::{
    cell::section_name_in,
    grid::UnitPlaces,
    table::{UnitKey, UnitKeys},
};
use crate::model::{DocumentId, NodeId, NodeKind, NodeView, Parent, Plan, Role, UnitId};
use crate::words::Messages;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// A row: a unit, or the tasks that name none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatrixUnit {
    /// The directory's name, else as first written; empty for the tasks that name no unit.
    pub name: String,
    /// The unit, where the directory has it.
    pub id: Option<UnitId>,
    /// A collective name (相关区镇街道).
    pub collective: bool,
    /// In all sections.
    pub total: MatrixCell,
}

/// A column: a section, or the tasks of a report that stand in none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatrixSection {
    /// Marker and title, or the report's title.
    pub name: String,
    /// The report.
    pub document: DocumentId,
    /// The section.
    pub node: Option<NodeId>,
    /// Its tasks, whoever answers for them: places in [`Matrix::order`].
    pub tasks: Vec<u32>,
}

/// The columns of one report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatrixReport {
    /// Its title.
    pub name: String,
    /// Its first column.
    pub from: usize,
    /// The one behind its last.
    pub to: usize,
}

/// What one unit does in one section.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MatrixCell {
    /// Its tasks in the order of the text: places in [`Matrix::order`], which take a sixth of the
    /// room of ids.
    pub tasks: Vec<u32>,
    /// How many it leads, collects, answers for, supports; in the order of [`Role::ALL`].
    pub roles: [u32; 4],
}

impl MatrixCell {
    /// In how many tasks it has this part.
    pub fn count(&self, role: Role) -> u32 {
        Role::ALL.into_iter().zip(self.roles).find(|(of, _)| *of == role).map_or(0, |(_, count)| count)
    }

    fn add(&mut self, task: u32, role: Option<Role>) {
        self.tasks.push(task);
        for (of, count) in Role::ALL.into_iter().zip(&mut self.roles) {
            *count += u32::from(role == Some(of));
        }
    }
}

/// Which sections are columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum MatrixLevel {
    /// Those of the first level.
    #[default]
    First,
    /// Those of the second level, and those of the first with tasks right under them.
    Second,
}

/// The whole matrix.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matrix {
    /// Rows: the directory's units in its order, the others by first mention, tasks without a unit
    /// last. Units without tasks have no row.
    pub units: Vec<MatrixUnit>,
    /// Columns in the order of the text.
    pub sections: Vec<MatrixSection>,
    /// The reports that the columns belong to; none where there is only one.
    pub reports: Vec<MatrixReport>,
    /// All tasks in the order of the text.
    pub order: Vec<NodeId>,
    cells: FxHashMap<(u32, u32), MatrixCell>,
}

impl Matrix {
    /// The report of a column, where there are several.
    pub fn report(&self, section: usize) -> Option<&MatrixReport> {
        let at = self.reports.partition_point(|report| report.to <= section);
        self.reports.get(at)
    }

    /// The cell of a row and a column, unless nothing stands there.
    pub fn cell(&self, unit: usize, section: usize) -> Option<&MatrixCell> {
        self.cells.get(&(u32::try_from(unit).ok()?, u32::try_from(section).ok()?))
    }

    /// The tasks of a cell or section.
    pub fn nodes(&self, tasks: &[u32]) -> Vec<NodeId> {
        tasks.iter().filter_map(|task| self.order.get(*task as usize)).copied().collect()
    }

    /// What a unit of the directory does altogether.
    pub fn of_unit(&self, id: UnitId) -> Option<&MatrixCell> {
        self.units.iter().find(|unit| unit.id == Some(id)).map(|unit| &unit.total)
    }
}

/// Counts who does what, over the tasks of all reports.
pub fn matrix(plan: &Plan, level: MatrixLevel, words: Messages) -> Matrix {
    let mut counting = Counting::new(plan, level, words);
    for document in plan.documents() {
        for node in plan.walk(document.id) {
            let Some(view) = plan.node(node).filter(|view| view.kind() == NodeKind::Task) else { continue };
            counting.take(view);
        }
    }
    counting.finish()
}

/// Place of the row of tasks without a unit.
const NOBODY: u32 = u32::MAX;

struct Counting<'a> {
    plan: &'a Plan,
    places: UnitPlaces<'a>,
    keys: UnitKeys<'a>,
    sections: Sections<'a>,
    rows: BTreeMap<u32, MatrixUnit>,
    cells: FxHashMap<(u32, u32), MatrixCell>,
    order: Vec<NodeId>,
}

impl<'a> Counting<'a> {
    fn new(plan: &'a Plan, level: MatrixLevel, words: Messages) -> Self {
        Self {
            plan,
            places: UnitPlaces::new(plan),
            keys: UnitKeys::new(plan),
            sections: Sections::new(plan, level, words),
            rows: BTreeMap::new(),
            cells: FxHashMap::default(),
            order: Vec::new(),
        }
    }

    fn take(&mut self, view: NodeView<'_>) {
        let task = self.order.len() as u32;
        self.order.push(view.id());
        let column = self.sections.of(view, task);
        let units = view.units();
        // A task may name a unit by its full and its short name: its first part counts.
        let mut seen: Vec<u32> = Vec::with_capacity(units.items.len());
        for unit in &units.items {
            let place = self.places.of(&unit.name);
            if seen.contains(&place) {
                continue;
            }
            seen.push(place);
            let (plan, keys) = (self.plan, &mut self.keys);
            let row = self.rows.entry(place).or_insert_with(|| {
                let id = match keys.key(&unit.name) {
                    UnitKey::Known(id) => Some(id),
                    UnitKey::Written(_) => None,
                };
                let known = id.map(|id| plan.directory_unit(id));
                let name = known.map_or(unit.name.clone(), |known| known.display_name().to_owned());
                MatrixUnit { name, id, collective: unit.group, total: MatrixCell::default() }
            });
            row.total.add(task, Some(unit.role));
            self.cells.entry((place, column)).or_default().add(task, Some(unit.role));
        }
        if seen.is_empty() {
            let row = self.rows.entry(NOBODY).or_insert_with(|| MatrixUnit {
                name: String::new(),
                id: None,
                collective: false,
                total: MatrixCell::default(),
            });
            row.total.add(task, None);
            self.cells.entry((NOBODY, column)).or_default().add(task, None);
        }
    }

    /// Rows get their numbers from top to bottom.
    fn finish(self) -> Matrix {
        let rows: FxHashMap<u32, u32> = self.rows.keys().copied().zip(0..).collect();
        let cells = self.cells.into_iter();
        let cells = cells.filter_map(|((place, column), mut cell)| {
            cell.tasks.shrink_to_fit();
            Some(((*rows.get(&place)?, column), cell))
        });
        Matrix {
            reports: reports(self.plan, &self.sections.list),
            cells: cells.collect(),
            units: self.rows.into_values().collect(),
            sections: self.sections.list,
            order: self.order,
        }
    }
}

/// The runs of columns that belong to one report; none where all belong to the same.
fn reports(plan: &Plan, sections: &[MatrixSection]) -> Vec<MatrixReport> {
    let mut from = 0;
    let runs = sections.chunk_by(|one, next| one.document == next.document).map(|run| {
        let document = run.first().and_then(|section| plan.document(section.document));
        let name = document.map_or_else(String::new, |view| view.title().into_owned());
        let report = MatrixReport { name, from, to: from + run.len() };
        from = report.to;
        report
    });
    let reports: Vec<_> = runs.collect();
    if reports.len() > 1 { reports } else { Vec::new() }
}

/// Finds the column of a task; what stands under one parent stands in one column.
struct Sections<'a> {
    plan: &'a Plan,
    level: MatrixLevel,
    /// In the language of the window.
    words: Messages,
    list: Vec<MatrixSection>,
    by_section: FxHashMap<(DocumentId, Option<NodeId>), u32>,
    by_parent: FxHashMap<Parent, u32>,
}

impl<'a> Sections<'a> {
    fn new(plan: &'a Plan, level: MatrixLevel, words: Messages) -> Self {
        Self {
            plan,
            level,
            words,
            list: Vec::new(),
            by_section: FxHashMap::default(),
            by_parent: FxHashMap::default(),
        }
    }

    /// The column of a task with this number.
    fn of(&mut self, task: NodeView<'_>, number: u32) -> u32 {
        let parent = task.parent();
        let column = if let Some(column) = self.by_parent.get(&parent) {
            *column
        } else {
            let column = self.column(task);
            self.by_parent.insert(parent, column);
            column
        };
        if let Some(section) = self.list.get_mut(column as usize) {
            section.tasks.push(number);
        }
        column
    }

    fn column(&mut self, task: NodeView<'_>) -> u32 {
        let mut path = Vec::new();
        let mut parent = task.parent();
        while let Parent::Node(node) = parent {
            let Some(view) = self.plan.node(node) else { break };
            if view.kind() == NodeKind::Section {
                let name = section_name_in(view, self.words);
                if !name.is_empty() {
                    path.push((node, name));
                }
            }
            parent = view.parent();
        }
        let depth = match self.level {
            MatrixLevel::First => 1,
            MatrixLevel::Second => 2,
        };
        let (document, section) = (task.document(), path.into_iter().rev().take(depth).next_back());
        let next = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        let column =
            *self.by_section.entry((document, section.as_ref().map(|(node, _)| *node))).or_insert(next);
        if column == next {
            let title =
                || self.plan.document(document).map_or_else(String::new, |view| view.title().into_owned());
            let node = section.as_ref().map(|(node, _)| *node);
            let name = section.map_or_else(title, |(_, name)| name);
            self.list.push(MatrixSection { name, document, node, tasks: Vec::new() });
        }
        column
    }
}
