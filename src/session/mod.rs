//! One open project: `Command` in, change out, committed and handed to the writer.
//!
//! `Session::commit` is the only place that applies a change. Verbs that need several floors
//! (import, adopt a newer draft) are composed here. Knows nothing about egui.

mod command;
mod elsewhere;
mod error;
mod export;
mod import;
mod node_history;
mod open;
pub mod preferences;
mod sample;
mod trouble;

pub use command::Command;
pub use elsewhere::{elsewhere, is_same_folder, stands_in};
pub use error::SessionError;
pub use export::{ExportError, Exported, Format, Printout, export, export_per_unit, printout, send};
pub use import::{Prepared, prepare, prepare_bytes, prepare_pasted};
pub use node_history::{HistoryEntry, node_history};
pub use open::{create, directory_of, open};
pub use sample::{sample, sample_dir};

use crate::{
    change::{Change, History, Left, Mint, Op, Record, Undo, actions, apply},
    model::{DocumentId, Entity, NodeId, Parent, Plan, RecordId, Revision},
    outline, read,
    store::{Notice, ReadOnly, SaveStatus, StoreError, Writer},
};
use rustc_hash::FxHashSet;
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

/// An open project.
pub struct Session {
    plan: Arc<Plan>,
    writer: Option<Writer>,
    read_only: Option<ReadOnly>,
    history: History,
    name: String,
    dir: PathBuf,
    notices: Vec<Notice>,
}

impl Session {
    /// The state. Clone the `Arc` for a job: the job keeps its snapshot while editing goes on.
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

    /// Why nothing can be edited, if so.
    pub fn read_only(&self) -> Option<&ReadOnly> {
        self.read_only.as_ref()
    }

    /// What opening found that a person should know.
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// What became of a node, latest first. Reads all records from disk: to be called in a job, or
    /// there as `session::node_history` on a snapshot.
    pub fn node_history(&self, node: NodeId) -> Result<Vec<HistoryEntry>, StoreError> {
        node_history(&self.plan, &self.dir, node)
    }

    /// Label of what undo would take back.
    pub fn undo_label(&self) -> Option<&str> {
        self.history.undo_label()
    }

    /// Label of what redo would bring again.
    pub fn redo_label(&self) -> Option<&str> {
        self.history.redo_label()
    }

    /// Starts undo afresh: what made a project is no step to take back.
    pub fn forget_history(&mut self) {
        self.history = History::default();
    }

    /// Counts up with every change.
    pub fn revision(&self) -> Revision {
        self.plan.revision()
    }

    /// How far the writer is.
    pub fn save_status(&self) -> Option<SaveStatus> {
        self.writer.as_ref().map(Writer::status)
    }

    /// Calls `wake` from the writer's thread whenever the save status changes.
    pub fn on_saved(&mut self, wake: Box<dyn Fn() + Send + Sync>) {
        if let Some(writer) = &mut self.writer {
            writer.on_progress(wake);
        }
    }

    /// Returns once the record is on disk.
    pub fn wait_durable(&self, record: RecordId) -> Result<(), StoreError> {
        self.writer.as_ref().map_or(Ok(()), |writer| writer.wait_durable(record.seq))
    }

    /// The id of the project, while it is open for writing.
    pub fn project(&self) -> Option<&str> {
        self.writer.as_ref().map(Writer::project)
    }

    /// What could not be saved: why, and how many changes wait in memory.
    pub fn unsaved(&self) -> Option<(StoreError, usize)> {
        match self.save_status()? {
            SaveStatus::Failed { error, pending } => Some((error, pending)),
            SaveStatus::Saving { .. } | SaveStatus::Saved { .. } => None,
        }
    }

    /// Waits until everything is saved, or could not be.
    pub fn settle(&self) -> Result<(), StoreError> {
        self.writer.as_ref().map_or(Ok(()), Writer::settle)
    }

    /// Goes on in another folder, where the same project stands, and saves there what waits.
    pub fn move_to(&mut self, dir: &Path) -> Result<(), StoreError> {
        let Some(writer) = &mut self.writer else { return Ok(()) };
        writer.move_to(dir)?;
        dir.clone_into(&mut self.dir);
        // It may be an older copy, from before a report was brought in.
        for id in self.plan.reading_ids() {
            if let Some(reading) = self.plan.reading(id).filter(|_| !writer.has_reading(id)) {
                writer.add_reading(reading)?;
            }
        }
        writer.retry();
        Ok(())
    }

