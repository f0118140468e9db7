//! Completing the name of the unit that another one went into.

use super::draft::heir;
use crate::{
    model::{Plan, UnitId},
    outline::listing::Listing,
};

/// Most names offered.
const MOST: usize = 8;

/// What the letters typed may mean, and which letters of which directory they were.
#[derive(Default)]
pub(super) struct Heirs {
    made_for: Option<(UnitId, String, u64)>,
    offered: Vec<String>,
    /// Which one is marked.
    pub(super) marked: Option<usize>,
}

impl Heirs {
    /// Full names of the units that `typed` may mean, in the directory's order: units that are there
    /// and do their own work.
    pub(super) fn of(
        &mut self,
        plan: &Plan,
        id: UnitId,
        typed: &str,
        (listing, generation): (&Listing, u64),
    ) -> &[String] {
        let key = (id, typed.trim().to_owned(), generation);
        if self.made_for.as_ref() != Some(&key) {
            let units = listing.found(&key.1).into_iter().filter_map(|at| listing.units.get(at));
            let own = units.filter(|unit| unit.id != id && heir(plan, unit.id, &unit.unit).is_none());
            self.offered = own.take(MOST).map(|unit| unit.unit.full_name.clone()).collect();
            if self.offered.contains(&key.1) || key.1.is_empty() {
                self.offered.clear();
            }
            self.made_for = Some(key);
        }
        &self.offered
    }
}
