//! 任务表: the tasks as a table whose columns, order, filters and cells the user handles.
//!
//! Only the rows in view are drawn, and what stands in them is read from the plan then. Their order
//! is a derived view that follows the plan's revision and the pane's own settings.

mod bar;
mod body;
mod columns;
mod copy;
mod editor;
mod head;
mod keys;
mod menu;
mod typed;

pub use columns::{Arrangement, Placed};

use super::{
    arrival::Arrival,
    clipboard::TableClipboard,
    commands::{UiCommand, Verb},
    derived::Derived,
    side::stands,
    theme::{Theme, space},
};
use crate::model::{NodeId, NodeKind, Parent, Plan, Revision, TargetView, TaskStatus};
use crate::outline::grid::{Grid, GridColumn, GridRow, GridRows, GridSettings, grid};
use crate::session::{Command, preferences::TableColumn};
use crate::words::{Message, Messages};
use editor::{CellEditor, Ended};
use egui::{EventFilter, RichText, Sense, Ui, Vec2, WidgetInfo, accesskit::Role};
use rustc_hash::FxHashSet;
use std::sync::Arc;

/// What the pane is drawn from.
pub struct TableContext<'a> {
    /// The project.
    pub plan: &'a Arc<Plan>,
    /// The selected nodes; the last is the one shown.
    pub selected: &'a [NodeId],
    /// False when nothing can be edited.
    pub writing: bool,
    /// The palette.
    pub theme: &'a Theme,
    /// The words.
    pub words: Messages,
    /// Names of units that typed letters may mean, best first.
    pub complete: &'a dyn Fn(&str) -> Vec<String>,
}

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
    /// Which nodes are selected, and of which list that was made.
    chosen: (FxHashSet<NodeId>, Stamp),
    /// Bring the cursor into view.
    reveal: bool,
    take_focus: bool,
    /// Edit the cell under the cursor in the next frame.
    ask_edit: bool,
    has_keyboard: bool,
    arrival: Arrival,
    /// Where the rows were scrolled to in the last frame.
    scroll: Vec2,
    page: usize,
    lines: body::Lines,
    /// The cell whose menu is open.
    menu: Option<(NodeId, GridColumn)>,
    /// What only some tasks are shown for.
    caption: String,
    clipboard: TableClipboard,
}

