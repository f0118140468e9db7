//! What is known of a node besides its words.

use super::query::{Due, SearchQuery, Trait};
use crate::model::{CivilDate, Entity, NodeKind, NodeView, Plan, TaskStatus, UnitId, normalised_name};
use crate::outline::pinyin;
use rustc_hash::{FxHashMap, FxHashSet};

/// Below this confidence a person should look.
const UNSURE: f32 = 0.6;

/// True when the node, or a target of it, was recognised with little confidence, or when the plan
/// flags it.
pub fn is_unsure(node: &NodeView<'_>) -> bool {
    node.read().is_some_and(|(_, read)| read.confidence < UNSURE)
        || node.targets().iter().any(|target| target.read().is_some_and(|(_, read)| read.confidence < UNSURE))
        || !node.flags().is_empty()
}

/// Units as small numbers, one for each way of writing a name.
#[derive(Default)]
pub(super) struct Names {
    numbers: FxHashMap<String, u32>,
    written: Vec<String>,
    sounds: pinyin::Index,
}

impl Names {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.written.len()
    }

    fn number(&mut self, name: &str) -> u32 {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let number = self.written.len() as u32;
        self.numbers.insert(name.to_owned(), number);
        self.written.push(name.to_owned());
        self.sounds.push(name);
        number
    }

    pub(super) fn all(&self) -> &[String] {
        &self.written
    }

    pub(super) fn best(&self, typed: &pinyin::Query, most: usize) -> Vec<usize> {
        self.sounds.best(typed, most).0.iter().map(|hit| hit.row as usize).collect()
    }

    /// The numbers of names that sound as typed.
    pub(super) fn sounding(&self, typed: &pinyin::Query) -> FxHashSet<u32> {
        let mut found = FxHashSet::default();
        self.sounds.each(typed, |hit| {
            found.insert(hit.row);
            true
        });
        found
    }

    /// The numbers of all ways of writing a unit: short, full, other width.
    fn of_unit(&self, plan: &Plan, wanted: &str) -> FxHashSet<u32> {
        let folded = normalised_name(wanted);
        let id = plan.unit_named(wanted).unwrap_or_else(|| UnitId::of(wanted));
        let same = |name: &str| normalised_name(name) == folded || plan.unit_named(name) == Some(id);
        (0..).zip(&self.written).filter(|(_, name)| same(name)).map(|(number, _)| number).collect()
    }
}

/// What is known of a node besides its words.
pub(super) struct Facts {
    is_task: bool,
    status: TaskStatus,
    traits: u8,
    due: Option<CivilDate>,
    pub(super) units: Box<[u32]>,
}

impl Facts {
    pub(super) fn of(plan: &Plan, node: &NodeView<'_>, names: &mut Names) -> Self {
        let is_task = node.kind() == NodeKind::Task;
        let units = node.stored_units();
        let targets = node.targets();
        let notes = node.annotations();
        let deadline = node.deadline();
        let contested = plan.is_contested(Entity::Node(node.id()))
            || targets.iter().any(|target| plan.is_contested(Entity::Target(target.id())))
            || notes.iter().any(|note| plan.is_contested(Entity::Annotation(note.id())));
        let traits = [
            (Trait::Unassigned, is_task && units.items.is_empty()),
            (Trait::NoTarget, is_task && targets.is_empty()),
            (Trait::NoDeadline, is_task && deadline.is_none()),
            (Trait::Noted, !notes.is_empty()),
            (Trait::Unsure, is_unsure(node)),
            (Trait::Contested, contested),
        ];
        Self {
            is_task,
            status: node.status(),
            traits: traits.iter().filter(|(_, holds)| *holds).fold(0, |all, (is, _)| all | is.bit()),
            due: deadline.and_then(|deadline| deadline.due),
            units: units.items.iter().map(|unit| names.number(&unit.name)).collect(),
        }
    }
}

/// What is known of several nodes: what none of them has, need not be looked for in each.
#[derive(Default)]
pub(super) struct Summary {
    traits: u8,
    /// Bits of the units' numbers.
    units: u64,
    /// The first day and the last.
    due: Option<(CivilDate, CivilDate)>,
}

impl Summary {
    /// False when certainly no node has one of these units.
    pub(super) fn may_have(&self, units: &FxHashSet<u32>) -> bool {
        units.iter().any(|unit| self.units >> (unit % 64) & 1 == 1)
    }
}

impl<'a> FromIterator<&'a Facts> for Summary {
    fn from_iter<I: IntoIterator<Item = &'a Facts>>(facts: I) -> Self {
        facts.into_iter().fold(Self::default(), |sum, facts| Self {
            traits: sum.traits | facts.traits,
            units: facts.units.iter().fold(sum.units, |units, unit| units | 1 << (unit % 64)),
            due: match (sum.due, facts.due) {
                (Some((first, last)), Some(day)) => Some((first.min(day), last.max(day))),
                (due, day) => due.or(day.map(|day| (day, day))),
            },
        })
    }
}

/// What a search asks for besides words, made ready.
pub(super) struct Wanted {
    traits: u8,
    units: Option<FxHashSet<u32>>,
    due: Option<Due>,
    status: Option<TaskStatus>,
    today: CivilDate,
}

impl Wanted {
    pub(super) fn new(query: &SearchQuery, plan: &Plan, names: &Names, today: CivilDate) -> Self {
        Self {
            traits: query.traits.iter().fold(0, |all, wanted| all | wanted.bit()),
            units: query.unit.as_ref().map(|unit| names.of_unit(plan, unit)),
            due: query.due,
            status: query.status,
            today,
        }
    }

    /// True when every node will do.
    pub(super) fn is_nothing(&self) -> bool {
        self.traits == 0 && self.units.is_none() && self.due.is_none() && self.status.is_none()
    }

    /// False when certainly none of the nodes will do.
    pub(super) fn may_hold(&self, sum: &Summary) -> bool {
        let is_due = |due: Due| match (due, sum.due) {
            (_, None) => false,
            (Due::Past, Some((first, _))) => first < self.today,
            (Due::Between(from, to), Some((first, last))) => first <= to && from <= last,
            (Due::ThisMonth | Due::ThisQuarter, Some((first, last))) => {
                first.year <= self.today.year && self.today.year <= last.year
            }
        };
        sum.traits & self.traits == self.traits
            && self.units.as_ref().is_none_or(|units| sum.may_have(units))
            && self.due.is_none_or(is_due)
    }

    pub(super) fn holds(&self, facts: &Facts) -> bool {
        facts.traits & self.traits == self.traits
            && self.status.is_none_or(|status| facts.is_task && facts.status == status)
            && self
                .due
                .is_none_or(|due| facts.due.is_some_and(|day| due.holds(day, self.today, facts.status)))
            && self.units.as_ref().is_none_or(|units| facts.units.iter().any(|unit| units.contains(unit)))
    }
}
