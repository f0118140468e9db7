//! Placing cards beside the passages they belong to, so that none covers another.

/// The tops of cards that want to stand at `wanted` (top and height, in order), at least `gap` apart.
/// A card moves down from where it wants to be; the `fixed` one stays, and those above it give way
/// upwards.
pub(super) fn stack(wanted: &[(f32, f32)], gap: f32, fixed: Option<usize>) -> Vec<f32> {
    let mut tops: Vec<f32> = Vec::with_capacity(wanted.len());
    let mut free = f32::NEG_INFINITY;
    for (index, (top, height)) in wanted.iter().enumerate() {
        let place = if fixed == Some(index) { *top } else { top.max(free) };
        tops.push(place);
        free = place + height + gap;
    }
    let mut limit = f32::INFINITY;
    let above = fixed.map_or(0, |fixed| fixed + 1).min(tops.len());
    for index in (0..above).rev() {
        tops[index] = tops[index].min(limit - wanted[index].1);
        limit = tops[index] - gap;
    }
    tops
}

#[cfg(test)]
mod tests {
    use super::stack;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_card_covers_another_and_the_fixed_one_stays(
            mut wanted in prop::collection::vec((0.0_f32..500.0, 10.0_f32..120.0), 0..12),
            fixed in any::<prop::sample::Index>(),
        ) {
            wanted.sort_by(|a, b| a.0.total_cmp(&b.0));
            let fixed = (!wanted.is_empty()).then(|| fixed.index(wanted.len()));
            for fixed in [None, fixed] {
                let tops = stack(&wanted, 8.0, fixed);
                for pair in 1..tops.len() {
                    prop_assert!(tops[pair - 1] + wanted[pair - 1].1 + 7.9 <= tops[pair]);
                }
                if let Some(fixed) = fixed {
                    prop_assert!((tops[fixed] - wanted[fixed].0).abs() < 1e-3);
                }
            }
        }
    }
}
