//! The rows in view.

use super::{Cursor, PaneContext, TablePane, editor::Ended};
use crate::model::{NodeId, Revision, TaskStatus};
use crate::outline::grid::{GridColumn, GridGroup, GridRow, cell, shown_cell};
use crate::ui::{
    commands::UiCommand,
    theme::{self, Theme, space},
};
use crate::words::{Message, Messages};
use egui::{
    Color32, Id, Modifiers, Rect, Response, RichText, ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder,
    WidgetInfo, accesskit::Role, pos2, text::LayoutJob, vec2,
};
use rustc_hash::{FxHashMap, FxHashSet};

/// Cells show no more characters than fit the widest column.
const MOST_SHOWN: usize = 160;
/// Rows whose words are kept at hand.
const MOST_KEPT: usize = 400;

/// What stands in the rows seen last, so that it is not read from the plan in every frame.
#[derive(Default)]
pub(super) struct Lines {
    stamp: Option<(Revision, Messages, u64)>,
    rows: FxHashMap<NodeId, FxHashMap<GridColumn, String>>,
}

impl Lines {
    fn settle(&mut self, stamp: (Revision, Messages, u64)) {
        if self.stamp != Some(stamp) || self.rows.len() > MOST_KEPT {
            self.rows.clear();
            self.stamp = Some(stamp);
        }
    }

    fn text(&mut self, context: &PaneContext<'_>, node: NodeId, number: u32, column: GridColumn) -> &str {
        self.rows
            .entry(node)
            .or_default()
            .entry(column)
            .or_insert_with(|| shown_cell(context.plan, node, (number, column), MOST_SHOWN, context.words))
    }
}

/// What a row was asked for by the pointer.
#[derive(Clone, Copy)]
enum Ask {
    /// A click: row, task, column, and the keys held.
    Click(usize, NodeId, GridColumn, Modifiers),
    /// A double click.
    Edit(usize, GridColumn),
    Fold(usize),
    Menu(usize, NodeId, GridColumn),
}

/// What all rows share.
struct Drawing<'a> {
    context: &'a PaneContext<'a>,
    table: Id,
    columns: &'a [(GridColumn, f32, f32)],
    cursor: Cursor,
    has_keyboard: bool,
    folded: &'a FxHashSet<String>,
}

