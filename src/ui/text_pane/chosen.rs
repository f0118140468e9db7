//! The words chosen in the text, for commands that come from a menu or a key.

use super::{TextPane, selection::quote, wording};
use crate::model::{Entity, NodeId, Plan, SourceSpan};
use crate::session::Command;
use crate::ui::side::{Flush, stands};

/// Words of one node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// The node.
    pub node: NodeId,
    /// The words as they stand in the node's text, broken lines joined.
    pub words: String,
    /// Where they begin: byte in the node's text; `None` in a title.
    pub start: Option<usize>,
}

impl TextPane {
    /// The words chosen now, if any belong to a node.
    pub fn chosen(&self, plan: &Plan) -> Option<Chosen> {
        let page = self.page.as_ref()?;
        let selection = self.selection.filter(|selection| !selection.is_empty())?;
        let quote = quote(plan, &page.passages, selection.span())?;
        Some(Chosen { node: quote.node, words: quote.words, start: quote.start })
    }

    /// Where the caret, or what is chosen, begins: a node and a byte of its text.
    pub fn caret(&self, plan: &Plan) -> Option<(NodeId, usize)> {
        let page = self.page.as_ref()?;
        let at = self.selection?.span().start as usize;
        let next = page.passages.reading().text.get(at..)?.chars().next()?;
        let quote = quote(plan, &page.passages, SourceSpan::new(at, at + next.len_utf8()))?;
        Some((quote.node, quote.start?))
    }

    /// The edits that what is being typed in the pane amounts to: a wording when the keyboard leaves
    /// it for another command, words about comments when the node is left.
    pub fn flush(&mut self, how_far: Flush) -> Vec<Command> {
        let command = self.wording.as_ref().and_then(wording::WordingDraft::command);
        self.wording.take_if(|_| command.is_some());
        let mut commands: Vec<Command> = command.into_iter().collect();
        if how_far == Flush::All
            && let Some(draft) = self.notes.draft.take()
        {
            commands.extend(draft.command());
        }
        commands
    }

    /// Gives up what is being typed about what is gone, and returns the words so that they are not
    /// lost with it.
    pub fn forget_gone(&mut self, plan: &Plan) -> Vec<String> {
        let wording = self.wording.take_if(|draft| !stands(plan, draft.node));
        let wording = wording.and_then(|draft| match draft.command() {
            Some(Command::SetText(_, words)) => Some(words),
            _ => None,
        });
        let gone = |note| !plan.is_shown(Entity::Annotation(note));
        let note = self.notes.draft.take_if(|draft| gone(draft.note));
        let note = note.filter(|draft| !draft.is_unchanged()).map(|draft| draft.body.words().to_owned());
        wording.into_iter().chain(note).collect()
    }

    /// Something was done with the chosen words: nothing more is offered for them.
    pub fn done_with_words(&mut self) {
        self.used = self.selection;
    }

    /// Lets go of the chosen words.
    pub fn choose_nothing(&mut self) {
        self.selection = None;
    }
}
