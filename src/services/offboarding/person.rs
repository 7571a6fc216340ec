use crate::error::{Error, ErrorKind};
use crate::json::Json;
use crate::model::Id;
use serde::Serialize;
use strum::{IntoStaticStr, VariantArray};

/// What became of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, IntoStaticStr, VariantArray)]
#[serde(rename_all = "camelCase")]
#[strum(serialize_all = "camelCase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum OffboardOutcome {
    /// The account doesn't work any more.
    Deactivated,
    /// The account didn't work before; nothing was sent.
    AlreadyInactive,
    /// There is no such user, or the connection's user may not see them.
    NotFound,
    /// The account still works; the error says why.
    Failed,
    /// It could not be told whether the account still works.
    Unverified,
    /// The account works and would be deactivated: a dry run.
    Planned,
}

impl OffboardOutcome {
    /// The name, as it crosses the boundary.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// Someone to offboard.
#[derive(Debug)]
pub struct Person {
    /// The user's ID, once it is known.
    pub id: Option<String>,
    /// The e-mail address, once it is known.
    pub email: Option<String>,
    /// What became of them; nothing yet for those to deactivate.
    pub outcome: Option<OffboardOutcome>,
    /// Why it failed.
    pub error: Option<Error>,
}

impl Person {
    /// Someone whom Workfront has shown.
    pub fn shown(user: &Json) -> Self {
        let mut person = Person {
            id: user.get_str("ID").filter(|id| Id::parse(id).is_some()),
            email: user.get_str("emailAddr"),
            outcome: None,
            error: None,
        };
        let state = user.get_or_null("isActive");
        if person.id.is_none() {
            person.settle(OffboardOutcome::Unverified, Some(unreadable("ID")));
        } else if state.as_bool() == Some(false) {
            person.outcome = Some(OffboardOutcome::AlreadyInactive);
        } else if !state.is_null() && state.as_bool().is_none() {
            person.settle(OffboardOutcome::Unverified, Some(unreadable("isActive")));
        }
        person
    }

    /// Someone whom Workfront doesn't show.
    pub fn missing(id: Option<String>, email: Option<String>) -> Self {
        Person {
            id,
            email,
            outcome: Some(OffboardOutcome::NotFound),
            error: None,
        }
    }

    /// Settles what became of them.
    pub fn settle(&mut self, outcome: OffboardOutcome, error: Option<Error>) {
        self.outcome = Some(outcome);
        self.error = error.map(|error| match &self.id {
            Some(id) => error.about(id),
            None => error,
        });
    }
}

fn unreadable(field: &str) -> Error {
    let message = format!("Workfront shows the user without a readable {field}");
    Error::new(ErrorKind::UnexpectedResponse, message)
        .with_field(field)
        .with_hint("Nothing was sent.")
}
