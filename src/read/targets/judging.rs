//! Whether a number is a target: what speaks for it, and what no evidence can outweigh.

use super::clause::{Clause, Group, noun_follows};
use super::evidence::{Evidence, MEANS, has};
use super::horizon::Times;
use super::indicator;
use super::sentence::Sentence;
use super::value::{adjacent, ratio, small};
use super::words::Mark;
use crate::model::{Comparator, MeasureKind, TargetValue};
use crate::read::quantity::{MeasureClass, Quantity};

impl<'t> Sentence<'t> {
    /// What no evidence can outweigh.
    pub(super) fn barred(
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
        // 为全省进入前三强作出贡献: what it is done for is the target of others.
        if opening.starts_with('为')
            && ["贡献", "力量", "支撑", "基础", "作出", "做出"]
                .iter()
                .any(|word| text[quantity.range.end..self.range.end].contains(word))
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
    pub(super) fn evidence(
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
