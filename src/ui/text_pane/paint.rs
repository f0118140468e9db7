//! Draws the chunks on the screen with their marks. Colour never says it alone: targets have a
//! solid underline, units a dotted one, deadlines a double one, annotations a dashed one and a sign
//! in the margin.

use super::{
    TextContext,
    find_bar::Find,
    marks::{Mark, MarkKind},
    page::Page,
    selection::Selection,
    shown::{RowPart, Shown},
};
use crate::model::SourceSpan;
use crate::ui::theme::{self, space};
use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, Vec2};

/// Width of the bar beside the selected passage.
const BAR: f32 = 3.0;

/// Strength of the ground under the selected passage, against that of selected words.
const PASSAGE: f32 = 0.3;

/// Draws everything.
pub(super) fn paint(
    ui: &egui::Ui,
    page: &mut Page,
    shown: &[Shown],
    column: Rect,
    context: &TextContext<'_>,
    (selection, find): (Option<Selection>, &Find),
    hovered: Option<Mark>,
) {
    let painter = ui.painter();
    let passage = context.selected.map(|node| page.extent(context.plan, node));
    let passage = passage.as_deref().unwrap_or_default();
    let selection = selection.filter(|selection| !selection.is_empty()).map(Selection::span);
    for chunk in shown {
        bar(painter, page, chunk, passage, column, context.theme.accent);
        // Where several tasks share a paragraph, the bar alone does not tell which words are meant.
        for part in passage.iter().flat_map(|span| parts(page, chunk, *span)) {
            painter.rect_filled(part.rect, 0.0, context.theme.select.gamma_multiply(PASSAGE));
        }
        let marks = page.marks(context.plan, chunk.index);
        for mark in &marks {
            let whole = matches!(mark.kind, MarkKind::Annotation { whole: true, .. });
            if !whole && (Some(*mark) == hovered || Some(mark.node) == context.selected) {
                ground(painter, chunk, page, mark, context);
            }
        }
        if let Some(span) = selection {
            for part in parts(page, chunk, span) {
                painter.rect_filled(part.rect, 0.0, context.theme.select);
            }
        }
        for hit in find.hits(page.chunks.span(chunk.index)) {
            let current = find.current() == Some(hit);
            for part in parts(page, chunk, hit) {
                let rect = part.rect.shrink2(Vec2::new(0.0, 2.0));
                let fill = context.theme.select.gamma_multiply(if current { 1.0 } else { PASSAGE });
                let ring = Stroke::new(if current { 2.0 } else { 1.0 }, context.theme.accent);
                painter.rect(rect, 2.0, fill, ring, egui::StrokeKind::Outside);
            }
        }
        painter.galley(chunk.origin, std::sync::Arc::clone(&chunk.galley), context.theme.ink);
        for mark in &marks {
            underline(painter, chunk, page, mark, column, context);
        }
    }
}

/// Draws the caret at a byte of the source.
pub(super) fn caret(painter: &Painter, page: &Page, shown: &[Shown], byte: u32, colour: Color32) {
    let index = page.chunks.at(byte);
    let Some(chunk) = shown.iter().find(|chunk| chunk.index == index) else { return };
    let rect = chunk.caret_rect(page.chunks.to_words(index, byte));
    let ends = [rect.center_top() + Vec2::new(0.0, 3.0), rect.center_bottom() - Vec2::new(0.0, 3.0)];
    painter.line_segment(ends, Stroke::new(2.0, colour));
}

/// The parts of rows of a chunk that a span of the source covers.
pub(super) fn parts(page: &Page, chunk: &Shown, span: SourceSpan) -> Vec<RowPart> {
    if !page.chunks.span(chunk.index).overlaps(span) {
        return Vec::new();
    }
    chunk.parts(page.words_of(chunk.index, span))
}

fn bar(painter: &Painter, page: &Page, chunk: &Shown, passage: &[SourceSpan], column: Rect, colour: Color32) {
    let rows = passage.iter().flat_map(|span| parts(page, chunk, *span));
    let Some((top, bottom)) = rows.fold(None, |range: Option<(f32, f32)>, part| {
        let (top, bottom) = range.unwrap_or((part.rect.top(), part.rect.bottom()));
        Some((top.min(part.rect.top()), bottom.max(part.rect.bottom())))
    }) else {
        return;
    };
    let left = column.left() - space::M;
    painter.rect_filled(Rect::from_min_max(Pos2::new(left, top), Pos2::new(left + BAR, bottom)), 0.0, colour);
}

