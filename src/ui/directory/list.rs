//! The list: the directory in its order, then the units that only the reports name.

use super::{DirectoryPane, PaneContext, draft::heir, moved, show_tasks};
use crate::model::{ResponsibleUnit, Role as Part, UnitId};
use crate::outline::{listing::ListedUnit, matrix::MatrixCell};
use crate::ui::{
    commands::UiCommand,
    theme::{self, Theme, space},
};
use crate::words::{Message, Messages};
use egui::{
    Button, CursorIcon, EventFilter, Id, Key, Rect, Response, RichText, ScrollArea, Sense, Stroke,
    StrokeKind, Ui, UiBuilder, WidgetInfo, accesskit::Role, pos2, text::LayoutJob, vec2,
};

/// Room for the number before a unit.
const NUMBER: f32 = 40.0;
/// Room for the numbers of tasks at a row's right.
const BUTTON: f32 = 200.0;
/// In a row narrower than this they take no more than they need.
const NARROW: f32 = 480.0;

/// What a row asks for.
enum Ask {
    Choose(usize),
    Edit(usize),
    Tasks(usize),
    /// From one place in the directory to another.
    Move(UnitId, usize),
    AbsentTasks(usize),
    Enter(usize),
}

impl DirectoryPane {
    pub(super) fn list(&mut self, ui: &mut Ui, context: &PaneContext<'_>, queue: &mut Vec<UiCommand>) {
        let table = ui.scope_id().with("directory");
        let area = ui.available_rect_before_wrap();
        let response = ui.interact(area, table, Sense::focusable_noninteractive());
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::Table, true, context.words.text(Message::ShowUnits));
            info.selected = None;
            info
        });
        if self.arrival.takes_keyboard(ui) || std::mem::take(&mut self.take_keyboard) {
            response.request_focus();
        }
        self.has_keyboard = response.has_focus();
        if self.has_keyboard {
            let arrows = EventFilter { vertical_arrows: true, ..EventFilter::default() };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(table, arrows));
            self.keys(ui, context, queue);
        }
        let ask = self.rows(ui, table, context);
        match ask {
            None => {}
            Some(Ask::Choose(at)) => {
                ui.memory_mut(|memory| memory.request_focus(table));
                self.choose(at, context.plan, queue);
            }
            Some(Ask::Edit(at)) => {
                self.choose(at, context.plan, queue);
                self.focus_fields = true;
            }
            Some(Ask::Tasks(at)) => self.tasks(at, queue),
            Some(Ask::Move(id, to)) => {
                let command = self.listing.view().and_then(|list| moved(list, list.place(id)?, to));
                self.unit = Some(id);
                queue.extend(command.map(UiCommand::Run));
            }
            Some(Ask::AbsentTasks(at)) => {
                if let Some(list) = self.listing.view()
                    && let Some(unit) = list.absent.get(at)
                {
                    show_tasks(list.nodes(&unit.tasks), &unit.name, queue);
                }
            }
            Some(Ask::Enter(at)) => {
                if let Some(unit) = self.listing.view().and_then(|list| list.absent.get(at)) {
                    let names = [unit.name.clone()];
                    queue.push(UiCommand::Run(Self::enter(&names, context.plan)));
                }
            }
        }
    }

    fn tasks(&self, at: usize, queue: &mut Vec<UiCommand>) {
        let found = self.found.get(at).copied();
        if let Some((list, at)) = self.listing.view().zip(found)
            && let Some(unit) = list.units.get(at)
        {
            show_tasks(list.nodes(&unit.tasks), unit.unit.display_name(), queue);
        }
    }

    fn keys(&mut self, ui: &Ui, context: &PaneContext<'_>, queue: &mut Vec<UiCommand>) {
        let last = self.found.len().saturating_sub(1);
        let pressed = |key| {
            ui.input_mut(|input| !input.modifiers.any() && input.consume_key(egui::Modifiers::NONE, key))
        };
        let to = if pressed(Key::ArrowDown) {
            Some(if self.unit.is_none() { 0 } else { (self.cursor + 1).min(last) })
        } else if pressed(Key::ArrowUp) {
            Some(self.cursor.saturating_sub(1))
        } else if pressed(Key::PageDown) {
            Some((self.cursor + self.page).min(last))
        } else if pressed(Key::PageUp) {
            Some(self.cursor.saturating_sub(self.page))
        } else if pressed(Key::Home) {
            Some(0)
        } else if pressed(Key::End) {
            Some(last)
        } else {
            None
        };
        if let Some(to) = to {
            self.choose(to, context.plan, queue);
        } else if pressed(Key::Enter) {
            if self.unit.is_none() {
                self.choose(self.cursor, context.plan, queue);
            }
            self.focus_fields = true;
        } else if pressed(Key::Space) {
            self.tasks(self.cursor, queue);
        }
    }

    fn rows(&mut self, ui: &mut Ui, table: Id, context: &PaneContext<'_>) -> Option<Ask> {
        let listing = self.listing.view()?;
        let (theme, words) = (context.theme, context.words);
        let known = self.found.len();
        // Units that only the reports name have no place in a search.
        let absent = if self.query.trim().is_empty() { listing.absent.len() } else { 0 };
        let all = known + absent + usize::from(absent > 0);
        ui.ctx().accesskit_node_builder(table, |node| node.set_row_count(all));
        let mut ask = None;
        let mut pane = ui.new_child(
            UiBuilder::new()
                .max_rect(ui.available_rect_before_wrap())
                .id_salt("list")
                .accessibility_parent(table),
        );
        pane.spacing_mut().item_spacing = vec2(0.0, 0.0);
        let (reveal, cursor) = (std::mem::take(&mut self.reveal), self.cursor);
        let output =
            ScrollArea::vertical().auto_shrink(false).id_salt("list").show_viewport(&mut pane, |ui, view| {
                let origin = ui.max_rect().min;
                let width = ui.available_width();
                ui.set_min_size(vec2(width, all as f32 * theme::TABLE_ROW));
                let first = (view.top() / theme::TABLE_ROW).floor().max(0.0) as usize;
                let last = ((view.bottom() / theme::TABLE_ROW).ceil().max(0.0) as usize).min(all);
                let place = |row: usize| {
                    let min = pos2(origin.x, origin.y + row as f32 * theme::TABLE_ROW);
                    Rect::from_min_size(min, vec2(width, theme::TABLE_ROW))
                };
                for row in first..last.max(first) {
                    let rect = place(row);
                    if let Some(at) = self.found.get(row) {
                        let Some(unit) = listing.units.get(*at) else { continue };
                        let drawn = Drawn {
                            chosen: self.unit == Some(unit.id),
                            ring: self.has_keyboard && row == cursor,
                        };
                        ask = known_row(ui, (table, row, *at), rect, unit, drawn, context).or(ask.take());
                    } else if row == known {
                        let text = words.with(Message::UnitsAbsentHead, &[&absent]);
                        ui.painter().rect_filled(rect, 0.0, theme.panel);
                        let response = ui.interact(rect, table.with("absent"), Sense::hover());
                        response.widget_info(|| WidgetInfo::labeled(Role::Row, true, &text));
                        let at = pos2(rect.left() + space::L, rect.center().y);
                        let font = theme::bold(theme::BODY);
                        ui.painter().text(at, egui::Align2::LEFT_CENTER, &text, font, theme.ink);
                    } else if let Some(unit) = listing.absent.get(row - known - 1) {
                        let at = row - known - 1;
                        ask = absent_row(ui, (table, at), rect, (&unit.name, &unit.tasks), context)
                            .or(ask.take());
                    }
                }
                if reveal && cursor < known {
                    ui.scroll_to_rect(place(cursor), None);
                }
            });
        self.page = ((output.inner_rect.height() / theme::TABLE_ROW) as usize).max(2) - 1;
        if all == 0 {
            let at = ui.max_rect().center_top() + vec2(0.0, space::XL);
            let text = words.text(Message::NoSuchUnit);
            ui.painter().text(at, egui::Align2::CENTER_TOP, text, theme::regular(theme::BODY), theme.ink2);
        }
        ask
    }
}

