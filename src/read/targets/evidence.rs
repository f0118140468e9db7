//! For and against: whether a number commits the plan.

use super::words::{Mark, Marked};

/// What speaks for and against one number, gathered by the sentence.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own, weighed in one place")]
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Evidence {
    /// 力争, 确保, 目标 before it in its clause.
    pub(super) resolved: bool,
    /// The same in an earlier clause of the sentence.
    pub(super) resolved_earlier: bool,
    /// 目标是：… opens the sentence, or the section states goals.
    pub(super) goals: bool,
    /// A verb of doing before it in its clause.
    pub(super) committed: bool,
    /// A change, or a comparator before it.
    pub(super) bound: bool,
    /// A comparator behind it.
    pub(super) limited: bool,
    /// A year not yet over when the text was written.
    pub(super) ahead: bool,
    /// Goes on a list whose last number was taken.
    pub(super) listed: bool,
    /// Goes on a list whose last number was refused, without a verb of its own.
    pub(super) refused_before: bool,
    /// The number counts the noun behind it.
    pub(super) counts_after: bool,
    /// The noun counted is a means (措施, 专班), not a result.
    pub(super) means: bool,
    /// Past in its clause.
    pub(super) past: bool,
    /// Past elsewhere in its sentence.
    pub(super) past_near: bool,
    /// A past year or a span of months gone by.
    pub(super) elapsed: bool,
    /// The passage reports.
    pub(super) reports: bool,
    /// Nothing names what is measured.
    pub(super) nameless: bool,
    /// The passage plans.
    pub(super) plans: bool,
    /// The sentence before reported.
    pub(super) past_before: bool,
    /// 鼓励, 引导 before it.
    pub(super) encouraged: bool,
}

/// Below this a number is no target.
pub(super) const TAKEN: f32 = 0.55;

impl Evidence {
    /// 0 to 1.
    pub(super) fn score(&self) -> f32 {
        let weigh = |holds: bool, weight: f32| if holds { weight } else { 0.0 };
        let verb = self.committed || self.listed;
        let mut score = 0.3
            + weigh(self.resolved, 0.45)
            + weigh(self.resolved_earlier && !self.resolved, 0.2)
            + weigh(self.goals, 0.35)
            + weigh(verb, 0.3)
            + weigh(self.bound, 0.25)
            + weigh(self.limited, 0.08)
            + weigh(self.ahead, 0.15)
            + weigh(self.plans, 0.08)
            - weigh(self.past, 0.7)
            - weigh(self.past_near, 0.4)
            - weigh(self.elapsed && !self.resolved, 0.5)
            - weigh(self.reports, 0.6)
            - weigh(self.past_before && !self.resolved && !self.goals, 0.2)
            - weigh(self.nameless && !self.resolved && !self.goals, 0.2)
            - weigh(self.encouraged && !self.resolved && !self.bound, 0.3);
        if self.refused_before || self.means {
            score -= 0.5;
        }
        // 37个项目集中开工: a count without a verb of ours before it tells what is.
        if self.counts_after && !verb && !self.resolved && !self.goals {
            score -= 0.3;
        }
        score.clamp(0.0, 0.97)
    }
}

/// Whether any mark of that sort stands in `marks`.
pub(super) fn has(marks: &[Marked], mark: Mark) -> bool {
    marks.iter().any(|marked| marked.mark == mark)
}

/// Things a plan sets up to reach its ends.
pub(super) const MEANS: &[&str] = &[
    "专班",
    "链长制",
    "制度",
    "机制",
    "措施",
    "方面",
    "部门",
    "单位",
    "文件",
    "政策",
    "意见",
    "方案",
    "维度",
    "环节",
    "领域",
    "行动",
    "举措",
    "规定",
    "问题",
    "小组",
    "工作组",
    "清单",
    "责任",
    "原则",
    "要求",
    "阶段",
    "步骤",
    "内容",
    "指标",
    "方向",
    "关键",
    "课题",
    "调研",
    "会议",
    "批次",
];
