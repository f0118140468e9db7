//! 任务表 on the screen: all tasks as rows that can be filtered, grouped and sorted.
//!
//! A grid holds only the order of its rows; what stands in a cell is read from the plan when it is
//! shown ([`cell`]), so that a cell is never older than the plan.

mod cells;
mod order;

#[cfg(test)]
mod tests;

pub(super) use order::UnitPlaces;

pub use cells::{cell, names_in, shown_cell};

use crate::model::{NodeId, NodeKind, Plan};
use crate::words::{Message, Messages};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// A column of the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum GridColumn {
    /// 序号, by the order of the text.
    Number,
    /// 章节: the section right above.
    Section,
    /// 任务: the wording as printed.
    Task,
    /// 目标, in source words.
    Targets,
    /// 牵头单位 or 汇总单位.
    Lead,
    /// 配合单位 or 责任单位.
    Others,
    /// 牵头领导.
    Leader,
    /// 时限, in its words.
    Deadline,
    /// 备注.
    Note,
    /// 批注: number of comments that are not dealt with.
    Notes,
    /// 状态.
    Status,
}

impl GridColumn {
    /// All, in their first order.
    pub const ALL: [Self; 11] = [
        Self::Number,
        Self::Section,
        Self::Task,
        Self::Targets,
        Self::Lead,
        Self::Others,
        Self::Leader,
        Self::Deadline,
        Self::Note,
        Self::Notes,
        Self::Status,
    ];

    /// Its name where columns are remembered.
    pub fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Section => "section",
            Self::Task => "task",
            Self::Targets => "targets",
            Self::Lead => "lead",
            Self::Others => "others",
            Self::Leader => "leader",
            Self::Deadline => "deadline",
            Self::Note => "note",
            Self::Notes => "notes",
            Self::Status => "status",
        }
    }

    /// The column of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.name() == name)
    }

    /// The words over it.
    pub fn head(self) -> Message {
        match self {
            Self::Number => Message::ColumnNumber,
            Self::Section => Message::ColumnSection,
            Self::Task => Message::ColumnTask,
            Self::Targets => Message::ColumnTargets,
            Self::Lead => Message::ColumnLead,
            Self::Others => Message::ColumnOthers,
            Self::Leader => Message::ColumnLeader,
            Self::Deadline => Message::ColumnDeadline,
            Self::Note => Message::ColumnNote,
            Self::Notes => Message::ColumnNotes,
            Self::Status => Message::ColumnStatus,
        }
    }
}

/// What the cells of a column must be like for a row to stay.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum CellFilter {
    /// They hold these words.
    Contains(String),
    /// Nothing stands in them.
    Empty,
    /// Something stands in them.
    Filled,
}

/// What group rows are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum GridGrouping {
    /// The report's sections.
    Section,
    /// The unit that leads, or collects.
    Lead,
    /// The time limit.
    Deadline,
}

/// What the user made of the grid.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GridSettings {
    /// The column sorted by, and whether from the end; none is the order of the text.
    pub sort: Option<(GridColumn, bool)>,
    /// A row stays that passes all of them.
    pub filters: Vec<(GridColumn, CellFilter)>,
    /// Group rows.
    pub group: Option<GridGrouping>,
    /// Only these tasks.
    pub only: Option<Arc<FxHashSet<NodeId>>>,
}

/// A group row, and which rows stand under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GridGroup {
    /// 0 for the outermost.
    pub depth: usize,
    /// Its name.
    pub name: String,
    /// Its names from the outermost group on: what folding remembers.
    pub path: String,
    /// Its tasks are these of `order`; those of groups inside it follow one another.
    pub from: usize,
    /// Where they end.
    pub to: usize,
}

/// The rows in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grid {
    /// All tasks of the project in the order of the text; a task's number is its index and one.
    pub tasks: Vec<NodeId>,
    /// The rows that passed the filters, by index of their task.
    pub order: Vec<u32>,
    /// Group rows in order of appearance.
    pub groups: Vec<GridGroup>,
    /// The index of each task.
    places: FxHashMap<NodeId, u32>,
}