fn ground(painter: &Painter, chunk: &Shown, page: &Page, mark: &Mark, context: &TextContext<'_>) {
    let colour = match mark.kind {
        MarkKind::Target(_) => context.theme.target.ground,
        MarkKind::Unit(_) => context.theme.unit.ground,
        MarkKind::Deadline => context.theme.select,
        MarkKind::Passage => return,
        MarkKind::Annotation { .. } => context.theme.note.ground,
    };
    for part in parts(page, chunk, mark.span) {
        let rect = Rect::from_min_max(
            Pos2::new(part.rect.left(), part.rect.top() + 2.0),
            Pos2::new(part.rect.right(), part.rect.bottom() - 2.0),
        );
        painter.rect_filled(rect, 2.0, colour);
    }
}

fn underline(
    painter: &Painter,
    chunk: &Shown,
    page: &Page,
    mark: &Mark,
    column: Rect,
    context: &TextContext<'_>,
) {
    let rows = parts(page, chunk, mark.span);
    for part in &rows {
        // Below the descent of Han characters; a comment's line lies under those of other marks.
        let y = (part.baseline + 4.0).round();
        let ends = |y: f32| [Pos2::new(part.rect.left() + 1.0, y), Pos2::new(part.rect.right() - 1.0, y)];
        match mark.kind {
            MarkKind::Target(_) => {
                painter.line_segment(ends(y), Stroke::new(1.5, context.theme.target.ink));
            }
            MarkKind::Unit(_) => {
                painter.extend(Shape::dotted_line(&ends(y), context.theme.unit.ink, 4.0, 1.0));
            }
            MarkKind::Deadline => {
                let stroke = Stroke::new(1.0, context.theme.near);
                painter.line_segment(ends(y - 1.0), stroke);
                painter.line_segment(ends(y + 1.5), stroke);
            }
            // A comment on the whole passage is about none of its words.
            MarkKind::Passage | MarkKind::Annotation { whole: true, .. } => {}
            MarkKind::Annotation { resolved, .. } => {
                let colour = if resolved { context.theme.ink2 } else { context.theme.note.ink };
                painter.extend(Shape::dashed_line(&ends(y + 3.0), Stroke::new(1.0, colour), 6.0, 3.0));
            }
        }
    }
    if let MarkKind::Annotation { resolved, .. } = mark.kind
        && let Some(body) = sign_place(page, chunk, mark, column)
    {
        sign(painter, body, resolved, context);
    }
}

/// Where an annotation's sign stands in the margin of a chunk: beside the row that it begins in.
pub(super) fn sign_place(page: &Page, chunk: &Shown, mark: &Mark, column: Rect) -> Option<Rect> {
    let begins = page.chunks.span(chunk.index).start <= mark.span.start;
    let first = parts(page, chunk, mark.span).first().copied().filter(|_| begins)?;
    let left = Pos2::new(column.right() + space::S, first.rect.center().y);
    Some(Rect::from_min_size(left - Vec2::new(0.0, 5.0), Vec2::new(12.0, 9.0)))
}

/// A small speech bubble: filled while open, an outline once dealt with.
fn sign(painter: &Painter, body: Rect, resolved: bool, context: &TextContext<'_>) {
    let colour = if resolved { context.theme.ink2 } else { context.theme.note.ink };
    let stroke = Stroke::new(1.0, colour);
    let fill = if resolved { context.theme.paper } else { colour };
    let tail = vec![
        body.left_bottom() + Vec2::new(2.0, 0.0),
        body.left_bottom() + Vec2::new(2.0, 4.0),
        body.left_bottom() + Vec2::new(6.0, 0.0),
    ];
    painter.add(Shape::convex_polygon(tail, fill, stroke));
    painter.rect(body, f32::from(theme::RADIUS) / 2.0, fill, stroke, egui::StrokeKind::Inside);
}
