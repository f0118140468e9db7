//! A map that a snapshot shares: a copy costs nothing, and an edit made while a job still reads the
//! state before it costs the same however large the project is.
//!
//! While somebody shares the entries, what is written stands beside them; once nobody does, it goes
//! among them. So reading is that of a plain map in either case.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{fmt, hash::Hash, sync::Arc};

/// A map whose copies share their entries.
#[derive(Clone)]
pub(crate) struct SharedMap<K, V> {
    shared: Arc<FxHashMap<K, V>>,
    /// Written while others share the entries; `None` where an entry was taken out.
    own: FxHashMap<K, Option<V>>,
    len: usize,
}

impl<K, V> Default for SharedMap<K, V> {
    fn default() -> Self {
        Self { shared: Arc::default(), own: FxHashMap::default(), len: 0 }
    }
}

impl<K: Hash + Eq, V> SharedMap<K, V> {
    /// Number of entries.
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// The value of a key.
    pub(crate) fn get(&self, key: &K) -> Option<&V> {
        if !self.own.is_empty()
            && let Some(own) = self.own.get(key)
        {
            return own.as_ref();
        }
        self.shared.get(key)
    }

    /// Whether the key is there.
    pub(crate) fn contains_key(&self, key: &K) -> bool {
        self.get(key).is_some()
    }

    /// All entries, in no order that means anything.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        let shared = self.shared.iter().filter(|(key, _)| self.own.is_empty() || !self.own.contains_key(key));
        shared.chain(self.own.iter().filter_map(|(key, value)| Some((key, value.as_ref()?))))
    }

    /// All keys, in no order that means anything.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &K> {
        self.iter().map(|(key, _)| key)
    }
}

impl<K: Hash + Eq + Clone, V: Clone> SharedMap<K, V> {
    /// True when nobody shares the entries any more; what was written meanwhile is among them then.
    fn is_alone(&mut self) -> bool {
        let Some(entries) = Arc::get_mut(&mut self.shared) else { return false };
        for (key, value) in self.own.drain() {
            match value {
                Some(value) => entries.insert(key, value),
                None => entries.remove(&key),
            };
        }
        true
    }

    /// Makes room for so many more.
    pub(crate) fn reserve(&mut self, more: usize) {
        if self.is_alone() {
            Arc::make_mut(&mut self.shared).reserve(more);
        }
    }

    /// The value of a key, to be changed.
    pub(crate) fn get_mut(&mut self, key: &K) -> Option<&mut V> {
        if self.is_alone() {
            return Arc::make_mut(&mut self.shared).get_mut(key);
        }
        if !self.own.contains_key(key) {
            let value = self.shared.get(key)?.clone();
            self.own.insert(key.clone(), Some(value));
        }
        self.own.get_mut(key)?.as_mut()
    }

    /// Sets the value of a key.
    pub(crate) fn insert(&mut self, key: K, value: V) {
        if self.is_alone() {
            let entries = Arc::make_mut(&mut self.shared);
            entries.insert(key, value);
            self.len = entries.len();
            return;
        }
        self.len += usize::from(!self.contains_key(&key));
        self.own.insert(key, Some(value));
    }

    /// Takes a key out.
    pub(crate) fn remove(&mut self, key: &K) {
        if self.is_alone() {
            let entries = Arc::make_mut(&mut self.shared);
            entries.remove(key);
            self.len = entries.len();
            return;
        }
        self.len -= usize::from(self.contains_key(key));
        if self.shared.contains_key(key) {
            self.own.insert(key.clone(), None);
        } else {
            self.own.remove(key);
        }
    }

    /// A key, to see to it that it has a value.
    pub(crate) fn entry(&mut self, key: K) -> Entry<'_, K, V> {
        Entry { map: self, key }
    }

    /// The value of a key, made where there is none.
    fn at(&mut self, key: K, value: impl FnOnce() -> V) -> &mut V {
        if self.is_alone() {
            self.len += usize::from(!self.shared.contains_key(&key));
            return Arc::make_mut(&mut self.shared).entry(key).or_insert_with(value);
        }
        let Self { shared, own, len } = self;
        let slot = own.entry(key).or_insert_with_key(|key| shared.get(key).cloned());
        *len += usize::from(slot.is_none());
        slot.get_or_insert_with(value)
    }
}

/// A key of a map that is to have a value.
pub(crate) struct Entry<'a, K, V> {
    map: &'a mut SharedMap<K, V>,
    key: K,
}

impl<'a, K: Hash + Eq + Clone, V: Clone> Entry<'a, K, V> {
    /// The value, or this one.
    pub(crate) fn or_insert(self, value: V) -> &'a mut V {
        self.map.at(self.key, || value)
    }
}

impl<'a, K: Hash + Eq + Clone, V: Clone + Default> Entry<'a, K, V> {
    /// The value, or the default.
    pub(crate) fn or_default(self) -> &'a mut V {
        self.map.at(self.key, V::default)
    }
}

impl<K: fmt::Debug + Hash + Eq, V: fmt::Debug> fmt::Debug for SharedMap<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl<K: Serialize + Hash + Eq, V: Serialize> Serialize for SharedMap<K, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap;
        let mut map = serializer.serialize_map(Some(self.len))?;
        for (key, value) in self.iter() {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

impl<'de, K: Deserialize<'de> + Hash + Eq, V: Deserialize<'de>> Deserialize<'de> for SharedMap<K, V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let entries = FxHashMap::deserialize(deserializer)?;
        Ok(Self { len: entries.len(), shared: Arc::new(entries), own: FxHashMap::default() })
    }
}

#[cfg(test)]
mod tests {
    use super::SharedMap;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn it_is_a_map_and_its_copies_stay(steps in prop::collection::vec((0..9_u8, 0..40_u16, any::<u16>()), 0..300)) {
            let (mut map, mut plain) = (SharedMap::default(), BTreeMap::new());
            let mut copies = Vec::new();
            for (what, key, value) in steps {
                match what {
                    0 | 1 => {
                        map.insert(key, value);
                        plain.insert(key, value);
                    }
                    2 => {
                        map.remove(&key);
                        plain.remove(&key);
                    }
                    3 => {
                        *map.entry(key).or_default() ^= value;
                        *plain.entry(key).or_default() ^= value;
                    }
                    4 => {
                        map.entry(key).or_insert(value);
                        plain.entry(key).or_insert(value);
                    }
                    5 => {
                        if let Some(known) = map.get_mut(&key) {
                            *known = value;
                        }
                        if let Some(known) = plain.get_mut(&key) {
                            *known = value;
                        }
                    }
                    6 => copies.push((map.clone(), plain.clone())),
                    7 => copies.clear(),
                    _ => map.reserve(4),
                }
                prop_assert_eq!((map.get(&key), map.len()), (plain.get(&key), plain.len()));
            }
            copies.push((map, plain));
            // What was written since has not reached the copies.
            for (map, plain) in copies {
                let entries: BTreeMap<u16, u16> = map.iter().map(|(key, value)| (*key, *value)).collect();
                prop_assert_eq!(entries, plain);
            }
        }
    }
}
