//! The text under one heading → tasks: items, annotated passages, sentences.

use super::draft::{Draft, Drafts, Seen, Unclosed};
use super::purpose::{Purpose, states_facts, status};
use crate::model::{NodeKind, TaskStatus, UnitList};
use crate::read::structure::{Flow, Part, Scan, chars, leads_with_verb, only_frames};
use crate::read::units::Clause;
use std::ops::Range;

/// How the text under a heading is to be taken.
#[expect(clippy::struct_excessive_bools, reason = "facts of the section, each of its own")]
#[derive(Clone, Copy, Debug)]
pub(crate) struct Frame {
    /// Draft of the section, if any.
    pub section: Option<usize>,
    /// Level of its tasks.
    pub level: u8,
    /// What the section is for.
    pub purpose: Purpose,
    /// Whether it plans or reports.
    pub base: TaskStatus,
    /// It plans for certain: by the document's title or its own, or behind a review.
    pub plans: bool,
    /// Prose without marks is tasks, sentence by sentence.
    pub prose: bool,
    /// Prose without marks is one task.
    pub whole: bool,
    /// Only sentences that act are tasks: there is no heading to speak for them.
    pub strict: bool,
}

/// Drafts the tasks of `parts`; what is no task is returned.
pub(crate) fn body(flow: &Flow, parts: &[Part], frame: Frame, drafts: &mut Drafts) -> Vec<Range<usize>> {
    let mut writer = Writer { flow, frame, drafts, rest: Vec::new(), pending: Vec::new(), last: None };
    for part in parts {
        match part {
            Part::Table(_) => {}
            Part::Text(range, scan) if !scan.items.is_empty() => writer.items(range, scan),
            Part::Text(range, scan) if !scan.clauses.is_empty() => writer.annotated(range, scan),
            Part::Text(range, scan) => writer.pending.push((range.clone(), scan.stops.clone())),
        }
    }
    writer.flush();
    writer.rest
}

struct Writer<'a> {
    flow: &'a Flow,
    frame: Frame,
    drafts: &'a mut Drafts,
    /// What is no task.
    rest: Vec<Range<usize>>,
    /// Unmarked paragraphs: a clause on a line of its own may still close them.
    pending: Vec<(Range<usize>, Vec<usize>)>,
    /// The task written last, for clauses that follow it.
    last: Option<usize>,
}

