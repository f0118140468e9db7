//! Views of the plan that take a while to make: at once where the plan is small, on a thread of
//! their own where it is large, with the last one shown until then.

use crate::{
    jobs::{Ended, Job},
    model::Plan,
};
use egui::Context;
use std::sync::Arc;

/// Up to so many nodes a view is made within the frame.
const AT_ONCE: usize = 4_000;

/// A view of the plan and what it was made of.
pub(super) struct Derived<K, T> {
    made: Option<(K, T)>,
    job: Option<(K, Job<T>)>,
    /// What the thread broke down over; it is not tried again.
    broken: Option<K>,
    /// Counts the views made.
    generation: u64,
}

impl<K, T> Default for Derived<K, T> {
    fn default() -> Self {
        Self { made: None, job: None, broken: None, generation: 0 }
    }
}

impl<K: Clone + PartialEq + Send + 'static, T: Send + 'static> Derived<K, T> {
    /// Sees that the view follows `key`, which holds the plan's revision and all else it is made of.
    pub(super) fn follow(&mut self, ctx: &Context, plan: &Arc<Plan>, key: &K, make: fn(&Plan, &K) -> T) {
        if let Some((of, job)) = &self.job {
            let of = of.clone();
            match job.poll() {
                Some(Ended::Done(view)) => {
                    self.job = None;
                    self.set(of, view);
                }
                Some(Ended::Broken(_)) => {
                    self.job = None;
                    self.broken = Some(of);
                }
                // One at a time: each holds the plan as it was.
                None => return,
            }
        }
        let fresh = self.made.as_ref().is_some_and(|(of, _)| of == key);
        if fresh || self.broken.as_ref() == Some(key) {
            return;
        }
        if plan.node_count() <= AT_ONCE {
            let view = make(plan, key);
            self.set(key.clone(), view);
            return;
        }
        let wake = ctx.clone();
        let (plan, of) = (Arc::clone(plan), key.clone());
        let job = Job::start("view", move || wake.request_repaint(), move |_, _| make(&plan, &of));
        self.job = Some((key.clone(), job));
    }

    fn set(&mut self, key: K, view: T) {
        self.made = Some((key, view));
        self.generation += 1;
    }

    /// The latest view, which may be one revision behind for a moment.
    pub(super) fn view(&self) -> Option<&T> {
        self.made.as_ref().map(|(_, view)| view)
    }

    /// Counts up with every view made.
    pub(super) fn generation(&self) -> u64 {
        self.generation
    }
}
