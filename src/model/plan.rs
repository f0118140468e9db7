//! The state of one project: readings, the tree, and the writes over them.
//!
//! A field's value is what its writes say, else what the reading says; only
//! fields that somebody set take room here. `change::apply` is the only code
//! that alters a plan's shared state.

use super::{
    Adoption, AnnotationId, DeviceId, DocumentId, Entity, Field, NodeId, OrderKey, Parent, PersonId, Reading,
    ReadingId, RecordId, Stamp, TargetId, UnitId, Value, Write, WriteId, shared_map::SharedMap, trace::Trace,
};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// Counts the changes of one open plan; views compare it, they never keep dirty flags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Revision(pub u64);

/// Where a derived node or target comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Origin {
    /// The reading.
    pub reading: ReadingId,
    /// Index in its `nodes` or `targets`.
    pub ordinal: u32,
    /// False when the document has since adopted a reading without it.
    pub current: bool,
}

/// One document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DocumentState {
    /// Its id.
    pub id: DocumentId,
    /// The reading its nodes were derived from at import.
    pub first_reading: ReadingId,
    /// Every reading it ever had, in order of adoption.
    pub readings: Vec<ReadingId>,
    /// All adoptions ever made by the record that made them, the import's among them: ids of nodes
    /// and targets are minted from these.
    pub adoptions: BTreeMap<RecordId, Adoption>,
    /// Where nodes hang that a circle kept from the place that an adoption's reading gives them, by the
    /// record that made the adoption.
    pub displaced: BTreeMap<(RecordId, NodeId), Parent>,
    /// Name of the imported file, for messages and for the source list.
    pub file_name: String,
}

/// The fixed part of a node: what is not a field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NodeState {
    /// Its document.
    pub document: DocumentId,
    /// Where its derived fields come from; `None` when a person made it.
    pub origin: Option<Origin>,
    /// What it hangs under.
    pub parent: Parent,
    /// Its place among siblings.
    pub key: OrderKey,
    /// True once somebody moved it: a new reading no longer places it.
    pub moved: bool,
    /// True once somebody set a field of it or hung something on it.
    pub touched: bool,
    /// True when a person made it: without a current reading it derives nothing.
    pub made: bool,
    /// The op that moved it last, if any.
    pub placed: Option<WriteId>,
}

/// The fixed part of a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TargetState {
    /// Where its derived fields come from; `None` when a person made it.
    pub origin: Option<Origin>,
    /// The node it hangs on now, if any.
    pub node: Option<NodeId>,
    /// The node it hangs on while nobody says otherwise: where it was read or made.
    pub derived: Option<NodeId>,
}

/// Something about a node that a person should look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Flag {
    /// A move was skipped because it would have made a circle.
    MoveSkipped,
    /// It was removed while somebody else was editing it, and came back.
    Revived,
    /// The adopted reading no longer holds it, but somebody's work hangs on it.
    SourceGone,
}

/// A record that waits for something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldRecord {
    /// The record.
    pub id: RecordId,
    /// What has not arrived: a reading, an entity.
    pub waits_for: String,
}

