//! Paragraphs → a tree of numbered headings, items and lead sentences.

use super::lead::{could_lead, parallel, strictly_parallel};
use super::numbering::{Family, Numeral, numeral};
use super::scan::{Scan, scan};
use super::words::{chars, leads_with_verb};
use super::Flow;
use crate::read::BlockKind;
use std::ops::Range;

/// A stretch of text under a heading. Ranges are bytes of the flow; a part never crosses a paragraph.
#[derive(Clone, Debug)]
pub(crate) enum Part {
    /// Running text, with what one pass found in it.
    Text(Range<usize>, Scan),
    /// A table: indices of its cells in `Flow::paragraphs`.
    Table(Range<usize>),
}

/// A heading, item or lead sentence with the text that is its own.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// Its numbering family.
    pub family: Family,
    /// What its numeral counts; 0 without a numeral.
    pub ordinal: u32,
    /// Index of the entry it stands under.
    pub parent: Option<usize>,
    /// The numeral, or empty.
    pub marker: Range<usize>,
    /// The title, without numeral and stop.
    pub title: Range<usize>,
    /// Own text after the title, before any child.
    pub body: Vec<Part>,
    /// Own text that follows children: remarks that frame them.
    pub after: Vec<Part>,
    /// True when text follows the title in its own paragraph.
    pub run_in: bool,
    /// What found it.
    pub rule: &'static str,
    /// 0 to 1.
    pub confidence: f32,
}

/// The tree, entries in the order of the text, parents before children.
#[derive(Clone, Debug, Default)]
pub(crate) struct Outline {
    /// Text before the first entry.
    pub preface: Vec<Part>,
    /// All entries.
    pub entries: Vec<Entry>,
}

impl Outline {
    /// Reads the flow. `document_title` is a paragraph that is no section.
    pub(crate) fn of(flow: &Flow, document_title: &str) -> Self {
        let mut builder = Builder { flow, outline: Self::default(), stack: Vec::new(), last: [0; 16], items: 0 };
        let mut at = 0;
        while let Some(paragraph) = flow.paragraphs.get(at) {
            if let BlockKind::Cell { table, .. } = paragraph.kind {
                let first = at;
                while let Some(BlockKind::Cell { table: next, .. }) = flow.paragraphs.get(at).map(|p| p.kind) {
                    if next != table {
                        break;
                    }
                    at += 1;
                }
                builder.add(Part::Table(first..at));
                continue;
            }
            builder.paragraph(at, document_title);
            at += 1;
        }
        with_leads(flow, builder.outline)
    }
}

struct Builder<'a> {
    flow: &'a Flow,
    outline: Outline,
    /// Open entries, outermost first.
    stack: Vec<usize>,
    /// Last ordinal of each family in the present scope.
    last: [u32; 16],
    /// Last ordinal of 一是-items under the present entry.
    items: u32,
}

fn slot(family: Family) -> usize {
    match family {
        Family::Heading(level) => usize::from(level.clamp(1, 6)) - 1,
        Family::Chapter => 6,
        Family::Part => 7,
        Family::Han => 8,
        Family::HanParen => 9,
        Family::Arabic => 10,
        Family::ArabicParen => 11,
        Family::Circled => 12,
        Family::Lead => 13,
        Family::SubLead => 14,
    }
}

