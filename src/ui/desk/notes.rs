//! Verbs about comments and about finding words in the report.

use super::Desk;
use crate::ui::{commands::Verb, notices::Notices};

impl Desk {
    /// Carries out a verb about comments or about finding.
    pub fn note_verb(&mut self, _verb: Verb, _notices: &mut Notices) {}
}
