//! Comments on the selected node with their replies, and the one being written.

use super::{
    Draft, SideContext,
    completion::{self, Completing},
    names::UnitNames,
    values::moment,
    widgets,
};
use crate::words::{Message, Messages, Trouble};
use crate::{
    model::{AnnotationId, AnnotationView, Entity, NodeId, Plan},
    session::Command,
    ui::{
        commands::UiCommand,
        theme::{self, Theme, space},
    },
};
use egui::{Button, Frame, Id, Key, Margin, Modifiers, Response, RichText, Ui};

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
    /// Why the project did not take it.
    pub refusal: Option<Trouble>,
}

impl CommentDraft {
    /// The edit, unless nothing was said.
    pub fn command(self) -> Option<Command> {
        let node = self.node.filter(|_| !self.body.trim().is_empty())?;
        let (quote, start, body, author) = (self.quote, self.start, self.body, self.author);
        Some(Command::Annotate { node, quote, start, body, author })
    }
}

/// A comment whose words are being changed, or a reply to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditedComment {
    /// The comment.
    pub of: AnnotationId,
    /// A reply is written, not other words for it.
    pub is_reply: bool,
    /// What is said.
    pub body: String,
    /// The unit that says a reply.
    pub author: String,
    /// Put the keyboard into the field once.
    pub take_focus: bool,
    /// Why the project did not take it.
    pub refusal: Option<Trouble>,
}

/// A comment to be answered (true) or reworded, and the words to begin with.
type Opened = (AnnotationId, bool, String);

impl EditedComment {
    /// The edit, unless nothing was said or changed.
    pub fn command(self, plan: &Plan) -> Option<Command> {
        let said = self.body.trim();
        let differs = plan.annotation(self.of).is_some_and(|note| self.is_reply || note.body() != said);
        if said.is_empty() || !differs {
            return None;
        }
        let body = said.to_owned();
        Some(if self.is_reply {
            Command::Reply { annotation: self.of, body, author: self.author }
        } else {
            Command::SetAnnotation(self.of, body)
        })
    }
}

/// Draws the comments of a node.
pub(super) fn show(
    ui: &mut Ui,
    node: NodeId,
    context: &SideContext<'_>,
    (draft, names, author): (&mut Draft, &UnitNames, &str),
    queue: &mut Vec<UiCommand>,
) {
    let words = context.words;
    widgets::group(ui, words.text(Message::Annotations), context.theme);
    let notes = context.plan.node(node).map(|view| view.annotations()).unwrap_or_default();
    // Fields that a button opens are drawn from the next frame on: what took the click keeps the
    // keyboard in this one.
    let mut opened = None;
    let stands = |id: AnnotationId| notes.iter().any(|note| note.id() == id);
    for note in notes.iter().filter(|note| !note.reply_to().is_some_and(stands)) {
        card(ui, note, false, context, (draft, &mut opened), queue);
        for reply in notes.iter().filter(|reply| reply.reply_to() == Some(note.id())) {
            ui.horizontal(|ui| {
                ui.add_space(space::L);
                ui.vertical(|ui| card(ui, reply, true, context, (draft, &mut opened), queue));
            });
        }
    }
    if let Some((of, is_reply, body)) = opened {
        let before = draft.edited.take().and_then(|edited| edited.command(context.plan));
        queue.extend(before.map(UiCommand::Run));
        let author = author.to_owned();
        draft.edited = Some(EditedComment { of, is_reply, body, author, take_focus: true, refusal: None });
    }
    let add = words.text(Message::AddAnnotation);
    if let Some(comment) = draft.comment.take_if(|comment| comment.node == Some(node)) {
        draft.comment = form(ui, comment, (names, draft.composing), context, queue);
    } else if context.writing && widgets::text_button(ui, add, context.theme).clicked() {
        queue.push(UiCommand::Comment { node, quote: String::new(), start: None });
    }
}

