//! A task table as a workbook of one sheet, one task a row.
//!
//! No cell is merged, so filters and sorting work: a group's name stands in a
//! column of its own before every task of the group. The last column holds the
//! tasks' ids and is hidden.

use super::{
    ExchangeError,
    column::{Column, Content, GroupPath, columns, sheet_name},
    sheet::{Formats, column_number, new_workbook, put, put_title, row_number, set_page, set_width},
};
use crate::outline::{Row, TaskTable};
use rust_xlsxwriter::{RowNum, Worksheet, XlsxError};

/// Width of the column of group names, in millimetres.
const GROUP_WIDTH: f64 = 26.0;
/// The rows above the tasks: the title, the heads.
const HEAD: RowNum = 1;

/// The bytes of an .xlsx file of the table; equal tables give equal bytes.
pub fn to_xlsx(table: &TaskTable) -> Result<Vec<u8>, ExchangeError> {
    build(table).map_err(|source| ExchangeError::Xlsx { place: table.title.clone(), source })
}

fn build(table: &TaskTable) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = new_workbook(&table.title)?;
    let sheet = workbook.add_worksheet();
    sheet.set_name(sheet_name(table.layout))?;
    fill(sheet, table, &columns(table), &Formats::new())?;
    workbook.save_to_buffer()
}

fn fill(
    sheet: &mut Worksheet,
    table: &TaskTable,
    columns: &[Column],
    formats: &Formats,
) -> Result<(), XlsxError> {
    let ids = columns.len() + 1;
    put_title(sheet, 0, ids, &table.title, &formats.title)?;
    put(sheet, HEAD, 0, "章节", &formats.head)?;
    set_width(sheet, 0, GROUP_WIDTH)?;
    for (at, column) in columns.iter().enumerate() {
        put(sheet, HEAD, at + 1, column.head, &formats.head)?;
        set_width(sheet, at + 1, column.millimetres)?;
    }
    put(sheet, HEAD, ids, "id", &formats.id)?;
    sheet.set_column_hidden(column_number(ids)?)?;

    let mut groups = GroupPath::default();
    let mut line = HEAD as usize;
    for row in &table.rows {
        let task = match row {
            Row::Group { depth, name } => {
                groups.enter(*depth, name);
                continue;
            }
            Row::Task(task) => task,
        };
        line += 1;
        let at = row_number(line)?;
        put(sheet, at, 0, &groups.words(), &formats.words)?;
        for (column, content) in columns.iter().map(|column| column.content).enumerate() {
            if content == Content::Number {
                let column = column_number(column + 1)?;
                sheet.write_number_with_format(at, column, f64::from(task.number), &formats.number)?;
            } else {
                let format = if content.is_centred() { &formats.centred } else { &formats.words };
                put(sheet, at, column + 1, &content.words(task), format)?;
            }
        }
        put(sheet, at, ids, &task.node.to_string(), &formats.id)?;
    }

    sheet.autofilter(HEAD, 0, row_number(line)?, column_number(columns.len())?)?;
    if !table.note.is_empty() {
        put(sheet, row_number(line + 1)?, 0, &table.note, &formats.line)?;
    }
    sheet.set_print_area(0, 0, row_number(line + 1)?, column_number(columns.len())?)?;
    set_page(sheet, HEAD)
}

#[cfg(test)]
mod tests {
    use super::super::test_tables::{part, sample};
    use super::*;
    use crate::outline::TableLayout;

    #[test]
    fn one_task_a_row_typed_and_unmerged() {
        let bytes = to_xlsx(&sample(TableLayout::Decomposition, 3)).unwrap();
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
        let bytes = to_xlsx(&table).unwrap();
        assert!(!part(&bytes, "xl/worksheets/sheet1.xml").contains("<f>"));
        assert!(part(&bytes, "xl/sharedStrings.xml").contains("<t>=1+1</t>"));
        assert!(part(&bytes, "xl/styles.xml").contains("quotePrefix=\"1\""));
    }

    #[test]
    fn equal_tables_give_equal_bytes_that_name_nobody() {
        let table = sample(TableLayout::Checklist, 4);
        let bytes = to_xlsx(&table).unwrap();
        assert_eq!(bytes, to_xlsx(&table).unwrap());
        let core = part(&bytes, "docProps/core.xml");
        assert!(core.contains("<dc:creator></dc:creator>") && core.contains("2000-01-01T"), "{core}");
        let strings = part(&bytes, "xl/sharedStrings.xml");
        assert!(strings.contains("n0000000000000001-1-3"), "ids of the tasks");
        assert!(strings.contains("一、测试章节\n（一）小节"), "groups in a column of their own");
    }

    #[test]
    fn a_table_without_tasks_is_a_workbook_with_heads() {
        let bytes = to_xlsx(&sample(TableLayout::Checklist, 0)).unwrap();
        assert!(part(&bytes, "xl/sharedStrings.xml").contains("存在问题及下一步"));
    }
}
