//! What the failure of a request means for a run.

use crate::error::{Error, ErrorKind};

/// Whether no response came, or a gateway's. The client has sent the request again by then, where that could help.
pub(super) fn is_lost(error: &Error) -> bool {
    matches!(error.kind, ErrorKind::Network | ErrorKind::Timeout)
        || matches!(error.status, Some(502..=504))
}

/// Whether sending it again can't change the failure: the client has tried already.
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
