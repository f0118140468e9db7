//! Verbs about comments and about finding words in the report.

use super::Desk;
use crate::{
    session::Command,
    ui::{
        commands::{Tab, Verb},
        notices::Notices,
    },
    words::Message,
};

impl Desk {
    /// Carries out a verb about comments or about finding.
    pub fn note_verb(&mut self, verb: Verb, notices: &mut Notices) {
        match verb {
            Verb::FindInText => {
                self.tab = Tab::Text;
                self.text.find();
            }
            Verb::FindNext | Verb::FindPrevious => {
                self.tab = Tab::Text;
                self.text.find_next(verb == Verb::FindNext);
            }
            Verb::NextNote | Verb::PreviousNote => {
                let forward = verb == Verb::NextNote;
                match self.text.step_note(self.session.plan(), self.selected, forward) {
                    Some(node) => {
                        self.tab = Tab::Text;
                        self.select(Some(node), notices);
                    }
                    None => notices.say(Some((Message::NoNotes, String::new()))),
                }
            }
            Verb::ResolveNote => {
                let plan = self.session.plan();
                let Some(note) = self.text.note(plan, self.selected) else {
                    notices.say(Some((Message::NoNotes, String::new())));
                    return;
                };
                let resolved = plan.annotation(note).is_some_and(|note| note.is_resolved());
                self.run(&Command::Resolve(note, !resolved), notices);
            }
            Verb::ReplyNote => match self.text.note(self.session.plan(), self.selected) {
                Some(note) => {
                    self.tab = Tab::Text;
                    if let Some(command) = self.text.start_reply(note) {
                        self.run(&command, notices);
                    }
                }
                None => notices.say(Some((Message::NoNotes, String::new()))),
            },
            _ => {}
        }
    }
}
