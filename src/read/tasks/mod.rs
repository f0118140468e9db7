//! Outline → sections and tasks: the smallest unit that the text itself marks and that commits
//! someone to an action; where it marks none, the sentence.

mod body;
mod columns;
mod draft;
#[cfg(test)]
mod passages;
mod purpose;
mod rows;

pub(crate) use draft::{Draft, Drafts, Row, Seen};
pub(crate) use rows::TABLE_ROW;

use super::structure::{Entry, Family, Flow, Outline, Part, chars, leads_with_verb};
use super::units::{Clause, doer, let_first_lead};
use crate::model::{NodeKind, Role, TaskStatus, UnitList};
use body::{Frame, body, task_draft};
use purpose::{Purpose, purpose, tells_what_comes_next, tells_where_things_stand, tense, year};
use std::ops::Range;

/// True when a document's title announces a report of the past.
pub(crate) fn reports(title: &str) -> bool {
    tense(title) == Some(TaskStatus::Done)
}

/// True when a document's title announces a plan.
pub(crate) fn plans(title: &str) -> bool {
    tense(title) == Some(TaskStatus::Planned) && !title.contains("总结")
}

/// Facts about the whole document.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct DocumentRules<'a> {
    /// Its title, which tells plan from summary.
    pub title: &'a str,
    /// The first-listed unit leads.
    pub first_leads: bool,
}

/// Drafts all sections and tasks.
pub(crate) fn draft(flow: &Flow, outline: &Outline, rules: DocumentRules<'_>) -> Drafts {
    let kinds = kinds(outline);
    let levels = levels(outline, &kinds);
    let mut drafts = Drafts::default();
    let base = tense(rules.title).unwrap_or_default();
    let planned = plans(rules.title);
    // The last year that a report's title and its parts name.
    let latest = ["总结", "报告", "汇报", "小结"]
        .iter()
        .any(|word| rules.title.contains(word))
        .then(|| {
            let parts = outline.entries.iter().filter(|entry| entry.parent.is_none());
            parts.filter_map(|entry| year(flow.words(&entry.title))).chain(year(rules.title)).max()
        })
        .flatten();
    // Once a part has told what was, the parts behind it tell what is to be.
    let mut reviewed = false;
    // A part on what comes next makes a review of the parts before it.
    let next = (!planned || rules.title.contains("情况"))
        .then(|| outline.entries.iter().position(|entry| tells_what_comes_next(flow.words(&entry.title))))
        .flatten();
    let preface = Frame {
        section: None,
        level: 1,
        purpose: Purpose::Work,
        base: if next.is_some() { TaskStatus::Done } else { base },
        plans: planned,
        prose: outline.entries.is_empty(),
        whole: false,
        strict: true,
    };
    let rest = parts(flow, &outline.preface, preface, &mut drafts);
    drafts.loose.extend(rest);
    drafts.loose_past = next.is_some();
    let whole = whole_bodies(outline, &kinds);
    // Draft, purpose and tense of each entry that is a section.
    let mut placed: Vec<(Option<usize>, Purpose, TaskStatus)> = Vec::with_capacity(outline.entries.len());
    for (at, entry) in outline.entries.iter().enumerate() {
        let (parent, above, base) = match entry.parent {
            Some(parent) => placed[parent],
            None => (None, Purpose::Work, base),
        };
        let title = flow.words(&entry.title);
        let own = purpose(title).unwrap_or(above);
        // The wording of an item is no heading that could tell its tense.
        // Nor does a goal that is worded as if it were reached: 经济发展取得新成效.
        let tells = kinds[at].section && above != Purpose::Goals;
        let told = tense(title).filter(|_| tells).or_else(|| {
            // 一、2016年工作 in a report that goes on with 2017.
            let past =
                entry.parent.is_none() && latest.zip(year(title)).is_some_and(|(last, own)| own < last);
            let past = past || entry.parent.is_none() && tells_where_things_stand(title);
            let past = past || next.is_some_and(|next| at < next) && entry.parent.is_none();
            (past && tense(title).is_none()).then_some(TaskStatus::Done)
        });
        let base = told.unwrap_or(base);
        let plans = base != TaskStatus::Done && (planned || reviewed || told == Some(TaskStatus::Planned));
        reviewed |= base == TaskStatus::Done && entry.parent.is_none();
        if !kinds[at].section {
            let level = parent.map_or(1, |parent| drafts.nodes[parent].level + 1);
            let frame = Frame {
                section: parent,
                level,
                purpose: above,
                base,
                plans,
                prose: false,
                whole: false,
                strict: false,
            };
            leaf(flow, entry, frame, &mut drafts);
            placed.push((parent, own, base));
            continue;
        }
        let index = drafts.nodes.len();
        let level = match entry.family {
            Family::Lead | Family::SubLead => parent.map_or(1, |parent| drafts.nodes[parent].level + 1),
            _ => levels[at],
        };
        placed.push((Some(index), own, base));
        let frame = Frame {
            section: Some(index),
            level: level.saturating_add(1),
            purpose: own,
            base,
            plans,
            prose: !kinds[at].holds_sections,
            // 保障措施 in plain prose is told sentence by sentence; an item of it is one task.
            whole: own == Purpose::Guarantee
                && (entry.family == Family::HanParen || entry.body.len() > 1 || kinds[at].holds_sections)
                || (whole && entry.family < Family::Lead),
            strict: false,
        };
        drafts.nodes.push(section_draft(entry, parent, level, frame));
        section_body(flow, entry, frame, &mut drafts);
        let after = Frame { prose: false, ..frame };
        let rest = parts(flow, &entry.after, after, &mut drafts);
        own_text(&mut drafts.nodes[index], rest);
    }
    finish(flow, &mut drafts, rules);
    drafts
}

