//! The keys of the table of verbs: how they are said, and when they are pressed.

use super::{Row, TABLE, Verb};
use egui::{Key, KeyboardShortcut, Modifiers};

/// Keys in words, as they stand on a keyboard.
pub fn keys_text(keys: &KeyboardShortcut) -> String {
    let mut text = String::new();
    let Modifiers { alt, shift, ctrl, command, .. } = keys.modifiers;
    let held = [(ctrl || command, "Ctrl+"), (alt, "Alt+"), (shift, "Shift+")];
    held.iter().filter(|(held, _)| *held).for_each(|(_, name)| text.push_str(name));
    text.push_str(match keys.logical_key {
        Key::ArrowUp => "↑",
        Key::ArrowDown => "↓",
        Key::ArrowLeft => "←",
        Key::ArrowRight => "→",
        Key::PageUp => "PgUp",
        Key::PageDown => "PgDn",
        Key::Delete => "Del",
        Key::Escape => "Esc",
        Key::Equals => "=",
        Key::Minus => "-",
        Key::Plus => "+",
        key => key.symbol_or_name(),
    });
    text
}

/// True for keys that are letters of a text while one types.
fn types(keys: KeyboardShortcut) -> bool {
    let plain = matches!(keys.modifiers, Modifiers::NONE | Modifiers::SHIFT);
    plain && keys.logical_key.symbol_or_name().chars().count() == 1
}

/// The verb whose keys were pressed in this frame, if any. Takes the key press, so that no widget
/// sees it. `typing` is true while a text field has the keyboard.
pub fn pressed(input: &mut egui::InputState, typing: bool) -> Option<Verb> {
    // A key held too long must not remove or make one item after the other: Ctrl+Enter that saves a
    // comment must not add a task as well.
    const ONCE: [Verb; 4] = [Verb::Remove, Verb::AddTask, Verb::AddSection, Verb::Duplicate];
    let held = input.events.iter().any(|event| matches!(event, egui::Event::Key { repeat: true, .. }));
    // Longer modifiers first: Ctrl+Shift+Z also matches Ctrl+Z.
    let mut keys: Vec<(KeyboardShortcut, &Row)> = TABLE
        .iter()
        .flat_map(|row| [row.keys, row.other_keys].into_iter().flatten().map(move |keys| (keys, row)))
        .collect();
    keys.sort_by_key(|(keys, _)| std::cmp::Reverse(keys.modifiers.shift));
    let (keys, row) = keys
        .into_iter()
        .filter(|(keys, row)| !(typing && (row.not_while_typing || types(*keys))))
        .find(|(keys, row)| input.consume_shortcut(keys) && !(held && ONCE.contains(&row.verb)))?;
    if types(keys) {
        // The letter that comes with the key belongs to the verb too.
        let letter = keys.logical_key.symbol_or_name();
        input.events.retain(|event| !matches!(event, egui::Event::Text(text) if text == letter));
    }
    Some(row.verb)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::commands::Menu;

    fn all_keys() -> impl Iterator<Item = (&'static Row, KeyboardShortcut)> {
        TABLE
            .iter()
            .flat_map(|row| [row.keys, row.other_keys].into_iter().flatten().map(move |keys| (row, keys)))
    }

    #[test]
    fn no_two_verbs_share_keys() {
        let mut seen = Vec::new();
        for (row, keys) in all_keys() {
            assert!(!seen.contains(&keys), "{:?}", row.verb);
            seen.push(keys);
        }
    }

    #[test]
    fn every_verb_stands_once_in_a_menu_with_words_in_both_languages() {
        let mut seen = std::collections::HashSet::new();
        for row in TABLE {
            assert!(seen.insert(row.verb), "{:?}", row.verb);
            assert!(Menu::ALL.iter().any(|(menu, _)| *menu == row.menu), "{:?}", row.verb);
            let (chinese, english) = row.label.words();
            assert!(!chinese.is_empty() && !english.is_empty() && chinese != english, "{:?}", row.verb);
        }
        for (menu, _) in Menu::ALL {
            assert!(TABLE.iter().any(|row| row.menu == menu), "{menu:?} is empty");
        }
    }

    #[test]
    fn no_two_verbs_of_a_menu_have_the_same_words() {
        for (at, row) in TABLE.iter().enumerate() {
            for other in &TABLE[..at] {
                let same = row.menu == other.menu && row.label.words().0 == other.label.words().0;
                assert!(!same, "{:?} and {:?}", row.verb, other.verb);
            }
        }
    }

    #[test]
    fn keys_that_text_fields_need_are_left_to_them() {
        use Key::{
            A, ArrowDown, ArrowLeft, ArrowRight, ArrowUp, Backspace, C, Delete, End, Enter, Home, V, X, Y, Z,
        };
        let theirs = [
            A, ArrowDown, ArrowLeft, ArrowRight, ArrowUp, Backspace, C, Delete, End, Enter, Home, V, X, Y, Z,
        ];
        for (row, keys) in all_keys() {
            let plain =
                theirs.contains(&keys.logical_key) && !(keys.modifiers.shift && keys.logical_key == C);
            assert!(!plain || row.not_while_typing, "{:?} takes {keys:?} from text fields", row.verb);
        }
    }

    fn press(typing: bool, modifiers: Modifiers, key: Key, text: Option<&str>) -> (Option<Verb>, usize) {
        let mut input = egui::InputState::default();
        input.events.push(egui::Event::Key {
            key,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers,
        });
        input.events.extend(text.map(|text| egui::Event::Text(text.to_owned())));
        let verb = pressed(&mut input, typing);
        (verb, input.events.len())
    }

    #[test]
    fn a_letter_is_a_shortcut_only_where_nobody_types() {
        assert_eq!(press(false, Modifiers::NONE, Key::Slash, Some("/")), (Some(Verb::Search), 0));
        assert_eq!(press(true, Modifiers::NONE, Key::Slash, Some("/")), (None, 2));
        assert_eq!(
            press(true, Modifiers { shift: true, ..Modifiers::COMMAND }, Key::F, None).0,
            Some(Verb::Search)
        );
        assert_eq!(press(true, Modifiers::COMMAND, Key::Z, None), (None, 1));
        assert_eq!(
            press(false, Modifiers { shift: true, ..Modifiers::COMMAND }, Key::Z, None).0,
            Some(Verb::Redo)
        );
    }
}
