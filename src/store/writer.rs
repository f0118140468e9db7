//! The one writer of an open project: takes records at once, makes them durable on its own thread.

use super::{
    Identity, Places, Storage, StoreError,
    cache::{self, Files},
    format::{check_reading, encode_line},
    ink::{Ink, Item},
    lock::{self, Lock},
    notice::Finding,
    people, places, project, readings,
};
use crate::{
    change::Record,
    model::{Plan, Reading, ReadingId, RecordId, SourceId, Stamp, WriterId},
};
use std::{
    collections::VecDeque,
    path::{Path, PathBuf},
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    thread::JoinHandle,
};

/// How far the writing is.
#[derive(Clone, Debug)]
pub enum SaveStatus {
    /// All is durable.
    Saved {
        /// When the last record became so, milliseconds since 1970; `None` when nothing was written.
        at: Option<i64>,
        /// Number of the last record; 0 when there is none.
        seq: u64,
    },
    /// Records wait or are being written.
    Saving {
        /// How many.
        pending: usize,
    },
    /// The last attempt failed; the records are kept, and tried again with the next one and on
    /// `Writer::retry`.
    Failed {
        /// Why.
        error: StoreError,
        /// How many records wait.
        pending: usize,
    },
}

type Wake = Arc<dyn Fn() + Send + Sync>;

#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts, each read alone")]
struct State {
    queue: VecDeque<Item>,
    /// Number of the last durable record.
    saved: u64,
    saved_at: Option<i64>,
    failed: Option<StoreError>,
    /// True once any attempt failed: then files hold more than the plan knows of.
    troubled: bool,
    /// Another attempt is wanted although the last one failed.
    attempt: bool,
    /// The folder to go on in.
    moved: Option<PathBuf>,
    busy: bool,
    closing: bool,
    ended: bool,
    wake: Option<Wake>,
}

impl State {
    fn pending(&self) -> usize {
        self.queue.iter().filter(|item| matches!(item, Item::Line { .. })).count()
    }
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    /// Signalled whenever the state changes.
    changed: Condvar,
}

impl Shared {
    /// A panic elsewhere leaves the state as sound as it was: every change of it is one step.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'a>(&self, state: MutexGuard<'a, State>) -> MutexGuard<'a, State> {
        self.changed.wait(state).unwrap_or_else(PoisonError::into_inner)
    }
}

/// Writes the records of one opening, in order. Dropping it waits until all is written, or until
/// one more attempt failed; `close` also says so.
pub struct Writer {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<Ink>>,
    id: WriterId,
    next: u64,
    /// Checksum of the record before.
    prev: String,
    last: Option<RecordId>,
    identity: Identity,
    home: Home,
    /// Names of people go into the project with the first record.
    unnamed: bool,
    /// Held, never read; another one when the project goes on elsewhere.
    lock: Option<Lock>,
}

/// What the writer needs to know of the project beside its own files.
pub(super) struct Home {
    pub(super) storage: Arc<dyn Storage>,
    pub(super) places: Places,
    pub(super) dir: PathBuf,
    /// The project's id.
    pub(super) project: String,
    /// The files that the plan was folded from.
    pub(super) files: Files,
    pub(super) findings: Vec<Finding>,
}

impl std::fmt::Debug for Writer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writer").field("id", &self.id).field("next", &self.next).finish_non_exhaustive()
    }
}

impl Writer {
    pub(super) fn start(home: Home, identity: Identity, lock: Lock) -> Result<Self, StoreError> {
        let id = WriterId(places::random()?);
        let shared = Arc::new(Shared::default());
        let place = (home.dir.clone(), home.project.clone());
        let ink = Ink::new(home.storage.clone(), place, identity.device, id);
        let thread = std::thread::Builder::new()
            .name("luoshi-writer".to_owned())
            .spawn({
                let shared = shared.clone();
                move || run(&shared, ink)
            })
            .map_err(StoreError::at(&home.dir))?;
        Ok(Self {
            shared,
            thread: Some(thread),
            id,
            next: 1,
            prev: String::new(),
            last: None,
            identity,
            home,
            unnamed: true,
            lock: Some(lock),
        })
    }