fn card(
    ui: &mut Ui,
    note: &AnnotationView<'_>,
    is_reply: bool,
    context: &SideContext<'_>,
    (draft, opened): (&mut Draft, &mut Option<Opened>),
    queue: &mut Vec<UiCommand>,
) {
    let (theme, words) = (context.theme, context.words);
    let resolved = note.is_resolved();
    let ground = if resolved { theme.paper } else { theme.note.ground };
    let frame =
        Frame::new().fill(ground).corner_radius(theme::RADIUS).inner_margin(Margin::same(space::S as i8));
    ui.push_id(note.id(), |ui| {
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            let person = context.plan.signature(note.stamp()).words(words);
            ui.horizontal_wrapped(|ui| {
                let who = context.plan.signed_by(note, words);
                ui.label(RichText::new(who).small().color(theme.note.ink)).on_hover_text(person);
                ui.label(RichText::new(moment(note.stamp().at)).small().color(theme.ink2));
                if resolved {
                    ui.label(RichText::new(words.text(Message::Resolved)).small().color(theme.ok));
                }
            });
            if !note.quote().is_empty() && !is_reply {
                let quote = words.with(Message::AnnotationOn, &[&note.quote()]);
                ui.label(RichText::new(quote).small().color(theme.ink2));
                if note.place().is_none() {
                    ui.label(RichText::new(words.text(Message::AnnotationLost)).small().color(theme.warn));
                }
            }
            let changed = draft.edited.take_if(|edited| edited.of == note.id() && !edited.is_reply);
            match changed {
                Some(edited) => draft.edited = reword(ui, edited, draft.composing, context, queue),
                None => drop(ui.label(note.body())),
            }
            if context.writing {
                buttons(ui, note, is_reply, context, opened, queue);
            }
            if let Some(reply) = draft.edited.take_if(|edited| edited.of == note.id() && edited.is_reply) {
                draft.edited = reword(ui, reply, draft.composing, context, queue);
            }
        });
    });
    ui.add_space(space::XS);
}

/// What can be done with a comment.
fn buttons(
    ui: &mut Ui,
    note: &AnnotationView<'_>,
    is_reply: bool,
    context: &SideContext<'_>,
    opened: &mut Option<Opened>,
    queue: &mut Vec<UiCommand>,
) {
    let (theme, words, id) = (context.theme, context.words, note.id());
    ui.horizontal(|ui| {
        if !is_reply {
            let (label, to) =
                if note.is_resolved() { (Message::Reopen, false) } else { (Message::Resolve, true) };
            if widgets::text_button(ui, words.text(label), theme).clicked() {
                queue.push(UiCommand::Run(Command::Resolve(id, to)));
            }
            if widgets::text_button(ui, words.text(Message::Reply), theme).clicked() {
                *opened = Some((id, true, String::new()));
            }
        }
        if widgets::text_button(ui, words.text(Message::RewordAnnotation), theme).clicked() {
            *opened = Some((id, false, note.body().to_owned()));
        }
        if widgets::text_button(ui, words.text(Message::RemoveAnnotation), theme).clicked() {
            queue.push(UiCommand::Run(Command::Remove(Entity::Annotation(id))));
        }
    });
}

