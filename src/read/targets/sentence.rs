//! One sentence: its clauses in turn, with what each hands on to the next.

use super::baseline;
use super::clause::{Clause, Group};
use super::evidence::{TAKEN, has};
use super::horizon::{self, Times};
use super::value::{aims, changes, comparator, counts_after, kind, measure, rule};
use super::words::{self, Mark, Marked};
use super::{FoundTarget, TargetContext, indicator};
use crate::model::{Comparator, MeasureKind, TargetValue};
use crate::read::quantity::{MeasureClass, Quantity};
use std::ops::Range;

/// Reads the numbers of one sentence.
#[expect(clippy::struct_excessive_bools, reason = "facts that clauses hand on, each of its own")]
pub(super) struct Sentence<'t> {
    pub(super) text: &'t str,
    pub(super) range: Range<usize>,
    pub(super) marks: Vec<Marked>,
    /// Stretches that tell where a change starts from.
    pub(super) bases: Vec<Range<usize>>,
    pub(super) facts: Facts,
    pub(super) context: &'t TargetContext<'t>,
    pub(super) past_before: bool,
    /// 目标是：… has been read.
    pub(super) goals: bool,
    pub(super) resolved: bool,
    /// End of the last clause that states a condition (…的，): numbers before it are thresholds.
    pub(super) conditions: usize,
    /// The last phrase of time read.
    pub(super) by: &'t str,
    pub(super) year: Option<i16>,
    pub(super) elapsed: bool,
    /// Words of the last clause without a number, for a subject left out.
    pub(super) subject: String,
    pub(super) last: Option<Last>,
    /// Indicators of the last list, for another list about the same.
    pub(super) names: Vec<String>,
    /// Indicators taken in this sentence, in order.
    pub(super) recent: Vec<String>,
}

/// What the marks of the whole sentence say, looked up for every number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Facts {
    pub(super) past: bool,
    pub(super) grants: bool,
    /// Where a condition (申报企业) first stands; the largest number where none does.
    pub(super) condition: usize,
    /// The same of 预计.
    pub(super) forecast: usize,
}

impl Facts {
    fn of(marks: &[Marked]) -> Self {
        let first = |mark: Mark| {
            marks.iter().find(|marked| marked.mark == mark).map_or(usize::MAX, |marked| marked.at)
        };
        Self {
            past: has(marks, Mark::Past),
            grants: has(marks, Mark::Grant),
            condition: first(Mark::Condition),
            forecast: first(Mark::Forecast),
        }
    }
}

/// What the number before leaves behind.
pub(super) struct Last {
    pub(super) taken: bool,
    /// It told where a change starts from.
    pub(super) base: bool,
    /// It was refused because it tells what has been or is expected.
    pub(super) told: bool,
    pub(super) value: TargetValue,
    pub(super) class: MeasureClass,
    /// Clauses since.
    pub(super) age: usize,
}

/// How much of the evidence must hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Demand {
    /// What running text must show.
    Evidence,
    /// The words are known to state a target.
    Stated,
}

/// Where the last clause ends that closes with 的 and sets a condition.
fn conditions(words: &str) -> Option<usize> {
    let inner = words.rfind("的，").or_else(|| words.rfind("的,"));
    let closing = words.trim_end();
    if closing.ends_with('的') { Some(closing.len()) } else { inner }
}

impl<'t> Sentence<'t> {
    pub(super) fn new(
        text: &'t str,
        range: Range<usize>,
        context: &'t TargetContext<'t>,
        past_before: bool,
    ) -> Self {
        let mut marks = words::marks(&text[range.clone()]);
        for marked in &mut marks {
            marked.at += range.start;
        }
        let mut bases = baseline::ranges(&text[range.clone()]);
        for base in &mut bases {
            *base = base.start + range.start..base.end + range.start;
        }
        // 由目前的386家: it tells no past of what the change ends in.
        marks.retain(|marked| !baseline::within(&bases, marked.at));
        let conditions = conditions(&text[range.clone()]).map_or(range.start, |at| range.start + at);
        let facts = Facts::of(&marks);
        Self {
            text,
            range,
            facts,
            marks,
            bases,
            context,
            past_before,
            goals: context.goal_section,
            resolved: false,
            conditions,
            by: "",
            year: None,
            elapsed: false,
            subject: String::new(),
            last: None,
            names: Vec::new(),
            recent: Vec::new(),
        }
    }

