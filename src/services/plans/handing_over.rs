//! Plans a deletion whose user hands their objects over before: a step that gives the objects another owner, and the deletion,
//! which isn't done without it.

use super::changes::{Wanted, plan_changes};
use super::draft::{Draft, HeldReason, Retained};
use super::guarding::ADMINISTRATOR;
use super::people::read_people;
use super::step::{NewStep, step_id};
use super::{REPLACEMENT, StepKind};
use crate::client::Client;
use crate::error::Result;
use crate::json::Json;
use crate::model::Id;
use crate::services::guards::GuardOptions;

const WARNING: &str = "Handing over can't be undone: Workfront doesn't show afterwards which objects the user owned. Its side effects are not documented.";
const NOT_SHOWN: &str = "Workfront shows no user with the ID of the replacement";
const INACTIVE: &str = "The replacement is not active, or Workfront doesn't show whether it is";

/// What has to be read of a replacement.
pub(super) const FIELDS: &[&str] = &["ID", "name", "isActive"];

/// Plans to hand over what a user owns, and then the `deletion` of the user. Costs 1 request more than the deletion.
///
/// # Errors
/// As for [`plan_changes`].
pub async fn plan_replacement(
    client: &Client,
    id: &Id,
    replacement: &Id,
    deletion: Wanted,
    options: GuardOptions,
    draft: &mut Draft,
) -> Result<()> {
    plan_changes(client, &[(id.clone(), 0)], &[deletion], options, draft).await?;
    let Some(deletion) = draft.steps.items().next() else {
        return Ok(());
    };
    let ids = [replacement.as_str().to_owned()];
    let fields = FIELDS.iter().map(|field| (*field).to_owned());
    let fields: Vec<String> = fields.collect();
    let mut found = read_people(client, &ids, &fields, false, &mut |_, _| ()).await?;
    let heir = found.pop().flatten();
    let is_active = |heir: &Json| heir.get_bool("isActive") == Some(true);
    let Some(heir) = heir.as_ref().filter(|heir| is_active(heir)) else {
        let problem = if heir.is_some() { INACTIVE } else { NOT_SHOWN };
        let message = format!(
            "{problem}: {}. The user was not planned to be deleted; name another replacement.",
            replacement.as_str()
        );
        draft.retain(&mut |_| Retained::No);
        let person = deletion.get_or_null("person");
        draft.hold(Some(id.as_str()), person, HeldReason::Replacement, &message);
        return Ok(());
    };
    let step = hand_over(id, replacement, &deletion, heir);
    let on = step_id(StepKind::Replace, id.as_str());
    draft.retain(&mut |_| Retained::DependingOn(on.clone()));
    let deletions = std::mem::replace(&mut draft.steps, Json::array());
    draft.add(step);
    for deletion in deletions.items() {
        draft.steps.push(deletion);
    }
    Ok(())
}

/// The step that hands over what a user owns, before the step that deletes the user.
fn hand_over(id: &Id, replacement: &Id, deletion: &Json, heir: &Json) -> NewStep {
    let mut names = Json::object();
    if let Some(name) = heir.get_str("name") {
        names.insert(replacement.as_str(), name.as_str());
    }
    NewStep {
        target: Some(id.as_str().to_owned()),
        person: deletion.get_or_null("person"),
        before: deletion.get_or_null("before"),
        after: Json::object_of(&[(REPLACEMENT, replacement.as_str().into())]),
        names,
        is_administrator: deletion.get_bool(ADMINISTRATOR) == Some(true),
        warnings: vec![WARNING.to_owned()],
        ..NewStep::of(StepKind::Replace)
    }
}
