//! 任务表: the tasks as a table whose columns, order, filters and cells the user handles.
//!
//! Only the rows in view are drawn, and what stands in them is read from the plan then. Their order
//! is a derived view that follows the plan's revision and the pane's own settings.

mod bar;
mod body;
mod choose;
mod columns;
mod copy;
mod edit;
mod editor;
mod head;
mod keys;
mod menu;
mod states;
mod typed;

pub use columns::{Arrangement, Placed};

use super::{
    arrival::Arrival,
    clipboard::TableClipboard,
    commands::{UiCommand, Verb},
    derived::Derived,
    pane::{PaneContext, empty},
    side::stands,
    theme::space,
};
use crate::model::{NodeId, Plan, Revision};
use crate::outline::grid::{Grid, GridColumn, GridRow, GridRows, GridSettings, grid};
use crate::session::{Command, preferences::TableColumn};
use crate::words::{Message, Messages};
use choose::{Away, Settling};
use editor::CellEditor;
use egui::{EventFilter, Sense, Ui, Vec2, WidgetInfo, accesskit::Role};
use rustc_hash::FxHashSet;
use std::sync::Arc;

/// What the order of the rows is made of.
#[derive(Clone, PartialEq, Eq)]
struct Key {
    revision: Revision,
    settings: GridSettings,
    words: Messages,
}

/// Where the keyboard is.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Cursor {
    /// The row.
    row: usize,
    /// Its task; none on a group row.
    node: Option<NodeId>,
    column: GridColumn,
}

/// The pane's own state.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says one thing about the next frame, or about the keyboard"
)]
pub struct TablePane {
    key: Key,
    grid: Derived<Key, Grid>,
    /// The rows that folding leaves, and what they were made of.
    rows: GridRows,
    rows_of: Option<(u64, u64)>,
    folded: FxHashSet<String>,
    /// Counts changes of `folded`.
    folds: u64,
    arrangement: Arrangement,
    /// The columns as they were remembered last, in both forms.
    arranged: Arrangement,
    remembered: Vec<TableColumn>,
    cursor: Cursor,
    /// Where a range of rows begins.
    anchor: Option<NodeId>,
    editor: Option<CellEditor>,
    /// The node that was shown last: another one was selected elsewhere.
    shown: Option<NodeId>,
    /// What is shown elsewhere has no row here.
    away: Away,
    /// Where to scroll once the rows stand in their new order.
    settling: Option<Settling>,
    /// How many rows there were in the last frame.
    drawn: usize,
    /// Bring the cursor into view.
    reveal: bool,
    take_focus: bool,
    /// Edit the cell under the cursor in the next frame.
    ask_edit: bool,
    has_keyboard: bool,
    /// The task whose targets were asked for from their cell.
    target_of: Option<NodeId>,
    arrival: Arrival,
    /// Where the rows were scrolled to in the last frame.
    scroll: Vec2,
    page: usize,
    lines: body::Lines,
    /// The task whose list of states is open.
    states: Option<states::StateList>,
    /// The cell whose menu is open.
    menu: Option<(NodeId, GridColumn)>,
    /// What only some tasks are shown for.
    caption: String,
    clipboard: TableClipboard,
}

impl Default for TablePane {
    fn default() -> Self {
        let words = Messages::default();
        Self {
            key: Key { revision: Revision::default(), settings: GridSettings::default(), words },
            grid: Derived::default(),
            rows: GridRows::default(),
            rows_of: None,
            folded: FxHashSet::default(),
            folds: 0,
            arrangement: Arrangement::default(),
            arranged: Arrangement::default(),
            remembered: Vec::new(),
            cursor: Cursor { row: 0, node: None, column: GridColumn::Task },
            anchor: None,
            editor: None,
            shown: None,
            away: Away::default(),
            settling: None,
            drawn: 0,
            reveal: false,
            take_focus: false,
            ask_edit: false,
            has_keyboard: false,
            target_of: None,
            arrival: Arrival::default(),
            scroll: Vec2::ZERO,
            page: 1,
            lines: body::Lines::default(),
            states: None,
            menu: None,
            caption: String::new(),
            clipboard: TableClipboard::default(),
        }
    }
}

impl TablePane {
    /// Shows only these tasks, told as `caption`.
    pub fn show_only(&mut self, nodes: &[NodeId], caption: String) {
        self.key.settings.only = Some(Arc::new(nodes.iter().copied().collect()));
        self.caption = caption;
        self.scroll_home();
    }

    /// Shows all tasks again.
    pub fn show_all(&mut self) {
        self.key.settings.only = None;
        self.caption.clear();
    }

    /// Keeps the columns and those that are remembered the same, whichever changed.
    pub fn follow_columns(&mut self, remembered: &mut Vec<TableColumn>) {
        if *remembered != self.remembered {
            self.remembered.clone_from(remembered);
            self.arrangement = Arrangement::remembered(remembered);
            self.arranged = self.arrangement.clone();
        } else if self.arranged != self.arrangement {
            self.arranged.clone_from(&self.arrangement);
            self.remembered = self.arrangement.to_remember();
            remembered.clone_from(&self.remembered);
        }
    }

