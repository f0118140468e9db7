//! Heads, names and cells.

use super::{MatrixPane, PaneContext, Place, cells};
use crate::outline::matrix::Matrix;
use crate::ui::{
    commands::UiCommand,
    theme::{self, Theme, space},
};
use crate::words::Message;
use egui::{
    Align2, Color32, Id, Rect, Response, RichText, ScrollArea, Sense, Stroke, StrokeKind, TextFormat, Ui,
    UiBuilder, WidgetInfo, accesskit::Role, pos2, text::LayoutJob, vec2,
};

/// Width of the names.
const NAMES: f32 = 168.0;
/// Width of the totals beside them.
const TOTALS: f32 = 136.0;
/// Width of a section.
const SECTION: f32 = 136.0;
/// Height of the heads: two lines.
const HEADS: f32 = 48.0;
/// Height of all heads: above the sections stand the reports, where there are several.
fn heads(matrix: &Matrix) -> f32 {
    HEADS + if matrix.reports.is_empty() { 0.0 } else { theme::TABLE_ROW }
}

/// So many tasks are listed under the pointer.
const MOST_LISTED: usize = 12;

/// What was asked for by the pointer.
struct Ask {
    place: Place,
    /// By a double click: go there.
    open: bool,
}

struct Drawing<'a> {
    context: &'a PaneContext<'a>,
    matrix: &'a Matrix,
    table: Id,
    cursor: Option<Place>,
    picked: Option<Place>,
}

impl MatrixPane {
    pub(super) fn body(
        &mut self,
        ui: &mut Ui,
        table: Id,
        context: &PaneContext<'_>,
        queue: &mut Vec<UiCommand>,
    ) {
        let Some(matrix) = self.matrix.view() else { return };
        let area = ui.available_rect_before_wrap();
        let frozen = area.min + vec2(NAMES + TOTALS, heads(matrix) + theme::TABLE_ROW);
        let inner = Rect::from_min_max(frozen, area.max);
        let drawing = Drawing {
            context,
            matrix,
            table,
            cursor: self.has_keyboard.then_some(self.cursor),
            picked: self.picked,
        };
        let reveal = std::mem::take(&mut self.reveal);
        let mut ask = None;
        let size = vec2(matrix.sections.len() as f32 * SECTION, matrix.units.len() as f32 * theme::TABLE_ROW);
        let mut seen = Seen::default();
        let mut pane =
            ui.new_child(UiBuilder::new().max_rect(inner).id_salt("cells").accessibility_parent(table));
        pane.spacing_mut().item_spacing = vec2(0.0, 0.0);
        let output =
            ScrollArea::both().auto_shrink(false).id_salt("cells").show_viewport(&mut pane, |ui, view| {
                let origin = ui.max_rect().min;
                ui.set_min_size(size);
                seen = Seen::of(view, matrix);
                for row in seen.rows.clone() {
                    for column in seen.columns.clone() {
                        let min =
                            origin + vec2((column - 1) as f32 * SECTION, (row - 1) as f32 * theme::TABLE_ROW);
                        let rect = Rect::from_min_size(min, vec2(SECTION, theme::TABLE_ROW));
                        ask = drawing.cell(ui, Place { row, column }, rect).or(ask.take());
                    }
                }
                if reveal && self.cursor.row > 0 && self.cursor.column > 0 {
                    let min = origin
                        + vec2(
                            (self.cursor.column - 1) as f32 * SECTION,
                            (self.cursor.row - 1) as f32 * theme::TABLE_ROW,
                        );
                    ui.scroll_to_rect(Rect::from_min_size(min, vec2(SECTION, theme::TABLE_ROW)), None);
                }
                if reveal && (self.cursor.row == 0) != (self.cursor.column == 0) {
                    // A total: only one direction matters.
                    let x = (self.cursor.column.max(1) - 1) as f32 * SECTION;
                    let y = (self.cursor.row.max(1) - 1) as f32 * theme::TABLE_ROW;
                    let min = if self.cursor.row == 0 {
                        pos2(origin.x + x, origin.y + view.top())
                    } else {
                        pos2(origin.x + view.left(), origin.y + y)
                    };
                    ui.scroll_to_rect(Rect::from_min_size(min, vec2(SECTION, theme::TABLE_ROW)), None);
                }
            });
        let scroll = output.state.clamped_offset();
        let frozen_ask = drawing.frozen(ui, area, &seen, scroll);
        self.scroll = scroll;
        self.page = ((inner.height() / theme::TABLE_ROW) as usize).max(2) - 1;
        let active = table.with(("cell", self.cursor.row, self.cursor.column));
        if ui.ctx().has_accesskit_node(active) {
            ui.ctx().accesskit_node_builder(table, |node| node.set_active_descendant(active.accesskit_id()));
        }
        ui.advance_cursor_after_rect(area);
        if let Some(Ask { place, open }) = frozen_ask.or(ask) {
            self.cursor = place;
            ui.memory_mut(|memory| memory.request_focus(table));
            self.pick(place, open, context, queue);
        }
    }
}

