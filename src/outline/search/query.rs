//! What is searched for.

use crate::model::{CivilDate, NodeId, TaskStatus};
use serde::{Deserialize, Serialize};

/// A search: words, and what a node must be like besides. All of it must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SearchQuery {
    /// Words parted by white space; each must stand in the node, in whatever part of it.
    pub words: String,
    /// What the node must be like.
    pub traits: Vec<Trait>,
    /// A responsible unit of the node, by name.
    pub unit: Option<String>,
    /// The node is this section, or hangs under it.
    pub section: Option<NodeId>,
    /// When it must be finished.
    pub due: Option<Due>,
    /// Whether the text commits to the task or reports it.
    pub status: Option<TaskStatus>,
}

impl SearchQuery {
    /// True when nothing is asked for: that finds nothing.
    pub fn is_empty(&self) -> bool {
        self.words.trim().is_empty() && !self.has_filter()
    }

    /// True when something is asked for besides words.
    pub fn has_filter(&self) -> bool {
        !self.traits.is_empty()
            || self.unit.is_some()
            || self.section.is_some()
            || self.due.is_some()
            || self.status.is_some()
    }

    /// Asks for a trait, or no longer.
    pub fn toggle(&mut self, wanted: Trait) {
        let before = self.traits.len();
        self.traits.retain(|known| *known != wanted);
        if self.traits.len() == before {
            self.traits.push(wanted);
        }
    }
}

/// What a node is like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Trait {
    /// 未分派: a task without a unit.
    Unassigned,
    /// 无目标: a task without a target.
    NoTarget,
    /// 无时限: a task without a deadline.
    NoDeadline,
    /// 有批注: somebody commented on it.
    Noted,
    /// 待确认: recognised with little confidence, or flagged.
    Unsure,
    /// 改动冲突: people set a field of it differently.
    Contested,
}

impl Trait {
    /// All, in the order of the screen.
    pub const ALL: [Self; 6] =
        [Self::Unassigned, Self::NoTarget, Self::NoDeadline, Self::Noted, Self::Unsure, Self::Contested];

    pub(super) fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// When a task must be finished.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Due {
    /// 已过: the day has passed, and the task is not reported as done.
    Past,
    /// 本月.
    ThisMonth,
    /// 本季.
    ThisQuarter,
    /// From the first day to the last.
    Between(CivilDate, CivilDate),
}

impl Due {
    /// Whether a day is meant, seen from `today`.
    pub fn holds(self, day: CivilDate, today: CivilDate, status: TaskStatus) -> bool {
        let quarter = |day: CivilDate| (day.year, day.month.div_ceil(3));
        match self {
            Self::Past => day < today && status != TaskStatus::Done,
            Self::ThisMonth => (day.year, day.month) == (today.year, today.month),
            Self::ThisQuarter => quarter(day) == quarter(today),
            Self::Between(first, last) => first <= day && day <= last,
        }
    }
}

/// A search kept under a name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SavedView {
    /// Its name.
    pub name: String,
    /// What it searches for.
    pub query: SearchQuery,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deadlines_are_seen_from_today() {
        let day = |year, month, day| CivilDate::new(year, month, day).unwrap();
        let today = day(2026, 11, 22);
        let holds = |due: Due, day| due.holds(day, today, TaskStatus::Planned);
        assert!(holds(Due::Past, day(2026, 11, 21)) && !holds(Due::Past, today));
        assert!(!Due::Past.holds(day(2025, 12, 31), today, TaskStatus::Done));
        assert!(holds(Due::ThisMonth, day(2026, 11, 1)) && !holds(Due::ThisMonth, day(2025, 11, 22)));
        assert!(holds(Due::ThisQuarter, day(2026, 10, 1)) && holds(Due::ThisQuarter, day(2026, 12, 31)));
        assert!(!holds(Due::ThisQuarter, day(2026, 9, 30)));
        let span = Due::Between(day(2026, 3, 1), day(2026, 3, 31));
        assert!(holds(span, day(2026, 3, 31)) && !holds(span, day(2026, 4, 1)));
    }

    #[test]
    fn a_view_is_read_back_as_it_was_kept_and_missing_parts_ask_for_nothing() {
        let query = SearchQuery {
            words: "园区 标准".into(),
            traits: vec![Trait::Unassigned, Trait::Noted],
            unit: Some("市发改委".into()),
            due: Some(Due::ThisQuarter),
            status: Some(TaskStatus::Planned),
            ..SearchQuery::default()
        };
        let views = vec![SavedView { name: "我的".into(), query }];
        let kept = ron::to_string(&views).unwrap();
        assert_eq!(ron::from_str::<Vec<SavedView>>(&kept).unwrap(), views);
        let sparse: Vec<SavedView> = ron::from_str("[(name: \"a\", query: (words: \"b\"))]").unwrap();
        assert_eq!(sparse[0].query.words, "b");
        assert!(!sparse[0].query.has_filter());
    }
}
