//! Deriving a document's nodes and targets from the reading it follows.
//!
//! What binding leaves depends only on the adoption that is shown, on all adoptions ever made, on
//! what people moved, and on where a circle kept a node from its place when the adoption was shown
//! before; not on which readings were shown in between. So undo, and the order in which two people's
//! adoptions arrive, leave no trace.

use super::apply::{chain_holds, rehang_target};
use super::life::revive_above;
use crate::model::{
    Adoption, DocumentId, Entity, Field, NodeId, NodeState, OrderKey, Origin, Parent, Plan, Reading,
    ReadingId, RecordId, TargetId, TargetState, Value, Write, WriteId,
};
use rustc_hash::FxHashMap;
use std::{collections::BTreeMap, sync::Arc};

/// Derives a document's nodes and targets from its adopted reading: the one that is shown.
pub(super) fn bind(plan: &mut Plan, document: DocumentId) {
    let Some(state) = plan.documents.get(&document) else { return };
    let shown = plan.shown_write(Entity::Document(document), Field::Reading);
    let (adoption, record) = if let Some(Write { value: Some(Value::Reading(adoption)), origin, .. }) = shown
    {
        (adoption.clone(), origin.record)
    } else {
        let first = Adoption { reading: state.first_reading, nodes: Vec::new(), targets: Vec::new() };
        (first, document.record)
    };
    bind_to(plan, document, adoption, record);
}

/// As `bind`, to the reading that one write adopts, when it is not the one that is shown: the
/// nodes that it mints must be there for its author's later records.
pub(super) fn bind_written(plan: &mut Plan, document: DocumentId, written: WriteId) {
    let entity = Entity::Document(document);
    let shown = plan.shown_write(entity, Field::Reading).map(|write| write.id);
    let write = plan.writes(entity, Field::Reading).iter().find(|write| write.id == written);
    if shown != Some(written)
        && let Some(Write { value: Some(Value::Reading(adoption)), origin, .. }) = write
    {
        let (adoption, record) = (adoption.clone(), origin.record);
        bind_to(plan, document, adoption, record);
    }
}

/// A document, and the record that made the adoption which it shows.
type Shown = (DocumentId, RecordId);

/// One adoption with the ids that its reading's nodes and targets go by.
struct Bound {
    id: ReadingId,
    reading: Arc<Reading>,
    nodes: Vec<NodeId>,
    targets: Vec<TargetId>,
}

impl Bound {
    fn new(plan: &Plan, document: DocumentId, record: RecordId, adoption: &Adoption) -> Option<Self> {
        let reading = plan.reading(adoption.reading)?.clone();
        let mut nodes: Vec<NodeId> =
            (0..reading.nodes.len() as u32).map(|ordinal| NodeId { record, ordinal }).collect();
        for (node, ordinal) in &adoption.nodes {
            let here = plan.node_state(*node).is_some_and(|state| state.document == document);
            if let Some(slot) = nodes.get_mut(*ordinal as usize)
                && here
            {
                *slot = *node;
            }
        }
        let mut targets: Vec<TargetId> =
            (0..reading.targets.len() as u32).map(|ordinal| TargetId { record, ordinal }).collect();
        for (target, ordinal) in &adoption.targets {
            // A target that a person made stays that person's.
            let read = plan.target_state(*target).is_some_and(|state| state.origin.is_some());
            if let Some(slot) = targets.get_mut(*ordinal as usize)
                && read
            {
                *slot = *target;
            }
        }
        Some(Self { id: adoption.reading, reading, nodes, targets })
    }

    fn origin(&self, ordinal: u32, current: bool) -> Origin {
        Origin { reading: self.id, ordinal, current }
    }

    fn parent(&self, read: Option<u32>, root: Parent) -> Parent {
        read.and_then(|parent| self.nodes.get(parent as usize)).map_or(root, |parent| Parent::Node(*parent))
    }

    /// The node that a target was read with.
    fn node_of_target(&self, ordinal: u32) -> Option<NodeId> {
        let node = self.reading.targets.get(ordinal as usize)?.node?;
        self.nodes.get(node as usize).copied()
    }
}

