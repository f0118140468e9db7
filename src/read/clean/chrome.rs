//! Page chrome: menus, links, notices of download and copyright, contact footers, page numbers.
//!
//! A line is judged by what it says (`line`, `weight`) and by where it stands: before the title,
//! between two lines of content, behind the last one. What is certain wherever it stands needs no
//! place; what only looks like chrome needs one.

use super::wording::{fold_into, folded, has_any, opens_with};
use super::{BlockKind, Lines, Mark, Marks, formal, numeral};

mod line;
mod parts;
mod running;
mod spans;
mod tables;
mod tail;
mod weight;
mod words;

pub(super) use spans::noise_spans;
pub(super) use weight::{SURE, weight};

use line::{
    is_clocked, is_edge_chrome, is_icp, is_inner_chrome, is_menu, is_notice, is_page_number, is_spaced_menu,
    is_strong, is_toc_line,
};
use words::CONTACT;

/// Chrome before the body is looked for in this many lines.
const TOP: usize = 120;
/// Longer lines are prose unless they are a notice, in characters.
const SHORT: usize = 60;
/// What a line between two lines of content must weigh.
const INNER: f32 = 1.0;
/// What a place at the foot of a page, behind its first line of chrome, adds to the weight of a line.
const BEHIND: f32 = 0.3;
/// What chrome above adds to a line before the body.
const AMONG: f32 = 0.1;
/// What a place at the foot right above a line of chrome adds to it.
const BEFORE: f32 = 0.25;

/// Marks page chrome and page numbers, and the document's formalities at its edges.
pub(super) fn mark(lines: Lines<'_>) -> Marks {
    let count = lines.len();
    let mut marks = Marks(vec![Mark::Body; count]);
    parts::formal_tables(lines, &mut marks);
    parts::contents(lines, &mut marks);
    parts::attachments(lines, &mut marks);
    parts::glossary(lines, &mut marks);
    parts::notes(lines, &mut marks);
    let page = tables::of_the_page(lines);
    let content = |index: usize| !page.get(index).is_some_and(|page| *page) && is_content(lines, index);
    let unnumbered = |index: usize| {
        matches!(lines.kind(index), BlockKind::Heading(_)) && !numeral::opens_numbered(lines.words(index))
    };
    // The heads of columns beside a report stand before no content of their own.
    let opens =
        |index: usize| content(index) && (!unnumbered(index) || index + 1 < count && content(index + 1));
    let first = (0..count.min(TOP)).find(|&index| marks.get(index) == Mark::Body && opens(index));
    let top = first.unwrap_or_else(|| count.min(TOP));
    // A heading without a number closes no body: the columns beside a report have such heads.
    let closes = |index: usize| content(index) && !unnumbered(index);
    let end = tail::start(lines, top, closes).unwrap_or(count);
    let mut last = (top..end).rev().find(|&index| closes(index)).unwrap_or(top);
    // A table that holds content is content to its last cell.
    while last + 1 < end && same_table(lines.kind(last), lines.kind(last + 1)) {
        last += 1;
    }
    let mut bare = String::new();
    let mut seen = 0.0;
    for index in (0..top).filter(|&index| marks.get(index) == Mark::Body).collect::<Vec<_>>() {
        let words = lines.words(index);
        fold_into(words, &mut bare);
        let mark = if is_spaced_menu(words) || page.get(index) == Some(&true) {
            Mark::Noise
        } else {
            match top_mark(&bare, first.is_none()) {
                Mark::Body if first.is_some() && weight(words, &bare) + seen >= SURE => Mark::Noise,
                mark => mark,
            }
        };
        if mark == Mark::Noise {
            seen = AMONG;
        }
        marks.set(index, mark);
    }
    for index in top..count.min(last + 1) {
        let words = lines.words(index);
        // Chrome between lines of content is short.
        if words.len() <= 360 && !matches!(lines.kind(index), BlockKind::Cell { .. }) {
            fold_into(words, &mut bare);
            let page = || {
                bare.len() <= 3 * SHORT
                    && !bare.contains('。')
                    && !numeral::opens_item(&bare)
                    && !has_any(&bare, &CONTACT)
                    && weight(words, &bare) >= INNER
            };
            if is_inner_chrome(&bare) || page() {
                marks.set(index, Mark::Noise);
            }
        }
    }
    running::mark(lines, top, &mut marks);
    bottom(lines, last + 1, end, &page, &mut marks);
    for index in (0..count).filter(|&index| lines.kind(index) == BlockKind::Running) {
        marks.set(index, Mark::Noise);
    }
    marks
}

fn same_table(one: BlockKind, other: BlockKind) -> bool {
    matches!((one, other), (BlockKind::Cell { table: a, .. }, BlockKind::Cell { table: b, .. }) if a == b)
}

