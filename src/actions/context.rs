use crate::client::Client;
use crate::services::batch::{Phase, Tally};
use serde::Serialize;
use std::fmt;
use std::rc::Rc;

/// The progress of a long action. Within a phase, no number decreases. The last call has the phase `report`.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Progress {
    /// What the action does at the moment.
    pub phase: Phase,
    /// The number of items that are finished.
    pub done: usize,
    /// The number of all items. In a search, which has no known end, of those found so far.
    pub total: usize,
    /// The number of finished items that failed, or whose outcome is unknown.
    pub failed: usize,
    /// The number of requests sent so far.
    pub requests: u32,
}

/// What an action works with.
pub struct Context {
    /// The client of the tenant.
    pub client: Client,
    /// The callback for progress.
    pub progress: Option<Rc<dyn Fn(Progress)>>,
}

impl Context {
    /// Reports the progress to the callback: the finished items, and the number of all.
    pub fn report(&self, phase: Phase, Tally { done, failed }: Tally, total: usize) {
        if let Some(progress) = &self.progress {
            progress(Progress {
                phase,
                done,
                total,
                failed,
                requests: self.client.requests(),
            });
        }
    }
}

impl fmt::Debug for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Context")
            .field("client", &self.client)
            .finish_non_exhaustive()
    }
}
