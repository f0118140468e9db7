//! One pass over a paragraph: sentence stops, item markers, unit clauses.

use super::numbering::{Family, ItemMarker, item_marker, numeral};
use crate::read::units::{Clause, bracketed, label_line, matching_close};

/// A marker inside a paragraph. Offsets are bytes in the paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FoundItem {
    /// First byte.
    pub at: usize,
    /// What it is.
    pub marker: ItemMarker,
    /// True where neither a stop, a bracket nor a clause comes before it.
    pub bare: bool,
}

/// What one pass found. All offsets are bytes in the scanned text, ascending.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Scan {
    /// One past each 。！？ with the closing quotes and brackets after it.
    pub stops: Vec<usize>,
    /// 一是, 二是 … in sequence.
    pub items: Vec<FoundItem>,
    /// Unit clauses.
    pub clauses: Vec<Clause>,
    /// Beginnings of numbered headings inside the text: run-on paragraphs.
    pub numerals: Vec<usize>,
}

impl Scan {
    /// Moves every offset, so that they count from where `text` stands in a longer one.
    pub(crate) fn shifted(mut self, by: usize) -> Self {
        self.stops.iter_mut().for_each(|at| *at += by);
        self.items.iter_mut().for_each(|item| item.at += by);
        self.numerals.iter_mut().for_each(|at| *at += by);
        for clause in &mut self.clauses {
            clause.start += by;
            clause.end += by;
        }
        self
    }

    /// Takes out what lies before `at`.
    pub(crate) fn split_before(&mut self, at: usize) -> Self {
        let mut before = Self::default();
        let cut = self.stops.partition_point(|stop| *stop <= at);
        let rest = self.stops.split_off(cut);
        before.stops = std::mem::replace(&mut self.stops, rest);
        let cut = self.items.partition_point(|item| item.at < at);
        let rest = self.items.split_off(cut);
        before.items = std::mem::replace(&mut self.items, rest);
        let cut = self.clauses.partition_point(|clause| clause.start < at);
        let rest = self.clauses.split_off(cut);
        before.clauses = std::mem::replace(&mut self.clauses, rest);
        before
    }
}

/// How far a quotation may run before its closing mark counts as lost, in bytes.
const LONGEST_QUOTE: usize = 360;

