//! Names of units that the input of units completes.

use crate::model::{Plan, Revision, normalised_name};
use rustc_hash::FxHashSet;

/// Longest list of completions.
const MOST: usize = 8;

/// All names known to the project: the directory's in its order, then those in use.
#[derive(Default)]
pub(super) struct UnitNames {
    stamp: Option<Revision>,
    /// As shown, and folded forms to compare with.
    names: Vec<(String, Vec<String>)>,
}

impl UnitNames {
    /// The names that typed letters may mean: those that begin with them first.
    pub(super) fn completions(&mut self, plan: &Plan, typed: &str) -> Vec<String> {
        self.refresh(plan);
        let typed = normalised_name(typed);
        if typed.is_empty() {
            return Vec::new();
        }
        let mut hits: Vec<(bool, &String)> = self
            .names
            .iter()
            .filter_map(|(name, forms)| {
                let inside = forms.iter().any(|form| form.contains(&typed));
                inside.then(|| (!forms.iter().any(|form| form.starts_with(&typed)), name))
            })
            .collect();
        // Stable: within a rank the customary order stays.
        hits.sort_by_key(|(inside, _)| *inside);
        hits.into_iter().take(MOST).map(|(_, name)| name.clone()).collect()
    }

    fn refresh(&mut self, plan: &Plan) {
        if self.stamp != Some(plan.revision()) {
            self.stamp = Some(plan.revision());
            self.names = unit_names(plan);
        }
    }
}

/// All units of a project, the directory's in its order, then those only in use: the name to
/// show, and folded forms to compare with.
pub fn unit_names(plan: &Plan) -> Vec<(String, Vec<String>)> {
    let mut names = Vec::new();
    let mut seen = FxHashSet::default();
    for (_, unit) in plan.directory() {
        let mut forms = vec![normalised_name(&unit.full_name), normalised_name(&unit.short_name)];
        forms.retain(|form| !form.is_empty());
        seen.extend(forms.iter().cloned());
        names.push((unit.display_name().to_owned(), forms));
    }
    for document in plan.documents() {
        for node in plan.walk(document.id).into_iter().filter_map(|id| plan.node(id)) {
            for unit in &node.stored_units().items {
                let form = normalised_name(&unit.name);
                if seen.insert(form.clone()) {
                    names.push((unit.name.clone(), vec![form]));
                }
            }
        }
    }
    names
}
