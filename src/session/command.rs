//! What a user, or a line of `luoshi apply`, asks of an open project.

use crate::change::actions::TargetEdit;
use crate::model::{
    AnnotationId, Assignment, DocumentId, Entity, Field, FirstUnit, NodeId, Parent, ResponsibleUnit,
    SourceSpan, TargetId, WriteId,
};

/// One verb with what the user gave in. Offsets are bytes in the node's text.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Rewords a title; empty returns it to the report's.
    SetTitle(NodeId, String),
    /// Rewords a text.
    SetText(NodeId, String),
    /// Sets a note.
    SetNote(NodeId, String),
    /// Sets a deadline by its words; the reader's grammar finds the date. Empty clears.
    SetDeadline(NodeId, String),
    /// Sets the ordered units.
    Assign(NodeId, Vec<Assignment>),
    /// Sets the leader's post.
    SetLeader(NodeId, String),
    /// Changes a target, or makes one when there is no id.
    SetTarget(NodeId, Option<TargetId>, TargetEdit),
    /// Removes a target.
    RemoveTarget(TargetId),
    /// Comments on words of a node, or on the whole node when `quote` is empty.
    Annotate {
        /// The node.
        node: NodeId,
        /// The words.
        quote: String,
        /// Where they begin in the node's text.
        start: Option<usize>,
        /// What is said.
        body: String,
        /// The unit that says it.
        author: String,
    },
    /// Marks an annotation as dealt with, or open again.
    Resolve(AnnotationId, bool),
    /// Splits a node.
    Split(NodeId, usize),
    /// Makes words of a node's text a task of their own.
    ExtractTask(NodeId, std::ops::Range<usize>),
    /// Makes a task of a passage of the report that no node holds.
    TakeUp {
        /// Under what.
        parent: Parent,
        /// Before which child; `None` is the end.
        before: Option<NodeId>,
        /// The passage, in the text of the document's reading.
        passage: SourceSpan,
    },
    /// Merges the next sibling into a node.
    Merge(NodeId),
    /// Moves a node under a parent, before a child or at the end.
    Move(NodeId, Parent, Option<NodeId>),
    /// Adds a task.
    AddTask {
        /// Under what.
        parent: Parent,
        /// Before which child; `None` is the end.
        before: Option<NodeId>,
        /// Its text.
        text: String,
    },
    /// Adds a section.
    AddSection {
        /// Under what.
        parent: Parent,
        /// Before which child; `None` is the end.
        before: Option<NodeId>,
        /// Its title.
        title: String,
    },
    /// Removes a node with all below it, a document or an annotation.
    Remove(Entity),
    /// Settles a conflict.
    Choose(Entity, Field, WriteId),
    /// Renames a document.
    SetDocumentTitle(DocumentId, String),
    /// Sets the title over the printed tables.
    SetProjectTitle(String),
    /// Sets the note under the printed tables.
    SetProjectNote(String),
    /// Turns the switch 首位为牵头单位.
    SetFirstUnit(FirstUnit),
    /// Enters units into the directory.
    EnterUnits(Vec<ResponsibleUnit>),
    /// Takes the latest change back.
    Undo,
    /// Brings the latest undone change again.
    Redo,
}
