//! Which tasks are selected: by the table's own rows, and elsewhere.

use super::{Cursor, PaneContext, TablePane};
use crate::{
    model::{NodeId, NodeKind, Parent, Plan},
    outline::grid::GridRow,
    ui::{commands::UiCommand, selection::Selection, theme},
};

/// Whether the task shown elsewhere lacks a row here, and which rows were looked through for it.
#[derive(Clone, Copy, Default)]
pub(super) struct Away(Option<(u64, u64)>);

impl Away {
    fn since(rows: Option<(u64, u64)>) -> Self {
        Self(Some(rows.unwrap_or_default()))
    }

    pub(super) fn is_set(self) -> bool {
        self.0.is_some()
    }

    /// There are other rows now.
    fn may_be_back(self, rows: Option<(u64, u64)>) -> bool {
        self.0.is_some_and(|seen| seen != rows.unwrap_or_default())
    }
}

/// What the rows are scrolled to once they stand in another order.
#[derive(Clone, Copy)]
pub(super) struct Settling {
    /// Later than this order.
    after: u64,
    /// How far below the top the row under the cursor stays.
    keeps: Option<f32>,
}

impl TablePane {
    /// Goes to the task that was selected elsewhere; of a section, to its first.
    pub(super) fn follow_selection(&mut self, context: &PaneContext<'_>) {
        let last = context.selected.last().copied();
        if self.shown == last && !self.away.may_be_back(self.rows_of) {
            return;
        }
        self.shown = last;
        // Until it is found, no row is the one that keys are about.
        self.away = Away::since(self.rows_of);
        let Some(grid) = self.grid.view() else { return };
        let Some(node) = last.and_then(|node| first_task(context.plan, node)) else {
            self.cursor.node = None;
            return;
        };
        if grid.row_of(&self.rows, node).is_none() {
            let folded = &mut self.folded;
            let mut opened = false;
            for group in grid.groups_over(node) {
                opened |= folded.remove(&group.path);
            }
            if !opened {
                self.cursor.node = None;
                return;
            }
            self.folds += 1;
            self.cursor.node = Some(node);
            self.bring_rows();
        }
        let Some(row) = self.grid.view().and_then(|grid| grid.row_of(&self.rows, node)) else { return };
        self.stand_on(row, Some(node));
        self.anchor = Some(node);
        self.reveal = true;
    }

    /// Puts the cursor on a row.
    pub(super) fn stand_on(&mut self, row: usize, node: Option<NodeId>) {
        self.cursor = Cursor { row, node, ..self.cursor };
        self.away = Away::default();
    }

    /// The rows will stand in another order: the one under the cursor stays where it is on the
    /// screen if it is in view, else they are shown from the top.
    pub(super) fn settle(&mut self) {
        let top = self.cursor.row as f32 * theme::TABLE_ROW - self.scroll.y;
        let room = self.page as f32 * theme::TABLE_ROW;
        let seen = self.cursor.node.is_some() && (0.0..=room).contains(&top);
        self.settling = Some(Settling { after: self.grid.generation(), keeps: seen.then_some(top) });
    }

    /// Where to scroll now that the rows stand in another order.
    pub(super) fn settled(&mut self, ctx: &egui::Context) -> Option<f32> {
        let grew = std::mem::replace(&mut self.drawn, self.rows.list.len()) < self.rows.list.len();
        let Settling { keeps, .. } =
            *self.settling.as_ref().filter(|settling| settling.after < self.grid.generation())?;
        if grew {
            // With more rows the area takes a frame until it reaches so far.
            ctx.request_repaint();
            return None;
        }
        self.settling = None;
        let row = self.cursor.node.map(|_| self.cursor.row as f32 * theme::TABLE_ROW);
        Some(row.zip(keeps).map_or(0.0, |(row, top)| (row - top).max(0.0)))
    }

    /// Moves the cursor to a row and selects its task.
    pub(super) fn go(&mut self, row: usize, queue: &mut Vec<UiCommand>) {
        let Some(grid) = self.grid.view() else { return };
        let Some(of) = self.rows.list.get(row) else { return };
        let node = grid.task(*of);
        self.stand_on(row, node);
        self.anchor = node;
        self.reveal = true;
        if node.is_some() {
            self.shown = node;
            queue.push(UiCommand::Select(node));
        }
    }

    /// Selects the tasks between the anchor and a row.
    pub(super) fn extend_to(&mut self, row: usize, queue: &mut Vec<UiCommand>) {
        let Some(grid) = self.grid.view() else { return };
        let from = self.anchor.and_then(|node| grid.row_of(&self.rows, node)).unwrap_or(self.cursor.row);
        let Some(of) = self.rows.list.get(row) else { return };
        let node = grid.task(*of);
        let range = from.min(row)..=from.max(row);
        let nodes: Vec<u32> = self.rows.list[range].iter().copied().filter_map(task_at).collect();
        self.stand_on(row, node);
        self.reveal = true;
        self.select(nodes, queue);
    }

    /// Adds a row's task to the selected ones, or takes it out.
    pub(super) fn toggle_chosen(&mut self, node: NodeId, selected: &Selection, queue: &mut Vec<UiCommand>) {
        let Some(grid) = self.grid.view() else { return };
        let others = selected.iter().copied().filter(|other| *other != node);
        let chosen = others.chain((!selected.contains(node)).then_some(node));
        let places = chosen.filter_map(|node| grid.number(node)).map(|number| number - 1).collect();
        self.select(places, queue);
    }

    /// Selects tasks by their places in the text.
    pub(super) fn select(&mut self, mut places: Vec<u32>, queue: &mut Vec<UiCommand>) {
        let Some(grid) = self.grid.view() else { return };
        places.sort_unstable();
        let nodes: Vec<NodeId> =
            places.into_iter().filter_map(|at| grid.tasks.get(at as usize)).copied().collect();
        self.shown = nodes.last().copied();
        queue.push(UiCommand::SelectAll(nodes));
    }
}

pub(super) fn task_at(row: GridRow) -> Option<u32> {
    match row {
        GridRow::Task(at) => Some(at),
        GridRow::Group(_) => None,
    }
}

/// The node if it is a task, else the first task under it.
fn first_task(plan: &Plan, node: NodeId) -> Option<NodeId> {
    let mut open = vec![node];
    while let Some(node) = open.pop() {
        if plan.node(node)?.kind() == NodeKind::Task {
            return Some(node);
        }
        open.extend(plan.children(Parent::Node(node)).rev());
    }
    None
}