impl TablePane {
    pub(super) fn body(
        &mut self,
        ui: &mut Ui,
        table: Id,
        context: &PaneContext<'_>,
        queue: &mut Vec<UiCommand>,
    ) {
        let area = ui.available_rect_before_wrap();
        let head = Rect::from_min_size(area.min, vec2(area.width(), theme::TABLE_ROW));
        let below = Rect::from_min_max(head.left_bottom(), area.max);
        self.lines.settle((context.plan.revision(), context.words, self.grid.generation()));
        let columns = self.arrangement.laid_out(area.width());
        let total = columns.last().map_or(0.0, |(_, left, width)| left + width);
        if !columns.iter().any(|(column, ..)| *column == self.cursor.column) {
            self.cursor.column = columns.first().map_or(GridColumn::Task, |(column, ..)| *column);
        }
        let reveal = std::mem::take(&mut self.reveal);
        let mut area_of_rows = ScrollArea::both().auto_shrink(false).id_salt("rows");
        if let Some(offset) = self.settled(ui.ctx()) {
            area_of_rows = area_of_rows.vertical_scroll_offset(offset);
        }
        let (mut ask, mut ended) = (None, None);
        let mut menu = self.menu;
        let mut pane =
            ui.new_child(UiBuilder::new().max_rect(below).id_salt("rows").accessibility_parent(table));
        pane.spacing_mut().item_spacing = vec2(0.0, 0.0);
        let output = area_of_rows.show_viewport(&mut pane, |ui, view| {
            let Some(grid) = self.grid.view() else { return };
            let origin = ui.max_rect().min;
            let count = self.rows.list.len();
            ui.set_min_size(vec2(total, count as f32 * theme::TABLE_ROW));
            let drawing = Drawing {
                context,
                table,
                columns: &columns,
                cursor: self.cursor,
                has_keyboard: self.has_keyboard,
                folded: &self.folded,
            };
            let first = (view.top() / theme::TABLE_ROW).floor().max(0.0) as usize;
            let last = ((view.bottom() / theme::TABLE_ROW).ceil().max(0.0) as usize).min(count);
            for row in first..last.max(first) {
                let Some(of) = self.rows.list.get(row).copied() else { break };
                let top = origin.y + row as f32 * theme::TABLE_ROW;
                let width = total.max(view.width());
                let rect = Rect::from_min_size(pos2(origin.x, top), vec2(width, theme::TABLE_ROW));
                let asked = match (of, grid.task(of)) {
                    (GridRow::Group(at), _) => {
                        let group = grid.groups.get(at as usize);
                        group.and_then(|group| drawing.group(ui, (row, rect), group))
                    }
                    (GridRow::Task(at), Some(node)) => {
                        drawing.task(ui, (row, rect), (node, at + 1), view, &mut self.lines, &mut menu)
                    }
                    (GridRow::Task(_), None) => None,
                };
                ask = asked.or(ask.take());
            }
            let place = |row: usize, column: GridColumn| {
                let (_, left, width) = columns.iter().copied().find(|(of, ..)| *of == column)?;
                let at = pos2(origin.x + left, origin.y + row as f32 * theme::TABLE_ROW);
                Some(Rect::from_min_size(at, vec2(width, theme::TABLE_ROW)))
            };
            if reveal && let Some(rect) = place(self.cursor.row, self.cursor.column) {
                ui.scroll_to_rect(rect, None);
            }
            if let Some(editor) = &mut self.editor {
                let row = grid.row_of(&self.rows, editor.node).unwrap_or(self.cursor.row);
                if let Some(rect) = place(row, editor.column) {
                    ended = editor.show(ui, table, rect, context);
                }
            }
        });
        self.scroll = output.state.clamped_offset();
        self.page = ((output.inner_rect.height() / theme::TABLE_ROW) as usize).max(2) - 1;
        self.menu = menu;
        if self.rows.list.is_empty() {
            let at = below.center_top() + vec2(0.0, space::XL);
            let words = context.words.text(Message::NothingMatches);
            ui.painter().text(
                at,
                egui::Align2::CENTER_TOP,
                words,
                theme::regular(theme::BODY),
                context.theme.ink2,
            );
        }
        self.head(ui, table, head, &columns, context);
        // Whoever listens hears the cell, not the whole table.
        let active = self.cursor.node.map(|node| cell_id(table, node, self.cursor.column));
        if let Some(active) = active.filter(|active| ui.ctx().has_accesskit_node(*active)) {
            ui.ctx().accesskit_node_builder(table, |node| node.set_active_descendant(active.accesskit_id()));
        }
        ui.advance_cursor_after_rect(area);
        if let Some(ask) = ask {
            self.asked(ui, table, ask, context, queue);
        }
        if let Some(ended) = ended {
            self.ended(ended, context, queue);
        }
        self.cell_menu(ui, context, queue);
        self.state_list(ui, context, queue);
    }

    fn asked(&mut self, ui: &Ui, table: Id, ask: Ask, context: &PaneContext<'_>, queue: &mut Vec<UiCommand>) {
        // A field that was open keeps what was typed.
        if self.editor.is_some() {
            self.ended(Ended::Elsewhere, context, queue);
        }
        ui.memory_mut(|memory| memory.request_focus(table));
        match ask {
            Ask::Click(row, node, column, held) => {
                self.cursor.column = column;
                if held.shift {
                    self.extend_to(row, queue);
                } else if held.command {
                    self.stand_on(row, Some(node));
                    self.anchor = Some(node);
                    self.toggle_chosen(node, context.selected, queue);
                } else {
                    self.go(row, queue);
                }
            }
            Ask::Edit(row, column) => {
                self.cursor.column = column;
                self.go(row, queue);
                self.edit(context, queue);
            }
            Ask::Fold(row) => {
                self.stand_on(row, None);
                if let Some(of) = self.rows.list.get(row).copied() {
                    self.toggle_group(of);
                }
            }
            Ask::Menu(row, node, column) => {
                self.cursor.column = column;
                if context.selected.contains(node) {
                    self.stand_on(row, Some(node));
                } else {
                    self.go(row, queue);
                }
            }
        }
    }
}

