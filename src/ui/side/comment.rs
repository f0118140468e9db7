//! Comments on the selected node: the list, and the one being written.

use super::{Draft, SideContext, widgets};
use crate::words::Message;
use crate::{
    model::{AnnotationView, Entity, NodeId},
    session::Command,
    ui::{
        commands::UiCommand,
        theme::{self, space},
    },
};
use egui::{Button, Frame, Key, Margin, Modifiers, RichText, Ui};

/// A comment being written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CommentDraft {
    /// The node; `None` only in the default.
    pub node: Option<NodeId>,
    /// The words commented on, or empty.
    pub quote: String,
    /// Where they begin: byte in the node's text.
    pub start: Option<usize>,
    /// What is said.
    pub body: String,
    /// The unit that says it.
    pub author: String,
    /// Put the keyboard into the field once.
    pub take_focus: bool,
}

impl CommentDraft {
    /// The edit, unless nothing was said.
    pub fn command(self) -> Option<Command> {
        let node = self.node.filter(|_| !self.body.trim().is_empty())?;
        let (quote, start, body, author) = (self.quote, self.start, self.body, self.author);
        Some(Command::Annotate { node, quote, start, body, author })
    }
}

/// Draws the comments of a node.
pub(super) fn show(
    ui: &mut Ui,
    node: NodeId,
    context: &SideContext<'_>,
    draft: &mut Draft,
    queue: &mut Vec<UiCommand>,
) {
    let words = context.words;
    widgets::group(ui, words.text(Message::Annotations), context.theme);
    let notes = context.plan.node(node).map(|view| view.annotations()).unwrap_or_default();
    for note in &notes {
        card(ui, note, context, queue);
    }
    let add = words.text(Message::AddAnnotation);
    if let Some(comment) = draft.comment.take_if(|comment| comment.node == Some(node)) {
        draft.comment = form(ui, comment, context, queue);
    } else if context.writing && widgets::text_button(ui, add, context.theme).clicked() {
        queue.push(UiCommand::Comment { node, quote: String::new(), start: None });
    }
}

fn card(ui: &mut Ui, note: &AnnotationView<'_>, context: &SideContext<'_>, queue: &mut Vec<UiCommand>) {
    let (theme, words) = (context.theme, context.words);
    let resolved = note.is_resolved();
    let ground = if resolved { theme.paper } else { theme.note.ground };
    let frame =
        Frame::new().fill(ground).corner_radius(theme::RADIUS).inner_margin(Margin::same(space::S as i8));
    ui.push_id(note.id(), |ui| {
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            let author = note.author();
            ui.horizontal_wrapped(|ui| {
                if !author.is_empty() {
                    ui.label(RichText::new(author).small().color(theme.note.ink));
                }
                ui.label(RichText::new(day(note.stamp().at)).small().color(theme.ink2));
                if resolved {
                    ui.label(RichText::new(words.text(Message::Resolved)).small().color(theme.ok));
                }
            });
            if !note.quote().is_empty() {
                let quote = words.with(Message::AnnotationOn, &[&note.quote()]);
                ui.label(RichText::new(quote).small().color(theme.ink2));
                if note.place().is_none() {
                    ui.label(RichText::new(words.text(Message::AnnotationLost)).small().color(theme.warn));
                }
            }
            ui.label(note.body());
            if context.writing {
                ui.horizontal(|ui| {
                    let (label, to) =
                        if resolved { (Message::Reopen, false) } else { (Message::Resolve, true) };
                    if widgets::text_button(ui, words.text(label), theme).clicked() {
                        queue.push(UiCommand::Run(Command::Resolve(note.id(), to)));
                    }
                    if widgets::text_button(ui, words.text(Message::Remove), theme).clicked() {
                        queue.push(UiCommand::Run(Command::Remove(Entity::Annotation(note.id()))));
                    }
                });
            }
        });
    });
    ui.add_space(space::XS);
}

/// Local day and time of day.
fn day(milliseconds: i64) -> String {
    jiff::Timestamp::from_millisecond(milliseconds)
        .map(|at| at.to_zoned(jiff::tz::TimeZone::system()).strftime("%Y-%m-%d %H:%M").to_string())
        .unwrap_or_default()
}

/// The form; gives the comment back while it is still being written.
fn form(
    ui: &mut Ui,
    mut comment: CommentDraft,
    context: &SideContext<'_>,
    queue: &mut Vec<UiCommand>,
) -> Option<CommentDraft> {
    let (theme, words) = (context.theme, context.words);
    let about = if comment.quote.is_empty() {
        words.text(Message::AnnotationWhole).to_owned()
    } else {
        words.with(Message::AnnotationOn, &[&comment.quote])
    };
    ui.label(RichText::new(about).small().color(theme.note.ink));
    let id = ui.scope_id().with("comment-body");
    let save_keys = ui.memory(|memory| memory.has_focus(id))
        && ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
    let body =
        widgets::paragraph(ui, "comment-body", words.text(Message::AnnotationBody), &mut comment.body, theme);
    let opened = std::mem::take(&mut comment.take_focus);
    if opened {
        body.request_focus();
    }
    let author = widgets::line(
        ui,
        "comment-author",
        words.text(Message::AnnotationAuthor),
        &mut comment.author,
        theme,
    );
    ui.add_space(space::XS);
    // With words in it, Esc only leaves the field: 取消 throws them away.
    let left = body.lost_focus() || author.lost_focus();
    let escaped = left && ui.input(|input| input.key_pressed(Key::Escape));
    let mut done = escaped && comment.body.trim().is_empty();
    let buttons = ui.horizontal(|ui| {
        let save = Button::new(RichText::new(words.text(Message::Save)).color(theme.accent));
        let ready = !comment.body.trim().is_empty();
        if ui.add_enabled(ready, save).on_hover_text("Ctrl+Enter").clicked() || (ready && save_keys) {
            queue.extend(comment.clone().command().map(UiCommand::Run));
            done = true;
        }
        done |= widgets::text_button(ui, words.text(Message::Cancel), theme).clicked();
    });
    if opened {
        // The form opens below what is on the screen as often as not.
        ui.scroll_to_rect(body.rect.union(buttons.response.rect), None);
    }
    (!done).then_some(comment)
}
