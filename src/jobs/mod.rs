//! Named threads with progress and cancel for work that must not block the window, and the process
//! that decodes untrusted files.
//!
//! Every job looks the same: it begins, reports stages, and ends with a result or as cancelled.
//! Knows nothing about egui: whoever waits is woken through a closure.

pub mod child;
pub mod office;

use crate::model::{CancelToken, Reporter};
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
        mpsc::{Receiver, channel},
    },
    thread,
};

/// How far a job is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Stable name of the stage.
    pub stage: &'static str,
    /// Steps done of this stage.
    pub done: u64,
    /// Steps of this stage; 0 when unknown.
    pub total: u64,
}

/// How a job ended.
#[derive(Debug)]
pub enum Ended<T> {
    /// It returned.
    Done(T),
    /// Its thread could not be started or broke down: a fault of the program, told as such.
    Broken(String),
}

/// Work on its own thread. Dropping the job cancels it.
pub struct Job<T> {
    name: &'static str,
    shared: Arc<Shared>,
    result: Receiver<Ended<T>>,
}

struct Shared {
    stage: Mutex<&'static str>,
    done: AtomicU64,
    total: AtomicU64,
    cancel: CancelToken,
    wake: Box<dyn Fn() + Send + Sync>,
}

impl Reporter for Shared {
    fn progress(&self, stage: &'static str, done: u64, total: u64) {
        *self.stage.lock().unwrap_or_else(PoisonError::into_inner) = stage;
        self.done.store(done, Ordering::Relaxed);
        self.total.store(total, Ordering::Relaxed);
        (self.wake)();
    }
}

impl<T: Send + 'static> Job<T> {
    /// Starts `work` on a thread called `name`; `wake` is called when there is news.
    pub fn start(
        name: &'static str,
        wake: impl Fn() + Send + Sync + 'static,
        work: impl FnOnce(&dyn Reporter, &CancelToken) -> T + Send + 'static,
    ) -> Self {
        let shared = Arc::new(Shared {
            stage: Mutex::new(name),
            done: AtomicU64::new(0),
            total: AtomicU64::new(0),
            cancel: CancelToken::new(),
            wake: Box::new(wake),
        });
        let (send, result) = channel();
        let (theirs, failed) = (Arc::clone(&shared), send.clone());
        let started = thread::Builder::new().name(name.to_owned()).spawn(move || {
            let outcome = catch_unwind(AssertUnwindSafe(|| work(&*theirs, &theirs.cancel)));
            let ended = match outcome {
                Ok(value) => Ended::Done(value),
                Err(panic) => Ended::Broken(words_of(panic.as_ref())),
            };
            // Nobody listens any more when the job was dropped: its result is not wanted.
            let _ = send.send(ended);
            (theirs.wake)();
        });
        if let Err(error) = started {
            let _ = failed.send(Ended::Broken(error.to_string()));
        }
        Self { name, shared, result }
    }

    /// Its name.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// How far it is.
    pub fn progress(&self) -> Progress {
        Progress {
            stage: *self.shared.stage.lock().unwrap_or_else(PoisonError::into_inner),
            done: self.shared.done.load(Ordering::Relaxed),
            total: self.shared.total.load(Ordering::Relaxed),
        }
    }

    /// Asks it to stop; it ends soon with whatever its work returns for that.
    pub fn cancel(&self) {
        self.shared.cancel.cancel();
    }

    /// The result, once and when it is there.
    pub fn poll(&self) -> Option<Ended<T>> {
        // Disconnected after the result was taken.
        self.result.try_recv().ok()
    }

    /// Waits for the result.
    pub fn wait(self) -> Ended<T> {
        self.result.recv().unwrap_or_else(|_| Ended::Broken("the thread ended without a result".to_owned()))
    }
}

impl<T> Drop for Job<T> {
    fn drop(&mut self) {
        self.shared.cancel.cancel();
    }
}

pub(crate) fn words_of(panic: &(dyn std::any::Any + Send)) -> String {
    panic
        .downcast_ref::<&str>()
        .map(|words| (*words).to_owned())
        .or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "unknown".to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Ended, Job};
    use std::sync::mpsc::channel;

    #[test]
    fn a_job_reports_and_returns() {
        let (send, receive) = channel();
        let job = Job::start(
            "count",
            move || {
                let _ = send.send(());
            },
            |reporter, _| {
                reporter.progress("half", 1, 2);
                7
            },
        );
        receive.recv().unwrap();
        receive.recv().unwrap();
        assert_eq!((job.progress().stage, job.progress().total), ("half", 2));
        assert!(matches!(job.poll(), Some(Ended::Done(7))));
    }

    #[test]
    fn a_cancelled_job_sees_it() {
        let (send, receive) = channel::<()>();
        let job = Job::start(
            "wait",
            || {},
            move |_, cancel| {
                let _ = receive.recv();
                cancel.check().is_err()
            },
        );
        job.cancel();
        send.send(()).unwrap();
        assert!(matches!(job.wait(), Ended::Done(true)));
    }

    #[test]
    fn a_broken_job_is_told_not_lost() {
        let job: Job<()> = Job::start("break", || {}, |_, _| panic!("no paper"));
        assert!(matches!(job.wait(), Ended::Broken(words) if words == "no paper"));
    }
}
