//! Targets of a table row, read cell by cell: the words of one do not run on into the next.
//!
//! A cell of goals that begins with its number is named by the cell of the work; a unit of measure
//! in a column of its own stands behind the number, as it would in a sentence.

use super::Passage;
use super::structure::Flow;
use super::targets::{self, FoundTarget, TargetContext};
use super::tasks::Row;
use crate::model::{ReadTarget, Reading, SourceSpan, TargetValue};
use std::ops::Range;

/// Longest cell that may name the number in another one, in characters.
const LONGEST_NAME: usize = 36;
/// Longest cell that holds a bare number to which a column gives the unit, in characters.
const LONGEST_NUMBER: usize = 14;

/// Finds the targets of a row.
pub(super) fn find(flow: &Flow, reading: &mut Reading, row: &Row, node: u32, context: &TargetContext<'_>) {
    let name = row.name.as_ref().map_or("", |name| flow.words(name).trim());
    let name = if name.chars().count() <= LONGEST_NAME { name } else { "" };
    let first = reading.targets.len();
    if let Some(cell) = &row.name {
        push(reading, node, of(flow, reading, std::slice::from_ref(cell), context));
    }
    for cell in &row.more {
        let found = of(flow, reading, std::slice::from_ref(cell), context);
        push(reading, node, named(found, name));
    }
    let goals = TargetContext { goal_section: true, ..*context };
    let (last, steps) = match row.steps.split_last() {
        Some((last, steps)) if row.goals.is_empty() => (Some(last), steps),
        _ => (None, row.steps.as_slice()),
    };
    for cell in row.goals.iter().chain(last) {
        let found = goal(flow, reading, row, cell, &goals);
        push(reading, node, named(found, name));
    }
    // What is reached on the way is told in the unit of the goal.
    let set: Vec<TargetValue> =
        reading.targets.iter().skip(first).map(|target| target.value.clone()).collect();
    for cell in steps {
        let words = flow.words(cell);
        let part = words.starts_with("完成") && words.contains(['%', '％']);
        if part || words.chars().count() > LONGEST_NAME {
            continue;
        }
        let Some(step) = targets::parse(words) else { continue };
        let Some(whole) = set.iter().find(|whole| whole.measure == step.measure && whole.kind == step.kind)
        else {
            continue;
        };
        if whole.amount != step.amount {
            let value = TargetValue { indicator: whole.indicator.clone(), ..step };
            reading.targets.push(ReadTarget {
                node: Some(node),
                span: flow.span(cell),
                value,
                confidence: 0.7,
                rule: "targets.step".into(),
            });
        }
    }
}

/// A target and where it stands.
type Placed = (FoundTarget, SourceSpan);

fn of(flow: &Flow, reading: &Reading, cells: &[Range<usize>], context: &TargetContext<'_>) -> Vec<Placed> {
    placed(&Passage::new(&reading.text, &flow.spans(cells)), context)
}

fn placed(passage: &Passage, context: &TargetContext<'_>) -> Vec<Placed> {
    targets::find(passage, context)
        .into_iter()
        .map(|found| {
            // The unit may stand before the number.
            let pieces = passage.pieces(found.range.clone());
            let whole = passage.source(found.range.clone());
            let start = pieces.iter().map(|span| span.start).min().unwrap_or(whole.start);
            let end = pieces.iter().map(|span| span.end).max().unwrap_or(whole.end);
            (found, SourceSpan { start, end })
        })
        .collect()
}

/// The targets of a cell of goals.
fn goal(
    flow: &Flow,
    reading: &Reading,
    row: &Row,
    cell: &Range<usize>,
    context: &TargetContext<'_>,
) -> Vec<Placed> {
    let words = flow.words(cell);
    let Some(name) = row.name.as_ref().filter(|_| begins_with_number(words)) else {
        return of(flow, reading, std::slice::from_ref(cell), context);
    };
    let mut ranges = vec![name.clone()];
    match (&row.measure, number_end(words)) {
        (Some(measure), Some(end)) if flow.words(measure).chars().any(|c| c.is_alphabetic() || c == '%') => {
            ranges.extend([cell.start..cell.start + end, measure.clone(), cell.start + end..cell.end]);
        }
        _ => ranges.push(cell.clone()),
    }
    let spans: Vec<SourceSpan> =
        ranges.iter().flat_map(|range| flow.spans(std::slice::from_ref(range))).collect();
    placed(&Passage::new(&reading.text, &spans), context)
}

/// 7%以上, ≥9, 不低于15, 达到28家: no words but how the number binds stand before it.
fn begins_with_number(words: &str) -> bool {
    const BINDS: &[&str] = &[
        "达到",
        "达",
        "不低于",
        "不少于",
        "不超过",
        "不高于",
        "不大于",
        "控制在",
        "至少",
        "力争",
        "确保",
        "突破",
        "超过",
        "高于",
        "低于",
        "约",
        "稳定在",
        "保持在",
        "提高到",
        "增长",
        "下降",
        "≥",
        "≤",
        "＞",
        "＜",
        ">",
        "<",
        "=",
        "＝",
        "较上年",
        "比上年",
        "同比",
    ];
    let mut rest = words.trim_start();
    while let Some(next) = BINDS.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = next.trim_start();
    }
    rest.starts_with(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c))
}

/// Where the only number of a short cell ends, when it names no unit of its own.
fn number_end(words: &str) -> Option<usize> {
    let part = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c) || matches!(c, '.' | '．');
    let start = words.find(part)?;
    let end = start + words[start..].find(|c| !part(c)).unwrap_or(words.len() - start);
    let rest = words[end..].trim_start();
    let bare = rest.is_empty()
        || ["以上", "以下", "以内", "左右", "及以上", "（含）"].iter().any(|word| rest.starts_with(word));
    (bare && words.chars().count() <= LONGEST_NUMBER).then_some(end)
}

fn named(found: Vec<Placed>, name: &str) -> Vec<Placed> {
    let mut found = found;
    for (target, _) in &mut found {
        target.value.indicator = targets::named_by(name, &target.value.indicator);
    }
    found
}

fn push(reading: &mut Reading, node: u32, found: Vec<Placed>) {
    reading.targets.extend(found.into_iter().map(|(found, span)| ReadTarget {
        node: Some(node),
        span,
        value: found.value,
        confidence: found.confidence,
        rule: found.rule,
    }));
}
