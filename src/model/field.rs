//! Fields, their values, and the writes that set them.

use super::{
    Amount, AnnotationId, CivilDate, Comparator, Deadline, DeviceId, DocumentId, FirstUnit, IdError,
    MeasureKind, NodeId, NodeKind, PersonId, ReadingId, SourceSpan, TargetId, TaskStatus, UnitId, UnitList,
    WriteId,
};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// Anything that has fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Entity {
    /// The project itself: its settings.
    Project,
    /// A document.
    Document(DocumentId),
    /// A section or task.
    Node(NodeId),
    /// A target.
    Target(TargetId),
    /// An annotation.
    Annotation(AnnotationId),
    /// A unit of the directory.
    Unit(UnitId),
}

/// The text form in records, in the JSON contract and in messages: the id, whose first letter tells
/// the kind; `project` for the project.
impl fmt::Display for Entity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Project => f.write_str("project"),
            Self::Document(id) => id.fmt(f),
            Self::Node(id) => id.fmt(f),
            Self::Target(id) => id.fmt(f),
            Self::Annotation(id) => id.fmt(f),
            Self::Unit(id) => write!(f, "u{id}"),
        }
    }
}

impl FromStr for Entity {
    type Err = IdError;
    fn from_str(text: &str) -> Result<Self, IdError> {
        match text.as_bytes().first() {
            Some(b'd') => text.parse().map(Self::Document),
            Some(b'n') => text.parse().map(Self::Node),
            Some(b't') => text.parse().map(Self::Target),
            Some(b'a') => text.parse().map(Self::Annotation),
            Some(b'u') => text[1..].parse().map(Self::Unit),
            _ if text == "project" => Ok(Self::Project),
            _ => Err(IdError(text.into())),
        }
    }
}

/// A field of an entity. The comment names the entities and the value each takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Field {
    /// Every entity but the project: `Flag`, false when removed.
    Alive,
    /// Project, document, node: `Text`.
    Title,
    /// Project, node: `Text`.
    Note,
    /// Project: `FirstUnit`.
    FirstUnit,
    /// Document: `Reading`, the reading its nodes are derived from.
    Reading,
    /// Node: `Kind`.
    Kind,
    /// Node: `Text`, the numeral before the title.
    Marker,
    /// Node: `Pieces`.
    Text,
    /// Node: `Units`.
    Units,
    /// Node: `Text`, the leader's post.
    Leader,
    /// Node: `Deadline`.
    Deadline,
    /// Node: `Status`.
    Status,
    /// Target: `Node`, the node it belongs to.
    Node,
    /// Target: `Text`.
    Indicator,
    /// Target: `Comparator`.
    Comparator,
    /// Target: `Amount`.
    Amount,
    /// Target: `Text`, the unit of measure.
    Measure,
    /// Target: `MeasureKind`.
    MeasureKind,
    /// Target: `Text`, the horizon in words.
    By,
    /// Target: `Flag`.
    Stretch,
    /// Target: `Text`, the source words.
    Quote,
    /// Annotation: `Anchor`.
    Anchor,
    /// Annotation: `Text`.
    Body,
    /// Annotation: `Text`, the unit that says it.
    Author,
    /// Annotation: `Flag`.
    Resolved,
    /// Annotation: `Annotation`, the one it replies to.
    ReplyTo,
    /// Directory unit: `Text`.
    FullName,
    /// Directory unit: `Text`.
    ShortName,
    /// Directory unit: `Text`.
    Group,
    /// Directory unit: `Number`, its place in the customary order.
    Order,
    /// Directory unit: `Names`, other names it goes by.
    Aliases,
    /// Directory unit: `Merger`, the unit that took its place.
    MergedInto,
    /// Directory unit: `Posts`.
    Posts,
}

