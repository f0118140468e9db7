//! Numbers of OFD: boxes, matrices, distances.

/// Points in a millimetre.
pub(super) const POINTS: f32 = 72.0 / 25.4;
/// The most distances of one piece of text.
const MAX_DELTAS: usize = 1 << 16;

/// A box: a page, or the place of an object on it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Frame {
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) width: f32,
    pub(super) height: f32,
}

impl Default for Frame {
    /// A4.
    fn default() -> Self {
        Self { x: 0.0, y: 0.0, width: 210.0, height: 297.0 }
    }
}

impl Frame {
    pub(super) fn parse(words: &str) -> Option<Self> {
        let [x, y, width, height] = numbers(words)?;
        Some(Self { x, y, width, height })
    }

    pub(super) fn area(self) -> f32 {
        (self.width * self.height).abs().max(1.0)
    }
}

/// `a b c d e f`: a place (x, y) becomes (ax + cy + e, bx + dy + f).
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Matrix([f32; 6]);

impl Default for Matrix {
    fn default() -> Self {
        Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0])
    }
}

impl Matrix {
    pub(super) fn parse(words: &str) -> Option<Self> {
        numbers(words).map(Self)
    }

    pub(super) fn place(self, x: f32, y: f32) -> (f32, f32) {
        let (right, down) = self.along(x, y);
        (right + self.0[4], down + self.0[5])
    }

    /// Where the directions to the right and downwards go.
    pub(super) fn along(self, x: f32, y: f32) -> (f32, f32) {
        let Self(of) = self;
        (of[0] * x + of[2] * y, of[1] * x + of[3] * y)
    }
}

pub(super) fn numbers<const N: usize>(words: &str) -> Option<[f32; N]> {
    let mut all = [0.0; N];
    let mut parts = words.split_whitespace();
    for place in &mut all {
        *place = parts.next()?.parse().ok().filter(|number: &f32| number.is_finite())?;
    }
    Some(all)
}

/// Distances from one character to the next; `g 3 4.2` stands for 4.2 three times. No more than
/// `wanted` of them.
pub(super) fn deltas(words: &str, wanted: usize) -> Vec<f32> {
    let wanted = wanted.min(MAX_DELTAS);
    let mut all = Vec::new();
    let mut parts = words.split_whitespace();
    while let Some(part) = parts.next().filter(|_| all.len() < wanted) {
        if part == "g" {
            let count: usize = parts.next().and_then(|count| count.parse().ok()).unwrap_or(0);
            let Some(value) = parts.next().and_then(distance) else { break };
            all.extend(std::iter::repeat_n(value, count.min(wanted - all.len())));
        } else {
            all.extend(distance(part));
        }
    }
    all
}

fn distance(words: &str) -> Option<f32> {
    words.parse().ok().filter(|value: &f32| value.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_repeated_as_told_and_no_more_than_wanted() {
        assert_eq!(deltas("1.5 g 3 4 2", 10), [1.5, 4.0, 4.0, 4.0, 2.0]);
        assert_eq!(deltas("g 4000000000 4", 5), [4.0; 5]);
        assert!(deltas("g 99999999999999999999 4", 5).is_empty());
        assert!(deltas("g", 5).is_empty());
        assert_eq!(deltas("x NaN inf 1", 5), [1.0]);
    }

    #[test]
    fn a_matrix_moves_and_turns() {
        let quarter = Matrix::parse("0 1 -1 0 10 0").expect("six numbers");
        assert_eq!(quarter.place(2.0, 3.0), (7.0, 2.0));
        assert_eq!(quarter.along(1.0, 0.0), (0.0, 1.0));
        assert_eq!(Matrix::parse("1 0 0 1 0"), None);
    }
}
