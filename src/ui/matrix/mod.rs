//! 责任矩阵: units beside sections, with what part each unit has.
//!
//! Names, totals and heads stay in sight while the cells scroll in both directions; only what is in
//! view is drawn.

mod bar;
mod body;
mod cells;

use super::{
    arrival::Arrival,
    clipboard::TableClipboard,
    commands::{Tab, UiCommand, Verb},
    derived::Derived,
    pane::{PaneContext, empty},
    theme::space,
};
use crate::exchange::{CopiedRow, CopiedTable};
use crate::model::Revision;
use crate::outline::matrix::{Matrix, MatrixLevel, MatrixSection, matrix};
use crate::words::{Message, Messages};
use egui::{Context, Event, EventFilter, Key, Sense, Ui, Vec2, WidgetInfo, accesskit::Role};

/// A cell: row 0 and column 0 hold the totals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Place {
    row: usize,
    column: usize,
}

/// The pane's own state.
#[derive(Default)]
pub struct MatrixPane {
    level: MatrixLevel,
    matrix: Derived<(Revision, MatrixLevel, Messages), Matrix>,
    cursor: Place,
    /// The cell whose tasks the other panes show.
    picked: Option<Place>,
    reveal: bool,
    has_keyboard: bool,
    arrival: Arrival,
    scroll: Vec2,
    page: usize,
    clipboard: TableClipboard,
}

impl MatrixPane {
    /// All tasks are shown again: no cell is picked.
    pub fn show_all(&mut self) {
        self.picked = None;
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
        let key = (plan.revision(), self.level, words);
        self.matrix.follow(ui.ctx(), plan, &key, |plan, (_, level, words)| matrix(plan, *level, *words));
        let Some(made) = self.matrix.view() else {
            ui.add_space(space::XL);
            ui.vertical_centered(|ui| ui.weak(words.text(Message::MatrixBusy)));
            return;
        };
        if made.order.is_empty() {
            empty(
                ui,
                Message::TableEmpty,
                (Message::AddTask, UiCommand::Verb(Verb::AddTask)),
                context,
                queue,
            );
            return;
        }
        if made.units.iter().all(|unit| unit.name.is_empty()) {
            empty(ui, Message::MatrixEmpty, (Message::TabTable, UiCommand::Show(Tab::Table)), context, queue);
            return;
        }
        let (rows, columns) = (made.units.len(), made.sections.len());
        self.cursor = Place { row: self.cursor.row.min(rows), column: self.cursor.column.min(columns) };
        self.picked = self.picked.filter(|picked| picked.row <= rows && picked.column <= columns);
        self.bar(ui, context, queue);
        self.table(ui, context, queue);
    }

    fn table(&mut self, ui: &mut Ui, context: &PaneContext<'_>, queue: &mut Vec<UiCommand>) {
        let Some((rows, columns)) = self.matrix.view().map(|made| (made.units.len(), made.sections.len()))
        else {
            return;
        };
        let table = ui.scope_id().with("matrix");
        let area = ui.available_rect_before_wrap();
        let response = ui.interact(area, table, Sense::focusable_noninteractive());
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::Table, true, context.words.text(Message::ShowMatrix));
            info.selected = None;
            info
        });
        ui.ctx().accesskit_node_builder(table, |node| {
            node.set_row_count(rows + 2);
            node.set_column_count(columns + 2);
        });
        if self.arrival.takes_keyboard(ui) {
            response.request_focus();
        }
        self.has_keyboard = response.has_focus();
        if self.has_keyboard {
            let arrows =
                EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(table, arrows));
            self.keys(ui, context, queue);
        }
        self.body(ui, table, context, queue);
    }

    fn keys(&mut self, ui: &Ui, context: &PaneContext<'_>, queue: &mut Vec<UiCommand>) {
        let Some((rows, columns)) = self.matrix.view().map(|made| (made.units.len(), made.sections.len()))
        else {
            return;
        };
        let events = ui.input(|input| input.events.clone());
        for event in events {
            if event == Event::Copy {
                self.copy(ui.ctx(), context, queue);
            }
            let Event::Key { key, pressed: true, modifiers, .. } = event else { continue };
            if modifiers.alt {
                continue;
            }
            let Place { row, column } = self.cursor;
            let to = match key {
                Key::ArrowDown => Place { row: (row + 1).min(rows), column },
                Key::ArrowUp => Place { row: row.saturating_sub(1), column },
                Key::ArrowRight => Place { row, column: (column + 1).min(columns) },
                Key::ArrowLeft => Place { row, column: column.saturating_sub(1) },
                Key::PageDown => Place { row: (row + self.page).min(rows), column },
                Key::PageUp => Place { row: row.saturating_sub(self.page), column },
                Key::Home if modifiers.command => Place { row: 0, column },
                Key::End if modifiers.command => Place { row: rows, column },
                Key::Home => Place { row, column: 0 },
                Key::End => Place { row, column: columns },
                Key::Space | Key::Enter => {
                    self.pick(self.cursor, key == Key::Enter, context, queue);
                    self.cursor
                }
                _ => continue,
            };
            self.cursor = to;
            self.reveal = true;
            ui.input_mut(|input| input.consume_key(modifiers, key));
        }
    }

    /// Shows the tasks of a cell in the outline and the task table; `open` goes there.
    fn pick(&mut self, place: Place, open: bool, context: &PaneContext<'_>, queue: &mut Vec<UiCommand>) {
        let Some(made) = self.matrix.view() else { return };
        let tasks = cells::tasks(made, place);
        if place == Place::default() {
            self.picked = None;
            queue.push(UiCommand::ShowAll);
        } else if tasks.is_empty() {
            return;
        } else {
            self.picked = Some(place);
            queue.push(UiCommand::ShowNodes(made.nodes(tasks), cells::caption(made, place, context.words)));
        }
        if open {
            queue.push(UiCommand::Show(Tab::Table));
        }
    }

    /// Copies the whole matrix.
    fn copy(&mut self, ctx: &Context, context: &PaneContext<'_>, queue: &mut Vec<UiCommand>) {
        let Some(made) = self.matrix.view() else { return };
        let words = context.words;
        let mut heads = vec![words.text(Message::TabUnits).to_owned(), words.text(Message::Total).to_owned()];
        let head = |(at, section): (usize, &MatrixSection)| match made.report(at) {
            Some(report) => words.with(Message::AtPlace, &[&report.name, &section.name]),
            None => section.name.clone(),
        };
        heads.extend(made.sections.iter().enumerate().map(head));
        let line = |row: usize| {
            let mut line = vec![cells::row_name(made, row, words)];
            line.extend(
                (0..=made.sections.len()).map(|column| cells::text(made, Place { row, column }, words)),
            );
            CopiedRow::Cells(line)
        };
        let rows = (1..=made.units.len()).map(line).chain([line(0)]).collect();
        self.clipboard.put(ctx, &CopiedTable { heads, rows });
        queue.push(UiCommand::Say(Message::DoneCopyRows, (made.units.len() + 1).to_string()));
    }
}
