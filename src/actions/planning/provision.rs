use super::create::new_user;
use super::names::named;
use super::plain_fields::{Whose, check_fields};
use super::update::check_password;
use crate::actions::provision::{Input, check};
use crate::client::Client;
use crate::error::{Error, Result};
use crate::input::Problems;
use crate::json::Json;
use crate::protocol::fields::as_strs;
use crate::services::directory::with_ids;
use crate::services::guards::GuardOptions;
use crate::services::plans::{Draft, StepKind, Wanted, plan_changes, plan_creates};
use crate::services::provisioning::{find, kept_level, readable, wants_inactive, with_username};
use crate::services::users::id_of;

const NO_APPROVAL: &str =
    "Approving the account is not planned: approve it in Workfront, or run 'provision' itself.";
const INACTIVE: &str =
    "The account is inactive and stays so: plan 'reactivate', or set reactivate to true.";

/// Plans to create a user, or to update what differs.
pub(super) async fn plan(client: &Client, input: &Input, draft: &mut Draft) -> Result<()> {
    check_password(&input.0, "input")?;
    let (settings, user) = check(client, &input.0)?;
    let mut problems = Problems::default();
    check_fields(&user, Whose::Anybody, "input", &mut problems);
    problems.into_result()?;
    if settings.approve {
        draft.warn(NO_APPROVAL);
    }
    let (fields, _) = with_ids(client, &user, user.entries()).await?;
    let read = readable(&fields);
    let Some(found) = find(client, &fields, settings.match_by, &as_strs(&read)).await? else {
        let user = new_user(client, &with_username(&user)).await?;
        return plan_creates(client, vec![user], draft).await;
    };
    let id = id_of(&found).ok_or_else(|| {
        let message = "Workfront returned a user without an ID";
        Error::new(crate::error::ErrorKind::UnexpectedResponse, message)
    })?;
    let names = named(client, &user, &fields).await?;
    let is_inactive = found.get_bool("isActive") == Some(false);
    let mut wanted_fields = Json::object();
    let kept = kept_level(client, settings.access_level_policy, &fields, &found).await?;
    if let Some(why) = &kept {
        draft.warn(why);
    }
    for (name, value) in fields.entries() {
        if name == "accessLevelID" && kept.is_some() {
            continue;
        }
        // Only the setting reactivates.
        if name != "isActive" || value.as_bool() == Some(false) {
            wanted_fields.insert(&name, value);
        }
    }
    let mut kind = StepKind::Update;
    if is_inactive && settings.reactivate {
        wanted_fields.insert("isActive", true);
        kind = StepKind::Reactivate;
    } else if is_inactive && !wants_inactive(&fields) {
        draft.warn(INACTIVE);
    }
    let wanted = Wanted {
        kind,
        fields: wanted_fields,
        collections: settings.collections,
        names,
        warnings: Vec::new(),
    };
    let options = GuardOptions::for_one(Some(settings.include_administrators));
    plan_changes(client, &[(id, 0)], &[wanted], options, draft).await
}
