//! A few kilobytes of folded words: those of neighbouring nodes.

use super::{
    facts::{Facts, Names, Summary},
    fold::{Sign, fold_into},
};
use crate::{
    model::{NodeId, Plan},
    outline::pinyin,
};

/// A block takes no more nodes once it holds so many bytes.
const FULL: usize = 4096;
/// Or so many nodes.
const MOST_NODES: usize = 64;
/// Stands between parts and behind each node's words; nothing that is typed holds it.
pub(super) const END: u8 = 0;

/// A node in a block.
pub(super) struct Entry {
    pub(super) node: NodeId,
    pub(super) facts: Facts,
    /// Where its title ends in `Block::titles`.
    pub(super) title_end: u32,
    /// Where its units, targets, comments and text end in `Block::bodies`.
    pub(super) parts: [u32; 4],
}

/// Neighbouring nodes in the order of the outline.
#[derive(Default)]
pub(super) struct Block {
    pub(super) entries: Vec<Entry>,
    pub(super) titles: String,
    pub(super) bodies: String,
    /// How the titles sound, one after the other.
    pub(super) sounds: pinyin::Index,
    /// What stands in the titles.
    pub(super) title_sign: Sign,
    /// What stands in titles and bodies.
    pub(super) sign: Sign,
    /// What is known of some entry or other.
    pub(super) summary: Summary,
}

impl Block {
    /// Makes a block of these nodes.
    pub(super) fn of(plan: &Plan, nodes: impl IntoIterator<Item = NodeId>, names: &mut Names) -> Self {
        let mut block = Self::default();
        for node in nodes {
            block.enter(plan, node, names);
        }
        block.seal();
        block
    }

    /// Enters a node behind the others. `seal` has to follow before the block is searched.
    pub(super) fn enter(&mut self, plan: &Plan, id: NodeId, names: &mut Names) {
        let Some(node) = plan.node(id) else { return };
        let facts = Facts::of(plan, &node, names);
        fold_into(&node.marker(), &mut self.titles);
        let title = node.title();
        let text = node.text();
        // A task that a person made has its text for a title.
        let title = if title.is_empty() { &text } else { &*title };
        fold_into(title, &mut self.titles);
        self.sounds.push(title);
        let title_end = self.end(true);
        for unit in &node.stored_units().items {
            fold_into(&unit.name, &mut self.bodies);
            self.bodies.push('、');
        }
        fold_into(node.leader(), &mut self.bodies);
        let units = self.end(false);
        for target in node.targets() {
            let value = target.value();
            fold_into(&value.indicator, &mut self.bodies);
            self.bodies.push(char::from(END));
            fold_into(&target.quote(), &mut self.bodies);
            self.bodies.push(char::from(END));
        }
        let targets = self.end(false);
        for note in node.annotations() {
            for words in [note.body(), note.author()] {
                fold_into(words, &mut self.bodies);
                self.bodies.push(char::from(END));
            }
        }
        fold_into(node.note(), &mut self.bodies);
        let notes = self.end(false);
        fold_into(&text, &mut self.bodies);
        let parts = [units, targets, notes, self.end(false)];
        self.entries.push(Entry { node: id, facts, title_end, parts });
    }

    fn end(&mut self, titles: bool) -> u32 {
        let words = if titles { &mut self.titles } else { &mut self.bodies };
        words.push(char::from(END));
        words.len() as u32
    }

    /// True when it should take no more nodes.
    pub(super) fn is_full(&self) -> bool {
        self.entries.len() >= MOST_NODES || self.bodies.len() + self.titles.len() >= FULL
    }

    /// Makes what tells about the whole block.
    pub(super) fn seal(&mut self) {
        self.title_sign = Sign::of(&[&self.titles], 11);
        self.sign = Sign::of(&[&self.titles, &self.bodies], 13);
        self.summary = self.entries.iter().map(|entry| &entry.facts).collect();
        self.titles.shrink_to_fit();
        self.bodies.shrink_to_fit();
        self.entries.shrink_to_fit();
    }

    /// The folded title of entry `at`.
    pub(super) fn title(&self, at: usize) -> &[u8] {
        let from = at.checked_sub(1).map_or(0, |before| self.entries[before].title_end as usize);
        &self.titles.as_bytes()[from..self.entries[at].title_end as usize]
    }

    /// Where the words besides the title of entry `at` begin.
    pub(super) fn body_start(&self, at: usize) -> usize {
        at.checked_sub(1).map_or(0, |before| self.entries[before].parts[3] as usize)
    }

    /// The folded words besides the title of entry `at`.
    pub(super) fn body(&self, at: usize) -> &[u8] {
        &self.bodies.as_bytes()[self.body_start(at)..self.entries[at].parts[3] as usize]
    }

    /// Bytes that it takes.
    pub(super) fn size(&self) -> usize {
        self.titles.capacity()
            + self.bodies.capacity()
            + self.entries.capacity() * size_of::<Entry>()
            + self.sign.size()
            + self.title_sign.size()
            // Its text again, and two bytes for a character.
            + self.titles.len() * 2
    }
}
