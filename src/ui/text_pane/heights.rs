//! Heights of many chunks, with sums that cost the logarithm of their number.

/// A Fenwick tree over heights in points; a hidden chunk has height 0.
#[derive(Debug, Default)]
pub(super) struct Heights {
    values: Vec<f32>,
    /// `sums[i]` covers the `lowest set bit of i` values that end at `i` (1-based). Double
    /// precision: a million corrections must not drift by a visible pixel.
    sums: Vec<f64>,
}

impl Heights {
    /// Built in linear time.
    pub(super) fn new(values: Vec<f32>) -> Self {
        let mut sums = vec![0.0; values.len() + 1];
        for (index, value) in values.iter().enumerate() {
            let place = index + 1;
            sums[place] += f64::from(*value);
            let above = place + (place & place.wrapping_neg());
            if above < sums.len() {
                sums[above] += sums[place];
            }
        }
        Self { values, sums }
    }

    pub(super) fn get(&self, index: usize) -> f32 {
        self.values.get(index).copied().unwrap_or(0.0)
    }

    pub(super) fn set(&mut self, index: usize, height: f32) {
        let Some(value) = self.values.get_mut(index) else { return };
        let change = f64::from(height) - f64::from(*value);
        if change == 0.0 {
            return;
        }
        *value = height;
        let mut place = index + 1;
        while place < self.sums.len() {
            self.sums[place] += change;
            place += place & place.wrapping_neg();
        }
    }

    /// Sum of the heights before `index`.
    pub(super) fn before(&self, index: usize) -> f64 {
        let mut place = index.min(self.values.len());
        let mut sum = 0.0;
        while place > 0 {
            sum += self.sums[place];
            place &= place - 1;
        }
        sum
    }

    pub(super) fn total(&self) -> f64 {
        self.before(self.values.len())
    }

    /// The chunk at height `y`, and how far below its top `y` lies; never a hidden one while
    /// `y` lies inside the total.
    pub(super) fn at(&self, y: f64) -> (usize, f32) {
        let (mut place, mut rest) = (0, y.max(0.0));
        let mut step = self.values.len().checked_next_power_of_two().unwrap_or(0);
        while step > 0 {
            let next = place + step;
            if next < self.sums.len() && self.sums[next] <= rest {
                place = next;
                rest -= self.sums[next];
            }
            step /= 2;
        }
        match self.values.len().checked_sub(1) {
            Some(last) if place > last => (last, self.get(last)),
            _ => (place, rest as f32),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Heights;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sums_and_places_agree_with_a_plain_list(
            mut plain in prop::collection::vec(0_u8..50, 1..80),
            changes in prop::collection::vec((any::<prop::sample::Index>(), 0_u8..50), 0..40),
        ) {
            let mut heights = Heights::new(plain.iter().map(|value| f32::from(*value)).collect());
            for (at, value) in changes {
                let at = at.index(plain.len());
                plain[at] = value;
                heights.set(at, f32::from(value));
            }
            let mut sum = 0.0;
            for (index, value) in plain.iter().enumerate() {
                prop_assert!((heights.before(index) - sum).abs() < 1e-6);
                if *value > 0 {
                    prop_assert_eq!(heights.at(sum), (index, 0.0));
                    prop_assert_eq!(heights.at(sum + f64::from(*value) - 0.5).0, index);
                }
                sum += f64::from(*value);
            }
            prop_assert!((heights.total() - sum).abs() < 1e-6);
        }
    }
}
