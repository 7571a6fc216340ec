use crate::error::Error;
use crate::json::Json;
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
        let is_active = user.get_bool("isActive");
        Person {
            id: user.get_str("ID"),
            email: user.get_str("emailAddr"),
            outcome: (is_active == Some(false)).then_some(OffboardOutcome::AlreadyInactive),
            error: None,
        }
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
        self.error = error;
    }
}
