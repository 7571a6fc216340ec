use crate::error::{Error, ErrorKind};
use crate::input::InvalidLine;
use crate::json::Json;
use crate::model::Id;
use crate::services::users::is_pending;
use serde::Serialize;
use strum::{IntoStaticStr, VariantArray};

/// The outcome of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, IntoStaticStr, VariantArray)]
#[serde(rename_all = "camelCase")]
#[strum(serialize_all = "camelCase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum OffboardOutcome {
    /// The account is inactive now.
    Deactivated,
    /// The account was inactive before; nothing was sent.
    AlreadyInactive,
    /// The account waits for an approval; nothing was sent. It becomes active when the approval clears.
    Pending,
    /// The approval was rejected, which deletes the user.
    Rejected,
    /// A guard held the user back, and nothing was sent; the error says why.
    Held,
    /// There is no such user, or the connection's user may not see them.
    NotFound,
    /// The account was not deactivated; the error says why.
    Failed,
    /// The change may have been done: it is unknown whether the account is still active.
    Unverified,
    /// Nothing was sent, because the run had been stopped.
    NotAttempted,
    /// The account is active and would be deactivated: a dry run.
    Planned,
    /// The approval would be rejected, which deletes the user: a dry run.
    RejectionPlanned,
}

impl OffboardOutcome {
    /// The name, as it crosses the boundary.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// Whether there is something left to do or to find out.
    pub fn is_incomplete(self) -> bool {
        matches!(
            self,
            OffboardOutcome::Pending
                | OffboardOutcome::Held
                | OffboardOutcome::Failed
                | OffboardOutcome::Unverified
                | OffboardOutcome::NotAttempted
        )
    }
}

/// A person to offboard.
#[derive(Debug)]
pub struct Person {
    /// The user's ID, once it is known.
    pub id: Option<String>,
    /// The e-mail address, once it is known.
    pub email: Option<String>,
    /// The outcome; `None` until the person is deactivated or rejected.
    pub outcome: Option<OffboardOutcome>,
    /// The person as Workfront showed them, until the guards have judged.
    pub user: Option<Json>,
    /// Whether the approval is rejected instead of a deactivation.
    pub is_to_be_rejected: bool,
    /// The error, if there is one.
    pub error: Option<Error>,
    /// The number of the requested ID or e-mail address, among the different ones.
    pub requested: usize,
    /// The positions in the input, if there are several, or if the item is invalid.
    pub positions: Vec<usize>,
}

impl Person {
    /// A person that Workfront shows.
    pub fn shown(user: &Json) -> Self {
        let mut person = Person {
            id: user.get_str("ID").filter(|id| Id::parse(id).is_some()),
            email: user.get_str("emailAddr"),
            outcome: None,
            user: None,
            is_to_be_rejected: false,
            error: None,
            requested: 0,
            positions: Vec::new(),
        };
        let state = user.get_or_null("isActive");
        if person.id.is_none() {
            person.set_outcome(OffboardOutcome::Failed, Some(unreadable("ID")));
        } else if is_pending(user) {
            person.outcome = Some(OffboardOutcome::Pending);
        } else if state.as_bool() == Some(false) {
            person.outcome = Some(OffboardOutcome::AlreadyInactive);
        } else if !state.is_null() && state.as_bool().is_none() {
            person.set_outcome(OffboardOutcome::Failed, Some(unreadable("isActive")));
        }
        if matches!(person.outcome, None | Some(OffboardOutcome::Pending)) {
            person.user = Some(user.clone());
        }
        person
    }

    /// A person that Workfront doesn't show.
    pub fn missing(id: Option<String>, email: Option<String>) -> Self {
        Person {
            id,
            email,
            outcome: Some(OffboardOutcome::NotFound),
            user: None,
            is_to_be_rejected: false,
            error: None,
            requested: 0,
            positions: Vec::new(),
        }
    }

    /// An invalid item of the input.
    pub fn invalid(id: Option<String>, email: Option<String>, line: &InvalidLine) -> Self {
        Person {
            id,
            email,
            outcome: Some(OffboardOutcome::Failed),
            user: None,
            is_to_be_rejected: false,
            error: Some(line.error.clone()),
            requested: 0,
            positions: vec![line.position],
        }
    }

    /// Whether there is something left to do or to find out.
    pub fn is_incomplete(&self) -> bool {
        self.outcome.is_some_and(OffboardOutcome::is_incomplete)
    }

    /// Whether the person leaves with this run, or has left before.
    pub fn is_leaving(&self) -> bool {
        matches!(
            self.outcome,
            None | Some(OffboardOutcome::AlreadyInactive | OffboardOutcome::NotFound)
        )
    }

    /// Sets the outcome, and the error with the person's ID.
    pub fn set_outcome(&mut self, outcome: OffboardOutcome, error: Option<Error>) {
        self.outcome = Some(outcome);
        self.error = error.map(|error| match &self.id {
            Some(id) => error.about(id),
            None => error,
        });
    }
}

fn unreadable(field: &str) -> Error {
    let message = format!("Workfront's response shows the user without a valid {field}");
    Error::new(ErrorKind::UnexpectedResponse, message)
        .with_field(field)
        .with_hint("Nothing was sent.")
}
