//! The order of reading: columns told from lines that run across.

use super::grid::Table;
use super::lines::Run;

/// Rows on each side, at least, for two columns.
const ROWS: usize = 4;
/// A column is at least this wide, in font sizes.
const NARROWEST: f32 = 9.0;
/// Columns within columns.
const DEEPEST: usize = 4;
/// A page with more runs is no page of text.
const MOST: usize = 4_000;

/// Something on a page that is read in one go.
#[derive(Clone, Debug)]
pub(super) enum Part {
    Run(Run),
    Table(Table),
}

impl Part {
    pub(super) fn x0(&self) -> f32 {
        match self {
            Self::Run(run) => run.x0,
            Self::Table(table) => table.x0,
        }
    }

    pub(super) fn x1(&self) -> f32 {
        match self {
            Self::Run(run) => run.x1,
            Self::Table(table) => table.x1,
        }
    }

    /// Where it is sorted: a baseline, or the top of a table.
    pub(super) fn y(&self) -> f32 {
        match self {
            Self::Run(run) => run.y,
            Self::Table(table) => table.y0,
        }
    }
}

/// What is read from top to bottom: a page, or a column of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Leaf {
    /// Lines and tables, from the top; each run a whole line.
    pub(super) parts: Vec<Part>,
    /// Text on its side.
    pub(super) is_aside: bool,
}

/// Puts the parts of a page in their order.
pub(super) fn ordered(mut parts: Vec<Part>) -> Vec<Leaf> {
    parts.sort_by(|a, b| a.y().total_cmp(&b.y()));
    let mut leaves = Vec::new();
    if parts.len() > MOST {
        leaves.push(leaf(parts));
    } else {
        split(parts, DEEPEST, &mut leaves);
    }
    leaves.retain(|leaf| !leaf.parts.is_empty());
    leaves
}

fn split(parts: Vec<Part>, deep: usize, leaves: &mut Vec<Leaf>) {
    let Some((gutter, first, last)) = (deep > 0).then(|| gutter(&parts)).flatten() else {
        leaves.push(leaf(parts));
        return;
    };
    let mut above = parts;
    let below = above.split_off(last);
    let band = above.split_off(first);
    let (left, right) = band.into_iter().partition(|part| part.x1() <= gutter);
    // Above and below there may be another pair of columns.
    for part in [above, left, right, below] {
        if !part.is_empty() {
            split(part, deep - 1, leaves);
        }
    }
}

fn leaf(parts: Vec<Part>) -> Leaf {
    let mut done = Vec::new();
    let mut runs = Vec::new();
    for part in parts {
        match part {
            Part::Run(run) => runs.push(run),
            Part::Table(_) => done.push(part),
        }
    }
    done.extend(super::aligned::parts(&super::lines::by_row(runs)));
    done.sort_by(|a, b| a.y().total_cmp(&b.y()));
    Leaf { parts: done, is_aside: false }
}

/// An upright line that nothing crosses between `first` and `last`, with a column on either side.
fn gutter(parts: &[Part]) -> Option<(f32, usize, usize)> {
    let left = parts.iter().map(Part::x0).fold(f32::MAX, f32::min);
    let right = parts.iter().map(Part::x1).fold(f32::MIN, f32::max);
    let mut places: Vec<f32> = (8..=32_u8).map(|nth| left + (right - left) * f32::from(nth) / 40.0).collect();
    places.extend(parts.windows(2).filter_map(|pair| {
        let [one, other] = pair else { return None };
        let (one, other) = if one.x0() <= other.x0() { (one, other) } else { (other, one) };
        (other.x0() > one.x1()).then(|| f32::midpoint(one.x1(), other.x0()))
    }));
    places.sort_by(f32::total_cmp);
    places.dedup_by(|a, b| (*a - *b).abs() < 2.0);
    let mut best: Option<(usize, f32, usize, usize)> = None;
    for place in places {
        let crosses = |part: &Part| part.x0() < place && part.x1() > place;
        let mut from = 0;
        while from < parts.len() {
            let clear = parts[from..].iter().take_while(|part| !crosses(part)).count();
            if clear >= 2 * ROWS
                && is_pair(&parts[from..from + clear], place)
                && best.is_none_or(|(most, ..)| clear > most)
            {
                best = Some((clear, place, from, from + clear));
            }
            from += clear + 1;
        }
    }
    best.map(|(_, place, from, to)| (place, from, to))
}

/// True when the parts left and right of a place are two columns of text, and no table.
fn is_pair(parts: &[Part], place: f32) -> bool {
    let (left, right): (Vec<&Part>, Vec<&Part>) = parts.iter().partition(|part| part.x1() <= place);
    if left.len() < ROWS || right.len() < ROWS {
        return false;
    }
    let top = |side: &[&Part]| side.iter().map(|part| part.y()).fold(f32::MAX, f32::min);
    let bottom = |side: &[&Part]| side.iter().map(|part| part.y()).fold(f32::MIN, f32::max);
    let shared = bottom(&left).min(bottom(&right)) - top(&left).max(top(&right));
    let whole = bottom(&left).max(bottom(&right)) - top(&left).min(top(&right));
    if shared < 0.4 * whole {
        return false;
    }
    is_column(&left) && is_column(&right)
}

/// Lines of prose fill their column; cells of a table do not.
fn is_column(side: &[&Part]) -> bool {
    let x0 = side.iter().map(|part| part.x0()).fold(f32::MAX, f32::min);
    let x1 = side.iter().map(|part| part.x1()).fold(f32::MIN, f32::max);
    let width = x1 - x0;
    let mut rows: Vec<(f32, f32, f32)> = Vec::new();
    for part in side {
        let size = match part {
            Part::Run(run) => run.size,
            Part::Table(_) => return true,
        };
        match rows.last_mut() {
            Some((y, end, _)) if (part.y() - *y).abs() < 0.36 * size => *end = end.max(part.x1()),
            _ => rows.push((part.y(), part.x1(), size)),
        }
    }
    let size = rows.iter().map(|(_, _, size)| *size).fold(0.0, f32::max);
    let full = rows.iter().filter(|(_, end, size)| x1 - end <= 1.6 * size).count();
    width >= NARROWEST * size && full * 2 >= rows.len()
}
