//! What was typed, made ready for many comparisons.

use super::sounds::{SILENT, Sound, initial, sounds};
use memchr::memmem::Finder;

/// Letters of a query that count; more than anybody types.
const LONGEST: usize = 30;

/// Ways to part letters into syllables that are told apart by their signs; past them every row is
/// compared.
const PARTINGS: usize = 64;

/// The bit of a row that holds letters, whose own text may be what was typed.
pub(super) const LATIN: u64 = 1 << 63;

/// What was typed.
pub struct Query {
    folded: String,
    pub(super) text: Finder<'static>,
    /// Where the letters may stand for sounds.
    pub(super) spoken: Option<Spoken>,
}

/// A query that may be read as pinyin. Bit `i` of a mask stands for the place before its letter `i`.
pub(super) struct Spoken {
    /// By sound: at which places a character of that sound may follow.
    any: Vec<u32>,
    /// By sound: the same, parted by how many letters the character takes (one to six).
    steps: Vec<[u32; 6]>,
    /// The bit behind the last letter.
    end: u32,
    /// A row is worth comparing when it has all bits of one of these.
    pub(super) needs: Vec<u64>,
}

impl Query {
    /// Makes typed words ready; width, case and white space do not matter.
    pub fn new(typed: &str) -> Self {
        let folded = crate::model::normalised_name(typed);
        let spoken = Spoken::new(&folded);
        let text = Finder::new(folded.as_bytes()).into_owned();
        Self { folded, text, spoken }
    }

    /// True when nothing was typed: it finds nothing.
    pub fn is_empty(&self) -> bool {
        self.folded.is_empty()
    }

    /// True when its letters may stand for sounds; else it is looked for as text only.
    pub fn is_spoken(&self) -> bool {
        self.spoken.is_some()
    }

    /// What was typed, folded.
    pub fn folded(&self) -> &str {
        &self.folded
    }
}

impl Spoken {
    /// `None` for a query without letters, or with signs that have no sound: it is text only.
    fn new(folded: &str) -> Option<Self> {
        let letters: Vec<char> = folded.chars().collect();
        let table = sounds();
        let typed: Vec<Sound> = letters.iter().map(|c| table.of(*c)).collect();
        let readable = !typed.contains(&SILENT) && letters.iter().any(char::is_ascii_lowercase);
        if !readable || letters.len() > LONGEST {
            return None;
        }
        // A character of the query that is no letter stands for its own sound only.
        let words: String = letters.iter().map(|c| if c.is_ascii() { *c } else { '\0' }).collect();
        let mut any = vec![0; table.len()];
        let mut steps = vec![[0; 6]; table.len()];
        for (sound, (any, steps)) in any.iter_mut().zip(&mut steps).enumerate() {
            for reading in table.readings(sound) {
                for (at, rest) in words.char_indices().map(|(at, _)| (at, &words[at..])) {
                    for taken in taken(reading, rest) {
                        steps[taken - 1] |= 1 << at;
                    }
                }
            }
            for (at, typed) in typed.iter().enumerate().filter(|(at, _)| !letters[*at].is_ascii()) {
                if usize::from(*typed) == sound {
                    steps[0] |= 1 << at;
                }
            }
            *any = steps.iter().fold(0, |all, one| all | one);
        }
        let needs = needs(&words, &typed);
        Some(Self { any, steps, end: 1 << letters.len(), needs })
    }

    /// False when a row of this sign certainly does not answer.
    pub(super) fn may_be(&self, sign: u64) -> bool {
        self.needs.iter().any(|need| need & sign == *need)
    }

    /// Whether the characters' sounds begin with the query.
    pub(super) fn begins(&self, row: &[Sound]) -> bool {
        let mut state = 1_u32;
        for sound in row {
            state = self.next(state, *sound);
            if state & self.end != 0 {
                return true;
            }
            if state == 0 {
                return false;
            }
        }
        false
    }

    /// Whether the query stands anywhere in the characters' sounds.
    pub(super) fn stands_in(&self, row: &[Sound]) -> bool {
        let mut state = 1_u32;
        for sound in row {
            state = self.next(state, *sound);
            if state & self.end != 0 {
                return true;
            }
            state |= 1;
        }
        false
    }

    fn next(&self, state: u32, sound: Sound) -> u32 {
        let sound = usize::from(sound);
        if self.any.get(sound).is_none_or(|any| any & state == 0) {
            return 0;
        }
        let steps = self.steps[sound].iter().zip(1_u32..);
        steps.fold(0, |next, (places, taken)| next | (state & places) << taken)
    }
}

/// How many letters of `rest` a character of that reading may take: its initial (also sh, ch, zh),
/// the whole syllable, or what was typed of it so far at the end.
fn taken<'a>(reading: &'a str, rest: &'a str) -> impl Iterator<Item = usize> + 'a {
    let shared = reading.bytes().zip(rest.bytes()).take_while(|(a, b)| a == b).count();
    let double = matches!(reading.as_bytes(), [b's' | b'c' | b'z', b'h', ..]);
    (1..=shared.min(6)).filter(move |taken| {
        *taken == 1 || (*taken == 2 && double) || *taken == reading.len() || *taken == rest.len()
    })
}

/// The bit for two characters that stand side by side and begin with these letters.
pub(super) fn pair(first: usize, second: usize) -> u64 {
    1 << ((first * 37 + second * 11 + 5) % 63)
}

/// The bits that a row must have, for each way to part the query into characters.
fn needs(words: &str, typed: &[Sound]) -> Vec<u64> {
    let mut needs: Vec<u64> = Vec::new();
    // Place reached, letter that the last character begins with, bits needed so far.
    let mut open: Vec<(usize, Option<usize>, u64)> = vec![(0, None, 0)];
    let mut parted = 0;
    while let Some((at, before, bits)) = open.pop() {
        if at == words.len() {
            if !needs.contains(&bits) {
                needs.push(bits);
            }
            parted += 1;
            if parted > PARTINGS || bits == 0 {
                return vec![0];
            }
            continue;
        }
        let rest = &words[at..];
        // A character of the query may sound in several ways: it asks for nothing.
        let letter = if rest.starts_with('\0') { None } else { initial(rest) };
        debug_assert!(at < typed.len());
        let bits = match (before, letter) {
            (Some(before), Some(letter)) => bits | pair(before, letter),
            _ => bits,
        };
        for length in 1..=rest.len().min(6) {
            let part = &rest[..length];
            let double = matches!(part, "sh" | "ch" | "zh");
            // Else every short query might be one character half typed, and no sign would tell.
            let end = length == rest.len() && sounds().begins_syllable(part);
            if length == 1 || double || end || sounds().is_syllable(part) {
                open.push((at + length, letter, bits));
            }
        }
    }
    // What needs more than another way adds nothing to it.
    let all = needs.clone();
    needs.retain(|need| !all.iter().any(|other| other != need && other & need == *other));
    needs
}