fn bind_to(plan: &mut Plan, document: DocumentId, adoption: Adoption, record: RecordId) {
    let Some(now) = Bound::new(plan, document, record, &adoption) else { return };
    let Some(state) = plan.documents.get_mut(&document).map(Arc::make_mut) else { return };
    state.adoptions.insert(record, adoption);
    let adoptions = state.adoptions.clone();
    let mut earlier: BTreeMap<RecordId, Bound> = BTreeMap::new();
    for (other, adoption) in adoptions.iter().filter(|(other, _)| **other != record) {
        earlier.extend(Bound::new(plan, document, *other, adoption).map(|bound| (*other, bound)));
    }
    let before: Vec<NodeId> =
        plan.nodes.iter().filter(|(_, state)| state.document == document).map(|(id, _)| *id).collect();
    let fresh = mint(plan, document, &now);
    let bound: FxHashMap<NodeId, u32> =
        if before.is_empty() { FxHashMap::default() } else { now.nodes.iter().copied().zip(0..).collect() };
    let mut gone: Vec<NodeId> = before.iter().copied().filter(|node| !bound.contains_key(node)).collect();
    gone.sort_unstable();
    let root = Parent::Document(document);
    // Off their old places first, so that old places make no circles with new ones.
    for node in &gone {
        let home = earlier.get(&node.record);
        if let Some(state) = plan.nodes.get_mut(node) {
            let minted = home.filter(|_| !state.made);
            state.origin = minted.map(|home| home.origin(node.ordinal, false));
            if !state.moved && minted.is_some() {
                (state.parent, state.key) = (root, OrderKey::of_ordinal(node.ordinal));
            }
        }
    }
    for (ordinal, node) in now.nodes.iter().enumerate() {
        place(plan, (document, record), *node, &now, ordinal as u32, fresh[ordinal]);
    }
    for node in &gone {
        if let Some(home) = earlier.get(&node.record) {
            place(plan, (document, record), *node, home, node.ordinal, false);
        }
    }
    hang_all(plan, document, &before, &now.nodes);
    bind_targets(plan, &now, &earlier, &before);
}

/// Where nodes hang that a circle kept from their places, as `DocumentState::displaced`.
type Displaced = BTreeMap<(RecordId, NodeId), Parent>;

/// Documents that one record bound, each with what was displaced before. A record may show readings
/// on the way that it does not leave shown: the undo of a choice restores one adoption after the other.
#[derive(Default)]
pub(super) struct Rebound(BTreeMap<DocumentId, Displaced>);

impl Rebound {
    /// Call before the document is bound.
    pub(super) fn note(&mut self, plan: &Plan, document: DocumentId) {
        let displaced = || plan.documents.get(&document).map(|state| state.displaced.clone());
        self.0.entry(document).or_insert_with(|| displaced().unwrap_or_default());
    }

    /// Once the record is applied: what only passed by brings nothing back and keeps no place.
    pub(super) fn settle(self, plan: &mut Plan) {
        for (document, mut displaced) in self.0 {
            let shown = plan
                .shown_write(Entity::Document(document), Field::Reading)
                .filter(|write| write.value.is_some())
                .map_or(document.record, |write| write.origin.record);
            if let Some(state) = plan.documents.get_mut(&document).map(Arc::make_mut) {
                displaced.retain(|(record, _), _| *record != shown);
                let kept = state.displaced.iter().filter(|((record, _), _)| *record == shown);
                displaced.extend(kept.map(|(key, parent)| (*key, *parent)));
                state.displaced = displaced;
            }
            // Work that hangs under what the new reading no longer holds keeps it.
            let hung: Vec<(NodeId, Parent)> = plan
                .nodes
                .iter()
                .filter(|(_, state)| state.document == document && state.parent != Parent::Document(document))
                .map(|(node, state)| (*node, state.parent))
                .collect();
            for (node, parent) in hung {
                if plan.is_alive(Entity::Node(node)) {
                    revive_above(plan, parent);
                }
            }
        }
    }
}

