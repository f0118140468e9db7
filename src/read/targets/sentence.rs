//! One sentence: its clauses in turn, with what each hands on to the next.

use super::clause::{Clause, Group, noun_follows};
use super::evidence::{Evidence, MEANS, TAKEN, has};
use super::horizon::{self, Times};
use super::value::{adjacent, aims, changes, comparator, counts_after, kind, measure, ratio, rule, small};
use super::words::{self, MONEY, Mark, Marked};
use super::{FoundTarget, TargetContext, indicator};
use crate::model::{Comparator, MeasureKind, TargetValue};
use crate::read::quantity::{MeasureClass, Quantity};
use std::ops::Range;

/// Reads the numbers of one sentence.
#[expect(clippy::struct_excessive_bools, reason = "facts that clauses hand on, each of its own")]
pub(super) struct Sentence<'t> {
    text: &'t str,
    range: Range<usize>,
    marks: Vec<Marked>,
    facts: Facts,
    context: &'t TargetContext<'t>,
    past_before: bool,
    /// 目标是：… has been read.
    goals: bool,
    resolved: bool,
    /// End of the last clause that states a condition (…的，): numbers before it are thresholds.
    conditions: usize,
    /// The last phrase of time read.
    by: &'t str,
    year: Option<i16>,
    elapsed: bool,
    /// Words of the last clause without a number, for a subject left out.
    subject: String,
    last: Option<Last>,
    /// Indicators of the last list, for another list about the same.
    names: Vec<String>,
}

/// What the marks of the whole sentence say, looked up for every number.
#[derive(Clone, Copy, Debug)]
struct Facts {
    past: bool,
    grants: bool,
    /// Where a condition (申报企业) first stands; the largest number where none does.
    condition: usize,
    /// The same of 预计.
    forecast: usize,
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
struct Last {
    taken: bool,
    /// It was refused because it tells what has been or is expected.
    told: bool,
    value: TargetValue,
    class: MeasureClass,
    /// Clauses since.
    age: usize,
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
        let conditions = conditions(&text[range.clone()]).map_or(range.start, |at| range.start + at);
        let facts = Facts::of(&marks);
        Self {
            text,
            range,
            facts,
            marks,
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
    fn past(&self, marks: &[Marked]) -> bool {
        let bound = self.goals || self.resolved || has(marks, Mark::Stretch) || has(marks, Mark::Resolve);
        has(marks, Mark::Past) || has(marks, Mark::Tally) && !bound
    }

    fn marks_in(&self, range: &Range<usize>) -> &[Marked] {
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
        let times = horizon::times(words);
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
            let after = clause.after[member].or(if alone && count > 1 { shared_after } else { None });
            let mut value = TargetValue {
                indicator: names.get(nth).cloned().unwrap_or_default(),
                amount: quantity.amount,
                comparator: comparator(quantity, head, after, compared),
                ..TargetValue::default()
            };
            let changes = changes(head, compared);
            value.kind = kind(quantity, &value, changes, head);
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
                found.push(FoundTarget {
                    value: value.clone(),
                    range: self.quote(clause, group, counts_after),
                    confidence: score,
                    rule: rule.into(),
                });
            }
            let told = !taken
                && (evidence.past
                    || evidence.past_near
                    || evidence.elapsed
                    || self.facts.forecast < usize::MAX);
            self.last = Some(Last { taken, told, value, class: quantity.class, age: 0 });
        }
        self.names = names;
    }

    /// An indicator for each number of the group.
    fn indicators(&self, clause: &Clause<'t>, group: &Group, counts_after: bool) -> Vec<String> {
        let text = self.text;
        let head = &text[group.head.clone()];
        let tail = &text[group.tail.clone()];
        let count = group.members.len();
        if count > 1 && head.contains("分别") {
            let names = indicator::shared_out(head, count);
            if names.first().is_some_and(String::is_empty) && self.names.len() == count {
                return self.names.clone();
            }
            if names.first().is_some_and(String::is_empty) {
                return indicator::shared_out(&self.subject, count);
            }
            return names;
        }
        if group.qualifiers.len() == count && count > 1 {
            return self.qualified(clause, group);
        }
        if counts_after {
            let noun = indicator::after(tail);
            return vec![noun; count];
        }
        let class = clause.quantities[group.members.start].class;
        let ranked = class == MeasureClass::Rank;
        let mut phrase =
            indicator::before(if ranked { head.trim_end().trim_end_matches('前') } else { head });
        if class == MeasureClass::People
            && text[..clause.quantities[group.members.start].range.end].ends_with("人口")
            && phrase.is_empty()
        {
            phrase.push_str("人口");
        }
        if class == MeasureClass::Rank
            && !phrase.is_empty()
            && !phrase.contains('位')
            && !phrase.contains("排名")
        {
            phrase.push_str("位次");
        }
        vec![self.completed(phrase, head); count]
    }

