//! What bars a number: norms for each case, thresholds, sizes of things, budgets.

use super::clause::{Clause, Group, noun_follows};
use super::evidence::has;
use super::sentence::Sentence;
use super::value::adjacent;
use super::words::{Mark, Marked};
use crate::model::{Comparator, MeasureKind, TargetValue};
use crate::read::quantity::{MeasureClass, Quantity};

/// Money told for each one: 每人, 每户, 每辆 right before it, and nothing raised to it.
pub(super) fn per_head(head: &str) -> bool {
    let head = head.trim_end();
    let Some(at) = head.rfind('每') else { return false };
    let one = &head[at + '每'.len_utf8()..];
    (1..=4).contains(&one.chars().count())
        && !one.starts_with(['年', '月', '季', '万'])
        && !["提高到", "提高至", "达到", "增加到", "提升到", "不低于", "提高"]
            .iter()
            .any(|word| head.contains(word))
}

/// Words of a norm that holds in each case, before its number.
pub(super) fn norms(head: &str) -> bool {
    const NORMS: &[&str] = &[
        "班额",
        "服务半径",
        "半径",
        "原则上",
        "容积率",
        "起征点",
        "税率",
        "费率",
        "利率",
        "缴费基数",
        "间距",
        "每个",
        "每所",
        "每校",
        "每村",
        "每周",
        "每镇",
        "每名",
        "每位",
        "每班",
        "每台",
        "每处",
        "每条",
        "每辆",
        "每次",
        "涉及",
        "受益",
    ];
    NORMS.iter().any(|word| head.contains(word))
}

/// 安排专项资金, 统筹整合资金, 贷款额度提高到: money that is set aside or lent.
pub(super) fn budgets(head: &str) -> bool {
    let name = head.trim_end().trim_end_matches(['约', '近']);
    let fund = ["资金", "经费", "预算", "专款"].iter().any(|word| name.ends_with(word))
        && ["安排", "统筹", "整合", "列支", "拨付", "预算", "下达"].iter().any(|word| name.contains(word));
    fund || name.contains("贷款额度") || name.contains("担保额度")
}

impl<'t> Sentence<'t> {
    /// 为3000名学生免费接种, 对200种产品开展抽检: what is done, for how many.
    pub(super) fn serves(&self, head: &str, group: &Group) -> bool {
        self.context.plans
            && matches!(head.trim(), "为" | "对" | "全年为" | "年内为" | "再为")
            && has(self.marks_in(&group.tail), Mark::Commit)
    }

    /// 投资1亿元以上、税收20万元以上的项目优先, 5000平方米以上公共建筑全部执行: who or what is meant.
    pub(super) fn threshold(
        &self,
        clause: &Clause<'t>,
        group: &Group,
        quantity: &Quantity,
        value: &TargetValue,
        before: &[Marked],
    ) -> bool {
        const WHOM: &[&str] = &[
            "的项目",
            "的企业",
            "的单位",
            "的园区",
            "的主体",
            "的机构",
            "的个人",
            "的人员",
            "的家庭",
            "的农户",
            "的建筑",
            "的工程",
            "的商户",
            "的孵化器",
            "的车辆",
            "的用户",
            "的地区",
            "的乡镇",
            "的村",
            "的产品",
            "的学校",
            "的小区",
            "的地块",
            "的土地",
        ];
        const RULES: &[&str] = &["全部", "一律", "均须", "均应", "必须", "应当", "都要", "方可", "优先"];
        let bound = matches!(value.comparator, Comparator::AtLeast | Comparator::AtMost | Comparator::Exceed);
        if !bound || adjacent(before, quantity) {
            return false;
        }
        let rest = &self.text[clause.end(group.members.end - 1)..clause.range.end];
        let whom = WHOM.iter().filter_map(|word| rest.find(word)).min();
        let plain = |at: usize| {
            let from = clause.end(group.members.end - 1);
            !has(self.marks_in(&(from..from + at)), Mark::Commit)
        };
        whom.is_some_and(plain)
            || quantity.class == MeasureClass::Extent
                && noun_follows(rest)
                && RULES.iter().any(|word| rest.contains(word))
    }

