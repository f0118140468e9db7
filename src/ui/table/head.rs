//! The heads of the columns: a click sorts, a drag moves or resizes, the menu does both and filters.

use super::{PaneContext, TablePane, body::triangle, columns};
use crate::outline::grid::{CellFilter, GridColumn};
use crate::ui::theme::{self, space};
use crate::words::Message;
use egui::{
    CursorIcon, Id, Key, Popup, PopupCloseBehavior, Rect, Sense, SetOpenCommand, Stroke, StrokeKind,
    TextEdit, Ui, UiBuilder, WidgetInfo, accesskit::Role, pos2, vec2,
};

/// Room for the sign of the menu at a head's right.
const SIGN: f32 = 20.0;
/// Width of the place that resizes.
const GRIP: f32 = 6.0;

impl TablePane {
    pub(super) fn head(
        &mut self,
        ui: &mut Ui,
        table: Id,
        rect: Rect,
        columns: &[(GridColumn, f32, f32)],
        context: &PaneContext<'_>,
    ) {
        let theme = context.theme;
        let builder = UiBuilder::new().id_salt("heads").max_rect(rect).accessibility_role(Role::Row);
        let mut ui = ui.new_child(builder.accessibility_parent(table));
        ui.set_clip_rect(rect.intersect(ui.clip_rect()));
        ui.painter().rect_filled(rect, 0.0, theme.panel);
        for (index, (column, left, width)) in columns.iter().copied().enumerate() {
            let min = pos2(rect.left() + left - self.scroll.x, rect.top());
            let head = Rect::from_min_size(min, vec2(width, rect.height()));
            if head.intersects(rect) {
                self.one_head(&mut ui, table, head, (index, column), context);
            }
        }
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, theme.line));
    }

    fn one_head(
        &mut self,
        ui: &mut Ui,
        table: Id,
        rect: Rect,
        (index, column): (usize, GridColumn),
        context: &PaneContext<'_>,
    ) {
        let (theme, words) = (context.theme, context.words);
        let name = words.text(column.head());
        let sort = self.key.settings.sort.filter(|(by, _)| *by == column).map(|(_, descending)| descending);
        let filter = self.filter(column).cloned();
        let body = Rect::from_min_max(rect.min, rect.max - vec2(SIGN, 0.0));
        let response = ui.interact(body, table.with(("head", column)), Sense::click_and_drag());
        let state = match sort {
            None => Message::Unsorted,
            Some(false) => Message::SortUp,
            Some(true) => Message::SortDown,
        };
        response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, name));
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_column_index(index);
            node.set_description(words.text(state));
        });
        if response.hovered() {
            ui.painter().rect_filled(rect, 0.0, theme.select);
        }
        if response.has_focus() {
            ui.painter().rect_stroke(rect, 0.0, Stroke::new(2.0, theme.accent), StrokeKind::Inside);
        }
        let ink = if filter.is_some() || sort.is_some() { theme.accent } else { theme.ink2 };
        let mut job =
            egui::text::LayoutJob::simple_singleline(name.to_owned(), theme::bold(theme::BODY), ink);
        job.wrap = egui::text::TextWrapping::truncate_at_width((body.width() - space::S).max(0.0));
        let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
        let at = pos2(rect.left() + space::S, rect.center().y - galley.size().y / 2.0);
        let after = at.x + galley.size().x + space::S;
        ui.painter().galley(at, galley, ink);
        if let Some(descending) = sort {
            arrow(ui, pos2(after + 2.0, rect.center().y), descending, ink);
        }
        if filter.is_some() {
            funnel(ui, pos2(after + if sort.is_some() { 14.0 } else { 2.0 }, rect.center().y), ink);
        }
        ui.painter().vline(rect.right() - 0.5, rect.y_range(), Stroke::new(1.0, theme.line));

        if response.clicked() {
            self.sort_next(column);
        }
        self.drag(ui, &response, column, context);
        self.grip(ui, table, rect, column);
        self.menu_of(ui, table, rect, &response, column, context);
    }

    /// From the text's order to ascending, to descending, and back.
    fn sort_next(&mut self, column: GridColumn) {
        self.key.settings.sort = match self.key.settings.sort {
            Some((by, false)) if by == column => Some((column, true)),
            Some((by, true)) if by == column => None,
            _ => Some((column, false)),
        };
        self.settle();
    }

    /// A head dropped on another one takes its place.
    fn drag(&mut self, ui: &Ui, response: &egui::Response, column: GridColumn, context: &PaneContext<'_>) {
        response.dnd_set_drag_payload(column);
        if response.dragged() {
            ui.set_cursor_icon(CursorIcon::Grabbing);
        }
        if response.dnd_hover_payload::<GridColumn>().is_some_and(|other| *other != column) {
            let stroke = Stroke::new(2.0, context.theme.accent);
            ui.painter().vline(response.rect.left() + 1.0, response.rect.y_range(), stroke);
        }
        if let Some(other) = response.dnd_release_payload::<GridColumn>() {
            self.arrangement.put(*other, column);
        }
    }

    /// The right edge of a head resizes its column.
    fn grip(&mut self, ui: &Ui, table: Id, rect: Rect, column: GridColumn) {
        let grip = Rect::from_min_max(pos2(rect.right() - GRIP, rect.top()), rect.max);
        let response = ui.interact(grip, table.with(("grip", column)), Sense::drag());
        if response.hovered() || response.dragged() {
            ui.set_cursor_icon(CursorIcon::ResizeHorizontal);
        }
        if response.dragged() {
            self.arrangement.resize(column, rect.width() + response.drag_delta().x);
        }
    }

    fn menu_of(
        &mut self,
        ui: &Ui,
        table: Id,
        rect: Rect,
        head: &egui::Response,
        column: GridColumn,
        context: &PaneContext<'_>,
    ) {
        let (theme, words) = (context.theme, context.words);
        let place = pos2(rect.right() - SIGN, rect.top());
        let place = Rect::from_min_max(place, rect.max - vec2(GRIP, 0.0));
        let sign = ui.interact(place, table.with(("sign", column)), Sense::click());
        let label = words.with(Message::ColumnMenu, &[&words.text(column.head())]);
        sign.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
        if head.hovered() || sign.hovered() || sign.has_focus() || head.has_focus() {
            triangle(ui, place.center(), true, theme.ink);
        }
        if sign.has_focus() {
            ui.painter().rect_stroke(
                place,
                theme::RADIUS,
                Stroke::new(2.0, theme.accent),
                StrokeKind::Inside,
            );
        }
        let down =
            head.has_focus() && ui.input(|input| input.modifiers.alt && input.key_pressed(Key::ArrowDown));
        let toggle = sign.clicked() || head.secondary_clicked() || down;
        Popup::menu(&sign)
            .style(theme::menu_style)
            .open_memory(toggle.then_some(SetOpenCommand::Toggle))
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .show(|ui| self.column_menu(ui, (column, rect.width()), context));
    }

    fn column_menu(&mut self, ui: &mut Ui, (column, width): (GridColumn, f32), context: &PaneContext<'_>) {
        let words = context.words;
        ui.set_min_width(200.0);
        let now = self.key.settings.sort.filter(|(by, _)| *by == column).map(|(_, descending)| descending);
        let sorts =
            [(Message::SortUp, Some(false)), (Message::SortDown, Some(true)), (Message::SortText, None)];
        for (label, descending) in sorts {
            if ui.selectable_label(now == descending, words.text(label)).clicked() {
                self.key.settings.sort = descending.map(|descending| (column, descending));
                self.settle();
                ui.close();
            }
        }
        ui.separator();
        self.filter_field(ui, column, context);
        for (label, filter) in
            [(Message::FilterEmpty, CellFilter::Empty), (Message::FilterFilled, CellFilter::Filled)]
        {
            let on = self.filter(column) == Some(&filter);
            if ui.selectable_label(on, words.text(label)).clicked() {
                self.set_filter(column, (!on).then_some(filter));
                ui.close();
            }
        }
        ui.separator();
        if ui.button(words.text(Message::ColumnLeft)).clicked() {
            self.arrangement.shift(column, false);
        }
        if ui.button(words.text(Message::ColumnRight)).clicked() {
            self.arrangement.shift(column, true);
        }
        if ui.button(words.text(Message::ColumnWider)).clicked() {
            self.arrangement.resize(column, width + columns::STEP);
        }
        if ui.button(words.text(Message::ColumnNarrower)).clicked() {
            self.arrangement.resize(column, width - columns::STEP);
        }
        if ui.button(words.text(Message::ColumnHide)).clicked() {
            self.arrangement.toggle(column);
            ui.close();
        }
    }

    /// The words that the cells of a column must hold. Rows follow each letter.
    fn filter_field(&mut self, ui: &mut Ui, column: GridColumn, context: &PaneContext<'_>) {
        let mut text = match self.filter(column) {
            Some(CellFilter::Contains(text)) => text.clone(),
            _ => String::new(),
        };
        let label = ui.label(context.words.text(Message::FilterContains));
        let response = ui.add(TextEdit::singleline(&mut text).desired_width(180.0)).labelled_by(label.id);
        if response.changed() {
            self.set_filter(column, (!text.is_empty()).then_some(CellFilter::Contains(text)));
        }
        if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
            ui.close();
        }
    }

    pub(super) fn filter(&self, column: GridColumn) -> Option<&CellFilter> {
        self.key.settings.filters.iter().find(|(of, _)| *of == column).map(|(_, filter)| filter)
    }

    pub(super) fn set_filter(&mut self, column: GridColumn, filter: Option<CellFilter>) {
        let filters = &mut self.key.settings.filters;
        match (filters.iter().position(|(of, _)| *of == column), filter) {
            (Some(at), Some(filter)) => filters[at].1 = filter,
            (Some(at), None) => drop(filters.remove(at)),
            (None, Some(filter)) => filters.push((column, filter)),
            (None, None) => {}
        }
        self.settle();
    }
}

/// Which way a column is sorted. No font has it.
fn arrow(ui: &Ui, middle: egui::Pos2, descending: bool, ink: egui::Color32) {
    let tip = if descending { 3.5 } else { -3.5 };
    let corners = vec![middle + vec2(-4.0, -tip), middle + vec2(4.0, -tip), middle + vec2(0.0, tip)];
    ui.painter().add(egui::Shape::convex_polygon(corners, ink, Stroke::NONE));
}

/// The sign of a filter: lines that grow shorter.
fn funnel(ui: &Ui, middle: egui::Pos2, ink: egui::Color32) {
    for (down, half) in [(-3.0, 5.0), (0.0, 3.0), (3.0, 1.0)] {
        let x = middle.x - half..=middle.x + half;
        ui.painter().hline(x, middle.y + down, Stroke::new(1.5, ink));
    }
}
