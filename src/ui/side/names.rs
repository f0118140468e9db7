//! Names of units that the input of units completes, and posts that the leader's field completes.

use crate::jobs::{Ended, Job};
use crate::model::{
    Assignment, Entity, Field, Plan, ReadingId, ResponsibleUnit, Revision, UnitId, Value, normalised_name,
};
use crate::outline::pinyin::{Index, Query};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// Longest list of completions.
pub(super) const MOST: usize = 8;
/// With more nodes the names are gathered beside the window.
const AT_ONCE: usize = 4000;

/// What the reports and the work on them say about units; gathered once, since only this sitting
/// and other people's records add to it.
#[derive(Default)]
struct Gathered {
    /// Names in use, in the order of the reports.
    names: Vec<String>,
    /// Folded names that a report has.
    read: FxHashSet<String>,
    /// Folded names that somebody assigned, with when last.
    used: FxHashMap<String, i64>,
    /// The units of the latest assignment.
    last: Option<Vec<Assignment>>,
}

/// A name that can be completed.
#[derive(Clone, Debug)]
struct Known {
    shown: String,
    /// Folded, for the comparison with what was used.
    folded: String,
    group: String,
}

/// All names known to the project: the directory's in its order, then those in use.
#[derive(Default)]
pub(super) struct UnitNames {
    stamp: Option<Revision>,
    readings: Vec<ReadingId>,
    gathered: Gathered,
    job: Option<Job<Gathered>>,
    /// The directory, with the unit that does each one's work today.
    directory: Vec<(UnitId, ResponsibleUnit, Option<UnitId>)>,
    names: Vec<Known>,
    /// All forms of all names, and which name each is of.
    forms: Index,
    form_of: Vec<u32>,
    /// Folded names of the directory.
    official: FxHashSet<String>,
    /// Posts with their holders.
    posts: Vec<(String, String)>,
    post_forms: Index,
    /// Counts up with whatever changes what is offered.
    version: u64,
    /// Counts the assignments of this sitting.
    sitting: FxHashMap<String, u64>,
    count: u64,
    /// Names that this sitting brought in.
    made: Vec<String>,
    /// The units assigned last in this sitting.
    last: Option<Vec<Assignment>>,
}

/// Inside or at the beginning, last used, how long, which.
type Hit = (bool, std::cmp::Reverse<(u64, i64)>, u32, u32);

impl UnitNames {
    /// Brings the names to the plan's revision; called once a frame, and cheap where nothing changed.
    pub(super) fn refresh(&mut self, plan: &Arc<Plan>, wake: &egui::Context) {
        let mut changed = false;
        if let Some(job) = &self.job
            && let Some(ended) = job.poll()
        {
            self.job = None;
            if let Ended::Done(gathered) = ended {
                self.gathered = gathered;
                changed = true;
            }
        }
        if self.stamp == Some(plan.revision()) && !changed {
            return;
        }
        let first = self.stamp.is_none();
        self.stamp = Some(plan.revision());
        let readings: Vec<ReadingId> = plan
            .documents()
            .filter_map(|document| plan.document(document.id))
            .map(|view| view.reading_id())
            .collect();
        if first || readings != self.readings {
            self.readings = readings;
            if plan.node_count() <= AT_ONCE {
                self.gathered = gather(plan);
                changed = true;
            } else {
                let (snapshot, wake) = (Arc::clone(plan), wake.clone());
                self.job = Some(Job::start(
                    "unit names",
                    move || wake.request_repaint(),
                    move |_, _| gather(&snapshot),
                ));
            }
        }
        let today = |(id, unit): (UnitId, ResponsibleUnit)| {
            let heir = unit.merged_into.and_then(|_| plan.unit_today(id)).filter(|heir| *heir != id);
            (id, unit, heir)
        };
        let directory: Vec<_> = plan.directory().into_iter().map(today).collect();
        if first || directory != self.directory {
            self.directory = directory;
            changed = true;
        }
        if changed {
            self.rebuild();
        }
    }

