//! A task table as a workbook of one sheet, one task a row.
//!
//! No cell is merged, so filters and sorting work: a group's name stands in a
//! column of its own before every task of the group. The last column holds the
//! tasks' ids and is hidden.

use super::{
    ExchangeError,
    column::{GroupPath, has_groups, is_centred, sheet_name, words},
    height::lines,
    sheet::{
        Formats, column_number, finish, new_workbook, put, put_title, row_number, set_lines, set_page,
        set_width,
    },
};
use crate::outline::{Column, Grouping, Row, TaskRow, TaskTable};
use rust_xlsxwriter::{RowNum, Worksheet, XlsxError};
use std::borrow::Cow;

/// Width of the column of group names, in millimetres.
const GROUP_WIDTH: f64 = 26.0;
/// The row of heads, under the title.
const HEAD: RowNum = 1;

/// The bytes of an .xlsx file of the table; equal tables give equal bytes. `by` is how the
/// table was grouped: it heads the column of group names.
pub fn to_xlsx(table: &TaskTable, by: Grouping) -> Result<Vec<u8>, ExchangeError> {
    build(table, by).map_err(|source| ExchangeError::Xlsx { place: table.title.clone(), source })
}

fn build(table: &TaskTable, by: Grouping) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = new_workbook(&table.title)?;
    let sheet = workbook.add_worksheet();
    sheet.set_name(sheet_name(table.layout))?;
    fill(sheet, table, by, &Formats::new())?;
    finish(&mut workbook)
}

/// `None` is the column of group names.
fn columns(table: &TaskTable) -> Vec<Option<Column>> {
    let groups = has_groups(table).then_some(None);
    groups.into_iter().chain(table.columns().into_iter().map(Some)).collect()
}

fn fill(sheet: &mut Worksheet, table: &TaskTable, by: Grouping, formats: &Formats) -> Result<(), XlsxError> {
    let columns = columns(table);
    let ids = columns.len();
    let last_column = column_number(ids.saturating_sub(1))?;
    put_title(sheet, 0, ids, &table.title, &formats.title)?;
    let mut head_lines = 1;
    for (at, column) in columns.iter().enumerate() {
        let head = column.map_or(group_head(by), |column| table.head(column));
        put(sheet, HEAD, at, head, &formats.head)?;
        set_width(sheet, at, width(table, *column))?;
        head_lines = head_lines.max(lines(head, width(table, *column)));
    }
    set_lines(sheet, HEAD, head_lines)?;
    put(sheet, HEAD, ids, "id", &formats.id)?;
    sheet.set_column_hidden(column_number(ids)?)?;

    let mut groups = GroupPath::default();
    let mut line = HEAD as usize;
    for row in &table.rows {
        match row {
            Row::Group { depth, name } => groups.enter(*depth, name),
            Row::Targets(words) => {
                line += 1;
                put_targets(sheet, row_number(line)?, table, (&groups.words(), words), &columns, formats)?;
            }
            Row::Task(task) => {
                line += 1;
                put_task(sheet, row_number(line)?, table, task, &groups.words(), &columns, formats)?;
            }
        }
    }

    sheet.autofilter(HEAD, 0, row_number(line)?, last_column)?;
    let mut end = line;
    for note in table.note.lines() {
        end += 1;
        put(sheet, row_number(end)?, 0, note, &formats.line)?;
    }
    sheet.set_print_area(0, 0, row_number(end)?, last_column)?;
    set_page(sheet, HEAD, 20.0)
}

/// A row's cells, each with its place, and the height that they need.
fn put_task(
    sheet: &mut Worksheet,
    at: RowNum,
    table: &TaskTable,
    task: &TaskRow,
    groups: &str,
    columns: &[Option<Column>],
    formats: &Formats,
) -> Result<(), XlsxError> {
    let mut most = 1;
    for (place, column) in columns.iter().enumerate() {
        if *column == Some(Column::Number) {
            let number = f64::from(task.number);
            sheet.write_number_with_format(at, column_number(place)?, number, &formats.number)?;
            continue;
        }
        let text = column.map_or(Cow::Borrowed(groups), |column| Cow::Owned(words(column, task)));
        let format = if column.is_some_and(is_centred) { &formats.centred } else { &formats.words };
        put(sheet, at, place, &text, format)?;
        most = most.max(lines(&text, width(table, *column)));
    }
    set_lines(sheet, at, most)?;
    put(sheet, at, columns.len(), &task.node.to_string(), &formats.id)
}

