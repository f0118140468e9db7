//! Whether a number is a target: what speaks for it, and what no evidence can outweigh.

use super::baseline;
use super::clause::{Clause, Group, noun_follows};
use super::evidence::{Evidence, MEANS, has};
use super::horizon::Times;
use super::indicator;
use super::sentence::Sentence;
use super::value::{adjacent, ratio, small};
use super::words::Mark;
use crate::model::{Comparator, MeasureKind, TargetValue};
use crate::read::quantity::{MeasureClass, Quantity};
use crate::read::structure::leads_with_verb;

/// 15个未开工项目全部开工, 1286名贫困人口全部脱贫: all that is counted is to be finished.
fn finishes_all(tail: &str) -> bool {
    tail.split_once("全部").is_some_and(|(_, verb)| {
        [
            "开工", "完成", "建成", "投产", "脱贫", "竣工", "交付", "达标", "消除", "出列", "投入", "入住",
            "销号", "化解", "整改",
        ]
        .iter()
        .any(|word| verb.starts_with(word))
    })
}

/// 22个贫困村出列, 15个项目开工: the result closes the clause.
fn ends_with_result(tail: &str) -> bool {
    let tail = tail.trim_end();
    let tail = tail.strip_suffix("建设").unwrap_or(tail);
    tail.chars().count() > 2
        && !tail.contains("集中")
        && [
            "出列",
            "脱贫",
            "摘帽",
            "退出",
            "开工",
            "竣工",
            "投产",
            "建成",
            "达标",
            "投用",
            "完工",
            "销号",
            "通车",
            "交付",
            "上市",
            "挂牌",
            "并网",
            "开业",
            "运营",
            "入统",
            "升规",
            "达产",
            "动工",
            "封顶",
            "通气",
            "投入使用",
            "清零",
            "落地",
            "投运",
            "上线",
        ]
        .iter()
        .any(|word| tail.ends_with(word))
}

/// 年内, 6月底前: by when stands before the number.
fn timed(head: &str) -> bool {
    ["年内", "底前", "月前", "日前", "年底", "季度末", "季度前", "力争", "确保"]
        .iter()
        .any(|word| head.contains(word))
}

/// 修编规划7个: the clause begins with what is done, and the thing done stands before its number.
fn acts(head: &str) -> bool {
    const AIMS: &[&str] = &[
        "紧扣", "围绕", "对照", "立足", "锚定", "着眼", "紧盯", "聚焦", "面对", "依托", "坚持", "支持",
        "鼓励", "引导", "发挥", "巩固", "落实", "用好", "用足", "管好", "守住", "守牢", "严守",
    ];
    let head = head.trim_start();
    leads_with_verb(head) && !AIMS.iter().any(|word| head.starts_with(word)) && !head.contains(['的', '“'])
}

