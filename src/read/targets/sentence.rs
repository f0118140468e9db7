//! One sentence: its clauses in turn, with what each hands on to the next.

use super::clause::{Clause, Group, noun_follows};
use super::evidence::{Evidence, MEANS, TAKEN, has};
use super::horizon::{self, Times};
use super::words::{self, CHANGES, MONEY, Mark, Marked};
use super::{FoundTarget, TargetContext, indicator};
use crate::model::{Amount, Comparator, MeasureKind, TargetValue};
use crate::read::quantity::{MeasureClass, Quantity};
use std::ops::Range;

/// Reads the numbers of one sentence.
pub(super) struct Sentence<'t> {
    text: &'t str,
    range: Range<usize>,
    marks: Vec<Marked>,
    context: &'t TargetContext<'t>,
    past_before: bool,
    /// 目标是：… has been read.
    goals: bool,
    resolved: bool,
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
        Self {
            text,
            range,
            marks,
            context,
            past_before,
            goals: context.goal_section,
            resolved: false,
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
        self.elapsed || self.past(&self.marks) || has(&self.marks, Mark::Forecast)
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
            value.by = if by.is_empty() { self.context.by } else { by }.to_owned();
            if value.comparator == Comparator::Equal && !changes && aims(clause, head) {
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
                    || has(&self.marks, Mark::Forecast));
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
            "人口".clone_into(&mut phrase);
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
        let earlier = self.marks_in(&(self.range.start..quantity.range.start));
        let bound = has(before, Mark::Stretch) || has(before, Mark::Resolve) || self.goals;
        if has(before, Mark::Forecast)
            || has(earlier, Mark::Forecast) && !bound
            || has(earlier, Mark::Condition)
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
        let sentence_grants = has(&self.marks, Mark::Grant);
        if has(all, Mark::Grant)
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
        let committed = has(before, Mark::Commit);
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
                && self
                    .last
                    .as_ref()
                    .is_some_and(|last| !last.taken && last.age <= 1 && (last.told || !changes)),
            counts_after,
            means: means || modifies,
            past: self.past(all) && !(ahead && !has(all, Mark::Past)),
            past_near: has(&self.marks, Mark::Past) || self.past(all) && !ahead,
            elapsed: over || times.elapsed || self.elapsed,
            reports: self.context.past,
            past_before: self.past_before,
            encouraged: has(before, Mark::Encourage),
        }
    }
}

/// Whether a verb of doing stands right before the number, an adverb or two between.
fn adjacent(before: &[Marked], quantity: &Quantity) -> bool {
    before
        .iter()
        .rev()
        .find(|marked| marked.mark == Mark::Commit)
        .is_some_and(|marked| quantity.range.start - (marked.at + marked.len) <= "左右".len())
}

/// A number told in a word, such as 三个: mostly the sum of a list.
fn small(quantity: &Quantity) -> bool {
    matches!(quantity.amount, Amount::Single(value) if value <= 30.0)
        && matches!(quantity.class, MeasureClass::Count | MeasureClass::People | MeasureClass::Fold)
        && !quantity.measure.starts_with(['万', '亿'])
}

/// Whether the indicator names a ratio.
fn ratio(indicator: &str) -> bool {
    words::any(indicator, &["率", "比重", "占比", "比例", "覆盖", "强度", "系数", "贡献", "浓度"])
}

/// Whether the number counts (or measures) the noun behind it.
fn counts_after(quantity: &Quantity, head: &str, tail: &str, compared: bool) -> bool {
    use MeasureClass::{Count, Extent, Money, People};
    if !noun_follows(tail) && !tail.trim_start().starts_with('在') {
        return false;
    }
    let bare_head = indicator::before(head).is_empty();
    match quantity.class {
        Count | People if quantity.measure.ends_with('人') && tail.starts_with('口') => false,
        Count => !compared || bare_head,
        People | Extent | Money => bare_head && !compared,
        _ => false,
    }
}

/// 围绕…50平方公里…目标: a goal named without a verb.
fn aims(clause: &Clause<'_>, _head: &str) -> bool {
    let words = &clause.text[clause.range.clone()];
    words.trim_end().ends_with("目标") && !words::any(words, CHANGES)
}

fn comparator(
    quantity: &Quantity,
    head: &str,
    after: Option<Comparator>,
    compared: Option<(Comparator, usize)>,
) -> Comparator {
    if matches!(quantity.amount, Amount::Range(..)) {
        return Comparator::Range;
    }
    if quantity.measure == "强" {
        return Comparator::Reach;
    }
    if quantity.measure == "位" {
        let head = head.trim_end();
        if ["前移", "前进", "进位", "上升", "提升", "跃升", "进", "前行", "晋升", "跨升", "提高"]
            .iter()
            .any(|word| head.ends_with(word))
        {
            return Comparator::RankUp;
        }
        if head.ends_with('前') {
            return Comparator::Reach;
        }
    }
    if let Some(after) = after {
        return after;
    }
    if quantity.more {
        return Comparator::Exceed;
    }
    compared.map_or(Comparator::Equal, |(comparator, _)| comparator)
}

/// Whether the words right before the number (and its comparator) name a change.
fn changes(head: &str, compared: Option<(Comparator, usize)>) -> bool {
    let head = match compared {
        Some((_, at)) => &head[..at],
        None => head,
    };
    let head = head
        .trim_end()
        .trim_end_matches("分别")
        .trim_end_matches(['为', '在', '率'])
        .trim_end_matches("保持");
    let head = head
        .trim_end_matches("力争")
        .trim_end_matches("达到")
        .trim_end_matches("幅度")
        .trim_end_matches("分别");
    CHANGES.iter().any(|word| head.ends_with(word))
}

fn kind(quantity: &Quantity, value: &TargetValue, changes: bool, head: &str) -> MeasureKind {
    use MeasureClass::{Bare, Count, Extent, Fold, Money, Never, People, Percent, Point, Rank, Time};
    match quantity.class {
        Rank => MeasureKind::Rank,
        Point => MeasureKind::Growth,
        Percent | Fold if changes => MeasureKind::Growth,
        Percent => MeasureKind::Share,
        Count => MeasureKind::Count,
        People if words::any(head, &["人口", "总数", "规模"]) || value.indicator.contains("人口") => {
            MeasureKind::Level
        }
        People => MeasureKind::Count,
        Money | Extent | Fold | Time | Bare | Never => MeasureKind::Level,
    }
}

/// The unit as told: a bare 亿 of something that is money is 亿元.
fn measure(quantity: &Quantity, indicator: &str, clause: &str) -> String {
    if quantity.class == MeasureClass::Bare && (words::any(indicator, MONEY) || words::any(clause, MONEY)) {
        return [quantity.measure.as_str(), "元"].concat();
    }
    quantity.measure.clone()
}

fn rule(value: &TargetValue, counts_after: bool, list: bool) -> &'static str {
    if list {
        "targets.list"
    } else if counts_after {
        "targets.counted_noun"
    } else {
        match value.kind {
            MeasureKind::Growth => "targets.growth",
            MeasureKind::Level => "targets.level",
            MeasureKind::Count => "targets.count",
            MeasureKind::Share => "targets.share",
            MeasureKind::Rank => "targets.rank",
        }
    }
}
