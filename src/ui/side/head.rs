//! The head of the panel: what the node is, its numeral, whether it is still to be done, its flags.

use super::{SideContext, SidePanel, TextField};
use crate::words::Message;
use crate::{
    model::{Flag, NodeKind, NodeView, TaskStatus},
    session::Command,
    ui::{commands::UiCommand, theme::space},
};
use egui::{ComboBox, RichText, Ui};

/// Whether a task is still to be done, in the order of menus.
pub(super) const STATUSES: [(TaskStatus, Message); 3] = [
    (TaskStatus::Planned, Message::StatusPlanned),
    (TaskStatus::Done, Message::StatusDone),
    (TaskStatus::Mixed, Message::StatusMixed),
];

/// The word of a status.
pub(super) fn status_word(status: TaskStatus) -> Message {
    match status {
        TaskStatus::Planned => Message::StatusPlanned,
        TaskStatus::Done => Message::StatusDone,
        TaskStatus::Mixed => Message::StatusMixed,
    }
}

/// The word of a kind of node.
pub(super) fn kind_of_node_word(kind: NodeKind) -> Message {
    match kind {
        NodeKind::Section => Message::Section,
        NodeKind::Task => Message::Task,
    }
}

/// Sort and numeral of the node, what it was recognised by, and its flags.
pub(super) fn caption(ui: &mut Ui, view: &NodeView<'_>, context: &SideContext<'_>) {
    let (theme, words) = (context.theme, context.words);
    let marker = view.marker();
    let marker = marker.trim_end_matches(['、', '.', '．']);
    let sort = words.text(kind_of_node_word(view.kind()));
    let response = ui.label(RichText::new(format!("{sort} {marker}")).small().color(theme.ink2));
    if let Some((_, read)) = view.read() {
        let sure = (read.confidence * 100.0).round() as u32;
        response.on_hover_text(words.with(Message::FoundBy, &[&read.rule, &sure]));
    }
    for flag in view.flags() {
        let message = match flag {
            Flag::MoveSkipped => Message::FlagMoveSkipped,
            Flag::Revived => Message::FlagRevived,
            Flag::SourceGone => Message::FlagSourceGone,
        };
        ui.label(RichText::new(words.text(message)).small().color(theme.warn));
    }
}

impl SidePanel {
    /// Numeral, kind and status beside one another.
    pub(super) fn sort(
        &mut self,
        ui: &mut Ui,
        view: &NodeView<'_>,
        context: &SideContext<'_>,
        queue: &mut Vec<UiCommand>,
    ) {
        let node = view.id();
        ui.columns_const(|[one, two, three]| {
            self.text_field(one, node, TextField::Marker, context, queue);
            let kinds = [NodeKind::Section, NodeKind::Task].map(|kind| (kind, kind_of_node_word(kind)));
            if let Some(kind) =
                choice(two, "kind", (Message::NodeKindLabel, kind_of_node_word(view.kind())), &kinds, context)
                    .filter(|kind| *kind != view.kind())
            {
                queue.push(UiCommand::Run(Command::SetKind(node, kind)));
            }
            if view.kind() == NodeKind::Task
                && let Some(status) =
                    choice(three, "status", (Message::Status, status_word(view.status())), &STATUSES, context)
                        .filter(|status| *status != view.status())
            {
                queue.push(UiCommand::Run(Command::SetStatus(node, status)));
            }
        });
    }
}

/// A list to choose from, with its label above it.
fn choice<T: Copy>(
    ui: &mut Ui,
    salt: &str,
    (label, now): (Message, Message),
    all: &[(T, Message)],
    context: &SideContext<'_>,
) -> Option<T> {
    let words = context.words;
    ui.add_space(space::S);
    let name = ui.label(RichText::new(words.text(label)).small().color(context.theme.ink2));
    let mut chosen = None;
    ui.add_enabled_ui(context.writing, |ui| {
        let combo = ComboBox::from_id_salt(salt)
            .width(ui.available_width())
            .selected_text(words.text(now))
            .show_ui(ui, |ui| {
                for (option, word) in all {
                    if ui.selectable_label(*word == now, words.text(*word)).clicked() {
                        chosen = Some(*option);
                        ui.close();
                    }
                }
            });
        combo.response.labelled_by(name.id);
    });
    chosen
}
