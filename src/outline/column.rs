//! The columns of a table: heads, customary widths, and what stands in them.

use super::table::{TableLayout, TaskRow, TaskTable};

/// One column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    /// □, to be ticked by hand.
    Tick,
    /// 序号.
    Number,
    /// 工作任务.
    Task,
    /// 年度目标.
    Targets,
    /// 牵头领导.
    Leader,
    /// 牵头单位 or 汇总单位.
    Lead,
    /// 配合单位 or 责任单位.
    Others,
    /// 完成时限.
    Deadline,
    /// 进展情况, left to be filled in.
    Progress,
    /// 存在问题及下一步, left to be filled in.
    Problems,
    /// 备注.
    Note,
}

impl Column {
    /// What stands in the column for `task`; targets one a line. Columns that are filled in by
    /// hand, and the tick, are empty.
    pub fn cell(self, task: &TaskRow) -> String {
        match self {
            Self::Number => task.number.to_string(),
            Self::Task if task.reworded => format!("{}（已改写）", task.text),
            Self::Task => task.text.clone(),
            Self::Targets => task.targets.join("\n"),
            Self::Leader => task.leader.clone(),
            Self::Lead => task.lead.clone(),
            Self::Others => task.others.clone(),
            Self::Deadline => task.deadline.clone(),
            Self::Note => task.note.clone(),
            Self::Tick | Self::Progress | Self::Problems => String::new(),
        }
    }
}

impl TaskTable {
    /// The columns that this table has, in order. The leader's column only where some task names
    /// one, the note's where one has a note; of the unit columns those whose role is present (the checklist has one).
    pub fn columns(&self) -> Vec<Column> {
        let unit = if self.lead_head.is_empty() { Column::Others } else { Column::Lead };
        let mut columns = match self.layout {
            TableLayout::Checklist => vec![
                Column::Tick,
                Column::Number,
                Column::Task,
                Column::Targets,
                unit,
                Column::Deadline,
                Column::Progress,
                Column::Problems,
            ],
            TableLayout::Decomposition => {
                let mut columns = vec![Column::Number, Column::Task, Column::Targets];
                if self.has_leader {
                    columns.push(Column::Leader);
                }
                columns.push(unit);
                if unit == Column::Lead {
                    columns.push(Column::Others);
                }
                columns.push(Column::Deadline);
                columns
            }
        };
        if self.has_note {
            columns.push(Column::Note);
        }
        columns
    }

    /// The head over a column of this table.
    pub fn head(&self, column: Column) -> &'static str {
        let checklist = self.layout == TableLayout::Checklist;
        match column {
            Column::Tick => "□",
            Column::Number => "序号",
            Column::Task => "工作任务",
            Column::Targets => "年度目标",
            Column::Leader => "牵头领导",
            Column::Lead => self.lead_head,
            Column::Others => self.others_head,
            Column::Deadline if checklist => "时限",
            Column::Deadline => "完成时限",
            Column::Progress => "进展情况",
            Column::Problems => "存在问题及下一步",
            Column::Note => "备注",
        }
    }

    /// Customary width of a column on landscape A4, in millimetres; they need not add up to the
    /// width of the page where a column is absent.
    pub fn width(&self, column: Column) -> f32 {
        let checklist = self.layout == TableLayout::Checklist;
        match column {
            Column::Tick => 8.0,
            Column::Number => 11.0,
            // The words of the tasks are the longest: they get the most room.
            Column::Task if checklist => 76.0,
            Column::Task => 80.0,
            Column::Targets if checklist => 30.0,
            Column::Targets => 40.0,
            Column::Leader => 18.0,
            // 2025年底前 on one line.
            Column::Deadline if checklist => 21.0,
            Column::Deadline => 23.0,
            Column::Lead | Column::Others if checklist => 24.0,
            Column::Note => 20.0,
            Column::Lead => 26.0,
            Column::Others => 32.0,
            Column::Progress => 34.0,
            Column::Problems => 24.0,
        }
    }
}
