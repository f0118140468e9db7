//! A line of noise cut into what a person may take back.

use super::SHORT;
use crate::model::SourceSpan;

/// The spans of a line of noise: one for a line, a menu whole, one for each button of a row and for
/// each sentence of a long notice, so that a person can take a single one back. Together they cover the line.
pub(in crate::read::clean) fn noise_spans(text: &str, span: SourceSpan, out: &mut Vec<SourceSpan>) {
    let words = span.of(text);
    // Wide gaps part buttons that only share a line, single blanks the items of one menu.
    let blanks = |part: &str| part.chars().rev().take_while(|c| c.is_whitespace()).count() >= 2;
    let buttons = words.match_indices('|').any(|(at, _)| blanks(&words[..at]));
    let cut =
        if buttons && words.split('|').filter(|item| item.chars().any(char::is_alphanumeric)).count() > 1 {
            '|'
        } else if words.chars().count() > SHORT && !words.contains('|') {
            '。'
        } else {
            out.push(span);
            return;
        };
    let mut start = 0;
    for part in words.split_inclusive(cut) {
        let (skipped, kept) = (part.len() - part.trim_start().len(), part.trim());
        if !kept.is_empty() {
            let from = span.start as usize + start + skipped;
            out.push(SourceSpan::new(from, from + kept.len()));
        }
        start += part.len();
    }
}
