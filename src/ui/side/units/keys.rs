//! Keys of chips and of the field for units that the window's verbs would take first.

use crate::model::Role;
use egui::{Event, InputState, Key, Modifiers};

/// What has the keyboard among the units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui::side) enum Holder {
    /// A chip.
    Chip,
    /// The field behind the chips.
    Field,
}

/// A key that concerns the unit that has the keyboard; in the field, the last one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui::side) enum UnitKey {
    /// One place to the front.
    Earlier,
    /// One place to the end.
    Later,
    /// Out of the list.
    Remove,
    /// Another part.
    Role(Role),
}

const ROLE_KEYS: [Key; 4] = [Key::Num1, Key::Num2, Key::Num3, Key::Num4];

/// Takes the key out of the input, so that Delete removes a unit and not the task.
pub(in crate::ui::side) fn taken(input: &mut InputState, holder: Holder) -> Option<UnitKey> {
    for (key, role) in ROLE_KEYS.into_iter().zip(Role::ALL) {
        if input.consume_key(Modifiers::ALT, key) {
            // Some systems send the digit as words, too.
            input.events.retain(|event| !matches!(event, Event::Text(text) if text == key.name()));
            return Some(UnitKey::Role(role));
        }
    }
    if holder == Holder::Field {
        return None;
    }
    let mut pressed = |modifiers, key| input.consume_key(modifiers, key);
    if pressed(Modifiers::ALT, Key::ArrowLeft) || pressed(Modifiers::ALT, Key::ArrowUp) {
        Some(UnitKey::Earlier)
    } else if pressed(Modifiers::ALT, Key::ArrowRight) || pressed(Modifiers::ALT, Key::ArrowDown) {
        Some(UnitKey::Later)
    } else if pressed(Modifiers::NONE, Key::Delete) || pressed(Modifiers::NONE, Key::Backspace) {
        Some(UnitKey::Remove)
    } else {
        None
    }
}