impl Builder<'_> {
    fn paragraph(&mut self, index: usize, document_title: &str) {
        let paragraph = &self.flow.paragraphs[index];
        let range = self.flow.trimmed(&paragraph.range);
        let text = self.flow.words(&range);
        let first = numeral(text);
        let item_before = if first.is_some() { 0 } else { self.items };
        let mut found = scan(text, item_before).shifted(range.start);
        if let BlockKind::Heading(level) = paragraph.kind
            && first.is_none()
        {
            if text != document_title {
                self.heading(Family::Heading(level), range, found, "section.format");
            }
            return;
        }
        if first.is_none() && found.numerals.is_empty() && self.opens_a_list(index, text) {
            self.list_head(range, index);
            return;
        }
        let cuts = self.run_on(&found, &range);
        let mut start = range.start;
        for cut in cuts.into_iter().chain([range.end]) {
            let before = if cut == range.end { std::mem::take(&mut found) } else { found.split_before(cut) };
            let block = self.flow.trimmed(&(start..cut));
            self.block(block, before);
            start = cut;
        }
    }

    /// Where a run-on paragraph begins a new heading or item: only in sequence.
    fn run_on(&self, found: &Scan, range: &Range<usize>) -> Vec<usize> {
        let mut last = self.last;
        let mut seen = |number: Numeral| {
            last[slot(number.family)] = number.ordinal;
            last[slot(number.family) + 1..].fill(0);
        };
        let words = |at: usize| numeral(self.flow.words(&(at..range.end)));
        if let Some(number) = words(range.start) {
            seen(number);
        }
        let numbers: Vec<(usize, Numeral)> =
            found.numerals.iter().filter_map(|at| Some((*at, words(*at)?))).collect();
        let mut cuts = Vec::new();
        let mut previous = range.start;
        for (index, (at, number)) in numbers.iter().enumerate() {
            let before = last[slot(number.family)];
            let follows = || {
                numbers[index + 1..].iter().take(40).any(|(_, later)| {
                    later.family == number.family && later.ordinal == number.ordinal + 1
                })
            };
            let first = number.ordinal == 1 && (number.family == Family::HanParen || follows());
            if first || (before > 0 && number.ordinal == before + 1) {
                // A clause or quotation between two numerals of one word is no heading.
                if at - previous > 3 {
                    cuts.push(*at);
                    last[slot(number.family)] = number.ordinal;
                    last[slot(number.family) + 1..].fill(0);
                    previous = *at;
                }
            }
        }
        cuts
    }

    fn block(&mut self, range: Range<usize>, found: Scan) {
        if range.is_empty() {
            return;
        }
        let Some(number) = numeral(self.flow.words(&range)) else {
            if let Some(item) = found.items.last() {
                self.items = item.marker.ordinal;
            }
            self.add(Part::Text(range, found));
            return;
        };
        let rule = if found.stops.first().is_some_and(|stop| *stop < range.end) {
            "section.run_in"
        } else {
            "section.numbered"
        };
        self.numbered(number, range, found, rule);
    }

    /// A heading that the format marks, without a numeral.
    fn heading(&mut self, family: Family, range: Range<usize>, found: Scan, rule: &'static str) {
        self.numbered(Numeral { family, ordinal: 0, len: 0 }, range, found, rule);
    }

    fn numbered(&mut self, number: Numeral, range: Range<usize>, found: Scan, rule: &'static str) {
        let family = number.family;
        self.close_for(number);
        let last = &mut self.last[slot(family)];
        *last = number.ordinal;
        self.last[slot(family) + 1..].fill(0);
        self.items = 0;
        let start = range.start + number.len;
        let marker = self.flow.trimmed(&(range.start..start));
        let (title, body) = split_title(self.flow, start..range.end, found);
        if let Some(Part::Text(_, found)) = &body
            && let Some(item) = found.items.last()
        {
            self.items = item.marker.ordinal;
        }
        let run_in = body.is_some();
        self.push(Entry {
            family,
            ordinal: number.ordinal,
            parent: None,
            marker,
            title,
            body: body.into_iter().collect(),
            after: Vec::new(),
            run_in,
            rule,
            confidence: if family == Family::Heading(0) { 0.9 } else { 0.97 },
        });
    }

    /// Pops what the new numeral ends.
    fn close_for(&mut self, number: Numeral) {
        let family = number.family;
        // 1. right below a lead sentence of its own line belongs to that lead.
        let below_lead = number.ordinal == 1
            && self.stack.last().is_some_and(|top| self.outline.entries[*top].family == Family::Lead);
        if below_lead {
            return;
        }
        let sibling = self.stack.iter().rposition(|open| self.outline.entries[*open].family == family);
        if number.ordinal > 1
            && let Some(at) = sibling
        {
            self.stack.truncate(at);
            return;
        }
        while self.stack.last().is_some_and(|top| self.outline.entries[*top].family >= family) {
            self.stack.pop();
        }
    }

    /// An unnumbered line, shaped as a lead, right before an item 1: a heading for certain.
    fn opens_a_list(&self, index: usize, text: &str) -> bool {
        could_lead(text.trim_end_matches('。'))
            && self.flow.paragraphs.get(index + 1).is_some_and(|next| {
                let words = self.flow.words(&next.range).trim_start();
                numeral(words).is_some_and(|number| number.ordinal == 1 && number.family >= Family::Arabic)
            })
    }

    fn list_head(&mut self, range: Range<usize>, index: usize) {
        let next = &self.flow.paragraphs[index + 1].range;
        if let Some(number) = numeral(self.flow.words(next).trim_start()) {
            while self.stack.last().is_some_and(|top| self.outline.entries[*top].family >= number.family) {
                self.stack.pop();
            }
        }
        self.last[slot(Family::Arabic)..].fill(0);
        let words = self.flow.words(&range);
        let title = range.start..range.start + words.trim_end_matches('。').len();
        self.push(Entry {
            family: Family::Lead,
            ordinal: 0,
            parent: None,
            marker: range.start..range.start,
            title,
            body: Vec::new(),
            after: Vec::new(),
            run_in: false,
            rule: "section.lead_sentence",
            confidence: 0.85,
        });
    }

    fn push(&mut self, mut entry: Entry) {
        entry.parent = self.stack.last().copied();
        self.stack.push(self.outline.entries.len());
        self.outline.entries.push(entry);
    }

    fn add(&mut self, part: Part) {
        match self.stack.last() {
            Some(top) => self.outline.entries[*top].body.push(part),
            None => self.outline.preface.push(part),
        }
    }
}