    /// 产值超10亿元、30亿元的制造业企业: one name for each size.
    fn qualified(&self, clause: &Clause<'t>, group: &Group) -> Vec<String> {
        let text = self.text;
        let (first, last) = (group.qualifiers.start, group.qualifiers.end - 1);
        let opening = &text[group.head.start..clause.quantities[first].range.start];
        let closing = &text[clause.end(last)..group.head.end];
        group
            .qualifiers
            .clone()
            .map(|member| {
                let size = &text[clause.quantities[member].range.start..clause.end(member)];
                indicator::before(&[opening, size, closing].concat())
            })
            .collect()
    }

    /// A phrase with the subject that an earlier clause or number of the list names.
    fn completed(&self, phrase: String, head: &str) -> String {
        let last = self.last.as_ref().filter(|last| last.age <= 1);
        if phrase.is_empty() || phrase == "总数" || indicator::generic(&phrase) {
            let subject =
                last.map(|last| last.value.indicator.as_str()).filter(|subject| !subject.is_empty());
            let subject = subject.unwrap_or(&self.subject);
            if phrase.is_empty() {
                return subject.to_owned();
            }
            return indicator::with_subject(subject, &phrase);
        }
        // 甲产值冲刺500亿元、乙冲刺400亿元: the noun is said once.
        if let Some(last) = last
            && last.age == 0
            && last.class == MeasureClass::Money
            && !words::any(&phrase, MONEY)
            && words::before(head).is_some_and(|(comparator, _)| comparator == last.value.comparator)
            && let Some(noun) = ["产值", "营收", "税收", "投资", "收入"]
                .iter()
                .find(|noun| last.value.indicator.ends_with(*noun))
        {
            return [phrase.as_str(), noun].concat();
        }
        phrase
    }

    /// The words that state the target: from the head's own beginning to the comparator or the noun behind.
    fn quote(&self, clause: &Clause<'t>, group: &Group, counts_after: bool) -> Range<usize> {
        let text = self.text;
        let last = group.members.end - 1;
        let end = if counts_after { group.tail.end } else { clause.end(last) };
        let mut start = group.head.start;
        if counts_after && let Some(at) = text[group.head.clone()].rfind('、') {
            start += at + '、'.len_utf8();
        }
        start += text[start..end].len() - text[start..end].trim_start().len();
        let end = end - (text[start..end].len() - text[start..end].trim_end().len());
        start..end
    }

    /// What no evidence can outweigh.
    fn barred(
        &self,
        clause: &Clause<'t>,
        group: &Group,
        quantity: &Quantity,
        value: &TargetValue,
        counts_after: bool,
    ) -> bool {
        use MeasureClass::{Extent, Money, Percent, Rank, Time};
        let text = self.text;
        let head = &text[group.head.clone()];
        let tail = &text[group.tail.clone()];
        let before = self.marks_in(&(clause.range.start..quantity.range.start));
        let all = self.marks_in(&clause.range);
        let bound = has(before, Mark::Stretch) || has(before, Mark::Resolve) || self.goals;
        if has(before, Mark::Forecast)
            || self.facts.forecast < quantity.range.start && !bound
            || self.facts.condition < quantity.range.start
        {
            return true;
        }
        // 确保5个安置点群众搬得出: the count only names who is meant.
        if counts_after && !self.goals && !has(before, Mark::Commit) && !has(before, Mark::Stretch) {
            let listed = self.last.as_ref().is_some_and(|last| last.taken && last.age <= 1);
            if !listed && !has(self.marks_in(&group.tail), Mark::Commit) {
                return true;
            }
        }
        let sentence_grants = self.facts.grants;
        if has(all, Mark::Grant) && !value.stretch
            || sentence_grants && matches!(quantity.class, Money | Percent) && !value.stretch
        {
            return matches!(quantity.class, Money | Percent) || value.kind != MeasureKind::Count;
        }
        // 对销售额超过…的企业, 凡…: a threshold.
        let opening = text[clause.range.clone()].trim_start();
        if ["对", "凡", "每户", "单个", "每家", "达到", "满"].iter().any(|word| opening.starts_with(word))
            && (tail.starts_with('的') || !has(before, Mark::Commit) && opening.starts_with(['对', '凡']))
        {
            return true;
        }
        if quantity.range.start < self.conditions {
            return true;
        }
        // 年产10万吨铜箔: the size of a plant. 全年目标的50%: a share of what is told elsewhere.
        let name = head.trim_end();
        if ["年产", "年处理", "日产", "日处理", "目标的", "计划的", "任务的"]
            .iter()
            .any(|word| name.ends_with(word))
        {
            return true;
        }
        // 由5%提高到7%: where it comes from.
        if head.trim_end().ends_with(['由', '从']) && !counts_after {
            return true;
        }
        // 提出的增长8%的目标 names again what was set elsewhere; 高于年度目标6% compares with it.
        let named_again = has(before, Mark::Quoted) && text[clause.range.clone()].contains("目标");
        if named_again || head.trim_end().ends_with("年度目标") || head.trim_end().ends_with("目标值")
        {
            return true;
        }
        match quantity.class {
            Rank if quantity.measure == "强" => {
                !["冲刺", "进入", "跻身", "迈入", "挺进", "进军", "前"].iter().any(|word| head.contains(word))
                    || noun_follows(tail)
            }
            Rank => value.comparator != Comparator::RankUp && !head.trim_end().ends_with('前'),
            Time => !matches!(value.comparator, Comparator::AtMost | Comparator::Reach),
            Percent => {
                value.kind == MeasureKind::Share
                    && value.comparator == Comparator::Equal
                    && !ratio(&value.indicator)
            }
            Extent if counts_after => !has(before, Mark::Commit),
            // 三个城市功能片区 sums up the names before it; 新建三个… is a target.
            _ if quantity.spoken && small(quantity) => !adjacent(before, quantity),
            _ => false,
        }
    }

