//! Verbs about responsible units.

use super::Desk;
use crate::ui::{commands::Verb, notices::Notices};

impl Desk {
    /// Carries out a verb about units.
    pub fn unit_verb(&mut self, _verb: Verb, _notices: &mut Notices) {}
}