/// A visible row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GridRow {
    /// A group, by index.
    Group(u32),
    /// A task, by index.
    Task(u32),
}

/// The rows that folding leaves visible.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GridRows {
    /// From top to bottom.
    pub list: Vec<GridRow>,
    /// Row of each task, `u32::MAX` when it has none.
    row_of: Vec<u32>,
}

/// Orders the tasks of all reports. `words` says in which language cells are searched.
pub fn grid(plan: &Plan, settings: &GridSettings, words: Messages) -> Grid {
    let mut tasks = Vec::new();
    let mut kept = Vec::new();
    for document in plan.documents() {
        for node in plan.walk(document.id) {
            if plan.node(node).is_some_and(|view| view.kind() == NodeKind::Task) {
                let at = u32::try_from(tasks.len()).unwrap_or(u32::MAX);
                tasks.push(node);
                if passes(plan, node, at, settings, words) {
                    kept.push(at);
                }
            }
        }
    }
    let places = tasks.iter().zip(0..).map(|(node, at)| (*node, at)).collect();
    let (order, groups) = order::ordered(plan, &tasks, &kept, settings, words);
    Grid { tasks, order, groups, places }
}

fn passes(plan: &Plan, node: NodeId, at: u32, settings: &GridSettings, words: Messages) -> bool {
    let chosen = settings.only.as_ref().is_none_or(|only| only.contains(&node));
    chosen
        && settings.filters.iter().all(|(column, filter)| {
            let text = cell(plan, node, at + 1, *column, words);
            match filter {
                CellFilter::Contains(part) => holds(&text, part),
                CellFilter::Empty => text.is_empty(),
                CellFilter::Filled => !text.is_empty(),
            }
        })
}

/// True when `text` holds `part`; Latin letters may be large or small.
fn holds(text: &str, part: &str) -> bool {
    let part = part.trim();
    text.contains(part) || (part.is_ascii() && text.to_ascii_lowercase().contains(&part.to_ascii_lowercase()))
}

impl Grid {
    /// Number of a task, from 1.
    pub fn number(&self, node: NodeId) -> Option<u32> {
        self.places.get(&node).map(|at| at + 1)
    }

    /// The visible rows, without what is folded.
    pub fn rows(&self, folded: &FxHashSet<String>) -> GridRows {
        let mut rows = GridRows {
            list: Vec::with_capacity(self.order.len() + self.groups.len()),
            row_of: vec![u32::MAX; self.tasks.len()],
        };
        let mut at = 0;
        for (index, group) in (0..).zip(&self.groups) {
            // Inside a folded group, or its own rows are done with.
            if group.from < at {
                continue;
            }
            rows.push_tasks(&self.order[at..group.from]);
            at = group.from;
            rows.list.push(GridRow::Group(index));
            if folded.contains(&group.path) {
                at = group.to;
            }
        }
        rows.push_tasks(&self.order[at..]);
        rows
    }

    /// The row of a task.
    pub fn row_of(&self, rows: &GridRows, node: NodeId) -> Option<usize> {
        let at = *self.places.get(&node)?;
        let row = *rows.row_of.get(at as usize)?;
        (row != u32::MAX).then_some(row as usize)
    }

    /// The task of a row, unless it is a group.
    pub fn task(&self, row: GridRow) -> Option<NodeId> {
        match row {
            GridRow::Task(at) => self.tasks.get(at as usize).copied(),
            GridRow::Group(_) => None,
        }
    }

    /// The groups that hide a task.
    pub fn groups_over(&self, node: NodeId) -> impl Iterator<Item = &GridGroup> {
        let at = self.places.get(&node).and_then(|at| self.order.iter().position(|order| order == at));
        self.groups.iter().filter(move |group| at.is_some_and(|at| (group.from..group.to).contains(&at)))
    }
}

impl GridRows {
    fn push_tasks(&mut self, tasks: &[u32]) {
        for task in tasks {
            if let Some(row) = self.row_of.get_mut(*task as usize) {
                *row = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
            }
            self.list.push(GridRow::Task(*task));
        }
    }
}
