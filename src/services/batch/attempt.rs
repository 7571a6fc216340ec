use super::Verdict;
use crate::client::Client;
use crate::error::Error;
use crate::json::Json;
use crate::protocol::batch::{DialectSpec, Operation};
use crate::services::users::claims::Creation;

/// A request that was sent.
pub(super) struct Attempt {
    /// The dialect it was sent in.
    pub(super) dialect: &'static DialectSpec,
    /// The users that had the e-mail addresses or references of its creations before.
    pub(super) before: Json,
    /// Its creations with their e-mail addresses. They end when the attempt is dropped.
    pub(super) creations: Vec<(String, Creation)>,
    /// Whether it carried one operation only.
    pub(super) is_single: bool,
}

impl Attempt {
    /// Begins the creations of a group: no other creation in this process may claim the users that they make.
    pub(super) fn begin_creations(
        client: &Client,
        group: &[&Operation],
    ) -> Vec<(String, Creation)> {
        let mut creations = Vec::new();
        for operation in group.iter().filter(|operation| operation.creates_user()) {
            let email = operation.email().unwrap_or_default();
            let creation = Creation::begin(client, &email);
            creations.push((email, creation));
        }
        creations
    }

    /// The creation that an operation is.
    pub(super) fn creation(&self, operation: &Operation) -> Option<&Creation> {
        let email = operation.email().unwrap_or_default();
        let is_own = |(own, _): &&(String, Creation)| *own == email;
        self.creations
            .iter()
            .find(is_own)
            .map(|(_, creation)| creation)
    }
}

/// An operation whose outcome the response doesn't prove.
#[derive(Clone, Debug)]
pub(super) struct Unproven {
    /// The error. It states whether the operation may have been done.
    pub(super) cause: Error,
    /// Workfront's data, where it accepted the operation without showing the result.
    pub(super) accepted: Option<Json>,
}

/// What is known of an operation after reading back.
#[derive(Debug)]
pub(super) struct Resolution {
    /// The verdict, unless it is sent again.
    pub(super) verdict: Verdict,
    /// Whether it may be sent again.
    pub(super) may_resend: bool,
}

impl Resolution {
    /// A verdict that sending again doesn't change.
    pub(super) fn last(verdict: Verdict) -> Self {
        Resolution {
            verdict,
            may_resend: false,
        }
    }

    /// Nothing shows whether the operation was done.
    pub(super) fn unknown(operation: &Operation, cause: &Error) -> Self {
        Resolution::last(Verdict::unknown(operation.outcome_unknown(cause)))
    }
}
