//! Verbs about responsible units.

use super::Desk;
use crate::model::NodeId;
use crate::session::Command;
use crate::ui::{
    commands::Verb,
    notices::Notices,
    side::{Flush, next_unassigned},
};
use crate::words::Message;

impl Desk {
    /// Carries out a verb about units.
    pub fn unit_verb(&mut self, verb: Verb, notices: &mut Notices) {
        match verb {
            Verb::EditUnits => self.side.focus_units(),
            Verb::RepeatUnits => self.repeat_units(notices),
            _ => {}
        }
    }

    /// Gives the selected nodes the units assigned last. A single one that has them now is done
    /// with: the next task without units follows, so that one key goes through a list.
    fn repeat_units(&mut self, notices: &mut Notices) {
        let Some(selected) = self.selected else { return };
        self.flush(Flush::All, notices);
        let Some(last) = self.side.last_units().map(<[_]>::to_vec) else {
            notices.say(Some((Message::NothingToRepeat, String::new())));
            return;
        };
        let several = self.chosen.len() > 1;
        let nodes: Vec<NodeId> = if several { self.chosen.to_vec() } else { vec![selected] };
        let lists = self.side.repeated(self.session.plan(), &nodes, &last);
        if !lists.is_empty() {
            self.run(&Command::AssignAll(lists), notices);
        }
        if !several {
            self.next_unassigned(notices);
            // The row that is selected now is not the one that the key was pressed on.
            if let Some(next) = self.selected.filter(|next| *next != selected) {
                let title = self.title_of(next).unwrap_or_default();
                notices.say(Some((Message::DoneRepeat, title)));
            }
        }
    }

    /// Selects the next task without units; the keyboard stays in the field for units if it was
    /// there.
    pub fn next_unassigned(&mut self, notices: &mut Notices) {
        let Some(selected) = self.selected else { return };
        let typing = self.side.types_units();
        match next_unassigned(self.session.plan(), selected) {
            Some(next) => self.select(Some(next), notices),
            None => notices.say(Some((Message::AllAssigned, String::new()))),
        }
        if typing {
            self.side.focus_units();
        }
    }
}
