//! Pairs the nodes of two readings.

use super::{
    side::{Side, SideNode},
    similar::{Pairs, likeness, similar_pairs},
};
use crate::model::NodeKind;
use rustc_hash::FxHashMap;
use std::{collections::VecDeque, hash::Hash};

/// Words at least this alike are the same where the numerals agree.
const LIKE_UNDER_NUMERAL: f32 = 0.5;
/// Nodes under one path of numerals that are compared; more occur only in broken readings.
const UNDER_NUMERAL: usize = 16;

/// For every old node its new one. Seeks only `sought` old nodes, never a new one that is `taken`,
/// and marks those it takes.
pub(super) fn pair(old: &Side, new: &Side, sought: &[bool], taken: &mut [bool]) -> Vec<Option<u32>> {
    let mut matching = Matching { old, new, sought, taken, to: vec![None; old.nodes.len()] };
    matching.pair_openings();
    for kind in [NodeKind::Section, NodeKind::Task] {
        matching.pair_kind(kind);
    }
    matching.to
}

struct Matching<'a> {
    old: &'a Side,
    new: &'a Side,
    sought: &'a [bool],
    taken: &'a mut [bool],
    to: Vec<Option<u32>>,
}

impl Matching<'_> {
    /// The text before the first heading is the same section whatever it says.
    fn pair_openings(&mut self) {
        let opening = |side: &Side, free: Vec<u32>| {
            free.into_iter().find(|at| side.nodes.get(*at as usize).is_some_and(|node| node.opening))
        };
        let old = opening(self.old, self.free_old(NodeKind::Section));
        let new = opening(self.new, self.free_new(NodeKind::Section));
        if let (Some(old), Some(new)) = (old, new) {
            self.take(old, new);
        }
    }

    fn pair_kind(&mut self, kind: NodeKind) {
        // The same words: under the same parent, else with the same numerals, else anywhere.
        // `None` is the top of both documents, which count as the same parent.
        self.equal(
            kind,
            |node, to| match node.parent {
                None => Some((node.hash, None)),
                Some(parent) => Some((node.hash, Some(to.get(parent as usize).copied().flatten()?))),
            },
            |node| Some((node.hash, node.parent)),
        );
        self.equal(kind, |node, _| Some((node.hash, node.path?)), |node| Some((node.hash, node.path?)));
        self.equal(kind, |node, _| Some(node.hash), |node| Some(node.hash));
        self.under_same_numeral(kind);
        self.similar(kind);
    }

    /// Pairs nodes of equal words and equal keys, in order.
    fn equal<K: Hash + Eq>(
        &mut self,
        kind: NodeKind,
        old_key: impl Fn(&SideNode, &[Option<u32>]) -> Option<K>,
        new_key: impl Fn(&SideNode) -> Option<K>,
    ) {
        let mut waiting: FxHashMap<K, VecDeque<u32>> = FxHashMap::default();
        for at in self.free_new(kind) {
            if let Some(key) = self.new.nodes.get(at as usize).and_then(&new_key) {
                waiting.entry(key).or_default().push_back(at);
            }
        }
        if waiting.is_empty() {
            return;
        }
        for at in self.free_old(kind) {
            let Some(node) = self.old.nodes.get(at as usize) else { continue };
            let queue = old_key(node, &self.to).and_then(|key| waiting.get_mut(&key));
            let Some(queue) = queue else { continue };
            let Some(found) = queue.front().copied() else { continue };
            // Hashes that meet by accident are told apart here.
            if self.new.nodes.get(found as usize).is_some_and(|new| new.words == node.words) {
                queue.pop_front();
                self.take(at, found);
            }
        }
    }

    /// Pairs nodes whose numerals agree all the way up and whose words are alike.
    fn under_same_numeral(&mut self, kind: NodeKind) {
        let mut waiting: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
        for at in self.free_new(kind) {
            if let Some(path) = self.new.nodes.get(at as usize).and_then(|node| node.path) {
                waiting.entry(path).or_default().push(at);
            }
        }
        for at in self.free_old(kind) {
            let Some(node) = self.old.nodes.get(at as usize) else { continue };
            let Some(queue) = node.path.and_then(|path| waiting.get_mut(&path)) else { continue };
            let like = |found: &u32| {
                self.new
                    .nodes
                    .get(*found as usize)
                    .is_some_and(|new| likeness(&node.words, &new.words) >= LIKE_UNDER_NUMERAL)
            };
            if let Some(place) = queue.iter().take(UNDER_NUMERAL).position(like) {
                let found = queue.remove(place);
                self.take(at, found);
            }
        }
    }

    /// Pairs what is left by likeness: the most alike first; of equally alike ones those under
    /// the same parent, then in order, so that equal scores never cross.
    fn similar(&mut self, kind: NodeKind) {
        let words = |side: &'_ Side, free: Vec<u32>| -> Vec<(u32, String)> {
            free.into_iter().filter_map(|at| Some((at, side.nodes.get(at as usize)?.words.clone()))).collect()
        };
        let old = words(self.old, self.free_old(kind));
        let new = words(self.new, self.free_new(kind));
        let Pairs(mut pairs) = similar_pairs(&old, &new);
        pairs.sort_by_key(|pair| {
            (std::cmp::Reverse(pair.score), !self.same_parent(pair.old, pair.new), pair.old, pair.new)
        });
        for pair in pairs {
            if self.is_free(pair.old, pair.new) {
                self.take(pair.old, pair.new);
            }
        }
    }

    fn same_parent(&self, old: u32, new: u32) -> bool {
        let old = self.old.nodes.get(old as usize).and_then(|node| node.parent);
        let new = self.new.nodes.get(new as usize).and_then(|node| node.parent);
        match old {
            None => new.is_none(),
            Some(parent) => new.is_some() && self.to.get(parent as usize).copied().flatten() == new,
        }
    }

    fn is_free(&self, old: u32, new: u32) -> bool {
        self.to.get(old as usize).is_some_and(Option::is_none)
            && self.taken.get(new as usize).is_some_and(|taken| !taken)
    }

    fn take(&mut self, old: u32, new: u32) {
        if let (Some(to), Some(taken)) = (self.to.get_mut(old as usize), self.taken.get_mut(new as usize)) {
            *to = Some(new);
            *taken = true;
        }
    }

    fn free_old(&self, kind: NodeKind) -> Vec<u32> {
        let nodes = self.old.nodes.iter().zip(&self.to).zip(self.sought).zip(0..);
        nodes
            .filter(|(((node, to), sought), _)| node.kind == kind && to.is_none() && **sought)
            .map(|(_, at)| at)
            .collect()
    }

    fn free_new(&self, kind: NodeKind) -> Vec<u32> {
        let nodes = self.new.nodes.iter().zip(&*self.taken).zip(0..);
        nodes.filter(|((node, taken), _)| node.kind == kind && !**taken).map(|(_, at)| at).collect()
    }
}
