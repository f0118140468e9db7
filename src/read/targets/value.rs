//! What one number says: comparator, kind and unit, from the words next to it.

use super::changes::CHANGES;
use super::clause::{Clause, noun_follows};
use super::indicator;
use super::words::{self, MONEY, Mark, Marked};
use crate::model::{Amount, Comparator, MeasureKind, TargetValue};
use crate::read::quantity::{MeasureClass, Quantity};

/// Whether a verb of doing stands right before the number, an adverb or two between.
pub(super) fn adjacent(before: &[Marked], quantity: &Quantity) -> bool {
    before
        .iter()
        .rev()
        .find(|marked| marked.mark == Mark::Commit)
        .is_some_and(|marked| quantity.range.start - (marked.at + marked.len) <= "左右".len())
}

/// A number told in a word, such as 三个: mostly the sum of a list.
pub(super) fn small(quantity: &Quantity) -> bool {
    matches!(quantity.amount, Amount::Single(value) if value <= 30.0)
        && matches!(quantity.class, MeasureClass::Count | MeasureClass::People | MeasureClass::Fold)
        && !quantity.measure.starts_with(['万', '亿'])
}

/// Whether the indicator names a ratio.
pub(super) fn ratio(indicator: &str) -> bool {
    words::any(
        indicator,
        &["率", "比重", "占比", "比例", "覆盖", "强度", "系数", "指数", "PUE", "贡献", "浓度"],
    )
}

/// Whether the number counts (or measures) the noun behind it.
pub(super) fn counts_after(quantity: &Quantity, head: &str, tail: &str, compared: bool) -> bool {
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
pub(super) fn aims(clause: &Clause<'_>) -> bool {
    let words = &clause.text[clause.range.clone()];
    words.trim_end().ends_with("目标") && !words::any(words, CHANGES)
}

pub(super) fn comparator(
    quantity: &Quantity,
    head: &str,
    after: Option<Comparator>,
    compared: Option<(Comparator, usize)>,
    solved: bool,
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
    match compared {
        // 突破20项关键技术 solves them, it does not exceed a number.
        Some((Comparator::Exceed, _)) if solved => Comparator::Equal,
        Some((comparator, _)) => comparator,
        None => Comparator::Equal,
    }
}

/// Whether the words right before the number (and its comparator) name a change.
pub(super) fn changes(head: &str, compared: Option<(Comparator, usize)>) -> bool {
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

pub(super) fn kind(quantity: &Quantity, value: &TargetValue, changes: bool) -> MeasureKind {
    use MeasureClass::{Bare, Count, Extent, Fold, Money, Never, People, Percent, Point, Rank, Time};
    match quantity.class {
        Rank => MeasureKind::Rank,
        Point => MeasureKind::Growth,
        Percent | Fold if changes => MeasureKind::Growth,
        Percent => MeasureKind::Share,
        // 每万人拥有12件: a density.
        Count if dense(&value.indicator) || words::any(&value.indicator, &["产能", "产量", "产销"]) => {
            MeasureKind::Level
        }
        Count => MeasureKind::Count,
        People if quantity.measure.ends_with('名') => MeasureKind::Count,
        People | Money | Extent | Fold | Time | Bare | Never => MeasureKind::Level,
    }
}

/// Whether the indicator is told per so many of something.
fn dense(indicator: &str) -> bool {
    ["每万", "每千", "每百", "人均", "亩均", "户均"].iter().any(|word| indicator.contains(word))
}

/// The unit as told: a bare 亿 of something that is money is 亿元.
pub(super) fn measure(quantity: &Quantity, indicator: &str, clause: &str) -> String {
    if quantity.class == MeasureClass::Bare && (words::any(indicator, MONEY) || words::any(clause, MONEY)) {
        return [quantity.measure.as_str(), "元"].concat();
    }
    quantity.measure.clone()
}

pub(super) fn rule(value: &TargetValue, counts_after: bool, list: bool) -> &'static str {
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
