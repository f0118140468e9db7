//! Parts of a document that hold no work: tables of metadata, contents, glossary, notes, lists of attachments.

use super::super::wording::folded;
use super::super::{BlockKind, Lines, Mark, Marks, formal, numeral};
use super::TOP;

/// A table at the top whose cells are labels of metadata, each beside its value.
pub(super) fn formal_tables(lines: Lines<'_>, marks: &mut Marks) {
    let table_of = |index: usize| match lines.kind(index) {
        BlockKind::Cell { table, .. } => Some(table),
        _ => None,
    };
    let cells: Vec<(usize, u32)> =
        (0..lines.len().min(TOP)).filter_map(|index| Some((index, table_of(index)?))).collect();
    let labels = |table: u32| {
        let own = cells.iter().filter(|(_, of)| *of == table);
        own.filter(|(index, _)| formal::is_label(&folded(lines.words(*index)))).count()
    };
    for &(index, table) in &cells {
        if labels(table) >= 2 {
            marks.set(index, Mark::Boilerplate);
        }
    }
}

/// Longest entry of a table of contents, in characters.
const LONGEST_ENTRY: usize = 45;
/// Longest table of contents, in lines.
const LONGEST_CONTENTS: usize = 300;
/// So many numbered lines in a row that come again are a table of contents without its heading.
const ENTRIES: usize = 4;

/// A table of contents without leaders: lines that come again below as headings.
pub(super) fn contents(lines: Lines<'_>, marks: &mut Marks) {
    let top = lines.len().min(TOP);
    let headed = (0..top).find(|&index| {
        let words: String = lines.words(index).chars().filter(|c| !c.is_whitespace()).collect();
        words == "目录" || words == "目次"
    });
    let pure = |index: usize| !lines.words(index).contains('。') && entry(lines, index).is_some();
    let numbered = |index: usize| numeral::opens_numbered(lines.words(index)) && pure(index);
    let from = match headed {
        Some(index) => index + 1,
        None => match (0..top).find(|&at| (at..at + ENTRIES).all(numbered)) {
            Some(index) => index,
            None => return,
        },
    };
    // The body begins where an entry comes again; before that there are entries only. The first
    // of them may be a preface that the body does not name.
    let pages = lines.len().min(from + LONGEST_CONTENTS);
    for first in from..pages.min(from + 3) {
        let Some(key) = entry(lines, first) else { return };
        let again = (first + 1..pages)
            .take_while(|&index| pure(index) || entry(lines, index).as_ref() == Some(&key))
            .find(|&index| entry(lines, index).as_ref() == Some(&key));
        let Some(body) = again else { continue };
        if headed.is_some() || body >= from + ENTRIES && (from..body).all(numbered) {
            for index in from..body {
                marks.set(index, Mark::Boilerplate);
            }
        }
        return;
    }
}

/// 名词解释 and what follows it: words explained, nothing planned.
pub(super) fn glossary(lines: Lines<'_>, marks: &mut Marks) {
    let from = lines.len() / 2;
    let Some(first) = (from..lines.len()).find(|&index| {
        let words = lines.words(index);
        words.len() <= 60
            && matches!(
                folded(words).trim_matches([':', '(', ')', '[', ']']),
                "名词解释"
                    | "名词注释"
                    | "注释"
                    | "名词说明"
                    | "附:名词解释"
                    | "附件:名词解释"
                    | "有关名词解释"
                    | "相关名词解释"
                    | "部分名词解释"
            )
    }) else {
        return;
    };
    for index in first..lines.len() {
        let words = lines.words(index).trim_start();
        let ends = matches!(lines.kind(index), BlockKind::Cell { .. })
            || index > first && words.starts_with("附件")
            || words.starts_with(['一', '二', '三'])
                && numeral::opens_numbered(words)
                && words.chars().count() <= LONGEST_ENTRY;
        if ends {
            break;
        }
        marks.set(index, Mark::Boilerplate);
    }
}

/// 注：…, and 说明：… right below a table: how to read what stands above.
pub(super) fn notes(lines: Lines<'_>, marks: &mut Marks) {
    for index in 0..lines.len() {
        let words = lines.words(index);
        if matches!(lines.kind(index), BlockKind::Cell { .. }) {
            continue;
        }
        if is_footnote(lines, index) {
            marks.set(index, Mark::Boilerplate);
            continue;
        }
        let labelled = |label: &str| {
            words.strip_prefix(label).is_some_and(|rest| rest.trim_start().starts_with(['：', ':']))
        };
        // A mark above an annex: 附件, 附件1.
        let bare = words.trim().trim_start_matches("附件").trim_matches(['：', ':', ' ']);
        if words.starts_with("附件")
            && bare.len() <= 3
            && bare.chars().all(|c| c.is_ascii_digit() || "一二三四五".contains(c))
        {
            marks.set(index, Mark::Boilerplate);
        }
        let below_table = || index > 0 && matches!(lines.kind(index - 1), BlockKind::Cell { .. });
        if ["注", "备注", "附注"].iter().any(|label| labelled(label))
            || below_table() && ["说明", "填表说明", "填报说明", "附"].iter().any(|label| labelled(label))
        {
            marks.set(index, Mark::Boilerplate);
        }
    }
}

/// [3] 数据来源：…: a line behind the middle that opens with the number of a note the text refers to.
fn is_footnote(lines: Lines<'_>, index: usize) -> bool {
    let words = lines.words(index);
    let Some(inner) = words.strip_prefix(['[', '［', '〔', '【']) else { return false };
    let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
    let number = &inner[..digits];
    let closed = inner[digits..].starts_with([']', '］', '〕', '】']);
    let told = words.chars().nth(4).is_some() && index * 2 >= lines.len();
    closed && (1..=2).contains(&digits) && told && {
        let mark = &words[..words.len() - inner.len() + digits];
        let start = lines.blocks.get(index).map_or(0, |block| block.span.start as usize);
        number != "0" && lines.text[..start].contains(mark)
    }
}

/// 附件：1.… with its second and later entries, each a line of its own near the end.
pub(super) fn attachments(lines: Lines<'_>, marks: &mut Marks) {
    let Some(first) = (0..lines.len()).rev().take(TOP).find(|&index| {
        let words = lines.words(index).trim_start();
        ["附件：", "附件:"].iter().any(|label| words.starts_with(label)) && entry(lines, index).is_some()
    }) else {
        return;
    };
    for index in first + 1..lines.len() {
        let words = lines.words(index).trim();
        let listed = words.starts_with(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c))
            && (numeral::opens_numbered(words) || numeral::opens_arabic(words))
            && words.chars().count() <= LONGEST_ENTRY
            && !words.contains(['。', '；', '，', '：', ':']);
        if !listed {
            break;
        }
        marks.set(index, Mark::Boilerplate);
    }
}

/// What tells an entry of a table of contents: its words without blanks, leaders, page and what
/// runs in behind a heading's stop.
fn entry(lines: Lines<'_>, index: usize) -> Option<String> {
    if matches!(lines.kind(index), BlockKind::Cell { .. }) {
        return None;
    }
    let words = lines.words(index);
    let words = words.split('。').next().unwrap_or(words);
    if words.chars().nth(LONGEST_ENTRY + 30).is_some() {
        return None;
    }
    let key: String =
        words.chars().filter(|c| !c.is_whitespace() && !matches!(c, '.' | '…' | '·' | '．')).collect();
    let key = key.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '—' | '-')).to_owned();
    ((2..=LONGEST_ENTRY).contains(&key.chars().count())).then_some(key)
}
