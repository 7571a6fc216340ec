use crate::client::Client;
use crate::error::Result;
use crate::model::Id;
use crate::services::guards::GuardOptions;
use crate::services::plans::{Draft, Wanted, plan_changes};

/// Plans one change of one user.
pub(super) async fn plan_one(
    client: &Client,
    id: Id,
    wanted: Wanted,
    draft: &mut Draft,
) -> Result<()> {
    let options = GuardOptions::default();
    plan_changes(client, &[(id, 0)], &[wanted], options, draft).await
}
