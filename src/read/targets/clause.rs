//! One clause taken apart: which numbers qualify a noun, which stand for themselves, and the words
//! before and after each.

use super::words;
use crate::model::Comparator;
use crate::read::quantity::{MeasureClass, Quantity};
use std::ops::Range;

/// Quantities that share their words: one, or a list such as `5家、2家`.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// Index of the first quantity, and behind the last, in the clause.
    pub(super) members: Range<usize>,
    /// The words before the first, from the end of what belongs to another number.
    pub(super) head: Range<usize>,
    /// The words after the last, up to what belongs to another number.
    pub(super) tail: Range<usize>,
    /// Quantities in the head that qualify the noun (产值超10亿元、30亿元的…), as indexes.
    pub(super) qualifiers: Range<usize>,
}

/// A clause: its bytes and its quantities.
pub(super) struct Clause<'t> {
    pub(super) text: &'t str,
    pub(super) range: Range<usize>,
    pub(super) quantities: &'t [Quantity],
    /// Per quantity: end with the comparator behind it and 大关.
    ends: Vec<usize>,
    /// Per quantity: the comparator behind it.
    pub(super) after: Vec<Option<Comparator>>,
    /// Per quantity: it only qualifies a noun.
    qualifies: Vec<bool>,
}

impl<'t> Clause<'t> {
    pub(super) fn new(text: &'t str, range: Range<usize>, quantities: &'t [Quantity]) -> Self {
        let mut ends = Vec::with_capacity(quantities.len());
        let mut after = Vec::with_capacity(quantities.len());
        for quantity in quantities {
            let mut end = quantity.range.end;
            let mut comparator = None;
            if let Some((found, len)) = words::after(&text[end..range.end]) {
                comparator = Some(found);
                end += len;
            } else if text[end..range.end].starts_with('内') {
                comparator = Some(Comparator::AtMost);
                end += '内'.len_utf8();
            }
            for word in ["大关", "关口"] {
                if text[end..range.end].starts_with(word) {
                    end += word.len();
                }
            }
            ends.push(end);
            after.push(comparator);
        }
        let qualifies = vec![false; quantities.len()];
        let mut clause = Self { text, range, quantities, ends, after, qualifies };
        clause.mark_qualifiers();
        clause
    }

    /// End of a quantity, the comparator behind it included.
    pub(super) fn end(&self, index: usize) -> usize {
        self.ends[index]
    }

    /// The words between a quantity and the next one, or the end of the clause.
    fn follow(&self, index: usize) -> &'t str {
        let end = self.quantities.get(index + 1).map_or(self.range.end, |next| next.range.start);
        &self.text[self.ends[index].min(end)..end]
    }

    fn mark_qualifiers(&mut self) {
        for index in (0..self.quantities.len()).rev() {
            self.qualifies[index] = self.is_qualifier(index);
        }
    }

    fn is_qualifier(&self, index: usize) -> bool {
        use MeasureClass::{Bare, Count, Extent, Fold, Money, People, Percent};
        let quantity = &self.quantities[index];
        let follow = self.follow(index).trim_start();
        if follow.starts_with('级') {
            return true;
        }
        if !matches!(quantity.class, Money | Bare | Extent | Percent | Fold | People) {
            return false;
        }
        let next_counts =
            self.quantities.get(index + 1).is_some_and(|next| matches!(next.class, Count | People));
        // 其中10亿元以上8个: a size before a count of the things named earlier.
        if follow.is_empty() && next_counts && matches!(quantity.class, Money | Bare) {
            return true;
        }
        if only_separators(follow) {
            return index + 1 < self.quantities.len()
                && self.qualifies[index + 1]
                && self.quantities[index + 1].class == quantity.class;
        }
        if !noun_follows(follow) {
            return false;
        }
        // A noun before 、 ends the reach of this number: …投资20亿元、企业5家 is two.
        let reaches = !follow.contains('、');
        let counted_before = index > 0
            && self.quantities[index - 1].class == Count
            && !self.text[self.ends[index - 1].min(quantity.range.start)..quantity.range.start]
                .contains('、')
            && noun_follows(self.follow(index - 1));
        if follow.starts_with('的') && quantity.class != Extent || next_counts && reaches || counted_before {
            return true;
        }
        let opening: String = follow.chars().take(9).collect();
        match quantity.class {
            Extent => words::any(&opening, &["工程", "项目", "装置", "生产线", "基地", "产业园"]),
            Money | Bare => {
                words::any(
                    &opening,
                    &["企业", "项目", "单位", "集群", "主体", "商户", "纳税人", "园区", "工程", "产业"],
                ) && !words::any(&opening, &["产业投资", "项目投资", "企业贷款", "产业基金", "项目资金"])
            }
            _ => follow.starts_with('的'),
        }
    }

    /// The numbers that stand for themselves, with their words.
    pub(super) fn groups(&self) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        let mut index = 0;
        while index < self.quantities.len() {
            if self.qualifies[index] {
                index += 1;
                continue;
            }
            let first = index;
            let mut last = index;
            while let Some(next) = self.quantities.get(last + 1) {
                let between = &self.text[self.ends[last].min(next.range.start)..next.range.start];
                if self.qualifies[last + 1]
                    || next.class != self.quantities[first].class
                    || between.is_empty()
                    || !only_separators(between)
                {
                    break;
                }
                last += 1;
            }
            let head_start = groups.last().map_or(self.range.start, |group| group.tail.end);
            let head_start = head_start + leading_separator(&self.text[head_start..self.range.end]);
            let head = head_start.min(self.quantities[first].range.start)..self.quantities[first].range.start;
            let from = self.ends[last];
            let next = (last + 1..self.quantities.len()).find(|other| !self.qualifies[*other]);
            let tail = from..self.tail_end(from, next);
            let qualifiers = (0..first)
                .rev()
                .take_while(|other| {
                    self.qualifies[*other] && self.quantities[*other].range.start >= head.start
                })
                .last()
                .map_or(first..first, |start| start..first);
            groups.push(Group { members: first..last + 1, head, tail, qualifiers });
            index = last + 1;
        }
        groups
    }

    fn tail_end(&self, from: usize, next: Option<usize>) -> usize {
        let limit = next.map_or(self.range.end, |next| self.quantities[next].range.start).max(from);
        let words = &self.text[from..limit];
        if leading_separator(words) > 0 {
            return from;
        }
        let stop = words.find(['、', '（', '(', '〔', '[', '【']);
        let joint = next.and_then(|_| ["以及", "和", "及"].iter().filter_map(|word| words.find(word)).min());
        match (stop, joint) {
            (Some(a), Some(b)) => from + a.min(b),
            (Some(a), None) | (None, Some(a)) => from + a,
            // Nothing parts the words before the next number: they are its head (总数5家增长10%).
            (None, None) if next.is_some() && !noun_follows(words) => from,
            (None, None) => limit,
        }
    }
}

