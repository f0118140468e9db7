//! The columns of the two task tables, for Excel and Word alike.

use crate::outline::{TableLayout, TaskRow, TaskTable};
use std::borrow::Cow;

/// What stands in a column's cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// A box to tick by hand.
    Tick,
    /// 序号.
    Number,
    /// The wording.
    Task,
    /// Targets, one a line.
    Targets,
    /// The leader's post.
    Leader,
    /// Leading or collecting units.
    Lead,
    /// The other units.
    Others,
    /// The deadline's words.
    Deadline,
    /// Left blank, to be written in.
    Blank,
}

/// One column.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Column {
    /// Its head.
    pub(super) head: &'static str,
    /// Width on paper.
    pub(super) millimetres: f64,
    /// What stands in it.
    pub(super) content: Content,
}

/// Columns of a table in order, with the customary widths.
pub(super) fn columns(table: &TaskTable) -> Vec<Column> {
    let column = |head, millimetres, content| Column { head, millimetres, content };
    match table.layout {
        TableLayout::Checklist => vec![
            column("□", 8.0, Content::Tick),
            column("序号", 11.0, Content::Number),
            column("任务", 60.0, Content::Task),
            column("目标", 32.0, Content::Targets),
            column("牵头单位", 24.0, Content::Lead),
            column("时限", 18.0, Content::Deadline),
            column("进展", 42.0, Content::Blank),
            column("存在问题及下一步", 30.0, Content::Blank),
        ],
        TableLayout::Decomposition => vec![
            column("序号", 11.0, Content::Number),
            column("工作任务", 80.0, Content::Task),
            column("年度目标", 40.0, Content::Targets),
            column("牵头领导", 18.0, Content::Leader),
            column("牵头单位", 26.0, Content::Lead),
            column(table.others_head, 32.0, Content::Others),
            column("完成时限", 18.0, Content::Deadline),
        ],
    }
}

impl Content {
    /// The words of a task's cell.
    pub(super) fn words(self, row: &TaskRow) -> Cow<'_, str> {
        match self {
            Self::Tick => Cow::Borrowed("□"),
            Self::Number => Cow::Owned(row.number.to_string()),
            Self::Task if row.reworded => Cow::Owned(format!("{}（已改写）", row.text)),
            Self::Task => Cow::Borrowed(&row.text),
            Self::Targets => Cow::Owned(row.targets.join("\n")),
            Self::Leader => Cow::Borrowed(&row.leader),
            Self::Lead => Cow::Borrowed(&row.lead),
            Self::Others => Cow::Borrowed(&row.others),
            Self::Deadline => Cow::Borrowed(&row.deadline),
            Self::Blank => Cow::Borrowed(""),
        }
    }

    /// True for cells whose words stand in the middle.
    pub(super) fn is_centred(self) -> bool {
        matches!(self, Self::Tick | Self::Number | Self::Leader | Self::Lead | Self::Deadline)
    }
}

/// Name of the sheet that holds the table.
pub(super) fn sheet_name(layout: TableLayout) -> &'static str {
    match layout {
        TableLayout::Checklist => "督办清单",
        TableLayout::Decomposition => "任务分解表",
    }
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
