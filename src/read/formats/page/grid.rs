//! Tables: cells between ruled lines, merged ones told by the lines they lack.

use super::Glyph;
use super::lines::{self, Run};
use super::rules::{Rules, Stroke};

/// How far from another a line may end and still meet it, in points.
const MEET: f32 = 1.2;
/// Lines so near to one another part nothing: double lines, thick ones drawn as boxes.
const SLACK: f32 = 3.0;
/// Smaller frames are boxes to tick.
const SMALLEST: f32 = 24.0;
/// More cells than a table of a page has.
const MOST_CELLS: usize = 40_000;
/// Lines that are looked at for whether they meet.
const MOST_LINES: usize = 2_000;

/// A table of a page.
#[derive(Clone, Debug)]
pub(super) struct Table {
    pub(super) x0: f32,
    pub(super) y0: f32,
    pub(super) x1: f32,
    /// Where its columns begin and the last one ends.
    pub(super) edges: Vec<f32>,
    pub(super) rows: u32,
    /// From the top left, each with where it begins.
    pub(super) cells: Vec<Cell>,
}

#[derive(Clone, Debug)]
pub(super) struct Cell {
    pub(super) row: u32,
    pub(super) column: u32,
    pub(super) rows: u32,
    pub(super) columns: u32,
    pub(super) words: String,
}

/// The tables that ruled lines make, and the glyphs that stand in none.
pub(super) fn tables(rules: &Rules, glyphs: Vec<Glyph>) -> (Vec<Table>, Vec<Glyph>) {
    let mut rest = glyphs;
    let mut tables = Vec::new();
    for frame in frames(rules) {
        let Some(grid) = Grid::of(&frame) else { continue };
        let (inside, outside) = rest.into_iter().partition(|glyph: &Glyph| grid.holds(glyph));
        rest = outside;
        tables.extend(grid.table(inside));
    }
    (tables, rest)
}

/// Lines that meet one another.
#[derive(Default)]
struct Frame {
    across: Vec<Stroke>,
    down: Vec<Stroke>,
}

fn frames(rules: &Rules) -> Vec<Frame> {
    let (across, down) = (&rules.across, &rules.down);
    let count = across.len() + down.len();
    if count > MOST_LINES {
        return Vec::new();
    }
    let mut parent: Vec<usize> = (0..count).collect();
    for (i, line) in across.iter().enumerate() {
        for (j, post) in down.iter().enumerate() {
            let meet = (line.from - MEET..=line.to + MEET).contains(&post.at)
                && (post.from - MEET..=post.to + MEET).contains(&line.at);
            if meet {
                let (a, b) = (root(&mut parent, i), root(&mut parent, across.len() + j));
                parent[a] = b;
            }
        }
    }
    let mut found: Vec<(usize, Frame)> = Vec::new();
    for at in 0..count {
        let root = root(&mut parent, at);
        let index = found.iter().position(|(of, _)| *of == root).unwrap_or_else(|| {
            found.push((root, Frame::default()));
            found.len() - 1
        });
        let frame = &mut found[index].1;
        match across.get(at) {
            Some(line) => frame.across.push(*line),
            None => frame.down.extend(down.get(at - across.len())),
        }
    }
    found
        .into_iter()
        .map(|(_, frame)| frame)
        .filter(|frame| frame.across.len() >= 2 && frame.down.len() >= 2)
        .collect()
}

fn root(parent: &mut [usize], mut at: usize) -> usize {
    while parent[at] != at {
        parent[at] = parent[parent[at]];
        at = parent[at];
    }
    at
}

/// The squares between all lines of a frame.
struct Grid<'a> {
    frame: &'a Frame,
    xs: Vec<f32>,
    ys: Vec<f32>,
}

impl<'a> Grid<'a> {
    /// `None` for a frame that is no table: a box, or a column of boxes.
    fn of(frame: &'a Frame) -> Option<Self> {
        let xs = places(frame.down.iter().map(|line| line.at));
        let ys = places(frame.across.iter().map(|line| line.at));
        let (columns, rows) = (xs.len().checked_sub(1)?, ys.len().checked_sub(1)?);
        let small = xs.last()? - xs.first()? < SMALLEST || ys.last()? - ys.first()? < SMALLEST / 2.0;
        (columns >= 2 && rows >= 1 && columns * rows <= MOST_CELLS && !small).then_some(Self {
            frame,
            xs,
            ys,
        })
    }

    /// The square a glyph stands in.
    fn square(&self, glyph: &Glyph) -> Option<(usize, usize)> {
        let (x, y) = (glyph.x + glyph.width / 2.0, glyph.y - glyph.size * 0.35);
        let column = self.xs.partition_point(|edge| *edge <= x).checked_sub(1)?;
        let row = self.ys.partition_point(|edge| *edge <= y).checked_sub(1)?;
        (column + 1 < self.xs.len() && row + 1 < self.ys.len()).then_some((row, column))
    }

    fn holds(&self, glyph: &Glyph) -> bool {
        self.square(glyph).is_some()
    }

