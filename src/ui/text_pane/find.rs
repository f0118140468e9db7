//! Finding words in a text of any length, a little in each frame.
//!
//! Letters count as the same whether small or capital, half or full width, and words are found over
//! line ends that the page joins.

use super::chunks::Chunks;
use crate::model::SourceSpan;
use memchr::memmem;
use std::time::{Duration, Instant};

/// Bytes looked through between two looks at the clock.
const BLOCK: usize = 128 * 1024;

/// Words being looked for in one text.
#[derive(Debug)]
pub(super) struct Finder {
    needle: Vec<char>,
    /// Every spelling of the first character.
    firsts: Vec<memmem::Finder<'static>>,
    /// Where looking began: what lies behind it is found first.
    origin: usize,
    /// The next byte to look at.
    at: usize,
    /// True once the end was reached and looking began again at the top.
    wrapped: bool,
    done: bool,
    /// Hits before `origin`, in order.
    before: Vec<SourceSpan>,
    /// Hits from `origin` on, in order.
    after: Vec<SourceSpan>,
}

impl Finder {
    /// Begins to look for `words` from byte `origin` on; `None` when there is nothing to look for.
    pub(super) fn new(words: &str, origin: u32) -> Option<Self> {
        let needle: Vec<char> = words.chars().map(fold).collect();
        let first = *needle.first()?;
        let mut utf8 = [0; 4];
        let firsts = spellings(first)
            .into_iter()
            .map(|char| memmem::Finder::new(char.encode_utf8(&mut utf8).as_bytes()).into_owned())
            .collect();
        let origin = origin as usize;
        Some(Self {
            needle,
            firsts,
            origin,
            at: origin,
            wrapped: false,
            done: false,
            before: Vec::new(),
            after: Vec::new(),
        })
    }

    /// True when the whole text was looked through.
    pub(super) fn is_done(&self) -> bool {
        self.done
    }

    /// How many were found so far.
    pub(super) fn count(&self) -> usize {
        self.before.len() + self.after.len()
    }

    /// Looks on for as long as `time`; true when something new was found.
    pub(super) fn look(&mut self, text: &str, chunks: &Chunks, time: Duration) -> bool {
        let (began, known) = (Instant::now(), self.count());
        while !self.done {
            self.look_through_block(text, chunks);
            if began.elapsed() >= time {
                break;
            }
        }
        self.count() > known
    }

    fn look_through_block(&mut self, text: &str, chunks: &Chunks) {
        let limit = if self.wrapped { self.origin.min(text.len()) } else { text.len() };
        let end = (self.at + BLOCK).min(limit);
        if self.at < end {
            // A character that begins in this block may end in the next.
            let block = &text.as_bytes()[self.at..(end + 3).min(text.len())];
            let mut places: Vec<usize> =
                self.firsts.iter().flat_map(|first| first.find_iter(block)).map(|at| self.at + at).collect();
            places.sort_unstable();
            let hits = if self.wrapped { &mut self.before } else { &mut self.after };
            for place in places.into_iter().filter(|place| *place < end) {
                let overlaps = hits.last().is_some_and(|last| place < last.end as usize);
                if !overlaps
                    && let Some(stop) = matches(text, chunks, &self.needle, place)
                    && chunks.is_report(place as u32)
                {
                    hits.push(SourceSpan::new(place, stop));
                }
            }
        }
        self.at = end;
        if end == limit {
            self.done = self.wrapped;
            if !self.wrapped {
                self.wrapped = true;
                self.at = 0;
            }
        }
    }

    fn get(&self, index: usize) -> Option<SourceSpan> {
        let later = index.checked_sub(self.before.len());
        later.map_or_else(|| self.before.get(index), |later| self.after.get(later)).copied()
    }

    /// How many hits begin before a byte.
    fn rank(&self, byte: u32) -> usize {
        let under = |hits: &[SourceSpan]| hits.partition_point(|hit| hit.start < byte);
        under(&self.before) + under(&self.after)
    }

    /// The place of a hit among all found so far, from 1.
    pub(super) fn place(&self, hit: SourceSpan) -> usize {
        self.rank(hit.start) + 1
    }

    /// The first hit from a byte on, or the last before it; round the ends.
    pub(super) fn next(&self, byte: u32, forward: bool) -> Option<SourceSpan> {
        let rank = self.rank(byte);
        if forward {
            self.get(rank).or_else(|| self.get(0))
        } else {
            let before = rank.checked_sub(1).and_then(|before| self.get(before));
            before.or_else(|| self.get(self.count().checked_sub(1)?))
        }
    }

