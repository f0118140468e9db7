//! Keys that mean something else while a tab's own cells have the keyboard.

use super::Desk;
use crate::ui::{
    commands::{Tab, Verb},
    notices::Notices,
};

impl Desk {
    /// Gives a verb's keys to the pane that has the keyboard; false when they mean the verb.
    pub fn pane_key(&mut self, verb: Verb, notices: &mut Notices) -> bool {
        match (self.tab, verb) {
            (Tab::Table, Verb::EditTitle) if self.table.is_editing() => {}
            (Tab::Table, Verb::EditTitle) if self.table.has_keyboard() => self.table.edit_cell(),
            // As in a spreadsheet: Del empties the cell, and never removes the task.
            (Tab::Table, Verb::Remove) if self.table.has_keyboard() => {
                if let Some(command) =
                    self.table.clear_cell(self.session.plan()).filter(|_| self.is_writing())
                {
                    self.run(&command, notices);
                }
            }
            (Tab::Units, Verb::EditTitle) if self.directory.has_keyboard() => self.directory.edit(),
            (Tab::Units, Verb::Remove) if self.directory.has_keyboard() => {
                let command = self.directory.removal().filter(|_| self.is_writing());
                if let Some(command) = command {
                    self.run(&command, notices);
                }
            }
            (Tab::Units, Verb::MoveUp | Verb::MoveDown) if self.directory.has_keyboard() => {
                let writing = self.is_writing();
                if let Some(command) = self.directory.shift(verb == Verb::MoveDown).filter(|_| writing) {
                    self.run(&command, notices);
                }
            }
            _ => return false,
        }
        true
    }
}