fn own_text(section: &mut Draft, ranges: Vec<Range<usize>>) {
    for range in ranges {
        section.span.end = section.span.end.max(range.end);
        section.text.push(range);
    }
}

/// Text and tables, in order.
fn parts(flow: &Flow, parts: &[Part], frame: Frame, drafts: &mut Drafts) -> Vec<Range<usize>> {
    let mut rest = Vec::new();
    for chunk in parts.chunk_by(|one, other| matches!((one, other), (Part::Text(..), Part::Text(..)))) {
        match chunk {
            [Part::Table(cells)] => rest.extend(rows::table(flow, cells.clone(), frame, drafts)),
            _ => rest.extend(body(flow, chunk, frame, drafts)),
        }
    }
    rest
}

fn section_draft(entry: &Entry, parent: Option<usize>, level: u8, frame: Frame) -> Draft {
    Draft {
        parent,
        kind: NodeKind::Section,
        level,
        marker: entry.marker.clone(),
        title: entry.title.clone(),
        text: Vec::new(),
        span: entry.marker.start.min(entry.title.start)..entry.title.end.max(entry.marker.end),
        clauses: Vec::new(),
        doers: Vec::new(),
        units: UnitList::default(),
        deadline: None,
        row: None,
        status: TaskStatus::Planned,
        past: frame.base == TaskStatus::Done,
        plans: frame.plans,
        goals: frame.purpose == Purpose::Goals,
        confidence: entry.confidence,
        rule: entry.rule,
    }
}

/// Longest heading that is only a heading, in characters; a longer one without a body is what it says.
const LONGEST_TITLE: usize = 30;

fn section_body(flow: &Flow, entry: &Entry, frame: Frame, drafts: &mut Drafts) {
    let Some(index) = frame.section else { return };
    let mut body = entry.body.as_slice();
    // （一）强化领导（责任单位：…）: the heading itself is what the clause speaks of.
    if let Some(Part::Text(range, scan)) = body.first()
        && let [clause, ..] = scan.clauses.as_slice()
        && clause.start == range.start
        && clause.end + 3 >= range.end
        && scan.items.is_empty()
    {
        let text = entry.title.start..range.end;
        let task =
            task_draft(flow, frame, text.start..text.start, vec![text], &[clause], "task.annotated", 0.85);
        note_unclosed(drafts, clause);
        drafts.nodes.push(task);
        let rest = parts(flow, &body[1..], frame, drafts);
        own_text(&mut drafts.nodes[index], rest);
        return;
    }
    if body.is_empty() && frame.prose && frame.purpose != Purpose::Goals {
        let words = flow.words(&entry.title);
        let acts = entry.family == Family::HanParen && chars(words) >= 14 && leads_with_verb(words);
        if acts || chars(words) > LONGEST_TITLE {
            let text = entry.title.clone();
            let task = task_draft(
                flow,
                frame,
                text.start..text.start,
                vec![text],
                &[],
                "task.heading_sentence",
                0.7,
            );
            drafts.nodes.push(task);
        }
        return;
    }
    // 组织保障 whose parts are paragraphs: each paragraph is an item.
    if frame.purpose == Purpose::Guarantee && !entry.run_in && body.len() > 1 && frame.prose {
        let mut rest = Vec::new();
        while let Some((first, more)) = body.split_first() {
            rest.extend(parts(flow, std::slice::from_ref(first), frame, drafts));
            body = more;
        }
        own_text(&mut drafts.nodes[index], rest);
        return;
    }
    let rest = parts(flow, body, frame, drafts);
    own_text(&mut drafts.nodes[index], rest);
}