    /// The id that the next record must have.
    pub fn next_record(&self) -> RecordId {
        RecordId { writer: self.id, seq: self.next }
    }

    /// The id of the project.
    pub fn project(&self) -> &str {
        &self.home.project
    }

    /// Who writes, at `at` milliseconds since 1970.
    pub fn stamp(&self, at: i64) -> Stamp {
        Stamp { at, person: self.identity.person, device: self.identity.device }
    }

    /// Hands a record over and returns at once. Its id must be `next_record()`.
    pub fn append(&mut self, record: &Record) {
        debug_assert_eq!(record.id, self.next_record());
        let people =
            self.unnamed.then(|| people::pending(&*self.home.storage, &self.home.dir, &self.identity));
        self.unnamed = false;
        let (bytes, sum) = encode_line(record, &self.prev);
        self.prev = sum;
        self.next = record.id.seq + 1;
        self.last = Some(record.id);
        let names =
            people.flatten().map(|(path, bytes)| Item::File { path, bytes: bytes.into(), replace: true });
        let line = Item::Line { seq: record.id.seq, bytes: bytes.into() };
        self.queue(names.into_iter().chain([line]), true);
    }

    /// Keeps an original file; durable before the next record is acknowledged.
    pub fn add_source(&mut self, bytes: Arc<[u8]>, extension: &str) -> SourceId {
        let id = SourceId::of(&bytes);
        let path = readings::source_path(id, extension);
        self.queue([Item::File { path, bytes, replace: false }], false);
        id
    }

    /// Keeps a reading; durable before the next record is acknowledged. The plan must be given it
    /// under this id before the record that uses it is applied.
    pub fn add_reading(&mut self, reading: &Reading) -> Result<ReadingId, StoreError> {
        check_reading(reading).map_err(StoreError::UnsoundReading)?;
        let (id, files) = readings::files(reading);
        let items = files.map(|(path, bytes)| Item::File { path, bytes: bytes.into(), replace: false });
        self.queue(items, false);
        Ok(id)
    }

    fn queue(&self, items: impl IntoIterator<Item = Item>, attempt: bool) {
        let mut state = self.shared.state();
        state.queue.extend(items);
        // Files wait for their record: one sync of folders fewer, and nothing without a record.
        state.attempt |= attempt;
        drop(state);
        self.shared.changed.notify_all();
    }

    /// How far the writing is.
    pub fn status(&self) -> SaveStatus {
        let state = self.shared.state();
        let pending = state.pending();
        match &state.failed {
            Some(error) if !state.busy && !state.attempt => {
                SaveStatus::Failed { error: error.clone(), pending }
            }
            _ if pending > 0 => SaveStatus::Saving { pending },
            _ => SaveStatus::Saved { at: state.saved_at, seq: state.saved },
        }
    }

    /// Waits until record `seq` is durable, or an attempt to make it so failed (it stays pending).
    pub fn wait_durable(&self, seq: u64) -> Result<(), StoreError> {
        let mut state = self.shared.state();
        loop {
            if state.saved >= seq {
                return Ok(());
            }
            if let (Some(error), false, false) = (&state.failed, state.attempt, state.busy) {
                return Err(error.clone());
            }
            if state.ended || seq >= self.next {
                return Err(StoreError::WriterEnded);
            }
            state = self.shared.wait(state);
        }
    }

    /// Tries again what failed.
    pub fn retry(&self) {
        self.queue([], true);
    }

    /// Waits until everything is durable, or the attempt to make it so failed.
    pub fn settle(&self) -> Result<(), StoreError> {
        if self.next > 1 { self.wait_durable(self.next - 1) } else { Ok(()) }
    }

