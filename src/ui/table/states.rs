//! The list of states over the cell of one.

use super::{PaneContext, TablePane, body::cell_id};
use crate::{
    model::{NodeId, TaskStatus},
    outline::grid::GridColumn,
    session::Command,
    ui::commands::UiCommand,
    words::Message,
};
use egui::{EventFilter, Key, Modifiers, Popup, PopupCloseBehavior, Ui};

/// The states with their words.
pub(super) const STATES: [(TaskStatus, Message); 3] = [
    (TaskStatus::Planned, Message::StatusPlanned),
    (TaskStatus::Mixed, Message::StatusMixed),
    (TaskStatus::Done, Message::StatusDone),
];

/// An open list of states.
pub(super) struct StateList {
    node: NodeId,
    /// The state that gets the keyboard in this frame, by its place in the list.
    take_focus: Option<usize>,
}

impl StateList {
    /// The list for a task; the keyboard goes to its state.
    pub(super) fn of(node: NodeId) -> Self {
        Self { node, take_focus: Some(usize::MAX) }
    }
}

impl TablePane {
    /// Draws the list while it is open.
    pub(super) fn state_list(&mut self, ui: &Ui, context: &PaneContext<'_>, queue: &mut Vec<UiCommand>) {
        let Some(list) = &mut self.states else { return };
        let (node, words) = (list.node, context.words);
        let cell = cell_id(ui.scope_id().with("tasks"), node, GridColumn::Status);
        let status = context.plan.node(node).map(|view| view.status());
        let (Some(response), Some(status)) = (ui.ctx().read_response(cell), status) else {
            self.states = None;
            return;
        };
        let now = STATES.iter().position(|(of, _)| *of == status).unwrap_or(0);
        let asked = list.take_focus.take().map(|at| if at < STATES.len() { at } else { now });
        let (mut open, mut chosen) = (true, None);
        let popup = Popup::from_response(&response).close_behavior(PopupCloseBehavior::CloseOnClickOutside);
        popup.open_bool(&mut open).show(|ui| {
            ui.set_min_width(response.rect.width());
            for (at, (of, label)) in STATES.into_iter().enumerate() {
                let line = ui.selectable_label(of == status, words.text(label));
                if asked == Some(at) {
                    line.request_focus();
                }
                if line.has_focus() {
                    let arrows = EventFilter { vertical_arrows: true, ..EventFilter::default() };
                    ui.memory_mut(|memory| memory.set_focus_lock_filter(line.id, arrows));
                    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
                    if pressed(Key::ArrowDown) {
                        list.take_focus = Some((at + 1) % STATES.len());
                    } else if pressed(Key::ArrowUp) {
                        list.take_focus = Some((at + STATES.len() - 1) % STATES.len());
                    }
                }
                if line.clicked() {
                    chosen = Some(of);
                }
            }
        });
        if list.take_focus.is_some() {
            ui.request_repaint();
        }
        if let Some(status) = chosen {
            // The list of a selected row is about all selected ones.
            let all = context.selected.contains(node);
            let nodes = if all { context.selected.to_vec() } else { vec![node] };
            queue.push(UiCommand::Run(Command::SetStatusAll(nodes, status)));
        }
        if chosen.is_some() || !open {
            self.states = None;
            self.take_focus = true;
        }
    }
}