    fn rebuild(&mut self) {
        self.version += 1;
        (self.names, self.official) = (Vec::new(), FxHashSet::default());
        (self.forms, self.form_of) = (Index::new(), Vec::new());
        (self.posts, self.post_forms) = (Vec::new(), Index::new());
        let mut seen_posts: FxHashSet<(&String, &String)> = FxHashSet::default();
        let mut places: FxHashMap<UnitId, u32> = FxHashMap::default();
        for (id, unit, _) in self.directory.iter().filter(|(.., heir)| heir.is_none()) {
            places.insert(*id, self.names.len() as u32);
            let shown = unit.display_name().to_owned();
            let folded = normalised_name(&shown);
            self.names.push(Known { shown, folded, group: unit.group.clone() });
        }
        for (id, unit, heir) in &self.directory {
            // A unit that was merged is found by its old names, too.
            let Some(at) = places.get(&heir.unwrap_or(*id)).copied() else { continue };
            let forms = [&unit.short_name, &unit.full_name].into_iter().chain(&unit.aliases);
            for form in forms.filter(|form| !form.is_empty()) {
                if self.official.insert(normalised_name(form)) {
                    enter_form((&mut self.forms, &mut self.form_of), form, at);
                }
            }
            for (post, holder) in &unit.posts {
                if seen_posts.insert((post, holder)) {
                    self.post_forms.push(&format!("{post}{holder}"));
                    self.posts.push((post.clone(), holder.clone()));
                }
            }
        }
        let mut seen = self.official.clone();
        for name in self.gathered.names.iter().chain(&self.made) {
            let folded = normalised_name(name);
            if seen.insert(folded.clone()) {
                let at = self.names.len() as u32;
                enter_form((&mut self.forms, &mut self.form_of), name, at);
                self.names.push(Known { shown: name.clone(), folded, group: String::new() });
            }
        }
    }

    /// The names that typed letters may mean: those that begin with them first, of these the ones
    /// used last. Without letters the ones used last, then the directory's.
    pub(super) fn completions(&self, typed: &str, is_left_out: impl Fn(&str) -> bool) -> Vec<String> {
        let query = Query::new(typed);
        let mut hits: Vec<Hit> = Vec::new();
        if query.is_empty() {
            for (at, name) in self.names.iter().enumerate() {
                hits.push((true, std::cmp::Reverse(self.use_of(&name.folded)), 0, at as u32));
            }
        }
        let mut best: FxHashMap<u32, crate::outline::pinyin::Rank> = FxHashMap::default();
        self.forms.each(&query, |hit| {
            let of = self.form_of[hit.row as usize];
            let rank = best.entry(of).or_insert(hit.rank);
            *rank = (*rank).min(hit.rank);
            true
        });
        hits.extend(best.into_iter().filter_map(|(at, rank)| {
            let name = self.names.get(at as usize)?;
            Some((
                !rank.begins(),
                std::cmp::Reverse(self.use_of(&name.folded)),
                u32::from(!rank.is_text()),
                at,
            ))
        }));
        // 交通运输局 is jtj to those who work with it: what letters stand in goes before what they
        // shorten.
        if hits.is_empty() && query.is_spoken() {
            let short = self.forms.abbreviated(query.folded()).map(|row| self.form_of[row as usize]);
            let met: FxHashSet<u32> = short.collect();
            hits.extend(met.into_iter().filter_map(|at| {
                let name = self.names.get(at as usize)?;
                Some((true, std::cmp::Reverse(self.use_of(&name.folded)), 0, at))
            }));
        }
        hits.sort_unstable();
        hits.into_iter()
            .filter_map(|(.., at)| self.names.get(at as usize))
            .filter(|name| !is_left_out(&name.folded))
            .take(MOST)
            .map(|name| name.shown.clone())
            .collect()
    }

    /// True when the project has no directory yet: there is little to complete from.
    pub(super) fn has_no_directory(&self) -> bool {
        self.stamp.is_some() && self.directory.is_empty()
    }

    /// Counts up with whatever changes what is offered.
    pub(super) fn version(&self) -> u64 {
        self.version
    }

    /// When a name was used: in this sitting, else ever.
    fn use_of(&self, folded: &str) -> (u64, i64) {
        let sitting = self.sitting.get(folded).copied().unwrap_or(0);
        (sitting, self.gathered.used.get(folded).copied().unwrap_or(0))
    }

    /// True for a name of the directory or of a report: others are of a person's making.
    pub(super) fn is_known(&self, name: &str) -> bool {
        let folded = normalised_name(name);
        self.official.contains(&folded) || self.gathered.read.contains(&folded)
    }

    /// Notes what was just assigned.
    pub(super) fn note_use(&mut self, units: &[Assignment]) {
        if units.is_empty() {
            return;
        }
        self.count += 1;
        self.version += 1;
        let mut new = false;
        for unit in units.iter().filter(|unit| !unit.group) {
            let folded = normalised_name(&unit.name);
            if !self.official.contains(&folded) && !self.names.iter().any(|name| name.folded == folded) {
                self.made.push(unit.name.clone());
                new = true;
            }
            self.sitting.insert(folded, self.count);
        }
        if new {
            self.rebuild();
        }
        self.last = Some(units.to_vec());
    }

