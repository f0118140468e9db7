//! How long work tells how far it is, and how it is told to stop.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

/// Receives the progress of long work, from whatever thread it runs on.
pub trait Reporter: Sync {
    /// `done` of `total` (same measure, such as bytes or pages) in the named stage.
    fn progress(&self, stage: &'static str, done: u64, total: u64);
}

/// A reporter for work nobody watches.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoReport;

impl Reporter for NoReport {
    fn progress(&self, _stage: &'static str, _done: u64, _total: u64) {}
}

/// The work was cancelled by the user; nothing of it was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("cancelled")]
pub struct Cancelled;

/// Shared with long work; once cancelled it stays cancelled.
#[derive(Clone, Debug, Default)]
pub struct CancelToken(Arc<AtomicBool>);

impl CancelToken {
    /// A token that nobody has cancelled.
    pub fn new() -> Self {
        Self::default()
    }

    /// Asks the work to stop at its next check.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// `Err` once cancelled: long loops call it every few thousand steps.
    pub fn check(&self) -> Result<(), Cancelled> {
        if self.0.load(Ordering::Relaxed) { Err(Cancelled) } else { Ok(()) }
    }
}
