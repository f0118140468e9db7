//! What a decoding process may use.

use std::{io, time::Duration};

/// What a decoding process may use. It sets memory and processor time for itself; its parent keeps
/// the watch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Address space, in bytes.
    pub memory: u64,
    /// Processor time over its whole life, in seconds.
    pub processor: u64,
    /// How long it may say nothing while it works.
    pub silence: Duration,
    /// How long one file may take.
    pub file: Duration,
    /// After so much work a new process takes over, so that each file finds most of the processor
    /// time there is.
    pub shift: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            memory: 1 << 30,
            processor: 180,
            silence: Duration::from_mins(1),
            file: Duration::from_mins(2),
            shift: Duration::from_mins(1),
        }
    }
}

/// Limits this process. Only lowers: what its parent allows is never exceeded.
#[cfg(unix)]
pub(super) fn limit_this_process(memory: u64, processor: u64) -> io::Result<()> {
    use rlimit::Resource;
    let lower = |resource: Resource, wanted: u64| {
        let (_, most) = resource.get()?;
        resource.set(wanted.min(most), wanted.min(most))
    };
    lower(Resource::CORE, 0)?;
    lower(Resource::FSIZE, 0)?;
    // The hard limit a second later: the signal of the soft one tells what it was.
    let (_, most) = Resource::CPU.get()?;
    Resource::CPU.set(processor.min(most), processor.saturating_add(1).min(most))?;
    match lower(Resource::AS, memory) {
        // Only Linux keeps to this one.
        Err(error) if cfg!(target_os = "linux") => Err(error),
        _ => Ok(()),
    }
}

/// Nothing of the kind can be set without unsafe code here; the parent's watch remains.
#[cfg(not(unix))]
pub(super) fn limit_this_process(_memory: u64, _processor: u64) -> io::Result<()> {
    Ok(())
}