    /// Whether the sentence tells of the past.
    pub(super) fn reports(&self) -> bool {
        self.elapsed || self.past(&self.marks) || self.facts.forecast < usize::MAX
    }

    pub(super) fn read(&mut self, quantities: &'t [Quantity], demand: Demand, found: &mut Vec<FoundTarget>) {
        let mut start = self.range.start;
        let mut next = 0;
        while start < self.range.end {
            let end = self.clause_end(start, quantities);
            let first = next;
            while quantities.get(next).is_some_and(|quantity| quantity.range.start < end) {
                next += 1;
            }
            self.clause(start..end, &quantities[first..next], demand, found);
            start = end + self.text[end..].chars().next().map_or(1, char::len_utf8);
        }
    }

    /// The next mark that parts clauses, outside any number.
    fn clause_end(&self, start: usize, quantities: &[Quantity]) -> usize {
        let mut from = start;
        while let Some(step) = self.text[from..self.range.end].find(['，', ',', '；', ';', '：', ':']) {
            let at = from + step;
            let index = quantities.partition_point(|quantity| quantity.range.end <= at);
            match quantities.get(index) {
                Some(quantity) if quantity.range.start < at => from = quantity.range.end,
                _ => return at,
            }
        }
        self.range.end
    }

    /// Whether these marks tell of the past.
    pub(super) fn past(&self, marks: &[Marked]) -> bool {
        let bound = self.goals
            || self.context.plans
            || self.resolved
            || has(marks, Mark::Stretch)
            || has(marks, Mark::Resolve);
        has(marks, Mark::Past) || has(marks, Mark::Tally) && !bound
    }

    pub(super) fn marks_in(&self, range: &Range<usize>) -> &[Marked] {
        let from = self.marks.partition_point(|marked| marked.at < range.start);
        let to = self.marks.partition_point(|marked| marked.at < range.end);
        &self.marks[from..to.max(from)]
    }

    fn clause(
        &mut self,
        range: Range<usize>,
        quantities: &'t [Quantity],
        demand: Demand,
        found: &mut Vec<FoundTarget>,
    ) {
        let text = self.text;
        let words = &text[range.clone()];
        let times = self.times(&range);
        if let Some(last) = &mut self.last {
            last.age += 1;
        }
        if quantities.is_empty() {
            self.carry(&range, times);
            // 两类企业在2022年的基础上实现…，分别超过…: the subject stands before the base.
            let stem =
                if words.contains("基础上") { words.split('在').next().unwrap_or(words) } else { words };
            let subject = indicator::lead(if stem.trim().is_empty() { words } else { stem });
            if subject.chars().count() >= 2 {
                self.subject = subject;
                self.last = None;
            }
            return;
        }
        let clause = Clause::new(text, range.clone(), quantities);
        for group in clause.groups() {
            self.group(&clause, &group, times, demand, found);
        }
        self.carry(&range, times);
    }

