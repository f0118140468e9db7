//! One open project: `Command` in, change out, committed and handed to the writer.
//!
//! `Session::run` is the only place that applies a change. Knows nothing about egui.

mod command;

pub use command::Command;

use crate::{
    change::{Change, History, Left, Mint, Record, Undo, actions, apply},
    model::{Deadline, Plan, Reading, ReadingId, RecordId, Revision, SourceId, Stamp, WriterId},
};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

/// What became of a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Applied, and on its way to disk as this record.
    Saved {
        /// The record.
        record: RecordId,
        /// What an undo left as it is, because somebody changed it since.
        left: Vec<Left>,
    },
    /// It would have changed nothing; nothing was written.
    Unchanged,
}

/// Why a session could not do what was asked. The plan is as it was.
#[derive(Debug, thiserror::Error)]
pub enum SessionError {
    /// The command does not fit the plan.
    #[error(transparent)]
    Action(#[from] actions::ActionError),
    /// Nothing to take back.
    #[error("nothing to undo")]
    NothingToUndo,
    /// Nothing to bring again.
    #[error("nothing to redo")]
    NothingToRedo,
    /// A fault of the program.
    #[error("internal: {0}")]
    Apply(#[from] crate::change::ApplyError),
}

impl SessionError {
    /// Stable name, `snake_case`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Action(error) => error.code(),
            Self::NothingToUndo => "nothing_to_undo",
            Self::NothingToRedo => "nothing_to_redo",
            Self::Apply(_) => "internal",
        }
    }
}

/// An open project, in memory.
pub struct Session {
    plan: Arc<Plan>,
    history: History,
    name: String,
    dir: PathBuf,
    seq: u64,
}

impl Session {
    /// A project in memory.
    pub fn in_memory(name: &str) -> Self {
        Self {
            plan: Arc::new(Plan::new()),
            history: History::default(),
            name: name.into(),
            dir: PathBuf::new(),
            seq: 0,
        }
    }

    /// Brings a reading in.
    pub fn import_reading(&mut self, reading: Reading, file_name: &str) -> Result<(), SessionError> {
        let id = ReadingId::of(reading.text.as_bytes());
        Arc::make_mut(&mut self.plan).add_reading(id, Arc::new(reading));
        let change = actions::import(&Mint::new(self.next()), SourceId::of(b""), "txt", file_name, id);
        let (_, undo) = self.commit(change)?;
        self.history.push(undo);
        Ok(())
    }

    fn next(&self) -> RecordId {
        RecordId { writer: WriterId(1), seq: self.seq + 1 }
    }

    /// The state.
    pub fn plan(&self) -> &Arc<Plan> {
        &self.plan
    }

    /// Name of the project.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its folder.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Label of what undo would take back.
    pub fn undo_label(&self) -> Option<&str> {
        self.history.undo_label()
    }

    /// Label of what redo would bring again.
    pub fn redo_label(&self) -> Option<&str> {
        self.history.redo_label()
    }

    /// Counts up with every change.
    pub fn revision(&self) -> Revision {
        self.plan.revision()
    }

    /// Carries out one command.
    pub fn run(&mut self, command: &Command) -> Result<Outcome, SessionError> {
        let undo = match command {
            Command::Undo => self.history.take_undo().ok_or(SessionError::NothingToUndo)?,
            Command::Redo => self.history.take_redo().ok_or(SessionError::NothingToRedo)?,
            _ => {
                let mut mint = Mint::new(self.next());
                let change = self.change(command, &mut mint)?;
                if change.is_empty() {
                    return Ok(Outcome::Unchanged);
                }
                let (record, undo) = self.commit(change)?;
                self.history.push(undo);
                return Ok(Outcome::Saved { record, left: Vec::new() });
            }
        };
        let (change, left) = undo.change(&self.plan);
        if change.is_empty() {
            return Ok(Outcome::Unchanged);
        }
        let (record, back) = self.commit(change)?;
        if *command == Command::Undo {
            self.history.push_undone(back);
        } else {
            self.history.push_redone(back);
        }
        Ok(Outcome::Saved { record, left })
    }

    fn change(&self, command: &Command, mint: &mut Mint) -> Result<Change, SessionError> {
        let plan = &*self.plan;
        Ok(match command {
            Command::SetTitle(node, title) => actions::set_title(plan, *node, title)?,
            Command::SetText(node, text) => actions::set_text(plan, *node, text)?,
            Command::SetNote(node, note) => actions::set_node_note(plan, *node, note)?,
            Command::SetDeadline(node, words) => {
                let deadline = Deadline { words: words.trim().to_owned(), ..Deadline::default() };
                actions::set_deadline(plan, *node, deadline)?
            }
            Command::Assign(node, units) => actions::assign(plan, *node, units)?,
            Command::SetLeader(node, leader) => actions::set_leader(plan, *node, leader)?,
            Command::SetTarget(node, id, edit) => actions::set_target(plan, mint, *node, *id, edit)?,
            Command::RemoveTarget(target) => actions::remove_target(plan, *target)?,
            Command::Annotate { node, quote, start, body, author } => {
                actions::annotate(plan, mint, *node, quote, *start, body, author)?
            }
            Command::Resolve(annotation, resolved) => actions::resolve(plan, *annotation, *resolved)?,
            Command::Split(node, offset) => actions::split(plan, mint, *node, *offset)?,
            Command::Merge(node) => actions::merge(plan, *node)?,
            Command::Move(node, parent, before) => actions::move_node(plan, *node, *parent, *before)?,
            Command::AddTask { parent, before, text } => {
                actions::add_task(plan, mint, *parent, *before, text)?
            }
            Command::AddSection { parent, before, title } => {
                actions::add_section(plan, mint, *parent, *before, title)?
            }
            Command::Remove(entity) => actions::remove(plan, *entity)?,
            Command::Choose(entity, field, write) => actions::choose(plan, *entity, *field, *write)?,
            Command::SetDocumentTitle(document, title) => actions::set_document_title(plan, *document, title)?,
            Command::SetProjectTitle(title) => actions::set_project_title(plan, title)?,
            Command::SetProjectNote(note) => actions::set_project_note(plan, note)?,
            Command::SetFirstUnit(first) => actions::set_first_unit(plan, *first)?,
            Command::EnterUnits(units) => actions::enter_units(plan, units)?,
            Command::Undo | Command::Redo => Change::default(),
        })
    }

    fn commit(&mut self, change: Change) -> Result<(RecordId, Undo), SessionError> {
        let stamp = Stamp::default();
        let record = Record { id: self.next(), lamport: self.plan.lamport() + 1, stamp, change };
        let applied = apply(Arc::make_mut(&mut self.plan), &record)?;
        self.seq += 1;
        Ok((record.id, applied.undo))
    }
}
