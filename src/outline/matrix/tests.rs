//! The matrix counts what the task table prints.

use super::{Matrix, MatrixLevel, matrix};
use crate::change::actions;
use crate::model::{Assignment, FirstUnit, ResponsibleUnit, Role};
use crate::outline::tests::{Field, report};
use crate::outline::{Grouping, Row, TableLayout, TableOptions, UNSETTLED};
use std::collections::BTreeMap;

fn rows(matrix: &Matrix) -> Vec<(String, [u32; 4])> {
    matrix.units.iter().map(|unit| (unit.name.clone(), unit.total.roles)).collect()
}

#[test]
fn units_stand_beside_sections_with_their_parts() {
    let mut field = report();
    field.write(|plan, _| actions::set_first_unit(plan, FirstUnit::Lead).unwrap());
    let made = matrix(&field.plan, MatrixLevel::Second, crate::words::Messages::default());
    let sections: Vec<_> = made.sections.iter().map(|section| section.name.as_str()).collect();
    assert_eq!(sections, ["（一）壮大产业", "（二）改善民生"]);
    assert_eq!(
        rows(&made),
        [
            ("甲局".to_owned(), [1, 0, 0, 0]),
            ("乙局".to_owned(), [0, 0, 0, 1]),
            ("相关乡镇".to_owned(), [0, 0, 0, 1]),
            ("教育局".to_owned(), [1, 0, 0, 0]),
            (String::new(), [0, 0, 0, 0]),
        ]
    );
    assert!(made.units[2].collective);
    assert_eq!(made.cell(0, 0).map(|cell| cell.count(Role::Lead)), Some(1));
    assert_eq!(made.cell(0, 1), None);
    assert_eq!(made.cell(3, 1).map(|cell| made.nodes(&cell.tasks)), Some(vec![Field::node(5)]));
    assert_eq!(
        made.nodes(&made.units[4].total.tasks),
        [Field::node(3), Field::node(6)],
        "tasks without a unit"
    );
    assert!(made.reports.is_empty(), "one report needs no name over its sections");
    let first = matrix(&field.plan, MatrixLevel::First, crate::words::Messages::default());
    assert_eq!((first.sections.len(), first.sections[0].tasks.len(), first.order.len()), (1, 4, 4));
}

#[test]
fn the_directory_gives_order_and_name_and_a_unit_named_twice_counts_once() {
    let mut field = report();
    field.write(|plan, _| {
        let unit = |order, full: &str, short: &str| ResponsibleUnit {
            order,
            full_name: full.into(),
            short_name: short.into(),
            ..ResponsibleUnit::default()
        };
        actions::enter_units(plan, &[unit(1, "县教育局", "教育局"), unit(2, "甲局", "")]).unwrap()
    });
    field.write(|plan, _| {
        let list = [Assignment::new("县教育局", Role::Lead), Assignment::new("教育局", Role::Support)];
        actions::assign(plan, Field::node(3), &list).unwrap()
    });
    let made = matrix(&field.plan, MatrixLevel::First, crate::words::Messages::default());
    let names: Vec<_> = made.units.iter().map(|unit| unit.name.as_str()).collect();
    assert_eq!(names, ["教育局", "甲局", "乙局", "相关乡镇", ""]);
    assert_eq!(made.units[0].total.roles, [1, 0, 1, 0]);
    assert_eq!(made.of_unit(made.units[0].id.unwrap()), Some(&made.units[0].total));
}

#[test]
fn totals_agree_with_the_printed_table_and_with_the_cells() {
    let mut field = report();
    field.write(|plan, _| actions::set_first_unit(plan, FirstUnit::Lead).unwrap());
    for level in [MatrixLevel::First, MatrixLevel::Second] {
        let made = matrix(&field.plan, level, crate::words::Messages::default());
        let options = TableOptions {
            layout: TableLayout::Decomposition,
            by: Grouping::Unit,
            units: Vec::new(),
            title: None,
            with_done: true,
        };
        let mut printed: BTreeMap<String, usize> = BTreeMap::new();
        let mut group = String::new();
        for row in field.table(&options).rows {
            match row {
                Row::Group { name, .. } => group = name,
                Row::Targets(_) => {}
                Row::Task(_) => *printed.entry(group.clone()).or_default() += 1,
            }
        }
        let counted: BTreeMap<String, usize> = made
            .units
            .iter()
            .map(|unit| {
                let name = if unit.name.is_empty() { UNSETTLED } else { unit.name.as_str() };
                (name.to_owned(), unit.total.tasks.len())
            })
            .collect();
        assert_eq!(counted, printed);
        for (at, unit) in made.units.iter().enumerate() {
            let cells = (0..made.sections.len()).filter_map(|column| made.cell(at, column));
            assert_eq!(cells.map(|cell| cell.tasks.len()).sum::<usize>(), unit.total.tasks.len());
        }
        assert_eq!(made.sections.iter().map(|section| section.tasks.len()).sum::<usize>(), made.order.len());
    }
}
