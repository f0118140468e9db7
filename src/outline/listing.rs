//! 单位: the directory with what each unit has to do, and the units that only the reports name.

use super::{
    matrix::{MatrixCell, MatrixLevel, matrix},
    pinyin::{Index, Query},
};
use crate::model::{NodeId, Plan, ResponsibleUnit, UnitId};
use crate::words::Messages;
use rustc_hash::FxHashMap;

/// A unit of the directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedUnit {
    /// Its id.
    pub id: UnitId,
    /// What the directory says.
    pub unit: ResponsibleUnit,
    /// Its tasks.
    pub tasks: MatrixCell,
}

/// A unit that tasks name but the directory lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AbsentUnit {
    /// As first written.
    pub name: String,
    /// Its tasks.
    pub tasks: MatrixCell,
}

/// Both, in order, ready to be searched.
#[derive(Clone, Debug, Default)]
pub struct Listing {
    /// In the directory's order.
    pub units: Vec<ListedUnit>,
    /// By first mention; collective names are left out.
    pub absent: Vec<AbsentUnit>,
    order: Vec<NodeId>,
    index: Index,
}

impl Listing {
    /// The places of the units that are called so, in text or pinyin; all of them for no words.
    pub fn found(&self, typed: &str) -> Vec<usize> {
        let query = Query::new(typed);
        let fits = |at: &usize| query.is_empty() || self.index.rank(&query, *at).is_some();
        (0..self.units.len()).filter(fits).collect()
    }

    /// The tasks of a unit.
    pub fn nodes(&self, tasks: &MatrixCell) -> Vec<NodeId> {
        tasks.tasks.iter().filter_map(|task| self.order.get(*task as usize)).copied().collect()
    }

    /// The place of a unit.
    pub fn place(&self, id: UnitId) -> Option<usize> {
        self.units.iter().position(|unit| unit.id == id)
    }
}

/// Lists the directory.
pub fn listing(plan: &Plan) -> Listing {
    let mut known: FxHashMap<UnitId, MatrixCell> = FxHashMap::default();
    let mut listing = Listing::default();
    let made = matrix(plan, MatrixLevel::First, Messages::default());
    listing.order = made.order;
    for row in made.units {
        match row.id {
            Some(id) => drop(known.insert(id, row.total)),
            None if row.name.is_empty() || row.collective => {}
            None => listing.absent.push(AbsentUnit { name: row.name, tasks: row.total }),
        }
    }
    for (id, unit) in plan.directory() {
        let mut names = vec![unit.full_name.as_str(), unit.short_name.as_str(), unit.group.as_str()];
        names.extend(unit.aliases.iter().map(String::as_str));
        listing.index.push(&names.join(" "));
        let tasks = known.remove(&id).unwrap_or_default();
        listing.units.push(ListedUnit { id, unit, tasks });
    }
    listing
}

#[cfg(test)]
mod tests {
    use super::listing;
    use crate::change::actions;
    use crate::model::{ResponsibleUnit, UnitId};
    use crate::outline::tests::report;

    #[test]
    fn the_directory_counts_tasks_and_the_rest_is_offered() {
        let mut field = report();
        field.write(|plan, _| {
            let unit = |order, full: &str, short: &str| ResponsibleUnit {
                order,
                full_name: full.into(),
                short_name: short.into(),
                ..ResponsibleUnit::default()
            };
            let units = [unit(1, "县发展和改革局", "县发改局"), unit(2, "县教育局", "教育局")];
            actions::enter_units(plan, &units).unwrap()
        });
        let list = listing(&field.plan);
        let counts: Vec<_> = list.units.iter().map(|unit| unit.tasks.tasks.len()).collect();
        assert_eq!(counts, [0, 1]);
        let absent: Vec<_> = list.absent.iter().map(|unit| unit.name.as_str()).collect();
        assert_eq!(absent, ["甲局", "乙局"], "相关乡镇 is no unit");
        assert_eq!(list.found("xfgj"), [0]);
        assert_eq!(list.found("教育"), [1]);
        assert_eq!(list.found(" ").len(), 2);
        assert_eq!(list.place(UnitId::of("县教育局")), Some(1));
    }
}