/// The whole state of one project.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Plan {
    /// Documents by id.
    pub(crate) documents: BTreeMap<DocumentId, Arc<DocumentState>>,
    /// Readings at hand.
    #[serde(skip)]
    pub(crate) readings: FxHashMap<ReadingId, Arc<Reading>>,
    pub(crate) nodes: SharedMap<NodeId, NodeState>,
    /// Children by parent, in order, removed ones included.
    pub(crate) children: SharedMap<Parent, Vec<NodeId>>,
    pub(crate) targets: SharedMap<TargetId, TargetState>,
    pub(crate) targets_of: SharedMap<NodeId, Vec<TargetId>>,
    pub(crate) annotations: SharedMap<AnnotationId, Stamp>,
    pub(crate) annotations_of: SharedMap<NodeId, Vec<AnnotationId>>,
    /// Replies by the annotation they answer, removed ones included.
    pub(crate) replies: SharedMap<AnnotationId, Vec<AnnotationId>>,
    /// Directory units ever entered.
    pub(crate) directory: BTreeSet<UnitId>,
    /// Units by their short names and aliases, normalised; removed ones included.
    pub(crate) unit_names: SharedMap<String, Vec<UnitId>>,
    /// Live writes by field; a field absent here is as the reading says.
    pub(crate) fields: SharedMap<(Entity, Field), Vec<Write>>,
    /// Nodes by the fields that somebody ever set of them.
    pub(crate) nodes_set: FxHashMap<Field, SharedMap<NodeId, ()>>,
    /// Fields with more than one live write.
    pub(crate) conflicts: BTreeSet<(Entity, Field)>,
    pub(crate) flags: SharedMap<NodeId, Vec<Flag>>,
    pub(crate) held: Vec<HeldRecord>,
    /// Entities that a newer version's op touched: shown, not edited.
    pub(crate) locked: FxHashSet<Entity>,
    /// Who wrote each record, and when.
    pub(crate) stamps: SharedMap<RecordId, Stamp>,
    /// Highest Lamport counter seen.
    pub(crate) lamport: u64,
    /// Names of people, where known.
    pub(crate) people: BTreeMap<PersonId, String>,
    /// The computer that it is open on.
    #[serde(skip)]
    pub(crate) here: Option<DeviceId>,
    pub(crate) revision: Revision,
    /// What the latest records touched.
    #[serde(skip)]
    pub(crate) trace: Trace,
}

impl Plan {
    /// A project with nothing in it.
    pub fn new() -> Self {
        Self::default()
    }

    /// Counts up with every applied record.
    pub fn revision(&self) -> Revision {
        self.revision
    }

    /// The revision since which the outline has the nodes it has, each where it hangs now.
    pub fn shape_revision(&self) -> Revision {
        self.trace.shape()
    }

    /// The revision at which nodes came or went, were hung elsewhere, or got another text or kind.
    pub fn text_revision(&self) -> Revision {
        self.trace.wording()
    }

    /// The nodes about which, or about whose targets and annotations, something changed after
    /// `since`, those that came or went among them. `None` when too much did, or too long ago.
    pub fn nodes_changed_since(&self, since: Revision) -> Option<Vec<NodeId>> {
        self.trace.since(since, self.revision)
    }

    /// True when nobody set anything differently from somebody else.
    pub fn is_without_conflicts(&self) -> bool {
        self.conflicts.is_empty()
    }

    /// True when a field of the entity itself holds several values.
    pub fn is_contested(&self, entity: Entity) -> bool {
        self.conflicts.range((entity, Field::Alive)..).next().is_some_and(|(first, _)| *first == entity)
    }

    /// Number of fields that people set differently.
    pub fn conflict_count(&self) -> usize {
        self.conflicts.iter().filter(|(entity, _)| self.is_shown(*entity)).count()
    }

    /// Highest Lamport counter of any record applied.
    pub fn lamport(&self) -> u64 {
        self.lamport
    }

    /// Makes a reading available; must precede the records that use it.
    pub fn add_reading(&mut self, id: ReadingId, reading: Arc<Reading>) {
        self.readings.insert(id, reading);
    }

    /// A reading at hand.
    pub fn reading(&self, id: ReadingId) -> Option<&Arc<Reading>> {
        self.readings.get(&id)
    }

