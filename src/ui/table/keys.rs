//! The table's keys: the cursor moves among the cells as in a spreadsheet.

use super::{PaneContext, TablePane, choose::task_at, typed};
use crate::outline::grid::{GridColumn, GridRow};
use crate::ui::commands::UiCommand;
use egui::{Event, Key, Modifiers, Ui};

impl TablePane {
    pub(super) fn keys(&mut self, ui: &Ui, context: &PaneContext<'_>, queue: &mut Vec<UiCommand>) {
        let events = ui.input(|input| input.events.clone());
        for event in events {
            match event {
                Event::Key { key, pressed: true, modifiers, .. }
                    if self.key_pressed(key, modifiers, context, queue) =>
                {
                    ui.input_mut(|input| input.consume_key(modifiers, key));
                }
                Event::Copy => self.copy_chosen(ui.ctx(), context, queue),
                Event::Paste(words) if context.writing && !words.trim().contains(['\t', '\n']) => {
                    let node = self.cursor.node.filter(|_| typed::takes_words(self.cursor.column));
                    let edit =
                        node.and_then(|node| typed::edit(context.plan, node, self.cursor.column, &words));
                    queue.extend(edit.map(UiCommand::Run));
                }
                _ => {}
            }
        }
    }

    /// True when the key meant something.
    fn key_pressed(
        &mut self,
        key: Key,
        modifiers: Modifiers,
        context: &PaneContext<'_>,
        queue: &mut Vec<UiCommand>,
    ) -> bool {
        if modifiers.alt {
            return false;
        }
        let ctrl = modifiers.command || modifiers.ctrl;
        let last = self.rows.list.len().saturating_sub(1);
        let row = self.cursor.row;
        let to = match key {
            Key::ArrowDown => Some((row + 1).min(last)),
            Key::ArrowUp => Some(row.saturating_sub(1)),
            Key::PageDown => Some((row + self.page).min(last)),
            Key::PageUp => Some(row.saturating_sub(self.page)),
            Key::Home if ctrl => Some(0),
            Key::End if ctrl => Some(last),
            _ => None,
        };
        if let Some(to) = to {
            if modifiers.shift {
                self.extend_to(to, queue);
            } else {
                self.go(to, queue);
            }
            return true;
        }
        match key {
            Key::ArrowLeft | Key::ArrowRight => {
                if let (None, Some(of)) = (self.cursor.node, self.rows.list.get(row).copied()) {
                    self.fold(of, key == Key::ArrowLeft);
                } else {
                    self.step_column(key == Key::ArrowRight);
                }
            }
            Key::Home | Key::End => self.edge_column(key == Key::End),
            Key::Enter => self.edit(context, queue),
            Key::Space => match self.cursor.node {
                Some(node) => self.toggle_chosen(node, context.selected, queue),
                None => self.edit(context, queue),
            },
            Key::A if ctrl => {
                let places = self.rows.list.iter().copied().filter_map(task_at).collect();
                self.select(places, queue);
            }
            _ => return false,
        }
        true
    }

    fn columns(&self) -> Vec<GridColumn> {
        self.arrangement.shown().map(|placed| placed.column).collect()
    }

    fn step_column(&mut self, right: bool) {
        let columns = self.columns();
        let at = columns.iter().position(|column| *column == self.cursor.column).unwrap_or(0);
        let to = if right { (at + 1).min(columns.len() - 1) } else { at.saturating_sub(1) };
        if let Some(column) = columns.get(to) {
            self.cursor.column = *column;
            self.reveal = true;
        }
    }

    fn edge_column(&mut self, end: bool) {
        let columns = self.columns();
        if let Some(column) = if end { columns.last() } else { columns.first() } {
            self.cursor.column = *column;
            self.reveal = true;
        }
    }

    fn fold(&mut self, row: GridRow, fold: bool) {
        let (GridRow::Group(at), Some(grid)) = (row, self.grid.view()) else { return };
        if grid.groups.get(at as usize).is_some_and(|group| self.folded.contains(&group.path) != fold) {
            self.toggle_group(row);
        }
    }
}
