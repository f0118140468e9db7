//! What was found in the project's reports: counted once, then kept up to date edit by edit.

use super::filter::{UNCLOSED, is_unsure};
use crate::model::{
    DocumentId, Entity, NodeId, NodeKind, Plan, Reading, ReadingId, Revision, normalised_name,
};
use crate::outline::threads;
use rustc_hash::{FxHashMap, FxHashSet};

/// Counts over the report that is looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The revision counted.
    pub revision: Revision,
    /// The report counted; none when the project is empty.
    pub document: Option<DocumentId>,
    /// Reports, sections and tasks of the whole project.
    pub whole: (usize, usize, usize),
    /// Sections.
    pub sections: usize,
    /// Tasks.
    pub tasks: usize,
    /// Targets.
    pub targets: usize,
    /// Clauses that only name units.
    pub clauses: usize,
    /// Clauses whose bracket is never closed.
    pub unclosed: usize,
    /// Different units that the reader recognised, whoever was assigned since; groups left out.
    pub read_units: usize,
    /// Different units with the number of nodes each stands at now, the most frequent first; groups
    /// left out.
    pub units: Vec<(String, usize)>,
    /// Different groups of units that the reader recognised.
    pub groups: usize,
    /// Lines of page chrome.
    pub noise: usize,
    /// Nodes that a person should confirm.
    pub unsure: usize,
    /// Annotations.
    pub notes: usize,
    /// Fields that people set differently, in all reports.
    pub conflicts: usize,
}

/// What one node adds to the counts of its report.
#[derive(Debug, PartialEq, Eq)]
struct Tally {
    document: DocumentId,
    kind: NodeKind,
    targets: u32,
    clauses: u32,
    notes: u32,
    unsure: bool,
    /// Slots of the names of units; groups left out.
    units: Box<[u32]>,
}

/// What the reader made of a report, whatever people made of it since.
#[derive(Clone, Copy, Debug, Default)]
struct OfReading {
    noise: usize,
    unclosed: usize,
    units: usize,
    groups: usize,
}

impl OfReading {
    fn of(reading: &Reading) -> Self {
        // A report names few units very often: each way of writing is folded once.
        let units = reading.nodes.iter().flat_map(|node| &node.units.items);
        let written: FxHashSet<(&str, bool)> = units.map(|unit| (unit.name.as_str(), unit.group)).collect();
        let folded: FxHashSet<(String, bool)> =
            written.into_iter().map(|(name, group)| (normalised_name(name), group)).collect();
        let groups = folded.iter().filter(|(_, group)| *group).count();
        Self {
            noise: reading.noise.len(),
            unclosed: reading.warnings.iter().filter(|warning| warning.code == UNCLOSED).count(),
            units: folded.len() - groups,
            groups,
        }
    }
}

/// The sums of one report.
#[derive(Debug, Default)]
struct Sums {
    sections: usize,
    tasks: usize,
    targets: usize,
    clauses: usize,
    notes: usize,
    unsure: usize,
    /// Nodes by the slot of a unit's name.
    units: FxHashMap<u32, usize>,
    /// The units changed since they were last put in order.
    reorder: bool,
}

/// Names of units, each folded once.
#[derive(Debug, Default)]
struct Names {
    /// Slot of a name as it is written.
    slots: FxHashMap<String, u32>,
    folded: FxHashMap<String, u32>,
    /// The first way of writing each.
    written: Vec<String>,
}

impl Names {
    fn slot(&mut self, name: &str) -> u32 {
        if let Some(slot) = self.slots.get(name) {
            return *slot;
        }
        let next = self.written.len() as u32;
        let slot = *self.folded.entry(normalised_name(name)).or_insert(next);
        if slot == next {
            self.written.push(name.to_owned());
        }
        self.slots.insert(name.to_owned(), slot);
        slot
    }
}

/// Counts of all reports. An edit costs what it touched, not what there is.
#[derive(Debug, Default)]
pub struct Counts {
    names: Names,
    tallies: FxHashMap<NodeId, Tally>,
    sums: FxHashMap<DocumentId, Sums>,
    /// What the reader made of the reports looked at.
    readings: FxHashMap<ReadingId, OfReading>,
    seen: Option<Revision>,
    found: Found,
}

impl Counts {
    /// Brings the counts to the plan's revision, and to a report.
    pub fn refresh(&mut self, plan: &Plan, document: Option<DocumentId>) {
        let now = plan.revision();
        if self.seen == Some(now) && self.found.document == document {
            return;
        }
        match self.seen.and_then(|seen| plan.nodes_changed_since(seen)) {
            Some(nodes) => nodes.into_iter().for_each(|node| self.recount(plan, node)),
            None => self.count_all(plan),
        }
        self.seen = Some(now);
        let same = self.found.document == document;
        let units = std::mem::take(&mut self.found.units);
        self.found = self.add_up(plan, document, same.then_some(units));
    }