/// Other words for a comment, or a reply to it; gives it back while it is still being written.
fn reword(
    ui: &mut Ui,
    mut edited: EditedComment,
    composing: bool,
    context: &SideContext<'_>,
    queue: &mut Vec<UiCommand>,
) -> Option<EditedComment> {
    let (theme, words) = (context.theme, context.words);
    let id = ui.scope_id().with("edited-body");
    let unit = ui.scope_id().with("edited-author");
    let held = ui.memory(|memory| memory.has_focus(id) || memory.has_focus(unit));
    let mut save_keys =
        held && !composing && ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
    let label = if edited.is_reply { Message::ReplyBody } else { Message::AnnotationBody };
    let body = widgets::paragraph(ui, "edited-body", words.text(label), &mut edited.body, theme);
    if edited.is_reply {
        // Enter saves the answer, or leads to where it is to be written.
        let enters = !composing
            && ui.memory(|memory| memory.has_focus(unit))
            && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        let author =
            widgets::line(ui, "edited-author", words.text(Message::ReplyAuthor), &mut edited.author, theme);
        mark_remembered(ui, &author, unit, &edited.author);
        if enters && edited.body.trim().is_empty() {
            body.request_focus();
        }
        save_keys |= enters;
    }
    if std::mem::take(&mut edited.take_focus) {
        body.request_focus();
        body.scroll_to_me(None);
    }
    refused(ui, edited.refusal.as_ref(), theme, words);
    ui.add_space(space::XS);
    let escaped = body.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape));
    let mut done = escaped && (edited.body.trim().is_empty() || !edited.is_reply);
    ui.horizontal(|ui| {
        let save = Button::new(RichText::new(words.text(Message::Save)).color(theme.accent));
        let ready = !edited.body.trim().is_empty();
        if ui.add_enabled(ready, save).on_hover_text("Ctrl+Enter").clicked() || (ready && save_keys) {
            queue.extend(edited.clone().command(context.plan).map(UiCommand::Run));
            done = true;
        }
        done |= widgets::text_button(ui, words.text(Message::Cancel), theme).clicked();
    });
    (!done).then_some(edited)
}

/// The form; gives the comment back while it is still being written.
fn form(
    ui: &mut Ui,
    mut comment: CommentDraft,
    (names, composing): (&UnitNames, bool),
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
    let unit = ui.scope_id().with("comment-author");
    let save_keys = ui.memory(|memory| memory.has_focus(id) || memory.has_focus(unit))
        && !composing
        && ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
    let body =
        widgets::paragraph(ui, "comment-body", words.text(Message::AnnotationBody), &mut comment.body, theme);
    let opened = std::mem::take(&mut comment.take_focus);
    if opened {
        body.request_focus();
    }
    ui.add_space(space::S);
    ui.label(RichText::new(words.text(Message::AnnotationAuthor)).small().color(theme.ink2));
    // Letters are looked up; a name that is one already is offered nothing.
    let typed = comment.author.trim();
    let offered = if typed.is_empty() { Vec::new() } else { names.completions(typed, |_| false) };
    let offered = if offered.iter().any(|name| name == typed) { Vec::new() } else { offered };
    let field = Completing {
        id: unit,
        name: words.text(Message::AnnotationAuthor),
        hint: "",
        offered: &offered,
        line: None,
        first_by_enter: typed.is_ascii(),
        composing,
    };
    let mut marked = ui.data(|data| data.get_temp::<Option<usize>>(unit)).flatten();
    let completed = completion::show(ui, &mut comment.author, &mut marked, &field, theme);
    ui.data_mut(|data| data.insert_temp(unit, marked));
    if let Some(name) = completed.chosen.and_then(|at| offered.get(at)) {
        comment.author.clone_from(name);
        completed.response.request_focus();
    }
    let author = completed.response;
    mark_remembered(ui, &author, unit, &comment.author);
    // Enter behind the unit saves the comment, or leads to where it is to be written.
    if completed.entered && comment.body.trim().is_empty() {
        body.request_focus();
    }
    let save_keys = save_keys || completed.entered;
    refused(ui, comment.refusal.as_ref(), theme, words);
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

/// Marks the remembered unit for who comes to it by the keyboard: what is typed then replaces it, and
/// is not joined to its end. A click says itself where the words go.
fn mark_remembered(ui: &Ui, field: &Response, id: Id, name: &str) {
    let has = field.has_focus();
    let had = ui.data_mut(|data| {
        let had = data.get_temp::<bool>(id.with("had the keyboard")).unwrap_or_default();
        data.insert_temp(id.with("had the keyboard"), has);
        had
    });
    let clicked = ui.input(|input| input.pointer.any_down() || input.pointer.any_released());
    if has && !had && !clicked {
        widgets::select_all(ui, id, name);
    }
}

/// Why words were not taken, under them.
pub(super) fn refused(ui: &mut Ui, why: Option<&Trouble>, theme: &Theme, words: Messages) {
    if let Some(why) = why {
        ui.label(RichText::new(why.sentence(words)).small().color(theme.bad));
    }
}
