//! Annotations beside the text: cards in the margin where there is room, else a sign that opens one.

use super::{
    TextContext, TextEvent, TextPane,
    marks::MarkKind,
    notes::{NoteDraft, Writing},
    page::Page,
    paint::sign_place,
    shown::Shown,
    stack::stack,
};
use crate::model::{AnnotationId, AnnotationView, Entity, NodeId};
use crate::session::Command;
use crate::ui::theme::{self, space};
use crate::words::Message;
use egui::{
    Area, Button, Color32, Frame, Key, Margin, Modifiers, Order, Pos2, Rect, Response, RichText, Sense,
    Stroke, TextEdit, Ui, UiBuilder, Vec2, WidgetInfo, accesskit::Role, text::LayoutJob,
};

/// Narrowest card.
pub(super) const LEAST: f32 = 200.0;
/// Widest card.
pub(super) const MOST: f32 = 280.0;
/// Between the text and the cards: room for signs and lines.
pub(super) const AWAY: f32 = 48.0;
/// Room that the current card is given below its passage.
pub(super) const ROOM: f32 = 160.0;
/// Rows of a comment shown on a card that is not the current one.
const ROWS: usize = 4;
/// A card's height before it was drawn.
const ESTIMATE: f32 = 72.0;
/// How far above the screen a passage may begin whose card reaches into it.
const REACH: f32 = 320.0;

/// An annotation with its sign in the margin.
#[derive(Clone, Copy, Debug)]
struct Placed {
    note: AnnotationId,
    node: NodeId,
    sign: Rect,
}

impl TextPane {
    /// Draws the annotations on the screen: all as cards in `margin`, else only the current one,
    /// beside its sign.
    pub(super) fn cards(
        &mut self,
        ui: &mut Ui,
        response: &Response,
        shown: &[Shown],
        (column, margin): (Rect, Option<Rect>),
        context: &TextContext<'_>,
        events: &mut Vec<TextEvent>,
    ) {
        if !self.notes.any(context) {
            return;
        }
        let Some(page) = &mut self.page else { return };
        let reach = if margin.is_some() { REACH } else { 0.0 };
        let above = page.above(ui, column, shown, reach);
        let mut placed: Vec<Placed> = Vec::new();
        for chunk in above.iter().chain(shown) {
            for mark in page.marks(context.plan, chunk.index) {
                if let MarkKind::Annotation { id, .. } = mark.kind
                    && !placed.iter().any(|known| known.note == id)
                    && let Some(sign) = sign_place(page, chunk, &mark, column)
                {
                    placed.push(Placed { note: id, node: mark.node, sign });
                }
            }
        }
        placed.sort_by(|a, b| a.sign.top().total_cmp(&b.sign.top()));
        let Some(margin) = margin else {
            self.popup(ui, response, &placed, context, events);
            return;
        };
        let wanted: Vec<(f32, f32)> = placed
            .iter()
            .map(|card| {
                let height = self.notes.heights.get(&card.note).copied().unwrap_or(ESTIMATE);
                (card.sign.top() - space::S, height)
            })
            .collect();
        let fixed = placed.iter().position(|card| Some(card.note) == self.notes.current);
        let tops = stack(&wanted, space::S, fixed);
        for ((card, top), (_, height)) in placed.iter().zip(tops).zip(wanted) {
            if top > margin.bottom() || top + height < margin.top() {
                continue;
            }
            let rect = Rect::from_min_size(Pos2::new(margin.left(), top), Vec2::new(margin.width(), height));
            self.connect(ui, card, rect, context);
            let drawn = self.card(ui, response, card, rect, context, events);
            if (drawn - height).abs() > 0.5 {
                // The next frame places the cards below this one.
                ui.ctx().request_discard("a card's height");
            }
            self.notes.heights.insert(card.note, drawn);
        }
    }

