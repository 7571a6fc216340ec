//! Plans changes of event subscriptions.

use super::form::{change, person, subscribe, unsubscribe};
use crate::client::Client;
use crate::error::Result;
use crate::json::Json;
use crate::services::events::{
    Declared, EnsureOptions, GAP, Receiver, SubscriptionVersion, delivery_notes, service,
};
use crate::services::plans::StepKind;
use crate::services::plans::draft::{Draft, HeldReason};

const TOKEN: &str = "The authToken is not in this plan: 'apply' needs it, and the subscriptions get the one that it is passed.";
const NOT_FOUND: &str = "The tenant has no event subscription with this ID.";
const NO_UNDO: &str = "A deleted subscription can't be restored, because Workfront doesn't show its authToken; events until it is created again are lost.";

/// Plans the subscriptions of a URL. Costs 1 request per 1,000 subscriptions of the tenant.
///
/// # Errors
/// The subscriptions can't be listed.
pub async fn plan_subscriptions(
    client: &Client,
    receiver: &Receiver,
    all: &[Declared],
    how: EnsureOptions,
    draft: &mut Draft,
) -> Result<()> {
    let mut others = service::all(client, &receiver.url).await?;
    for note in delivery_notes(&others) {
        draft.warn(note);
    }
    for declared in all {
        let index = others.iter().position(|other| declared.is(other));
        if let Some(present) = index.map(|index| others.remove(index)) {
            if !how.renew && receiver.may_be(&present.text("authToken")) {
                draft.leave(&present.id(), person(&receiver.url));
                continue;
            }
            let mut step = unsubscribe(&present);
            step.warnings.push(GAP.to_owned());
            draft.add(step);
        }
        draft.warn(TOKEN);
        draft.add(subscribe(declared, &receiver.url));
    }
    for other in others {
        if how.keep_others {
            draft.leave(&other.id(), person(&receiver.url));
        } else {
            draft.warn(NO_UNDO);
            draft.add(unsubscribe(&other));
        }
    }
    Ok(())
}

/// Plans the deletion of a subscription. Costs 1 request per 1,000 subscriptions of the tenant.
///
/// # Errors
/// The subscriptions can't be listed.
pub async fn plan_removal(client: &Client, id: &str, draft: &mut Draft) -> Result<()> {
    let found = service::with_ids(client, &[id.to_owned()]).await?;
    match found.first() {
        Some(found) => {
            draft.warn(NO_UNDO);
            draft.add(unsubscribe(found));
        }
        None => draft.hold(Some(id), Json::object(), HeldReason::NotFound, NOT_FOUND),
    }
    Ok(())
}

/// Plans the version of subscriptions; of all of the tenant without `ids`. Costs 1 request per 1,000 subscriptions of the tenant.
///
/// # Errors
/// The subscriptions can't be listed.
pub async fn plan_versions(
    client: &Client,
    ids: Option<&[String]>,
    version: SubscriptionVersion,
    draft: &mut Draft,
) -> Result<()> {
    let found = match ids {
        Some(ids) => service::with_ids(client, ids).await?,
        None => service::every(client).await?,
    };
    for one in &found {
        if one.text("version") == version.as_str() {
            draft.leave(&one.id(), person(&one.text("url")));
        } else {
            let after = Json::object_of(&[("version", version.as_str().into())]);
            draft.add(change(StepKind::SetVersion, one, after));
        }
    }
    for id in ids.unwrap_or_default() {
        if !found.iter().any(|one| one.id() == *id) {
            draft.hold(Some(id), Json::object(), HeldReason::NotFound, NOT_FOUND);
        }
    }
    Ok(())
}
