//! How alike two texts are: Dice's coefficient over pairs of neighbouring characters.

use rustc_hash::FxHashMap;

/// Words at least this alike may be the same, wherever they stand.
const LIKE: f32 = 0.6;
/// Rare character pairs that a text seeks its candidates by.
const PROBES: usize = 24;
/// A character pair that more texts than this share tells nothing.
const COMMON: usize = 96;
/// Candidates that are compared in full.
const CANDIDATES: usize = 8;

type Bigram = (char, char);

/// The counted character pairs of a text, sorted.
fn bigrams(text: &str) -> Vec<Bigram> {
    let mut pairs: Vec<Bigram> = text.chars().zip(text.chars().skip(1)).collect();
    pairs.sort_unstable();
    pairs
}

/// 0 (nothing in common) to 1 (the same), repeated pairs counted as often as they occur.
pub(super) fn likeness(a: &str, b: &str) -> f32 {
    if a == b { 1.0 } else { dice(&bigrams(a), &bigrams(b)) }
}

fn dice(a: &[Bigram], b: &[Bigram]) -> f32 {
    let total = a.len() + b.len();
    if total == 0 {
        return 0.0;
    }
    let (mut i, mut j, mut shared) = (0, 0, 0);
    while let (Some(left), Some(right)) = (a.get(i), b.get(j)) {
        match left.cmp(right) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                shared += 1;
                i += 1;
                j += 1;
            }
        }
    }
    2.0 * shared as f32 / total as f32
}

/// Two nodes that may be the same.
pub(super) struct Pair {
    pub(super) old: u32,
    pub(super) new: u32,
    /// Likeness in hundredths: differences below that are chance.
    pub(super) score: u32,
}

/// All pairs worth a thought, in no order.
pub(super) struct Pairs(pub(super) Vec<Pair>);

/// Pairs of `old` and `new` nodes (index, words) that are alike.
pub(super) fn similar_pairs(old: &[(u32, String)], new: &[(u32, String)]) -> Pairs {
    let new_bigrams: Vec<Vec<Bigram>> = new.iter().map(|(_, words)| bigrams(words)).collect();
    let mut places: FxHashMap<Bigram, Vec<usize>> = FxHashMap::default();
    for (at, pairs) in new_bigrams.iter().enumerate() {
        let mut before = None;
        for pair in pairs {
            if before != Some(*pair) {
                places.entry(*pair).or_default().push(at);
            }
            before = Some(*pair);
        }
    }
    let mut found = Vec::new();
    let mut votes: FxHashMap<usize, u32> = FxHashMap::default();
    for (old_at, words) in old {
        let mine = bigrams(words);
        let mut probes: Vec<&Vec<usize>> = {
            let mut distinct = mine.clone();
            distinct.dedup();
            distinct.iter().filter_map(|pair| places.get(pair)).filter(|at| at.len() <= COMMON).collect()
        };
        probes.sort_by_key(|at| at.len());
        votes.clear();
        for at in probes.into_iter().take(PROBES).flatten() {
            *votes.entry(*at).or_default() += 1;
        }
        let mut candidates: Vec<(usize, u32)> = votes.iter().map(|(at, votes)| (*at, *votes)).collect();
        candidates.sort_by_key(|(at, votes)| (std::cmp::Reverse(*votes), *at));
        for (at, _) in candidates.into_iter().take(CANDIDATES) {
            let (Some((new_at, _)), Some(theirs)) = (new.get(at), new_bigrams.get(at)) else { continue };
            let likeness = dice(&mine, theirs);
            if likeness >= LIKE {
                let score = (likeness * 100.0).round() as u32;
                found.push(Pair { old: *old_at, new: *new_at, score });
            }
        }
    }
    Pairs(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn likeness_is_one_for_the_same_and_nought_for_strangers() {
        assert!((likeness("新建学校", "新建学校") - 1.0).abs() < f32::EPSILON);
        assert!(likeness("新建学校", "修订章程").abs() < f32::EPSILON);
        // 新建 建学 学校 against 新建 建医 医院: one pair of three.
        assert!((likeness("新建学校", "新建医院") - 1.0 / 3.0).abs() < 1e-6);
        assert!(likeness("甲", "乙").abs() < f32::EPSILON);
    }
}
