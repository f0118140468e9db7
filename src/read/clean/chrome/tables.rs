//! Tables that lay out the page, not the work: menus, rows of buttons, footers.

use super::super::wording::folded;
use super::super::{BlockKind, Lines, numeral};
use super::line::{is_edge_chrome, is_menu, is_notice, is_strong};
use super::weight::weight;

/// Longest item of a menu, in characters.
const ITEM: usize = 8;
/// Longest cell of a table that only lays out the page, in characters.
const CELL: usize = 90;
/// What a cell must weigh beside others of its kind.
const IN_TABLE: f32 = 0.35;
/// More cells than this are the work's.
const MANY: usize = 60;

/// For each block, whether it is a cell of a table that only lays out the page.
pub(super) fn of_the_page(lines: Lines<'_>) -> Vec<bool> {
    let mut page = vec![false; lines.len()];
    let mut at = 0;
    while at < lines.len() {
        let BlockKind::Cell { table, .. } = lines.kind(at) else {
            at += 1;
            continue;
        };
        let first = at;
        while matches!(lines.kind(at), BlockKind::Cell { table: next, .. } if next == table) {
            at += 1;
        }
        if at - first <= MANY && lays_out(lines, first, at) {
            page[first..at].fill(true);
        }
    }
    page
}

/// Whether most cells are the page's own, or all are short and one of them is for certain.
fn lays_out(lines: Lines<'_>, first: usize, end: usize) -> bool {
    let (mut sure, mut short) = (0, 0);
    for index in first..end {
        let words = lines.words(index);
        let length = words.chars().count();
        let bare = folded(words);
        let told = is_strong(&bare)
            || is_menu(&bare)
            || is_notice(&bare)
            || is_edge_chrome(&bare)
            || weight(words, &bare) >= IN_TABLE;
        if !told && (length > CELL || words.contains('。')) || numeral::opens_numbered(words) {
            return false;
        }
        sure += usize::from(told);
        short += usize::from(length <= ITEM);
    }
    let all = end - first;
    let rows = match (lines.kind(first), lines.kind(end - 1)) {
        (BlockKind::Cell { row: a, .. }, BlockKind::Cell { row: b, .. }) => b - a + 1,
        _ => 1,
    };
    sure * 2 > all || sure >= 1 && rows <= 2 && short == all
}
