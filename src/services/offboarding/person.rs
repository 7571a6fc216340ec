use crate::error::{Error, ErrorKind};
use crate::json::Json;
use crate::model::Id;
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
    /// There is no such user, or the connection's user may not see them.
    NotFound,
    /// The account is still active; the error says why.
    Failed,
    /// It is unknown whether the account is still active.
    Unverified,
    /// The account is active and would be deactivated: a dry run.
    Planned,
}

impl OffboardOutcome {
    /// The name, as it crosses the boundary.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// A person to offboard.
#[derive(Debug)]
pub struct Person {
    /// The user's ID, once it is known.
    pub id: Option<String>,
    /// The e-mail address, once it is known.
    pub email: Option<String>,
    /// The outcome; `None` until the person is deactivated.
    pub outcome: Option<OffboardOutcome>,
    /// The error, if there is one.
    pub error: Option<Error>,
}

impl Person {
    /// A person that Workfront shows.
    pub fn shown(user: &Json) -> Self {
        let mut person = Person {
            id: user.get_str("ID").filter(|id| Id::parse(id).is_some()),
            email: user.get_str("emailAddr"),
            outcome: None,
            error: None,
        };
        let state = user.get_or_null("isActive");
        if person.id.is_none() {
            person.set_outcome(OffboardOutcome::Unverified, Some(unreadable("ID")));
        } else if state.as_bool() == Some(false) {
            person.outcome = Some(OffboardOutcome::AlreadyInactive);
        } else if !state.is_null() && state.as_bool().is_none() {
            person.set_outcome(OffboardOutcome::Unverified, Some(unreadable("isActive")));
        }
        person
    }

    /// A person that Workfront doesn't show.
    pub fn missing(id: Option<String>, email: Option<String>) -> Self {
        Person {
            id,
            email,
            outcome: Some(OffboardOutcome::NotFound),
            error: None,
        }
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