    /// Hits that overlap a span, in order.
    pub(super) fn within(&self, span: SourceSpan) -> impl Iterator<Item = SourceSpan> + '_ {
        [&self.before, &self.after].into_iter().flat_map(move |hits| {
            let first = hits.partition_point(|hit| hit.end <= span.start);
            hits[first..].iter().copied().take_while(move |hit| hit.start < span.end)
        })
    }
}

/// Where the words end that begin at `place`, if they are the ones looked for.
fn matches(text: &str, chunks: &Chunks, needle: &[char], place: usize) -> Option<usize> {
    let mut at = place;
    for wanted in needle {
        let mut next = text.get(at..)?.chars().next()?;
        if fold(next) != *wanted {
            if !next.is_whitespace() {
                return None;
            }
            at = chunks.joined(at as u32)? as usize;
            next = text.get(at..)?.chars().next()?;
            if fold(next) != *wanted {
                return None;
            }
        }
        at += next.len_utf8();
    }
    Some(at)
}

/// A character without its case and width.
fn fold(char: char) -> char {
    let narrow = match char {
        '\u{3000}' => ' ',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(char) - 0xFEE0).unwrap_or(char),
        _ => char,
    };
    narrow.to_lowercase().next().unwrap_or(narrow)
}

/// All characters that fold to a folded one.
fn spellings(folded: char) -> Vec<char> {
    let mut all = vec![folded];
    all.extend(folded.to_uppercase().next());
    let wide = |char: char| match char {
        ' ' => Some('\u{3000}'),
        '!'..='~' => char::from_u32(u32::from(char) + 0xFEE0),
        _ => None,
    };
    all.extend(all.clone().into_iter().filter_map(wide));
    all.sort_unstable();
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use super::Finder;
    use crate::model::{Reading, SourceId, SourceSpan};
    use crate::ui::text_pane::chunks::Chunks;
    use std::{sync::Arc, time::Duration};

    fn found(reading: &Reading, words: &str, origin: usize) -> Vec<String> {
        let chunks = Chunks::of(reading);
        let mut finder = Finder::new(words, origin as u32).expect("something to look for");
        while !finder.is_done() {
            finder.look(&reading.text, &chunks, Duration::ZERO);
        }
        let all = SourceSpan::new(0, reading.text.len());
        finder.within(all).map(|hit| hit.of(&reading.text).to_owned()).collect()
    }

    fn reading(text: &str) -> Reading {
        Reading::over(Arc::from(text), SourceId::of(text.as_bytes()))
    }

    #[test]
    fn width_and_case_make_no_difference() {
        let reading = reading("ＧＤＰ增长６％，gdp总量，Gdp。\n（一）");
        assert_eq!(found(&reading, "gdp", 0), ["ＧＤＰ", "gdp", "Gdp"]);
        assert_eq!(found(&reading, "6%", 0), ["６％"]);
        assert_eq!(found(&reading, "(一)", 0), ["（一）"]);
        assert!(found(&reading, "没有", 0).is_empty());
    }

    #[test]
    fn hits_on_both_sides_of_the_origin_are_counted_once_and_in_order() {
        let text = "园区建设，园区扩建，园区改造。".repeat(3);
        let reading = reading(&text);
        let chunks = Chunks::of(&reading);
        for origin in [0, 6, 45, text.len()] {
            assert_eq!(found(&reading, "园区", origin).len(), 9, "{origin}");
        }
        let mut finder = Finder::new("园区", 45).expect("something");
        finder.look(&text, &chunks, Duration::from_mins(1));
        let first = finder.next(45, true).expect("there are hits");
        assert_eq!((first.start, finder.place(first)), (45, 4));
        let last = finder.next(0, false).expect("round the end");
        assert_eq!(finder.place(last), 9);
        assert_eq!(finder.next(last.end, true).map(|hit| finder.place(hit)), Some(1));
    }

    #[test]
    fn overlapping_hits_are_one() {
        assert_eq!(found(&reading("一一一一一"), "一一", 0).len(), 2);
    }

    #[test]
    fn hits_over_the_edges_of_blocks_are_found() {
        let text = "推进重点项目建设，".repeat(20_000);
        assert_eq!(found(&reading(&text), "设，推", 7_777).len(), 19_999);
    }
}
