//! The responsible units of the selected node, as ordered chips, and the field that adds to them.

mod chip;
mod edits;
mod group;
mod input;
mod keys;

pub use edits::{next_unassigned, with_unit};

pub(super) use edits::{Ask, add, names_in};
pub(super) use input::{Offers, input};

use super::{Draft, SideContext, draft::Recipients, names::UnitNames, widgets};
use crate::words::Message;
use crate::{
    model::{NodeId, Role},
    ui::{
        commands::{Tab, UiCommand},
        theme::space,
    },
};
use chip::{Place, chip, of_key};
use edits::asked;
use egui::{InputState, RichText, Ui, vec2};
use keys::{Holder, UnitKey};

/// The role's word.
pub(super) fn role_word(role: Role) -> Message {
    match role {
        Role::Lead => Message::RoleLead,
        Role::Collecting => Message::RoleCollecting,
        Role::Responsible => Message::RoleResponsible,
        Role::Support => Message::RoleSupport,
    }
}

/// What goes on among the units.
#[derive(Default)]
pub(super) struct UnitsState {
    /// What a chip asked for in this frame.
    ask: Option<Ask>,
    /// Who had the keyboard in the last frame, and what it pressed in this one.
    holder: Option<Holder>,
    key: Option<UnitKey>,
    /// The unit added last, and to which node: the field's keys are about it. It may stand before
    /// collective names.
    added: Option<(NodeId, String)>,
    /// Put the keyboard into the field once.
    take_focus: bool,
    /// A group's name that is being written out, and the directory's group chosen for it.
    expanded: Option<(NodeId, String, String)>,
    /// The most room that the chips took since then: it stays theirs, so that nothing moves when one
    /// goes.
    chips_height: f32,
}

impl UnitsState {
    /// Puts the keyboard into the field in the next frame.
    pub(super) fn focus(&mut self) {
        self.take_focus = true;
    }

    /// True while the field has the keyboard.
    pub(super) fn field_has_keyboard(&self) -> bool {
        self.holder == Some(Holder::Field)
    }

    /// Takes keys that are meant for a unit before the window's verbs do.
    pub(super) fn first_keys(&mut self, input: &mut InputState) {
        self.key = self.holder.and_then(|holder| keys::taken(input, holder));
    }

    /// True once after the field was asked to take the keyboard.
    pub(super) fn takes_focus(&mut self) -> bool {
        std::mem::take(&mut self.take_focus)
    }

    /// Notes whether the field has the keyboard, where there are no chips.
    pub(super) fn note_field(&mut self, has_keyboard: bool) {
        self.holder = has_keyboard.then_some(Holder::Field);
    }

    fn chip_has_keyboard(&mut self) {
        self.holder = Some(Holder::Chip);
    }

    fn take_key(&mut self) -> Option<UnitKey> {
        self.key.take()
    }

    fn expand(&mut self, node: NodeId, group: &str) {
        self.expanded = Some((node, group.to_owned(), String::new()));
        self.chips_height = 0.0;
    }
}

/// Draws the chips and the field behind them.
pub(super) fn show(
    ui: &mut Ui,
    node: NodeId,
    context: &SideContext<'_>,
    draft: &mut Draft,
    (names, state): (&UnitNames, &mut UnitsState),
    queue: &mut Vec<UiCommand>,
) {
    let (theme, words) = (context.theme, context.words);
    widgets::group(ui, words.text(Message::ResponsibleUnits), theme);
    let Some(view) = context.plan.node(node) else { return };
    let list = view.units();
    let count = list.items.len();
    state.holder = None;
    if context.writing {
        // Above the chips: each member ticked adds one, and the list under the pointer stays still.
        group::show(ui, &view, context, (names, state), queue);
    }
    if count > 0 {
        ui.add_space(space::XS);
        let chips = ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::S, space::S);
            for (at, unit) in list.items.iter().enumerate() {
                let known = unit.group || names.is_known(&unit.name);
                chip(ui, Place { node, at, count }, (unit, known), context, state);
            }
            if list.open {
                let open = RichText::new(words.text(Message::UnitsOpen)).small().color(theme.ink2);
                // As a whole in its row, as the chips are.
                ui.add(egui::Label::new(open).extend());
            }
        });
        if state.expanded.is_some() {
            let height = chips.response.rect.height();
            state.chips_height = state.chips_height.max(height);
            ui.add_space(state.chips_height - height);
        }
        if !list.has_lead() {
            ui.label(RichText::new(words.text(Message::NoLead)).small().color(theme.ink2));
        }
    }
    if context.writing {
        ui.add_space(space::XS);
        let assigned = view.stored_units();
        let offers = Offers { of: &Recipients::One(node), assigned: &assigned.items };
        let take_focus = state.takes_focus();
        let done = input(ui, &offers, context, (names, draft), take_focus);
        if done.has_keyboard {
            state.holder = Some(Holder::Field);
        }
        let added = state.added.as_ref().filter(|(of, _)| *of == node);
        let latest = added.and_then(|(_, name)| list.items.iter().position(|unit| unit.name == *name));
        let latest = latest.unwrap_or(count.saturating_sub(1));
        if done.back && count > 0 {
            state.ask = Some(Ask::Remove(latest));
        }
        if let Some(key) = state.take_key().filter(|_| count > 0) {
            state.ask = of_key(key, Place { node, at: latest, count });
        }
        if let Some(name) = &done.name {
            state.added = names_in(name).last().map(|name| (node, (*name).to_owned()));
            queue.extend(with_unit(context.plan, node, name).map(UiCommand::Run));
        }
        if done.onwards && count > 0 {
            queue.push(UiCommand::NextUnassigned);
        }
        if done.wants_directory {
            queue.push(UiCommand::Show(Tab::Units));
        }
        if done.leaves {
            queue.push(UiCommand::FocusOutline);
        }
    }
    if let Some(command) = state.ask.take().and_then(|ask| asked(context.plan, node, ask)) {
        queue.push(UiCommand::Run(command));
    }
}
