//! Pairs the targets of nodes that were paired.

use super::side::bare;
use crate::model::{Amount, Entity, NodeId, Plan, ReadTarget, Reading, ReadingId, TargetId};
use rustc_hash::FxHashMap;
use std::{collections::VecDeque, hash::Hash};

/// The targets that came from `reading` and hung, there, on one of `nodes` or on none; by index.
pub(super) fn sought(
    plan: &Plan,
    reading: ReadingId,
    nodes: &FxHashMap<u32, NodeId>,
) -> Vec<(u32, TargetId)> {
    let read = plan.reading(reading);
    let mut targets: Vec<(u32, TargetId)> = plan
        .targets
        .iter()
        .filter_map(|(id, state)| {
            let origin = state.origin.filter(|origin| origin.reading == reading)?;
            let node = read?.targets.get(origin.ordinal as usize)?.node;
            let ours = match node {
                Some(node) => nodes.contains_key(&node),
                None => state.node.is_none(),
            };
            let lives = origin.current || plan.is_alive(Entity::Target(*id));
            (ours && lives).then_some((origin.ordinal, *id))
        })
        .collect();
    targets.sort_unstable();
    targets
}

/// Pairs targets of paired nodes: by quote, indicator and number, by quote, by indicator.
pub(super) fn pair(
    old: &Reading,
    new: &Reading,
    nodes: &[Option<u32>],
    sought: &[(u32, TargetId)],
    taken: &mut [bool],
    found: &mut Vec<(TargetId, u32)>,
) {
    let old_targets: Vec<(TargetId, Words<'_>)> = sought
        .iter()
        .filter_map(|(ordinal, id)| {
            let target = old.targets.get(*ordinal as usize)?;
            let node = match target.node {
                None => None,
                Some(node) => Some(nodes.get(node as usize).copied().flatten()?),
            };
            Some((*id, Words::of(old, target, node)))
        })
        .collect();
    let new_targets: Vec<Words<'_>> =
        new.targets.iter().map(|target| Words::of(new, target, target.node)).collect();
    let mut left: Vec<usize> = (0..old_targets.len()).collect();
    let mut round = Round { old: &old_targets, new: &new_targets, left: &mut left, taken, found };
    round.pair(|words| Some((words.node, words.quote.clone(), words.indicator, words.amount)));
    round.pair(|words| Some((words.node, words.quote.clone())));
    round.pair(|words| (!words.indicator.is_empty()).then_some((words.node, words.indicator)));
}

/// What a target is known by.
struct Words<'a> {
    /// Its node in the new reading.
    node: Option<u32>,
    quote: String,
    indicator: &'a str,
    amount: (u64, u64),
}

impl<'a> Words<'a> {
    fn of(reading: &Reading, target: &'a ReadTarget, node: Option<u32>) -> Self {
        let amount = match target.value.amount {
            Amount::Single(number) => (number.to_bits(), 0),
            Amount::Range(from, to) => (from.to_bits(), to.to_bits()),
        };
        Self { node, quote: bare(target.span.of(&reading.text)), indicator: &target.value.indicator, amount }
    }
}

struct Round<'a> {
    old: &'a [(TargetId, Words<'a>)],
    new: &'a [Words<'a>],
    /// Old ones without a new one.
    left: &'a mut Vec<usize>,
    taken: &'a mut [bool],
    found: &'a mut Vec<(TargetId, u32)>,
}

impl<'a> Round<'a> {
    /// Pairs those of equal keys, in order.
    fn pair<K: Hash + Eq>(&mut self, key: impl Fn(&Words<'a>) -> Option<K>) {
        let mut waiting: FxHashMap<K, VecDeque<usize>> = FxHashMap::default();
        for (at, words) in self.new.iter().enumerate() {
            if self.taken.get(at).is_some_and(|taken| !taken)
                && let Some(key) = key(words)
            {
                waiting.entry(key).or_default().push_back(at);
            }
        }
        self.left.retain(|old| {
            let Some((id, words)) = self.old.get(*old) else { return false };
            let Some(at) = key(words).and_then(|key| waiting.get_mut(&key)?.pop_front()) else { return true };
            if let Some(taken) = self.taken.get_mut(at) {
                *taken = true;
            }
            self.found.push((*id, at as u32));
            false
        });
    }
}
