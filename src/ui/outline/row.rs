//! Drawing one row, and what the pointer does to it.

use super::{
    badges::Badges,
    filter::is_unsure,
    panel::{OutlineContext, OutlinePanel},
    rows::Row,
    shape::RowOf,
};
use crate::words::{Message, Messages};
use crate::{
    model::{NodeId, NodeKind, NodeView, Plan, TaskStatus},
    ui::{
        commands::{TABLE, UiCommand, Verb, keys_text},
        theme::{self, Theme, space},
    },
};
use egui::{Align2, Button, Color32, Id, Modifiers, Rect, Response, Sense, Stroke, Ui, WidgetInfo};
use egui::{accesskit::Action, accesskit::Role, pos2, text::LayoutJob, vec2};
use std::borrow::Cow;

/// Where a row is drawn.
pub(super) struct RowPlace {
    pub(super) rect: Rect,
    pub(super) tree: Id,
    pub(super) tree_has_focus: bool,
}

/// What a row says, made for the rows in view only.
struct RowWords<'a> {
    mark: Mark,
    marker: Cow<'a, str>,
    title: Cow<'a, str>,
    badges: Badges,
    /// A report or section.
    strong: bool,
}

/// The sign before a row: shape, colour and word, never colour alone.
struct Mark {
    shape: &'static str,
    colour: Color32,
    word: Message,
}

/// Room for a title, eight Han characters, that badges leave.
const TITLE_LEAST: f32 = 8.0 * theme::BODY;

/// What the menu of a row offers; a gap between groups. The second group is about one row only.
const ROW_VERBS: [&[Verb]; 5] = [
    &[Verb::EditTitle, Verb::EditUnits, Verb::Annotate],
    &[Verb::AddTask, Verb::AddSection, Verb::Split, Verb::Merge],
    &[Verb::Cut, Verb::Copy, Verb::Paste, Verb::Duplicate],
    &[Verb::Indent, Verb::Outdent, Verb::MoveUp, Verb::MoveDown, Verb::SwitchKind, Verb::Renumber],
    &[Verb::Remove],
];

/// Verbs that make sense for one row only.
const OF_ONE: [Verb; 4] = [Verb::EditTitle, Verb::Annotate, Verb::Split, Verb::Merge];

/// The id of a node's row.
pub(super) fn id_of(tree: Id, node: NodeId) -> Id {
    tree.with(RowOf::Node(node))
}

/// The words that stand in a node's row. A task that a person made has its text for a title.
pub(super) fn title_of(plan: &Plan, node: NodeId, words: Messages) -> Cow<'_, str> {
    let Some(view) = plan.node(node) else { return Cow::Borrowed("") };
    let title = view.title_in(words);
    if title.is_empty() { Cow::Owned(view.text()) } else { title }
}

impl OutlinePanel {
    /// Draws a row.
    pub(super) fn row(
        &mut self,
        ui: &Ui,
        row: &Row,
        place: &RowPlace,
        context: &OutlineContext<'_>,
        queue: &mut Vec<UiCommand>,
    ) {
        let Some(words) = row_words(row.of, context) else { return };
        let rect = place.rect;
        // Arrow keys move inside the outline. So a row takes clicks and drags, not the keyboard.
        let sense = if context.writing { Sense::CLICK | Sense::DRAG } else { Sense::CLICK };
        let response = ui.interact(rect, place.tree.with(row.of), sense);
        let node = row.of.node();
        let lead = node.is_some() && node == context.selected;
        let chosen = lead || node.is_some_and(|node| self.chosen.contains(&node));
        let cut = node.is_some_and(|node| self.is_cut(node));
        describe(&response, row, &words, (chosen, cut), context);
        ground(ui, &response, rect, (chosen, lead && place.tree_has_focus), context.theme);
        let lifted = node.is_some_and(|node| self.is_lifted(node)) || cut;
        let elided = paint(ui, row, &words, rect, lifted, context);
        if cut {
            let edge =
                egui::Shape::dashed_line(&outline_of(rect), Stroke::new(1.0, context.theme.ink2), 4.0, 3.0);
            ui.painter().extend(edge);
        }

        let response = response.on_hover_ui(|ui| {
            let title = format!("{} {}", words.marker, words.title);
            let state = context.words.text(words.mark.word);
            let said = format!("{state}　{}", Self::said(row.of, context));
            Self::hint(ui, elided.then(|| title.trim()), said.trim(), context.theme);
        });
        let fold = Rect::from_min_size(
            pos2(rect.left() + space::XS + row.level as f32 * space::L, rect.top()),
            vec2(space::L, rect.height()),
        );
        let on_fold = response.interact_pointer_pos().is_some_and(|at| fold.expand(2.0).contains(at));
        if response.clicked() {
            ui.memory_mut(|memory| memory.request_focus(place.tree));
            self.acted = true;
            self.clicked(ui, row, row.has_children && on_fold, context, queue);
        }
        if let Some(node) = node {
            if response.double_clicked() && !on_fold && context.writing {
                queue.push(UiCommand::Select(Some(node)));
                queue.push(UiCommand::Verb(Verb::EditTitle));
            }
            if response.drag_started() {
                self.lift(node, context, queue);
            }
            // The menu is about the selected rows; a row outside them becomes the selected one.
            if response.secondary_clicked() && !chosen {
                queue.push(UiCommand::Select(Some(node)));
            }
            egui::Popup::context_menu(&response)
                .style(theme::menu_style)
                .show(|ui| self.menu(ui, context, queue));
        }
        let asks = |action| ui.input(|input| input.has_accesskit_action_request(response.id, action));
        if row.has_children && ((row.open && asks(Action::Collapse)) || (!row.open && asks(Action::Expand))) {
            queue.push(UiCommand::Toggle(row.of.parent()));
        }
    }