impl Writer<'_> {
    fn items(&mut self, range: &Range<usize>, scan: &Scan) {
        self.flush();
        if self.frame.purpose == Purpose::Goals && scan.clauses.is_empty() {
            self.rest.push(range.clone());
            return;
        }
        let first = &scan.items[0];
        let before = self.flow.trimmed(&(range.start..first.at));
        if scan.clauses.is_empty() && lists_troubles(self.flow.words(&before)) {
            self.rest.push(range.clone());
            return;
        }
        if !before.is_empty() {
            let clauses: Vec<&Clause> =
                scan.clauses.iter().filter(|clause| clause.start < first.at).collect();
            if clauses.is_empty() {
                self.rest.push(before);
            } else {
                self.segments(&before, &clauses, &scan.stops);
                self.flush();
            }
        }
        let shared = shared_clause(self.flow, scan, range.end);
        for (index, item) in scan.items.iter().enumerate() {
            let end = scan.items.get(index + 1).map_or(range.end, |next| next.at);
            let marker = item.at..item.at + item.marker.len;
            let text = self.flow.trimmed(&(marker.end..end));
            let clauses: Vec<&Clause> =
                scan.clauses.iter().filter(|clause| clause.start >= item.at && clause.start < end).collect();
            if text.is_empty() {
                continue;
            }
            let confidence = if item.bare { 0.8 } else { 0.95 };
            if clauses.len() > 1 {
                self.segments_marked(marker, &text, &clauses, &scan.stops, "task.item", confidence);
                self.flush();
            } else {
                self.task(marker, vec![text], &clauses, "task.item", confidence);
                if let (Some(shared), Some(last)) = (shared, self.last)
                    && index + 1 < scan.items.len()
                {
                    self.drafts.nodes[last].units = shared.units.clone();
                }
            }
        }
    }

    fn annotated(&mut self, range: &Range<usize>, scan: &Scan) {
        let clauses: Vec<&Clause> = scan.clauses.iter().collect();
        let only_clauses = clauses.iter().map(|clause| clause.end - clause.start).sum::<usize>() + 6
            >= range.end - range.start;
        if !only_clauses {
            self.flush();
            self.segments(range, &clauses, &scan.stops);
            return;
        }
        let texts: Vec<Range<usize>> = self.pending.drain(..).map(|(range, _)| range).collect();
        if texts.is_empty() {
            match self.last {
                Some(last) => self.attach(last, &clauses),
                None => self.rest.push(range.clone()),
            }
            return;
        }
        let start = texts[0].start;
        let mut text = texts;
        text.push(range.clone());
        self.task(start..start, text, &clauses, "task.annotated", 0.93);
    }

    /// Adds clauses that follow a finished task.
    fn attach(&mut self, task: usize, clauses: &[&Clause]) {
        for clause in clauses {
            let range = clause.start..clause.end;
            let draft = &mut self.drafts.nodes[task];
            draft.span.end = draft.span.end.max(range.end);
            draft.text.push(range);
            draft.clauses.push(Seen::from(*clause));
            merge(&mut draft.units, &clause.units);
        }
        self.note_unclosed(clauses);
    }

    fn segments(&mut self, range: &Range<usize>, clauses: &[&Clause], stops: &[usize]) {
        self.segments_marked(range.start..range.start, range, clauses, stops, "task.annotated", 0.95);
    }

    /// Each clause closes a task; text after the last one is prose.
    fn segments_marked(
        &mut self,
        marker: Range<usize>,
        range: &Range<usize>,
        clauses: &[&Clause],
        stops: &[usize],
        rule: &'static str,
        confidence: f32,
    ) {
        let mut start = range.start;
        let mut marker = marker;
        for (index, clause) in clauses.iter().enumerate() {
            let mut end = clause.end.min(range.end);
            let after = self.flow.words(&(end..range.end));
            let closing = after.trim_start_matches(['。', '；', ';', '.', ' ', '　']);
            end += after.len() - closing.len();
            let segment = self.flow.trimmed(&(start..end));
            let text_before = self.flow.trimmed(&(start..clause.start.max(start)));
            if text_before.is_empty() {
                // Two clauses in a row: 牵头 in one bracket, 配合 in the next.
                match self.last.filter(|_| index > 0) {
                    Some(last) => self.attach(last, &[clause]),
                    None => self.task(marker.clone(), vec![segment], &[clause], rule, 0.5),
                }
            } else {
                self.task(marker.clone(), vec![segment], &[clause], rule, confidence);
            }
            start = end;
            marker = start..start;
        }
        let tail = self.flow.trimmed(&(start..range.end));
        if !tail.is_empty() {
            let stops: Vec<usize> =
                stops.iter().copied().filter(|stop| *stop > tail.start && *stop <= tail.end).collect();
            self.pending.push((tail, stops));
        }
    }

    /// Writes the unmarked paragraphs that nothing closed.
    fn flush(&mut self) {
        if self.pending.is_empty() {
            return;
        }
        let mut pending = std::mem::take(&mut self.pending);
        pending.retain(|(range, _)| {
            let term = sets_its_term(self.flow.words(range));
            if term {
                self.rest.push(range.clone());
            }
            !term
        });
        if !self.frame.prose || self.frame.purpose == Purpose::Goals {
            self.rest.extend(pending.into_iter().map(|(range, _)| range));
            return;
        }
        if self.frame.whole {
            let text: Vec<Range<usize>> = pending.into_iter().map(|(range, _)| range).collect();
            if text.iter().map(|range| chars(self.flow.words(range))).sum::<usize>() < 6 {
                self.rest.extend(text);
                return;
            }
            let start = text[0].start;
            self.task(start..start, text, &[], "task.section_body", 0.8);
            return;
        }
        for (range, stops) in pending {
            // Words to the audience commit nobody.
            if calls(self.flow.words(&range)) {
                self.rest.push(range);
                continue;
            }
            let mut start = range.start;
            for stop in stops.iter().copied().filter(|stop| *stop < range.end).chain([range.end]) {
                let sentence = self.flow.trimmed(&(start..stop));
                // An appeal closes what has been said: 各位代表！新时代赋予新使命…
                if start > range.start && calls(self.flow.words(&sentence)) {
                    self.rest.push(start..range.end);
                    break;
                }
                start = stop;
                if !sentence.is_empty() {
                    self.sentence(sentence);
                }
            }
        }
    }

    fn sentence(&mut self, sentence: Range<usize>) {
        let mut sentence = sentence;
        let mut marker = sentence.start..sentence.start;
        let words = self.flow.words(&sentence);
        let dashes = words.len() - words.trim_start_matches(['—', ' ']).len();
        if dashes > 0 {
            marker.end = sentence.start + dashes;
            sentence.start = marker.end;
        }
        let words = self.flow.words(&sentence);
        let past = self.frame.base == TaskStatus::Done;
        let acts = leads_with_verb(words) || words.starts_with('由');
        let idle = chars(words) < 6
            || words.ends_with(['：', ':', '！'])
            || only_frames(words)
            || (!acts && (self.frame.strict || past || states_facts(words) || states_goals(words)));
        if idle {
            self.rest.push(sentence);
        } else {
            let confidence = if acts { 0.85 } else { 0.65 };
            self.task(marker, vec![sentence], &[], "task.sentence", confidence);
        }
    }

    fn task(
        &mut self,
        marker: Range<usize>,
        text: Vec<Range<usize>>,
        clauses: &[&Clause],
        rule: &'static str,
        confidence: f32,
    ) {
        self.note_unclosed(clauses);
        let draft = task_draft(self.flow, self.frame, marker, text, clauses, rule, confidence);
        self.last = Some(self.drafts.nodes.len());
        self.drafts.nodes.push(draft);
    }

    fn note_unclosed(&mut self, clauses: &[&Clause]) {
        for clause in clauses.iter().filter(|clause| clause.rule == "units.bracket_unclosed") {
            self.drafts.unclosed.push(Unclosed(clause.start..clause.end));
        }
    }
}

