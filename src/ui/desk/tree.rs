//! Verbs about the shape of the outline: cutting, pasting, moving, numbering, and going back.

use super::Desk;
use crate::ui::{commands::Verb, notices::Notices};
use crate::words::Messages;

impl Desk {
    /// Carries out a verb about the outline.
    pub fn tree_verb(&mut self, _verb: Verb, _words: Messages, _notices: &mut Notices) {}
}