    /// Ids of all readings at hand.
    pub fn reading_ids(&self) -> impl Iterator<Item = ReadingId> + '_ {
        self.readings.keys().copied()
    }

    /// Learns a person's name.
    pub fn name_person(&mut self, person: PersonId, name: impl Into<String>) {
        self.people.insert(person, name.into());
    }

    /// A person's name, or the short form of the id where none is known.
    pub fn person_name(&self, person: PersonId) -> String {
        self.people.get(&person).cloned().unwrap_or_else(|| person.to_string()[..8].to_owned())
    }

    /// Records that wait for something that has not arrived.
    pub fn held(&self) -> &[HeldRecord] {
        &self.held
    }

    /// True when a newer version wrote something about `entity` that this one cannot show.
    pub fn is_locked(&self, entity: Entity) -> bool {
        self.locked.contains(&entity)
    }

    /// Whether the entity exists at all, removed or not.
    pub fn knows(&self, entity: Entity) -> bool {
        match entity {
            Entity::Project => true,
            Entity::Document(id) => self.documents.contains_key(&id),
            Entity::Node(id) => self.nodes.contains_key(&id),
            Entity::Target(id) => self.targets.contains_key(&id),
            Entity::Annotation(id) => self.annotations.contains_key(&id),
            Entity::Unit(id) => self.directory.contains(&id),
        }
    }

    /// The live writes of a field: none when it is as the reading says, several in a conflict.
    pub fn writes(&self, entity: Entity, field: Field) -> &[Write] {
        self.fields.get(&(entity, field)).map_or(&[], Vec::as_slice)
    }

    /// The write that is shown: the latest wall time; device id, then write id, break ties.
    pub fn shown_write(&self, entity: Entity, field: Field) -> Option<&Write> {
        self.writes(entity, field)
            .iter()
            .max_by_key(|write| (write.stamp.at, write.stamp.device, write.origin, write.id))
    }

    /// The value somebody set, if any; `None` means: as derived.
    pub fn set_value(&self, entity: Entity, field: Field) -> Option<&Value> {
        self.shown_write(entity, field)?.value.as_ref()
    }

    /// The words somebody set, if any.
    pub fn set_text(&self, entity: Entity, field: Field) -> Option<&str> {
        match self.set_value(entity, field)? {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The flag somebody set, if any.
    pub fn set_flag(&self, entity: Entity, field: Field) -> Option<bool> {
        match self.set_value(entity, field)? {
            Value::Flag(flag) => Some(*flag),
            _ => None,
        }
    }

    /// Removed entities stay in the state, so that undo and late edits can bring them back.
    /// Of two concurrent verdicts the one that keeps the entity wins.
    pub fn is_alive(&self, entity: Entity) -> bool {
        let kept = self.is_kept_by_someone(entity);
        let revived = || matches!(entity, Entity::Node(id) if self.flags(id).contains(&Flag::Revived));
        // A reply that the remover had not seen keeps what it answers.
        let answered = || match entity {
            Entity::Annotation(id) => {
                self.replies(id).iter().any(|reply| self.is_kept_by_someone(Entity::Annotation(*reply)))
            }
            _ => false,
        };
        (kept || revived() || answered())
            && match entity {
                Entity::Node(id) => self
                    .nodes
                    .get(&id)
                    .is_some_and(|node| node.touched || node.origin.is_none_or(|origin| origin.current)),
                Entity::Target(id) => self.targets.get(&id).is_some_and(|target| self.is_kept(id, target)),
                _ => true,
            }
    }

    /// Replies to an annotation, removed ones included. A reply to a reply answers the first.
    pub fn replies(&self, annotation: AnnotationId) -> &[AnnotationId] {
        self.replies.get(&annotation).map_or(&[], Vec::as_slice)
    }

    /// Whether nobody removed it, or somebody kept it without knowing of the removal.
    fn is_kept_by_someone(&self, entity: Entity) -> bool {
        let writes = self.writes(entity, Field::Alive);
        writes.is_empty() || writes.iter().any(|write| !matches!(write.value, Some(Value::Flag(false))))
    }

    /// Whether an entity is alive together with all that it hangs on: what is not shown anywhere is
    /// not edited either, since an edit would bring back what it hangs on.
    pub fn is_shown(&self, entity: Entity) -> bool {
        let hangs_on = match entity {
            Entity::Project | Entity::Document(_) | Entity::Unit(_) => return self.is_alive(entity),
            Entity::Node(id) => self.nodes.get(&id).map(|node| Entity::Document(node.document)),
            Entity::Target(id) => self.targets.get(&id).and_then(|target| target.node).map(Entity::Node),
            Entity::Annotation(id) => match self.set_value(entity, Field::Anchor) {
                Some(Value::Anchor(anchor)) if self.annotations.contains_key(&id) => {
                    Some(Entity::Node(anchor.node))
                }
                _ => None,
            },
        };
        self.is_alive(entity) && hangs_on.is_some_and(|above| self.is_shown(above))
    }

    /// Whether a target is still read, or worked on, or read together with a node that is kept
    /// although its source is gone.
    fn is_kept(&self, id: TargetId, target: &TargetState) -> bool {
        let Some(origin) = target.origin.filter(|origin| !origin.current) else { return true };
        let worked_on = || {
            let fields = Field::NAMES.iter().map(|(field, _)| *field);
            fields
                .filter(|field| *field != Field::Alive)
                .any(|field| self.writes(Entity::Target(id), field).iter().any(|write| write.value.is_some()))
        };
        // Minted together: what another adoption read into the same node went with that adoption.
        let beside = || {
            let node = target.node.filter(|node| node.record == id.record);
            let node = node.and_then(|node| self.nodes.get(&node)).filter(|node| node.touched);
            node.and_then(|node| node.origin)
                .is_some_and(|node| !node.current && node.reading == origin.reading)
        };
        worked_on() || beside()
    }

    /// Documents that were not removed, in the order of import.
    pub fn documents(&self) -> impl Iterator<Item = &DocumentState> {
        let mut documents: Vec<_> = self
            .documents
            .values()
            .map(|document| &**document)
            .filter(|document| self.is_alive(Entity::Document(document.id)))
            .collect();
        documents.sort_by_key(|document| {
            (self.stamps.get(&document.id.record).map(|stamp| stamp.at), document.id)
        });
        documents.into_iter()
    }

    /// A document, removed or not.
    pub fn document_state(&self, id: DocumentId) -> Option<&DocumentState> {
        self.documents.get(&id).map(|document| &**document)
    }

    /// The fixed part of a node, removed or not.
    pub fn node_state(&self, id: NodeId) -> Option<&NodeState> {
        self.nodes.get(&id)
    }

    /// The fixed part of a target, removed or not.
    pub fn target_state(&self, id: TargetId) -> Option<&TargetState> {
        self.targets.get(&id)
    }

    /// Children in order, removed ones included.
    pub fn all_children(&self, parent: Parent) -> &[NodeId] {
        self.children.get(&parent).map_or(&[], Vec::as_slice)
    }

    /// Where a node with this key stands, or would stand, among the children of `parent`.
    pub(crate) fn place_for(&self, parent: Parent, key: &OrderKey, node: NodeId) -> usize {
        self.all_children(parent).partition_point(|sibling| {
            self.nodes.get(sibling).is_some_and(|state| (&state.key, *sibling) < (key, node))
        })
    }

    /// A node's parent and its index among all its siblings, removed ones included. Logarithmic.
    pub(crate) fn place_of(&self, node: NodeId) -> Option<(Parent, usize)> {
        let state = self.nodes.get(&node)?;
        let at = self.place_for(state.parent, &state.key, node);
        (self.all_children(state.parent).get(at) == Some(&node)).then_some((state.parent, at))
    }

    /// The sibling after a node, without removed ones.
    pub(crate) fn next_sibling(&self, node: NodeId) -> Option<NodeId> {
        let (parent, at) = self.place_of(node)?;
        let after = self.all_children(parent)[at + 1..].iter().copied();
        after.into_iter().find(|sibling| self.is_alive(Entity::Node(*sibling)))
    }

    /// Children in order, without removed ones.
    pub fn children(&self, parent: Parent) -> impl DoubleEndedIterator<Item = NodeId> + '_ {
        self.all_children(parent).iter().copied().filter(|child| self.is_alive(Entity::Node(*child)))
    }

    /// Nodes whose `field` somebody set, removed ones included, in no order.
    pub fn nodes_with(&self, field: Field) -> impl Iterator<Item = NodeId> + '_ {
        self.nodes_set.get(&field).into_iter().flat_map(|nodes| nodes.keys().copied())
    }

    /// Flags of a node.
    pub fn flags(&self, node: NodeId) -> &[Flag] {
        self.flags.get(&node).map_or(&[], Vec::as_slice)
    }

    /// Number of nodes ever known, removed ones included.
    pub fn node_count(&self) -> usize {
        self.nodes.len()
    }
}
