//! Fractional order keys: a key can always be made between two others, so that
//! a move writes one node and never renumbers its neighbours.

use serde::{Deserialize, Serialize};
use std::fmt;

const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// Digits of the key of an ordinal, before its closing one.
const ORDINAL_DIGITS: usize = 6;

/// A place among siblings; compares bytewise. Only `0-9A-Za-z`, never ending in `0`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct OrderKey(String);

impl OrderKey {
    /// The key of the `ordinal`-th node of a reading.
    pub fn of_ordinal(ordinal: u32) -> Self {
        let mut digits = [0; ORDINAL_DIGITS];
        let mut rest = ordinal as usize;
        for slot in digits.iter_mut().rev() {
            *slot = DIGITS[rest % 62];
            rest /= 62;
        }
        let mut key: String = digits.iter().map(|&digit| char::from(digit)).collect();
        // The closing digit keeps the key from ending in 0, so that room is left before it.
        key.push('V');
        Self(key)
    }

    /// A key strictly between `low` and `high`; an absent end is open.
    ///
    /// `low` must be smaller than `high`; if it is not, the key follows `low`.
    pub fn between(low: Option<&Self>, high: Option<&Self>) -> Self {
        if let (Some(low), None) = (low, high)
            && let Some(next) = low.next_ordinal()
        {
            return next;
        }
        let low = low.map_or("", |key| &key.0).as_bytes();
        let high = high.map(|key| key.0.as_bytes()).filter(|high| low < *high);
        let mut key = Vec::new();
        let mut at = 0;
        let mut bounded = high;
        loop {
            let floor = low.get(at).map_or(0, |byte| digit_of(*byte));
            let ceiling = match bounded {
                Some(high) => high.get(at).map_or(0, |byte| digit_of(*byte)),
                None => 62,
            };
            if ceiling > floor + 1 {
                key.push(DIGITS[usize::midpoint(floor, ceiling)]);
                break;
            }
            key.push(DIGITS[floor]);
            if ceiling > floor {
                // One digit below the ceiling: whatever follows stays below it.
                bounded = None;
            }
            at += 1;
        }
        Self(String::from_utf8_lossy(&key).into_owned())
    }

    /// `count` keys in order strictly between `low` and `high`. Halved again and again, so that the
    /// keys of many that are moved at once stay short.
    pub fn several(low: Option<&Self>, high: Option<&Self>, count: usize) -> Vec<Self> {
        let mut keys = Vec::with_capacity(count);
        if high.is_none() {
            for _ in 0..count {
                let key = Self::between(keys.last().or(low), None);
                keys.push(key);
            }
        } else {
            Self::halve(low, high, count, &mut keys);
        }
        keys
    }

    fn halve(low: Option<&Self>, high: Option<&Self>, count: usize, keys: &mut Vec<Self>) {
        if count == 0 {
            return;
        }
        let middle = Self::between(low, high);
        let before = (count - 1) / 2;
        Self::halve(low, Some(&middle), before, keys);
        keys.push(middle.clone());
        Self::halve(Some(&middle), high, count - 1 - before, keys);
    }

    /// The key of the ordinal after the one that this key begins with: what is added at the end
    /// again and again keeps short keys. `None` for a key that begins with no ordinal.
    fn next_ordinal(&self) -> Option<Self> {
        let head = self.0.as_bytes().get(..ORDINAL_DIGITS)?;
        let ordinal =
            head.iter().fold(0, |ordinal, digit| ordinal * DIGITS.len() as u64 + digit_of(*digit) as u64);
        u32::try_from(ordinal + 1).ok().map(Self::of_ordinal)
    }

    /// The key as text, for a record.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Reads a key back; `None` when it holds other characters, is empty or ends in `0`.
    pub fn parse(text: &str) -> Option<Self> {
        let sound =
            !text.is_empty() && !text.ends_with('0') && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
        sound.then(|| Self(text.to_owned()))
    }
}

fn digit_of(byte: u8) -> usize {
    DIGITS.iter().position(|digit| *digit == byte).unwrap_or(0)
}

impl fmt::Display for OrderKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::OrderKey;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_key_between_two_neighbours_keeps_the_order(places in prop::collection::vec(any::<prop::sample::Index>(), 1..300)) {
            let mut keys = vec![OrderKey::of_ordinal(0), OrderKey::of_ordinal(1)];
            for place in places {
                let at = place.index(keys.len() + 1);
                let low = at.checked_sub(1).map(|low| &keys[low]);
                let key = OrderKey::between(low, keys.get(at));
                prop_assert!(OrderKey::parse(key.as_str()).is_some());
                keys.insert(at, key);
                prop_assert!(keys.windows(2).all(|pair| pair[0] < pair[1]));
            }
        }

        #[test]
        fn several_keys_keep_the_order_and_stay_short(count in 0_usize..2000, bounded in any::<bool>()) {
            let (low, high) = (OrderKey::of_ordinal(3), OrderKey::of_ordinal(4));
            let keys = OrderKey::several(Some(&low), bounded.then_some(&high), count);
            prop_assert_eq!(keys.len(), count);
            prop_assert!(keys.windows(2).all(|pair| pair[0] < pair[1]));
            prop_assert!(keys.iter().all(|key| *key > low && (!bounded || *key < high)));
            prop_assert!(keys.iter().all(|key| OrderKey::parse(key.as_str()).is_some() && key.as_str().len() < 16));
        }

        #[test]
        fn what_is_added_at_the_end_keeps_short_keys(first in any::<u16>(), count in 1..200) {
            let mut key = OrderKey::of_ordinal(u32::from(first));
            for _ in 0..count {
                let next = OrderKey::between(Some(&key), None);
                prop_assert!(key < next && next.as_str().len() == key.as_str().len());
                key = next;
            }
        }

        #[test]
        fn ordinals_keep_their_order(a in any::<u32>(), b in any::<u32>()) {
            prop_assert_eq!(a.cmp(&b), OrderKey::of_ordinal(a).cmp(&OrderKey::of_ordinal(b)));
        }
    }
}
