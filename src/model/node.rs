//! What kinds of node the outline has, and where a node hangs.

use super::{DocumentId, NodeId};
use serde::{Deserialize, Serialize};

/// Section (a heading with what it holds) or task (a commitment to act).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum NodeKind {
    /// A heading that structures the text.
    Section,
    /// The smallest unit that commits someone to an action.
    Task,
}

/// Whether the text commits to the task or reports it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum TaskStatus {
    /// To be done (the default).
    #[default]
    Planned,
    /// Reported as achieved.
    Done,
    /// Both in one passage.
    Mixed,
}

impl TaskStatus {
    /// All, in the order menus show them.
    pub const ALL: [Self; 3] = [Self::Planned, Self::Done, Self::Mixed];

    /// The name in records and in the JSON contract.
    pub fn name(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Done => "done",
            Self::Mixed => "mixed",
        }
    }

    /// The status of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.name() == name)
    }
}

/// What a node hangs under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Parent {
    /// The top level of a document.
    Document(DocumentId),
    /// Another node.
    Node(NodeId),
}
