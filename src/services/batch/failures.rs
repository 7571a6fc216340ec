//! What the failure of a request means for a run.

use crate::error::{Error, ErrorKind};

/// Whether there was no response, or only a gateway's. The client has repeated the request already if that could help.
pub(super) fn is_lost(error: &Error) -> bool {
    matches!(error.kind, ErrorKind::Network | ErrorKind::Timeout)
        || matches!(error.status, Some(502..=504))
}

/// Whether the client has repeated the request already, so that sending it again can't help.
pub(super) fn was_repeated(error: &Error) -> bool {
    is_lost(error) || error.kind == ErrorKind::RateLimited
}

/// Whether every request after this one would fail as well.
pub(super) fn ends_run(error: &Error) -> bool {
    matches!(
        error.kind,
        ErrorKind::Unauthorized | ErrorKind::Cancelled | ErrorKind::Budget
    )
}
