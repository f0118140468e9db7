//! The steps in their order: one file, or one pasted text, to its reading.

use super::formats::decode_pasted;
use super::secret::{internal_material, refuse_classified};
use super::structure::{Flow, Outline};
use super::targets::{self, TargetContext};
use super::tasks::{self, DocumentRules, Draft, Seen};
use super::{
    Decode, Decoded, InProcess, ParagraphRole, Passage, ReadError, clean, deadline, row_targets, units,
};
use crate::model::{
    CancelToken, Deadline, Evidence, NodeKind, ReadNode, ReadTarget, Reading, ReadingWarning, Reporter,
    SourceId, SourceSpan,
};
use std::{ops::Range, sync::Arc};

/// Version of this reader; raised when it recognises otherwise than before.
pub const READER_VERSION: u32 = 4;

/// Nodes between two looks at the cancel token.
const STRIDE: usize = 2048;

/// Reads a file. `file_name` is only for its extension, where the content does not tell the format.
/// The source id is that of `bytes`.
pub fn read(
    bytes: &[u8],
    file_name: &str,
    reporter: &dyn Reporter,
    cancel: &CancelToken,
) -> Result<Reading, ReadError> {
    read_by(&InProcess, bytes, file_name, reporter, cancel)
}

/// Reads a file that `decoder` turns into text.
pub fn read_by(
    decoder: &dyn Decode,
    bytes: &[u8],
    file_name: &str,
    reporter: &dyn Reporter,
    cancel: &CancelToken,
) -> Result<Reading, ReadError> {
    let decoded = decoder.decode(bytes, file_name, reporter, cancel)?;
    recognise(&decoded, SourceId::of(bytes), reporter, cancel)
}

/// Reads a pasted text. The source id is that of its UTF-8 bytes.
pub fn read_text(text: &str, reporter: &dyn Reporter, cancel: &CancelToken) -> Result<Reading, ReadError> {
    let decoded = decode_pasted(text, cancel)?;
    recognise(&decoded, SourceId::of(text.as_bytes()), reporter, cancel)
}

fn recognise(
    decoded: &Decoded,
    source: SourceId,
    reporter: &dyn Reporter,
    cancel: &CancelToken,
) -> Result<Reading, ReadError> {
    refuse_classified(&decoded.text)?;
    let text: Arc<str> = Arc::clone(&decoded.text);
    reporter.progress("structure", 0, text.len() as u64);
    let cleaned = clean(decoded);
    cancel.check()?;
    let flow = Flow::new(
        &text,
        cleaned
            .paragraphs
            .iter()
            .filter(|paragraph| paragraph.role == ParagraphRole::Body)
            .map(|paragraph| (paragraph.pieces.as_slice(), paragraph.kind)),
    );
    let title = cleaned.front.title.of(&text);
    let outline = Outline::of(&flow, title);
    cancel.check()?;
    let rules = DocumentRules {
        title,
        // The rule may stand in a note that is no part of the body.
        first_leads: units::first_leads(&flow.text) || units::first_leads(&text),
    };
    let mut drafts = tasks::draft(&flow, &outline, rules);
    cancel.check()?;

    let mut reading = Reading::over(Arc::clone(&text), source);
    reading.reader = READER_VERSION;
    reading.title = cleaned.front.title;
    reading.comments.clone_from(&decoded.comments);
    reading.default_units = units::default_units(&flow.text);
    reading.warnings.extend(decoded.warnings.iter().cloned());
    reading.warnings.extend(internal_material(decoded));
    reading.warnings.extend(drafts.unclosed.iter().map(|unclosed| ReadingWarning {
        code: "unclosed_bracket".into(),
        message: "责任单位的括号没有右括号，已在下一项之前截止，请核对。".into(),
        span: Some(flow.span(&unclosed.0)),
    }));
    let year = year_in(title).or_else(|| year_in(&cleaned.front.date));
    // What a plan for five years calls past lies before its first one.
    let began = year.or_else(|| five_years_from(title));
    // Of a summary with plans behind it, what stands before the first heading sums up.
    let past = tasks::reports(title) || title.contains("总结") || drafts.loose_past;
    reporter.progress("targets", 0, drafts.nodes.len() as u64);
    let plans = tasks::plans(title);
    let context = TargetContext { past, plans, year: began, ..TargetContext::default() };
    if opens(&flow, &text, &drafts.loose, &context) {
        drafts.open(past, plans);
    }
    for (at, draft) in drafts.nodes.iter().enumerate() {
        if at % STRIDE == 0 {
            cancel.check()?;
            reporter.progress("targets", at as u64, drafts.nodes.len() as u64);
        }
        node(&flow, &mut reading, &drafts.nodes, draft, (year, began));
    }
    // A heading's own text may stand after its children.
    reading.targets.sort_by_key(|target| target.span);
    reading.document_number = cleaned.front.document_number;
    reading.issuer = cleaned.front.issuer;
    reading.date = cleaned.front.date;
    reading.noise = cleaned.noise;
    Ok(reading)
}

