//! The state of the services between requests.

use std::sync::Arc;

use crate::auth::Sessions;

/// The state of the services.
#[derive(Clone, Debug, Default)]
pub struct Services {
    /// The sessions and tokens that are issued.
    pub sessions: Sessions,
    /// The valid refresh tokens. `None`: only the one in the options.
    pub refresh_tokens: Option<Vec<Arc<str>>>,
}