/// The short name, where it is not the full one again.
pub(super) fn short_of(unit: &ResponsibleUnit) -> &str {
    if unit.short_name == unit.full_name { "" } else { &unit.short_name }
}

/// How a row stands out.
#[derive(Clone, Copy)]
struct Drawn {
    chosen: bool,
    ring: bool,
}

fn known_row(
    ui: &mut Ui,
    (table, row, at): (Id, usize, usize),
    rect: Rect,
    unit: &ListedUnit,
    drawn: Drawn,
    context: &PaneContext<'_>,
) -> Option<Ask> {
    let (theme, words) = (context.theme, context.words);
    let response = ui.interact(rect, table.with(unit.id), Sense::CLICK | Sense::DRAG);
    let count = counts(&unit.tasks, words);
    let of = &unit.unit;
    response.widget_info(|| {
        let order = if of.order == 0 { String::new() } else { of.order.to_string() };
        let label = format!("{order} {} {} {count}", of.full_name, short_of(of));
        WidgetInfo::labeled(Role::Row, true, label.trim())
    });
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_row_index(row);
        node.set_selected(drawn.chosen);
    });
    ground(ui, rect, &response, drawn, theme);
    let left = rect.left() + space::L;
    let number = if of.order == 0 { String::new() } else { of.order.to_string() };
    let font = theme::regular(theme::CAPTION);
    ui.painter().text(
        pos2(left + NUMBER - space::M, rect.center().y),
        egui::Align2::RIGHT_CENTER,
        number,
        font,
        theme.ink2,
    );
    let (shows, counted) =
        count_button(ui, table.with(("count", unit.id)), rect, &count, &of.full_name, context);
    let room = (counted - space::S - left - NUMBER).max(0.0);
    let mut job = LayoutJob::default();
    let format = |size, ink| egui::TextFormat::simple(theme::regular(size), ink);
    job.append(&of.full_name, 0.0, format(theme::BODY, theme.ink));
    for more in [short_of(of), &of.group] {
        if !more.is_empty() {
            job.append(more, space::M, format(theme::CAPTION, theme.ink2));
        }
    }
    if let Some((into, _)) = heir(context.plan, unit.id, of) {
        let name = context.plan.directory_unit(into);
        let text = words.with(Message::MergedInto, &[&name.display_name()]);
        job.append(&text, space::M, format(theme::CAPTION, theme.warn));
    }
    job.wrap = egui::text::TextWrapping::truncate_at_width(room);
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    ui.painter().galley(pos2(left + NUMBER, rect.center().y - galley.size().y / 2.0), galley, theme.ink);
    let dropped = drag(ui, &response, unit.id, at, context);
    if shows {
        Some(Ask::Tasks(row))
    } else if dropped.is_some() {
        dropped
    } else if response.double_clicked() {
        Some(Ask::Edit(row))
    } else if response.clicked() {
        Some(Ask::Choose(row))
    } else {
        None
    }
}

