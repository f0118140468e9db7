//! What a user, or a line of `luoshi apply`, asks of an open project.

use crate::change::actions::TargetEdit;
use crate::model::{
    AnnotationId, Assignment, DocumentId, Entity, Field, FirstUnit, NodeId, NodeKind, Parent,
    ResponsibleUnit, SourceSpan, TargetId, TaskStatus, UnitId, Value, WriteId,
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
    /// Makes a task of a section, or a section of a task; no word is lost.
    SetKind(NodeId, NodeKind),
    /// Says whether a task is still to be done.
    SetStatus(NodeId, TaskStatus),
    /// Sets the numeral before a node; empty takes it away.
    SetMarker(NodeId, String),
    /// Numbers the children in order, in the form of the first numeral among them, on from the lowest.
    Renumber(Parent),
    /// Makes nodes again, each with all below it, right behind itself.
    Duplicate(Vec<NodeId>),
    /// Makes the nodes that a Markdown text describes: what `outline::outline_markdown` wrote, or an
    /// outline of another program.
    Paste {
        /// Under what.
        parent: Parent,
        /// Before which child; `None` is the end.
        before: Option<NodeId>,
        /// The text.
        markdown: String,
    },
    /// Moves several nodes, in their order, under a parent, before a child or at the end.
    MoveAll(Vec<NodeId>, Parent, Option<NodeId>),
    /// Removes several nodes with all below them.
    RemoveAll(Vec<NodeId>),
    /// Sets the ordered units of several nodes.
    AssignAll(Vec<(NodeId, Vec<Assignment>)>),
    /// Sets the deadline of several nodes by its words.
    SetDeadlineAll(Vec<NodeId>, String),
    /// Says of several tasks whether they are still to be done.
    SetStatusAll(Vec<NodeId>, TaskStatus),
    /// Rewords an annotation.
    SetAnnotation(AnnotationId, String),
    /// Answers an annotation at its own place.
    Reply {
        /// The annotation.
        annotation: AnnotationId,
        /// What is said.
        body: String,
        /// The unit that says it.
        author: String,
    },
    /// Sets a field to a value it once had; `None` is what the report says.
    Restore(Entity, Field, Option<Value>),
    /// Sets all that the directory says of a unit; another full name is a renaming.
    EditUnit(UnitId, ResponsibleUnit),
    /// Takes a unit out of the directory.
    RemoveUnit(UnitId),
    /// Numbers the units of the directory in this order.
    OrderUnits(Vec<UnitId>),
    /// Removes a node with all below it, a document, or an annotation with its replies.
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
    /// Edits of different nodes as one step to take back.
    Several(Vec<Command>),
    /// Takes the latest change back.
    Undo,
    /// Brings the latest undone change again.
    Redo,
}
