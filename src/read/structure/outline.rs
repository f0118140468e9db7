//! Paragraphs → a tree of numbered headings, items and lead sentences.

use super::Flow;
use super::lead::could_lead;
use super::leads::with_leads;
use super::numbering::{Family, Numeral, numeral};
use super::scan::{Scan, scan};
use super::words::chars;
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
        let mut builder = Builder {
            flow,
            outline: Self::default(),
            stack: Vec::new(),
            last: [0; 16],
            items: 0,
            numbered: numbered_headings(flow),
        };
        let mut at = 0;
        while let Some(paragraph) = flow.paragraphs.get(at) {
            if let BlockKind::Cell { table, .. } = paragraph.kind {
                let first = at;
                while let Some(BlockKind::Cell { table: next, .. }) = flow.paragraphs.get(at).map(|p| p.kind)
                {
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
    /// The family of the numbered headings that the format puts on each level.
    numbered: [Option<Family>; 7],
}

/// The families that the headings of each format level are numbered in, the first one told: a heading
/// of that level without a numeral is their sibling.
fn numbered_headings(flow: &Flow) -> [Option<Family>; 7] {
    let mut families = [None; 7];
    for paragraph in &flow.paragraphs {
        if let BlockKind::Heading(level) = paragraph.kind
            && let Some(place) = families.get_mut(usize::from(level))
            && place.is_none()
        {
            *place = numeral(flow.words(&paragraph.range).trim_start())
                .map(|number| number.family)
                .filter(|family| family.always_section());
        }
    }
    families
}

fn slot(family: Family) -> usize {
    match family {
        Family::Heading(level) => usize::from(level.clamp(1, 6)) - 1,
        Family::Volume => 6,
        Family::Chapter => 7,
        Family::Part => 8,
        Family::Han => 9,
        Family::HanParen => 10,
        Family::Arabic => 11,
        Family::ArabicParen => 12,
        Family::Circled => 13,
        Family::Lead => 14,
        Family::SubLead => 15,
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
                let sibling = self.numbered.get(usize::from(level)).copied().flatten();
                self.heading(sibling.unwrap_or(Family::Heading(level)), range, found, "section.format");
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
        // Items may be counted on across chapters: 一、1. 2. 二、3.
        let mut running = self.last;
        let mut cuts = Vec::new();
        let mut previous = range.start;
        for (index, (at, number)) in numbers.iter().enumerate() {
            let before = last[slot(number.family)];
            let follows = || {
                numbers[index + 1..]
                    .iter()
                    .take(40)
                    .any(|(_, later)| later.family == number.family && later.ordinal == number.ordinal + 1)
            };
            let first = number.ordinal == 1 && (number.family == Family::HanParen || follows());
            let on = running[slot(number.family)];
            if first
                || (before > 0 && number.ordinal == before + 1)
                || (on > 0 && number.ordinal == on + 1 && number.family >= Family::HanParen)
            {
                // A clause or quotation between two numerals of one word is no heading.
                if at - previous > 3 {
                    cuts.push(*at);
                    last[slot(number.family)] = number.ordinal;
                    last[slot(number.family) + 1..].fill(0);
                    running[slot(number.family)] = number.ordinal;
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

/// A gap of two blanks or a wide one between a short title and a body that runs on: where, and how long.
fn gap(words: &str) -> Option<(usize, usize)> {
    let lead = words.len() - words.trim_start().len();
    let at = lead + words[lead..].find("  ").into_iter().chain(words[lead..].find('　')).min()?;
    let rest = words[at..].trim_start();
    let title = chars(words[lead..at].trim());
    ((4..=24).contains(&title)
        && !words[lead..at].contains(['，', ',', '、', '；'])
        && rest.contains(['，', ','])
        && chars(rest) >= 12)
        .then(|| (at, words.len() - at - rest.len()))
}

/// Title up to the first stop, item, clause or short colon; the rest is body.
fn split_title(flow: &Flow, range: Range<usize>, mut found: Scan) -> (Range<usize>, Option<Part>) {
    let mut end = range.end;
    let mut rest = range.end;
    if let Some(stop) = found.stops.first() {
        rest = *stop;
        let words = flow.words(&(range.start..*stop));
        end = range.start + words.trim_end_matches(['。', '！', '？', '!', '?', '.', '”']).len();
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
    // （三）深化改革　全面推行…: a gap stands for the stop.
    let words = flow.words(&(range.start..end.max(range.start)));
    if let Some((at, gap)) = gap(words) {
        (end, rest) = (range.start + at, range.start + at + gap);
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