/// Tells lists of selected nodes apart without reading them.
type Stamp = (usize, usize, Option<NodeId>, Option<NodeId>);

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
            chosen: Default::default(),
            reveal: false,
            take_focus: false,
            ask_edit: false,
            has_keyboard: false,
            arrival: Arrival::default(),
            scroll: Vec2::ZERO,
            page: 1,
            lines: body::Lines::default(),
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
    pub fn show(&mut self, ui: &mut Ui, context: &TableContext<'_>, queue: &mut Vec<UiCommand>) {
        let (plan, words) = (context.plan, context.words);
        if plan.documents().next().is_none() {
            empty(ui, Message::OutlineEmpty, (Message::OpenReport, Verb::OpenReport), context, queue);
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
            empty(ui, Message::TableEmpty, (Message::AddTask, Verb::AddTask), context, queue);
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
        } else {
            self.cursor.row = self.cursor.row.min(last);
            self.cursor.node = self.rows.list.get(self.cursor.row).and_then(|row| grid.task(*row));
        }
    }

    /// Goes to the task that was selected elsewhere; of a section, to its first.
    fn follow_selection(&mut self, context: &TableContext<'_>) {
        let list = context.selected;
        let stamp = (list.as_ptr().addr(), list.len(), list.first().copied(), list.last().copied());
        if self.chosen.1 != stamp {
            self.chosen = (list.iter().copied().collect(), stamp);
        }
        let last = list.last().copied();
        if self.shown == last {
            return;
        }
        self.shown = last;
        let Some(grid) = self.grid.view() else { return };
        let Some(node) = last.and_then(|node| first_task(context.plan, node)) else { return };
        if grid.row_of(&self.rows, node).is_none() {
            let folded = &mut self.folded;
            let mut opened = false;
            for group in grid.groups_over(node) {
                opened |= folded.remove(&group.path);
            }
            if !opened {
                return;
            }
            self.folds += 1;
            self.cursor.node = Some(node);
            self.bring_rows();
        }
        let Some(row) = self.grid.view().and_then(|grid| grid.row_of(&self.rows, node)) else { return };
        self.cursor = Cursor { row, node: Some(node), ..self.cursor };
        self.anchor = Some(node);
        self.reveal = true;
    }

    /// The table itself, with its keys.
    fn table(&mut self, ui: &mut Ui, context: &TableContext<'_>, queue: &mut Vec<UiCommand>) {
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

    /// Moves the cursor to a row and selects its task.
    fn go(&mut self, row: usize, queue: &mut Vec<UiCommand>) {
        let Some(grid) = self.grid.view() else { return };
        let Some(of) = self.rows.list.get(row) else { return };
        let node = grid.task(*of);
        self.cursor = Cursor { row, node, ..self.cursor };
        self.anchor = node;
        self.reveal = true;
        if node.is_some() {
            self.shown = node;
            queue.push(UiCommand::Select(node));
        }
    }

    /// Selects the tasks between the anchor and a row.
    fn extend_to(&mut self, row: usize, queue: &mut Vec<UiCommand>) {
        let Some(grid) = self.grid.view() else { return };
        let from = self.anchor.and_then(|node| grid.row_of(&self.rows, node)).unwrap_or(self.cursor.row);
        let Some(of) = self.rows.list.get(row) else { return };
        self.cursor = Cursor { row, node: grid.task(*of), ..self.cursor };
        self.reveal = true;
        let range = from.min(row)..=from.max(row);
        let nodes: Vec<u32> = self.rows.list[range].iter().copied().filter_map(task_at).collect();
        self.select(nodes, queue);
    }

    /// Adds a row's task to the selected ones, or takes it out.
    fn toggle_chosen(&mut self, node: NodeId, queue: &mut Vec<UiCommand>) {
        let Some(grid) = self.grid.view() else { return };
        let mut chosen = self.chosen.0.clone();
        if !chosen.remove(&node) {
            chosen.insert(node);
        }
        let places = chosen.iter().filter_map(|node| grid.number(*node)).map(|number| number - 1).collect();
        self.select(places, queue);
    }

    /// Selects tasks by their places in the text.
    fn select(&mut self, mut places: Vec<u32>, queue: &mut Vec<UiCommand>) {
        let Some(grid) = self.grid.view() else { return };
        places.sort_unstable();
        let nodes: Vec<NodeId> =
            places.into_iter().filter_map(|at| grid.tasks.get(at as usize)).copied().collect();
        self.shown = nodes.last().copied();
        queue.push(UiCommand::SelectAll(nodes));
    }

    /// Folds or unfolds a group.
    fn toggle_group(&mut self, row: GridRow) {
        let (GridRow::Group(at), Some(grid)) = (row, self.grid.view()) else { return };
        let Some(group) = grid.groups.get(at as usize) else { return };
        if !self.folded.remove(&group.path) {
            self.folded.insert(group.path.clone());
        }
        self.folds += 1;
    }

    /// Begins to edit the cell under the cursor, or does what stands for that.
    fn edit(&mut self, context: &TableContext<'_>, queue: &mut Vec<UiCommand>) {
        let Some(row) = self.rows.list.get(self.cursor.row).copied() else { return };
        let Some(node) = self.cursor.node else { return self.toggle_group(row) };
        let number = self.grid.view().and_then(|grid| grid.number(node)).unwrap_or(0);
        self.reveal = true;
        self.editor = CellEditor::begin(context, node, number, self.cursor.column);
        if self.editor.is_some() || !context.writing {
            return;
        }
        match self.cursor.column {
            GridColumn::Targets => {
                let first =
                    context.plan.node(node).and_then(|view| view.targets().first().map(TargetView::id));
                queue.push(match first {
                    Some(target) => UiCommand::EditTarget(node, target),
                    None => UiCommand::NewTarget(node, String::new()),
                });
            }
            GridColumn::Status => {
                let next = match context.plan.node(node).map(|view| view.status()) {
                    Some(TaskStatus::Planned) => TaskStatus::Mixed,
                    Some(TaskStatus::Mixed) => TaskStatus::Done,
                    _ => TaskStatus::Planned,
                };
                queue.push(UiCommand::Run(Command::SetStatus(node, next)));
            }
            GridColumn::Notes => {
                queue.push(UiCommand::Comment { node, quote: String::new(), start: None });
            }
            _ => {}
        }
    }

    /// Empties the cell under the cursor.
    pub fn clear_cell(&self, plan: &Plan) -> Option<Command> {
        let column = self.cursor.column;
        // A task without words is no task; it is removed by the menu.
        if column == GridColumn::Task {
            return None;
        }
        typed::edit(plan, self.cursor.node?, column, "")
    }

    /// Ends the edit of a cell and goes on.
    fn ended(&mut self, ended: Ended, context: &TableContext<'_>, queue: &mut Vec<UiCommand>) {
        let Some(editor) = self.editor.take() else { return };
        if ended != Ended::Left
            && stands(context.plan, editor.node)
            && let Some(typed) = editor.typed()
        {
            let edit = typed::edit(context.plan, editor.node, editor.column, typed);
            queue.extend(edit.map(UiCommand::Run));
        }
        match ended {
            Ended::Elsewhere => return,
            Ended::Left => {}
            Ended::Down => {
                let row = (self.cursor.row + 1).min(self.rows.list.len().saturating_sub(1));
                self.go(row, queue);
            }
            Ended::Next | Ended::Before => {
                self.next_field(ended == Ended::Next, context, queue);
            }
        }
        self.take_focus = self.editor.is_none();
    }

    /// Goes to the next cell that takes words, in this row or the next one, and begins to edit it.
    fn next_field(&mut self, forward: bool, context: &TableContext<'_>, queue: &mut Vec<UiCommand>) {
        let columns: Vec<GridColumn> = self
            .arrangement
            .shown()
            .map(|placed| placed.column)
            .filter(|of| typed::takes_words(*of))
            .collect();
        let at = columns.iter().position(|column| *column == self.cursor.column);
        let beside = match at {
            Some(at) if forward => columns.get(at + 1),
            Some(at) => at.checked_sub(1).and_then(|at| columns.get(at)),
            None => columns.first(),
        };
        if let Some(column) = beside {
            self.cursor.column = *column;
        } else {
            let step = |row: usize| if forward { row.checked_add(1) } else { row.checked_sub(1) };
            let mut row = step(self.cursor.row);
            while let Some(at) = row.filter(|at| matches!(self.rows.list.get(*at), Some(GridRow::Group(_)))) {
                row = step(at);
            }
            let Some(row) = row.filter(|row| *row < self.rows.list.len()) else { return };
            let Some(column) = (if forward { columns.first() } else { columns.last() }) else { return };
            self.cursor.column = *column;
            self.go(row, queue);
        }
        self.edit(context, queue);
    }
}

fn task_at(row: GridRow) -> Option<u32> {
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

/// One sentence and one action.
fn empty(
    ui: &mut Ui,
    says: Message,
    (label, verb): (Message, Verb),
    context: &TableContext<'_>,
    queue: &mut Vec<UiCommand>,
) {
    ui.add_space(space::XL);
    ui.vertical_centered(|ui| {
        ui.label(RichText::new(context.words.text(says)).color(context.theme.ink2));
        ui.add_space(space::S);
        if ui.button(context.words.text(label)).clicked() {
            queue.push(UiCommand::Verb(verb));
        }
    });
}