impl Drawing<'_> {
    /// A group's row; a click folds it.
    fn group(&self, ui: &mut Ui, (row, rect): (usize, Rect), group: &GridGroup) -> Option<Ask> {
        let theme = self.context.theme;
        let response = ui.interact(rect, self.table.with(("group", row)), Sense::CLICK);
        let open = !self.folded.contains(&group.path);
        let count = group.to - group.from;
        let label = self.context.words.with(Message::GroupWithCount, &[&group.name, &count]);
        response.widget_info(|| WidgetInfo::labeled(Role::Row, true, &label));
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_row_index(row + 1);
            node.set_level(group.depth + 1);
            node.set_expanded(open);
        });
        ui.painter().rect_filled(rect, 0.0, theme.panel);
        line_under(ui, rect, theme);
        if row == self.cursor.row && self.cursor.node.is_none() && self.has_keyboard {
            ring(ui, rect, theme);
        }
        // The name stays in sight when the columns are scrolled aside.
        let left = rect.left().max(ui.clip_rect().left()) + space::S + group.depth as f32 * space::L;
        triangle(ui, pos2(left + 4.0, rect.center().y), open, theme.ink2);
        let font = theme::bold(theme::BODY);
        let galley = ui.painter().layout_no_wrap(group.name.clone(), font, theme.ink);
        let at = pos2(left + space::L, rect.center().y - galley.size().y / 2.0);
        let after = at.x + galley.size().x + space::S;
        ui.painter().galley(at, galley, theme.ink);
        let number = count.to_string();
        let at = pos2(after, rect.center().y);
        ui.painter().text(at, egui::Align2::LEFT_CENTER, number, theme::regular(theme::CAPTION), theme.ink2);
        response.clicked().then_some(Ask::Fold(row))
    }

    fn task(
        &self,
        ui: &mut Ui,
        (row, rect): (usize, Rect),
        (node, number): (NodeId, u32),
        view: Rect,
        lines: &mut Lines,
        menu: &mut Option<(NodeId, GridColumn)>,
    ) -> Option<Ask> {
        let theme = self.context.theme;
        let chosen = self.context.selected.contains(node);
        let id = self.table.with(node);
        let builder = UiBuilder::new().scope_id(id).max_rect(rect).accessibility_role(Role::Row);
        let mut ui = ui.new_child(builder);
        let name = lines.text(self.context, node, number, GridColumn::Task);
        ui.ctx().accesskit_node_builder(ui.unique_id(), |at| {
            at.set_label(format!("{number} {name}"));
            at.set_row_index(row + 1);
            at.set_selected(chosen);
        });
        if chosen {
            ui.painter().rect_filled(rect, 0.0, theme.select);
        } else if ui.rect_contains_pointer(rect) {
            ui.painter().rect_filled(rect, 0.0, theme.select.gamma_multiply(0.4));
        }
        line_under(&ui, rect, theme);
        let mut ask = None;
        for (index, (column, left, width)) in self.columns.iter().copied().enumerate() {
            if left > view.right() || left + width < view.left() {
                continue;
            }
            let cell = Rect::from_min_size(pos2(rect.left() + left, rect.top()), vec2(width, rect.height()));
            let place = (node, number, column);
            let response = self.cell(&mut ui, cell, (row, index), place, lines);
            if response.double_clicked() {
                ask = Some(Ask::Edit(row, column));
            } else if response.clicked() {
                let held = ui.input(|input| input.modifiers);
                ask = Some(Ask::Click(row, node, column, held));
            } else if response.secondary_clicked() {
                *menu = Some((node, column));
                ask = Some(Ask::Menu(row, node, column));
            }
        }
        ask
    }

    fn cell(
        &self,
        ui: &mut Ui,
        rect: Rect,
        (row, index): (usize, usize),
        (node, number, column): (NodeId, u32, GridColumn),
        lines: &mut Lines,
    ) -> Response {
        let (theme, words) = (self.context.theme, self.context.words);
        let id = cell_id(self.table, node, column);
        let response = ui.interact(rect, id, Sense::CLICK);
        let text = lines.text(self.context, node, number, column);
        let current = self.cursor.node == Some(node) && column == self.cursor.column;
        response.widget_info(|| {
            let shown = if text.is_empty() { words.text(Message::CellEmpty) } else { text };
            let label = words.with(Message::AtPlace, &[&words.text(column.head()), &shown]);
            WidgetInfo::labeled(Role::Cell, true, label)
        });
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_row_index(row + 1);
            node.set_column_index(index);
            node.set_selected(current);
        });
        let ink =
            if matches!(column, GridColumn::Number | GridColumn::Section) { theme.ink2 } else { theme.ink };
        let (shape, colour) = mark(self.context, node, column);
        let shown = if shape.is_empty() { text.to_owned() } else { format!("{shape} {text}") };
        let galley = ui.fonts_mut(|fonts| {
            fonts.layout_job(line(shown, colour.unwrap_or(ink), rect.width() - 2.0 * space::S))
        });
        let elided = galley.elided;
        let left = if matches!(column, GridColumn::Number | GridColumn::Notes) {
            rect.right() - space::S - galley.size().x
        } else {
            rect.left() + space::S
        };
        ui.painter().galley(pos2(left, rect.center().y - galley.size().y / 2.0), galley, ink);
        ui.painter().vline(
            rect.right() - 0.5,
            rect.y_range(),
            Stroke::new(1.0, theme.line.gamma_multiply(0.5)),
        );
        if current && self.has_keyboard {
            ring(ui, rect, theme);
        }
        if elided && response.hovered() {
            let whole = cell(self.context.plan, node, number, column, words);
            return response.on_hover_ui(|ui| {
                ui.set_max_width(420.0);
                ui.label(RichText::new(whole).color(theme.ink));
            });
        }
        response
    }
}