    /// The counts of the report looked at.
    pub fn found(&self) -> &Found {
        &self.found
    }

    fn count_all(&mut self, plan: &Plan) {
        self.tallies.clear();
        self.tallies.reserve(plan.node_count());
        self.sums.clear();
        for document in plan.documents() {
            for node in plan.walk(document.id) {
                self.recount(plan, node);
            }
        }
    }

    /// Takes out what a node added so far, and adds what it says now.
    fn recount(&mut self, plan: &Plan, node: NodeId) {
        let new = self.tally(plan, node);
        if self.tallies.get(&node) == new.as_ref() {
            return;
        }
        if let Some(old) = self.tallies.remove(&node) {
            self.sums.entry(old.document).or_default().add(&old, false);
        }
        if let Some(new) = new {
            self.sums.entry(new.document).or_default().add(&new, true);
            self.tallies.insert(node, new);
        }
    }

    /// What a node adds; `None` where it does not stand.
    fn tally(&mut self, plan: &Plan, node: NodeId) -> Option<Tally> {
        let view = plan.node(node).filter(|_| plan.is_alive(Entity::Node(node)))?;
        let document = view.document();
        if !plan.is_alive(Entity::Document(document)) {
            return None;
        }
        let units = view.stored_units();
        let units = units.items.iter().filter(|unit| !unit.group);
        let units = units.map(|unit| self.names.slot(&unit.name)).collect();
        Some(Tally {
            document,
            kind: view.kind(),
            targets: view.targets().len() as u32,
            clauses: view.read().map_or(0, |(_, read)| read.clauses.len() as u32),
            notes: threads(&view.annotations()).count() as u32,
            unsure: is_unsure(&view),
            units,
        })
    }

    fn add_up(
        &mut self,
        plan: &Plan,
        document: Option<DocumentId>,
        ordered: Option<Vec<(String, usize)>>,
    ) -> Found {
        let mut found = Found { revision: plan.revision(), document, ..Found::default() };
        found.whole.0 = plan.documents().count();
        for sums in self.sums.values() {
            found.whole.1 += sums.sections;
            found.whole.2 += sums.tasks;
        }
        found.conflicts = plan.conflict_count();
        let Some(document) = document else { return found };
        let OfReading { noise, unclosed, units, groups } = self.of_reading(plan, document);
        (found.noise, found.unclosed, found.read_units, found.groups) = (noise, unclosed, units, groups);
        let Some(sums) = self.sums.get_mut(&document) else { return found };
        (found.sections, found.tasks, found.targets) = (sums.sections, sums.tasks, sums.targets);
        (found.clauses, found.notes, found.unsure) = (sums.clauses, sums.notes, sums.unsure);
        let reorder = std::mem::take(&mut sums.reorder);
        found.units = match ordered {
            Some(units) if !reorder => units,
            _ => {
                let name = |slot: u32| self.names.written.get(slot as usize).cloned().unwrap_or_default();
                let mut units: Vec<_> =
                    sums.units.iter().map(|(slot, count)| (name(*slot), *count)).collect();
                units.sort_by(|one, two| two.1.cmp(&one.1).then_with(|| one.0.cmp(&two.0)));
                units
            }
        };
        found
    }

    fn of_reading(&mut self, plan: &Plan, document: DocumentId) -> OfReading {
        let Some(view) = plan.document(document) else { return OfReading::default() };
        let Some(reading) = view.reading() else { return OfReading::default() };
        *self.readings.entry(view.reading_id()).or_insert_with(|| OfReading::of(reading))
    }
}

impl Sums {
    /// Adds what a node says, or takes it out.
    fn add(&mut self, tally: &Tally, comes: bool) {
        let add = |sum: &mut usize, count: u32| {
            let count = count as usize;
            *sum = if comes { *sum + count } else { sum.saturating_sub(count) };
        };
        match tally.kind {
            NodeKind::Section => add(&mut self.sections, 1),
            NodeKind::Task => add(&mut self.tasks, 1),
        }
        add(&mut self.targets, tally.targets);
        add(&mut self.clauses, tally.clauses);
        add(&mut self.notes, tally.notes);
        add(&mut self.unsure, u32::from(tally.unsure));
        for slot in &tally.units {
            let count = self.units.entry(*slot).or_default();
            add(count, 1);
            if *count == 0 {
                self.units.remove(slot);
            }
        }
        self.reorder |= !tally.units.is_empty();
    }
}
