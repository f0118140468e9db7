//! The grid over the report of two sections: two tasks of the first, two of the second.

use super::{CellFilter, Grid, GridColumn, GridGrouping, GridRow, GridSettings, cell, grid, names_in};
use crate::change::actions;
use crate::model::{Assignment, CivilDate, Deadline, FirstUnit, Joint, NodeId, ResponsibleUnit, Role};
use crate::outline::tests::{Field, report};
use crate::words::Messages;
use rustc_hash::FxHashSet;
use std::sync::Arc;

const PLANT: u32 = 2;
const RENEWAL: u32 = 3;
const SCHOOL: u32 = 5;
const PARK: u32 = 6;

fn made(field: &Field, settings: &GridSettings) -> Grid {
    grid(&field.plan, settings, Messages::default())
}

fn sorted_by(column: GridColumn, descending: bool) -> GridSettings {
    GridSettings { sort: Some((column, descending)), ..GridSettings::default() }
}

/// Ordinals of the rows, groups as their names.
fn shown(grid: &Grid, folded: &FxHashSet<String>) -> Vec<String> {
    let rows = grid.rows(folded);
    rows.list
        .iter()
        .map(|row| match row {
            GridRow::Group(at) => {
                let group = &grid.groups[*at as usize];
                format!("{}[{}] {}", "  ".repeat(group.depth), group.name, group.to - group.from)
            }
            GridRow::Task(_) => grid.task(*row).map_or(0, |node| node.ordinal).to_string(),
        })
        .collect()
}

fn order(grid: &Grid) -> Vec<u32> {
    grid.order.iter().map(|at| grid.tasks[*at as usize].ordinal).collect()
}

fn text(field: &Field, ordinal: u32, column: GridColumn) -> String {
    cell(&field.plan, Field::node(ordinal), 1, column, Messages::default())
}

fn deadline(words: &str, due: Option<CivilDate>) -> Deadline {
    Deadline { words: words.into(), due, ongoing: false }
}

#[test]
fn rows_stand_in_the_order_of_the_text_and_cells_say_what_is_printed() {
    let field = report();
    let grid = made(&field, &GridSettings::default());
    assert_eq!(order(&grid), [PLANT, RENEWAL, SCHOOL, PARK]);
    assert_eq!(grid.number(Field::node(SCHOOL)), Some(3));
    assert_eq!(text(&field, PLANT, GridColumn::Task), "建成产业园，产值达到50亿元。");
    assert_eq!(text(&field, PLANT, GridColumn::Section), "（一）壮大产业");
    assert_eq!(text(&field, PLANT, GridColumn::Targets), "产值达到50亿元");
    assert_eq!(text(&field, PLANT, GridColumn::Lead), "");
    assert_eq!(text(&field, PLANT, GridColumn::Others), "甲局、乙局等，相关乡镇");
    assert_eq!(text(&field, PLANT, GridColumn::Deadline), "年底前");
    assert_eq!(text(&field, PARK, GridColumn::Status), "已完成");
}

#[test]
fn deadlines_sort_by_date_whatever_their_words_and_those_without_come_last_both_ways() {
    let mut field = report();
    field.write(|plan, _| actions::set_deadline(plan, Field::node(RENEWAL), deadline("适时", None)).unwrap());
    let grid = made(&field, &sorted_by(GridColumn::Deadline, false));
    assert_eq!(order(&grid), [SCHOOL, PLANT, RENEWAL, PARK]);
    let grid = made(&field, &sorted_by(GridColumn::Deadline, true));
    assert_eq!(order(&grid), [RENEWAL, PLANT, SCHOOL, PARK]);
}