fn note_unclosed(drafts: &mut Drafts, clause: &Clause) {
    if clause.rule == "units.bracket_unclosed" {
        drafts.unclosed.push(draft::Unclosed(clause.start..clause.end));
    }
}

/// An item that holds nothing else: one task, or one to each clause.
fn leaf(flow: &Flow, entry: &Entry, frame: Frame, drafts: &mut Drafts) {
    let first = drafts.nodes.len();
    let mut text: Vec<Range<usize>> = Vec::new();
    let mut clauses: Vec<&Clause> = Vec::new();
    for part in entry.body.iter().chain(&entry.after) {
        if let Part::Text(range, scan) = part {
            text.push(range.clone());
            clauses.extend(&scan.clauses);
        }
    }
    match text.first_mut() {
        Some(range) if entry.run_in => range.start = entry.title.start,
        _ => {
            // The stop that ends the title belongs to the wording.
            let after = flow.text.get(entry.title.end..).unwrap_or_default();
            let stop = after.len() - after.trim_start_matches(['。', '！', '？', '；', '.']).len();
            text.insert(0, entry.title.start..entry.title.end + stop);
        }
    }
    if frame.purpose == Purpose::Goals && clauses.is_empty() {
        match frame.section {
            Some(section) => own_text(&mut drafts.nodes[section], text),
            None => drafts.loose.extend(text),
        }
        return;
    }
    for clause in &clauses {
        note_unclosed(drafts, clause);
    }
    let mut task = task_draft(flow, frame, entry.marker.clone(), text, &clauses, "task.item", 0.95);
    if !entry.title.is_empty() && chars(flow.words(&entry.title)) <= 48 {
        task.title = entry.title.clone();
    }
    drafts.nodes.push(task);
    for part in entry.body.iter().chain(&entry.after) {
        if let Part::Table(cells) = part {
            let rest = rows::table(flow, cells.clone(), frame, drafts);
            own_text(&mut drafts.nodes[first], rest);
        }
    }
}

/// What an entry is.
#[derive(Clone, Copy, Debug, Default)]
struct Kind {
    section: bool,
    /// It has a section below it.
    holds_sections: bool,
}

/// Chapters down to （一） are sections. Deeper items are when they hold items, or when most of their
/// siblings do and nothing names units for the whole of them.
fn kinds(outline: &Outline) -> Vec<Kind> {
    let entries = &outline.entries;
    let mut kinds = vec![Kind::default(); entries.len()];
    let mut siblings = rustc_hash::FxHashMap::<(Option<usize>, Family), (usize, usize)>::default();
    let mut holds = vec![false; entries.len()];
    for entry in entries {
        if let Some(parent) = entry.parent {
            holds[parent] = true;
        }
    }
    for (at, entry) in entries.iter().enumerate() {
        let items: usize = entry.body.iter().map(items_in).sum();
        let tables = entry.body.iter().any(|part| matches!(part, Part::Table(_)));
        kinds[at].section = entry.family.always_section() || holds[at] || items > 0 || tables;
        let count = siblings.entry((entry.parent, entry.family)).or_default();
        count.0 += 1;
        count.1 += usize::from(kinds[at].section);
    }
    for (at, entry) in entries.iter().enumerate() {
        if kinds[at].section {
            continue;
        }
        let (all, sections) = siblings.get(&(entry.parent, entry.family)).copied().unwrap_or((1, 0));
        let clauses = closed_texts(&entry.body);
        kinds[at].section = (sections * 2 > all && clauses == 0 && !entry.body.is_empty()) || clauses > 1;
    }
    for (at, entry) in entries.iter().enumerate() {
        if let Some(parent) = entry.parent
            && kinds[at].section
        {
            kinds[parent].holds_sections = true;
        }
        if let Some(parent) = entry.parent
            && !kinds[at].section
        {
            // Items are the marked units here: prose around them frames.
            kinds[parent].holds_sections = true;
        }
    }
    kinds
}

fn items_in(part: &Part) -> usize {
    match part {
        Part::Text(_, scan) => scan.items.len(),
        Part::Table(_) => 0,
    }
}