    /// The units assigned last, in this sitting or before it.
    pub(super) fn last(&self) -> Option<&[Assignment]> {
        self.last.as_deref().or(self.gathered.last.as_deref())
    }

    /// The directory's groups in their order.
    pub(super) fn groups(&self) -> Vec<&str> {
        let mut groups: Vec<&str> = Vec::new();
        for name in self.names.iter().filter(|name| !name.group.is_empty()) {
            if !groups.contains(&name.group.as_str()) {
                groups.push(&name.group);
            }
        }
        groups
    }

    /// The units of a group of the directory.
    pub(super) fn members<'a>(&'a self, group: &'a str) -> impl Iterator<Item = &'a str> {
        self.names.iter().filter(move |name| name.group == group).map(|name| name.shown.as_str())
    }

    /// Posts that typed words may mean, with who holds them.
    pub(super) fn posts(&self, typed: &str) -> Vec<(String, String)> {
        let query = Query::new(typed);
        let (hits, _) = self.post_forms.best(&query, MOST);
        hits.into_iter().filter_map(|hit| self.posts.get(hit.row as usize).cloned()).collect()
    }
}

/// Enters a form of the name at that place. People type sjj as often as ssjj for 市审计局: a name
/// begins behind the place it is of, too.
fn enter_form((forms, form_of): (&mut Index, &mut Vec<u32>), form: &str, at: u32) {
    for form in std::iter::once(form).chain(behind_place(form)) {
        forms.push(form);
        form_of.push(at);
    }
}

/// What a name is without the place it begins with: 审计局 of 临江市审计局, 组织部 of 市委组织部.
fn behind_place(name: &str) -> Option<&str> {
    const WIDEST: usize = 4;
    let (at, place) = name.char_indices().take(WIDEST + 1).find(|(_, c)| "省市县区州".contains(*c))?;
    let rest = &name[at + place.len_utf8()..];
    let rest = rest.strip_prefix('委').unwrap_or(rest);
    (rest.chars().count() > 1).then_some(rest)
}

fn gather(plan: &Plan) -> Gathered {
    let mut gathered = Gathered::default();
    let (mut seen, mut met) = (FxHashSet::default(), FxHashSet::<String>::default());
    for document in plan.documents() {
        if let Some(reading) = plan.document(document.id).and_then(|view| view.reading()) {
            // A report names few units very often: each way of writing is folded once.
            let units = reading.nodes.iter().flat_map(|node| &node.units.items);
            let written: FxHashSet<&str> = units.map(|unit| unit.name.as_str()).collect();
            gathered.read.extend(written.into_iter().map(normalised_name));
            gathered.read.extend(reading.default_units.iter().map(|name| normalised_name(name)));
        }
        for node in plan.walk(document.id).into_iter().filter_map(|id| plan.node(id)) {
            for unit in node.stored_units().items.iter().filter(|unit| !unit.group) {
                if met.contains(&unit.name) {
                    continue;
                }
                met.insert(unit.name.clone());
                if seen.insert(normalised_name(&unit.name)) {
                    gathered.names.push(unit.name.clone());
                }
            }
        }
    }
    let mut latest = i64::MIN;
    for node in plan.nodes_with(Field::Units) {
        let Some(write) = plan.shown_write(Entity::Node(node), Field::Units) else { continue };
        let Some(Value::Units(list)) = &write.value else { continue };
        for unit in &list.items {
            let used = gathered.used.entry(normalised_name(&unit.name)).or_insert(write.stamp.at);
            *used = (*used).max(write.stamp.at);
        }
        if write.stamp.at > latest && !list.items.is_empty() {
            latest = write.stamp.at;
            gathered.last = Some(list.items.clone());
        }
    }
    gathered
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

#[cfg(test)]
mod tests {
    use super::behind_place;

    #[test]
    fn a_name_goes_on_behind_its_place() {
        assert_eq!(behind_place("市审计局"), Some("审计局"));
        assert_eq!(behind_place("临江市审计局"), Some("审计局"));
        assert_eq!(behind_place("中共临江市委组织部"), Some("组织部"));
        assert_eq!(behind_place("市委办"), None);
        assert_eq!(behind_place("税务局"), None);
    }
}