    /// Where narrow panes show the current annotation.
    fn popup(
        &mut self,
        ui: &Ui,
        response: &Response,
        placed: &[Placed],
        context: &TextContext<'_>,
        events: &mut Vec<TextEvent>,
    ) {
        let Some(card) = placed.iter().find(|card| Some(card.note) == self.notes.current).copied() else {
            return;
        };
        let area = Area::new(response.id.with("note")).order(Order::Foreground);
        let at = Pos2::new(card.sign.right() - MOST, card.sign.bottom() + space::S);
        area.fixed_pos(at).constrain_to(response.rect).show(ui.ctx(), |ui| {
            let height = self.notes.heights.get(&card.note).copied().unwrap_or(ESTIMATE);
            let rect =
                Rect::from_min_size(ui.cursor().min, Vec2::new(MOST.min(response.rect.width()), height));
            let drawn = self.card(ui, response, &card, rect, context, events);
            self.notes.heights.insert(card.note, drawn);
            ui.allocate_space(Vec2::new(rect.width(), drawn));
        });
    }

    /// The line from a passage's sign to its card.
    fn connect(&self, ui: &Ui, card: &Placed, rect: Rect, context: &TextContext<'_>) {
        let current = Some(card.note) == self.notes.current;
        let (width, colour) = if current { (2.0, context.theme.accent) } else { (1.0, context.theme.line) };
        let from = card.sign.right_center() + Vec2::new(space::XS, 0.0);
        let to = Pos2::new(rect.left(), rect.top() + space::L);
        let bend = Pos2::new(rect.left() - space::M, from.y);
        let points = vec![from, bend, Pos2::new(rect.left() - space::S, to.y), to];
        ui.painter().add(egui::Shape::line(points, Stroke::new(width, colour)));
    }

    /// Draws a card and tells how high it is.
    fn card(
        &mut self,
        ui: &mut Ui,
        response: &Response,
        card: &Placed,
        rect: Rect,
        context: &TextContext<'_>,
        events: &mut Vec<TextEvent>,
    ) -> f32 {
        let (theme, words) = (context.theme, context.messages);
        let Some(note) = context.plan.annotation(card.note) else { return 0.0 };
        let current = Some(card.note) == self.notes.current;
        let resolved = note.is_resolved();
        let id = response.id.with(("card", card.note));
        let whole = ui.interact(rect, id, Sense::click());
        let who = context.plan.signed_by(&note, words);
        let name = words.with(Message::NoteCard, &[&who, &note.body()]);
        whole.widget_info(|| WidgetInfo::labeled(Role::Comment, true, &name));
        ui.ctx().accesskit_node_builder(id, |node| node.set_selected(current));
        if whole.clicked() && !current {
            self.notes.current = Some(card.note);
            if context.selected != Some(card.node) {
                events.push(TextEvent::Select(card.node));
            }
        }
        let ring = if current || whole.has_focus() {
            Stroke::new(2.0, theme.accent)
        } else if resolved || whole.hovered() {
            Stroke::new(1.0, if whole.hovered() { theme.accent } else { theme.line })
        } else {
            Stroke::new(1.0, theme.note.ground)
        };
        let fill = if resolved { theme.paper } else { theme.note.ground };
        let frame = Frame::new()
            .fill(fill)
            .stroke(ring)
            .corner_radius(theme::RADIUS)
            .inner_margin(Margin::same(space::S as i8 - 1));
        let room = Rect::from_min_size(rect.min, Vec2::new(rect.width(), f32::INFINITY));
        let builder = UiBuilder::new().max_rect(room).id_salt(("card", card.note));
        let inner = ui.scope_builder(builder, |ui| {
            frame
                .show(ui, |ui| {
                    ui.set_width(ui.available_width());
                    self.head(ui, &note, current, context);
                    let rows = if current { usize::MAX } else { ROWS };
                    body(ui, note.body(), rows, theme.ink);
                    replies(ui, &note, rows, context);
                    if current && !context.read_only {
                        self.verbs_of_note(ui, &note, context, events);
                    }
                })
                .response
                .rect
                .height()
        });
        inner.inner
    }

