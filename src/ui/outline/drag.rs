//! Dragging rows: what is in the air, where it would land, and letting it go.

use super::{
    landing::{Landing, Lifted, Mark, Refusal, landing},
    panel::{OutlineContext, OutlinePanel},
};
use crate::words::{Message, Messages};
use crate::{
    model::{NodeId, Parent, Plan},
    ui::{
        commands::UiCommand,
        theme::{self, Theme, space},
    },
};
use egui::{Align2, CursorIcon, Frame, Key, Order, Rect, RichText, Stroke, StrokeKind, Ui, pos2, vec2};

/// Over a folded row for so many seconds it unfolds.
const UNFOLD: f64 = 0.7;
/// Rows from the edge of the pane where it begins to scroll.
const EDGE: f32 = 1.0;
/// Rows scrolled a second at the very edge.
const SPEED: f32 = 18.0;

/// Rows in the air.
#[derive(Debug)]
pub(super) struct Drag {
    lifted: Lifted,
    /// Where they would land now.
    landing: Option<Landing>,
    /// The folded row under the pointer, and since when.
    over: Option<(Parent, f64)>,
    /// Rows to scroll, from what the pointer did in the last frame.
    scroll: f32,
    /// The button was let go in this frame.
    released: bool,
}

impl OutlinePanel {
    /// True while the node is in the air.
    pub(super) fn is_lifted(&self, node: NodeId) -> bool {
        self.drag.as_ref().is_some_and(|drag| drag.lifted.contains(node))
    }

    /// Takes a row up; if it is among the selected ones, all of them.
    pub(super) fn lift(&mut self, node: NodeId, context: &OutlineContext<'_>, queue: &mut Vec<UiCommand>) {
        if !context.writing {
            return;
        }
        let nodes = if self.chosen.contains(&node) {
            let chosen = self.rows.in_order(self.chosen.iter().copied());
            self.rows.roots(&chosen)
        } else {
            queue.push(UiCommand::Select(Some(node)));
            vec![node]
        };
        let drag = |lifted| Drag { lifted, landing: None, over: None, scroll: 0.0, released: false };
        self.drag = Lifted::of(context.plan, nodes).map(drag);
    }

    /// Ends the drag by Esc, or notes that the button was let go.
    pub(super) fn drag_on(&mut self, ui: &Ui, context: &OutlineContext<'_>) {
        let Some(drag) = self.drag.take() else { return };
        let (escaped, down) =
            ui.input(|input| (input.key_pressed(Key::Escape), input.pointer.primary_down()));
        if escaped {
            return;
        }
        self.drag = drag.lifted.still(context.plan).map(|lifted| Drag {
            lifted,
            released: !down,
            landing: None,
            ..drag
        });
    }

    /// The offset that a drag at the edge scrolls to.
    pub(super) fn drag_scroll(&self, ui: &Ui, offset: f32) -> Option<f32> {
        let drag = self.drag.as_ref().filter(|drag| drag.scroll != 0.0)?;
        let rows = self.rows.len().saturating_sub(self.page) as f32;
        let passed = ui.input(|input| input.stable_dt).min(0.1);
        ui.ctx().request_repaint();
        Some((offset + drag.scroll * SPEED * passed * theme::TREE_ROW).clamp(0.0, rows * theme::TREE_ROW))
    }

    /// Finds the landing under the pointer and shows it. `rows` is where the rows in view are, the
    /// first of which is row `first`.
    pub(super) fn drag_over(&mut self, ui: &Ui, context: &OutlineContext<'_>, first: usize, rows: Rect) {
        let Some(drag) = &mut self.drag else { return };
        let Some(pointer) = ui.input(|input| input.pointer.latest_pos()) else { return };
        let pane = rows.expand2(vec2(space::S, 0.0));
        drag.scroll = 0.0;
        if !pane.x_range().contains(pointer.x) {
            carry(ui, drag, pointer, context);
            return;
        }
        let edge = EDGE * theme::TREE_ROW;
        let depth = |inside: f32| ((edge - inside) / edge).clamp(0.0, 1.0);
        drag.scroll = depth(rows.bottom() - pointer.y) - depth(pointer.y - rows.top());
        if pane.y_range().contains(pointer.y) {
            let y = first as f32 + (pointer.y - rows.top()) / theme::TREE_ROW;
            let level = ((pointer.x - rows.left() - space::XS) / space::L - 1.0).max(0.0) as usize;
            drag.landing = landing(&self.rows, context.plan, &drag.lifted, (y, level));
        }
        if let Some(landing) = &drag.landing {
            show(ui, landing, first, rows, context.theme);
        }
        let now = ui.input(|input| input.time);
        let folded = drag.landing.and_then(|landing| match landing.mark {
            Mark::Frame { at } => self.rows.row(at).filter(|row| row.has_children && !row.open),
            Mark::Line { .. } => None,
        });
        drag.over = folded.map(|row| {
            let since =
                drag.over.filter(|(over, _)| *over == row.of.parent()).map_or(now, |(_, since)| since);
            (row.of.parent(), since)
        });
        carry(ui, drag, pointer, context);
        if let Some((parent, since)) = drag.over {
            ui.ctx().request_repaint_after(std::time::Duration::from_millis(100));
            if now - since > UNFOLD {
                drag.over = None;
                self.rows.toggle(parent);
            }
        }
    }

