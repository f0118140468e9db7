//! What bars a number: norms for each case, thresholds, sizes of things, budgets.

use super::clause::{Clause, Group, noun_follows};
use super::evidence::has;
use super::sentence::Sentence;
use super::value::adjacent;
use super::words::{Mark, Marked};
use crate::model::{Comparator, TargetValue};
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
}
