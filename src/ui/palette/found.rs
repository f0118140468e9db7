//! What the list offers, and which of it answers to what was typed.

use super::key_of;
use crate::{
    model::{DocumentId, NodeId, Plan, Revision},
    outline::pinyin::{self, Query, Rank},
    ui::{
        commands::{TABLE, Verb},
        desk::Desk,
    },
    words::Messages,
};
use rustc_hash::FxHashSet;

/// Something that can be run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Item {
    /// A verb.
    Verb(Verb),
    /// Shows a report.
    Document(DocumentId),
    /// Searches for a unit's items.
    Unit(String),
    /// Goes to a section or task.
    Node(NodeId),
}

/// All items but nodes, under all names they go by.
#[derive(Default)]
pub(super) struct Known {
    /// What the units and reports were taken from.
    stamp: Option<(Revision, usize)>,
    items: Vec<Item>,
    names: pinyin::Index,
    /// The item of each name.
    of: Vec<u32>,
}

impl Known {
    /// Gathers the items; does nothing while the plan is the same.
    pub(super) fn refresh(&mut self, desk: Option<&Desk>, _words: Messages) {
        let stamp = desk.map_or((Revision::default(), 0), |desk| {
            (desk.plan().revision(), desk.search.unit_names().len())
        });
        if self.stamp == Some(stamp) {
            return;
        }
        *self = Self { stamp: Some(stamp), ..Self::default() };
        for row in TABLE {
            // Whoever knows the other language's word finds it too.
            let (chinese, english) = row.label.words();
            self.enter(Item::Verb(row.verb), &[chinese, english]);
        }
        let Some(desk) = desk else { return };
        let plan = desk.plan();
        for document in plan.documents() {
            let title = plan.document(document.id).map(|view| view.title().into_owned());
            self.enter(Item::Document(document.id), &[&title.unwrap_or_default(), &document.file_name]);
        }
        self.units(plan, desk.search.unit_names());
    }

    /// The directory in its order, then what else is written at nodes.
    fn units(&mut self, plan: &Plan, written: &[String]) {
        let mut seen = FxHashSet::default();
        for (id, unit) in plan.directory() {
            seen.extend([id, key_of(&unit.short_name)]);
            let name = unit.display_name().to_owned();
            self.enter(Item::Unit(name), &[&unit.full_name, &unit.short_name]);
        }
        for name in written {
            if seen.insert(key_of(name)) && plan.unit_named(name).is_none() {
                self.enter(Item::Unit(name.clone()), &[name]);
            }
        }
    }

    fn enter(&mut self, item: Item, names: &[&str]) {
        let number = self.items.len() as u32;
        self.items.push(item);
        for name in names.iter().filter(|name| !name.is_empty()) {
            self.names.push(name.trim_end_matches('…'));
            self.of.push(number);
        }
    }

    /// What answers, the best first; without words all verbs, what was run lately first.
    pub(super) fn find(&self, typed: &str, recent: &[Item], most: usize) -> Vec<Item> {
        let query = Query::new(typed);
        let lately = |item: &Item| recent.iter().position(|known| known == item);
        if query.is_empty() {
            let mut found: Vec<Item> = recent.to_vec();
            let rest =
                self.items.iter().filter(|item| matches!(item, Item::Verb(_)) && lately(item).is_none());
            found.extend(rest.cloned());
            // All verbs: the list is there to be read through, too.
            return found;
        }
        let mut best: Vec<Option<Rank>> = vec![None; self.items.len()];
        self.names.each(&query, |hit| {
            if let Some(slot) = self.of.get(hit.row as usize).and_then(|item| best.get_mut(*item as usize)) {
                *slot = Some(slot.map_or(hit.rank, |rank| rank.min(hit.rank)));
            }
            true
        });
        let mut found: Vec<(usize, bool, Rank, usize)> = (0..)
            .zip(best)
            .filter_map(|(at, rank): (usize, _)| {
                let item = self.items.get(at)?;
                let order = lately(item).unwrap_or(usize::MAX);
                Some((order, !matches!(item, Item::Verb(_)), rank?, at))
            })
            .collect();
        found.sort_unstable();
        found.iter().take(most).filter_map(|(.., at)| self.items.get(*at).cloned()).collect()
    }
}
