//! Finding Chinese words by what is typed of them: their text, the initials of their pinyin
//! (`sfgw` finds 市发改委; of a character with several readings any), or their pinyin spelled out.
//!
//! An [`Index`] holds many words in a form in which a keystroke costs one pass over small numbers:
//! a character is the number of its sound, and a sign of 64 bits per row tells most rows apart
//! before their characters are looked at.

mod query;
mod sounds;

pub use query::Query;

use query::{LATIN, pair};
use sounds::{Sound, initial, sounds};
use unicode_normalization::UnicodeNormalization;

/// How well a row answers; less is better: what begins with the query before what holds it, its own
/// text before its sound, short before long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Rank(u32);

impl Rank {
    fn new(begins: bool, textual: bool, length: usize) -> Self {
        let length = u32::try_from(length).unwrap_or(u32::MAX).min(0xFFFF);
        Self(u32::from(!begins) << 17 | u32::from(!textual) << 16 | length)
    }

    /// True when the row begins with the query.
    pub fn begins(self) -> bool {
        self.0 >> 17 == 0
    }

    /// True when the query stands in the row as written, not only in its sound.
    pub fn is_text(self) -> bool {
        self.0 & (1 << 16) == 0
    }
}

/// A row that answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Hit {
    /// How well.
    pub rank: Rank,
    /// Which row, in the order of entering.
    pub row: u32,
}

/// Makes the table of sounds, which takes ten milliseconds at its first use.
pub fn prepare() {
    sounds();
}

/// Words made ready to be found.
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// All words folded, a line break behind each.
    text: String,
    /// Where each row's text ends, its line break not counted.
    text_ends: Vec<u32>,
    sounds: Vec<Sound>,
    sound_ends: Vec<u32>,
    /// Which pairs of initials stand side by side, and whether there are letters.
    signs: Vec<u64>,
    /// The same of all rows together.
    any: u64,
}

impl Index {
    /// No words yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Enters a row behind the others.
    pub fn push(&mut self, words: &str) {
        let table = sounds();
        let from = self.sounds.len();
        let mut latin = false;
        let (text, sounds) = (&mut self.text, &mut self.sounds);
        let mut enter = |c: char| {
            latin |= c.is_ascii_lowercase();
            text.push(c);
            sounds.push(table.of(c));
        };
        for c in words.chars() {
            match c {
                '\u{4E00}'..='\u{9FFF}' => enter(c),
                _ if c.is_whitespace() => {}
                _ if c.is_ascii() => enter(c.to_ascii_lowercase()),
                _ => std::iter::once(c)
                    .nfkc()
                    .filter(|c| !c.is_whitespace())
                    .flat_map(char::to_lowercase)
                    .for_each(&mut enter),
            }
        }
        let mut sign = if latin { LATIN } else { 0 };
        for two in self.sounds[from..].windows(2) {
            for first in bits(table.initials(two[0])) {
                for second in bits(table.initials(two[1])) {
                    sign |= pair(first, second);
                }
            }
        }
        self.text_ends.push(place(self.text.len()));
        self.text.push('\n');
        self.sound_ends.push(place(self.sounds.len()));
        self.signs.push(sign);
        self.any |= sign;
    }

    /// False when certainly no row answers.
    pub fn may_answer(&self, query: &Query) -> bool {
        !query.is_empty() && query.spoken.as_ref().is_none_or(|spoken| spoken.may_be(self.any))
    }

    /// Whether a row answers.
    pub fn answers(&self, query: &Query, row: usize) -> bool {
        let spoken = query.spoken.as_ref().zip(self.signs.get(row));
        spoken.is_none_or(|(spoken, sign)| spoken.may_be(*sign)) && self.rank(query, row).is_some()
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.signs.len()
    }

    /// True without rows.
    pub fn is_empty(&self) -> bool {
        self.signs.is_empty()
    }

