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
    let mut scanner =
        Scanner { text, found: Scan::default(), ordinal: item_before, word: None, fresh: true, open: true };
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let plain = byte < 0x80
            && !matches!(
                byte,
                b'.' | b'(' | b'[' | b'!' | b'?' | b',' | b';' | b':' | b' ' | b'\n' | b'0'..=b'9'
            );
        if plain {
            (scanner.fresh, scanner.open) = (false, false);
            at += 1;
            continue;
        }
        let Some(c) = text[at..].chars().next() else { break };
        at = scanner.step(at, c);
    }
    scanner.found
}

struct Scanner<'a> {
    text: &'a str,
    found: Scan,
    /// Ordinal and word of the item that is open.
    ordinal: u32,
    word: Option<char>,
    /// A sentence may begin here.
    fresh: bool,
    /// A marker here needs no other evidence than its place.
    open: bool,
}

impl Scanner<'_> {
    /// Looks at the character `c` that stands at `at`; returns where to go on.
    fn step(&mut self, at: usize, c: char) -> usize {
        let next = at + c.len_utf8();
        if self.fresh
            && let Some(clause) = label_line(self.text, at, self.ordinal + 1)
        {
            return self.clause(clause).max(next);
        }
        match c {
            ' ' | '　' | '\n' => return next,
            '.' if !half_stop(self.text, at) => {}
            '。' | '！' | '？' | '!' | '?' | '.' => {
                let end = closers(self.text, next);
                self.found.stops.push(end);
                (self.fresh, self.open) = (true, true);
                return end;
            }
            '“' | '「' | '《' => {
                let Some((end, stopped)) = quote_end(self.text, next, c) else { return next };
                if stopped {
                    self.found.stops.push(end);
                }
                (self.fresh, self.open) = (stopped, stopped);
                return end;
            }
            '（' | '(' | '〔' | '[' | '【' | '［' => return self.bracket(at, next),
            '；' | ';' | '：' | ':' | '，' | ',' | '）' | ')' | '〕' | ']' | '】' => {
                (self.fresh, self.open) = (false, true);
                return next;
            }
            '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' => {
                if let Some(marker) = item_marker(&self.text[at..])
                    && accepts(self.text, at, marker, self.ordinal, self.word, self.open)
                {
                    self.found.items.push(FoundItem { at, marker, bare: !self.open });
                    (self.ordinal, self.word) = (marker.ordinal, Some(marker.word));
                    (self.fresh, self.open) = (false, false);
                    return at + marker.len;
                }
                let after_clause =
                    self.text[..at].trim_end_matches([' ', '　']).ends_with(['）', ')', '〕', ']', '】']);
                if (self.fresh || after_clause) && at > 0 && numeral(&self.text[at..]).is_some() {
                    self.found.numerals.push(at);
                }
            }
            '第' if self.fresh && at > 0 && numeral(&self.text[at..]).is_some() => {
                self.found.numerals.push(at);
            }
            '0'..='9' | '０'..='９' | '①'..='⑳' => {
                let begins = fresh_or_closed(self.text, at, self.fresh)
                    || self.text[..at].ends_with([' ', '　']) && self.in_heading();
                if begins && at > 0 && numeral(&self.text[at..]).is_some() {
                    self.found.numerals.push(at);
                }
                (self.fresh, self.open) = (false, false);
                return skip_number(self.text, at).max(next);
            }
            _ => {}
        }
        (self.fresh, self.open) = (false, false);
        next
    }

    /// No stop since the last 一、 or 第一章: a body in one paragraph drops the stops of headings.
    fn in_heading(&self) -> bool {
        self.found.numerals.last().is_some_and(|&from| {
            self.found.stops.last().is_none_or(|stop| *stop <= from)
                && numeral(&self.text[from..]).is_some_and(|number| number.family < Family::HanParen)
        })
    }

    fn clause(&mut self, clause: Clause) -> usize {
        let end = clause.end;
        self.found.clauses.push(clause);
        (self.fresh, self.open) = (false, true);
        end
    }

    /// A bracket opens a clause, a numeral, or words that hold neither stop nor marker.
    fn bracket(&mut self, at: usize, next: usize) -> usize {
        if let Some(clause) = bracketed(self.text, at, self.ordinal + 1) {
            return self.clause(clause).max(next);
        }
        if at > 0
            && let Some(number) = numeral(&self.text[at..])
        {
            let first = number.family == Family::HanParen && number.ordinal == 1;
            if self.open || (first && (self.found.stops.is_empty() || self.in_heading())) {
                self.found.numerals.push(at);
                (self.fresh, self.open) = (false, false);
                return at + number.len;
            }
        }
        let Some(len) = matching_close(&self.text[next..]) else { return next };
        let close = next + len;
        (self.fresh, self.open) = (false, true);
        close + self.text[close..].chars().next().map_or(0, char::len_utf8)
    }
}

/// A full stop of half width ends a sentence between Chinese words, not behind a numeral.
fn half_stop(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at + 1..].chars().next();
    before.is_some_and(|c| {
        (!c.is_ascii()
            && !"一二三四五六七八九十".contains(c)
            && !c.is_whitespace()
            && !('０'..='９').contains(&c))
            || matches!(c, '"' | ')' | ']' | '%')
    }) && after.is_none_or(|c| !c.is_ascii() && c != '．' || matches!(c, '\n' | '(' | '[' | '"' | ' '))
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
    fresh || text[..at].trim_end_matches([' ', '　']).ends_with(['）', ')', '】', '〕', '；'])
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
