//! The index: made in slices, and kept up with the plan by making touched blocks anew.

use super::{
    block::Block,
    facts::{Names, Wanted},
    query::SearchQuery,
};
use crate::model::{CivilDate, DocumentId, Entity, NodeId, Parent, Plan, Revision};
use crate::outline::pinyin;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeSet;

/// Nodes entered in one step of making it.
const STEP: usize = 32;
/// Nodes in a block of ordinary words, or more.
const NODES_PER_BLOCK: usize = 8;
/// Nodes that come or go at once; more of them make it anew.
const MOST_PLACED: usize = 2000;
/// Nodes that a block takes as they are added; more of them make the index anew.
const OVERFULL: usize = 1024;

/// All words of a plan, ready to be searched.
#[derive(Default)]
pub struct SearchIndex {
    revision: Option<Revision>,
    pub(super) blocks: Vec<Block>,
    /// Which block a node is in.
    place: FxHashMap<NodeId, u32>,
    pub(super) names: Names,
    /// Documents still to be entered, the next one last.
    documents: Vec<DocumentId>,
    /// Where among the children of each parent the next node stands; the innermost parent last. The
    /// children themselves are not copied: a parent may have as many as the project has nodes.
    coming: Vec<(Parent, usize)>,
    /// The block that is being filled.
    open: Block,
    /// Blocks to be made anew.
    stale: BTreeSet<u32>,
    /// Counts up whenever what was searched may no longer hold.
    turn: u64,
}

impl SearchIndex {
    /// Brings it nearer to the plan by one small step; true while there is more to do. To be called
    /// until it says no, or until time is up: what is entered so far can be searched.
    pub fn step(&mut self, plan: &Plan) -> bool {
        if self.revision != Some(plan.revision()) {
            self.follow(plan);
            self.revision = Some(plan.revision());
            self.turn += 1;
            return !self.is_whole();
        }
        if let Some(block) = self.stale.pop_first() {
            self.make_anew(plan, block);
            if self.stale.is_empty() {
                self.turn += 1;
            }
        } else if !self.is_made() {
            self.enter_some(plan);
        }
        !self.is_whole()
    }

    /// Brings it wholly to the plan.
    pub fn refresh(&mut self, plan: &Plan) {
        while self.step(plan) {}
    }

    /// True when it holds the whole plan as of the revision it was last brought to.
    pub fn is_whole(&self) -> bool {
        self.revision.is_some() && self.stale.is_empty() && self.is_made()
    }

    /// How many nodes it holds.
    pub fn len(&self) -> usize {
        self.place.len()
    }

    /// True without nodes.
    pub fn is_empty(&self) -> bool {
        self.place.is_empty()
    }

    /// The units that nodes name, as written, in the order in which they were met.
    pub fn unit_names(&self) -> &[String] {
        self.names.all()
    }

    /// Which of [`Self::unit_names`] are written or sound as typed, the best first.
    pub fn units_sounding(&self, typed: &pinyin::Query, most: usize) -> Vec<usize> {
        self.names.best(typed, most)
    }

    /// Bytes that it takes, nearly.
    pub fn size(&self) -> usize {
        let place = self.place.capacity() * (size_of::<(NodeId, u32)>() + 1);
        place + self.blocks.iter().map(|block| block.size() + size_of::<Block>()).sum::<usize>()
    }

    /// Changes whenever what a search found may no longer hold.
    pub(super) fn turn(&self) -> u64 {
        self.turn
    }

    /// Every node is in some block.
    pub(super) fn is_made(&self) -> bool {
        self.documents.is_empty() && self.coming.is_empty() && self.open.entries.is_empty()
    }

    pub(super) fn wanted(&self, query: &SearchQuery, plan: &Plan, today: CivilDate) -> Wanted {
        Wanted::new(query, plan, &self.names, today)
    }

    fn begin(&mut self, plan: &Plan) {
        let (names, turn) = (std::mem::take(&mut self.names), self.turn + 1);
        *self = Self { names, turn, ..Self::default() };
        self.documents = plan.documents().map(|document| document.id).collect();
        self.documents.reverse();
        // Growing later would move all entries within one step.
        self.place.reserve(plan.node_count());
        self.blocks.reserve(plan.node_count() / NODES_PER_BLOCK);
    }

    /// Goes one step through the outline, to the node that stands there, if one does.
    fn advance(&mut self, plan: &Plan) -> Option<NodeId> {
        let Some((parent, at)) = self.coming.last_mut() else {
            self.coming.extend(self.documents.pop().map(|document| (Parent::Document(document), 0)));
            return None;
        };
        let Some(node) = plan.all_children(*parent).get(*at).copied() else {
            self.coming.pop();
            return None;
        };
        *at += 1;
        if !plan.is_alive(Entity::Node(node)) {
            return None;
        }
        if !plan.all_children(Parent::Node(node)).is_empty() {
            self.coming.push((Parent::Node(node), 0));
        }
        Some(node)
    }

    fn enter_some(&mut self, plan: &Plan) {
        for _ in 0..STEP {
            let Some(node) = self.advance(plan) else { continue };
            self.place.insert(node, self.blocks.len() as u32);
            self.open.enter(plan, node, &mut self.names);
            if self.open.is_full() {
                self.close_block();
            }
        }
        if self.coming.is_empty() && self.documents.is_empty() {
            self.close_block();
        }
    }

