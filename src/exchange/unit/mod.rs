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
/// A unit written in several ways (full or short name of the directory, width, spaces) is one. A group
/// (相关区镇街道) is expanded by a person, never here: it gets no workbook of its own unless the directory
/// holds it or `options.units` names it.
pub fn unit_workbooks(
    plan: &Plan,
    options: &TableOptions,
    period: &str,
) -> Result<Vec<UnitWorkbook>, ExchangeError> {
    // The whole table in the order of the text: 序号 are the ones that everybody else has, and
    // no task stands there twice.
    let whole = TableOptions { by: Grouping::Section, units: Vec::new(), ..options.clone() };
    let table = task_table(plan, &whole);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::change::{Change, Mint, Record, actions, apply};
    use crate::exchange::test_tables::part;
    use crate::model::{
        Assignment, NodeKind, ReadNode, Reading, ReadingId, RecordId, ResponsibleUnit, Role, SourceId,
        SourceSpan, Stamp, TaskStatus, UnitList, WriterId,
    };
    use crate::outline::TableLayout;

    fn plan(tasks: &[(&'static str, &[&str])]) -> Plan {
        let text: String = tasks.iter().map(|(words, _)| *words).collect();
        let mut reading = Reading::over(text.as_str().into(), SourceId::of(b"report"));
        let mut start = 0;
        for (words, units) in tasks {
            let span = SourceSpan::new(start, start + words.len());
            start += words.len();
            let items = units.iter().map(|name| Assignment::new(*name, Role::Responsible)).collect();
            reading.nodes.push(ReadNode {
                parent: None,
                kind: NodeKind::Task,
                level: 1,
                marker: SourceSpan::new(span.range().start, span.range().start),
                title: span,
                pieces: vec![span],
                span,
                clauses: Vec::new(),
                doers: Vec::new(),
                units: UnitList { items, open: false },
                deadline: None,
                deadline_from: None,
                status: TaskStatus::Planned,
                confidence: 1.0,
                rule: "test".into(),
            });
        }
        let id = ReadingId::of(b"reading");
        let mut plan = Plan::new();
        plan.add_reading(id, std::sync::Arc::new(reading));
        write(&mut plan, |_, mint| actions::import(mint, SourceId::of(b"report"), "txt", "报告.txt", id));
        plan
    }

    fn write(plan: &mut Plan, make: impl FnOnce(&Plan, &Mint) -> Change) {
        let seq = plan.lamport() + 1;
        let id = RecordId { writer: WriterId(7), seq };
        let change = make(plan, &Mint::new(id));
        apply(plan, &Record { id, lamport: seq, stamp: Stamp::default(), change }).unwrap();
    }

    fn options(units: &[&str]) -> TableOptions {
        TableOptions {
            layout: TableLayout::Checklist,
            by: Grouping::Unit,
            units: units.iter().map(|unit| (*unit).to_owned()).collect(),
            title: None,
            with_done: false,
        }
    }

    #[test]
    fn one_workbook_a_unit_by_directory_number_then_by_appearance() {
        let mut plan = plan(&[
            ("新建学校。", &["相关镇街道", "市教育局", "市发改委"]),
            ("建成产业园。", &["市发展和改革委员会"]),
            ("修订章程。", &[]),
        ]);
        let made = unit_workbooks(&plan, &options(&[]), "").unwrap();
        let names: Vec<_> = made.iter().map(|book| (book.file_name.as_str(), book.tasks)).collect();
        assert_eq!(
            names,
            [
                ("01_相关镇街道_重点任务.xlsx", 1),
                ("02_市教育局_重点任务.xlsx", 1),
                ("03_市发改委_重点任务.xlsx", 1),
                ("04_市发展和改革委员会_重点任务.xlsx", 1),
            ]
        );

        let unit = |order, full: &str, short: &str| ResponsibleUnit {
            order,
            full_name: full.into(),
            short_name: short.into(),
            ..ResponsibleUnit::default()
        };
        let directory = [unit(9, "市教育局", ""), unit(2, "市发展和改革委员会", "市发改委")];
        write(&mut plan, |plan, _| actions::enter_units(plan, &directory).unwrap());
        let made = unit_workbooks(&plan, &options(&[]), "7月").unwrap();
        let names: Vec<_> = made.iter().map(|book| (book.file_name.as_str(), book.tasks)).collect();
        assert_eq!(
            names,
            [
                ("01_市发改委_重点任务_7月.xlsx", 2),
                ("02_市教育局_重点任务_7月.xlsx", 1),
                ("03_相关镇街道_重点任务_7月.xlsx", 1),
            ]
        );
        let chosen = unit_workbooks(&plan, &options(&["市发展和改革委员会"]), "").unwrap();
        assert_eq!(chosen.len(), 1);
        let sheet = part(&chosen[0].bytes, "xl/worksheets/sheet1.xml");
        assert!(sheet.contains("<c r=\"A5\"") && sheet.contains("<v>2</v>"), "序号 of the whole table");
    }
}