    /// Who said it and when.
    fn head(&self, ui: &mut Ui, note: &AnnotationView<'_>, current: bool, context: &TextContext<'_>) {
        let (theme, words) = (context.theme, context.messages);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = Vec2::new(space::S, 0.0);
            said_by(ui, note, context);
            if note.is_resolved() {
                ui.label(RichText::new(words.text(Message::Resolved)).small().color(theme.ok));
            }
            if let Some((place, count)) = self.notes.place(note.id()).filter(|_| current) {
                ui.label(RichText::new(format!("{place}/{count}")).small().color(theme.ink2));
            }
        });
        if !note.quote().is_empty() && note.place().is_none() && !on_title(note, context) {
            let lost = words.with(Message::NoteLost, &[&note.quote()]);
            ui.label(RichText::new(lost).small().color(theme.warn));
        }
    }

    /// What can be done with the current annotation.
    fn verbs_of_note(
        &mut self,
        ui: &mut Ui,
        note: &AnnotationView<'_>,
        context: &TextContext<'_>,
        events: &mut Vec<TextEvent>,
    ) {
        let words = context.messages;
        if let Some(draft) = self.notes.draft.take_if(|draft| draft.note == note.id()) {
            self.notes.draft = self.form(ui, draft, context, events);
            return;
        }
        ui.add_space(space::XS);
        let verb = |ui: &mut Ui, message: Message| {
            let text = RichText::new(words.text(message)).color(context.theme.accent);
            ui.add(Button::new(text).frame_when_inactive(false)).clicked()
        };
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().button_padding.x = space::XS;
            ui.spacing_mut().item_spacing.x = space::XS;
            let (label, to) =
                if note.is_resolved() { (Message::Reopen, false) } else { (Message::Resolve, true) };
            if verb(ui, label) {
                events.push(TextEvent::Run(Command::Resolve(note.id(), to)));
            }
            if verb(ui, Message::NoteReply) {
                events.extend(self.write(note.id(), Writing::Reply, "").map(TextEvent::Run));
            }
            if verb(ui, Message::NoteEdit) {
                events.extend(self.write(note.id(), Writing::Words, note.body()).map(TextEvent::Run));
            }
            if verb(ui, Message::Remove) {
                events.push(TextEvent::Run(Command::Remove(Entity::Annotation(note.id()))));
            }
        });
    }

    /// The field for an answer or another wording; gives the draft back while it is being written.
    fn form(
        &mut self,
        ui: &mut Ui,
        mut draft: NoteDraft,
        context: &TextContext<'_>,
        events: &mut Vec<TextEvent>,
    ) -> Option<NoteDraft> {
        let (theme, words) = (context.theme, context.messages);
        draft.body.follow(ui.ctx());
        let id = ui.scope_id().with(("note-words", draft.writing));
        let unit = ui.scope_id().with("note-author");
        let mut by_key = ui.memory(|memory| memory.has_focus(id) || memory.has_focus(unit))
            && !draft.body.is_composing()
            && ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
        let label = match draft.writing {
            Writing::Words => Message::AnnotationBody,
            Writing::Reply => Message::NoteReply,
        };
        let label = ui.label(RichText::new(words.text(label)).small().color(theme.ink2));
        let field =
            TextEdit::multiline(&mut draft.body.text).id(id).desired_rows(2).desired_width(f32::INFINITY);
        let field = ui.add(field).labelled_by(label.id);
        if std::mem::take(&mut draft.take_focus) {
            field.request_focus();
        }
        let mut left = field.lost_focus();
        if draft.writing == Writing::Reply {
            let label =
                ui.label(RichText::new(words.text(Message::AnnotationAuthor)).small().color(theme.ink2));
            // Enter saves the answer, or leads to where it is to be written.
            let enters = ui.memory(|memory| memory.has_focus(unit))
                && !draft.body.is_composing()
                && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
            let author = TextEdit::singleline(&mut draft.author).id(unit).desired_width(f32::INFINITY);
            left |= ui.add(author).labelled_by(label.id).lost_focus();
            if enters && draft.body.words().trim().is_empty() {
                field.request_focus();
            }
            by_key |= enters;
        }
        let escaped = left && ui.input(|input| input.key_pressed(Key::Escape));
        let mut done = escaped && draft.is_unchanged();
        ui.horizontal(|ui| {
            let save = Button::new(RichText::new(words.text(Message::Save)).color(theme.accent));
            let save = ui.add_enabled(draft.command().is_some(), save).on_hover_text("Ctrl+Enter");
            if let Some(command) = draft.command().filter(|_| save.clicked() || by_key) {
                self.notes.last_author.clone_from(&draft.author);
                events.push(TextEvent::Run(command));
                done = true;
            }
            done |= ui.add(Button::new(words.text(Message::Cancel)).frame_when_inactive(false)).clicked();
        });
        if done {
            self.take_focus = true;
        }
        (!done).then_some(draft)
    }
}