/// Scans `text`. `item_before` is the ordinal of the item that an earlier paragraph left open.
pub(crate) fn scan(text: &str, item_before: u32) -> Scan {
    let mut scan = Scan::default();
    let mut ordinal = item_before;
    let mut word = None;
    let mut at = 0;
    // True at a place where a sentence may begin.
    let mut fresh = true;
    // True where a marker needs no other evidence than its place.
    let mut open = true;
    let bytes = text.as_bytes();
    while let Some(&byte) = bytes.get(at) {
        if byte < 0x80
            && !matches!(byte, b'(' | b'[' | b'!' | b'?' | b',' | b';' | b':' | b' ' | b'\n' | b'0'..=b'9')
        {
            (fresh, open) = (false, false);
            at += 1;
            continue;
        }
        let Some(c) = text[at..].chars().next() else { break };
        let next = at + c.len_utf8();
        if fresh && let Some(clause) = label_line(text, at, ordinal + 1) {
            at = clause.end.max(next);
            scan.clauses.push(clause);
            (fresh, open) = (false, true);
            continue;
        }
        match c {
            ' ' | '　' | '\n' => {
                at = next;
                continue;
            }
            '。' | '！' | '？' | '!' | '?' => {
                at = closers(text, next);
                scan.stops.push(at);
                (fresh, open) = (true, true);
                continue;
            }
            '“' | '「' | '《' => {
                at = match quote_end(text, next, c) {
                    Some((end, stopped)) => {
                        if stopped {
                            scan.stops.push(end);
                        }
                        (fresh, open) = (stopped, stopped);
                        end
                    }
                    None => next,
                };
                continue;
            }
            '（' | '(' | '〔' | '[' | '【' | '［' => {
                if let Some(clause) = bracketed(text, at, ordinal + 1) {
                    at = clause.end.max(next);
                    scan.clauses.push(clause);
                    (fresh, open) = (false, true);
                    continue;
                }
                if at > 0
                    && let Some(found) = numeral(&text[at..])
                    && (open
                        || (found.family == Family::HanParen && found.ordinal == 1 && scan.stops.is_empty()))
                {
                    scan.numerals.push(at);
                    (fresh, open) = (false, false);
                    at += found.len;
                    continue;
                }
                at = match matching_close(&text[next..]) {
                    Some(len) => {
                        let close = next + len;
                        (fresh, open) = (false, true);
                        close + text[close..].chars().next().map_or(0, char::len_utf8)
                    }
                    None => next,
                };
                continue;
            }
            '；' | ';' | '：' | ':' | '，' | ',' | '）' | ')' | '〕' | ']' | '】' => {
                (fresh, open) = (false, true);
                at = next;
                continue;
            }
            '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' => {
                if let Some(marker) = item_marker(&text[at..])
                    && accepts(text, at, marker, ordinal, word, open)
                {
                    scan.items.push(FoundItem { at, marker, bare: !open });
                    (ordinal, word) = (marker.ordinal, Some(marker.word));
                    at += marker.len;
                    (fresh, open) = (false, false);
                    continue;
                }
                if fresh && at > 0 && numeral(&text[at..]).is_some() {
                    scan.numerals.push(at);
                }
            }
            '0'..='9' | '０'..='９' | '①'..='⑳' => {
                if fresh_or_closed(text, at, fresh) && at > 0 && numeral(&text[at..]).is_some() {
                    scan.numerals.push(at);
                }
                at = skip_number(text, at).max(next);
                (fresh, open) = (false, false);
                continue;
            }
            _ => {}
        }
        (fresh, open) = (false, false);
        at = next;
    }
    scan
}

/// A sequence is what makes 二是 a marker: the same two characters also end 统一是 and 唯一是.
fn accepts(text: &str, at: usize, marker: ItemMarker, last: u32, word: Option<char>, open: bool) -> bool {
    if word.is_some_and(|word| word != marker.word) && marker.ordinal != 1 {
        return false;
    }
    let before = text[..at].chars().next_back();
    if marker.ordinal == last + 1 && last > 0 {
        return open || !before.is_some_and(|c| "第十统唯专单万之不每任其".contains(c));
    }
    if at == 0 {
        return true;
    }
    if marker.ordinal != 1 {
        return false;
    }
    let follows = || {
        let second = if marker.word == '是' { "二是" } else { "二要" };
        let mut window = (at + 4500).min(text.len());
        while !text.is_char_boundary(window) {
            window -= 1;
        }
        text[at..window].contains(second)
    };
    match before {
        None | Some('。' | '：' | ':' | '；' | ';' | '）' | ')' | '！') => true,
        // A heading that lost its stop runs into the first item.
        Some(c) => !"第十统唯专单万之不每任其我这那".contains(c) && follows(),
    }
}

fn fresh_or_closed(text: &str, at: usize, fresh: bool) -> bool {
    fresh || text[..at].ends_with(['）', ')', '】', '〕', '；'])
}

fn skip_number(text: &str, at: usize) -> usize {
    let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    text[at..].char_indices().find(|(_, c)| !digit(*c)).map_or(text.len(), |(len, _)| at + len)
}

/// Past the closing quotes and brackets that belong to the sentence before.
fn closers(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let trimmed = rest.trim_start_matches(['”', '’', '」', '。', '！', '？']);
    at + (rest.len() - trimmed.len())
}

