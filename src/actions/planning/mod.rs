//! What each action would change, as the contents of a plan. The inputs are read and checked as the actions themselves do it.

mod batch;
mod create;
mod deactivate;
mod delete;
mod names;
mod offboard;
mod one_user;
mod plain_fields;
mod provision;
mod reactivate;
mod reports;
mod request;
mod subscriptions;
mod update;

pub(super) use request::PlanRequest;

use crate::client::Client;
use crate::error::{Error, Result};
use crate::input::{join, read_at};
use crate::json::Json;
use crate::services::plans::{Draft, warn_of_access_levels};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use strum::IntoStaticStr;

/// An action that can be planned. What the others change can't be read beforehand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, IntoStaticStr)]
#[serde(rename_all = "camelCase")]
#[strum(serialize_all = "camelCase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum PlannedAction {
    /// Creates a user.
    Create,
    /// Creates or updates a user.
    Provision,
    /// Changes fields of a user.
    Update,
    /// Deactivates a user.
    Deactivate,
    /// Reactivates a user.
    Reactivate,
    /// Deletes a user.
    Delete,
    /// Deactivates many users.
    Offboard,
    /// Creates, updates and deletes users: each operation on `/user` or `/user/<ID>`.
    Batch,
    /// Creates, replaces and deletes the event subscriptions of a URL.
    EnsureSubscriptions,
    /// Deletes an event subscription.
    Unsubscribe,
    /// Changes the version of event subscriptions.
    SubscriptionVersion,
}

impl PlannedAction {
    /// The ID of the action.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// The contents of the plan of an action with this input.
///
/// # Errors
/// The input is wrong, or a look-up failed. Nothing was changed.
pub(super) async fn draft(client: &Client, action: PlannedAction, input: &Json) -> Result<Draft> {
    let mut draft = Draft::default();
    let done = plan(client, action, input, &mut draft).await;
    done.map_err(within_input)?;
    warn_of_access_levels(client, &mut draft).await?;
    Ok(draft)
}

async fn plan(
    client: &Client,
    action: PlannedAction,
    input: &Json,
    draft: &mut Draft,
) -> Result<()> {
    match action {
        PlannedAction::Create => create::plan(client, &read(input)?, draft).await,
        PlannedAction::Provision => provision::plan(client, &read(input)?, draft).await,
        PlannedAction::Delete => delete::plan(client, &read(input)?, draft).await,
        PlannedAction::Batch => batch::plan(client, &read(input)?, draft).await,
        PlannedAction::Update => update::plan(client, &read(input)?, draft).await,
        PlannedAction::Deactivate => deactivate::plan(client, &read(input)?, draft).await,
        PlannedAction::Reactivate => reactivate::plan(client, &read(input)?, draft).await,
        PlannedAction::EnsureSubscriptions => {
            subscriptions::plan_ensure(client, &read(input)?, draft).await
        }
        PlannedAction::Unsubscribe => {
            subscriptions::plan_unsubscribe(client, &read(input)?, draft).await
        }
        PlannedAction::SubscriptionVersion => {
            subscriptions::plan_version(client, &read(input)?, draft).await
        }
        PlannedAction::Offboard => offboard::plan(client, &read(input)?, draft).await,
    }
}

/// The error of an action's own checks, naming fields of `input`.
fn within_input(mut error: Error) -> Error {
    const PREFIX: &str = "input";
    let is_outside = |field: &str| !field.starts_with(PREFIX);
    if let Some(first) = error.fields.first().filter(|field| is_outside(field))
        && error.message.starts_with(&format!("{first}: "))
    {
        error.message = join(PREFIX, &error.message);
    }
    for field in &mut error.fields {
        if is_outside(field) {
            *field = join(PREFIX, field);
        }
    }
    error
}

/// Reads the input of an action; problems name `input.<field>`.
fn read<T: DeserializeOwned>(input: &Json) -> Result<T> {
    read_at(input, "input")
}