/// Words to the audience.
fn calls(words: &str) -> bool {
    ["各位代表", "同志们", "各位委员"].iter().any(|call| words.starts_with(call))
}

/// 本方案自印发之日起施行，有效期三年。
fn sets_its_term(words: &str) -> bool {
    chars(words) <= 60
        && (words.contains("之日起") || words.contains("有效期"))
        && ["施行", "实施", "执行", "生效", "有效期"].iter().any(|word| words.contains(word))
        && words.starts_with(['本', '此', '上', '以', '该', '自'])
}

/// 今后五年，力争地区生产总值年均增长5.5%左右: what is to be reached, not what is to be done.
fn states_goals(words: &str) -> bool {
    lists_numbers(words)
        || words.contains(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c))
            && [
                "地区生产总值",
                "生产总值增长",
                "一般公共预算收入",
                "财政收入",
                "固定资产投资增长",
                "社会消费品零售总额",
                "人均可支配收入",
                "规模以上工业增加值",
                "规上工业增加值",
            ]
            .iter()
            .any(|indicator| words.contains(indicator))
}

/// Three clauses or more, most of which only give an indicator its number.
fn lists_numbers(words: &str) -> bool {
    let (mut all, mut numbers) = (0, 0);
    for clause in words.split(['，', ',', '；', ';']) {
        // “十四五”期间, 到2025年: a time of its own is no statement.
        let bare = clause.trim();
        if chars(bare) <= 8
            && (bare.ends_with(['年', '末', '底']) || bare.ends_with("期间") || bare.ends_with("时期"))
        {
            continue;
        }
        all += 1;
        let told = clause.contains(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c))
            && [
                "达到",
                "增长",
                "控制在",
                "不低于",
                "不少于",
                "以上",
                "以内",
                "提高到",
                "突破",
                "超过",
                "下降",
            ]
            .iter()
            .any(|word| clause.contains(word))
            && !leads_with_verb(clause);
        numbers += usize::from(told);
    }
    numbers >= 3 && numbers * 4 >= all * 3
}

