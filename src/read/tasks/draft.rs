//! Nodes in the making: offsets still count in the flow.

use crate::model::{NodeKind, OPENING, TaskStatus, UnitList};
use crate::read::units::Clause;
use std::ops::Range;

/// A section or task whose ranges are bytes of the flow.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    /// Index of the enclosing draft, always smaller than its own.
    pub parent: Option<usize>,
    /// Section or task.
    pub kind: NodeKind,
    /// See `ReadNode::level`.
    pub level: u8,
    /// Numeral or marker, or empty.
    pub marker: Range<usize>,
    /// Title, or the first clause of a task.
    pub title: Range<usize>,
    /// Own text.
    pub text: Vec<Range<usize>>,
    /// From the marker to the end of the last child.
    pub span: Range<usize>,
    /// Unit clauses inside the text.
    pub clauses: Vec<Seen>,
    /// Names of bodies that act, inside the text.
    pub doers: Vec<Seen>,
    /// Whom they name.
    pub units: UnitList,
    /// Words of a deadline that stand apart from the text, such as a cell of 完成时限.
    pub deadline: Option<Range<usize>>,
    /// The cells it was told in, where it is a row of a table.
    pub row: Option<Box<Row>>,
    /// Planned or reported.
    pub status: TaskStatus,
    /// It stands in a part that reports.
    pub past: bool,
    /// It stands in a part that plans.
    pub plans: bool,
    /// It stands in a part that sets goals.
    pub goals: bool,
    /// 0 to 1.
    pub confidence: f32,
    /// What found it.
    pub rule: &'static str,
}

/// The cells of a row that tell its task.
#[derive(Clone, Debug, Default)]
pub(crate) struct Row {
    /// The first words: the work or the indicator.
    pub name: Option<Range<usize>>,
    /// Further words.
    pub more: Vec<Range<usize>>,
    /// What is to be reached.
    pub goals: Vec<Range<usize>>,
    /// The unit it is told in, where that has a column of its own.
    pub measure: Option<Range<usize>>,
    /// What is to be reached on the way.
    pub steps: Vec<Range<usize>>,
}

/// A stretch of the flow that names units, and what found it.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    /// Bytes of the flow.
    pub range: Range<usize>,
    /// 0 to 1.
    pub confidence: f32,
    /// What found it.
    pub rule: &'static str,
}

impl From<&Clause> for Seen {
    fn from(clause: &Clause) -> Self {
        Self { range: clause.start..clause.end, confidence: clause.confidence(), rule: clause.rule }
    }
}

/// A unit clause that lost its bracket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unclosed(pub Range<usize>);

/// All that was drafted from one text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Drafts {
    /// Sections and tasks in the order of the text.
    pub nodes: Vec<Draft>,
    /// Body text outside all nodes.
    pub loose: Vec<Range<usize>>,
    /// That text sums up what has been done.
    pub loose_past: bool,
    /// Clauses without their closing bracket.
    pub unclosed: Vec<Unclosed>,
}

impl Drafts {
    /// Gives the text outside all nodes a section of its own, without a title, before what follows it.
    pub(crate) fn open(&mut self, past: bool, plans: bool) {
        let Some(start) = self.loose.first().map(|first| first.start) else { return };
        let at = self
            .nodes
            .iter()
            .position(|draft| draft.parent.is_none() && draft.span.start >= start)
            .unwrap_or(self.nodes.len());
        let next = self.nodes.get(at).map_or(usize::MAX, |next| next.span.start);
        // What stands behind a task is its text too, but the task is none of its own.
        let end =
            self.loose.iter().take_while(|range| range.start < next).last().map_or(start, |own| own.end);
        for draft in &mut self.nodes {
            draft.parent = draft.parent.map(|parent| parent + usize::from(parent >= at));
        }
        let opening = Draft {
            parent: None,
            kind: NodeKind::Section,
            level: 1,
            marker: start..start,
            title: start..start,
            text: std::mem::take(&mut self.loose),
            span: start..end,
            clauses: Vec::new(),
            doers: Vec::new(),
            units: UnitList::default(),
            deadline: None,
            row: None,
            status: TaskStatus::Planned,
            past,
            plans,
            goals: false,
            confidence: 0.9,
            rule: OPENING,
        };
        self.nodes.insert(at, opening);
    }
}
