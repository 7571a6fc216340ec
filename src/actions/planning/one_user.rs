use crate::client::Client;
use crate::error::Result;
use crate::model::Id;
use crate::services::guards::GuardOptions;
use crate::services::plans::{Draft, Wanted, plan_changes};

/// Plans one change of one user. `include_administrators` is the input's own field.
pub(super) async fn plan_one(
    client: &Client,
    id: Id,
    wanted: Wanted,
    include_administrators: Option<bool>,
    draft: &mut Draft,
) -> Result<()> {
    let options = GuardOptions::for_one(include_administrators);
    plan_changes(client, &[(id, 0)], &[wanted], options, draft).await
}
