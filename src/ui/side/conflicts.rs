//! Fields of the selected node, of its targets and of its comments that people set differently, and
//! the choice between the values.

use super::{
    SideContext,
    values::{FIELDS, moment, value_words},
};
use crate::words::Message;
use crate::{
    model::{Entity, NodeView},
    session::Command,
    ui::{commands::UiCommand, theme::space},
};
use egui::{Button, RichText, Ui};

/// Draws them, if there are any.
pub(super) fn show(ui: &mut Ui, view: &NodeView<'_>, context: &SideContext<'_>, queue: &mut Vec<UiCommand>) {
    one(ui, Entity::Node(view.id()), "", context, queue);
    for target in view.targets() {
        one(ui, Entity::Target(target.id()), &target.value().indicator, context, queue);
    }
    for note in view.annotations() {
        one(ui, Entity::Annotation(note.id()), note.quote(), context, queue);
    }
}

/// The conflicts of one of them; `name` tells it from its like.
fn one(ui: &mut Ui, entity: Entity, name: &str, context: &SideContext<'_>, queue: &mut Vec<UiCommand>) {
    let (theme, words, plan) = (context.theme, context.words, context.plan);
    for (field, label) in FIELDS {
        if plan.writes(entity, field).len() < 2 {
            continue;
        }
        ui.add_space(space::S);
        let label = format!("{name} {}", words.text(label));
        let head = words.with(Message::ConflictField, &[&label.trim()]);
        ui.label(RichText::new(head).small().color(theme.bad))
            .on_hover_text(words.text(Message::ConflictHere));
        for (at, value) in plan.conflict(entity, field).values.into_iter().enumerate() {
            let said = value_words(value.write.value.as_ref(), plan, words);
            let stamp = value.write.stamp;
            let who = plan.signature(stamp).words(words);
            let label = words.with(Message::ConflictChoose, &[&who, &said]);
            if ui.add_enabled(context.writing, Button::new(label).wrap()).clicked() {
                queue.push(UiCommand::Run(Command::Choose(entity, field, value.write.id)));
            }
            let computer = plan.computer(stamp).words(words);
            let from = words.with(Message::ConflictFrom, &[&moment(stamp.at), &computer]);
            let shown = if at == 0 { words.text(Message::ConflictShown) } else { "" };
            ui.label(RichText::new(format!("{from}　{shown}")).small().color(theme.ink2));
        }
    }
}