/// Whether nothing but list marks stands there.
fn only_separators(words: &str) -> bool {
    words.chars().all(|c| matches!(c, '、' | '和' | '及' | '与' | '以' | ' '))
}

/// Bytes of the list mark at the start, a gloss on the unit before it included: 4万套（间）、…
fn leading_separator(words: &str) -> usize {
    let mut at = words.len() - words.trim_start().len();
    if words[at..].starts_with(['（', '(']) {
        let close = words[at..].char_indices().take(5).find(|(_, c)| matches!(c, '）' | ')'));
        at += close.map_or(0, |(close, mark)| close + mark.len_utf8());
    }
    ["、", "以及", "和", "及", "与", "）", ")"]
        .iter()
        .find(|mark| words[at..].starts_with(*mark))
        .map_or(0, |mark| at + mark.len())
}

/// Whether a noun that the number counts or qualifies follows, not a verb that goes on.
pub(super) fn noun_follows(words: &str) -> bool {
    const GOES_ON: &[&str] = &[
        "积极",
        "加快",
        "推动",
        "推进",
        "确保",
        "力争",
        "实现",
        "全面",
        "全力",
        "着力",
        "目标",
        "任务",
        "用于",
        "作为",
        "的目标",
        "建设",
        "完成",
        "其中",
        "进一步",
        "大力",
        "深入",
        "开展",
        "强化",
        "加强",
        "做好",
        "同比",
        "增加",
        "压缩",
        "缩短",
        "压减",
        "压降",
        "降低",
        "降至",
        "降到",
        "减至",
        "升至",
        "增至",
        "调整",
        "扩展",
        "拓展到",
        "精简",
        "延长",
        "优化到",
        "优化至",
        "变为",
        "达到",
        "跃升",
        "发展到",
        "提高",
        "提升",
        "下降",
        "减少",
        "上升",
        "扩大",
        "增长",
        "比上年",
        "较上年",
        "奖励",
        "给予",
        "支持",
        "为",
        "并",
        "且",
        "以",
        "等目标",
        "的奖励",
        "的补助",
        "持续",
        "力促",
        "打造",
        "实施",
        "落实",
        "占",
        "由",
    ];
    let words = words.trim_start();
    words.chars().next().is_some_and(|first| {
        first.is_alphanumeric() || matches!(first, '“' | '"' | '《') // ideographs are alphabetic
    }) && !GOES_ON.iter().any(|word| words.starts_with(word))
}