/// 还面临不少困难和挑战：一是…: what follows is what is wrong, not what is to be done.
fn lists_troubles(before: &str) -> bool {
    let sentence = before.rsplit(['。', '；', '\n']).next().unwrap_or(before);
    sentence.ends_with(['：', ':'])
        && ["问题", "困难", "挑战", "不足", "短板", "差距", "薄弱环节"]
            .iter()
            .any(|word| sentence.contains(word))
        && ["存在", "面临", "看到", "认识到", "有待", "主要是", "表现", "遇到", "还有", "仍有"]
            .iter()
            .any(|word| sentence.contains(word))
        && !["解决", "针对", "围绕", "着力", "聚焦"].iter().any(|word| sentence.contains(word))
}

/// A task from its text and clauses. `text` is never empty.
pub(crate) fn task_draft(
    flow: &Flow,
    frame: Frame,
    marker: Range<usize>,
    text: Vec<Range<usize>>,
    clauses: &[&Clause],
    rule: &'static str,
    confidence: f32,
) -> Draft {
    let start = text.first().map_or(marker.start, |range| range.start);
    let end = text.last().map_or(marker.end, |range| range.end);
    let mut units = UnitList::default();
    for clause in clauses {
        merge(&mut units, &clause.units);
    }
    let first = text.first().cloned().unwrap_or(start..start);
    let own_end = clauses.first().map_or(first.end, |clause| clause.start.clamp(first.start, first.end));
    let mut state = TaskStatus::Planned;
    for (at, range) in text.iter().enumerate() {
        let found = status(flow.words(range), frame.base, frame.plans);
        state = match (at, state == found) {
            (0, _) => found,
            (_, true) => state,
            _ => TaskStatus::Mixed,
        };
    }
    Draft {
        parent: frame.section,
        kind: NodeKind::Task,
        level: frame.level,
        span: marker.start.min(start)..end.max(marker.end),
        marker,
        title: first_clause(flow, &(first.start..own_end)),
        text,
        clauses: clauses.iter().map(|clause| Seen::from(*clause)).collect(),
        doers: Vec::new(),
        units,
        deadline: None,
        row: None,
        status: state,
        past: frame.base == TaskStatus::Done,
        plans: frame.plans,
        goals: frame.purpose == Purpose::Goals,
        confidence,
        rule,
    }
}

/// The words shown in the tree.
pub(crate) fn first_clause(flow: &Flow, range: &Range<usize>) -> Range<usize> {
    let words = flow.words(range);
    let mut end = words.len();
    let mut quoted = false;
    for (count, (at, c)) in words.char_indices().enumerate() {
        match c {
            '“' => quoted = true,
            '”' => quoted = false,
            '，' | ',' | '。' | '；' | ';' | '：' | ':' | '！' | '？' | '（' | '(' | '\n'
                if count >= 4 && !quoted =>
            {
                end = at;
                break;
            }
            _ if count >= 48 => {
                end = at;
                break;
            }
            _ => {}
        }
    }
    flow.trimmed(&(range.start..range.start + end))
}

/// Adds the units of another clause.
pub(crate) fn merge(units: &mut UnitList, more: &UnitList) {
    units.open |= more.open;
    for unit in &more.items {
        if !units.items.iter().any(|known| known.name == unit.name) {
            units.items.push(unit.clone());
        }
    }
}

/// The only clause of a paragraph of items, when it stands after the last one's stop: it speaks for all.
fn shared_clause<'a>(flow: &Flow, scan: &'a Scan, end: usize) -> Option<&'a Clause> {
    let [clause] = scan.clauses.as_slice() else { return None };
    let last = scan.items.last()?;
    let before = flow.words(&(last.at..clause.start.max(last.at))).trim_end();
    let after = flow.words(&(clause.end..end.max(clause.end)));
    (scan.items.len() > 1
        && clause.start > last.at
        && before.ends_with(['。', '！'])
        && after.trim_matches(['。', ' ']).is_empty())
    .then_some(clause)
}
