//! Folding words, so that width, case and white space do not matter.

use unicode_normalization::UnicodeNormalization;

/// Hands on the folded characters of one character: none for white space and signs without a shape.
pub(super) fn fold_char(c: char, mut take: impl FnMut(char)) {
    match c {
        // Nearly all of a report: nothing to fold.
        '\u{4E00}'..='\u{9FFF}' | '、' | '。' | '《' | '》' | '“' | '”' => take(c),
        '\u{FF01}'..='\u{FF5E}' => {
            let narrow = char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c);
            take(narrow.to_ascii_lowercase());
        }
        '\u{200B}'..='\u{200D}' | '\u{FEFF}' => {}
        _ if c.is_ascii_control() || c.is_whitespace() => {}
        _ if c.is_ascii() => take(c.to_ascii_lowercase()),
        _ => std::iter::once(c)
            .nfkc()
            .filter(|c| !c.is_whitespace())
            .flat_map(char::to_lowercase)
            .for_each(take),
    }
}

/// Appends `words`, folded.
pub(super) fn fold_into(words: &str, folded: &mut String) {
    for c in words.chars() {
        fold_char(c, |c| folded.push(c));
    }
}

/// `words`, folded.
pub(super) fn fold(words: &str) -> String {
    let mut folded = String::with_capacity(words.len());
    fold_into(words, &mut folded);
    folded
}

/// Folded words that know where they come from.
pub(super) struct Mapped<'a> {
    words: &'a str,
    /// The folded words.
    pub(super) folded: String,
    /// For every byte of the folded words, the byte of the words where its character begins.
    from: Vec<u32>,
}

impl<'a> Mapped<'a> {
    /// Folds.
    pub(super) fn new(words: &'a str) -> Self {
        let (mut folded, mut from) = (String::with_capacity(words.len()), Vec::with_capacity(words.len()));
        for (at, c) in words.char_indices() {
            fold_char(c, |c| folded.push(c));
            from.resize(folded.len(), at as u32);
        }
        Self { words, folded, from }
    }

    /// Bytes of the words that a range of the folded words, not empty, comes from.
    pub(super) fn back(&self, folded: std::ops::Range<usize>) -> std::ops::Range<usize> {
        let at = |folded: usize| self.from.get(folded).map_or(self.words.len(), |at| *at as usize);
        let last = at(folded.end.saturating_sub(1).max(folded.start));
        let length = self.words[last..].chars().next().map_or(0, char::len_utf8);
        at(folded.start)..last + length
    }
}

/// Hands on a number for each character and each pair of neighbours.
pub(super) fn grams(folded: &str, mut take: impl FnMut(u32)) {
    let mut before = None;
    for c in folded.chars() {
        take(mixed(u32::from(c)));
        if let Some(before) = before.replace(c) {
            take(mixed(u32::from(before).wrapping_mul(0x0100_0193) ^ u32::from(c)));
        }
    }
}

fn mixed(gram: u32) -> u32 {
    gram.wrapping_mul(0x9E37_79B1)
}

/// Which characters and pairs stand in some words: it may err by saying yes, never by saying no.
#[derive(Default)]
pub(super) struct Sign {
    bits: Box<[u64]>,
}

impl Sign {
    /// The sign of some folded words, in `1 << scale` bits.
    pub(super) fn of(words: &[&str], scale: u32) -> Self {
        let mut bits = vec![0_u64; 1 << (scale - 6)].into_boxed_slice();
        for words in words {
            grams(words, |gram| {
                let place = gram >> (32 - scale);
                bits[(place / 64) as usize] |= 1 << (place % 64);
            });
        }
        Self { bits }
    }

    /// False when a word with these grams certainly does not stand there.
    pub(super) fn may_hold(&self, grams: &[u32]) -> bool {
        let scale = 6 + self.bits.len().trailing_zeros();
        grams.iter().all(|gram| {
            let place = gram.checked_shr(32 - scale).unwrap_or_default();
            self.bits.get((place / 64) as usize).is_some_and(|bits| bits >> (place % 64) & 1 == 1)
        })
    }

    /// Bytes that it takes.
    pub(super) fn size(&self) -> usize {
        self.bits.len() * 8
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn width_case_and_white_space_do_not_matter() {
        assert_eq!(fold("ＧＤＰ 增长 ６％　以上"), fold("gdp增长6%以上"));
        assert_eq!(fold("①㎡"), "1m2");
        assert_eq!(fold("\u{FEFF}市 发\n改委"), "市发改委");
    }

    #[test]
    fn a_hit_leads_back_to_the_words_as_written() {
        let words = "新建 ５Ｇ 基站１００个 ，";
        let mapped = Mapped::new(words);
        let at = mapped.folded.find("5g基站100").unwrap();
        assert_eq!(&words[mapped.back(at..at + "5g基站100".len())], "５Ｇ 基站１００");
        let at = mapped.folded.find('个').unwrap();
        assert_eq!(&words[mapped.back(at..at + 3)], "个");
    }

    proptest! {
        #[test]
        fn every_folded_character_leads_back_inside_the_words(words in "\\PC{0,40}") {
            let mapped = Mapped::new(&words);
            prop_assert_eq!(&mapped.folded, &fold(&words));
            for (at, c) in mapped.folded.char_indices() {
                let back = mapped.back(at..at + c.len_utf8());
                prop_assert!(words.get(back.clone()).is_some_and(|part| !part.is_empty()), "{words:?} {back:?}");
            }
        }
    }
}