    /// Whether the number only tells how large the thing behind it is.
    pub(super) fn sizes(
        &self,
        head: &str,
        tail: &str,
        quantity: &Quantity,
        value: &TargetValue,
        before: &[Marked],
    ) -> bool {
        const RESULTS: &[&str] =
            &["水平", "目标", "增长", "增速", "标准", "要求", "份额", "比例", "速度", "幅度", "任务"];
        let Some(noun) = tail.trim_start().strip_prefix('的') else { return false };
        if self.goals || noun.is_empty() || RESULTS.iter().any(|word| noun.starts_with(word)) {
            return false;
        }
        let name = head.trim_end();
        let named = [
            "占地",
            "面积",
            "库容",
            "全长",
            "总长",
            "长",
            "宽",
            "高",
            "装机",
            "规模",
            "容量",
            "投资",
            "总里程",
        ]
        .iter()
        .any(|word| name.ends_with(word));
        let bound = matches!(value.comparator, Comparator::AtLeast | Comparator::AtMost | Comparator::Exceed);
        named && matches!(quantity.class, MeasureClass::Extent | MeasureClass::Money)
            || bound && !adjacent(before, quantity) && quantity.class != MeasureClass::Percent
    }

    /// 消除66人以上超大班额, 具有5年以上经验: a size of what is meant, not of what is to be reached.
    pub(super) fn only_qualifies(
        &self,
        head: &str,
        tail: &str,
        quantity: &Quantity,
        value: &TargetValue,
    ) -> bool {
        use MeasureClass::{Extent, Money, People, Time};
        let bound = matches!(value.comparator, Comparator::AtLeast | Comparator::AtMost | Comparator::Exceed);
        let name = head.trim();
        let owns = ["具有", "具备", "拥有", "注册", "成立", "从事", "年龄", "连续", "缴纳", "参保满", "毕业"]
            .iter()
            .any(|word| name.starts_with(word));
        let clears = [
            "消除", "淘汰", "取缔", "关停", "清理", "整治", "严控", "禁止", "严禁", "推动", "支持", "鼓励",
            "引导", "对", "涉及",
        ]
        .iter()
        .any(|word| name.ends_with(word));
        bound
            && !self.goals
            && (owns && !matches!(quantity.class, MeasureClass::Percent)
                || clears
                    && (matches!(quantity.class, Extent | Money | Time)
                        || quantity.class == People && quantity.measure == "人")
                    && noun_follows(tail))
    }

    /// Money promised under conditions: subsidies, caps, loans.
    pub(super) fn granted(&self, clause: &Clause<'t>, quantity: &Quantity, value: &TargetValue) -> bool {
        use MeasureClass::{Money, Percent};
        let text = self.text;
        let before = self.marks_in(&(clause.range.start..quantity.range.start));
        let all = self.marks_in(&clause.range);
        // 单户最高500万元；贷款余额增长13%: what a semicolon parts is no longer the grant.
        let sentence_grants = self.facts.grants && {
            let rest = &text[quantity.range.end..self.range.end];
            let before = &text[self.range.start..quantity.range.start];
            let from = before.rfind(['；', ';']).map_or(self.range.start, |at| self.range.start + at);
            let to = rest.find(['；', ';']).map_or(self.range.end, |at| quantity.range.end + at);
            has(self.marks_in(&(from..to)), Mark::Grant)
        };
        // …给予补助，全年完成投资36亿元: a clause that sets its own time and verb.
        let own = !has(all, Mark::Grant)
            && has(before, Mark::Commit)
            && ["全年", "年内", "今年", "到20", "力争"]
                .iter()
                .any(|word| text[clause.range.clone()].trim_start().starts_with(word));
        (has(all, Mark::Grant) && !value.stretch
            || sentence_grants && !own && matches!(quantity.class, Money | Percent) && !value.stretch)
            && (matches!(quantity.class, Money | Percent) || value.kind != MeasureKind::Count)
    }

