//! Lead sentences found among the unnumbered text of each entry.

use super::Flow;
use super::lead::{could_lead, could_lead_after_dashes, dashed, parallel, strictly_parallel};
use super::numbering::Family;
use super::outline::{Entry, Outline, Part};
use super::scan::Scan;
use super::words::{chars, head, leads_with_verb};
use std::ops::Range;

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
    flow.words(sentence).trim_end_matches(['。', '！', '.'])
}

/// Finds the lead sentences among the unnumbered text of each entry.
pub(super) fn with_leads(flow: &Flow, outline: Outline) -> Outline {
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
    let candidates: Vec<Option<&str>> = parts
        .iter()
        .enumerate()
        .map(|(at, part)| candidate(flow, part, parts.get(at + 1), run_in && at == 0))
        .collect();
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
            let words = bare(flow, &(range.start..stop));
            let end = range.start + words.len();
            let title = end - dashed(words).unwrap_or(words).len()..end;
            let rest = flow.trimmed(&(stop..range.end));
            let own_line = rest.is_empty();
            open = Some((leads.len(), own_line));
            let at = leads.len();
            let mut lead = lead_entry(Family::Lead, None, title, !own_line);
            lead.marker.start = range.start;
            leads.push(lead);
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
    let shaped = match dashed(sentence) {
        Some(rest) => could_lead_after_dashes(rest),
        None => could_lead(sentence),
    };
    if found.items.first().is_some_and(|item| item.at < stop) || !shaped {
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
        *heads.entry(head(sentence, 2)).or_default() += 1;
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
            let alike = heads.get(head(sentence, 2)).copied().unwrap_or(0) >= 2
                && candidates.iter().flatten().take(400).any(|other| parallel(sentence, other));
            alike
                || (most && in_section)
                || (in_section && count == 1 && (found.stops.len() >= 3 || !found.items.is_empty()))
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
    let mut heads = topics(flow, &all);
    if heads.is_empty() {
        if !could_lead(first) {
            return whole(range, found);
        }
        heads.push(0);
        for (at, sentence) in all.iter().enumerate().skip(2) {
            let sentence = bare(flow, sentence);
            if strictly_parallel(first, sentence) && could_lead(sentence) {
                heads.push(at);
            }
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
    // What stands before the first one frames them.
    let frame = heads.first().filter(|head| **head > 0).map(|head| {
        let end = all[head - 1].end;
        Part::Text(range.start..end, found.split_before(all[*head].start))
    });
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
    frame
}

/// Short sentences that act and hold no comma, each before longer ones that do: the topics of a
/// paragraph, where its prose has no other sentence of that shape. Their indices, or none.
fn topics(flow: &Flow, all: &[Range<usize>]) -> Vec<usize> {
    const LONGEST_TOPIC: usize = 16;
    const SHORTEST_BODY: usize = 20;
    let words = |at: usize| all.get(at).map_or("", |sentence| bare(flow, sentence));
    let short = |at: usize| chars(words(at)) <= LONGEST_TOPIC && !words(at).contains(['，', ',']);
    let heads: Vec<usize> = (0..all.len()).filter(|at| short(*at)).collect();
    let body = |index: usize| {
        let next = heads.get(index + 1).copied().unwrap_or(all.len());
        heads[index] + 1..next
    };
    let sound = heads.len() >= 2
        && heads[0] <= 1
        && heads.iter().all(|at| could_lead(words(*at)))
        && (0..heads.len()).all(|index| {
            let length: usize = body(index).map(|at| chars(words(at))).sum();
            length >= SHORTEST_BODY
        });
    if sound { heads } else { Vec::new() }
}
