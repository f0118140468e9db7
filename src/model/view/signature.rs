//! Who did something, in words that a colleague knows.

use super::AnnotationView;
use crate::model::{DeviceId, Plan, Stamp};
use crate::words::{Message, Messages};

/// Who wrote a record, as far as the project knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signature<'a> {
    /// A person who gave a name.
    Person(&'a str),
    /// Somebody at this computer.
    Here,
    /// Somebody at another one.
    Elsewhere,
}

impl<'a> Signature<'a> {
    /// The name, else which computer.
    pub fn words(self, messages: Messages) -> &'a str {
        match self {
            Self::Person(name) => name,
            Self::Here => messages.text(Message::ThisComputer),
            Self::Elsewhere => messages.text(Message::OtherComputer),
        }
    }
}

impl Plan {
    /// Says which computer the project is open on.
    pub fn stand_at(&mut self, device: DeviceId) {
        self.here = Some(device);
    }

    /// Who wrote what bears this stamp.
    pub fn signature(&self, stamp: Stamp) -> Signature<'_> {
        match self.people.get(&stamp.person) {
            Some(name) => Signature::Person(name),
            None => self.computer(stamp),
        }
    }

    /// Whose a comment is: the unit that signed it, else who wrote it.
    pub fn signed_by<'a>(&'a self, note: &AnnotationView<'a>, messages: Messages) -> &'a str {
        match note.author() {
            "" => self.signature(note.stamp()).words(messages),
            unit => unit,
        }
    }

    /// On which computer that was.
    pub fn computer(&self, stamp: Stamp) -> Signature<'static> {
        if self.here == Some(stamp.device) { Signature::Here } else { Signature::Elsewhere }
    }
}
