//! Rules that a document lays down for all its tasks.

use super::parse::parse;
use crate::model::{Role, UnitList};
use memchr::memmem;
use std::ops::Range;

/// 列第一位的为牵头单位, 排首位的单位为牵头: the first-listed unit leads.
pub(crate) fn first_leads(text: &str) -> bool {
    ["第一位", "排首位", "列首位", "第一个单位", "排名第一", "首位为", "排在首位", "列在首位", "第一责任单位"]
        .iter()
        .any(|word| {
            memmem::find_iter(text.as_bytes(), word.as_bytes()).any(|at| {
                let sentence = sentence_around(text, at);
                let words = &text[sentence];
                words.contains("牵头") && words.contains("单位") && words.len() < 240
            })
        })
}

/// 以上任务均需各区政府落实，不再一一列出: units of every task.
pub(crate) fn default_units(text: &str) -> Vec<String> {
    let mut units: Vec<String> = Vec::new();
    for at in memmem::find_iter(text.as_bytes(), "不再".as_bytes()) {
        let words = &text[sentence_around(text, at)];
        if words.len() > 400
            || !["列出", "列明", "单列", "重复", "罗列", "标注"].iter().any(|word| words.contains(word))
        {
            continue;
        }
        let Some(start) = ["均需由", "均须由", "均由", "均需", "均须", "都需", "都由"]
            .iter()
            .find_map(|word| words.find(word).map(|at| at + word.len()))
        else {
            continue;
        };
        let Some(len) = ["落实", "负责", "配合", "参与", "承担", "，", ","]
            .iter()
            .filter_map(|word| words[start..].find(word))
            .min()
        else {
            continue;
        };
        for unit in parse(&words[start..start + len], Role::Responsible, true).items {
            if !units.contains(&unit.name) {
                units.push(unit.name);
            }
        }
    }
    units
}

/// Gives the first-listed unit the lead where nobody has it.
pub(crate) fn let_first_lead(list: &mut UnitList) {
    if list.has_lead() {
        return;
    }
    for (at, unit) in list.items.iter_mut().enumerate() {
        unit.role = if at == 0 { Role::Lead } else { Role::Support };
    }
}

fn sentence_around(text: &str, at: usize) -> Range<usize> {
    // A rule is a short sentence: the window keeps the search linear.
    let mut from = at.saturating_sub(400);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let mut to = (at + 400).min(text.len());
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    let stops = ['。', '\n', '；'];
    let start = text[from..at]
        .char_indices()
        .rev()
        .find(|(_, c)| stops.contains(c))
        .map_or(from, |(offset, c)| from + offset + c.len_utf8());
    let end = text[at..to].find(stops).map_or(to, |offset| at + offset);
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_of_a_document() {
        assert!(first_leads("注：责任单位中列第一位的为牵头单位。"));
        assert!(first_leads("有多个责任单位的，排在首位的单位为牵头单位"));
        assert!(!first_leads("工业产值居全省第一位。责任单位要抓牵头。"));
        assert_eq!(
            default_units("以下任务均需各县（区）政府、高新区管委会落实，不再一一列出。"),
            ["各县（区）政府", "高新区管委会"]
        );
        assert!(default_units("不再审批。").is_empty());
    }
}