impl Field {
    /// All fields with their names in records and in the JSON contract.
    pub const NAMES: [(Self, &'static str); 33] = [
        (Self::Alive, "alive"),
        (Self::Title, "title"),
        (Self::Note, "note"),
        (Self::FirstUnit, "first_unit"),
        (Self::Reading, "reading"),
        (Self::Kind, "kind"),
        (Self::Marker, "marker"),
        (Self::Text, "text"),
        (Self::Units, "units"),
        (Self::Leader, "leader"),
        (Self::Deadline, "deadline"),
        (Self::Status, "status"),
        (Self::Node, "node"),
        (Self::Indicator, "indicator"),
        (Self::Comparator, "comparator"),
        (Self::Amount, "value"),
        (Self::Measure, "unit"),
        (Self::MeasureKind, "measure_kind"),
        (Self::By, "by"),
        (Self::Stretch, "stretch"),
        (Self::Quote, "quote"),
        (Self::Anchor, "anchor"),
        (Self::Body, "body"),
        (Self::Author, "author"),
        (Self::Resolved, "resolved"),
        (Self::ReplyTo, "reply_to"),
        (Self::FullName, "full_name"),
        (Self::ShortName, "short_name"),
        (Self::Group, "group"),
        (Self::Order, "order"),
        (Self::Aliases, "aliases"),
        (Self::MergedInto, "merged_into"),
        (Self::Posts, "posts"),
    ];

    /// The stable name.
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(field, _)| *field == self).map_or("", |(_, name)| name)
    }

    /// Whether a value is of the sort that the field takes.
    pub fn takes(self, value: &Value) -> bool {
        match self {
            Self::Alive | Self::Stretch | Self::Resolved => matches!(value, Value::Flag(_)),
            Self::FirstUnit => matches!(value, Value::FirstUnit(_)),
            Self::Reading => matches!(value, Value::Reading(_)),
            Self::Kind => matches!(value, Value::Kind(_)),
            Self::Text => matches!(value, Value::Pieces(_)),
            Self::Units => matches!(value, Value::Units(_)),
            Self::Deadline => matches!(value, Value::Deadline(_)),
            Self::Status => matches!(value, Value::Status(_)),
            Self::Node => matches!(value, Value::Node(_)),
            Self::Comparator => matches!(value, Value::Comparator(_)),
            Self::Amount => matches!(value, Value::Amount(_)),
            Self::MeasureKind => matches!(value, Value::MeasureKind(_)),
            Self::Anchor => matches!(value, Value::Anchor(_)),
            Self::ReplyTo => matches!(value, Value::Annotation(_)),
            Self::Order => matches!(value, Value::Number(_)),
            Self::Aliases => matches!(value, Value::Names(_)),
            Self::MergedInto => matches!(value, Value::Merger(..)),
            Self::Posts => matches!(value, Value::Posts(_)),
            Self::Title
            | Self::Note
            | Self::Marker
            | Self::Leader
            | Self::Indicator
            | Self::Measure
            | Self::By
            | Self::Quote
            | Self::Body
            | Self::Author
            | Self::FullName
            | Self::ShortName
            | Self::Group => matches!(value, Value::Text(_)),
        }
    }

    /// The field of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(_, known)| *known == name).map(|(field, _)| *field)
    }
}

/// A part of a node's text: words of a source, or words of our own.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Piece {
    /// A passage of a reading.
    Source(ReadingId, SourceSpan),
    /// Written in this project.
    Own(String),
}

/// Which reading a document's nodes come from, and which of its nodes are old ones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adoption {
    /// The reading.
    pub reading: ReadingId,
    /// Nodes that live on, with their index in the new reading.
    pub nodes: Vec<(NodeId, u32)>,
    /// Targets that live on, with their index in the new reading.
    pub targets: Vec<(TargetId, u32)>,
}

/// Where an annotation hangs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// The node.
    pub node: NodeId,
    /// The words commented on; empty for a comment on the whole node.
    pub quote: String,
    /// Byte offset of the quote in the node's text when the comment was made.
    pub start: Option<u32>,
}

/// A field's value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Value {
    /// Words.
    Text(String),
    /// A node's text.
    Pieces(Vec<Piece>),
    /// Responsible units.
    Units(UnitList),
    /// A deadline.
    Deadline(Deadline),
    /// Yes or no.
    Flag(bool),
    /// A whole number.
    Number(i64),
    /// A target's number.
    Amount(Amount),
    /// A target's comparator.
    Comparator(Comparator),
    /// A target's sort of number.
    MeasureKind(MeasureKind),
    /// Section or task.
    Kind(NodeKind),
    /// Whether a task is still to be done.
    Status(TaskStatus),
    /// A node.
    Node(NodeId),
    /// An annotation's place.
    Anchor(Anchor),
    /// An annotation.
    Annotation(AnnotationId),
    /// Names of a unit.
    Names(Vec<String>),
    /// The unit that took a unit's place, and since when.
    Merger(UnitId, Option<CivilDate>),
    /// Posts of a unit, each with its holder.
    Posts(Vec<(String, String)>),
    /// The switch 首位为牵头单位.
    FirstUnit(FirstUnit),
    /// A document's reading.
    Reading(Adoption),
}

/// Who wrote when.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Stamp {
    /// Wall time, milliseconds since 1970-01-01 UTC.
    pub at: i64,
    /// The person.
    pub person: PersonId,
    /// The device.
    pub device: DeviceId,
}

/// One write of a field that no other write replaces.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Write {
    /// The op that wrote it.
    pub id: WriteId,
    /// The op that first wrote this value; differs from `id` after an undo.
    pub origin: WriteId,
    /// Who and when, of the first writing.
    pub stamp: Stamp,
    /// The value; `None` returns the field to what the reading says.
    pub value: Option<Value>,
}
