use crate::actions::ensure_subscriptions::{self, check};
use crate::actions::{subscription_version, unsubscribe};
use crate::client::Client;
use crate::error::Result;
use crate::services::events::{EnsureOptions, Receiver};
use crate::services::plans::{Draft, plan_removal, plan_subscriptions, plan_versions};

/// Plans the event subscriptions of a URL.
pub(super) async fn plan_ensure(
    client: &Client,
    input: &ensure_subscriptions::Input,
    draft: &mut Draft,
) -> Result<()> {
    let receiver = Receiver {
        url: input.url.clone(),
        authToken: input.authToken.clone(),
    };
    check(&receiver, &input.subscriptions)?;
    let how = EnsureOptions {
        keep_others: input.keepOthers == Some(true),
        renew: input.renew == Some(true),
        dry_run: true,
    };
    plan_subscriptions(client, &receiver, &input.subscriptions, how, draft).await
}

/// Plans the deletion of an event subscription.
pub(super) async fn plan_unsubscribe(
    client: &Client,
    input: &unsubscribe::Input,
    draft: &mut Draft,
) -> Result<()> {
    plan_removal(client, input.id.as_str(), draft).await
}

/// Plans the version of event subscriptions.
pub(super) async fn plan_version(
    client: &Client,
    input: &subscription_version::Input,
    draft: &mut Draft,
) -> Result<()> {
    let ids = input.ids()?;
    plan_versions(client, ids.as_deref(), input.version, draft).await
}