/// How many stretches of text are closed by clauses; clauses in a row close one.
fn closed_texts(parts: &[Part]) -> usize {
    let mut count = 0;
    for part in parts {
        let Part::Text(range, scan) = part else { continue };
        let mut from = range.start;
        for clause in &scan.clauses {
            // A stop may stand between two clauses.
            if count == 0 || clause.start > from + 3 {
                count += 1;
            }
            from = clause.end;
        }
    }
    count
}

/// Depth of each section's family among those present.
fn levels(outline: &Outline, kinds: &[Kind]) -> Vec<u8> {
    let numbered = outline
        .entries
        .iter()
        .any(|entry| entry.family <= Family::HanParen && !matches!(entry.family, Family::Heading(_)));
    // A heading that only the format marks, alone of its level, is a title said twice or a line of the
    // page, no level of its own above the numbered ones.
    let alone = |family: Family| {
        matches!(family, Family::Heading(_))
            && numbered
            && outline.entries.iter().filter(|entry| entry.family == family).take(2).count() < 2
    };
    let mut families: Vec<Family> = outline
        .entries
        .iter()
        .zip(kinds)
        .filter(|(entry, kind)| kind.section && entry.family < Family::Lead)
        .map(|(entry, _)| entry.family)
        .collect();
    families.sort_unstable();
    families.dedup();
    families.retain(|family| !alone(*family));
    let depth = |family| families.partition_point(|other| *other < family) as u8 + 1;
    outline.entries.iter().map(|entry| depth(entry.family)).collect()
}

/// True when the document closes whole sections with one clause: then the section is the smallest
/// unit that it marks, also where the clause is missing.
fn whole_bodies(outline: &Outline, kinds: &[Kind]) -> bool {
    let (mut annotated, mut plain) = (0, 0);
    for (entry, kind) in outline.entries.iter().zip(kinds) {
        if !kind.section || kind.holds_sections || entry.family >= Family::Lead {
            continue;
        }
        let (mut clauses, mut items) = (0, 0);
        for part in &entry.body {
            if let Part::Text(_, scan) = part {
                clauses += scan.clauses.len();
                items += scan.items.len();
            }
        }
        match (items, clauses) {
            (0, 1) => annotated += 1,
            (0, 0) if !entry.body.is_empty() => plain += 1,
            _ => {}
        }
    }
    annotated >= 2 && annotated >= plain
}

/// Doers in the text, the document's rule, and the ends of sections.
fn finish(flow: &Flow, drafts: &mut Drafts, rules: DocumentRules<'_>) {
    for draft in drafts.nodes.iter_mut().filter(|draft| draft.kind == NodeKind::Task) {
        lead_beside_support(&mut draft.units);
        if draft.units.items.is_empty() {
            name_doers(flow, draft);
        } else if rules.first_leads {
            let_first_lead(&mut draft.units);
        }
    }
    for at in (0..drafts.nodes.len()).rev() {
        let end = drafts.nodes[at].span.end;
        if let Some(parent) = drafts.nodes[at].parent {
            let span = &mut drafts.nodes[parent].span;
            span.end = span.end.max(end);
        }
    }
}

/// 责任单位 and 协办单位 on lines of their own: beside those who support, the responsible lead; beside
/// those who lead, they support.
fn lead_beside_support(units: &mut UnitList) {
    let has = |role| units.items.iter().any(|unit| unit.role == role);
    let role = match (has(Role::Lead), has(Role::Support)) {
        (true, _) => Role::Support,
        (false, true) => Role::Lead,
        (false, false) => return,
    };
    for unit in units.items.iter_mut().filter(|unit| unit.role == Role::Responsible) {
        unit.role = role;
    }
}

fn name_doers(flow: &Flow, draft: &mut Draft) {
    for range in &draft.text {
        let words = flow.words(range);
        let mut start = 0;
        while start < words.len() {
            let rest = words[start..].trim_start();
            if let Some((units, name)) = doer(rest) {
                let from = range.start + words.len() - rest.len();
                draft.doers.push(Seen {
                    range: from + name.start..from + name.end,
                    confidence: 0.7,
                    rule: "units.doer",
                });
                for unit in units {
                    if !draft.units.items.iter().any(|known| known.name == unit.name) {
                        draft.units.items.push(unit);
                    }
                }
            }
            start = match words[start..].find('。') {
                Some(at) => start + at + '。'.len_utf8(),
                None => break,
            };
        }
    }
}