    fn table(&self, glyphs: Vec<Glyph>) -> Option<Table> {
        let (columns, rows) = (self.xs.len() - 1, self.ys.len() - 1);
        let mut parent: Vec<usize> = (0..columns * rows).collect();
        for row in 0..rows {
            for column in 0..columns {
                let at = row * columns + column;
                let (x, y) = (
                    f32::midpoint(self.xs[column], self.xs[column + 1]),
                    f32::midpoint(self.ys[row], self.ys[row + 1]),
                );
                let walled = |lines: &[Stroke], place: f32, along: f32| {
                    lines.iter().any(|line| {
                        (line.at - place).abs() <= SLACK && line.from <= along && along <= line.to
                    })
                };
                if column + 1 < columns && !walled(&self.frame.down, self.xs[column + 1], y) {
                    let (a, b) = (root(&mut parent, at), root(&mut parent, at + 1));
                    parent[b] = a;
                }
                if row + 1 < rows && !walled(&self.frame.across, self.ys[row + 1], x) {
                    let (a, b) = (root(&mut parent, at), root(&mut parent, at + columns));
                    parent[b] = a;
                }
            }
        }
        let mut inside: Vec<Vec<Glyph>> = vec![Vec::new(); columns * rows];
        for glyph in glyphs {
            if let Some((row, column)) = self.square(&glyph) {
                inside[root(&mut parent, row * columns + column)].push(glyph);
            }
        }
        // First and last square of each cell, in the order of the first.
        let mut spans: Vec<Option<[usize; 4]>> = vec![None; columns * rows];
        for at in 0..columns * rows {
            let (row, column) = (at / columns, at % columns);
            let span = &mut spans[root(&mut parent, at)];
            *span = Some(match *span {
                None => [row, column, row, column],
                Some([top, left, bottom, right]) => {
                    [top.min(row), left.min(column), bottom.max(row), right.max(column)]
                }
            });
        }
        let mut cells: Vec<Cell> = spans
            .iter()
            .zip(inside)
            .filter_map(|(span, glyphs)| {
                let [top, left, bottom, right] = (*span)?;
                Some(Cell {
                    row: top as u32,
                    column: left as u32,
                    rows: (bottom - top + 1) as u32,
                    columns: (right - left + 1) as u32,
                    words: words(glyphs, self.xs[right + 1]),
                })
            })
            .collect();
        cells.sort_by_key(|cell| (cell.row, cell.column));
        let rows_kept = kept(&mut cells, |cell| (&mut cell.row, &mut cell.rows));
        kept(&mut cells, |cell| (&mut cell.column, &mut cell.columns));
        // Boxes that hold next to nothing are a drawing.
        let filled = cells.iter().filter(|cell| !cell.words.is_empty()).count();
        let (first, last) = (self.xs.first()?, self.xs.last()?);
        (filled >= 1).then(|| Table {
            x0: *first,
            x1: *last,
            y0: self.ys[0],
            edges: self.xs.clone(),
            rows: rows_kept,
            cells,
        })
    }
}

/// Leaves out rows, or columns, at which no cell begins; how many are left.
fn kept(cells: &mut [Cell], of: impl Fn(&mut Cell) -> (&mut u32, &mut u32)) -> u32 {
    let mut begins: Vec<u32> = cells.iter_mut().map(|cell| *of(cell).0).collect();
    begins.sort_unstable();
    begins.dedup();
    for cell in cells {
        let (first, count) = of(cell);
        let from = begins.partition_point(|begin| *begin < *first);
        let to = begins.partition_point(|begin| *begin < *first + *count);
        (*first, *count) = (from as u32, (to - from).max(1) as u32);
    }
    begins.len() as u32
}

/// Sorted places of lines, those of one line as one.
fn places(all: impl Iterator<Item = f32>) -> Vec<f32> {
    let mut all: Vec<f32> = all.collect();
    all.sort_by(f32::total_cmp);
    let mut places: Vec<f32> = Vec::new();
    for place in all {
        if places.last().is_none_or(|last| place - last > SLACK) {
            places.push(place);
        }
    }
    places
}

/// The words of a cell that ends at `edge`. Lines that were only broken there are joined; others
/// stay lines.
fn words(glyphs: Vec<Glyph>, edge: f32) -> String {
    let rows = lines::rows(lines::runs(glyphs));
    let right = rows.iter().map(|row| row.x1).fold(f32::MIN, f32::max);
    let mut words = String::new();
    let mut before: Option<&Run> = None;
    for row in &rows {
        if let Some(before) = before {
            // As far as the widest line goes, or the cell: the next character did not fit.
            let room = (edge - before.x1).min(right - before.x1 + before.size * 0.5);
            let opens = lines::opens_item(&row.words);
            let stops = before.words.ends_with(['。', '；', ';', '：']);
            if room > before.size * (0.6 + lines::unbroken(&row.words)) || opens && stops {
                words.push('\n');
            } else if lines::needs_blank(&words, &row.words) {
                words.push(' ');
            }
        }
        words.push_str(row.words.trim());
        before = Some(row);
    }
    words
}
