//! The menu of a cell.

use super::{PaneContext, TablePane, body::cell_id, states::STATES, typed};
use crate::model::{NodeId, TaskStatus};
use crate::outline::grid::{CellFilter, GridColumn, cell};
use crate::session::Command;
use crate::ui::commands::{Tab, UiCommand, Verb};
use crate::words::Message;
use egui::{Popup, Ui};

impl TablePane {
    pub(super) fn cell_menu(&mut self, ui: &Ui, context: &PaneContext<'_>, queue: &mut Vec<UiCommand>) {
        let Some((node, column)) = self.menu else { return };
        let table = ui.scope_id().with("tasks");
        let Some(response) = ui.ctx().read_response(cell_id(table, node, column)) else {
            self.menu = None;
            return;
        };
        let words = context.words;
        let number = self.grid.view().and_then(|grid| grid.number(node)).unwrap_or(0);
        let mut chosen = None;
        let shown = Popup::context_menu(&response).style(crate::ui::theme::menu_style).show(|ui| {
            let mut offer = |ui: &mut Ui, choice: Choice, label: Message| {
                if ui.button(words.text(label)).clicked() {
                    chosen = Some(choice);
                }
            };
            if context.writing && typed::takes_words(column) {
                offer(ui, Choice::Edit, Message::EditCell);
                if column != GridColumn::Task {
                    offer(ui, Choice::Clear, Message::ClearCell);
                }
            }
            if context.writing && column == GridColumn::Status {
                for (status, label) in STATES {
                    offer(ui, Choice::Status(status), label);
                }
                ui.separator();
            }
            offer(ui, Choice::Copy, Message::CopyRows);
            offer(ui, Choice::Only, Message::FilterSame);
            ui.separator();
            offer(ui, Choice::Text, Message::ShowText);
            if context.writing {
                for (verb, label) in [
                    (Verb::Annotate, Message::AddAnnotation),
                    (Verb::AddTask, Message::AddTask),
                    (Verb::Remove, Message::Remove),
                ] {
                    offer(ui, Choice::Verb(verb), label);
                }
            }
        });
        if shown.is_none() {
            // Opened in this frame, it is drawn in the next.
            if !response.secondary_clicked() {
                self.menu = None;
            }
            return;
        }
        let Some(choice) = chosen else { return };
        self.menu = None;
        match choice {
            Choice::Edit => self.edit(context, queue),
            Choice::Clear => queue.extend(self.clear_cell(context.plan).map(UiCommand::Run)),
            Choice::Status(status) => {
                // The menu of a selected row is about all selected ones.
                let chosen = context.selected.contains(node);
                let nodes: Vec<NodeId> = if chosen { context.selected.to_vec() } else { vec![node] };
                queue.push(UiCommand::Run(Command::SetStatusAll(nodes, status)));
            }
            Choice::Copy => self.copy_chosen(ui.ctx(), context, queue),
            Choice::Only => {
                let text = cell(context.plan, node, number, column, words);
                let filter = if text.is_empty() { CellFilter::Empty } else { CellFilter::Contains(text) };
                self.set_filter(column, Some(filter));
            }
            Choice::Text => queue.push(UiCommand::Show(Tab::Text)),
            Choice::Verb(verb) => queue.push(UiCommand::Verb(verb)),
        }
    }
}

#[derive(Clone, Copy)]
enum Choice {
    Edit,
    Clear,
    Copy,
    Only,
    Text,
    Verb(Verb),
    Status(TaskStatus),
}
