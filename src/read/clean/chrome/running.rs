//! Running heads: short lines that come again beside the page numbers.

use super::super::wording::folded;
use super::super::{BlockKind, Lines, Mark, Marks, numeral};
use super::line::is_page_number;
use rustc_hash::FxHashMap;

/// Longest running head, in characters.
const LONGEST: usize = 40;

/// Marks lines of the body that stand beside a page number and come again in the document: beside
/// another page number, or as its title.
pub(super) fn mark(lines: Lines<'_>, from: usize, marks: &mut Marks) {
    let plain = |index: usize| matches!(lines.kind(index), BlockKind::Line | BlockKind::Paragraph);
    let numbers: Vec<usize> = (from..lines.len())
        .filter(|&index| {
            let words = lines.words(index);
            words.len() <= 60
                && plain(index)
                && words.contains(|c: char| c.is_ascii_digit() || c == '页' || ('０'..='９').contains(&c))
                && is_page_number(&folded(words))
        })
        .collect();
    let bare = bare_numbers(lines, from);
    for index in &bare {
        marks.set(*index, Mark::Noise);
    }
    let numbers: Vec<usize> = numbers.into_iter().chain(bare).collect();
    if numbers.is_empty() {
        return;
    }
    let head = |index: usize| {
        let words = lines.words(index);
        (plain(index)
            && words.chars().count() <= LONGEST
            && !words.contains(['。', '；', '，', '：'])
            && !numeral::opens_item(words.trim_start()))
        .then(|| folded(words))
        .filter(|bare| !bare.is_empty() && !is_page_number(bare))
    };
    let beside: Vec<(usize, String)> = numbers
        .iter()
        .flat_map(|&index| [index.checked_sub(1), Some(index + 1)])
        .flatten()
        .filter(|index| (from..lines.len()).contains(index) && marks.get(*index) == Mark::Body)
        .filter_map(|index| Some((index, head(index)?)))
        .collect();
    let mut told: FxHashMap<&str, usize> = FxHashMap::default();
    for (_, words) in &beside {
        *told.entry(words).or_default() += 1;
    }
    let above: Vec<String> = (0..from.min(lines.len())).filter_map(head).collect();
    for (index, words) in &beside {
        let title = words.chars().count() >= 6 && above.iter().any(|other| other.contains(words.as_str()));
        if title || told.get(words.as_str()).is_some_and(|times| *times >= 2) {
            marks.set(*index, Mark::Noise);
        }
    }
}

/// Lines of digits alone that count up one by one between longer lines: pages of a printed file.
fn bare_numbers(lines: Lines<'_>, from: usize) -> Vec<usize> {
    let number = |index: usize| {
        let words = lines.words(index).trim();
        (words.len() <= 3 && matches!(lines.kind(index), BlockKind::Line | BlockKind::Paragraph))
            .then(|| words.parse::<u32>().ok())
            .flatten()
    };
    let prose = |index: usize| lines.words(index).chars().count() >= 10 && number(index).is_none();
    let found: Vec<(usize, u32)> =
        (from..lines.len()).filter_map(|index| Some((index, number(index)?))).collect();
    let counts = found.len() >= 2
        && found.windows(2).all(|pair| pair[1].1 == pair[0].1 + 1 && pair[1].0 > pair[0].0 + 5)
        && found.iter().all(|(index, _)| {
            index.checked_sub(1).is_some_and(&prose) && (*index + 1 >= lines.len() || prose(*index + 1))
        });
    if counts { found.into_iter().map(|(index, _)| index).collect() } else { Vec::new() }
}