    fn close_block(&mut self) {
        if !self.open.entries.is_empty() {
            let mut block = std::mem::take(&mut self.open);
            block.seal();
            self.blocks.push(block);
        }
    }

    fn make_anew(&mut self, plan: &Plan, at: u32) {
        if let Some(block) = self.blocks.get_mut(at as usize) {
            let nodes: Vec<NodeId> = block.entries.iter().map(|entry| entry.node).collect();
            *block = Block::of(plan, nodes, &mut self.names);
        }
    }

    /// Takes in what changed since the revision it stands at; makes it anew where that is not known,
    /// or is too much.
    fn follow(&mut self, plan: &Plan) {
        let Some(since) = self.revision else { return self.begin(plan) };
        let Some(changed) = plan.nodes_changed_since(since) else { return self.begin(plan) };
        if plan.shape_revision() > since {
            // While it is being made, the order of what is still to come is not known.
            if !self.is_made() || !self.replace(plan, &changed) {
                self.begin(plan);
            }
            return;
        }
        self.stale.extend(changed.iter().filter_map(|node| self.place.get(node)));
        // The block being filled has no place among the others yet: it takes its words again.
        if !self.open.entries.is_empty() {
            let nodes: Vec<NodeId> = self.open.entries.iter().map(|entry| entry.node).collect();
            self.open = Block::of(plan, nodes, &mut self.names);
        }
    }

    /// Takes nodes out with what hangs under them, and enters them again where they stand now.
    /// False when that is too much.
    fn replace(&mut self, plan: &Plan, placed: &[NodeId]) -> bool {
        let mut gone = FxHashSet::default();
        let mut open: Vec<NodeId> = placed.to_vec();
        while let Some(node) = open.pop() {
            if gone.insert(node) {
                open.extend(plan.all_children(Parent::Node(node)));
            }
            if gone.len() > MOST_PLACED {
                return false;
            }
        }
        let mut lists: FxHashMap<u32, Vec<NodeId>> = FxHashMap::default();
        let blocks = &self.blocks;
        let nodes_of = |block: u32| -> Vec<NodeId> {
            let block = blocks.get(block as usize);
            block.map_or_else(Vec::new, |block| block.entries.iter().map(|entry| entry.node).collect())
        };
        for node in &gone {
            if let Some(block) = self.place.remove(node) {
                lists.entry(block).or_insert_with(|| nodes_of(block));
            }
        }
        for list in lists.values_mut() {
            list.retain(|node| !gone.contains(node));
        }
        // Parents before children, elder siblings before younger: each finds the one before it.
        for (node, before) in in_order(plan, &gone) {
            let at = before.and_then(|before| self.place.get(&before).copied());
            let block = at.unwrap_or(0);
            let list = lists.entry(block).or_insert_with(|| nodes_of(block));
            let behind = before.and_then(|before| list.iter().position(|known| *known == before));
            list.insert(behind.map_or(0, |behind| behind + 1), node);
            self.place.insert(node, block);
            if list.len() > OVERFULL {
                return false;
            }
        }
        if self.blocks.is_empty() && !lists.is_empty() {
            self.blocks.push(Block::default());
        }
        for (at, nodes) in lists {
            if let Some(block) = self.blocks.get_mut(at as usize) {
                *block = Block::of(plan, nodes, &mut self.names);
                self.stale.remove(&at);
            }
        }
        true
    }
}

/// Those of `nodes` that stand in the outline, in its order, each with the node before it.
fn in_order(plan: &Plan, nodes: &FxHashSet<NodeId>) -> Vec<(NodeId, Option<NodeId>)> {
    // Where a node stands, from its document down.
    let mut standing: Vec<(Vec<usize>, NodeId)> = Vec::new();
    let documents: Vec<DocumentId> = plan.documents().map(|document| document.id).collect();
    for node in nodes {
        let (mut path, mut at) = (Vec::new(), *node);
        let stands = loop {
            let Some((parent, place)) = plan.place_of(at).filter(|_| plan.is_alive(Entity::Node(at))) else {
                break false;
            };
            path.push(place);
            match parent {
                Parent::Node(above) => at = above,
                Parent::Document(document) => {
                    let Some(place) = documents.iter().position(|known| *known == document) else {
                        break false;
                    };
                    path.push(place);
                    break true;
                }
            }
        };
        if stands {
            path.reverse();
            standing.push((path, *node));
        }
    }
    standing.sort_unstable();
    standing.into_iter().map(|(_, node)| (node, before(plan, node, &documents))).collect()
}

/// The node before another in the outline.
fn before(plan: &Plan, node: NodeId, documents: &[DocumentId]) -> Option<NodeId> {
    let (parent, at) = plan.place_of(node)?;
    let elder = plan.all_children(parent)[..at].iter().rev();
    let elder = elder.copied().find(|elder| plan.is_alive(Entity::Node(*elder)));
    match (elder, parent) {
        (Some(elder), _) => Some(last_under(plan, elder)),
        (None, Parent::Node(above)) => Some(above),
        (None, Parent::Document(document)) => {
            let at = documents.iter().position(|known| *known == document)?;
            let roots = documents[..at]
                .iter()
                .rev()
                .find_map(|document| plan.children(Parent::Document(*document)).next_back());
            roots.map(|root| last_under(plan, root))
        }
    }
}

/// The last node under `node`, or itself.
fn last_under(plan: &Plan, mut node: NodeId) -> NodeId {
    while let Some(last) = plan.children(Parent::Node(node)).next_back() {
        node = last;
    }
    node
}
