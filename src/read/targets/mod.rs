//! Quantities → targets: what a plan commits to, and what only looks like it.
//!
//! Tokens first (`quantity`), then clauses: a number takes its indicator from the noun before or
//! behind it, its comparator from the nearest word, and is weighed by tense and modality
//! (`evidence`). Pure: knows neither documents nor sections beyond [`TargetContext`].

mod bars;
mod baseline;
mod changes;
mod clause;
mod comparing;
mod evidence;
mod horizon;
mod indicator;
mod judging;
mod lexicon;
mod lists;
mod naming;
mod sentence;
#[cfg(test)]
mod tests;
mod value;
mod words;

pub use comparing::comparison;

use super::Passage;
use super::quantity::{self, Quantity};
use crate::model::{RuleName, TargetValue};
use sentence::{Demand, Sentence};
use std::ops::Range;

/// What is known about a passage from outside its words.
#[derive(Clone, Copy, Debug, Default)]
pub struct TargetContext<'a> {
    /// The passage reports the past: a summary, a review of last year.
    pub past: bool,
    /// The passage plans: in a plan by its title, or behind the review of a report.
    pub plans: bool,
    /// The passage stands in a section of goals (工作目标, 预期目标).
    pub goal_section: bool,
    /// Title of the section it stands in, or empty.
    pub heading: &'a str,
    /// What the task is called, where its wording opens with a title of its own, or empty.
    pub subject: &'a str,
    /// Year of the document's title or date: what lies before it has been.
    pub year: Option<i16>,
    /// Horizon announced before (全年, 2025年), or empty.
    pub by: &'a str,
}

/// A target in a passage.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundTarget {
    /// What it says.
    pub value: TargetValue,
    /// Bytes of the passage's text: the words that state it.
    pub range: Range<usize>,
    /// 0 to 1.
    pub confidence: f32,
    /// What found it.
    pub rule: RuleName,
}

/// The targets of `passage`, in order. Linear in its text.
pub fn find(passage: &Passage, context: &TargetContext<'_>) -> Vec<FoundTarget> {
    let text = passage.text.as_str();
    let quantities = quantity::scan(text);
    let mut found = Vec::new();
    let situated = situates(context.heading);
    let context = TargetContext {
        past: context.past || situated || !context.goal_section && reviews(context.heading),
        goal_section: context.goal_section && !situated || context.heading.contains("目标"),
        ..*context
    };
    let mut end = 0;
    let mut past = false;
    let mut first = 0;
    while let Some(quantity) = quantities.get(first) {
        let start = text[end..quantity.range.start].rfind(STOPS).map_or(end, |at| next_char(text, end + at));
        // Sentences without a number in between are not looked into.
        past = past && start == end;
        end = sentence_end(text, &quantities[first..]);
        let body = text[start..end].trim_end_matches(STOPS).len();
        let last = first + quantities[first..].partition_point(|quantity| quantity.range.start < end);
        let mut sentence = Sentence::new(text, start..start + body, &context, past);
        sentence.read(&quantities[first..last], Demand::Evidence, &mut found);
        past = sentence.reports();
        first = last.max(first + 1);
    }
    found
}

/// What a person typed as a target (突破1200亿元, 地区生产总值增长8%左右), or `None` without a number
/// and unit. The indicator is empty where the words name none.
pub fn parse(words: &str) -> Option<TargetValue> {
    stated(words.trim()).into_iter().next().map(|found| found.value)
}

/// All targets in the sentence that a person typed, each with the words that state it.
pub fn parse_all(words: &str) -> Vec<(TargetValue, &str)> {
    let words = words.trim();
    let of = |found: FoundTarget| (found.value, words.get(found.range).unwrap_or(words).trim());
    stated(words).into_iter().map(of).collect()
}

fn stated(words: &str) -> Vec<FoundTarget> {
    let quantities = quantity::scan(words);
    let context = TargetContext::default();
    let mut found = Vec::new();
    Sentence::new(words, 0..words.len(), &context, false).read(&quantities, Demand::Stated, &mut found);
    found
}

/// The name of a number in a cell of goals, completed by the cell that names the work.
pub(super) fn named_by(name: &str, indicator: &str) -> String {
    let subject = indicator::lead(name);
    let subject = if subject.chars().count() < 2 { name.to_owned() } else { subject };
    let told = indicator.chars().all(|c| subject.contains(c));
    if told {
        subject
    } else if indicator::generic(indicator) || indicator.chars().count() <= 2 {
        [subject.as_str(), indicator].concat()
    } else {
        indicator.to_owned()
    }
}

const STOPS: [char; 6] = ['。', '！', '？', '!', '?', '\n'];

/// Bytes after which a text without stops is cut before the next number, so that work stays linear.
const LONGEST: usize = 4096;

/// End of the sentence that the first of `quantities` stands in.
fn sentence_end(text: &str, quantities: &[Quantity]) -> usize {
    let Some(first) = quantities.first() else {
        return text.len();
    };
    let from = first.range.end;
    let stop = text[from..].find(STOPS).map_or(text.len(), |at| next_char(text, from + at));
    let next = quantities.partition_point(|quantity| quantity.range.start < from + LONGEST);
    quantities.get(next).map_or(stop, |quantity| stop.min(quantity.range.start))
}

fn next_char(text: &str, at: usize) -> usize {
    at + text[at..].chars().next().map_or(0, char::len_utf8)
}

/// Whether a heading announces where things stand: its numbers have been reached.
fn situates(heading: &str) -> bool {
    const ENDS: &[&str] = &[
        "发展基础",
        "现实基础",
        "工作基础",
        "现状",
        "形势",
        "环境",
        "背景",
        "发展成就",
        "主要成就",
        "基本情况",
        "基础和形势",
        "存在问题",
        "存在的问题",
        "主要问题",
        "困难和问题",
        "问题和困难",
        "困难与问题",
        "问题和不足",
        "问题与不足",
        "短板和不足",
        "困难和挑战",
        "困难与挑战",
        "申报条件",
        "准入条件",
        "认定条件",
        "支持条件",
        "认定标准",
        "评价标准",
        "准入标准",
        "奖励标准",
        "补助标准",
        "支持标准",
        "评分标准",
    ];
    !heading.contains("目标")
        && ENDS.iter().any(|end| heading.trim_end().ends_with(end))
        && !["优化", "改善", "营造", "提升", "治理", "打造", "整治"].iter().any(|verb| heading.contains(verb))
}

/// Whether a heading announces a review.
fn reviews(heading: &str) -> bool {
    let past = ["回顾", "总结", "成效", "完成情况", "进展情况", "开展情况", "取得的", "主要成绩", "工作情况"];
    let plans = ["计划", "安排", "打算", "下一步", "目标", "思路"];
    words::any(heading, &past) && !words::any(heading, &plans)
}