    /// Tries again to save what could not be saved.
    pub fn retry_saving(&mut self) {
        if let Some(writer) = &mut self.writer {
            writer.retry();
        }
    }

    /// Waits until all is saved, and closes. On an error nothing of what was saved is harmed.
    pub fn close(self) -> Result<(), StoreError> {
        self.writer.map_or(Ok(()), |writer| writer.close_with(&self.plan))
    }

    /// Carries out one command.
    pub fn run(&mut self, command: &Command) -> Result<Outcome, SessionError> {
        match command {
            Command::Undo => return self.take_back(),
            Command::Redo => return self.bring_again(),
            _ => {}
        }
        let mut mint = Mint::new(self.writer()?.next_record());
        let change = self.change(command, &mut mint)?;
        if change.is_empty() {
            return Ok(Outcome::Unchanged);
        }
        let (record, undo) = self.commit(change)?;
        self.history.push(undo);
        Ok(Outcome::Saved { record, left: Vec::new() })
    }

    fn change(&self, command: &Command, mint: &mut Mint) -> Result<Change, SessionError> {
        let plan = &*self.plan;
        Ok(match command {
            Command::SetTitle(node, title) => actions::set_title(plan, *node, title)?,
            Command::SetText(node, text) => actions::set_text(plan, *node, text)?,
            Command::SetNote(node, words) => actions::set_node_note(plan, *node, words)?,
            Command::SetDeadline(node, words) => {
                let deadline = read::deadline::parse(words.trim(), base_year(plan, *node));
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
            Command::ExtractTask(node, words) => actions::extract_task(plan, mint, *node, words.clone())?,
            Command::TakeUp { parent, before, passage } => {
                actions::take_up(plan, mint, *parent, *before, *passage)?
            }
            Command::Merge(node) => actions::merge(plan, *node)?,
            Command::Move(node, parent, before) => actions::move_node(plan, *node, *parent, *before)?,
            Command::AddTask { parent, before, text } => {
                actions::add_task(plan, mint, *parent, *before, text)?
            }
            Command::AddSection { parent, before, title } => {
                actions::add_section(plan, mint, *parent, *before, title)?
            }
            Command::SetKind(node, kind) => actions::set_kind(plan, *node, *kind)?,
            Command::SetStatus(node, status) => actions::set_status(plan, *node, *status)?,
            Command::SetMarker(node, marker) => actions::set_marker(plan, *node, marker)?,
            Command::Renumber(parent) => actions::renumber(plan, *parent)?,
            Command::Duplicate(nodes) => actions::duplicate(plan, mint, nodes)?,
            Command::Paste { parent, before, markdown } => {
                let document = match parent {
                    Parent::Document(document) => Some(*document),
                    Parent::Node(node) => plan.node_state(*node).map(|state| state.document),
                };
                let year = document.and_then(|document| document_year(plan, document));
                let sketches = outline::read_markdown(markdown, year);
                actions::paste(plan, mint, *parent, *before, &sketches)?
            }
            Command::MoveAll(nodes, parent, before) => actions::move_all(plan, nodes, *parent, *before)?,
            Command::RemoveAll(nodes) => actions::remove_all(plan, nodes)?,
            Command::AssignAll(lists) => actions::assign_all(plan, lists)?,
            Command::SetDeadlineAll(nodes, words) => each(nodes, |node| {
                let deadline = read::deadline::parse(words.trim(), base_year(plan, node));
                Ok(actions::set_deadline(plan, node, deadline)?)
            })?,
            Command::SetStatusAll(nodes, status) => {
                each(nodes, |node| Ok(actions::set_status(plan, node, *status)?))?
            }
            Command::SetAnnotation(note, body) => actions::set_annotation(plan, *note, body)?,
            Command::Reply { annotation, body, author } => {
                actions::reply(plan, mint, *annotation, body, author)?
            }
            Command::Restore(entity, field, value) => actions::restore(plan, *entity, *field, value.clone())?,
            Command::EditUnit(id, unit) => actions::edit_unit(plan, *id, unit)?,
            Command::RemoveUnit(id) => actions::remove_unit(plan, *id)?,
            Command::OrderUnits(units) => actions::order_units(plan, units)?,
            Command::Remove(entity) => actions::remove(plan, *entity)?,
            Command::Choose(entity, field, write) => actions::choose(plan, *entity, *field, *write)?,
            Command::SetDocumentTitle(document, title) => {
                actions::set_document_title(plan, *document, title)?
            }
            Command::SetProjectTitle(title) => actions::set_project_title(plan, title)?,
            Command::SetProjectNote(note) => actions::set_project_note(plan, note)?,
            Command::SetFirstUnit(first) => actions::set_first_unit(plan, *first)?,
            Command::EnterUnits(units) => actions::enter_units(plan, units)?,
            Command::Several(commands) => {
                let mut all = Change::default();
                for command in commands {
                    let change = self.change(command, mint)?;
                    if all.label.is_empty() {
                        all.label = change.label;
                    }
                    all.ops.extend(change.ops);
                }
                // Of two writes of one field the later stands; both would be a conflict with oneself.
                let mut written = FxHashSet::default();
                all.ops.reverse();
                all.ops.retain(|op| match op {
                    Op::Set { entity, field, .. } => written.insert((*entity, *field)),
                    _ => true,
                });
                all.ops.reverse();
                all
            }
            Command::Undo | Command::Redo => Change::default(),
        })
    }

    fn take_back(&mut self) -> Result<Outcome, SessionError> {
        self.writer()?;
        let undo = self.history.take_undo().ok_or(SessionError::NothingToUndo)?;
        let (outcome, redo) = self.reverse(&undo)?;
        if let Some(redo) = redo {
            self.history.push_undone(redo);
        }
        Ok(outcome)
    }

    fn bring_again(&mut self) -> Result<Outcome, SessionError> {
        self.writer()?;
        let redo = self.history.take_redo().ok_or(SessionError::NothingToRedo)?;
        let (outcome, undo) = self.reverse(&redo)?;
        if let Some(undo) = undo {
            self.history.push_redone(undo);
        }
        Ok(outcome)
    }

    fn reverse(&mut self, undo: &Undo) -> Result<(Outcome, Option<Undo>), SessionError> {
        let (change, left) = undo.change(&self.plan);
        if change.is_empty() {
            return Ok((Outcome::Unchanged, None));
        }
        let (record, back) = self.commit(change)?;
        Ok((Outcome::Saved { record, left }, Some(back)))
    }

    fn writer(&self) -> Result<&Writer, SessionError> {
        match (&self.writer, &self.read_only) {
            (Some(writer), _) => Ok(writer),
            (None, Some(reason)) => Err(SessionError::ReadOnly(reason.clone())),
            (None, None) => Err(SessionError::OpenedForReading),
        }
    }

    /// Applies a change and hands its record to the writer: the only place that does.
    fn commit(&mut self, change: Change) -> Result<(RecordId, Undo), SessionError> {
        let writer = self.writer()?;
        let record = Record {
            id: writer.next_record(),
            lamport: self.plan.lamport() + 1,
            stamp: writer.stamp(jiff::Timestamp::now().as_millisecond()),
            change,
        };
        let applied = apply(Arc::make_mut(&mut self.plan), &record)?;
        let id = record.id;
        if let Some(writer) = &mut self.writer {
            writer.append(&record);
        }
        Ok((id, applied.undo))
    }
}

/// The changes of several nodes as one.
fn each(
    nodes: &[NodeId],
    change: impl Fn(NodeId) -> Result<Change, SessionError>,
) -> Result<Change, SessionError> {
    let mut whole = Change::default();
    let mut seen = FxHashSet::default();
    for node in nodes.iter().filter(|node| seen.insert(**node)) {
        let Change { label, ops } = change(*node)?;
        whole.label = label;
        whole.ops.extend(ops);
    }
    Ok(whole)
}

/// The year a document speaks of: deadlines without a year mean that one.
pub fn base_year(plan: &Plan, node: NodeId) -> Option<i16> {
    document_year(plan, plan.node_state(node)?.document)
}

fn document_year(plan: &Plan, document: DocumentId) -> Option<i16> {
    read::base_year(plan.document(document)?.reading()?)
}

/// Whose history `luoshi history --node` lists: the node and what hangs or hung on it.
pub fn related(plan: &Plan, node: NodeId) -> Vec<Entity> {
    let targets = plan.targets_of.get(&node).into_iter().flatten().map(|id| Entity::Target(*id));
    let notes = plan.annotations_of.get(&node).into_iter().flatten().map(|id| Entity::Annotation(*id));
    std::iter::once(Entity::Node(node)).chain(targets).chain(notes).collect()
}