    #[expect(clippy::too_many_arguments, reason = "the facts of one number, gathered in one place")]
    fn evidence(
        &self,
        clause: &Clause<'t>,
        group: &Group,
        quantity: &Quantity,
        times: Times<'t>,
        counts_after: bool,
        changes: bool,
        value: &TargetValue,
    ) -> Evidence {
        let text = self.text;
        let before = self.marks_in(&(clause.range.start..quantity.range.start));
        let all = self.marks_in(&clause.range);
        let tail = &text[group.tail.clone()];
        let resolved = has(before, Mark::Stretch)
            || has(before, Mark::Resolve)
            || text[clause.range.clone()].contains("目标");
        // 减少贫困人口8000人: a change done to things counted.
        let counted =
            matches!(quantity.class, MeasureClass::Count | MeasureClass::People | MeasureClass::Extent);
        let committed = has(before, Mark::Commit) || counted && !changes && has(before, Mark::Growth);
        let adjacent = adjacent(before, quantity);
        let listed = self.last.as_ref().is_some_and(|last| last.taken && last.age <= 1);
        let year = times.year.or(self.year);
        let (over, ahead) = match (year, self.context.year) {
            (Some(year), Some(base)) => (year < base, year >= base),
            (Some(_), None) => {
                (false, times.by.len() > "2025年".len() || text[clause.range.clone()].contains('到'))
            }
            (None, _) => (false, false),
        };
        // 到2027年，累计建成…: the year ahead turns 累计 into a plan.
        let told = has(all, Mark::Past) || self.past(all) && !ahead;
        let noun = indicator::after(tail);
        let means = counts_after && MEANS.iter().any(|word| noun.ends_with(word));
        // 9个乡镇工业区的…: the thing counted only modifies another.
        let modifies = counts_after && !adjacent && noun.contains('的');
        Evidence {
            resolved,
            resolved_earlier: self.resolved,
            goals: self.goals,
            committed,
            bound: changes
                // 办结率100%: the rate itself, nothing said between.
                || value.kind == MeasureKind::Share && text[group.head.clone()].trim_end().ends_with('率')
                // 投资120亿元，增长22%: the level is bound with its growth.
                || text[clause.end(group.members.end - 1)..]
                    .trim_start_matches(['，', ',', '、'])
                    .starts_with("增长")
                    && text[clause.end(group.members.end - 1)..].starts_with(['，', ',', '、'])
                || matches!(
                    value.comparator,
                    Comparator::Exceed | Comparator::Reach | Comparator::RankUp | Comparator::AtMost
                )
                || matches!(value.comparator, Comparator::AtLeast | Comparator::About | Comparator::Range)
                    && !counts_after,
            limited: clause.after[group.members.end - 1].is_some(),
            ahead,
            listed,
            refused_before: !committed
                && !resolved
                && self.last.as_ref().is_some_and(|last| {
                    !last.taken && last.age <= 1 && (last.told || !changes && last.class == quantity.class)
                }),
            counts_after,
            means: means || modifies,
            past: told,
            past_near: self.facts.past || told,
            elapsed: over || times.elapsed || self.elapsed,
            reports: self.context.past,
            past_before: self.past_before,
            encouraged: has(before, Mark::Encourage),
        }
    }
}
