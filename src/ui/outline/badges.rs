//! Badges at the right of a row: targets, units, open comments, conflicts. Each has a shape of its
//! own, so that none is told from another by colour alone.

use super::{filter::has_conflict, shape::RowOf};
use crate::words::{Message, Messages};
use crate::{
    model::{NodeView, Plan},
    outline::threads,
    ui::theme::{self, Theme, space},
};
use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, pos2, vec2};

/// Height of a badge.
const HEIGHT: f32 = 16.0;

/// What hangs on a node.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Badges {
    pub(super) targets: usize,
    pub(super) units: usize,
    /// Open comments.
    pub(super) notes: usize,
    pub(super) conflict: bool,
}

impl Badges {
    pub(super) fn of(plan: &Plan, node: &NodeView<'_>) -> Self {
        Self {
            targets: node.targets().len(),
            units: node.stored_units().items.len(),
            notes: threads(&node.annotations()).filter(|note| !note.is_resolved()).count(),
            conflict: has_conflict(plan, node),
        }
    }

    /// Draws them, the last one ending at `right`; gives the left edge of the first. As many as
    /// leave `least` points at the left, the conflict before all others.
    pub(super) fn paint(self, painter: &Painter, theme: &Theme, row: Rect, least: f32) -> f32 {
        let y = row.center().y;
        let mut right = row.right() - space::XS;
        if self.conflict {
            diamond(painter, pos2(right - HEIGHT / 2.0, y), theme);
            right -= HEIGHT + space::XS;
        }
        // From right to left as they are read from left to right: targets, units, comments.
        let counts = [(self.notes, Sort::Notes), (self.units, Sort::Units), (self.targets, Sort::Targets)];
        for (count, sort) in counts.into_iter().filter(|(count, _)| *count > 0) {
            let (ink, ground) = match sort {
                Sort::Targets => (theme.target.ink, theme.target.ground),
                Sort::Units => (theme.unit.ink, theme.unit.ground),
                Sort::Notes => (theme.note.ink, theme.note.ground),
            };
            let galley = painter.layout_no_wrap(count.to_string(), theme::regular(theme::CAPTION), ink);
            let width = (galley.size().x + space::S).max(HEIGHT);
            if right - width - row.left() < least {
                break;
            }
            let rect = Rect::from_min_size(pos2(right - width, y - HEIGHT / 2.0), vec2(width, HEIGHT));
            ground_of(painter, sort, rect, ink, ground);
            painter.galley(rect.center() - galley.size() / 2.0, galley, ink);
            right = rect.left() - space::XS;
        }
        right
    }
}

/// What a count is of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Targets,
    Units,
    Notes,
}

/// Targets: square and underlined, as in the text. Units: round, as their chips. Comments: a bubble.
fn ground_of(painter: &Painter, sort: Sort, rect: Rect, ink: Color32, ground: Color32) {
    match sort {
        Sort::Targets => {
            painter.rect_filled(rect, 0.0, ground);
            painter.hline(rect.x_range(), rect.bottom() - 0.75, Stroke::new(1.5, ink));
        }
        Sort::Units => {
            painter.rect_filled(rect, HEIGHT / 2.0, ground);
            painter.rect_stroke(rect, HEIGHT / 2.0, Stroke::new(1.0, ink), egui::StrokeKind::Inside);
        }
        Sort::Notes => {
            let tail = 3.0;
            let body = Rect::from_min_max(rect.min, pos2(rect.right(), rect.bottom() - tail + 1.0));
            let foot = pos2(rect.left() + space::XS, body.bottom() - 0.5);
            let corners = vec![foot, foot + vec2(5.0, 0.0), foot + vec2(0.0, tail + 1.0)];
            painter.rect_filled(body, 3.0, ground);
            painter.add(Shape::convex_polygon(corners, ink, Stroke::NONE));
            painter.rect_stroke(body, 3.0, Stroke::new(1.0, ink), egui::StrokeKind::Inside);
        }
    }
}

/// A conflict: a filled diamond with an exclamation mark.
fn diamond(painter: &Painter, middle: Pos2, theme: &Theme) {
    let reach = HEIGHT / 2.0 + 1.0;
    let corners =
        [vec2(0.0, -reach), vec2(reach, 0.0), vec2(0.0, reach), vec2(-reach, 0.0)].map(|to| middle + to);
    painter.add(Shape::convex_polygon(corners.to_vec(), theme.bad, Stroke::NONE));
    let stroke = Stroke::new(2.0, theme.paper);
    painter.line_segment([middle + vec2(0.0, -4.0), middle + vec2(0.0, 1.0)], stroke);
    painter.line_segment([middle + vec2(0.0, 2.5), middle + vec2(0.0, 4.5)], stroke);
}

/// The badges of a row in words, for its hint and for those who do not see it.
pub(super) fn words(of: RowOf, plan: &Plan, words: Messages) -> String {
    let Some(node) = of.node().and_then(|node| plan.node(node)) else { return String::new() };
    let badges = Badges::of(plan, &node);
    let counts = [
        (badges.targets, Message::CountTargets),
        (badges.units, Message::CountUnits),
        (badges.notes, Message::CountNotes),
    ];
    let counts = counts.into_iter().filter(|(count, _)| *count > 0);
    let mut said: Vec<String> = counts.map(|(count, message)| words.with(message, &[&count])).collect();
    if badges.conflict {
        said.push(words.text(Message::StatusConflict).to_owned());
    }
    said.join(" · ")
}
