//! Whose tasks are whose.

use super::super::column::GroupPath;
use crate::model::{Entity, Plan, Role, UnitId};
use crate::outline::{Row, TaskRow, TaskTable};
use rustc_hash::{FxHashMap, FxHashSet};

/// A task in a unit's sheet.
#[derive(Debug, PartialEq)]
pub(super) struct UnitTask<'a> {
    /// The task.
    pub(super) row: &'a TaskRow,
    /// Sections it stands in, one a line.
    pub(super) groups: String,
    /// The unit's part.
    pub(super) role: Role,
}

/// A unit's sheet.
#[derive(Debug, PartialEq)]
pub(super) struct UnitSheet<'a> {
    /// The directory's id, or the one the written name would have there.
    pub(super) id: UnitId,
    /// The directory's name for cells, else as first written.
    pub(super) name: String,
    /// Lead tasks first, then 汇总, 责任, 配合; in each by 序号.
    pub(super) tasks: Vec<UnitTask<'a>>,
}

/// The sheets of all units of the table, or of those named in `only`. A collective name is nobody's
/// address: it has a sheet only where it is asked for by name or stands in the directory.
pub(super) fn gather<'a>(plan: &Plan, table: &'a TaskTable, only: &[String]) -> Vec<UnitSheet<'a>> {
    let mut names = Names { plan, known: FxHashMap::default() };
    let only: FxHashSet<UnitId> = only.iter().map(|name| names.unit(name)).collect();
    let mut sheets: Vec<UnitSheet<'a>> = Vec::new();
    let mut places: FxHashMap<UnitId, usize> = FxHashMap::default();
    let mut groups = GroupPath::default();
    for row in &table.rows {
        let row = match row {
            Row::Group { depth, name } => {
                groups.enter(*depth, name);
                continue;
            }
            // Its section's, not the unit's.
            Row::Targets(_) => continue,
            Row::Task(row) => row,
        };
        for unit in &row.units.items {
            let id = names.unit(&unit.name);
            let wanted = if only.is_empty() {
                !unit.group || plan.knows(Entity::Unit(id))
            } else {
                only.contains(&id)
            };
            if unit.name.trim().is_empty() || !wanted {
                continue;
            }
            let place = *places.entry(id).or_insert_with(|| {
                sheets.push(UnitSheet { id, name: display_name(plan, id, &unit.name), tasks: Vec::new() });
                sheets.len() - 1
            });
            let Some(sheet) = sheets.get_mut(place) else { continue };
            match sheet.tasks.last_mut() {
                // Named twice in one task: the weightier part counts.
                Some(task) if task.row.node == row.node => task.role = task.role.min(unit.role),
                _ => sheet.tasks.push(UnitTask { row, groups: groups.words(), role: unit.role }),
            }
        }
    }
    for sheet in &mut sheets {
        sheet.tasks.sort_by_key(|task| task.role);
    }
    sheets.sort_by_key(|sheet| match plan.directory_unit(sheet.id).order {
        0 => u32::MAX,
        order => order,
    });
    sheets
}

fn display_name(plan: &Plan, id: UnitId, written: &str) -> String {
    let unit = plan.directory_unit(id);
    if unit.full_name.is_empty() { written.trim().to_owned() } else { unit.display_name().to_owned() }
}

/// Looks names up once each: the directory is searched from end to end for a short name.
struct Names<'a> {
    plan: &'a Plan,
    known: FxHashMap<String, UnitId>,
}

impl Names<'_> {
    fn unit(&mut self, name: &str) -> UnitId {
        if let Some(id) = self.known.get(name) {
            return *id;
        }
        let id = self.plan.unit_named(name).unwrap_or_else(|| UnitId::of(name));
        self.known.insert(name.to_owned(), id);
        id
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::test_tables::{sample, task};
    use super::*;
    use crate::model::{Assignment, UnitList};
    use crate::outline::TableLayout;

    fn table(units: &[&[(&str, Role)]]) -> TaskTable {
        let mut table = sample(TableLayout::Decomposition, 0);
        table.rows.extend(units.iter().zip(0..).map(|(units, at)| {
            let items = units.iter().map(|(name, role)| Assignment::new(*name, *role)).collect();
            Row::Task(TaskRow { units: UnitList { items, open: false }, ..task(at) })
        }));
        table
    }

    #[test]
    fn lead_tasks_come_first_and_a_name_in_two_widths_is_one_unit() {
        let table = table(&[
            &[("市一局", Role::Lead), ("市二局", Role::Support)],
            &[("相关区（镇）街道", Role::Responsible)],
            &[("市二局", Role::Lead), ("相关区(镇)街道", Role::Support), ("市二局", Role::Support)],
        ]);
        let sheets = gather(&Plan::new(), &table, &[]);
        let seen: Vec<_> = sheets
            .iter()
            .map(|sheet| {
                let tasks: Vec<_> = sheet.tasks.iter().map(|task| (task.row.number, task.role)).collect();
                (sheet.name.as_str(), tasks)
            })
            .collect();
        assert_eq!(
            seen,
            [
                ("市一局", vec![(1, Role::Lead)]),
                ("市二局", vec![(3, Role::Lead), (1, Role::Support)]),
                ("相关区（镇）街道", vec![(2, Role::Responsible), (3, Role::Support)]),
            ]
        );
        let only = gather(&Plan::new(), &table, &["市一局".into()]);
        assert_eq!(only.len(), 1);
    }

    #[test]
    fn a_group_has_a_sheet_only_when_asked_for() {
        let mut table = table(&[&[("市一局", Role::Lead), ("相关区镇街道", Role::Support)]]);
        for row in &mut table.rows {
            if let Row::Task(task) = row {
                task.units.items[1].group = true;
            }
        }
        let names = |only: &[String]| -> Vec<String> {
            gather(&Plan::new(), &table, only).into_iter().map(|sheet| sheet.name).collect()
        };
        assert_eq!(names(&[]), ["市一局"]);
        assert_eq!(names(&["相关区镇街道".into()]), ["相关区镇街道"]);
    }
}
