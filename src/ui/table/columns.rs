//! Which columns the table shows, in what order and how wide.

use crate::outline::grid::GridColumn;
use crate::session::preferences::TableColumn;

/// Narrowest column.
pub(super) const LEAST: f32 = 48.0;
/// Widest column.
pub(super) const MOST: f32 = 800.0;
/// What the menu's 加宽 adds.
pub(super) const STEP: f32 = 40.0;

/// The columns from left to right, with their widths; hidden ones keep theirs.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrangement {
    columns: Vec<Placed>,
}

/// A column in its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placed {
    /// The column.
    pub column: GridColumn,
    /// Its width in points.
    pub width: f32,
    /// Whether it is shown.
    pub shown: bool,
}

impl Default for Arrangement {
    fn default() -> Self {
        let columns = GridColumn::ALL.into_iter().map(|column| Placed {
            column,
            width: first_width(column),
            shown: !matches!(column, GridColumn::Leader | GridColumn::Notes),
        });
        Self { columns: columns.collect() }
    }
}

fn first_width(column: GridColumn) -> f32 {
    match column {
        GridColumn::Number => 64.0,
        // 部分完成 with its sign.
        GridColumn::Section | GridColumn::Status => 112.0,
        GridColumn::Task => 280.0,
        GridColumn::Targets => 140.0,
        GridColumn::Others => 130.0,
        GridColumn::Lead | GridColumn::Leader => 110.0,
        GridColumn::Deadline | GridColumn::Note => 94.0,
        GridColumn::Notes => 84.0,
    }
}

impl Arrangement {
    /// Columns as they were remembered, from left to right; the others are hidden behind them.
    /// Nothing remembered, or nothing known among it, is the usual arrangement.
    pub fn remembered(columns: &[TableColumn]) -> Self {
        let mut arrangement = Self { columns: Vec::new() };
        for (column, width) in
            columns.iter().filter_map(|of| Some((GridColumn::from_name(&of.name)?, of.width)))
        {
            if arrangement.columns.iter().all(|placed| placed.column != column) {
                let width = if width.is_finite() { width.clamp(LEAST, MOST) } else { first_width(column) };
                arrangement.columns.push(Placed { column, width, shown: true });
            }
        }
        if arrangement.columns.is_empty() {
            return Self::default();
        }
        for usual in Self::default().columns {
            if arrangement.columns.iter().all(|placed| placed.column != usual.column) {
                arrangement.columns.push(Placed { shown: false, ..usual });
            }
        }
        arrangement
    }

    /// The columns to remember; none for the usual arrangement.
    pub fn to_remember(&self) -> Vec<TableColumn> {
        if *self == Self::default() {
            return Vec::new();
        }
        let remembered =
            |placed: Placed| TableColumn { name: placed.column.name().to_owned(), width: placed.width };
        self.shown().map(remembered).collect()
    }

