//! 原文: a report's text with what was recognised in it and said about it.
//!
//! Draws from read-only context and returns events; changes nothing in the plan. Of the text only
//! what is on the screen is laid out, and nothing done per frame grows with the report.

mod access;
mod cards;
mod chosen;
mod chunks;
mod explain;
mod find;
mod find_bar;
mod heights;
mod keys;
mod marks;
mod menu;
mod notes;
mod offer;
mod opening;
mod page;
mod paint;
mod passages;
mod pointer;
mod rows;
mod rules;
mod selection;
mod shown;
mod stack;
mod strand;
#[cfg(test)]
mod tests;
mod typing;
mod wording;

use crate::model::{AnnotationId, DocumentId, Entity, NodeId, Parent, Plan, SourceSpan};
use crate::session::Command;
use crate::ui::theme::{self, Theme, space};
use crate::words::{Message, Messages};
use egui::{Rect, Sense, UiBuilder, Vec2, WidgetInfo, accesskit::Role};
pub use rules::rule_words;

use marks::MarkKind;
use opening::Opening;
use page::{Page, Setting};
use passages::Passages;
use selection::Selection;

/// Width of the scroll bar.
const BAR: f32 = 12.0;
/// Fewest Han characters in a line, however narrow the pane.
const FEWEST_COLUMNS: f32 = 8.0;

/// Fewest Han characters in a line beside cards: narrower panes show signs only.
const BESIDE_CARDS: f32 = 26.0;

/// What the pane draws from.
#[derive(Clone, Copy)]
pub struct TextContext<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The document to show.
    pub document: DocumentId,
    /// The selected node of the project, of this document or of another.
    pub selected: Option<NodeId>,
    /// Colours.
    pub theme: &'a Theme,
    /// Words.
    pub messages: Messages,
    /// True when nothing may be changed: selected words can then only be copied.
    pub read_only: bool,
}

/// What the user asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum TextEvent {
    /// A passage was clicked.
    Select(NodeId),
    /// Comment on words of a node, or on the whole node when `quote` is empty.
    Comment {
        /// The node.
        node: NodeId,
        /// The words as they stand in the node's text, broken lines joined.
        quote: String,
        /// Byte offset of the words in `NodeView::text`; `None` in a title and for the whole node.
        start: Option<usize>,
    },
    /// Assign the selected words as a responsible unit.
    UseAsUnit {
        /// The node.
        node: NodeId,
        /// The words, without punctuation at their ends.
        words: String,
    },
    /// Make words of a node a task of their own.
    MakeTask {
        /// The node.
        node: NodeId,
        /// Bytes in the node's text.
        words: std::ops::Range<usize>,
    },
    /// Make a task of words that no node holds.
    TakeUp {
        /// Under what.
        parent: Parent,
        /// Before which child; `None` is the end.
        before: Option<NodeId>,
        /// The words, in the source.
        passage: SourceSpan,
    },
    /// An edit: of a wording or of a comment.
    Run(Command),
    /// Make the selected words the deadline.
    UseAsDeadline {
        /// The node.
        node: NodeId,
        /// The words, without punctuation at their ends.
        words: String,
    },
    /// Make the selected words a target.
    UseAsTarget {
        /// The node.
        node: NodeId,
        /// The words, without punctuation at their ends.
        words: String,
    },
}

impl TextEvent {
    /// The node that is selected after it.
    fn node(&self) -> Option<NodeId> {
        match self {
            Self::Select(node)
            | Self::Comment { node, .. }
            | Self::UseAsUnit { node, .. }
            | Self::UseAsDeadline { node, .. }
            | Self::UseAsTarget { node, .. } => Some(*node),
            Self::MakeTask { .. } | Self::TakeUp { .. } | Self::Run(_) => None,
        }
    }
}

/// The pane's own state: what is laid out, where it is scrolled to, which words are selected.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "wishes for the next frame, and who has the keyboard")]
pub struct TextPane {
    page: Option<Page>,
    /// The page that is being made.
    opening: Option<Opening>,
    selection: Option<Selection>,
    /// A selection that something was done with: nothing more is offered for it.
    used: Option<Selection>,
    /// What the words were last selected with: a press that may become a drag.
    pressed: Option<u32>,
    /// The node selected in the last frame: another one is scrolled to, once.
    followed: Option<NodeId>,
    /// The node chosen in this pane in the last frame.
    chosen: Option<NodeId>,
    /// A node to scroll to in the next frame.
    reveal: Option<NodeId>,
    /// True while the pane has the keyboard and got it by a key: the ring shows it.
    keyed: bool,
    /// Where in their rows the caret meets rows above and below.
    goal: Option<f32>,
    /// The annotations beside the text.
    notes: notes::Notes,
    /// Whether to take the keyboard in the next frame.
    take_focus: bool,
    has_keyboard: bool,
    /// Whether to open all folds in the next frame.
    show_noise: bool,
    /// The byte that the context menu is about.
    menu_at: Option<u32>,
    /// Where it was opened by key; none under the pointer.
    menu_place: Option<egui::Pos2>,
    /// Words looked for in the text, and the bar to type them in.
    find: find_bar::Find,
    /// A wording being edited.
    wording: Option<wording::WordingDraft>,
}

