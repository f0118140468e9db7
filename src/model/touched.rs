//! What the latest records touched, so that views of a large plan follow an edit without looking at
//! everything. Belongs to one open plan: it is neither saved nor part of the shared state.

use super::{DocumentId, NodeId, Revision, UnitId};
use std::collections::VecDeque;

/// Entries kept; a view that is further behind is made anew.
const KEPT: usize = 8192;

/// What a record touched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Touched {
    /// A field of the node, a target or an annotation of it.
    Node(NodeId),
    /// The node was made, moved, removed or brought back: also what hangs under it is concerned.
    Place(NodeId),
    /// The document came, went, or has another reading: all its nodes are concerned.
    Document(DocumentId),
    /// A unit of the directory.
    Unit(UnitId),
    /// Settings, titles of documents.
    Project,
}

/// The latest entries, oldest first.
#[derive(Clone, Debug, Default)]
pub(crate) struct TouchedLog {
    entries: VecDeque<(Revision, Touched)>,
    /// All that came after this revision is known.
    from: Revision,
}

impl TouchedLog {
    /// Notes what the record of `revision` touched. Every record has to note something.
    pub(crate) fn note(&mut self, revision: Revision, touched: Touched) {
        let last = self.entries.back();
        if last == Some(&(revision, touched)) || revision <= self.from {
            return;
        }
        if last.is_none() {
            self.from = self.from.max(Revision(revision.0 - 1));
        }
        if self.entries.len() >= KEPT {
            // A revision is kept whole or not at all.
            self.from = self.entries.front().map_or(revision, |(oldest, _)| *oldest);
            while self.entries.front().is_some_and(|(oldest, _)| *oldest == self.from) {
                self.entries.pop_front();
            }
            if revision == self.from {
                return;
            }
        }
        self.entries.push_back((revision, touched));
    }

    /// Entries after `since`, or `None` when some are no longer known. `now` is the plan's revision.
    pub(crate) fn since(&self, since: Revision, now: Revision) -> Option<impl Iterator<Item = Touched> + '_> {
        let whole = || since >= self.from && self.entries.back().is_some_and(|(last, _)| *last == now);
        (since <= now && (since == now || whole())).then(|| {
            let from = self.entries.partition_point(|(revision, _)| *revision <= since);
            self.entries.range(from..).map(|(_, touched)| *touched)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::RecordId;

    fn list(log: &TouchedLog, since: u64, now: u64) -> Option<usize> {
        log.since(Revision(since), Revision(now)).map(Iterator::count)
    }

    #[test]
    fn a_view_learns_what_was_touched_since_it_was_made_or_that_it_is_too_old() {
        let mut log = TouchedLog::default();
        assert_eq!(list(&log, 500, 500), Some(0));
        assert_eq!(list(&log, 0, 500), None, "a plan out of the cache knows nothing of before");
        log.note(Revision(501), Touched::Project);
        let node = NodeId { record: RecordId::default(), ordinal: 0 };
        log.note(Revision(502), Touched::Node(node));
        log.note(Revision(502), Touched::Place(node));
        assert_eq!(list(&log, 500, 502), Some(3));
        assert_eq!(list(&log, 501, 502), Some(2));
        assert_eq!(list(&log, 502, 502), Some(0));
        assert_eq!(list(&log, 499, 502), None);
        assert_eq!(list(&log, 503, 502), None, "another plan");
    }

    #[test]
    fn a_record_too_large_to_keep_is_not_kept_in_part() {
        let mut log = TouchedLog::default();
        log.note(Revision(1), Touched::Project);
        let node = |ordinal| Touched::Node(NodeId { record: RecordId::default(), ordinal });
        (0..20_000).for_each(|ordinal| log.note(Revision(2), node(ordinal)));
        assert_eq!(list(&log, 1, 2), None);
        log.note(Revision(3), Touched::Project);
        assert_eq!(list(&log, 1, 3), None);
        assert_eq!(list(&log, 2, 3), Some(1));
    }
}
