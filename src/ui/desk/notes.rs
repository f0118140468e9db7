//! Verbs about comments and about finding words in the report.

use super::Desk;
use crate::ui::{
    commands::{Tab, Verb},
    notices::Notices,
};

impl Desk {
    /// Carries out a verb about comments or about finding.
    pub fn note_verb(&mut self, verb: Verb, _notices: &mut Notices) {
        match verb {
            Verb::FindInText => {
                self.tab = Tab::Text;
                self.text.find();
            }
            Verb::FindNext | Verb::FindPrevious => {
                self.tab = Tab::Text;
                self.text.find_next(verb == Verb::FindNext);
            }
            _ => {}
        }
    }
}