/// A row dropped on another takes its place.
fn drag(ui: &Ui, response: &Response, id: UnitId, at: usize, context: &PaneContext<'_>) -> Option<Ask> {
    if !context.writing {
        return None;
    }
    response.dnd_set_drag_payload(id);
    if response.dragged() {
        ui.set_cursor_icon(CursorIcon::Grabbing);
    }
    if response.dnd_hover_payload::<UnitId>().is_some_and(|other| *other != id) {
        let stroke = Stroke::new(2.0, context.theme.accent);
        ui.painter().hline(response.rect.x_range(), response.rect.top(), stroke);
    }
    response.dnd_release_payload::<UnitId>().filter(|other| **other != id).map(|other| Ask::Move(*other, at))
}

fn absent_row(
    ui: &mut Ui,
    (table, at): (Id, usize),
    rect: Rect,
    (name, tasks): (&str, &MatrixCell),
    context: &PaneContext<'_>,
) -> Option<Ask> {
    let (theme, words) = (context.theme, context.words);
    let id = table.with(("absent", name));
    let response = ui.interact(rect, id, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Row, true, name));
    ground(ui, rect, &response, Drawn { chosen: false, ring: false }, theme);
    let left = rect.left() + space::L + NUMBER;
    let count = counts(tasks, words);
    let (shows, counted) = count_button(ui, id.with("count"), rect, &count, name, context);
    let mut enter = false;
    // The name takes what the buttons leave.
    let mut end = if rect.width() < NARROW { counted } else { counted.min(rect.right() - BUTTON) };
    if context.writing {
        let label = RichText::new(words.text(Message::EnterUnit)).color(theme.accent);
        let wide = 64.0;
        let place = Rect::from_min_size(
            pos2((end - space::S - wide).max(left), rect.top() + 3.0),
            vec2(wide, rect.height() - 6.0),
        );
        end = place.left() - space::S;
        let response =
            ui.put(place, Button::new(label)).accessible_name(words.with(Message::EnterUnitNamed, &[&name]));
        enter = response.clicked();
    }
    let room = (end - left).max(0.0);
    let mut job = LayoutJob::simple_singleline(name.to_owned(), theme::regular(theme::BODY), theme.ink);
    job.wrap = egui::text::TextWrapping::truncate_at_width(room);
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let elided = galley.elided;
    ui.painter().galley(pos2(left, rect.center().y - galley.size().y / 2.0), galley, theme.ink);
    if elided {
        response.on_hover_text(name);
    }
    if shows {
        Some(Ask::AbsentTasks(at))
    } else if enter {
        Some(Ask::Enter(at))
    } else {
        None
    }
}