/// Gives every node of the reading its origin, and a place at the top for the time being. Tells
/// which are new.
fn mint(plan: &mut Plan, document: DocumentId, now: &Bound) -> Vec<bool> {
    let root = Parent::Document(document);
    plan.nodes.reserve(now.nodes.len());
    let mut fresh = vec![false; now.nodes.len()];
    for (ordinal, id) in now.nodes.iter().enumerate() {
        let origin = Some(now.origin(ordinal as u32, true));
        let key = OrderKey::of_ordinal(ordinal as u32);
        if let Some(state) = plan.nodes.get_mut(id) {
            state.origin = origin;
            if !state.moved {
                (state.parent, state.key) = (root, key);
            }
            continue;
        }
        fresh[ordinal] = true;
        let state = NodeState {
            document,
            origin,
            parent: root,
            key,
            moved: false,
            touched: false,
            made: false,
            placed: None,
        };
        plan.nodes.insert(*id, state);
    }
    fresh
}

/// Hangs a node where the reading has it, unless somebody moved it. Where that would make a circle, at
/// the nearest place that makes none; this is kept, so that the adoption, brought back by an undo, shows
/// the node where it showed it before, whatever was moved away since.
fn place(plan: &mut Plan, (document, shown): Shown, node: NodeId, bound: &Bound, ordinal: u32, fresh: bool) {
    let root = Parent::Document(document);
    if plan.node_state(node).is_none_or(|state| state.moved) {
        return;
    }
    let read = |ordinal: u32| bound.reading.nodes.get(ordinal as usize).and_then(|node| node.parent);
    let mut above = read(ordinal);
    let mut parent = bound.parent(above, root);
    if !fresh {
        let kept = plan.documents.get(&document).and_then(|state| state.displaced.get(&(shown, node)));
        if let Some(kept) = kept.copied().filter(|kept| !chain_holds(plan, *kept, node)) {
            parent = kept;
        } else if chain_holds(plan, parent, node) {
            // Somebody moved what the reading has above this node to below it.
            while let Some(place) = above
                && chain_holds(plan, parent, node)
            {
                above = read(place).filter(|next| *next < place);
                parent = bound.parent(above, root);
            }
            if let Some(state) = plan.documents.get_mut(&document).map(Arc::make_mut) {
                state.displaced.insert((shown, node), parent);
            }
        }
    }
    if let Some(state) = plan.nodes.get_mut(&node) {
        state.parent = parent;
    }
}

/// Lists all nodes of the document under their parents, in order.
fn hang_all(plan: &mut Plan, document: DocumentId, before: &[NodeId], bound: &[NodeId]) {
    plan.children.remove(&Parent::Document(document));
    for node in before {
        plan.children.remove(&Parent::Node(*node));
    }
    let mut nodes: Vec<NodeId> = before.iter().chain(bound).copied().collect();
    nodes.sort_unstable();
    nodes.dedup();
    for node in nodes {
        if let Some(state) = plan.nodes.get(&node) {
            plan.children.entry(state.parent).or_default().push(node);
        }
    }
    let parents =
        before.iter().chain(bound).map(|node| Parent::Node(*node)).chain([Parent::Document(document)]);
    let states = &plan.nodes;
    for parent in parents {
        if let Some(children) = plan.children.get_mut(&parent) {
            children.sort_by(|a, b| {
                let key = |node: &NodeId| states.get(node).map(|state| &state.key);
                key(a).cmp(&key(b)).then(a.cmp(b))
            });
        }
    }
}

fn bind_targets(plan: &mut Plan, now: &Bound, earlier: &BTreeMap<RecordId, Bound>, before: &[NodeId]) {
    let known: Vec<TargetId> =
        before.iter().filter_map(|node| plan.targets_of.get(node)).flatten().copied().collect();
    for target in known {
        let home = earlier.get(&target.record);
        if let Some(state) = plan.targets.get_mut(&target)
            && let (Some(home), Some(_)) = (home, state.origin)
        {
            state.origin = Some(home.origin(target.ordinal, false));
            state.derived = home.node_of_target(target.ordinal);
            rehang_target(plan, target);
        }
    }
    for (ordinal, target) in now.targets.iter().enumerate() {
        let origin = Some(now.origin(ordinal as u32, true));
        let derived = now.node_of_target(ordinal as u32);
        let state = plan.targets.entry(*target).or_insert(TargetState { origin, node: None, derived });
        (state.origin, state.derived) = (origin, derived);
        rehang_target(plan, *target);
    }
}
