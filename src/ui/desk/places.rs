//! The places shown before, to go back to and forward again.

use crate::model::NodeId;
use crate::ui::commands::Tab;
use std::collections::VecDeque;

/// Places remembered.
const MOST: usize = 100;

/// A place: a node in a tab.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Visit {
    /// The node shown; none before the first one is selected.
    pub(super) node: Option<NodeId>,
    /// The middle pane.
    pub(super) tab: Tab,
}

/// The places shown so far. A place whose node was removed is passed over, not forgotten: undo
/// brings node and place back.
#[derive(Debug, Default)]
pub(super) struct Places {
    visits: VecDeque<Visit>,
    /// Which of them is shown.
    at: usize,
}

impl Places {
    /// Notes what is shown now. A step to a neighbouring row moves the place along: who walks down
    /// thirty rows by the arrow key wants one place to come back to, not thirty.
    pub(super) fn note(&mut self, now: Visit, is_step: bool) {
        match self.visits.get_mut(self.at) {
            Some(shown) if *shown == now => {}
            Some(shown) if is_step && shown.tab == now.tab => *shown = now,
            _ => {
                self.visits.truncate(self.at + 1);
                if self.visits.len() == MOST {
                    self.visits.pop_front();
                }
                self.visits.push_back(now);
                self.at = self.visits.len() - 1;
            }
        }
    }

    /// The place to show before this one, of those that `stand`; it is shown from now on.
    pub(super) fn back(&mut self, stands: impl Fn(&Visit) -> bool) -> Option<Visit> {
        self.at = self.before(&stands)?;
        self.visits.get(self.at).copied()
    }

    /// The place to show after this one.
    pub(super) fn forward(&mut self, stands: impl Fn(&Visit) -> bool) -> Option<Visit> {
        self.at = self.after(&stands)?;
        self.visits.get(self.at).copied()
    }

    /// Whether there is a place to go back to, and one to go forward to.
    pub(super) fn ways(&self, stands: impl Fn(&Visit) -> bool) -> (bool, bool) {
        (self.before(&stands).is_some(), self.after(&stands).is_some())
    }

    fn before(&self, stands: impl Fn(&Visit) -> bool) -> Option<usize> {
        let shown = self.visits.get(self.at);
        (0..self.at)
            .rev()
            .find(|at| self.visits.get(*at).is_some_and(|visit| Some(visit) != shown && stands(visit)))
    }

    fn after(&self, stands: impl Fn(&Visit) -> bool) -> Option<usize> {
        let shown = self.visits.get(self.at);
        let rest = self.at + 1..self.visits.len();
        rest.into_iter()
            .find(|at| self.visits.get(*at).is_some_and(|visit| Some(visit) != shown && stands(visit)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::RecordId;

    fn at(ordinal: u32) -> Visit {
        Visit { node: Some(NodeId { record: RecordId::default(), ordinal }), tab: Tab::Text }
    }

    #[test]
    fn back_and_forward_lead_through_the_places_shown() {
        let mut places = Places::default();
        for ordinal in 0..3 {
            places.note(at(ordinal), false);
        }
        assert_eq!(places.back(|_| true), Some(at(1)));
        assert_eq!(places.back(|_| true), Some(at(0)));
        assert_eq!(places.back(|_| true), None);
        assert_eq!(places.forward(|_| true), Some(at(1)));
        places.note(at(7), false);
        assert_eq!(places.forward(|_| true), None, "a new place ends the way forward");
        assert_eq!(places.back(|_| true), Some(at(1)));
    }

    #[test]
    fn steps_move_the_place_along() {
        let mut places = Places::default();
        places.note(at(0), false);
        places.note(at(10), false);
        for ordinal in 11..40 {
            places.note(at(ordinal), true);
        }
        assert_eq!(places.back(|_| true), Some(at(0)));
        assert_eq!(places.forward(|_| true), Some(at(39)));
    }

    #[test]
    fn a_removed_place_is_passed_over_and_found_again_when_it_comes_back() {
        let mut places = Places::default();
        for ordinal in 0..3 {
            places.note(at(ordinal), false);
        }
        let without = |visit: &Visit| *visit != at(1);
        assert_eq!(places.ways(without), (true, false));
        assert_eq!(places.back(without), Some(at(0)));
        assert_eq!(places.forward(|_| true), Some(at(1)));
    }

    #[test]
    fn only_so_many_places_are_remembered() {
        let mut places = Places::default();
        for ordinal in 0..500 {
            places.note(at(ordinal), false);
        }
        let mut back = 0;
        while places.back(|_| true).is_some() {
            back += 1;
        }
        assert_eq!(back, MOST - 1);
    }
}