fn node(
    flow: &Flow,
    reading: &mut Reading,
    drafts: &[Draft],
    draft: &Draft,
    years: (Option<i16>, Option<i16>),
) {
    // What months without a year belong to, and where the plan begins.
    let (year, began) = years;
    let at = reading.nodes.len() as u32;
    let heading = match draft.kind {
        NodeKind::Section => Some(draft),
        NodeKind::Task => draft.parent.and_then(|parent| drafts.get(parent)),
    };
    let title = flow.words(&draft.title);
    let named = draft.kind == NodeKind::Task
        && (4..=18).contains(&title.chars().count())
        && !title.chars().any(char::is_numeric)
        && flow.text.get(draft.title.end..).is_some_and(|rest| rest.starts_with('。'));
    let context = TargetContext {
        subject: if named { title } else { "" },
        past: draft.past,
        plans: draft.plans,
        goal_section: draft.goals,
        heading: heading.map_or("", |section| flow.words(&section.title)),
        year: began,
        by: "",
    };
    let mut due = None;
    match draft.kind {
        NodeKind::Section => {
            // A heading that is also what its task says: the numbers are the task's.
            let told_below = drafts.get(at as usize + 1).is_some_and(|next| {
                next.kind == NodeKind::Task
                    && next.text.first().is_some_and(|text| text.start == draft.title.start)
            });
            if !told_below && flow.words(&draft.title).chars().any(char::is_numeric) {
                // 经济建设（8项） counts its items, it sets no target.
                let words = flow.words(&draft.title);
                let note = words.ends_with(['）', ')']).then(|| words.rfind(['（', '('])).flatten();
                let title = draft.title.start..note.map_or(draft.title.end, |at| draft.title.start + at);
                find_targets(flow, reading, std::slice::from_ref(&title), Some(at), &context);
            }
            for range in &draft.text {
                find_targets(flow, reading, std::slice::from_ref(range), Some(at), &context);
            }
        }
        NodeKind::Task => {
            let passage = if let Some(row) = &draft.row {
                row_targets::find(flow, reading, row, at, &context);
                Passage::new(&reading.text, &flow.spans(&draft.text))
            } else {
                find_targets(flow, reading, &draft.text, Some(at), &context)
            };
            due = match &draft.deadline {
                Some(cell) => {
                    let due = Some(deadline::parse(flow.words(cell), year)).filter(said);
                    due.map(|due| (due, evidence(flow.span(cell), 0.95, "deadline.column")))
                }
                None => deadline::find(&passage, year).map(|found| {
                    let span = passage.source(found.range);
                    (found.deadline, evidence(span, found.confidence, found.rule))
                }),
            };
        }
    }
    let (deadline, deadline_from) = due.unzip();
    let seen = |seen: &Seen| evidence(flow.span(&seen.range), seen.confidence, seen.rule);
    reading.nodes.push(ReadNode {
        parent: draft.parent.map(|parent| parent as u32),
        kind: draft.kind,
        level: draft.level,
        marker: flow.span(&draft.marker),
        title: flow.span(&draft.title),
        pieces: flow.spans(&draft.text),
        span: flow.span(&draft.span),
        clauses: draft.clauses.iter().map(seen).collect(),
        doers: draft.doers.iter().map(seen).collect(),
        units: draft.units.clone(),
        deadline,
        deadline_from,
        status: draft.status,
        confidence: draft.confidence,
        rule: draft.rule.into(),
    });
}

fn evidence(span: SourceSpan, confidence: f32, rule: &'static str) -> Evidence {
    Evidence { span, confidence, rule: rule.into() }
}

/// True when the text before the first heading says something: a salutation or a line of the page is no
/// opening, but no target goes without a node.
fn opens(flow: &Flow, text: &str, loose: &[Range<usize>], context: &TargetContext<'_>) -> bool {
    let prose = |range: &Range<usize>| flow.words(range).contains(['。', '；', '！', '？', '，']);
    let sets = |range: &Range<usize>| {
        let passage = Passage::new(text, &flow.spans(std::slice::from_ref(range)));
        !targets::find(&passage, context).is_empty()
    };
    loose.iter().any(prose) || loose.iter().any(sets)
}

/// A cell that says something: not empty, not a dash.
fn said(found: &Deadline) -> bool {
    found.words.chars().any(char::is_alphanumeric)
        // A rhythm or the whole year sets no end.
        && !matches!(found.words.trim(), "无" | "全年" | "每年" | "每月" | "每季度" | "常年" | "适时" | "按期" | "即时")
}

/// Finds the targets of some ranges read as one passage, which is returned.
fn find_targets(
    flow: &Flow,
    reading: &mut Reading,
    ranges: &[Range<usize>],
    node: Option<u32>,
    context: &TargetContext<'_>,
) -> Passage {
    let spans: Vec<SourceSpan> = flow.spans(ranges);
    let passage = Passage::new(&reading.text, &spans);
    for found in targets::find(&passage, context) {
        reading.targets.push(ReadTarget {
            node,
            span: passage.source(found.range),
            value: found.value,
            confidence: found.confidence,
            rule: found.rule,
        });
    }
    passage
}

/// The year a report speaks of: the one in its title, else the year of its date. Deadlines that
/// name no year mean that one.
pub fn base_year(reading: &Reading) -> Option<i16> {
    year_in(reading.title.of(&reading.text)).or_else(|| year_in(&reading.date))
}

/// The first year of the five-year plan that a title names.
fn five_years_from(title: &str) -> Option<i16> {
    let nth =
        ["十一五", "十二五", "十三五", "十四五", "十五五"].iter().position(|name| title.contains(name))?;
    Some(2006 + 5 * i16::try_from(nth).ok()?)
}

/// The first year that stands in some words: 19xx or 20xx.
fn year_in(words: &str) -> Option<i16> {
    let digits: Vec<char> = words.chars().collect();
    digits.windows(4).enumerate().find_map(|(at, four)| {
        let alone = !at.checked_sub(1).and_then(|at| digits.get(at)).is_some_and(char::is_ascii_digit)
            && !digits.get(at + 4).is_some_and(char::is_ascii_digit);
        let year: i16 = four.iter().collect::<String>().parse().ok()?;
        (alone && (1949..2100).contains(&year)).then_some(year)
    })
}
