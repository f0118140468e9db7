//! Rows on their way to WPS, Excel and others.

use super::{PaneContext, TablePane};
use crate::{
    exchange::{CopiedRow, CopiedTable},
    model::NodeId,
    outline::grid::{Grid, GridColumn, GridRow, cell},
    ui::commands::UiCommand,
    words::Message,
};
use egui::Context;

impl TablePane {
    /// Copies the selected rows, without heads: they go into a table that has its own.
    pub(super) fn copy_chosen(
        &mut self,
        ctx: &Context,
        context: &PaneContext<'_>,
        queue: &mut Vec<UiCommand>,
    ) {
        let Some(grid) = self.grid.view() else { return };
        let columns = self.shown_columns();
        let chosen = |row: &&GridRow| grid.task(**row).is_some_and(|node| context.selected.contains(node));
        let rows = self.rows.list.iter().filter(chosen);
        let rows = rows.filter_map(|row| Some(cells(grid, grid.task(*row)?, &columns, context)));
        let table = CopiedTable { heads: Vec::new(), rows: rows.collect() };
        self.put(ctx, &table, queue);
    }

    /// Copies all rows as they stand, with heads and groups.
    pub(super) fn copy_all(&mut self, ctx: &Context, context: &PaneContext<'_>, queue: &mut Vec<UiCommand>) {
        let Some(grid) = self.grid.view() else { return };
        let columns = self.shown_columns();
        let rows = self.rows.list.iter().filter_map(|row| match row {
            GridRow::Group(at) => {
                grid.groups.get(*at as usize).map(|group| CopiedRow::Group(group.name.clone()))
            }
            GridRow::Task(_) => Some(cells(grid, grid.task(*row)?, &columns, context)),
        });
        let heads = columns.iter().map(|column| context.words.text(column.head()).to_owned()).collect();
        let table = CopiedTable { heads, rows: rows.collect() };
        self.put(ctx, &table, queue);
    }

    fn shown_columns(&self) -> Vec<GridColumn> {
        self.arrangement.shown().map(|placed| placed.column).collect()
    }

    fn put(&mut self, ctx: &Context, table: &CopiedTable, queue: &mut Vec<UiCommand>) {
        if table.rows.is_empty() {
            return;
        }
        self.clipboard.put(ctx, table);
        queue.push(UiCommand::Say(Message::DoneCopyRows, table.count().to_string()));
    }
}

fn cells(grid: &Grid, node: NodeId, columns: &[GridColumn], context: &PaneContext<'_>) -> CopiedRow {
    let number = grid.number(node).unwrap_or(0);
    let text = |column: &GridColumn| cell(context.plan, node, number, *column, context.words);
    CopiedRow::Cells(columns.iter().map(text).collect())
}