#[test]
fn units_sort_by_the_directory_not_by_their_letters() {
    let mut field = report();
    field.write(|plan, _| actions::set_first_unit(plan, FirstUnit::Lead).unwrap());
    field.write(|plan, _| {
        let list = [Assignment::new("办公室", Role::Responsible)];
        actions::assign(plan, Field::node(RENEWAL), &list).unwrap()
    });
    let grid = made(&field, &sorted_by(GridColumn::Lead, false));
    assert_eq!(
        order(&grid),
        [PLANT, RENEWAL, SCHOOL, PARK],
        "by first mention: 甲局, 办公室, 教育局, nobody"
    );
    field.write(|plan, _| {
        let unit = |order, name: &str| ResponsibleUnit {
            order,
            full_name: name.into(),
            ..ResponsibleUnit::default()
        };
        actions::enter_units(plan, &[unit(1, "教育局"), unit(2, "甲局")]).unwrap()
    });
    let grid = made(&field, &sorted_by(GridColumn::Lead, false));
    assert_eq!(order(&grid), [SCHOOL, PLANT, RENEWAL, PARK]);
}

#[test]
fn filters_look_into_cells_and_only_what_passes_all_of_them_stays() {
    let field = report();
    let filtered = |filters: Vec<(GridColumn, CellFilter)>| {
        made(&field, &GridSettings { filters, ..GridSettings::default() })
    };
    let grid = filtered(vec![(GridColumn::Others, CellFilter::Empty)]);
    assert_eq!(order(&grid), [RENEWAL, PARK]);
    assert_eq!(grid.number(Field::node(PARK)), Some(4), "a number is that of the text");
    let grid = filtered(vec![
        (GridColumn::Others, CellFilter::Filled),
        (GridColumn::Task, CellFilter::Contains("学校".into())),
    ]);
    assert_eq!(order(&grid), [SCHOOL]);
    let only = [Field::node(PLANT)].into_iter().collect::<FxHashSet<NodeId>>();
    let grid = made(&field, &GridSettings { only: Some(Arc::new(only)), ..GridSettings::default() });
    assert_eq!(order(&grid), [PLANT]);
}

#[test]
fn groups_nest_fold_and_are_sorted_inside() {
    let field = report();
    let settings = GridSettings {
        group: Some(GridGrouping::Section),
        sort: Some((GridColumn::Number, true)),
        ..GridSettings::default()
    };
    let grid = made(&field, &settings);
    let mut folded = FxHashSet::default();
    assert_eq!(
        shown(&grid, &folded),
        ["[三、重点任务] 4", "  [（一）壮大产业] 2", "3", "2", "  [（二）改善民生] 2", "6", "5"]
    );
    folded.insert("三、重点任务\n（一）壮大产业".to_owned());
    assert_eq!(
        shown(&grid, &folded),
        ["[三、重点任务] 4", "  [（一）壮大产业] 2", "  [（二）改善民生] 2", "6", "5"]
    );
    let rows = grid.rows(&folded);
    assert_eq!(grid.row_of(&rows, Field::node(PLANT)), None);
    assert_eq!(grid.row_of(&rows, Field::node(PARK)), Some(3));
    folded.insert("三、重点任务".to_owned());
    assert_eq!(shown(&grid, &folded), ["[三、重点任务] 4"]);
}

#[test]
fn tasks_that_nobody_leads_are_the_last_group() {
    let mut field = report();
    field.write(|plan, _| actions::set_first_unit(plan, FirstUnit::Lead).unwrap());
    let grid = made(&field, &GridSettings { group: Some(GridGrouping::Lead), ..GridSettings::default() });
    assert_eq!(
        shown(&grid, &FxHashSet::default()),
        ["[甲局] 1", "2", "[教育局] 1", "5", "[牵头单位待明确] 2", "3", "6"]
    );
    let grid = made(&field, &GridSettings { group: Some(GridGrouping::Deadline), ..GridSettings::default() });
    assert_eq!(
        shown(&grid, &FxHashSet::default()),
        ["[8月底前] 1", "5", "[年底前] 1", "2", "[未定时限] 2", "3", "6"]
    );
}

#[test]
fn typed_units_keep_their_classes_and_brackets() {
    let (names, open) = names_in(" 甲局、乙局（一科、二科）等，相关乡镇 ");
    let names: Vec<_> = names.iter().map(|(name, joint)| (name.as_str(), *joint)).collect();
    assert_eq!(
        names,
        [("甲局", Joint::Same), ("乙局（一科、二科）", Joint::Same), ("相关乡镇", Joint::NewClass)]
    );
    assert!(open);
}