/// One past the closing mark, and whether a sentence ended with it.
fn quote_end(text: &str, from: usize, open: char) -> Option<(usize, bool)> {
    let close = match open {
        '“' => '”',
        '「' => '」',
        _ => '》',
    };
    let mut before = open;
    for (at, c) in text[from..].char_indices() {
        if c == close {
            let end = from + at + c.len_utf8();
            let next = text[end..].chars().next();
            let stopped = matches!(before, '。' | '！' | '？')
                && !next.is_some_and(|c| matches!(c, '，' | ',' | '、' | '的' | '”' | '；' | '（'));
            return Some((end, stopped));
        }
        if c == open || c == '\n' || at > LONGEST_QUOTE {
            return None;
        }
        before = c;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(text: &str) -> Vec<&str> {
        scan(text, 0)
            .items
            .iter()
            .map(|item| &text[item.at + item.marker.len..])
            .map(|rest| rest.get(..6).unwrap_or(rest))
            .collect()
    }

    #[test]
    fn items_need_their_sequence() {
        assert_eq!(items("一是建厂。二是修路；三是育人。"), ["建厂", "修路", "育人"]);
        assert_eq!(items("改善环境一是建厂。二是修路。"), ["建厂", "修路"]);
        assert_eq!(items("标准统一是基础。二是修路。"), [""; 0]);
        assert_eq!(items("坚持“一是一、二是二”的作风。"), [""; 0]);
        assert_eq!(items("抓两头：一要抓早，二要抓小。"), ["抓早", "抓小"]);
        assert_eq!(items("建厂（责任单位：县工信局、相关镇二是修路（责任单位：县交通局）三是"), [""; 0]);
        assert_eq!(
            items("一是建厂（责任单位：县工信局、相关镇二是修路（责任单位：县交通局）三是育人"),
            ["建厂", "修路", "育人"]
        );
    }

    #[test]
    fn clauses_end_where_the_next_item_begins() {
        let text = "一是建厂(责任单位:县工信局、相关镇二是修路(责任单位:县委组织部（人才办）、县交通局)。";
        let clauses = scan(text, 0).clauses;
        assert_eq!(clauses.len(), 2);
        assert_eq!(&text[clauses[0].start..clauses[0].end], "(责任单位:县工信局、相关镇");
        assert_eq!(clauses[0].rule, "units.bracket_unclosed");
        assert_eq!(&text[clauses[1].start..clauses[1].end], "(责任单位:县委组织部（人才办）、县交通局)");
        assert_eq!(clauses[1].rule, "units.bracket");
        assert_eq!(clauses[1].units.items[0].name, "县委组织部（人才办）");
    }

    #[test]
    fn brackets_of_all_forms() {
        for text in [
            "修路（责任单位：县交通局、县财政局）。",
            "修路[责任单位:县交通局、县财政局]",
            "修路〔责任单位：县交通局、县财政局〕",
            "修路【责任单位：县交通局、县财政局】",
            "修路（责任单位：县交通局、县财政局)",
            "修路。（责任单位：县交通局、县财政局",
            "修路（县交通局、县财政局）",
            "修路。责任单位：县交通局、县财政局",
            "修路（县交通局牵头，县财政局按职责分工负责）",
        ] {
            let clauses = scan(text, 0).clauses;
            assert_eq!(clauses.len(), 1, "{text}");
            let names: Vec<_> = clauses[0].units.items.iter().map(|unit| unit.name.as_str()).collect();
            assert_eq!(names, ["县交通局", "县财政局"], "{text}");
        }
        assert!(scan("修路（含桥梁、隧道）。扩建（一期、二期）。", 0).clauses.is_empty());
    }

    #[test]
    fn stops_keep_quotations_whole() {
        let text = "落实“先修路。再建厂。”的要求。建厂！";
        assert_eq!(scan(text, 0).stops, ["落实“先修路。再建厂。”的要求。".len(), text.len()]);
        // A quotation that lost its end does not swallow the rest.
        assert_eq!(scan("打造“一核两带。建厂。", 0).stops.len(), 2);
    }
}