fn ground(ui: &Ui, rect: Rect, response: &Response, drawn: Drawn, theme: &Theme) {
    if drawn.chosen {
        ui.painter().rect_filled(rect, 0.0, theme.select);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 0.0, theme.select.gamma_multiply(0.4));
    }
    let stroke = Stroke::new(1.0, theme.line.gamma_multiply(0.5));
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, stroke);
    if drawn.ring {
        ui.painter().rect_stroke(rect, 0.0, Stroke::new(2.0, theme.accent), StrokeKind::Inside);
    }
}

/// The number of tasks, with the left of the room it takes; a click shows them.
fn count_button(
    ui: &mut Ui,
    id: Id,
    rect: Rect,
    count: &str,
    name: &str,
    context: &PaneContext<'_>,
) -> (bool, f32) {
    if count.is_empty() {
        return (false, rect.right());
    }
    let theme = context.theme;
    let font = theme::regular(theme::CAPTION);
    let galley = ui.painter().layout_no_wrap(count.to_owned(), font, theme.accent);
    let size = galley.size() + vec2(2.0 * space::S, 0.0);
    let place =
        Rect::from_min_size(pos2(rect.right() - space::S - size.x, rect.top()), vec2(size.x, rect.height()));
    let response = ui.interact(place, id, Sense::click());
    response.widget_info(|| {
        let label = context.words.with(Message::AtPlace, &[&name, &count]);
        WidgetInfo::labeled(Role::Button, true, label)
    });
    let at = pos2(place.left() + space::S, place.center().y - galley.size().y / 2.0);
    if response.hovered() || response.has_focus() {
        let y = at.y + galley.size().y;
        ui.painter().hline(at.x..=at.x + galley.size().x, y, Stroke::new(1.0, theme.accent));
    }
    ui.painter().galley(at, galley, theme.accent);
    if response.has_focus() {
        ui.painter().rect_stroke(
            place.shrink(2.0),
            theme::RADIUS,
            Stroke::new(2.0, theme.accent),
            StrokeKind::Inside,
        );
    }
    (response.clicked(), place.left())
}

/// 牵头3 · 配合12.
fn counts(tasks: &MatrixCell, words: Messages) -> String {
    let parts = [
        (Part::Lead, Message::RoleLead),
        (Part::Collecting, Message::RoleCollecting),
        (Part::Responsible, Message::RoleResponsible),
        (Part::Support, Message::RoleSupport),
    ];
    let said = parts.into_iter().map(|(part, word)| (tasks.count(part), word));
    let said = said.filter(|(count, _)| *count > 0);
    said.map(|(count, word)| words.with(Message::PartCount, &[&words.text(word), &count]))
        .collect::<Vec<_>>()
        .join(" · ")
}