/// 压缩至, 缩短到: a time that is made shorter.
fn changes_time(head: &str) -> bool {
    ["压缩", "缩短", "压减", "减少", "平均"].iter().any(|word| head.contains(word))
}

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
        use MeasureClass::{Extent, Percent, Rank, Time};
        let text = self.text;
        let head = &text[group.head.clone()];
        let tail = &text[group.tail.clone()];
        let before = self.marks_in(&(clause.range.start..quantity.range.start));
        let bound = has(before, Mark::Stretch) || has(before, Mark::Resolve) || self.goals;
        if baseline::within(&self.bases, quantity.range.start)
            || self.only_qualifies(head, tail, quantity, value)
        {
            return true;
        }
        if has(before, Mark::Forecast)
            || self.facts.forecast < quantity.range.start && !bound
            || self.facts.condition < quantity.range.start
        {
            return true;
        }
        // 确保5个安置点群众搬得出: the count only names who is meant.
        if counts_after && !self.goals && !has(before, Mark::Commit) && !has(before, Mark::Stretch) {
            let listed = self.last.as_ref().is_some_and(|last| last.taken && last.age <= 1);
            let breaks = head.trim_end().ends_with("突破");
            // 确保年内22个贫困村出列: what is to become of those counted closes the clause.
            let ends = ends_with_result(tail)
                && (has(before, Mark::Resolve) || timed(&text[clause.range.start..quantity.range.start]));
            if !listed
                && !breaks
                && !ends
                && !self.serves(head, group)
                && !finishes_all(tail)
                && !has(self.marks_in(&group.tail), Mark::Commit)
            {
                return true;
            }
        }
        if self.granted(clause, quantity, value)
            || self.conditional(clause, group, quantity, value)
            || self.each_case(clause, group, quantity, value)
            || self.told_elsewhere(clause, group, quantity, counts_after)
        {
            return true;
        }
        let name = head.trim_end();
        match quantity.class {
            Rank if quantity.measure == "强" => {
                !["冲刺", "进入", "跻身", "迈入", "挺进", "进军", "前"].iter().any(|word| head.contains(word))
                    || noun_follows(tail)
            }
            Rank => value.comparator != Comparator::RankUp && !head.trim_end().ends_with('前'),
            // 1个工作日内受理, 使用期限不超过15天: a promise or a term, no end to reach.
            Time => {
                !matches!(value.comparator, Comparator::AtMost | Comparator::AtLeast | Comparator::Reach)
                    || name.contains("期限")
                    || ["受理", "办结", "答复", "回复", "响应", "办理", "完成", "反馈"]
                        .iter()
                        .any(|verb| tail.trim_start().starts_with(verb))
                        && !changes_time(head)
                    // 7个工作日内出具意见: a term for each case.
                    || clause.after[group.members.end - 1] == Some(Comparator::AtMost)
                        && tail.trim_start().starts_with(char::is_alphabetic)
                        && !changes_time(head)
            }
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
        // 超额完成年度计划, 围绕…目标: in a report the words of resolve tell what had been resolved.
        let resolved = has(before, Mark::Stretch)
            || !self.context.past
                && (has(before, Mark::Resolve) || text[clause.range.clone()].contains("目标"));
        // 减少贫困人口8000人: a change done to things counted.
        let counted =
            matches!(quantity.class, MeasureClass::Count | MeasureClass::People | MeasureClass::Extent);
        // 9月底前15个项目全部开工: the verb stands behind the things counted.
        let closed = counts_after
            && (finishes_all(tail)
                || self.serves(&text[group.head.clone()], group)
                || ends_with_result(tail) && timed(&text[clause.range.start..quantity.range.start])
                || has(self.marks_in(&group.tail), Mark::Commit)
                    && text[clause.range.start..quantity.range.start].contains('前'));
        let committed = closed
            || has(before, Mark::Commit)
            || counted && !changes && has(before, Mark::Growth)
            || self.context.plans && !counts_after && acts(&text[clause.range.start..quantity.range.start]);
        let adjacent = adjacent(before, quantity);
        let listed = self.last.as_ref().is_some_and(|last| last.taken && last.age <= 1);
        let year = times.year.or(self.year);
        let (over, ahead) = match (year, self.context.year) {
            (Some(year), Some(base)) => (year < base, year >= base),
            (None, _) if self.context.plans && !times.by.is_empty() => (false, true),
            (Some(_), None) => {
                (false, times.by.len() > "2025年".len() || text[clause.range.clone()].contains('到'))
            }
            (None, _) => (false, false),
        };
        // 到2027年，累计建成…: the year ahead turns 累计 into a plan.
        let told = has(all, Mark::Past) || self.past(all) && !ahead;
        let noun = indicator::after(tail);
        let means = counts_after
            && (MEANS.iter().any(|word| noun.ends_with(word))
                || ["方面", "规定", "环节", "领域", "维度", "层面"]
                    .iter()
                    .any(|word| noun.starts_with(word)));
        // 9个乡镇工业区的…: the thing counted only modifies another.
        let modifies = counts_after && !adjacent && noun.contains('的');
        Evidence {
            resolved,
            resolved_earlier: self.resolved && !self.context.past,
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
                    !last.base
                        && !last.taken
                        && last.age <= 1
                        && (last.told || !changes && last.class == quantity.class)
                }),
            counts_after,
            means: means || modifies,
            past: told,
            past_near: self.facts.past || told,
            elapsed: over || times.elapsed || self.elapsed,
            reports: self.context.past,
            nameless: value.indicator.is_empty(),
            plans: self.context.plans && !self.context.past,
            past_before: self.past_before,
            encouraged: has(before, Mark::Encourage),
        }
    }
}
