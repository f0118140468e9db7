//! Ops, changes and records.

use crate::model::{
    AnnotationId, DocumentId, Entity, Field, NodeId, OrderKey, Parent, ReadingId, RecordId, SourceId, Stamp,
    TargetId, UnitId, Value, WriteId,
};

/// One step of a change. Addresses things by id, never by position.
#[derive(Clone, Debug, PartialEq)]
pub enum Op {
    /// A report is brought in; its nodes are `NodeId { record, ordinal in the reading }`.
    CreateDocument {
        /// Its id; `ordinal` 0: one document a record.
        id: DocumentId,
        /// The original file.
        source: SourceId,
        /// Extension of the original file, lower case, without the dot.
        extension: String,
        /// Name of the original file.
        file_name: String,
        /// The reading that its nodes are derived from.
        reading: ReadingId,
    },
    /// A section or task made by a person.
    CreateNode {
        /// Its id.
        id: NodeId,
        /// Its document.
        document: DocumentId,
        /// What it hangs under.
        parent: Parent,
        /// Its place among siblings.
        key: OrderKey,
    },
    /// A target made by a person.
    CreateTarget {
        /// Its id.
        id: TargetId,
        /// The node it belongs to.
        node: NodeId,
    },
    /// An annotation; its place, words and author are set beside it.
    CreateAnnotation {
        /// Its id.
        id: AnnotationId,
    },
    /// A unit of the directory; creating it twice is creating it once.
    CreateUnit {
        /// Its id.
        id: UnitId,
    },
    /// Sets one field.
    Set {
        /// Whose.
        entity: Entity,
        /// Which.
        field: Field,
        /// The value; `None` returns the field to what the reading says.
        value: Option<Value>,
        /// The writes of this field that this one replaces.
        over: Vec<WriteId>,
        /// For an undo: the write whose value, person and time are reinstated.
        restores: Option<WriteId>,
        /// For a removal: the writes of the entity that its author had seen.
        seen: Vec<WriteId>,
    },
    /// Hangs a node elsewhere.
    Move {
        /// The node.
        node: NodeId,
        /// Its new parent.
        parent: Parent,
        /// Its new place.
        key: OrderKey,
    },
    /// Written by a newer version: kept, and locks its entity.
    Unknown {
        /// What it is called there.
        name: String,
        /// What it is about.
        entity: Option<Entity>,
    },
}

/// What one user action writes: a label for undo and history, and its ops.
#[derive(Clone, Debug, Default, PartialEq)]
#[must_use = "a change does nothing until a session commits it"]
pub struct Change {
    /// Stable name of the verb (`assign`, `set_title`); the message table has its words.
    pub label: String,
    /// The ops, in order.
    pub ops: Vec<Op>,
}

impl Change {
    /// True when nothing would be written.
    pub fn is_empty(&self) -> bool {
        self.ops.is_empty()
    }
}

/// A change with its place in the history of the project.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// Writer and number.
    pub id: RecordId,
    /// Greater than that of any record its author had seen.
    pub lamport: u64,
    /// Who and when.
    pub stamp: Stamp,
    /// What it did.
    pub change: Change,
}

/// Mints the ids of things that a change creates.
#[derive(Clone, Debug)]
pub struct Mint {
    record: RecordId,
    nodes: u32,
    targets: u32,
    annotations: u32,
}

impl Mint {
    /// Ids for the record that the change will become.
    pub fn new(record: RecordId) -> Self {
        Self { record, nodes: 0, targets: 0, annotations: 0 }
    }

    /// The record.
    pub fn record(&self) -> RecordId {
        self.record
    }

    /// The record's document.
    pub fn document(&self) -> DocumentId {
        DocumentId { record: self.record, ordinal: 0 }
    }

    /// A fresh node id.
    pub fn node(&mut self) -> NodeId {
        self.nodes += 1;
        NodeId { record: self.record, ordinal: self.nodes - 1 }
    }

    /// A fresh target id.
    pub fn target(&mut self) -> TargetId {
        self.targets += 1;
        TargetId { record: self.record, ordinal: self.targets - 1 }
    }

    /// A fresh annotation id.
    pub fn annotation(&mut self) -> AnnotationId {
        self.annotations += 1;
        AnnotationId { record: self.record, ordinal: self.annotations - 1 }
    }
}
