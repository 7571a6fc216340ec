use super::names::named;
use super::one_user::plan_one;
use crate::actions::update::Input;
use crate::client::Client;
use crate::error::{Error, Result};
use crate::json::Json;
use crate::services::directory::{resolve_user_id, with_ids};
use crate::services::plans::{Draft, StepKind, Wanted};
use crate::services::users::{Collections, check_changes};

/// Plans the changes of a user.
pub(super) async fn plan(client: &Client, input: &Input, draft: &mut Draft) -> Result<()> {
    let entries = input.changes.entries();
    check_changes(client, &entries, "input.changes")?;
    check_password(&input.changes, "input.changes.password")?;
    let id = resolve_user_id(client, &input.ID, &input.user).await?;
    let (fields, _) = with_ids(client, &input.changes, entries).await?;
    let wanted = Wanted {
        kind: kind_of(&fields),
        names: named(client, &input.changes, &fields).await,
        fields,
        collections: input.collections.unwrap_or(Collections::Replace),
        warnings: Vec::new(),
    };
    plan_one(client, id, wanted, draft).await
}

/// The kind of step: an update that only changes the state of the account is a deactivation or a reactivation.
pub(super) fn kind_of(fields: &Json) -> StepKind {
    match (fields.get_bool("isActive"), fields.keys().len()) {
        (Some(false), 1) => StepKind::Deactivate,
        (Some(true), 1) => StepKind::Reactivate,
        _ => StepKind::Update,
    }
}

/// Refuses passwords: a plan is stored and shown.
pub(super) fn check_password(fields: &Json, path: &str) -> Result<()> {
    match fields.has("password") {
        true => Err(Error::invalid(
            path,
            "can't be planned, because a plan is stored and shown: leave it out; people sign in through SSO or with an invitation",
        )),
        false => Ok(()),
    }
}