/// The id of a cell, the same wherever it stands.
pub(super) fn cell_id(table: Id, node: NodeId, column: GridColumn) -> Id {
    table.with((node, column))
}

/// A state's shape and colour stand beside its word.
fn mark(context: &PaneContext<'_>, node: NodeId, column: GridColumn) -> (&'static str, Option<Color32>) {
    if column != GridColumn::Status {
        return ("", None);
    }
    match context.plan.node(node).map(|view| view.status()) {
        Some(TaskStatus::Planned) => ("○", Some(context.theme.ink2)),
        Some(TaskStatus::Mixed) => ("●", Some(context.theme.ok)),
        Some(TaskStatus::Done) => ("✓", Some(context.theme.ok)),
        None => ("", None),
    }
}

fn line(text: String, ink: Color32, width: f32) -> LayoutJob {
    let mut job = LayoutJob::simple_singleline(text, theme::regular(theme::BODY), ink);
    job.wrap = egui::text::TextWrapping::truncate_at_width(width.max(0.0));
    job
}

fn line_under(ui: &Ui, rect: Rect, theme: &Theme) {
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, theme.line.gamma_multiply(0.5)));
}

fn ring(ui: &Ui, rect: Rect, theme: &Theme) {
    ui.painter().rect_stroke(rect, 0.0, Stroke::new(2.0, theme.accent), StrokeKind::Inside);
}

/// The sign of what folds or opens: pointing down while it is open. No font has it.
pub(super) fn triangle(ui: &Ui, middle: egui::Pos2, open: bool, ink: Color32) {
    let (long, short) = (4.0, 2.5);
    let corners = if open {
        [(-long, -short), (long, -short), (0.0, short)]
    } else {
        [(-short, -long), (short, 0.0), (-short, long)]
    };
    let corners = corners.map(|(x, y)| middle + vec2(x, y)).to_vec();
    ui.painter().add(egui::Shape::convex_polygon(corners, ink, Stroke::NONE));
}