    /// The rows that answer, in their own order, handed on one by one until `take` says enough.
    pub fn each(&self, query: &Query, mut take: impl FnMut(Hit) -> bool) {
        if query.is_empty() {
            return;
        }
        match &query.spoken {
            None => {
                let mut row = 0;
                let mut from = 0;
                while let Some(found) =
                    self.text.as_bytes().get(from..).and_then(|rest| query.text.find(rest))
                {
                    let at = from + found;
                    row += self.text_ends[row..].partition_point(|end| (*end as usize) < at);
                    let (start, end) = self.text_of(row);
                    let rank = Rank::new(at == start, true, end - start);
                    if !take(Hit { rank, row: place(row) }) {
                        return;
                    }
                    from = end + 1;
                    row += 1;
                }
            }
            Some(spoken) => {
                if !spoken.may_be(self.any) {
                    return;
                }
                for (row, sign) in self.signs.iter().enumerate() {
                    if !spoken.may_be(*sign) {
                        continue;
                    }
                    if let Some(rank) = self.rank_spoken(query, spoken, row)
                        && !take(Hit { rank, row: place(row) })
                    {
                        return;
                    }
                }
            }
        }
    }

    /// The rows that letters abbreviate as people shorten names: the initial of the first character,
    /// of some between, of the last. `jtj` means 交通运输局.
    pub fn abbreviated<'a>(&'a self, letters: &'a str) -> impl Iterator<Item = u32> + 'a {
        let table = sounds();
        let masks: Vec<u64> = letters
            .char_indices()
            .map(|(at, c)| initial(&letters[at..at + c.len_utf8()]).map_or(0, |bit| 1 << bit))
            .collect();
        let is_short = move |sounds: &[Sound]| {
            let (Some((last, rest)), Some((sound, before))) = (masks.split_last(), sounds.split_last())
            else {
                return false;
            };
            if rest.is_empty() || table.initials(*sound) & last == 0 {
                return false;
            }
            let mut left = rest.iter();
            let mut next = left.next();
            for (at, sound) in before.iter().enumerate() {
                let Some(mask) = next else { break };
                if table.initials(*sound) & mask != 0 {
                    next = left.next();
                } else if at == 0 {
                    return false;
                }
            }
            next.is_none()
        };
        (0..self.len()).filter(move |row| is_short(self.sounds_of(*row))).map(place)
    }

    fn sounds_of(&self, row: usize) -> &[Sound] {
        let from = row.checked_sub(1).map_or(0, |before| self.sound_ends[before] as usize);
        &self.sounds[from..self.sound_ends[row] as usize]
    }

    /// The best rows, best first, at most so many; and how many rows answer in all.
    pub fn best(&self, query: &Query, most: usize) -> (Vec<Hit>, usize) {
        let mut hits = Vec::new();
        self.each(query, |hit| {
            hits.push(hit);
            true
        });
        let count = hits.len();
        if count > most && most > 0 {
            hits.select_nth_unstable(most - 1);
        }
        hits.truncate(most);
        hits.sort_unstable();
        (hits, count)
    }

    /// How well one row answers, if it does.
    pub fn rank(&self, query: &Query, row: usize) -> Option<Rank> {
        if query.is_empty() || row >= self.len() {
            return None;
        }
        if let Some(spoken) = &query.spoken {
            return self.rank_spoken(query, spoken, row);
        }
        let (start, end) = self.text_of(row);
        let at = query.text.find(&self.text.as_bytes()[start..end])?;
        Some(Rank::new(at == 0, true, end - start))
    }

    fn rank_spoken(&self, query: &Query, spoken: &query::Spoken, row: usize) -> Option<Rank> {
        let sounds = self.sounds_of(row);
        if !spoken.stands_in(sounds) {
            return None;
        }
        let begins = spoken.begins(sounds);
        let (start, end) = self.text_of(row);
        let textual =
            self.signs[row] & LATIN != 0 && query.text.find(&self.text.as_bytes()[start..end]).is_some();
        Some(Rank::new(begins, textual, end - start))
    }

    fn text_of(&self, row: usize) -> (usize, usize) {
        let start = row.checked_sub(1).map_or(0, |before| self.text_ends[before] as usize + 1);
        (start, self.text_ends[row] as usize)
    }
}

impl<S: AsRef<str>> FromIterator<S> for Index {
    fn from_iter<I: IntoIterator<Item = S>>(words: I) -> Self {
        let mut index = Self::default();
        for words in words {
            index.push(words.as_ref());
        }
        index
    }
}

fn bits(mut mask: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let bit = mask.trailing_zeros();
        (bit < 64).then(|| {
            mask &= mask - 1;
            bit as usize
        })
    })
}

/// Places fit 32 bits: a report of 4 GB is refused long before.
fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
