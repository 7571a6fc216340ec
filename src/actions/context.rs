use crate::client::Client;
use serde::Serialize;
use std::fmt;
use std::rc::Rc;

/// The progress of an action.
#[derive(Clone, Debug, Serialize)]
pub struct Progress {
    /// How many items are finished.
    pub done: usize,
    /// How many items there are.
    pub total: usize,
    /// How many requests have been sent.
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
    /// Reports the progress to the callback.
    pub fn report(&self, done: usize, total: usize) {
        if let Some(progress) = &self.progress {
            progress(Progress {
                done,
                total,
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