/// Title up to the first stop, item, clause or short colon; the rest is body.
fn split_title(flow: &Flow, range: Range<usize>, mut found: Scan) -> (Range<usize>, Option<Part>) {
    let mut end = range.end;
    let mut rest = range.end;
    if let Some(stop) = found.stops.first() {
        rest = *stop;
        let words = flow.words(&(range.start..*stop));
        end = range.start + words.trim_end_matches(['。', '！', '？', '!', '?', '”']).len();
        // A stop inside a closing quotation belongs to the title's words.
        if words.trim_end_matches(['。', '！', '？']).ends_with('”') {
            end = range.start + words.trim_end_matches(['。', '！', '？']).len();
        }
    }
    for at in [found.items.first().map(|item| item.at), found.clauses.first().map(|clause| clause.start)] {
        if let Some(at) = at
            && at < rest
            && at >= range.start
        {
            (end, rest) = (at, at);
        }
    }
    let words = flow.words(&(range.start..end));
    if let Some((at, colon)) = words.char_indices().find(|(_, c)| matches!(c, '：' | ':'))
        && chars(&words[..at]) <= 15
        && range.start + at + colon.len_utf8() < range.end
    {
        (end, rest) = (range.start + at, range.start + at + colon.len_utf8());
    }
    let title = flow.trimmed(&(range.start..end.max(range.start)));
    let body = flow.trimmed(&(rest..range.end));
    if body.is_empty() {
        return (title, None);
    }
    found.split_before(body.start);
    found.numerals.clear();
    (title, Some(Part::Text(body, found)))
}

/// One sentence of a part, its stop included.
fn sentences(flow: &Flow, range: &Range<usize>, found: &Scan) -> Vec<Range<usize>> {
    let mut all = Vec::with_capacity(found.stops.len() + 1);
    let mut start = range.start;
    for stop in found.stops.iter().copied().filter(|stop| *stop <= range.end).chain([range.end]) {
        let sentence = flow.trimmed(&(start..stop));
        if !sentence.is_empty() {
            all.push(sentence);
        }
        start = stop;
    }
    all
}

fn bare<'a>(flow: &'a Flow, sentence: &Range<usize>) -> &'a str {
    flow.words(sentence).trim_end_matches(['。', '！'])
}

