//! While an input method is composing, keys belong to it.
//!
//! Systems differ in whether they hand on the keys that an input method has used. Those that come
//! while letters are being composed, and the Enter or Escape that ends it, are taken away before
//! anything sees them: no shortcut fires, no field is left, no sheet closes.

use egui::{Context, Event, ImeEvent, Key, Plugin, RawInput};

/// Whether an input method is composing, as of the last frame's events.
#[derive(Default)]
struct Composition {
    now: bool,
}

/// Makes it heard; once for a window.
pub(crate) fn install(ctx: &Context) {
    ctx.add_plugin(Composition::default());
}

/// True while an input method is composing: what stands in the field is not yet what is meant.
pub fn composing(ctx: &Context) -> bool {
    ctx.plugin_opt::<Composition>().is_some_and(|composition| composition.lock().now)
}

impl Plugin for Composition {
    fn debug_name(&self) -> &'static str {
        "composition"
    }

    fn input_hook(&mut self, _ctx: &Context, input: &mut RawInput) {
        let mut ended = false;
        input.events.retain(|event| match event {
            Event::Ime(ImeEvent::Preedit { text, .. }) => {
                ended |= self.now && text.is_empty();
                self.now = !text.is_empty();
                true
            }
            Event::Ime(ImeEvent::Commit(_)) => {
                ended = true;
                self.now = false;
                true
            }
            Event::Key { key, .. } => !(self.now || (ended && matches!(key, Key::Enter | Key::Escape))),
            Event::WindowFocused(false) => {
                self.now = false;
                true
            }
            _ => true,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::Modifiers;

    fn key(key: Key) -> Event {
        Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE }
    }

    fn preedit(text: &str) -> Event {
        Event::Ime(ImeEvent::Preedit { text: text.to_owned(), active_range_chars: None })
    }

    fn heard(composition: &mut Composition, events: Vec<Event>) -> Vec<Event> {
        let mut input = RawInput { events, ..RawInput::default() };
        composition.input_hook(&Context::default(), &mut input);
        input.events
    }

    #[test]
    fn keys_are_the_input_methods_until_it_has_ended() {
        let mut composition = Composition::default();
        assert_eq!(heard(&mut composition, vec![key(Key::F2)]).len(), 1);
        assert_eq!(heard(&mut composition, vec![preedit("fa"), key(Key::Backspace)]), [preedit("fa")]);
        assert!(heard(&mut composition, vec![key(Key::Enter), key(Key::Tab), key(Key::Escape)]).is_empty());
        let commit = Event::Ime(ImeEvent::Commit("发".into()));
        assert_eq!(heard(&mut composition, vec![commit.clone(), key(Key::Enter)]), [commit]);
        assert_eq!(heard(&mut composition, vec![key(Key::Enter)]).len(), 1);
    }

    #[test]
    fn what_is_given_up_leaves_the_keys_free() {
        let mut composition = Composition::default();
        heard(&mut composition, vec![preedit("fa")]);
        assert_eq!(heard(&mut composition, vec![preedit(""), key(Key::Escape)]), [preedit("")]);
        assert!(!composition.now);
    }
}
