//! One workbook a unit: its tasks, its part in each, and cells to fill in.

mod gather;
mod workbook;

use super::{ExchangeError, safe_file_name};
use crate::model::Plan;
use crate::outline::{Grouping, TableOptions, task_table};

/// A workbook for one unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitWorkbook {
    /// `序号_单位_重点任务_期次.xlsx`, fit for every file system.
    pub file_name: String,
    /// The unit, as the directory or the text names it.
    pub unit: String,
    /// How many tasks it holds.
    pub tasks: usize,
    /// The file.
    pub bytes: Vec<u8>,
}

/// A workbook for every unit that a task names, by directory number, then in the order of the
/// text; `options.units` narrows them. `period` (上半年, 7月) stands in names and sheets and may be empty.
///
/// A unit written in several ways (full or short name of the directory, width, spaces) is one; a group
/// (相关区镇街道) is one unit as written.
pub fn unit_workbooks(
    plan: &Plan,
    options: &TableOptions,
    period: &str,
) -> Result<Vec<UnitWorkbook>, ExchangeError> {
    // Grouped otherwise, a task could stand in the table more than once.
    let table = task_table(plan, &TableOptions { by: Grouping::Section, ..options.clone() });
    let sheets = gather::gather(plan, &table, &options.units);
    let digits = sheets.len().to_string().len().max(2);
    sheets
        .iter()
        .enumerate()
        .map(|(at, sheet)| {
            let number = format!("{:0digits$}", at + 1);
            let file_name = safe_file_name(&[&number, &sheet.name, "重点任务", period], "xlsx");
            let bytes = workbook::write(&table, sheet, period)
                .map_err(|source| ExchangeError::Xlsx { place: file_name.clone(), source })?;
            Ok(UnitWorkbook { file_name, unit: sheet.name.clone(), tasks: sheet.tasks.len(), bytes })
        })
        .collect()
}