/// What was answered, oldest first.
fn replies(ui: &mut Ui, note: &AnnotationView<'_>, rows: usize, context: &TextContext<'_>) {
    let plan = context.plan;
    let alive = |reply: &&AnnotationId| plan.is_alive(Entity::Annotation(**reply));
    for reply in plan.replies(note.id()).iter().filter(alive) {
        let Some(reply) = plan.annotation(*reply) else { continue };
        ui.add_space(space::XS);
        let frame = Frame::new().inner_margin(Margin { left: space::M as i8, ..Margin::ZERO });
        let inner = frame.show(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = Vec2::new(space::S, 0.0);
                said_by(ui, &reply, context);
            });
            body(ui, reply.body(), rows, context.theme.ink);
        });
        let side = inner.response.rect;
        let ends =
            [side.left_top() + Vec2::new(space::XS, 0.0), side.left_bottom() + Vec2::new(space::XS, 0.0)];
        ui.painter().line_segment(ends, Stroke::new(1.0, context.theme.note.ink));
    }
}

/// A comment on a title has no place in the node's text, and is not lost.
fn on_title(note: &AnnotationView<'_>, context: &TextContext<'_>) -> bool {
    let node = note.anchor().and_then(|anchor| context.plan.node(anchor.node));
    node.is_some_and(|node| node.title().contains(note.quote()))
}

fn said_by(ui: &mut Ui, note: &AnnotationView<'_>, context: &TextContext<'_>) {
    let who = context.plan.signed_by(note, context.messages);
    ui.label(RichText::new(who).small().color(context.theme.note.ink));
    ui.label(RichText::new(moment(note.stamp().at)).small().color(context.theme.ink2));
}

/// Local day and time, without the year: the card is narrow, the side panel tells all.
fn moment(milliseconds: i64) -> String {
    jiff::Timestamp::from_millisecond(milliseconds)
        .map(|at| at.to_zoned(jiff::tz::TimeZone::system()).strftime("%m-%d %H:%M").to_string())
        .unwrap_or_default()
}

fn body(ui: &mut Ui, words: &str, rows: usize, colour: Color32) {
    let mut job =
        LayoutJob::simple(words.to_owned(), theme::regular(theme::BODY), colour, ui.available_width());
    job.wrap.max_rows = rows;
    ui.label(job);
}

impl Page {
    /// Chunks that end up to `reach` above the first one on the screen, placed there.
    fn above(&mut self, ui: &Ui, column: Rect, shown: &[Shown], reach: f32) -> Vec<Shown> {
        let mut above = Vec::new();
        let Some(first) = shown.first() else { return above };
        let (mut index, mut top) = (first.index, first.origin.y);
        while top > column.top() - reach
            && let Some((before, chunk)) = self.chunk_above(ui, index, Pos2::new(column.left(), top))
        {
            (index, top) = (before, chunk.origin.y);
            above.push(chunk);
        }
        above.reverse();
        above
    }
}
