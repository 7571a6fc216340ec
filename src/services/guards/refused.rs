use crate::error::{Error, ErrorKind};

/// Whether Workfront refused a read of the guards, or its response doesn't show what they need. Other failures, such as a lost
/// connection, end the whole run.
pub(super) fn is_refused(error: &Error) -> bool {
    matches!(
        error.kind,
        ErrorKind::Validation
            | ErrorKind::Forbidden
            | ErrorKind::NotFound
            | ErrorKind::UnexpectedResponse
    )
}