impl TextPane {
    /// Scrolls to a node's passage in the next frame, if it is not on the screen. A node that is
    /// newly selected in the context is scrolled to without this.
    pub fn reveal(&mut self, node: NodeId) {
        // What was chosen here is on the screen, though its passage may begin above.
        if self.chosen != Some(node) {
            self.reveal = Some(node);
        }
    }

    /// Opens all folded noise and scrolls to the first of it, in the next frame.
    pub fn show_noise(&mut self) {
        self.show_noise = true;
    }

    /// True while the text itself has the keyboard.
    pub fn has_keyboard(&self) -> bool {
        self.has_keyboard
    }

    /// Draws the pane into the rest of `ui`.
    pub fn show(&mut self, ui: &mut egui::Ui, context: &TextContext<'_>) -> Vec<TextEvent> {
        let mut events = Vec::new();
        let name = context.messages.text(Message::TabText);
        let rect = ui.available_rect_before_wrap();
        ui.scope_builder(UiBuilder::new().max_rect(rect).accessibility_role(Role::Region), |ui| {
            ui.ctx().accesskit_node_builder(ui.unique_id(), |node| node.set_label(name));
            ui.set_clip_rect(rect.intersect(ui.clip_rect()));
            ui.painter().rect_filled(rect, 0.0, context.theme.paper);
            if self.follow(ui.ctx(), context) {
                self.draw(ui, rect, context, &mut events);
            } else {
                ui.vertical_centered(|ui| {
                    ui.add_space(space::XL * 2.0);
                    ui.label(
                        egui::RichText::new(context.messages.text(Message::NoReport))
                            .color(context.theme.ink2),
                    );
                });
            }
        });
        events
    }

    /// Brings the page to the context's document; false when there is nothing to show. The page of
    /// a long report comes some frames later.
    fn follow(&mut self, ctx: &egui::Context, context: &TextContext<'_>) -> bool {
        let document = context.plan.document(context.document);
        let stamp = Passages::stamp_of(context.plan, context.document);
        let reading = document.as_ref().and_then(crate::model::DocumentView::reading);
        let Some((stamp, reading)) = stamp.zip(reading) else {
            (self.page, self.opening) = (None, None);
            return false;
        };
        if self.page.as_ref().is_some_and(|page| page.passages.stamp() == stamp) {
            return true;
        }
        if self.opening.as_ref().is_none_or(|opening| opening.stamp() != stamp) {
            self.opening = Some(Opening::new(ctx, stamp, reading));
            self.page = None;
            self.find.forget();
            self.selection = None;
            self.pressed = None;
            self.menu_at = None;
            self.followed = None;
        }
        self.page = self.opening.as_ref().and_then(|opening| opening.poll(context.plan));
        self.opening.take_if(|_| self.page.is_some());
        true
    }