/// Finds the lead sentences among the unnumbered text of each entry.
fn with_leads(flow: &Flow, outline: Outline) -> Outline {
    let mut out = Outline::default();
    let mut renumbered = Vec::with_capacity(outline.entries.len());
    let root_leads = split_leads(flow, outline.preface, None, &mut out.preface, false);
    for mut lead in root_leads {
        lead.parent = lead.parent.map(|at| at - 1);
        out.entries.push(lead);
    }
    for mut entry in outline.entries {
        entry.parent = entry.parent.and_then(|parent| renumbered.get(parent).copied());
        let at = out.entries.len();
        renumbered.push(at);
        let body = std::mem::take(&mut entry.body);
        // What stands in the paragraph of a leaf item is its wording, not its parts.
        if !entry.family.always_section() {
            entry.body = body;
            out.entries.push(entry);
            continue;
        }
        let mut own = Vec::new();
        let run_in = entry.run_in;
        let parent_of = |lead: Option<usize>| Some(lead.map_or(at, |lead| at + lead));
        let leads = split_leads(flow, body, Some(&mut entry.after), &mut own, run_in);
        entry.body = own;
        out.entries.push(entry);
        for mut lead in leads {
            lead.parent = parent_of(lead.parent);
            out.entries.push(lead);
        }
    }
    out
}

/// Turns parts into leads where they have them. Parents of the result count from 1 within it;
/// `None` is the entry itself. Parts without a lead stay in `own`, those after a lead in `after`.
fn split_leads(
    flow: &Flow,
    parts: Vec<Part>,
    mut after: Option<&mut Vec<Part>>,
    own: &mut Vec<Part>,
    run_in: bool,
) -> Vec<Entry> {
    let in_section = after.is_some();
    let candidates: Vec<Option<&str>> =
        parts.iter().enumerate().map(|(at, part)| candidate(flow, part, parts.get(at + 1), run_in && at == 0)).collect();
    let accepted = accept(&parts, &candidates, in_section);
    let mut leads: Vec<Entry> = Vec::new();
    // Index in `leads` of the lead whose body goes on, and whether its title has a line of its own.
    let mut open: Option<(usize, bool)> = None;
    for (part, accepted) in parts.into_iter().zip(accepted) {
        let Part::Text(range, mut found) = part else {
            match open {
                Some((at, _)) => leads[at].body.push(part),
                None => own.push(part),
            }
            continue;
        };
        if accepted {
            let stop = found.stops.first().copied().filter(|stop| *stop <= range.end).unwrap_or(range.end);
            let title = range.start..range.start + bare(flow, &(range.start..stop)).len();
            let rest = flow.trimmed(&(stop..range.end));
            let own_line = rest.is_empty();
            open = Some((leads.len(), own_line));
            let at = leads.len();
            leads.push(lead_entry(Family::Lead, None, title, !own_line));
            if !own_line {
                found.split_before(rest.start);
                let body = sub_leads(flow, rest, found, at + 1, &mut leads);
                leads[at].body.extend(body);
            }
            continue;
        }
        match open {
            Some((at, own_line)) if own_line || continues(flow, &range, &found) => {
                leads[at].body.push(Part::Text(range, found));
            }
            Some(_) => match after.as_deref_mut() {
                Some(after) => after.push(Part::Text(range, found)),
                None => own.push(Part::Text(range, found)),
            },
            None => {
                if in_section {
                    let mut inner = Vec::new();
                    let body = sub_leads(flow, range, found, 0, &mut inner);
                    own.extend(body);
                    let base = leads.len();
                    for mut lead in inner {
                        lead.parent = lead.parent.filter(|parent| *parent > 0).map(|parent| parent + base);
                        leads.push(lead);
                    }
                } else {
                    own.push(Part::Text(range, found));
                }
            }
        }
    }
    leads
}

fn lead_entry(family: Family, parent: Option<usize>, title: Range<usize>, run_in: bool) -> Entry {
    Entry {
        family,
        ordinal: 0,
        parent,
        marker: title.start..title.start,
        title,
        body: Vec::new(),
        after: Vec::new(),
        run_in,
        rule: "section.lead_sentence",
        confidence: if family == Family::Lead { 0.85 } else { 0.75 },
    }
}

