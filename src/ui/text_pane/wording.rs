//! Editing a passage's wording where it stands.

use super::{TextContext, TextEvent, TextPane, paint::parts, shown::Shown, typing::Typing};
use crate::model::{Entity, NodeId};
use crate::session::Command;
use crate::ui::theme::{self, space};
use crate::words::Message;
use egui::{Area, Button, Frame, Key, Margin, Modifiers, Order, Pos2, Rect, Response, RichText, TextEdit};

/// A wording being edited.
#[derive(Clone, Debug)]
pub(super) struct WordingDraft {
    pub(super) node: NodeId,
    typing: Typing,
    /// As it was when editing began.
    first: String,
    take_focus: bool,
}

impl WordingDraft {
    /// The edit that it amounts to, if it changes anything.
    pub(super) fn command(&self) -> Option<Command> {
        let words = self.typing.words().trim();
        (!words.is_empty() && words != self.first).then(|| Command::SetText(self.node, words.to_owned()))
    }
}

impl TextPane {
    /// Opens a node's wording; the node becomes the selected one.
    pub(super) fn open_wording(
        &mut self,
        context: &TextContext<'_>,
        node: NodeId,
        events: &mut Vec<TextEvent>,
    ) {
        let Some(view) = context.plan.node(node).filter(|_| !context.read_only) else { return };
        let first = view.text().trim().to_owned();
        self.wording = Some(WordingDraft { node, typing: Typing::of(&*first), first, take_focus: true });
        if context.selected != Some(node) {
            events.push(TextEvent::Select(node));
        }
    }

    /// Draws the field while a wording is edited.
    pub(super) fn edit(
        &mut self,
        ui: &egui::Ui,
        response: &Response,
        shown: &[Shown],
        column: Rect,
        context: &TextContext<'_>,
        events: &mut Vec<TextEvent>,
    ) {
        let (theme, words) = (context.theme, context.messages);
        let Some(page) = &mut self.page else { return };
        let Some(mut draft) = self.wording.take() else { return };
        if context.read_only || !context.plan.is_shown(Entity::Node(draft.node)) {
            return;
        }
        let extent = page.extent(context.plan, draft.node);
        let mut rows = shown
            .iter()
            .flat_map(|chunk| extent.iter().flat_map(|span| parts(page, chunk, *span)).collect::<Vec<_>>());
        let top = rows.next().map_or(response.rect.top() + space::XL, |first| first.rect.top());
        let margin = space::S;
        let at = Pos2::new(column.left() - margin - 1.0, top - margin);
        let id = response.id.with("wording");
        let (mut save, mut close) = (false, false);
        let area = Area::new(id.with("area")).order(Order::Foreground).fixed_pos(at);
        area.constrain_to(response.rect).show(ui.ctx(), |ui| {
            let frame = Frame::popup(ui.style()).inner_margin(Margin::same(margin as i8));
            frame.show(ui, |ui| {
                ui.set_width(column.width());
                draft.typing.follow(ui.ctx());
                let settled = !draft.typing.is_composing();
                let has_focus = ui.memory(|memory| memory.has_focus(id));
                save = settled
                    && has_focus
                    && ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
                let label = RichText::new(words.text(Message::EditWording)).small().color(theme.ink2);
                let label = ui.label(label);
                let field = TextEdit::multiline(&mut draft.typing.text)
                    .id(id)
                    .font(theme::regular(theme::REPORT))
                    .desired_rows(2)
                    .desired_width(f32::INFINITY);
                let field = ui.add(field).labelled_by(label.id);
                if std::mem::take(&mut draft.take_focus) {
                    field.request_focus();
                }
                let escaped = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape));
                ui.horizontal(|ui| {
                    let text = RichText::new(words.text(Message::Save)).color(theme.accent);
                    save |= ui.add(Button::new(text)).on_hover_text("Ctrl+Enter").clicked();
                    let cancel = Button::new(words.text(Message::Cancel)).frame_when_inactive(false);
                    close = ui.add(cancel).on_hover_text("Esc").clicked() || escaped;
                });
                // A click into the text is done with editing, as in any cell.
                save |= !close && field.lost_focus() && response.is_pointer_button_down_on();
            });
        });
        if save {
            events.extend(draft.command().map(TextEvent::Run));
        }
        if save || close {
            response.request_focus();
        } else {
            self.wording = Some(draft);
        }
    }
}