    /// A click selects; with Ctrl it adds or takes away, with Shift it selects up to here.
    fn clicked(
        &mut self,
        ui: &Ui,
        row: &Row,
        on_fold: bool,
        context: &OutlineContext<'_>,
        queue: &mut Vec<UiCommand>,
    ) {
        let node = match row.of {
            RowOf::Node(node) if !on_fold => node,
            _ => {
                queue.push(UiCommand::Toggle(row.of.parent()));
                return;
            }
        };
        let modifiers = ui.input(|input| input.modifiers);
        if modifiers.shift {
            if let Some(to) = self.rows.position(node) {
                self.extend(to, context.selected, queue);
            }
        } else if modifiers.matches_logically(Modifiers::COMMAND) {
            self.anchor = Some(node);
            let others = self.chosen.iter().copied().filter(|other| *other != node);
            let mut nodes: Vec<NodeId> = others.collect();
            let lead = if self.chosen.contains(&node) {
                nodes = self.rows.in_order(nodes);
                context.selected.filter(|lead| *lead != node).or(nodes.last().copied())
            } else {
                nodes.push(node);
                nodes = self.rows.in_order(nodes);
                Some(node)
            };
            queue.push(match lead {
                Some(lead) => UiCommand::Choose { nodes, lead },
                None => UiCommand::Select(None),
            });
        } else {
            queue.push(UiCommand::Select(Some(node)));
        }
    }

    fn menu(&self, ui: &mut Ui, context: &OutlineContext<'_>, queue: &mut Vec<UiCommand>) {
        ui.set_min_width(200.0);
        let count = ROW_VERBS.iter().map(|verbs| verbs.len() + 1).sum();
        crate::ui::fit::menu(ui, count, |ui| self.menu_rows(ui, context, queue));
    }

    fn menu_rows(&self, ui: &mut Ui, context: &OutlineContext<'_>, queue: &mut Vec<UiCommand>) {
        let many = self.chosen.len() > 1;
        for (group, verbs) in ROW_VERBS.iter().enumerate() {
            if group > 0 {
                ui.separator();
            }
            for row in verbs.iter().filter_map(|verb| TABLE.iter().find(|row| row.verb == *verb)) {
                let possible =
                    (context.writing || row.verb == Verb::Copy) && !(many && OF_ONE.contains(&row.verb));
                let keys = row.keys.as_ref().map(keys_text).unwrap_or_default();
                let button = Button::new(context.words.text(row.label)).shortcut_text(keys);
                if ui.add_enabled(possible, button).clicked() {
                    queue.push(UiCommand::Verb(row.verb));
                }
            }
        }
    }
}

fn ground(ui: &Ui, response: &Response, rect: Rect, (chosen, ring): (bool, bool), theme: &Theme) {
    let painter = ui.painter();
    if chosen {
        painter.rect_filled(rect, theme::RADIUS, theme.select);
        if ring {
            let stroke = Stroke::new(2.0, theme.accent);
            painter.rect_stroke(rect, theme::RADIUS, stroke, egui::StrokeKind::Inside);
        }
    } else if response.hovered() {
        painter.rect_filled(rect, theme::RADIUS, theme.select.gamma_multiply(0.5));
    }
}

/// The line around a row that is cut, as spreadsheets draw it.
fn outline_of(rect: Rect) -> [egui::Pos2; 5] {
    let rect = rect.shrink(1.0);
    [rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom(), rect.left_top()]
}

