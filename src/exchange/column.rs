//! What the columns of the task tables look like in Excel and Word.

use crate::outline::{Column, Row, TableLayout, TaskRow, TaskTable};

/// The words of a task's cell, the box to tick included.
pub(super) fn words(column: Column, task: &TaskRow) -> String {
    match column {
        Column::Tick => "□".to_owned(),
        _ => column.cell(task),
    }
}

/// True for cells whose words stand in the middle.
pub(super) fn is_centred(column: Column) -> bool {
    matches!(column, Column::Tick | Column::Number | Column::Leader | Column::Lead | Column::Deadline)
}

/// Name of the sheet that holds the table.
pub(super) fn sheet_name(layout: TableLayout) -> &'static str {
    match layout {
        TableLayout::Checklist => "督办清单",
        TableLayout::Decomposition => "任务分解表",
    }
}

/// True when the table has group rows at all.
pub(super) fn has_groups(table: &TaskTable) -> bool {
    table.rows.iter().any(|row| matches!(row, Row::Group { .. }))
}

/// The names of the groups that a row stands in, outermost first.
#[derive(Debug, Default)]
pub(super) struct GroupPath(Vec<String>);

impl GroupPath {
    /// Enters a group of that depth; deeper and equal ones end.
    pub(super) fn enter(&mut self, depth: usize, name: &str) {
        self.0.truncate(depth);
        self.0.push(name.to_owned());
    }

    /// All names in one cell, one a line.
    pub(super) fn words(&self) -> String {
        self.0.join("\n")
    }
}