/// Rows and columns in view, both from 1.
#[derive(Clone, Default)]
struct Seen {
    rows: std::ops::Range<usize>,
    columns: std::ops::Range<usize>,
}

impl Seen {
    fn of(view: Rect, matrix: &Matrix) -> Self {
        let range = |from: f32, to: f32, step: f32, count: usize| {
            let first = (from / step).floor().max(0.0) as usize;
            let last = ((to / step).ceil().max(0.0) as usize).min(count);
            first.min(last) + 1..last + 1
        };
        Self {
            rows: range(view.top(), view.bottom(), theme::TABLE_ROW, matrix.units.len()),
            columns: range(view.left(), view.right(), SECTION, matrix.sections.len()),
        }
    }
}

impl Drawing<'_> {
    /// Heads, names and totals, which do not scroll away.
    fn frozen(&self, ui: &mut Ui, area: Rect, seen: &Seen, scroll: egui::Vec2) -> Option<Ask> {
        let theme = self.context.theme;
        let mut ask = None;
        let top = area.top() + heads(self.matrix);
        let first = top + theme::TABLE_ROW;
        let left = area.left() + NAMES + TOTALS;
        // Heads and the row of totals scroll sideways only.
        let band = Rect::from_min_max(pos2(left, area.top()), pos2(area.right(), first));
        let mut heads = self.part(ui, band, "heads");
        self.reports(&mut heads, band, left - scroll.x);
        for column in seen.columns.clone() {
            let x = left + (column - 1) as f32 * SECTION - scroll.x;
            let head = Rect::from_min_size(pos2(x, top - HEADS), vec2(SECTION, HEADS));
            ask = self.head(&mut heads, column, head).or(ask);
            let total = Rect::from_min_size(pos2(x, top), vec2(SECTION, theme::TABLE_ROW));
            ask = self.cell(&mut heads, Place { row: 0, column }, total).or(ask);
        }
        // Names and the column of totals scroll up and down only.
        let band = Rect::from_min_max(pos2(area.left(), first), pos2(left, area.bottom()));
        let mut names = self.part(ui, band, "names");
        for row in seen.rows.clone() {
            let y = first + (row - 1) as f32 * theme::TABLE_ROW - scroll.y;
            let name = Rect::from_min_size(pos2(area.left(), y), vec2(NAMES, theme::TABLE_ROW));
            ask = self.name(&mut names, row, name).or(ask);
            let total = Rect::from_min_size(pos2(area.left() + NAMES, y), vec2(TOTALS, theme::TABLE_ROW));
            ask = self.cell(&mut names, Place { row, column: 0 }, total).or(ask);
        }
        let band = Rect::from_min_max(area.min, pos2(left, first));
        let mut corner = self.part(ui, band, "corner");
        let head = Rect::from_min_size(pos2(area.left() + NAMES, top - HEADS), vec2(TOTALS, HEADS));
        ask = self.head(&mut corner, 0, head).or(ask);
        let name = Rect::from_min_size(pos2(area.left(), top), vec2(NAMES, theme::TABLE_ROW));
        ask = self.name(&mut corner, 0, name).or(ask);
        let total = Rect::from_min_size(pos2(area.left() + NAMES, top), vec2(TOTALS, theme::TABLE_ROW));
        ask = self.cell(&mut corner, Place::default(), total).or(ask);
        let stroke = Stroke::new(1.0, theme.line);
        ui.painter().hline(area.x_range(), first - 0.5, stroke);
        ui.painter().vline(left - 0.5, area.y_range(), stroke);
        ask
    }

    /// The names of the reports over their columns; a name stays in sight as long as one of them does.
    fn reports(&self, ui: &mut Ui, band: Rect, first: f32) {
        let theme = self.context.theme;
        for report in &self.matrix.reports {
            let (from, to) = (first + report.from as f32 * SECTION, first + report.to as f32 * SECTION);
            let place = Rect::from_min_max(pos2(from, band.top()), pos2(to, band.top() + theme::TABLE_ROW));
            let seen = place.intersect(band);
            if seen.width() <= 0.0 {
                continue;
            }
            let response = ui.interact(seen, self.table.with(("report", report.from)), Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, &report.name));
            let elided = line(ui, seen, report.name.clone(), (theme::bold(theme::CAPTION), theme.ink));
            self.lines(ui, place);
            if elided {
                response.on_hover_text(&report.name);
            }
        }
    }

    fn part(&self, ui: &mut Ui, band: Rect, salt: &'static str) -> Ui {
        let builder = UiBuilder::new().id_salt(salt).max_rect(band).accessibility_parent(self.table);
        let mut part = ui.new_child(builder);
        part.set_clip_rect(band.intersect(ui.clip_rect()));
        part.painter().rect_filled(band, 0.0, self.context.theme.panel);
        part
    }

    fn head(&self, ui: &mut Ui, column: usize, rect: Rect) -> Option<Ask> {
        let (theme, words) = (self.context.theme, self.context.words);
        let name = cells::column_name(self.matrix, column, words);
        let response = ui.interact(rect, self.table.with(("head", column)), Sense::CLICK);
        response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, &name));
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_column_index(column + 1));
        let mut job =
            LayoutJob::simple(name.clone(), theme::bold(theme::CAPTION), theme.ink2, rect.width() - space::L);
        job.wrap.max_rows = 2;
        let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
        let elided = galley.elided;
        let at = pos2(rect.left() + space::S, rect.center().y - galley.size().y / 2.0);
        ui.painter().galley(at, galley, theme.ink2);
        self.lines(ui, rect);
        let asked = asked(&response, Place { row: 0, column });
        if elided {
            response.on_hover_text(name);
        }
        asked
    }

    fn name(&self, ui: &mut Ui, row: usize, rect: Rect) -> Option<Ask> {
        let (theme, words) = (self.context.theme, self.context.words);
        let name = cells::row_name(self.matrix, row, words);
        let response = ui.interact(rect, self.table.with(("name", row)), Sense::CLICK);
        response.widget_info(|| WidgetInfo::labeled(Role::RowHeader, true, &name));
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_row_index(row + 1));
        let unit = row.checked_sub(1).and_then(|at| self.matrix.units.get(at));
        let nobody = unit.is_some_and(|unit| unit.name.is_empty());
        let ink = if nobody { theme.warn } else { theme.ink };
        let shown = if nobody { format!("▲ {name}") } else { name.clone() };
        let font = if row == 0 { theme::bold(theme::BODY) } else { theme::regular(theme::BODY) };
        let elided = line(ui, rect, shown, (font, ink));
        self.lines(ui, rect);
        let asked = asked(&response, Place { row, column: 0 });
        let absent = unit.is_some_and(|unit| unit.id.is_none() && !unit.collective && !nobody);
        if elided || absent {
            response.on_hover_ui(|ui| {
                ui.label(&name);
                if absent {
                    let text = words.text(Message::NotInDirectory);
                    ui.label(RichText::new(text).small().color(theme.ink2));
                }
            });
        }
        asked
    }

    fn cell(&self, ui: &mut Ui, place: Place, rect: Rect) -> Option<Ask> {
        let (theme, words) = (self.context.theme, self.context.words);
        let id = self.table.with(("cell", place.row, place.column));
        let response = ui.interact(rect, id, Sense::CLICK);
        let text = cells::text(self.matrix, place, words);
        response.widget_info(|| {
            let said = if text.is_empty() { words.text(Message::CellEmpty) } else { &text };
            let caption = cells::caption(self.matrix, place, words);
            WidgetInfo::labeled(Role::Cell, true, words.with(Message::AtPlace, &[&caption, &said]))
        });
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_row_index(place.row + 1);
            node.set_column_index(place.column + 1);
            node.set_selected(self.picked == Some(place));
        });
        if self.picked == Some(place) {
            ui.painter().rect_filled(rect, 0.0, theme.select);
        } else if response.hovered() && !text.is_empty() {
            ui.painter().rect_filled(rect, 0.0, theme.select.gamma_multiply(0.5));
        }
        self.lines(ui, rect);
        let parts: Vec<_> = cells::cell(self.matrix, place).into_iter().flat_map(cells::parts).collect();
        if parts.is_empty() {
            if !text.is_empty() {
                let font = theme::bold(theme::CAPTION);
                ui.painter().text(rect.center(), Align2::CENTER_CENTER, &text, font, theme.ink2);
            }
        } else {
            let mut job = LayoutJob::default();
            for (at, (role, count)) in parts.iter().enumerate() {
                let (shape, word, ink) = cells::sign(*role, theme);
                // Three parts and more have room for their shapes only; the words are under the pointer.
                let said = if parts.len() > 2 {
                    count.to_string()
                } else {
                    words.with(Message::PartCount, &[&words.text(word), count])
                };
                let format = TextFormat::simple(theme::regular(theme::CAPTION), ink);
                job.append(&format!("{shape}{said}"), if at > 0 { space::S } else { 0.0 }, format);
            }
            job.wrap = egui::text::TextWrapping::truncate_at_width(rect.width() - space::S);
            let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
            let at = rect.center() - galley.size() / 2.0;
            ui.painter().galley(at, galley, theme.ink);
        }
        if self.cursor == Some(place) {
            ui.painter().rect_stroke(rect, 0.0, Stroke::new(2.0, theme.accent), StrokeKind::Inside);
        }
        let asked = asked(&response, place);
        if response.hovered() && !text.is_empty() {
            response.on_hover_ui(|ui| self.list(ui, place, &text));
        }
        asked
    }

    /// The tasks of a cell.
    fn list(&self, ui: &mut Ui, place: Place, text: &str) {
        let (theme, words) = (self.context.theme, self.context.words);
        ui.set_max_width(420.0);
        ui.label(RichText::new(cells::caption(self.matrix, place, words)).font(theme::bold(theme::BODY)));
        ui.label(RichText::new(text).small().color(theme.ink2));
        let tasks = cells::tasks(self.matrix, place);
        let listed = self.matrix.nodes(&tasks[..tasks.len().min(MOST_LISTED)]);
        for node in listed.into_iter().filter_map(|node| self.context.plan.node(node)) {
            let title = format!("{} {}", node.marker(), node.title());
            ui.add(egui::Label::new(title.trim()).truncate());
        }
        if tasks.len() > MOST_LISTED {
            let more = words.with(Message::MoreTasks, &[&(tasks.len() - MOST_LISTED)]);
            ui.label(RichText::new(more).small().color(theme.ink2));
        }
    }

    fn lines(&self, ui: &Ui, rect: Rect) {
        let stroke = Stroke::new(1.0, faint(self.context.theme));
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, stroke);
        ui.painter().vline(rect.right() - 0.5, rect.y_range(), stroke);
    }
}

fn asked(response: &Response, place: Place) -> Option<Ask> {
    let open = response.double_clicked();
    (response.clicked() || open).then_some(Ask { place, open })
}

fn faint(theme: &Theme) -> Color32 {
    theme.line.gamma_multiply(0.5)
}

/// One line of words in a cell; true when not all of it had room.
fn line(ui: &Ui, rect: Rect, text: String, (font, ink): (egui::FontId, Color32)) -> bool {
    let mut job = LayoutJob::simple_singleline(text, font, ink);
    job.wrap = egui::text::TextWrapping::truncate_at_width(rect.width() - 2.0 * space::S);
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let elided = galley.elided;
    ui.painter().galley(pos2(rect.left() + space::S, rect.center().y - galley.size().y / 2.0), galley, ink);
    elided
}
