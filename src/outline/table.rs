//! The two task tables as plain data: what paper, Word and Excel all print.

use crate::model::{NodeId, Plan, UnitList};

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
    /// Head of the column of units that do not lead: 责任单位 or 配合单位, by the roles present.
    pub others_head: &'static str,
    /// Group rows and task rows, in order.
    pub rows: Vec<Row>,
}

/// One row.
#[derive(Clone, Debug, PartialEq)]
pub enum Row {
    /// A group's name over the full width.
    Group {
        /// 0 for the outermost.
        depth: usize,
        /// Marker and title, or unit, or deadline.
        name: String,
    },
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
    /// Cell of leading or collecting units; 待明确 when nobody leads.
    pub lead: String,
    /// True when nobody leads.
    pub lead_missing: bool,
    /// Cell of the other units, classes separated as written, 等 kept.
    pub others: String,
    /// The deadline's words, or empty.
    pub deadline: String,
}

/// Builds the table of all documents of a plan.
pub fn task_table(plan: &Plan, options: &TableOptions) -> TaskTable {
    let _ = plan;
    TaskTable {
        layout: options.layout,
        title: String::new(),
        note: String::new(),
        others_head: "责任单位",
        rows: Vec::new(),
    }
}