/// A section's own targets: in the column of targets beside the section's name, without a number, since
/// they are no task.
fn put_targets(
    sheet: &mut Worksheet,
    at: RowNum,
    table: &TaskTable,
    (groups, targets): (&str, &str),
    columns: &[Option<Column>],
    formats: &Formats,
) -> Result<(), XlsxError> {
    let mut most = 1;
    for (place, column) in columns.iter().enumerate() {
        let text = match column {
            None => groups,
            Some(Column::Targets) => targets,
            Some(_) => "",
        };
        put(sheet, at, place, text, &formats.words)?;
        most = most.max(lines(text, width(table, *column)));
    }
    set_lines(sheet, at, most)
}

/// In millimetres.
fn width(table: &TaskTable, column: Option<Column>) -> f64 {
    column.map_or(GROUP_WIDTH, |column| f64::from(table.width(column)))
}

fn group_head(by: Grouping) -> &'static str {
    match by {
        Grouping::Section => "章节",
        Grouping::Unit => "单位",
        Grouping::Deadline => "时限",
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_tables::{part, sample};
    use super::*;
    use crate::outline::TableLayout;

    #[test]
    fn one_task_a_row_typed_and_unmerged() {
        let bytes = to_xlsx(&sample(TableLayout::Decomposition, 3), Grouping::Section).unwrap();
        let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
        assert!(!sheet.contains("<mergeCell"));
        for (row, number) in [(3, 1), (4, 2), (5, 3)] {
            assert!(sheet.contains(&format!("<c r=\"B{row}\" s=")), "{sheet}");
            let cell = sheet.split(&format!("<c r=\"B{row}\"")).nth(1).unwrap();
            let cell = &cell[..cell.find("</c>").unwrap()];
            assert!(!cell.contains("t=\"s\"") && cell.ends_with(&format!("<v>{number}</v>")), "{cell}");
        }
        assert!(sheet.contains("<autoFilter ref=\"A2:H5\"/>"));
        assert!(sheet.contains("state=\"frozen\"") && sheet.contains("ySplit=\"2\""));
        assert!(sheet.contains("orientation=\"landscape\"") && sheet.contains("paperSize=\"9\""));
        assert!(sheet.contains("fitToHeight=\"0\""));
        assert!(sheet.contains(" ht=\"") && !sheet.contains("customHeight"), "rows grow when typed into");
        let hidden = sheet.split("<col ").find(|col| col.contains("hidden=\"1\"")).unwrap();
        assert!(hidden.starts_with("min=\"9\" max=\"9\""), "{hidden}");
        let workbook = part(&bytes, "xl/workbook.xml");
        assert!(workbook.contains("_xlnm.Print_Titles") && workbook.contains("!$2:$2"));
    }

    #[test]
    fn words_that_look_like_formulas_stay_words() {
        let mut table = sample(TableLayout::Decomposition, 1);
        for row in &mut table.rows {
            if let Row::Task(task) = row {
                task.text = "=1+1\u{1}".into();
                task.targets = vec!["@SUM".into()];
            }
        }
        let bytes = to_xlsx(&table, Grouping::Section).unwrap();
        assert!(!part(&bytes, "xl/worksheets/sheet1.xml").contains("<f>"));
        assert!(part(&bytes, "xl/sharedStrings.xml").contains("<t>=1+1</t>"));
        assert!(part(&bytes, "xl/styles.xml").contains("quotePrefix=\"1\""));
    }

    #[test]
    fn equal_tables_give_equal_bytes_that_name_nobody() {
        let table = sample(TableLayout::Checklist, 4);
        let bytes = to_xlsx(&table, Grouping::Section).unwrap();
        assert_eq!(bytes, to_xlsx(&table, Grouping::Section).unwrap());
        let core = part(&bytes, "docProps/core.xml");
        assert!(core.contains("<dc:creator></dc:creator>") && core.contains("2000-01-01T"), "{core}");
        let strings = part(&bytes, "xl/sharedStrings.xml");
        assert!(strings.contains("n0000000000000001-1-3"), "ids of the tasks");
        assert!(strings.contains("一、测试章节\n（一）小节"), "groups in a column of their own");
    }

    #[test]
    fn a_table_without_tasks_is_a_workbook_with_heads() {
        let bytes = to_xlsx(&sample(TableLayout::Checklist, 0), Grouping::Section).unwrap();
        assert!(part(&bytes, "xl/sharedStrings.xml").contains("存在问题及下一步"));
    }
}