    fn draw(
        &mut self,
        ui: &mut egui::Ui,
        rect: Rect,
        context: &TextContext<'_>,
        events: &mut Vec<TextEvent>,
    ) {
        let rect = self.find_bar(ui, rect, context);
        ui.set_clip_rect(rect.intersect(ui.clip_rect()));
        let (column, margin) = columns_of(rect, self.notes.any(context));
        let setting = Setting {
            width: column.width(),
            dense: ui.pixels_per_point(),
            theme: *context.theme,
            messages: context.messages,
        };
        let response = ui.allocate_rect(rect, Sense::click_and_drag());
        let name = context.messages.text(Message::TabText);
        response.widget_info(|| WidgetInfo::labeled(Role::Document, true, name));
        if std::mem::take(&mut self.take_focus) {
            response.request_focus();
        }
        self.has_keyboard = response.has_focus();
        let Some(page) = &mut self.page else { return };
        page.follow(context.plan, setting);
        pointer::scroll(ui, &response, page);
        if context.selected != self.followed {
            self.followed = context.selected;
            // Words chosen in another item are no longer what the user is about.
            self.selection = None;
            self.wording.take_if(|draft| Some(draft.node) != context.selected);
            self.reveal = self.reveal.or(context.selected);
        }
        if std::mem::take(&mut self.show_noise) {
            page.open_all();
        }
        if let Some(byte) = self.reveal.take().and_then(|node| first_byte(context.plan, page, node)) {
            page.reveal(ui, byte, rect.height());
        }
        if let Some(byte) = self.notes.reveal.take().and_then(|note| note_byte(context.plan, page, note)) {
            // With room below for its card.
            page.reveal(ui, byte, rect.height() - cards::ROOM.min(rect.height() / 2.0));
        }
        self.claim_keys(ui, &response);
        self.take_keys(ui, &response, context, events);
        let Some(page) = &mut self.page else { return };
        let shown = page.lay_out(ui, column);
        self.take_pointer(ui, &response, (&shown, column), context, events);
        let Some(page) = &mut self.page else { return };
        let hovered = explain::show(ui, &response, page, &shown, column, context);
        paint::paint(ui, page, &shown, column, context, (self.selection, &self.find), hovered);
        if let Some(selection) = self.selection.filter(|_| response.has_focus()) {
            paint::caret(ui.painter(), page, &shown, selection.head, context.theme.accent);
        }
        access::speak(ui, &response, page, self.selection);
        access::name_chunks(ui, &response, page, &shown, context, events);
        pointer::bar(ui, &response, page, rect, context.messages);
        self.cards(ui, &response, &shown, (column, margin), context, events);
        self.offer(ui, &response, rect, &shown, context, events);
        self.menu(ui, &response, &shown, context, events);
        self.edit(ui, &response, &shown, column, context, events);
        self.ring(ui, &response, context);
        let select = events.iter().rev().find_map(|event| match event {
            TextEvent::Select(node) => Some(*node),
            _ => None,
        });
        if select.is_some() {
            // What was clicked is on the screen already.
            self.followed = select;
        }
        self.chosen = events.last().and_then(TextEvent::node);
    }
}

/// The column of text in the middle of the pane, and beside it the margin for cards where they are
/// wanted and there is room. The text is whole characters wide, so that a small change of the
/// pane's width lays nothing out anew.
fn columns_of(rect: Rect, cards: bool) -> (Rect, Option<Rect>) {
    let room = rect.width() - 2.0 * space::XL - BAR;
    let spare = room - BESIDE_CARDS * theme::REPORT - cards::AWAY;
    let beside = (cards && spare >= cards::LEAST).then(|| {
        let wide = room - theme::REPORT_COLUMNS * theme::REPORT - cards::AWAY;
        wide.clamp(cards::LEAST, cards::MOST)
    });
    let taken = beside.map_or(0.0, |width| width + cards::AWAY);
    let columns = ((room - taken) / theme::REPORT).floor().clamp(FEWEST_COLUMNS, theme::REPORT_COLUMNS);
    let width = columns * theme::REPORT;
    let left = rect.left() + (rect.width() - BAR - width - taken) / 2.0;
    let left = left.max(rect.left() + space::XL).round();
    let column = Rect::from_min_size(egui::pos2(left, rect.top()), Vec2::new(width, rect.height()));
    let margin = beside.map(|width| {
        let left = column.right() + cards::AWAY;
        Rect::from_min_size(egui::pos2(left, rect.top()), Vec2::new(width, rect.height()))
    });
    (column, margin)
}

/// Where a node's passage begins, or that of the nearest node around it that has one.
fn first_byte(plan: &Plan, page: &Page, mut node: NodeId) -> Option<u32> {
    loop {
        let view = plan.node(node).filter(|view| view.document() == page.passages.stamp().0)?;
        if let Some(span) = page.passages.extent(plan, node).first() {
            return Some(span.start);
        }
        match view.parent() {
            Parent::Node(parent) => node = parent,
            Parent::Document(_) => return None,
        }
    }
}

/// Where the words stand that an annotation is about.
fn note_byte(plan: &Plan, page: &mut Page, note: AnnotationId) -> Option<u32> {
    let node = plan.annotation(note)?.anchor()?.node;
    let of_note = |mark: &marks::Mark| matches!(mark.kind, MarkKind::Annotation { id, .. } if id == note);
    let marks = marks::marks_of(plan, &page.passages, node);
    let place = marks.iter().find(|mark| of_note(mark)).map(|mark| mark.span.start);
    place.or_else(|| first_byte(plan, page, node))
}

impl TextPane {
    /// The node at a byte, for a click.
    fn node_at(&self, context: &TextContext<'_>, byte: u32) -> Option<NodeId> {
        let page = self.page.as_ref()?;
        let node = page.passages.at(context.plan, byte)?;
        context.plan.is_alive(Entity::Node(node)).then_some(node)
    }
}
