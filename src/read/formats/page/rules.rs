//! Ruled lines: pieces of one line joined.

use super::Rule;

/// How far two lines may stand apart and still be one, in points.
const SLACK: f32 = 2.0;
/// Shorter lines are parts of letters and marks.
const SHORTEST: f32 = 5.0;
/// A page with more lines than this is a drawing.
const MOST: usize = 20_000;

/// The lines of a page, horizontal and vertical, each along one coordinate.
#[derive(Debug, Default)]
pub(super) struct Rules {
    /// (y, from x, to x), from the top.
    pub(super) across: Vec<Stroke>,
    /// (x, from y, to y), from the left.
    pub(super) down: Vec<Stroke>,
}

/// A line at `at`, between `from` and `to` of the other coordinate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Stroke {
    pub(super) at: f32,
    pub(super) from: f32,
    pub(super) to: f32,
}

pub(super) fn merged(rules: &[Rule]) -> Rules {
    if rules.len() > MOST {
        return Rules::default();
    }
    let stroke = |at: f32, from: f32, to: f32| Stroke { at, from: from.min(to), to: from.max(to) };
    let (mut across, mut down) = (Vec::new(), Vec::new());
    for rule in rules {
        let sound = [rule.x0, rule.y0, rule.x1, rule.y1].iter().all(|value| value.is_finite());
        let (wide, high) = ((rule.x1 - rule.x0).abs(), (rule.y1 - rule.y0).abs());
        if sound && high <= SLACK && wide > high {
            across.push(stroke(f32::midpoint(rule.y0, rule.y1), rule.x0, rule.x1));
        } else if sound && wide <= SLACK && high > wide {
            down.push(stroke(f32::midpoint(rule.x0, rule.x1), rule.y0, rule.y1));
        }
    }
    Rules { across: joined(across), down: joined(down) }
}

/// Pieces of one line as one, and of lines drawn twice one.
fn joined(mut strokes: Vec<Stroke>) -> Vec<Stroke> {
    strokes.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut lines: Vec<Stroke> = Vec::new();
    let mut rest = strokes.as_slice();
    while let Some(first) = rest.first() {
        // Bound to the first, so that a fan of lines does not creep into one.
        let count = rest.iter().take_while(|stroke| stroke.at - first.at <= SLACK).count();
        let (near, after) = rest.split_at(count);
        let mut near = near.to_vec();
        near.sort_by(|a, b| a.from.total_cmp(&b.from));
        let begin = lines.len();
        for stroke in near {
            match lines.get_mut(begin..).and_then(<[Stroke]>::last_mut) {
                Some(last) if stroke.from - last.to <= SLACK => last.to = last.to.max(stroke.to),
                _ => lines.push(stroke),
            }
        }
        rest = after;
    }
    lines.retain(|line| line.to - line.from >= SHORTEST);
    lines
}