/// Prose, a numbered line or a cell: not chrome and not a formality.
fn is_content(lines: Lines<'_>, index: usize) -> bool {
    let words = lines.words(index);
    match lines.kind(index) {
        BlockKind::Running => return false,
        BlockKind::Cell { .. } => {
            // Pages of an older kind lay out their menus in tables.
            let bare = folded(words);
            return !(is_menu(&bare) || is_strong(&bare) || is_notice(&bare) || is_edge_chrome(&bare));
        }
        // A page may mark the document's title as a heading of any level.
        BlockKind::Heading(2 | 3)
            if !numeral::opens_numbered(words) && formal::has_title_ending(&folded(words)) =>
        {
            return false;
        }
        BlockKind::Heading(level) if level > 1 => {
            let bare = folded(words);
            return !(is_strong(&bare)
                || is_menu(&bare)
                || is_edge_chrome(&bare)
                || formal::is_formal_at_bottom(&bare));
        }
        _ => {}
    }
    let bare = folded(words);
    if is_notice(&bare) || formal::is_formal(&bare) {
        return false;
    }
    let characters = bare.chars().count();
    let stopped = bare.contains('。') || bare.ends_with([';', '!', '；']);
    if numeral::opens_numbered(words) {
        return !is_toc_line(words);
    }
    if is_strong(&bare) && characters <= 2 * SHORT {
        return false;
    }
    (stopped && (characters >= 25 || characters >= 12 && numeral::opens_arabic(words)))
        || (characters >= SHORT && bare.matches([',', '、']).count() >= 2)
}

fn top_mark(bare: &str, whole: bool) -> Mark {
    if is_menu(bare)
        || !is_toc_line(bare) && is_strong(bare)
        || weight::tells_of_the_page(bare)
        || is_clocked(bare)
    {
        Mark::Noise
    } else if is_toc_line(bare) || formal::is_formal(bare) || formal::is_formal_at_top(bare) {
        Mark::Boilerplate
    } else if is_page_number(bare) || is_notice(bare) || (!whole && is_edge_chrome(bare)) {
        Mark::Noise
    } else {
        Mark::Body
    }
}

/// What follows the body: formalities first; from the first line of chrome on, short lines are
/// chrome too (titles of other pages, contacts). From `end` on nothing is the report's.
fn bottom(lines: Lines<'_>, from: usize, end: usize, page: &[bool], marks: &mut Marks) {
    let folded: Vec<String> = (from..lines.len()).map(|index| folded(lines.words(index))).collect();
    let site_footer = folded
        .iter()
        .any(|bare| has_any(bare, &["网站标识码", "公网安备", "版权所有", "Copyright"]) || is_icp(bare));
    let mut after_chrome = false;
    // A head of the format's that nothing of the report stands under, among chrome.
    let head = |index: usize| site_footer && matches!(lines.kind(index), BlockKind::Heading(_));
    for (index, bare) in (from..).zip(&folded) {
        let words = lines.words(index);
        let short = bare.chars().count() <= SHORT;
        let contact = short && has_any(bare, &CONTACT);
        let formal = formal::is_formal(bare) || formal::is_formal_at_bottom(bare);
        let weight = weight(words, bare) + if before_chrome(&folded, index - from) { BEFORE } else { 0.0 };
        let mark = if is_page_number(bare) {
            Mark::Noise
        } else if page.get(index) == Some(&true)
            || is_strong(bare)
            || is_notice(bare)
            || is_menu(bare)
            || is_spaced_menu(words)
            || weight::tells_of_the_page(bare)
            || is_clocked(bare)
            || (is_edge_chrome(bare) && (after_chrome || !opens_with(bare, &["时间:"])))
            || !formal && !contact && (weight >= SURE || head(index))
        {
            after_chrome = true;
            Mark::Noise
        } else if formal {
            Mark::Boilerplate
        } else if contact {
            if after_chrome || site_footer { Mark::Noise } else { Mark::Boilerplate }
        } else if after_chrome
            && (short && !bare.contains('。') && !numeral::opens_numbered(bare)
                || weight + BEHIND >= SURE
                || index >= end)
        {
            Mark::Noise
        } else {
            Mark::Body
        };
        if mark != Mark::Body || marks.get(index) != Mark::Boilerplate {
            marks.set(index, mark);
        }
    }
}

/// Whether one of the next lines is chrome for certain.
fn before_chrome(folded: &[String], at: usize) -> bool {
    folded.iter().skip(at + 1).take(3).any(|next| is_strong(next) && !is_page_number(next))
}

#[cfg(test)]
mod tests;
