//! What the latest records touched, so that views can follow an edit without looking at everything.

use super::{NodeId, Revision};
use std::collections::VecDeque;

/// Records that are remembered; a view that is further behind is made anew.
const RECORDS: usize = 32;
/// Nodes that one record may touch before it counts as having touched everything.
const NODES: usize = 4096;

/// What one record touched.
#[derive(Clone, Debug)]
struct Touched {
    revision: Revision,
    /// `None`: too much to be told one by one.
    nodes: Option<Vec<NodeId>>,
}

/// What the latest records touched. Belongs to one open plan; it is no part of the project's state.
#[derive(Clone, Debug, Default)]
pub(crate) struct Trace {
    shape: Revision,
    wording: Revision,
    recent: VecDeque<Touched>,
}

impl Trace {
    /// A record begins to be applied.
    pub(crate) fn begin(&mut self, revision: Revision) {
        if self.recent.len() == RECORDS {
            self.recent.pop_front();
        }
        self.recent.push_back(Touched { revision, nodes: Some(Vec::new()) });
    }

    /// Something about a node changed, or about what hangs on it.
    pub(crate) fn touch(&mut self, node: NodeId) {
        let Some(last) = self.recent.back_mut() else { return };
        let Some(nodes) = &mut last.nodes else { return };
        if nodes.len() == NODES {
            last.nodes = None;
        } else if nodes.last() != Some(&node) {
            nodes.push(node);
        }
    }

    /// Which nodes there are, or where they hang, changed.
    pub(crate) fn reshape(&mut self) {
        if let Some(last) = self.recent.back() {
            (self.shape, self.wording) = (last.revision, last.revision);
        }
    }

    /// The text or kind of a node changed.
    pub(crate) fn reword(&mut self) {
        if let Some(last) = self.recent.back() {
            self.wording = last.revision;
        }
    }

    /// Anything may have changed.
    pub(crate) fn upset(&mut self) {
        self.reshape();
        if let Some(last) = self.recent.back_mut() {
            last.nodes = None;
        }
    }

    /// The revision of the latest change of shape.
    pub(crate) fn shape(&self) -> Revision {
        self.shape
    }

    /// The revision of the latest change of shape, text or kind.
    pub(crate) fn wording(&self) -> Revision {
        self.wording
    }

    /// The nodes touched after `since`, up to `now`; some may stand there twice. `None` when that
    /// is not known.
    pub(crate) fn since(&self, since: Revision, now: Revision) -> Option<Vec<NodeId>> {
        if since == now {
            return Some(Vec::new());
        }
        let first = self.recent.front()?.revision;
        if since > now || first.0 > since.0 + 1 {
            return None;
        }
        let mut nodes = Vec::new();
        for touched in self.recent.iter().filter(|touched| touched.revision > since) {
            nodes.extend_from_slice(touched.nodes.as_ref()?);
        }
        Some(nodes)
    }
}
