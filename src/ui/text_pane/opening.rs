//! Making the page of a report: within the frame where the report is short, on a thread of its own
//! where it is long, with empty paper until then.

use super::{
    chunks::Chunks,
    page::Page,
    passages::{PassageStamp, Stretches},
};
use crate::jobs::{Ended, Job};
use crate::model::{Plan, Reading};
use egui::Context;
use std::sync::Arc;

/// Up to so many bytes a report is cut within the frame.
const AT_ONCE: usize = 256 * 1024;

/// What is made of a reading alone.
pub(super) struct Cut {
    pub(super) chunks: Chunks,
    pub(super) stretches: Stretches,
}

impl Cut {
    fn of(reading: &Reading) -> Self {
        Self { chunks: Chunks::of(reading), stretches: Stretches::of(reading) }
    }
}

/// A page that is being made.
pub(super) struct Opening {
    stamp: PassageStamp,
    reading: Arc<Reading>,
    /// None where it is made at once.
    job: Option<Job<Cut>>,
}

impl Opening {
    pub(super) fn new(ctx: &Context, stamp: PassageStamp, reading: &Arc<Reading>) -> Self {
        let job = (reading.text.len() > AT_ONCE).then(|| {
            let (ctx, reading) = (ctx.clone(), Arc::clone(reading));
            Job::start("page", move || ctx.request_repaint(), move |_, _| Cut::of(&reading))
        });
        Self { stamp, reading: Arc::clone(reading), job }
    }

    pub(super) fn stamp(&self) -> PassageStamp {
        self.stamp
    }

    /// The page, once.
    pub(super) fn poll(&self, plan: &Plan) -> Option<Page> {
        let cut = match &self.job {
            None => Cut::of(&self.reading),
            Some(job) => match job.poll()? {
                Ended::Done(cut) => cut,
                // Without a thread it takes a moment, but it is there.
                Ended::Broken(_) => Cut::of(&self.reading),
            },
        };
        Some(Page::new(plan, self.stamp, &self.reading, cut))
    }
}