/// The first sentence of a part when it could be a heading for what follows.
fn candidate<'a>(flow: &'a Flow, part: &Part, next: Option<&Part>, after_title: bool) -> Option<&'a str> {
    let Part::Text(range, found) = part else { return None };
    // A paragraph closed by its one annotation is a task with a title.
    if after_title || (found.clauses.len() == 1 && found.items.is_empty()) {
        return None;
    }
    let stop = found.stops.first().copied().filter(|stop| *stop <= range.end).unwrap_or(range.end);
    let sentence = bare(flow, &(range.start..stop));
    if found.items.first().is_some_and(|item| item.at < stop) || !could_lead(sentence) {
        return None;
    }
    let more = stop < range.end;
    let body_follows = matches!(next, Some(Part::Text(..)));
    (more || body_follows).then_some(sentence)
}

/// Which candidates are leads: parallel ones, or most of the paragraphs, or one alone before a long body.
fn accept(parts: &[Part], candidates: &[Option<&str>], in_section: bool) -> Vec<bool> {
    let texts = parts.iter().filter(|part| matches!(part, Part::Text(..))).count();
    let count = candidates.iter().flatten().count();
    let mut heads = rustc_hash::FxHashMap::<&str, usize>::default();
    for sentence in candidates.iter().flatten() {
        *heads.entry(super::words::head(sentence, 2)).or_default() += 1;
    }
    let most = count >= 2 && count * 2 >= texts;
    parts
        .iter()
        .zip(candidates)
        .enumerate()
        .map(|(at, (part, sentence))| {
            let (Some(sentence), Part::Text(range, found)) = (sentence, part) else { return false };
            // An own line that is followed by another own line is a list of sentences, not headings.
            let alone = found.stops.first().is_none_or(|stop| *stop >= range.end);
            if alone && candidates.get(at + 1).is_some_and(Option::is_some) {
                return false;
            }
            let alike = heads.get(super::words::head(sentence, 2)).copied().unwrap_or(0) >= 2
                && candidates.iter().flatten().take(400).any(|other| parallel(sentence, other));
            alike || (most && in_section) || (in_section && count == 1 && (found.stops.len() >= 3 || !found.items.is_empty()))
        })
        .collect()
}

/// A paragraph after a run-in lead goes on with its body when every sentence acts.
fn continues(flow: &Flow, range: &Range<usize>, found: &Scan) -> bool {
    !found.items.is_empty()
        || !found.clauses.is_empty()
        || sentences(flow, range, found).iter().all(|sentence| leads_with_verb(flow.words(sentence)))
}

/// Splits the body of one paragraph at its parallel sub-leads, if its first sentence is one.
/// Returns what stays with the parent; `parent` counts from 1 in `leads`, 0 is the section itself.
fn sub_leads(
    flow: &Flow,
    range: Range<usize>,
    mut found: Scan,
    parent: usize,
    leads: &mut Vec<Entry>,
) -> Option<Part> {
    let whole = |range, found| Some(Part::Text(range, found));
    if found.stops.len() < 4 || !found.items.is_empty() || found.clauses.len() == 1 {
        return whole(range, found);
    }
    let all = sentences(flow, &range, &found);
    let first = bare(flow, &all[0]);
    if !could_lead(first) {
        return whole(range, found);
    }
    let mut heads = vec![0];
    for at in 2..all.len() {
        let sentence = bare(flow, &all[at]);
        if strictly_parallel(first, sentence) && could_lead(sentence) {
            heads.push(at);
        }
    }
    // Each names a body: another sentence follows it before the next head and at the end.
    let named = heads.iter().enumerate().all(|(index, head)| {
        let next = heads.get(index + 1).copied().unwrap_or(all.len());
        next > head + 1
    });
    if heads.len() < 2 || !named {
        return whole(range, found);
    }
    for (index, head) in heads.iter().enumerate() {
        let next = heads.get(index + 1).copied().unwrap_or(all.len());
        let title = all[*head].start..all[*head].start + bare(flow, &all[*head]).len();
        let body = all[head + 1].start..all[next - 1].end;
        found.split_before(body.start);
        let cut = all.get(next).map_or(range.end, |sentence| sentence.start);
        let own = if cut < range.end { found.split_before(cut) } else { std::mem::take(&mut found) };
        let mut entry = lead_entry(Family::SubLead, (parent > 0).then_some(parent), title, true);
        entry.body.push(Part::Text(body, own));
        leads.push(entry);
    }
    None
}