    /// Gives the table the keyboard.
    pub fn focus(&mut self) {
        self.take_focus = true;
    }

    /// Edits the cell under the cursor.
    pub fn edit_cell(&mut self) {
        self.ask_edit = true;
    }

    /// True while the table has the keyboard and no cell is edited.
    pub fn has_keyboard(&self) -> bool {
        self.has_keyboard
    }

    /// True while a cell is edited.
    pub fn is_editing(&self) -> bool {
        self.editor.is_some()
    }

    /// The edit that what is being typed amounts to, once; the field stays open.
    pub fn flush(&mut self, plan: &Plan) -> Option<Command> {
        let editor = self.editor.as_mut().filter(|editor| stands(plan, editor.node))?;
        let command = typed::edit(plan, editor.node, editor.column, editor.typed()?);
        editor.taken();
        command
    }

    /// Gives up the edit of a cell whose task is gone, and returns its words so that they are not lost
    /// with it.
    pub fn forget_gone(&mut self, plan: &Plan) -> Option<String> {
        let gone = self.editor.take_if(|editor| !stands(plan, editor.node))?;
        self.take_focus = true;
        gone.typed().map(str::to_owned)
    }

    fn scroll_home(&mut self) {
        self.cursor.row = 0;
        self.cursor.node = None;
        self.reveal = true;
    }

    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, context: &PaneContext<'_>, queue: &mut Vec<UiCommand>) {
        let (plan, words) = (context.plan, context.words);
        if plan.documents().next().is_none() {
            empty(
                ui,
                Message::OutlineEmpty,
                (Message::OpenReport, UiCommand::Verb(Verb::OpenReport)),
                context,
                queue,
            );
            return;
        }
        (self.key.revision, self.key.words) = (plan.revision(), words);
        self.grid.follow(ui.ctx(), plan, &self.key, |plan, key| grid(plan, &key.settings, key.words));
        self.bring_rows();
        self.follow_selection(context);
        let Some(tasks) = self.grid.view().map(|grid| grid.tasks.len()) else {
            ui.add_space(space::XL);
            ui.vertical_centered(|ui| ui.weak(words.text(Message::TableBusy)));
            return;
        };
        if tasks == 0 {
            empty(
                ui,
                Message::TableEmpty,
                (Message::AddTask, UiCommand::Verb(Verb::AddTask)),
                context,
                queue,
            );
            return;
        }
        self.bar(ui, context, queue);
        self.table(ui, context, queue);
    }

    /// The rows that folding leaves, and the cursor's among them.
    fn bring_rows(&mut self) {
        let Some(grid) = self.grid.view() else { return };
        let stamp = Some((self.grid.generation(), self.folds));
        if self.rows_of == stamp {
            return;
        }
        self.rows = grid.rows(&self.folded);
        self.rows_of = stamp;
        let last = self.rows.list.len().saturating_sub(1);
        if let Some(row) = self.cursor.node.and_then(|node| grid.row_of(&self.rows, node)) {
            self.cursor.row = row;
        } else if !self.away.is_set() {
            self.cursor.row = self.cursor.row.min(last);
            self.cursor.node = self.rows.list.get(self.cursor.row).and_then(|row| grid.task(*row));
        }
    }

    /// The task whose targets were asked for from their cell, once.
    pub fn take_target(&mut self) -> Option<NodeId> {
        self.target_of.take()
    }

    /// The cell under the cursor takes the keyboard in the next frame.
    pub fn take_keyboard(&mut self) {
        (self.take_focus, self.reveal) = (true, true);
    }

    /// The table itself, with its keys.
    fn table(&mut self, ui: &mut Ui, context: &PaneContext<'_>, queue: &mut Vec<UiCommand>) {
        let table = ui.scope_id().with("tasks");
        let area = ui.available_rect_before_wrap();
        let response = ui.interact(area, table, Sense::focusable_noninteractive());
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::Table, true, context.words.text(Message::ShowTable));
            info.selected = None;
            info
        });
        let (rows, columns) = (self.rows.list.len(), self.arrangement.shown().count());
        ui.ctx().accesskit_node_builder(table, |node| {
            node.set_row_count(rows + 1);
            node.set_column_count(columns);
        });
        let fresh = self.arrival.takes_keyboard(ui);
        if std::mem::take(&mut self.take_focus) || fresh {
            response.request_focus();
        }
        self.has_keyboard = response.has_focus();
        if std::mem::take(&mut self.ask_edit) {
            self.edit(context, queue);
        }
        if self.has_keyboard {
            let arrows =
                EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(table, arrows));
            self.keys(ui, context, queue);
        }
        self.body(ui, table, context, queue);
    }

    /// Folds or unfolds a group.
    pub(super) fn toggle_group(&mut self, row: GridRow) {
        let (GridRow::Group(at), Some(grid)) = (row, self.grid.view()) else { return };
        let Some(group) = grid.groups.get(at as usize) else { return };
        if !self.folded.remove(&group.path) {
            self.folded.insert(group.path.clone());
        }
        self.folds += 1;
    }
}
