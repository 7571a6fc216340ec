use crate::client::Client;
use serde::Serialize;
use std::fmt;
use std::rc::Rc;

/// How far a long action has come.
#[derive(Clone, Debug, Serialize)]
pub struct Progress {
    /// How many items have a verdict.
    pub done: usize,
    /// How many there are.
    pub total: usize,
    /// How many requests were sent so far.
    pub requests: u32,
}

/// What an action has at hand: the tenant, and someone who may want to hear how it goes.
pub struct Context {
    /// The way to the tenant.
    pub client: Client,
    /// Who hears how it goes.
    pub progress: Option<Rc<dyn Fn(Progress)>>,
}

impl Context {
    /// Tells how far the action has come.
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