    /// A condition that others must meet, or an end that others reach.
    pub(super) fn conditional(
        &self,
        clause: &Clause<'t>,
        group: &Group,
        quantity: &Quantity,
        value: &TargetValue,
    ) -> bool {
        let text = self.text;
        let head = &text[group.head.clone()];
        let tail = &text[group.tail.clone()];
        let before = self.marks_in(&(clause.range.start..quantity.range.start));
        // 对销售额超过…的企业, 凡…: a threshold.
        let opening = text[clause.range.clone()].trim_start();
        if ["对", "凡", "每户", "单个", "每家", "达到", "满"].iter().any(|word| opening.starts_with(word))
            && (tail.starts_with('的')
                || !has(before, Mark::Commit)
                    && opening.starts_with(['对', '凡'])
                    // 对200种产品开展…: those to whom it is done.
                    && !(quantity.class == MeasureClass::Count && head.trim() == "对"))
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
        // 占地200亩的物流园, 库容100万立方米以上的水库: a size of the thing behind it.
        self.sizes(head, tail, quantity, value, before)
    }

    /// What holds for each case, each month, each one paid: a norm, a rhythm, a promise, a budget.
    pub(super) fn each_case(
        &self,
        clause: &Clause<'t>,
        group: &Group,
        quantity: &Quantity,
        value: &TargetValue,
    ) -> bool {
        use MeasureClass::{Money, Percent};
        let text = self.text;
        let head = &text[group.head.clone()];
        let tail = &text[group.tail.clone()];
        let before = self.marks_in(&(clause.range.start..quantity.range.start));
        let opening = text[clause.range.clone()].trim_start();
        // 每吸纳1名…给予: the unit of a promise.
        if opening.starts_with('每')
            && ![
                "每年",
                "每月",
                "每季",
                "每周",
                "每天",
                "每日",
                "每人",
                "每户",
                "每万",
                "每千",
                "每百",
                "每个",
                "每家",
                "每亩",
                "每立方",
                "每平方",
            ]
            .iter()
            .any(|word| opening.starts_with(word))
        {
            return true;
        }
        // 不得超过120平方米: a rule for each case. 安排资金2000万元: a budget, no end.
        if !self.goals && quantity.class != Percent && head.contains("不得")
            || quantity.class == Money && !self.goals && budgets(head)
        {
            return true;
        }
        // 班额不超过45人, 每个乡镇至少1个: a norm for each case. 惠及居民5万人: whom it does good.
        if !self.goals
            && (quantity.class != Percent && norms(&text[clause.range.start..quantity.range.start])
                || self.threshold(clause, group, quantity, value, before))
        {
            return true;
        }
        // 每人1500元: what a single one is promised.
        if quantity.class == Money && per_head(head) {
            return true;
        }
        // 每月召开1次: a rhythm of meetings.
        quantity.measure == "次"
            && [
                "召开",
                "调度",
                "通报",
                "会商",
                "听取",
                "研判",
                "每月",
                "每季度",
                "每周",
                "每半年",
                "每旬",
                "例会",
            ]
            .iter()
            .any(|word| head.contains(word) || tail.starts_with(word))
    }

    /// The size of a plant or building, or a number that only compares with what is told elsewhere.
    pub(super) fn told_elsewhere(
        &self,
        clause: &Clause<'t>,
        group: &Group,
        quantity: &Quantity,
        counts_after: bool,
    ) -> bool {
        use MeasureClass::Extent;
        let text = self.text;
        let head = &text[group.head.clone()];
        let tail = &text[group.tail.clone()];
        let before = self.marks_in(&(clause.range.start..quantity.range.start));
        // 年产10万吨铜箔: the size of a plant. 全年目标的50%: a share of what is told elsewhere.
        let name = head.trim_end();
        // 占地200亩, 全长42公里: what a building or a road measures, told of a single one.
        if quantity.class == Extent
            && ["占地", "占地面积", "建筑面积", "总库容", "全长", "总长", "总长度"]
                .iter()
                .any(|word| name.ends_with(word))
            && !self.goals
        {
            return true;
        }
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
        let named_again = tail.starts_with("的目标") && tail.contains("如期")
            || has(before, Mark::Quoted) && text[clause.range.clone()].contains("目标");
        named_again || head.trim_end().ends_with("年度目标") || head.trim_end().ends_with("目标值")
    }
}
