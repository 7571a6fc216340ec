use crate::error::{Error, Result};
use crate::json::Json;
use crate::protocol::evidence::Evidence;
use crate::services::guards;
use serde::Serialize;

/// What is known of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(inline))]
#[serde(rename_all = "camelCase")]
pub enum OperationState {
    /// It was done.
    Done,
    /// It was not done: it is invalid, it would shut out a user who doesn't exist, Workfront refused it, or reading the object
    /// back shows that.
    NotDone,
    /// A guard held it back, and it was not sent: it would shut out somebody who must not be.
    Held,
    /// It is unknown whether it was done.
    Unknown,
    /// It was not sent: the run had been stopped, or a look-up that it needs failed.
    NotAttempted,
    /// It would be sent: a dry run.
    Planned,
}

/// The outcome of one operation.
#[derive(Debug)]
pub struct Verdict {
    /// What is known of it.
    pub state: OperationState,
    /// How that is known.
    pub evidence: Option<Evidence>,
    /// Workfront's data, or the error. Null if the operation would be sent.
    pub outcome: Result<Json>,
}

impl Verdict {
    /// It was done.
    pub(super) fn done(data: Json, evidence: Evidence) -> Self {
        Verdict {
            state: OperationState::Done,
            evidence: Some(evidence),
            outcome: Ok(data),
        }
    }

    /// It was not done: Workfront refused it.
    pub(super) fn refused(error: Error) -> Self {
        let evidence = error.status.is_some().then_some(Evidence::Response);
        Verdict::not_done(error, evidence)
    }

    /// It was not done.
    pub(super) fn not_done(mut error: Error, evidence: Option<Evidence>) -> Self {
        error.maybe_done = false;
        Verdict {
            state: OperationState::NotDone,
            evidence,
            outcome: Err(error),
        }
    }

    /// It was not sent, because a guard refuses it with this error.
    pub(super) fn held_back(error: Error) -> Self {
        Verdict {
            state: match guards::is_held(&error) {
                true => OperationState::Held,
                false => OperationState::NotDone,
            },
            evidence: None,
            outcome: Err(error),
        }
    }

    /// It would be sent.
    pub(super) fn planned() -> Self {
        Verdict {
            state: OperationState::Planned,
            evidence: None,
            outcome: Ok(Json::null()),
        }
    }

    /// It is unknown whether it was done; the error has kind `outcomeUnknown`.
    pub(super) fn unknown(error: Error) -> Self {
        Verdict {
            state: OperationState::Unknown,
            evidence: None,
            outcome: Err(error),
        }
    }

    /// It was not sent, because of this error.
    pub(crate) fn not_attempted(error: &Error) -> Self {
        let mut error = error.clone();
        if !error.message.starts_with(NOT_SENT) {
            error.message = format!("{NOT_SENT}{}", error.message);
        }
        error.maybe_done = false;
        Verdict {
            state: OperationState::NotAttempted,
            evidence: None,
            outcome: Err(error),
        }
    }
}

/// How the message of an operation that was not sent begins.
pub(super) const NOT_SENT: &str = "Not sent: ";