    /// What letting go asks for.
    pub(super) fn land(&mut self, ui: &Ui) -> Option<UiCommand> {
        if !self.drag.as_ref()?.released {
            return None;
        }
        let drag = self.drag.take()?;
        ui.ctx().request_repaint();
        let landing = drag.landing.filter(|landing| landing.refusal.is_none())?;
        Some(UiCommand::Hang {
            nodes: drag.lifted.into_nodes(),
            parent: landing.parent,
            before: landing.before,
        })
    }
}

/// The landing mark: a line with a ring at its depth, or a frame; crossed out where nothing lands.
fn show(ui: &Ui, landing: &Landing, first: usize, rows: Rect, theme: &Theme) {
    let painter = ui.painter();
    let refused = landing.refusal.is_some();
    let colour = if refused { theme.bad } else { theme.accent };
    let stroke = Stroke::new(2.0, colour);
    let y_of = |at: usize| rows.top() + (at as f32 - first as f32) * theme::TREE_ROW;
    let cross = match landing.mark {
        Mark::Line { at, level } => {
            let y = y_of(at).clamp(rows.top() + 1.0, rows.bottom() - 1.0);
            let x = rows.left() + space::XS + (level as f32 + 0.5) * space::L;
            painter.circle_stroke(pos2(x, y), 4.0, stroke);
            painter.hline(x + 4.0..=rows.right(), y, stroke);
            pos2(rows.right() - space::L, y)
        }
        Mark::Frame { at } => {
            let row = Rect::from_min_size(pos2(rows.left(), y_of(at)), vec2(rows.width(), theme::TREE_ROW));
            painter.rect_filled(row, theme::RADIUS, colour.gamma_multiply(0.12));
            painter.rect_stroke(row, theme::RADIUS, stroke, StrokeKind::Inside);
            pos2(row.right() - space::L, row.center().y)
        }
    };
    if refused {
        for (dx, dy) in [(5.0, 5.0), (5.0, -5.0)] {
            painter.line_segment([cross - vec2(dx, dy), cross + vec2(dx, dy)], stroke);
        }
    }
}

/// What is in the air, beside the pointer, with where it would go in words.
fn carry(ui: &Ui, drag: &Drag, pointer: egui::Pos2, context: &OutlineContext<'_>) {
    let words = context.words;
    let what = match *drag.lifted.nodes() {
        [only] => super::row::title_of(context.plan, only, words).chars().take(20).collect(),
        _ => words.with(Message::OutlineChosen, &[&drag.lifted.nodes().len()]),
    };
    let (said, bad) = match &drag.landing {
        None => (words.text(Message::DragNowhere).to_owned(), true),
        Some(Landing { refusal: Some(Refusal::Itself), .. }) => {
            (words.text(Message::DragIntoItself).to_owned(), true)
        }
        Some(Landing { refusal: Some(Refusal::OtherReport), .. }) => {
            (words.text(Message::DragOtherReport).to_owned(), true)
        }
        Some(landing) => (place_in_words(landing, context.plan, words), false),
    };
    ui.ctx().set_cursor_icon(if bad { CursorIcon::NoDrop } else { CursorIcon::Grabbing });
    let colour = if bad { context.theme.bad } else { context.theme.ink2 };
    egui::Area::new(egui::Id::unique("outline drag"))
        .order(Order::Tooltip)
        .interactable(false)
        .pivot(Align2::LEFT_TOP)
        .fixed_pos(pointer + vec2(space::L, space::L))
        .show(ui.ctx(), |ui| {
            Frame::popup(ui.style()).inner_margin(egui::Margin::same(space::S as i8)).show(ui, |ui| {
                ui.add(egui::Label::new(what).extend());
                ui.add(egui::Label::new(RichText::new(said).small().color(colour)).extend());
            });
        });
}

fn place_in_words(landing: &Landing, plan: &Plan, words: Messages) -> String {
    let title =
        |node: NodeId| -> String { super::row::title_of(plan, node, words).chars().take(16).collect() };
    match (landing.before, landing.parent) {
        (Some(before), _) => words.with(Message::DragBefore, &[&title(before)]),
        (None, Parent::Node(parent)) => words.with(Message::DragInto, &[&title(parent)]),
        (None, Parent::Document(_)) => words.text(Message::DragToEnd).to_owned(),
    }
}
