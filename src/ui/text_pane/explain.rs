//! What a mark says when the pointer rests on it: what it is, why it was found, how sure.

use super::{
    TextContext,
    marks::{Mark, MarkKind, read_deadline},
    page::Page,
    paint::sign_place,
    pointer,
    rules::rule_words,
    shown::Shown,
};
use crate::model::{Amount, NodeKind, Role, SourceSpan, TargetValue};
use crate::ui::theme::space;
use crate::words::Message;
use egui::{Pos2, Rect, RectAlign, Response, RichText, Tooltip};

/// Widest explanation.
const WIDEST: f32 = 320.0;

/// Shows the explanation of the mark under the pointer, and tells which it is.
pub(super) fn show(
    ui: &egui::Ui,
    response: &Response,
    page: &mut Page,
    shown: &[Shown],
    column: Rect,
    context: &TextContext<'_>,
) -> Option<Mark> {
    if !response.contains_pointer() || response.dragged() {
        return None;
    }
    let at = ui.input(|input| input.pointer.hover_pos())?;
    let mark = mark_at(page, shown, column, context, at)?;
    let lines = lines(context, page, &mark);
    let mut tooltip = Tooltip::for_enabled(response).at_pointer().gap(12.0);
    if at.x + WIDEST > column.right() {
        // Over the text rather than over the comments beside it.
        tooltip.popup = tooltip.popup.align(RectAlign::BOTTOM_END);
    }
    tooltip.show(|ui| {
        ui.set_max_width(WIDEST);
        for (place, line) in lines.iter().enumerate() {
            let text = RichText::new(line);
            ui.label(if place == 0 { text.strong() } else { text.color(context.theme.ink2) });
        }
    });
    Some(mark)
}

/// The mark whose words or whose sign in the margin lie under a point.
pub(super) fn mark_at(
    page: &mut Page,
    shown: &[Shown],
    column: Rect,
    context: &TextContext<'_>,
    at: Pos2,
) -> Option<Mark> {
    if at.x < column.left() {
        // The margin: a task often has no numeral to point at.
        if at.x < column.left() - space::XL {
            return None;
        }
        let beside = Pos2::new(column.left() + 1.0, at.y);
        let byte = pointer::caret(page, shown, beside)
            .filter(|_| shown.iter().any(|chunk| chunk.origin.y <= at.y && at.y < chunk.bottom))?;
        let node = page.passages.at(context.plan, byte)?;
        let span = SourceSpan { start: byte, end: byte };
        return Some(Mark { kind: MarkKind::Passage, node, span });
    }
    if at.x > column.right() {
        let chunk = shown.iter().find(|chunk| chunk.origin.y <= at.y && at.y < chunk.bottom)?;
        let marks = page.marks(context.plan, chunk.index);
        return marks.into_iter().find(|mark| {
            matches!(mark.kind, MarkKind::Annotation { .. })
                && sign_place(page, chunk, mark, column).is_some_and(|sign| sign.expand(4.0).contains(at))
        });
    }
    let byte = pointer::under(page, shown, at)?;
    let marks = page.marks(context.plan, page.chunks.at(byte)).into_iter();
    let marker = || {
        let node = page.passages.at(context.plan, byte)?;
        let span = page.passages.read_node(context.plan, node)?.marker;
        let inside = span.start <= byte && byte < span.end;
        inside.then_some(Mark { kind: MarkKind::Passage, node, span })
    };
    marks
        .filter(|mark| !matches!(mark.kind, MarkKind::Annotation { whole: true, .. }))
        .filter(|mark| mark.span.start <= byte && byte < mark.span.end)
        .min_by_key(|mark| mark.span.len())
        .or_else(marker)
}

/// A number or a range as the reader writes it, with its measure.
fn amount_words(value: &TargetValue) -> String {
    match value.amount {
        Amount::Single(number) => format!("{number}{}", value.measure),
        Amount::Range(low, high) => format!("{low}—{high}{}", value.measure),
    }
}

