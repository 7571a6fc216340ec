//! What the services remember between requests.

use std::sync::Arc;

use crate::auth::Sessions;

/// What the services remember.
#[derive(Clone, Debug, Default)]
pub struct Services {
    /// Sessions and tokens given out.
    pub sessions: Sessions,
    /// Refresh tokens in force; the first one comes from the options.
    pub refresh_tokens: Option<Vec<Arc<str>>>,
}
