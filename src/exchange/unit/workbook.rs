//! A unit's sheet as a workbook: what is known is locked, what is asked for is not.

use super::super::{
    column::{is_centred, words},
    height::lines,
    sheet::{
        Formats, column_number, finish, new_workbook, put, put_title, row_number, set_lines, set_page,
        set_width,
    },
};
use super::gather::{UnitSheet, UnitTask};
use crate::model::Role;
use crate::outline::{Column, TaskTable};
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, ProtectionOptions, RowNum, Worksheet, XlsxError,
};
use std::borrow::Cow;

/// Rows above the tasks: title, the unit's line, heads.
const UNIT_LINE: RowNum = 1;
const HEAD: RowNum = 2;

/// Words for 完成情况 that a list offers; others may be typed.
const STATUS_WORDS: [&str; 9] = [
    "未启动",
    "欠进度",
    "达进度",
    "超进度",
    "已完成",
    "提前完成",
    "持续推进",
    "延期（批准）",
    "调整（批准）",
];

/// What stands in a column.
#[derive(Clone, Copy, PartialEq)]
enum Cell {
    /// As in the task table.
    Table(Column),
    /// Sections.
    Groups,
    /// The unit's part.
    Role,
    /// To be filled in.
    Fill(&'static str),
    /// To be filled in from a list.
    Status,
}

impl Cell {
    fn head(self, table: &TaskTable) -> &'static str {
        match self {
            Self::Table(column) => table.head(column),
            Self::Groups => "章节",
            Self::Role => "角色",
            Self::Fill(head) => head,
            Self::Status => "完成情况\n（自报）",
        }
    }

    /// In millimetres; the printed page shrinks them together.
    fn width(self) -> f64 {
        match self {
            Self::Table(Column::Number) | Self::Role => 11.0,
            Self::Groups | Self::Status => 20.0,
            Self::Table(Column::Task) => 62.0,
            Self::Table(Column::Targets) => 30.0,
            Self::Table(Column::Deadline) => 18.0,
            Self::Fill(PROGRESS) => 40.0,
            Self::Fill(PROBLEMS | NEXT) => 28.0,
            Self::Fill(REPORTER) => 14.0,
            _ => 24.0,
        }
    }
}

const PROGRESS: &str = "进展情况";
const PROBLEMS: &str = "存在问题";
const NEXT: &str = "下一步";
const REPORTER: &str = "填报人";
const PHONE: &str = "电话";

fn columns(table: &TaskTable) -> Vec<Cell> {
    let mut columns = vec![
        Cell::Table(Column::Number),
        Cell::Groups,
        Cell::Table(Column::Task),
        Cell::Table(Column::Targets),
        Cell::Role,
    ];
    if !table.lead_head.is_empty() {
        columns.push(Cell::Table(Column::Lead));
    }
    columns.extend([
        Cell::Table(Column::Others),
        Cell::Table(Column::Deadline),
        Cell::Fill(PROGRESS),
        Cell::Status,
        Cell::Fill(PROBLEMS),
        Cell::Fill(NEXT),
        Cell::Fill(REPORTER),
        Cell::Fill(PHONE),
    ]);
    columns
}

/// The bytes of the unit's workbook.
pub(super) fn write(table: &TaskTable, unit: &UnitSheet<'_>, period: &str) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = new_workbook(&table.title)?;
    let sheet = workbook.add_worksheet();
    sheet.set_name("重点任务")?;
    let formats = Formats::new();
    let columns = columns(table);
    let ids = columns.len();

    put_title(sheet, 0, ids, &table.title, &formats.title)?;
    put(sheet, UNIT_LINE, 0, &unit_line(unit, period), &formats.line)?;
    let mut head_lines = 1;
    for (at, cell) in columns.iter().enumerate() {
        put(sheet, HEAD, at, cell.head(table), &formats.head)?;
        set_width(sheet, at, cell.width())?;
        head_lines = head_lines.max(lines(cell.head(table), cell.width()));
    }
    set_lines(sheet, HEAD, head_lines)?;
    for (at, task) in unit.tasks.iter().enumerate() {
        put_task(sheet, row_number(HEAD as usize + 1 + at)?, task, &columns, &formats)?;
    }

    // The returned sheet says whose it is and for when, whatever became of its name.
    put(sheet, 0, ids, period, &formats.id)?;
    put(sheet, UNIT_LINE, ids, &unit.id.to_string(), &formats.id)?;
    put(sheet, HEAD, ids, "id", &formats.id)?;
    sheet.set_column_hidden(column_number(ids)?)?;

    let last = row_number(HEAD as usize + unit.tasks.len())?;
    if let Some(at) = columns.iter().position(|cell| *cell == Cell::Status) {
        let column = column_number(at)?;
        let choices = DataValidation::new()
            .allow_list_strings(&STATUS_WORDS)?
            .set_error_style(DataValidationErrorStyle::Information)
            .show_error_message(false);
        sheet.add_data_validation(HEAD + 1, column, last, column, &choices)?;
    }
    sheet.autofilter(HEAD, 0, last, column_number(ids - 1)?)?;
    put_foot(sheet, last + 2, &columns, &formats)?;
    sheet.set_print_area(0, 0, last + 2, column_number(ids - 1)?)?;
    set_page(sheet, HEAD, 10.0)?;
    sheet.protect_with_options(&ProtectionOptions {
        format_columns: true,
        format_rows: true,
        use_autofilter: true,
        ..ProtectionOptions::new()
    });
    finish(&mut workbook)
}