fn lines(context: &TextContext<'_>, page: &Page, mark: &Mark) -> Vec<String> {
    let messages = context.messages;
    let found = |rule: &str, confidence: f32| {
        let sure = (confidence * 100.0).round() as u32;
        messages.with(Message::FoundBy, &[&rule_words(messages, rule), &sure])
    };
    match mark.kind {
        MarkKind::Target(id) => {
            let Some(target) = context.plan.target(id) else { return Vec::new() };
            let value = target.value();
            let edited = target.read().filter(|(_, read)| read.value != value);
            let mut lines = Vec::new();
            if let Some((reading, read)) = edited {
                // What counts now, and what the paper said.
                let now = amount_words(&value);
                lines.push(messages.with(Message::MarkTarget, &[&value.indicator, &now]));
                let said: String = read.span.of(&reading.text).split_whitespace().collect();
                lines.push(messages.with(Message::MarkTargetEdited, &[&said]));
            } else {
                lines.push(messages.with(Message::MarkTarget, &[&value.indicator, &target.quote()]));
            }
            match target.read() {
                Some((_, read)) => lines.push(found(&read.rule, read.confidence)),
                None => lines.push(messages.text(Message::MarkByHand).to_owned()),
            }
            lines
        }
        MarkKind::Unit(place) => {
            let Some(node) = context.plan.node(mark.node) else { return Vec::new() };
            let Some(unit) = node.units().items.get(place).cloned() else { return Vec::new() };
            let role = messages.text(match unit.role {
                Role::Lead => Message::RoleLead,
                Role::Collecting => Message::RoleCollecting,
                Role::Responsible => Message::RoleResponsible,
                Role::Support => Message::RoleSupport,
            });
            let mut lines = vec![messages.with(Message::MarkUnit, &[&unit.name, &role])];
            // Why: the words that name it, and what found them.
            let source: &str = &page.passages.reading().text;
            let read = page.passages.read_node(context.plan, mark.node);
            let seen = read.and_then(|read| {
                let mut seen = read.clauses.iter().chain(&read.doers);
                seen.find(|seen| seen.span.overlaps(mark.span))
            });
            match seen {
                Some(seen) => {
                    lines.push(messages.with(Message::MarkUnitWords, &[&seen.span.of(source).trim()]));
                    lines.push(found(&seen.rule, seen.confidence));
                }
                None => lines.push(messages.text(Message::MarkByHand).to_owned()),
            }
            lines
        }
        MarkKind::Deadline => {
            let Some(view) = context.plan.node(mark.node) else { return Vec::new() };
            let Some(deadline) = view.deadline() else { return Vec::new() };
            let mut lines = vec![messages.with(Message::MarkDeadline, &[&deadline.words.trim()])];
            lines.push(match deadline.due {
                _ if deadline.ongoing => messages.text(Message::DeadlineOngoing).to_owned(),
                Some(due) => {
                    let day = messages.with(Message::Day, &[&due.year, &due.month, &due.day]);
                    messages.with(Message::DeadlineMeans, &[&day])
                }
                None => messages.text(Message::DeadlineNoDate).to_owned(),
            });
            match read_deadline(&page.passages, context.plan, &view) {
                Some(seen) => lines.push(found(&seen.rule, seen.confidence)),
                None => lines.push(messages.text(Message::MarkByHand).to_owned()),
            }
            lines
        }
        MarkKind::Passage => {
            let Some(view) = context.plan.node(mark.node) else { return Vec::new() };
            let sort = messages.text(match view.kind() {
                NodeKind::Section => Message::Section,
                NodeKind::Task => Message::Task,
            });
            let mut lines =
                vec![messages.with(Message::MarkPassage, &[&sort, &view.marker(), &view.title_in(messages)])];
            lines.push(match view.read() {
                Some((_, read)) => found(&read.rule, read.confidence),
                None => messages.text(Message::MarkByHand).to_owned(),
            });
            if view.is_reworded() {
                lines.push(messages.with(Message::MarkReworded, &[&view.text().trim()]));
            }
            lines
        }
        MarkKind::Annotation { id, resolved, whole } => {
            let Some(note) = context.plan.annotation(id) else { return Vec::new() };
            let kind = if whole { Message::MarkNoteWhole } else { Message::MarkNote };
            let mut lines = vec![messages.with(kind, &[&note.body()])];
            if !note.author().is_empty() {
                lines.push(note.author().to_owned());
            }
            if resolved {
                lines.push(messages.text(Message::Resolved).to_owned());
            }
            lines
        }
    }
}