    /// Goes on writing in another folder, where the same project stands, and tries again there.
    pub fn move_to(&mut self, dir: &Path) -> Result<(), StoreError> {
        let Home { storage, places, dir: before, project, .. } = &self.home;
        if project::summary(&**storage, dir)?.id != *project {
            return Err(StoreError::OtherProject(dir.to_owned()));
        }
        if dir != before {
            let lock = lock::take(&**storage, places, dir)?
                .map_err(|holder| StoreError::Held { path: dir.to_owned(), pid: holder.pid })?;
            self.lock = Some(lock);
            dir.clone_into(&mut self.home.dir);
            self.shared.state().moved = Some(dir.to_owned());
        }
        self.retry();
        Ok(())
    }

    /// Calls `wake` from the writer's thread whenever the status changed.
    pub fn on_progress(&mut self, wake: Box<dyn Fn() + Send + Sync>) {
        self.shared.state().wake = Some(wake.into());
    }

    /// Waits until all is durable. After a failure one more attempt is made; what it cannot write
    /// either is lost with this object, so a caller that can should ask the user before.
    pub fn close(mut self) -> Result<(), StoreError> {
        self.finish().map(drop)
    }

    /// As `close`, and keeps `plan`, which must hold all records appended here, in the cache for a
    /// quick next opening.
    pub fn close_with(mut self, plan: &Plan) -> Result<(), StoreError> {
        let Some(ink) = self.finish()? else { return Ok(()) };
        let whole = self.last.is_none_or(|last| plan.stamps.contains_key(&last));
        if whole && !self.shared.state().troubled && self.last.is_some() {
            // A cache that cannot be kept costs the next opening some time, nothing else.
            let _ = self.remember(&ink, plan);
        }
        Ok(())
    }

    fn remember(&self, ink: &Ink, plan: &Plan) -> Result<(), StoreError> {
        let Home { storage, places, dir, files, findings, .. } = &self.home;
        let now = cache::files(&**storage, dir)?;
        // What other devices brought meanwhile is not in the plan.
        let known = now.iter().all(|(path, facts)| ink.own.contains(path) || files.get(path) == Some(facts));
        let whole = files.keys().all(|path| now.contains_key(path));
        if known && whole { cache::save(&**storage, places, dir, &now, plan, findings) } else { Ok(()) }
    }

    fn finish(&mut self) -> Result<Option<Ink>, StoreError> {
        let Some(thread) = self.thread.take() else { return Ok(None) };
        {
            let mut state = self.shared.state();
            state.closing = true;
            state.attempt = true;
        }
        self.shared.changed.notify_all();
        let ink = thread.join().map_err(|_| StoreError::WriterEnded)?;
        match self.shared.state().failed.clone() {
            Some(error) => Err(error),
            None => Ok(Some(ink)),
        }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        // An error was there to be seen in the status.
        let _ = self.finish();
    }
}

fn run(shared: &Shared, mut ink: Ink) -> Ink {
    // Tells waiters even when the thread dies in between.
    struct End<'a>(&'a Shared);
    impl Drop for End<'_> {
        fn drop(&mut self) {
            self.0.state().ended = true;
            self.0.changed.notify_all();
        }
    }
    let _end = End(shared);
    loop {
        let mut state = shared.state();
        while !state.attempt && !state.closing {
            state = shared.wait(state);
        }
        if state.queue.is_empty() || !state.attempt {
            if state.closing {
                return ink;
            }
            state.attempt = false;
            continue;
        }
        state.attempt = false;
        state.busy = true;
        let batch: Vec<Item> = state.queue.iter().cloned().collect();
        let moved = state.moved.take();
        drop(state);
        if let Some(dir) = moved {
            ink.move_to(dir);
        }
        let written = ink.write(&batch);
        let mut state = shared.state();
        state.busy = false;
        match written {
            Ok(()) => {
                state.queue.drain(..batch.len());
                let last = batch.iter().rev().find_map(|item| match item {
                    Item::Line { seq, .. } => Some(*seq),
                    Item::File { .. } => None,
                });
                state.saved = last.unwrap_or(state.saved);
                state.saved_at = Some(places::now());
                state.failed = None;
            }
            Err(error) => {
                state.failed = Some(error);
                state.troubled = true;
            }
        }
        let wake = state.wake.clone();
        drop(state);
        shared.changed.notify_all();
        if let Some(wake) = wake {
            wake();
        }
    }
}
