//! Words made fit for XML and for a cell.

use std::borrow::Cow;

/// Most characters (UTF-16 units) of one spreadsheet cell.
const CELL_LIMIT: usize = 32_767;
/// Stands at the end of words that a cell could not hold.
const CUT: &str = "……（单元格容量所限，未完）";

/// True for characters that XML 1.0 can carry (its production `Char`).
fn is_xml_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

/// The words without characters that XML cannot carry, not even escaped.
pub(super) fn xml_chars(words: &str) -> Cow<'_, str> {
    if words.chars().all(is_xml_char) {
        Cow::Borrowed(words)
    } else {
        Cow::Owned(words.chars().filter(|c| is_xml_char(*c)).collect())
    }
}

/// Appends `words` as XML character data, which is also fit for a quoted attribute.
pub(super) fn push_escaped(xml: &mut String, words: &str) {
    for c in words.chars().filter(|c| is_xml_char(*c)) {
        match c {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' => xml.push_str("&quot;"),
            _ => xml.push(c),
        }
    }
}

/// The words as one cell holds them: line breaks as `\n`, cut with a mark at the cell's limit.
pub(super) fn cell_words(words: &str) -> Cow<'_, str> {
    let mut cell = xml_chars(words);
    if cell.contains('\r') {
        cell = Cow::Owned(cell.replace("\r\n", "\n").replace('\r', "\n"));
    }
    // Every character takes at least one byte a UTF-16 unit, so short words need no count.
    if cell.len() > CELL_LIMIT && cell.chars().map(char::len_utf16).sum::<usize>() > CELL_LIMIT {
        let mut room = CELL_LIMIT - CUT.chars().map(char::len_utf16).sum::<usize>();
        let kept = cell.chars().take_while(|c| {
            let fits = room >= c.len_utf16();
            room = room.saturating_sub(c.len_utf16());
            fits
        });
        cell = Cow::Owned(kept.chain(CUT.chars()).collect());
    }
    cell
}

/// True when a spreadsheet would take the words for a formula once somebody edits the cell.
pub(super) fn looks_like_formula(words: &str) -> bool {
    words.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_forbids_is_dropped_and_the_rest_escaped() {
        let mut xml = String::new();
        push_escaped(&mut xml, "甲\u{0}\u{b}<乙>&\"丙\"\u{FFFE}𠮷");
        assert_eq!(xml, "甲&lt;乙&gt;&amp;&quot;丙&quot;𠮷");
        assert_eq!(xml_chars("一\u{1f}二"), "一二");
    }

    #[test]
    fn a_cell_never_holds_more_than_its_limit() {
        let long = "𠮷".repeat(CELL_LIMIT);
        let cell = cell_words(&long);
        assert!(cell.chars().map(char::len_utf16).sum::<usize>() <= CELL_LIMIT);
        assert!(cell.ends_with(CUT));
        let fits = "甲".repeat(CELL_LIMIT);
        assert_eq!(cell_words(&fits), fits);
        assert_eq!(cell_words("一\r\n二\r三"), "一\n二\n三");
    }
}
