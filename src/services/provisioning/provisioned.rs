//! The result of provisioning a user.

use super::difference::{Change, changes_of_new};
use super::notes::Notes;
use crate::error::Error;
use crate::json::Json;
use crate::protocol::evidence::Evidence;
use serde::Serialize;

/// What a provisioning run did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum ProvisionOutcome {
    /// This run created the user.
    Created,
    /// The user existed, and something was changed.
    Updated,
    /// The user existed, and nothing had to be changed.
    Unchanged,
    /// The user was created or found, and the account is not active yet.
    Pending,
    /// A dry run: the user would be created.
    WouldCreate,
    /// A dry run: the user exists and would be changed.
    WouldUpdate,
    /// A dry run: the user exists, and a guard would refuse the change.
    Held,
}

/// The result of provisioning a user.
#[derive(Debug)]
pub struct Provisioned {
    /// The user, as Workfront returned it last.
    pub user: Json,
    /// The result.
    pub outcome: ProvisionOutcome,
    /// What this run changed.
    pub changes: Vec<Change>,
    /// How the outcome of the creation or update is known.
    pub evidence: Option<Evidence>,
    /// In a dry run: why a guard would refuse the change.
    pub held: Option<Error>,
    /// Remarks for the caller.
    pub notes: Notes,
}

/// The result of a dry run for a user who doesn't exist: the fields that would be sent, with an empty ID.
pub(super) fn would_create(desired: &Json) -> Provisioned {
    let mut user = Json::object_of(&[("ID", "".into())]);
    for (key, value) in desired.entries() {
        if key != "password" {
            user.insert(&key, value);
        }
    }
    Provisioned {
        user,
        outcome: ProvisionOutcome::WouldCreate,
        changes: changes_of_new(desired),
        evidence: None,
        held: None,
        notes: Notes::default(),
    }
}
