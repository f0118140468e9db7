//! What a number counts: the words that name it, and the words that state it.

use super::clause::{Clause, Group};
use super::indicator;
use super::lists;
use super::sentence::Sentence;
use super::words::{self, MONEY};
use crate::read::quantity::MeasureClass;
use crate::read::structure::leads_with_verb;
use std::ops::Range;

impl<'t> Sentence<'t> {
    /// An indicator for each number of the group.
    pub(super) fn indicators(&self, clause: &Clause<'t>, group: &Group, counts_after: bool) -> Vec<String> {
        let text = self.text;
        let head = &text[group.head.clone()];
        let tail = &text[group.tail.clone()];
        let count = group.members.len();
        // 甲处理率和乙处理率均达到90%: one number, said of each.
        if count == 1
            && let Some(at) = head.rfind(['均', '都'])
        {
            let names = lists::each(&head[..at]);
            if names.len() > 1 {
                return names;
            }
        }
        if count > 1 && head.contains("分别") {
            let names = lists::shared_out(head, count);
            if names.first().is_some_and(String::is_empty) && self.names.len() == count {
                return self.names.clone();
            }
            // 甲达到800万人、乙达到65亿元，年均增长分别为15%、20%.
            if names.first().is_some_and(String::is_empty) && self.recent.len() >= count {
                return self.recent[self.recent.len() - count..].to_vec();
            }
            if names.first().is_some_and(String::is_empty) {
                return lists::shared_out(&self.subject, count);
            }
            return names;
        }
        if group.qualifiers.len() == count && count > 1 {
            return self.qualified(clause, group);
        }
        if counts_after {
            let noun = indicator::after(tail);
            return vec![noun; count];
        }
        let class = clause.quantities[group.members.start].class;
        let ranked = class == MeasureClass::Rank;
        let start = clause.quantities[group.members.start].range.start;
        // 办理率由62%提高到85%: what changes is named before where it starts from.
        let base = self.bases.iter().rev().find(|base| {
            base.end <= start
                && base.start >= clause.range.start
                && text[base.end..start].chars().count() <= 6
        });
        if let Some(base) = base.filter(|base| !text[base.start..].starts_with('在')) {
            let from = clause
                .quantities
                .iter()
                .map(|quantity| quantity.range.end)
                .filter(|end| *end <= base.start)
                .max()
                .unwrap_or(clause.range.start);
            let phrase = indicator::before(text[from..base.start].trim_start_matches(['、', '，', '和']));
            return vec![self.completed(phrase, head); count];
        }
        let mut phrase =
            indicator::before(if ranked { head.trim_end().trim_end_matches('前') } else { head });
        if class == MeasureClass::People
            && text[..clause.quantities[group.members.start].range.end].ends_with("人口")
            && phrase.is_empty()
        {
            phrase.push_str("人口");
        }
        if class == MeasureClass::Rank
            && !phrase.is_empty()
            && !phrase.contains('位')
            && !phrase.contains("排名")
        {
            phrase.push_str("位次");
        }
        vec![self.completed(phrase, head); count]
    }

    /// 产值超10亿元、30亿元的制造业企业: one name for each size.
    fn qualified(&self, clause: &Clause<'t>, group: &Group) -> Vec<String> {
        let text = self.text;
        let (first, last) = (group.qualifiers.start, group.qualifiers.end - 1);
        let opening = &text[group.head.start..clause.quantities[first].range.start];
        let closing = &text[clause.end(last)..group.head.end];
        group
            .qualifiers
            .clone()
            .map(|member| {
                let size = &text[clause.quantities[member].range.start..clause.end(member)];
                indicator::before(&[opening, size, closing].concat())
            })
            .collect()
    }

    /// A phrase with the subject that an earlier clause or number of the list names.
    fn completed(&self, phrase: String, head: &str) -> String {
        let last = self.last.as_ref().filter(|last| last.age <= 1);
        if phrase.is_empty() || phrase == "总数" || indicator::generic(&phrase) {
            let subject =
                last.map(|last| last.value.indicator.as_str()).filter(|subject| !subject.is_empty());
            let subject = subject.unwrap_or(&self.subject);
            if phrase.is_empty() {
                return subject.to_owned();
            }
            // 推进安居工程。新开工26万套: the title names what its wording leaves out.
            if subject.is_empty() && !self.context.subject.is_empty() {
                let subject = indicator::lead(self.context.subject);
                if subject.chars().count() >= 4 && !leads_with_verb(&subject) {
                    return [subject.as_str(), phrase.as_str()].concat();
                }
            }
            return indicator::with_subject(subject, &phrase);
        }
        // 省级工程中心10家、市级30家: the noun is said once.
        if let Some(last) = last
            && phrase.ends_with('级')
            && last.value.indicator.contains('级')
        {
            let noun = lists::shared_noun(&phrase, &last.value.indicator);
            return [phrase.as_str(), noun].concat();
        }
        // 甲产值冲刺500亿元、乙冲刺400亿元: the noun is said once.
        if let Some(last) = last
            && last.age == 0
            && last.class == MeasureClass::Money
            && !words::any(&phrase, MONEY)
            && words::before(head).is_some_and(|(comparator, _)| comparator == last.value.comparator)
            && let Some(noun) = ["产值", "营收", "税收", "投资", "收入"]
                .iter()
                .find(|noun| last.value.indicator.ends_with(*noun))
        {
            return [phrase.as_str(), noun].concat();
        }
        phrase
    }

    /// The words that state the target: from the head's own beginning to the comparator or the noun behind.
    pub(super) fn quote(&self, clause: &Clause<'t>, group: &Group, counts_after: bool) -> Range<usize> {
        let text = self.text;
        let last = group.members.end - 1;
        let end = if counts_after { group.tail.end } else { clause.end(last) };
        let mut start = group.head.start;
        if counts_after && let Some(at) = text[group.head.clone()].rfind('、') {
            start += at + '、'.len_utf8();
        }
        start += text[start..end].len() - text[start..end].trim_start().len();
        let end = end - (text[start..end].len() - text[start..end].trim_end().len());
        start..end
    }
}
