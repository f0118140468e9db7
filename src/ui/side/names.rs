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
    /// Folded names that the directory or a report has: others are of a person's making.
    known: FxHashSet<String>,
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

    /// True for a name of the directory or of a report.
    pub(super) fn is_known(&mut self, plan: &Plan, name: &str) -> bool {
        self.refresh(plan);
        self.known.contains(&normalised_name(name))
    }

    fn refresh(&mut self, plan: &Plan) {
        if self.stamp != Some(plan.revision()) {
            self.stamp = Some(plan.revision());
            self.names = unit_names(plan);
            self.known = known_names(plan);
        }
    }
}

fn known_names(plan: &Plan) -> FxHashSet<String> {
    let mut known: FxHashSet<String> = plan
        .directory()
        .into_iter()
        .flat_map(|(_, unit)| [normalised_name(&unit.full_name), normalised_name(&unit.short_name)])
        .collect();
    for document in plan.documents() {
        let Some(reading) = plan.document(document.id).and_then(|view| view.reading()) else { continue };
        let units = reading.nodes.iter().flat_map(|node| &node.units.items);
        known.extend(units.map(|unit| normalised_name(&unit.name)));
        known.extend(reading.default_units.iter().map(|name| normalised_name(name)));
    }
    known
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