fn put_task(
    sheet: &mut Worksheet,
    at: RowNum,
    task: &UnitTask<'_>,
    columns: &[Cell],
    formats: &Formats,
) -> Result<(), XlsxError> {
    let mut most = 1;
    for (column, cell) in columns.iter().enumerate() {
        let (text, format) = match cell {
            Cell::Table(Column::Number) => {
                let column = column_number(column)?;
                sheet.write_number_with_format(at, column, f64::from(task.row.number), &formats.number)?;
                continue;
            }
            Cell::Table(column) => {
                let format = if is_centred(*column) { &formats.centred } else { &formats.words };
                (Cow::Owned(words(*column, task.row)), format)
            }
            Cell::Groups => (Cow::Borrowed(task.groups.as_str()), &formats.words),
            Cell::Role => (Cow::Borrowed(role_word(task.role)), &formats.centred),
            Cell::Fill(_) | Cell::Status => (Cow::Borrowed(""), &formats.fill),
        };
        put(sheet, at, column, &text, format)?;
        most = most.max(lines(&text, cell.width()));
    }
    set_lines(sheet, at, most)?;
    put(sheet, at, columns.len(), &task.row.node.to_string(), &formats.id)
}

/// Where the returned sheet is stamped, signed and dated.
fn put_foot(sheet: &mut Worksheet, at: RowNum, columns: &[Cell], formats: &Formats) -> Result<(), XlsxError> {
    let labels = [
        (Cell::Table(Column::Task), "填报单位（盖章）："),
        (Cell::Fill(PROGRESS), "主要负责人（签字）："),
        (Cell::Fill(NEXT), "填报日期："),
    ];
    for (cell, label) in labels {
        if let Some(column) = columns.iter().position(|known| *known == cell) {
            put(sheet, at, column, label, &formats.line.clone().set_unlocked())?;
        }
    }
    Ok(())
}

/// `单位：市发改委　期次：上半年　承担11项（牵头7、配合4）`
fn unit_line(unit: &UnitSheet<'_>, period: &str) -> String {
    let shares: Vec<String> = Role::ALL
        .into_iter()
        .filter_map(|role| {
            let count = unit.tasks.iter().filter(|task| task.role == role).count();
            (count > 0).then(|| format!("{}{count}", role_word(role)))
        })
        .collect();
    let period = if period.is_empty() { String::new() } else { format!("　期次：{period}") };
    format!("单位：{}{period}　承担{}项（{}）", unit.name, unit.tasks.len(), shares.join("、"))
}

fn role_word(role: Role) -> &'static str {
    match role {
        Role::Lead => "牵头",
        Role::Collecting => "汇总",
        Role::Responsible => "责任",
        Role::Support => "配合",
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::test_tables::{part, sample};
    use super::super::gather::gather;
    use super::*;
    use crate::model::Plan;
    use crate::outline::TableLayout;

    #[test]
    fn only_the_cells_to_fill_are_unlocked() {
        let table = sample(TableLayout::Decomposition, 3);
        let sheets = gather(&Plan::new(), &table, &[]);
        let bytes = write(&table, &sheets[0], "上半年").unwrap();
        assert_eq!(bytes, write(&table, &sheets[0], "上半年").unwrap());
        let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
        assert!(!sheet.contains("<mergeCell"));
        let protection = sheet.split("<sheetProtection ").nth(1).unwrap();
        assert!(protection.starts_with("sheet=\"1\"") && !protection.contains("password"));

        let styles = part(&bytes, "xl/styles.xml");
        let formats = styles.split("<cellXfs").nth(1).unwrap();
        let unlocked: Vec<usize> = formats
            .split("<xf ")
            .skip(1)
            .enumerate()
            .filter_map(|(at, xf)| xf.contains("locked=\"0\"").then_some(at))
            .collect();
        let mut open: Vec<String> = sheet
            .split("<c r=\"")
            .skip(1)
            .filter(|cell| unlocked.iter().any(|style| cell.contains(&format!("s=\"{style}\""))))
            .map(|cell| cell[..cell.find('"').unwrap()].to_owned())
            .collect();
        open.retain(|cell| !cell.ends_with('8'));
        let wanted: Vec<String> = (4..=6)
            .flat_map(|row| ["I", "J", "K", "L", "M", "N"].map(|column| format!("{column}{row}")))
            .collect();
        assert_eq!(open, wanted);

        let strings = part(&bytes, "xl/sharedStrings.xml");
        for words in [
            "单位：市一局　期次：上半年　承担3项（牵头3）",
            "n0000000000000001-1-2",
            &sheets[0].id.to_string(),
        ] {
            assert!(strings.contains(words), "{words}");
        }
        assert!(sheet.contains("<dataValidation type=\"list\"") && sheet.contains("sqref=\"J4:J6\""));
    }
}
