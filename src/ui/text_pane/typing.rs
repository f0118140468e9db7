//! Words being typed into a field that floats over the text or stands beside it.

use crate::ui::ime;

/// Words being typed. While an input method composes, its letters stand in the field but mean
/// nothing yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Typing {
    /// As they stand in the field.
    pub(super) text: String,
    /// As they stood when nothing was being composed.
    settled: String,
    composing: bool,
}

impl Typing {
    pub(super) fn of(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { settled: text.clone(), text, composing: false }
    }

    /// Follows the input method; called once a frame, before the field is drawn.
    pub(super) fn follow(&mut self, ctx: &egui::Context) {
        if !self.composing {
            self.settled.clone_from(&self.text);
        }
        self.composing = ime::composing(ctx);
    }

    pub(super) fn is_composing(&self) -> bool {
        self.composing
    }

    /// What is meant.
    pub(super) fn words(&self) -> &str {
        if self.composing { &self.settled } else { &self.text }
    }
}
