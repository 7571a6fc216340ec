use super::one_user::plan_one;
use crate::actions::deactivate::Input;
use crate::client::Client;
use crate::error::Result;
use crate::json::Json;
use crate::services::directory::resolve_user_id;
use crate::services::plans::{Draft, StepKind, Wanted};
use crate::services::users::Collections;

/// Plans the deactivation of a user.
pub(super) async fn plan(client: &Client, input: &Input, draft: &mut Draft) -> Result<()> {
    let id = resolve_user_id(client, &input.ID, &input.user).await?;
    plan_one(
        client,
        id,
        deactivation(false),
        input.includeAdministrators,
        draft,
    )
    .await
}

/// What deactivation changes.
pub(super) fn deactivation(clear_teams: bool) -> Wanted {
    Wanted {
        kind: StepKind::Deactivate,
        fields: crate::services::offboarding::change(clear_teams),
        collections: Collections::Replace,
        names: Json::object(),
        warnings: Vec::new(),
    }
}
