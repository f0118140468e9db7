//! The ops that make tasks of words of the report. Offsets count Unicode scalars.

use super::command::Line;
use crate::{
    cli::CliError,
    model::{Parent, SourceSpan},
    session::Command,
};

impl Line<'_> {
    /// Words of a node's own text, by their place there.
    pub(super) fn extract_task(&self) -> Result<Command, CliError> {
        let node = self.node("node")?;
        let (start, end) = self.ends()?;
        Ok(Command::ExtractTask(node, self.byte(node, start)..self.byte(node, end)))
    }

    /// Words of the document that no node holds, by their place in `text` of `luoshi read --json`.
    pub(super) fn take_up(&self) -> Result<Command, CliError> {
        let (parent, before) = (self.parent(None)?, self.before()?);
        let document = match parent {
            Parent::Document(document) => Some(document),
            Parent::Node(node) => self.plan.node_state(node).map(|state| state.document),
        };
        let reading = document.and_then(|document| self.plan.document(document)?.reading());
        let text = reading.map_or("", |reading| &reading.text);
        let (start, end) = self.ends()?;
        let byte = |offset: usize| text.char_indices().nth(offset).map_or(text.len(), |(at, _)| at);
        Ok(Command::TakeUp { parent, before, passage: SourceSpan::new(byte(start), byte(end)) })
    }

    fn ends(&self) -> Result<(usize, usize), CliError> {
        let start = self.offset("start")?.ok_or_else(|| CliError::missing("start"))?;
        let end = self.offset("end")?.ok_or_else(|| CliError::missing("end"))?;
        if start < end { Ok((start, end)) } else { Err(CliError::wrong("end")) }
    }
}