/// Paints what a row says; true when its title was cut off.
fn paint(
    ui: &Ui,
    row: &Row,
    words: &RowWords<'_>,
    rect: Rect,
    lifted: bool,
    context: &OutlineContext<'_>,
) -> bool {
    let (painter, theme) = (ui.painter(), context.theme);
    let left = rect.left() + space::XS;
    for level in 0..row.level {
        let x = left + (level as f32 + 0.5) * space::L;
        painter.vline(x, rect.y_range(), Stroke::new(1.0, theme.line));
    }
    let mut x = left + row.level as f32 * space::L;
    if row.has_children {
        let shape = triangle(pos2(x + space::S, rect.center().y), row.open);
        painter.add(egui::Shape::convex_polygon(shape, theme.ink2, Stroke::NONE));
    }
    x += space::L;
    // A section has no state: its title begins where the marks of its tasks stand.
    if !words.mark.shape.is_empty() {
        let mark = pos2(x + space::S, rect.center().y);
        let font = theme::regular(theme::CAPTION);
        painter.text(mark, Align2::CENTER_CENTER, words.mark.shape, font, words.mark.colour);
        x += space::L;
    }
    x += space::XS;
    let room = words.badges.paint(painter, theme, rect, x - rect.left() + TITLE_LEAST);
    // What is being dragged stands back, and so does what a filter lets through only as a way.
    let ink = if row.matches && !lifted { theme.ink } else { theme.ink2 };
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(line(words, theme, ink, room - space::XS - x)));
    let elided = galley.elided;
    painter.galley(pos2(x, rect.center().y - galley.size().y / 2.0), galley, ink);
    elided
}

/// The sign of a row that folds: pointing down while it is open. No font has it.
fn triangle(middle: egui::Pos2, open: bool) -> Vec<egui::Pos2> {
    let (long, short) = (4.0, 2.5);
    let corners = if open {
        [(-long, -short), (long, -short), (0.0, short)]
    } else {
        [(-short, -long), (short, 0.0), (-short, long)]
    };
    corners.map(|(x, y)| middle + vec2(x, y)).to_vec()
}

fn line(words: &RowWords<'_>, theme: &Theme, ink: Color32, width: f32) -> LayoutJob {
    let font = if words.strong { theme::bold(theme::BODY) } else { theme::regular(theme::BODY) };
    let mut job = LayoutJob::default();
    let format = |colour| egui::TextFormat::simple(font.clone(), colour);
    if !words.marker.is_empty() {
        job.append(&words.marker, 0.0, format(theme.ink2));
    }
    let gap = if words.marker.is_empty() { 0.0 } else { space::XS };
    job.append(&words.title, gap, format(ink));
    job.wrap = egui::text::TextWrapping::truncate_at_width(width.max(0.0));
    job
}

fn describe(
    response: &Response,
    row: &Row,
    words: &RowWords<'_>,
    (chosen, cut): (bool, bool),
    context: &OutlineContext<'_>,
) {
    let label = || format!("{} {}", words.marker, words.title);
    response.widget_info(|| WidgetInfo::labeled(Role::TreeItem, true, label().trim()));
    response.ctx.accesskit_node_builder(response.id, |node| {
        node.set_level(row.level + 1);
        node.set_position_in_set(row.position);
        node.set_size_of_set(row.set_size);
        node.set_selected(chosen);
        if row.has_children {
            node.set_expanded(row.open);
            node.add_action(if row.open { Action::Collapse } else { Action::Expand });
        }
        let state = context.words.text(words.mark.word);
        let cut = if cut { context.words.text(Message::RowCut) } else { "" };
        node.set_description(format!("{state} {} {cut}", OutlinePanel::said(row.of, context)).trim());
    });
}

fn row_words<'a>(of: RowOf, context: &OutlineContext<'a>) -> Option<RowWords<'a>> {
    let theme = context.theme;
    match of {
        RowOf::Document(id) => {
            let title = context.plan.document(id)?.title();
            let mark = Mark { shape: "◇", colour: theme.ink2, word: Message::Report };
            Some(RowWords { mark, marker: Cow::Borrowed(""), title, badges: Badges::default(), strong: true })
        }
        RowOf::Node(id) => {
            let node = context.plan.node(id)?;
            Some(RowWords {
                mark: mark(&node, theme),
                marker: node.marker(),
                title: title_of(context.plan, id, context.words),
                badges: Badges::of(context.plan, &node),
                strong: node.kind() == NodeKind::Section,
            })
        }
    }
}

fn mark(node: &NodeView<'_>, theme: &Theme) -> Mark {
    let (shape, colour, word) = if is_unsure(node) {
        ("▲", theme.warn, Message::StatusUnsure)
    } else if node.kind() == NodeKind::Section {
        ("", theme.ink2, Message::Section)
    } else {
        match node.status() {
            TaskStatus::Planned => ("○", theme.ink2, Message::StatusPlanned),
            TaskStatus::Mixed => ("●", theme.ok, Message::StatusMixed),
            TaskStatus::Done => ("✓", theme.ok, Message::StatusDone),
        }
    };
    Mark { shape, colour, word }
}