    /// The phrases of time of a clause, those left out that only tell where a change starts from.
    fn times(&self, range: &Range<usize>) -> Times<'t> {
        let mut times = Times::default();
        let mut start = range.start;
        let inside = self.bases.iter().filter(|base| base.start < range.end && base.end > range.start);
        for (end, next) in inside.map(|base| (base.start, base.end)).chain([(range.end, range.end)]) {
            if start < end {
                let found = horizon::times(&self.text[start..end]);
                if !found.by.is_empty() {
                    times.by = found.by;
                }
                times.year = found.year.or(times.year);
                times.elapsed |= found.elapsed;
            }
            start = start.max(next);
        }
        times
    }

    /// What a clause leaves for those after it.
    fn carry(&mut self, range: &Range<usize>, times: Times<'t>) {
        let words = &self.text[range.clone()];
        let marks = self.marks_in(range);
        let resolved = has(marks, Mark::Stretch) || has(marks, Mark::Resolve);
        let opens = self.text[range.end..].starts_with(['：', ':']);
        if words.contains("目标") && (opens || words.ends_with("目标是") || words.ends_with("目标为"))
        {
            self.goals = true;
        }
        self.resolved |= resolved;
        if !times.by.is_empty() {
            self.by = times.by;
        }
        self.year = times.year.or(self.year);
        self.elapsed |= times.elapsed;
    }

    fn group(
        &mut self,
        clause: &Clause<'t>,
        group: &Group,
        times: Times<'t>,
        demand: Demand,
        found: &mut Vec<FoundTarget>,
    ) {
        let text = self.text;
        let head = &text[group.head.clone()];
        let tail = &text[group.tail.clone()];
        let count = group.members.len();
        let first = &clause.quantities[group.members.start];
        let compared = words::before(head);
        let counts_after = counts_after(first, head, tail, compared.is_some());
        let names = self.indicators(clause, group, counts_after);
        let shared_after = clause.after[group.members.end - 1];
        let alone = group.members.clone().rev().skip(1).all(|member| clause.after[member].is_none());
        for (nth, member) in group.members.clone().enumerate() {
            let quantity = &clause.quantities[member];
            let after = clause.after[member].or(shared_after.filter(|shared| {
                // 左右 and 以内 behind the last speak for all, 以上 for its own number.
                alone && count > 1 && matches!(shared, Comparator::About | Comparator::AtMost)
            }));
            let mut value = TargetValue {
                indicator: names.get(nth).cloned().unwrap_or_default(),
                amount: quantity.amount,
                comparator: comparator(
                    quantity,
                    head,
                    after,
                    compared,
                    counts_after && words::any(tail, &["技术", "难题", "瓶颈", "工艺"]),
                ),
                ..TargetValue::default()
            };
            let changes = changes(head, compared);
            value.kind = kind(quantity, &value, changes);
            if let Some(last) = &self.last
                && quantity.class == MeasureClass::Percent
                && !changes
                && indicator::before(head).is_empty()
                && last.class == MeasureClass::Percent
                && last.value.kind == MeasureKind::Growth
            {
                value.kind = MeasureKind::Growth;
            }
            value.measure = measure(quantity, &value.indicator, &clause.text[clause.range.clone()]);
            let before_number = clause.range.start..quantity.range.start;
            value.stretch = has(self.marks_in(&before_number), Mark::Stretch);
            let by = if times.by.is_empty() { self.by } else { times.by };
            if by.is_empty() { self.context.by } else { by }.clone_into(&mut value.by);
            if value.comparator == Comparator::Equal && !changes && aims(clause) {
                value.comparator = Comparator::Reach;
            }
            let evidence = self.evidence(clause, group, quantity, times, counts_after, changes, &value);
            let score = match demand {
                Demand::Stated => 1.0,
                Demand::Evidence if self.barred(clause, group, quantity, &value, counts_after) => 0.0,
                Demand::Evidence => evidence.score(),
            };
            let taken = score >= TAKEN;
            if taken {
                let rule = rule(&value, counts_after, count > 1);
                // 均: the number is said of each of several names.
                let others = if count == 1 { names.get(1..).unwrap_or_default() } else { &[] };
                for name in std::iter::once(&value.indicator).chain(others) {
                    found.push(FoundTarget {
                        value: TargetValue { indicator: name.clone(), ..value.clone() },
                        range: self.quote(clause, group, counts_after),
                        confidence: score,
                        rule: rule.into(),
                    });
                }
            }
            let told = !taken
                && (evidence.past
                    || evidence.past_near
                    || evidence.elapsed
                    || self.facts.forecast < usize::MAX);
            if taken {
                self.recent.push(value.indicator.clone());
            }
            // 由30个工作日压缩至10个工作日: the base says nothing against what follows.
            let base = !taken
                && (head.trim_end().ends_with(['由', '从'])
                    || baseline::within(&self.bases, quantity.range.start));
            self.last = Some(Last { base, taken, told, value, class: quantity.class, age: 0 });
        }
        self.names = names;
    }
}
