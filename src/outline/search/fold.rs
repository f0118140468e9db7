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
pub(super) struct Mapped {
    /// The folded words.
    pub(super) folded: String,
    /// For every byte of the folded words, the byte of the words where its character begins; one
    /// more for the end.
    from: Vec<u32>,
}

impl Mapped {
    /// Folds.
    pub(super) fn new(words: &str) -> Self {
        let (mut folded, mut from) = (String::with_capacity(words.len()), Vec::with_capacity(words.len() + 1));
        for (at, c) in words.char_indices() {
            fold_char(c, |c| folded.push(c));
            from.resize(folded.len(), at as u32);
        }
        from.push(words.len() as u32);
        Self { folded, from }
    }

    /// Bytes of the words that a range of the folded words comes from.
    pub(super) fn back(&self, folded: std::ops::Range<usize>) -> std::ops::Range<usize> {
        let at = |folded: usize| self.from.get(folded).copied().unwrap_or_default() as usize;
        let start = at(folded.start);
        // White space behind the last character is not part of it.
        let last = folded.end.saturating_sub(1).max(folded.start);
        let last_char = at(last);
        let end = self.from[last..].iter().map(|at| *at as usize).find(|at| *at > last_char);
        start..end.unwrap_or(start).max(start)
    }
}

/// Number of bits in a block's sign.
pub(super) const SIGN_BITS: usize = 8192;

/// Hands on the places, in a block's sign, of each character and each pair of neighbours.
pub(super) fn grams(folded: &str, mut take: impl FnMut(usize)) {
    let mut before = None;
    for c in folded.chars() {
        take(place(u32::from(c)));
        if let Some(before) = before.replace(c) {
            take(place(u32::from(before).wrapping_mul(0x0100_0193) ^ u32::from(c)));
        }
    }
}

fn place(gram: u32) -> usize {
    (gram.wrapping_mul(0x9E37_79B1) >> 19) as usize
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