    /// The columns shown, from left to right.
    pub fn shown(&self) -> impl Iterator<Item = Placed> + '_ {
        self.columns.iter().copied().filter(|placed| placed.shown)
    }

    /// All columns, for the menu.
    pub fn all(&self) -> &[Placed] {
        &self.columns
    }

    /// How wide the columns shown are together.
    pub fn width(&self) -> f32 {
        self.shown().map(|placed| placed.width).sum()
    }

    /// Shows or hides a column; the last one stays.
    pub fn toggle(&mut self, column: GridColumn) {
        let last = self.shown().count() == 1;
        if let Some(placed) = self.placed(column)
            && !(placed.shown && last)
        {
            placed.shown = !placed.shown;
        }
    }

    /// Makes a column that wide.
    pub fn resize(&mut self, column: GridColumn, width: f32) {
        if let Some(placed) = self.placed(column) {
            placed.width = width.clamp(LEAST, MOST);
        }
    }

    /// The columns shown with their lefts and widths in so much room. What the widths leave goes to
    /// the words of the task, or to the last column once somebody set the width of the words: no
    /// strip stays empty.
    pub fn laid_out(&self, room: f32) -> Vec<(GridColumn, f32, f32)> {
        let spare = (room - self.width()).max(0.0);
        let untouched = |placed: &Placed| {
            placed.column == GridColumn::Task && (placed.width - first_width(GridColumn::Task)).abs() < 0.5
        };
        let filler = self.shown().find(untouched).or(self.shown().last()).map(|placed| placed.column);
        let mut left = 0.0;
        let place = |placed: Placed| {
            let width = placed.width + if filler == Some(placed.column) { spare } else { 0.0 };
            let at = (placed.column, left, width);
            left += width;
            at
        };
        self.shown().map(place).collect()
    }

    /// Moves a column one place among those shown.
    pub fn shift(&mut self, column: GridColumn, right: bool) {
        let shown: Vec<GridColumn> = self.shown().map(|placed| placed.column).collect();
        let Some(at) = shown.iter().position(|other| *other == column) else { return };
        let beside = if right { shown.get(at + 1) } else { at.checked_sub(1).and_then(|at| shown.get(at)) };
        if let Some(beside) = beside {
            self.put(column, *beside);
        }
    }

    /// Puts a column where another one stands; that one makes room.
    pub fn put(&mut self, column: GridColumn, on: GridColumn) {
        let at = |of: GridColumn| self.columns.iter().position(|placed| placed.column == of);
        if let (Some(from), Some(to)) = (at(column), at(on)) {
            let placed = self.columns.remove(from);
            self.columns.insert(to, placed);
        }
    }

    fn placed(&mut self, column: GridColumn) -> Option<&mut Placed> {
        self.columns.iter_mut().find(|placed| placed.column == column)
    }
}

#[cfg(test)]
mod tests {
    use super::{Arrangement, GridColumn};

    #[test]
    fn a_column_takes_the_place_of_another_and_the_last_one_stays() {
        let mut columns = Arrangement::default();
        columns.put(GridColumn::Deadline, GridColumn::Task);
        let order: Vec<_> = columns.shown().map(|placed| placed.column).take(4).collect();
        assert_eq!(order, [GridColumn::Number, GridColumn::Section, GridColumn::Deadline, GridColumn::Task]);
        columns.shift(GridColumn::Deadline, false);
        assert_eq!(columns.shown().nth(1).map(|placed| placed.column), Some(GridColumn::Deadline));
        for column in GridColumn::ALL {
            if columns.shown().any(|placed| placed.column == column) {
                columns.toggle(column);
            }
        }
        assert_eq!(columns.shown().count(), 1);
    }

    #[test]
    fn the_columns_fill_the_room_and_scroll_where_they_need_more() {
        let mut columns = Arrangement::default();
        let right =
            |columns: &Arrangement, room| columns.laid_out(room).last().map(|(_, left, width)| left + width);
        let width_of = |columns: &Arrangement, of| {
            columns.laid_out(1600.0).into_iter().find(|(column, ..)| *column == of).map(|(.., width)| width)
        };
        assert_eq!(right(&columns, 1600.0), Some(1600.0));
        assert_eq!(right(&columns, 400.0), Some(columns.width()));
        assert!(width_of(&columns, GridColumn::Task) > Some(600.0), "the task's words get what is left");
        columns.resize(GridColumn::Task, 300.0);
        assert_eq!(width_of(&columns, GridColumn::Task), Some(300.0), "as somebody set it");
        assert_eq!(right(&columns, 1600.0), Some(1600.0));
    }

    #[test]
    fn columns_are_remembered_by_name_and_what_is_not_known_is_passed_over() {
        let mut columns = Arrangement::default();
        assert!(columns.to_remember().is_empty());
        columns.toggle(GridColumn::Section);
        columns.resize(GridColumn::Task, 320.0);
        let mut kept = columns.to_remember();
        assert_eq!(
            Arrangement::remembered(&kept).shown().collect::<Vec<_>>(),
            columns.shown().collect::<Vec<_>>()
        );
        kept.truncate(1);
        kept[0].name = "colour".to_owned();
        assert_eq!(Arrangement::remembered(&kept), Arrangement::default());
    }
}
