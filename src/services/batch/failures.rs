//! What the failure of a request means for a run.

use crate::error::{Error, ErrorKind};

/// Whether there was no response, or only a gateway's. The client has repeated the request already if that could help.
pub(crate) fn is_lost(error: &Error) -> bool {
    matches!(error.kind, ErrorKind::Network | ErrorKind::Timeout)
        || matches!(error.status, Some(502..=504))
}

/// Whether the client has repeated the request already, so that sending it again can't help.
pub(super) fn was_repeated(error: &Error) -> bool {
    is_lost(error) || error.kind == ErrorKind::RateLimited
}
