//! Where a long operation is, seen and stopped from beside it: the window asks while the ledger is busy.

use std::ops::ControlFlow;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::exchange::ProgressInfo;

/// The one long operation that may be under way.
#[derive(Debug, Default)]
pub struct Progress {
    now: Mutex<Option<ProgressInfo>>,
    cancelled: AtomicBool,
}

impl Progress {
    /// What is being done, if anything.
    pub fn info(&self) -> Option<ProgressInfo> {
        self.now.lock().map_or(None, |now| *now)
    }

    /// Asks the operation to stop; it ends as if it had never begun.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    /// Begins a stage of an operation; a request to stop from before is forgotten.
    pub(crate) fn begin(&self) {
        self.cancelled.store(false, Ordering::Relaxed);
    }

    /// Tells how far a stage is; a break means that somebody asked to stop.
    pub(crate) fn tell(&self, stage: &'static str, done: u64, total: u64) -> ControlFlow<()> {
        if let Ok(mut now) = self.now.lock() {
            *now = Some(ProgressInfo { stage, done, total });
        }
        if self.cancelled.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    /// Nothing is being done any more.
    pub(crate) fn end(&self) {
        if let Ok(mut now) = self.now.lock() {
            *now = None;
        }
    }
}
