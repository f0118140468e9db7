//! Beginning and ending the edit of a cell.

use super::{
    PaneContext, TablePane,
    editor::{CellEditor, Ended},
    states::StateList,
    typed,
};
use crate::{
    model::{Plan, TargetView},
    outline::grid::{GridColumn, GridRow},
    session::Command,
    ui::{commands::UiCommand, side::stands},
    words::Message,
};

impl TablePane {
    /// Begins to edit the cell under the cursor, or does what stands for that.
    pub(super) fn edit(&mut self, context: &PaneContext<'_>, queue: &mut Vec<UiCommand>) {
        let Some(row) = self.rows.list.get(self.cursor.row).copied() else { return };
        let Some(node) = self.cursor.node else { return self.toggle_group(row) };
        let number = self.grid.view().and_then(|grid| grid.number(node)).unwrap_or(0);
        self.reveal = true;
        self.editor = CellEditor::begin(context, node, number, self.cursor.column);
        if self.editor.is_some() {
            return;
        }
        if !context.writing {
            queue.push(UiCommand::Say(Message::WhyReadOnly, String::new()));
            return;
        }
        match self.cursor.column {
            GridColumn::Targets => {
                let first =
                    context.plan.node(node).and_then(|view| view.targets().first().map(TargetView::id));
                self.target_of = Some(node);
                queue.push(match first {
                    Some(target) => UiCommand::EditTarget(node, target),
                    None => UiCommand::NewTarget(node, String::new()),
                });
            }
            GridColumn::Status => self.states = Some(StateList::of(node)),
            GridColumn::Notes => {
                queue.push(UiCommand::Comment { node, quote: String::new(), start: None });
            }
            GridColumn::Number => queue.push(UiCommand::Say(Message::NumberIsMade, String::new())),
            GridColumn::Section => queue.push(UiCommand::Say(Message::SectionIsOutline, String::new())),
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
    pub(super) fn ended(&mut self, ended: Ended, context: &PaneContext<'_>, queue: &mut Vec<UiCommand>) {
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
    fn next_field(&mut self, forward: bool, context: &PaneContext<'_>, queue: &mut Vec<UiCommand>) {
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
