//! Plain data: what a plan is made of.
//!
//! Knows nothing about files, clocks, threads or the screen.

mod deadline;
mod field;
mod id;
mod node;
mod numbering;
mod order;
mod plan;
mod progress;
mod reading;
mod shared_map;
mod span;
mod target;
mod trace;
mod unit;
mod view;

pub use deadline::{CivilDate, Deadline};
pub use field::{Adoption, Anchor, Entity, Field, Piece, Stamp, Value, Write};
pub use id::{
    AnnotationId, DeviceId, DocumentId, IdError, NodeId, PersonId, ReadingId, RecordId, SourceId, TargetId,
    UnitId, WriteId, WriterId,
};
pub use node::{NodeKind, Parent, TaskStatus};
pub use numbering::Numbering;
pub use order::OrderKey;
pub use plan::{DocumentState, Flag, HeldRecord, NodeState, Origin, Plan, Revision, TargetState};
pub use progress::{CancelToken, Cancelled, NoReport, Reporter};
pub use reading::{
    Evidence, OPENING, ReadNode, ReadTarget, Reading, ReadingWarning, RuleName, SourceComment,
};
pub use span::SourceSpan;
pub use target::{Amount, Comparator, MeasureKind, TargetValue};
pub use unit::{Assignment, FirstUnit, Joint, ResponsibleUnit, Role, UnitList, normalised_name};
pub(crate) use view::first_clause;
pub use view::{AnnotationView, Conflict, ConflictValue, DocumentView, NodeView, Signature, TargetView};
