use super::names::named;
use super::one_user::plan_one;
use crate::actions::reactivate::Input;
use crate::client::Client;
use crate::error::Result;
use crate::json::Json;
use crate::model::Object;
use crate::services::directory::{check_exclusive, resolve_optional_id, resolve_user_id};
use crate::services::plans::{Draft, StepKind, Wanted};
use crate::services::users::Collections;

/// Plans the reactivation of a user.
pub(super) async fn plan(client: &Client, input: &Input, draft: &mut Draft) -> Result<()> {
    let (level, name) = (&input.accessLevelID, &input.accessLevel);
    check_exclusive(level, name, "accessLevelID", "accessLevel")?;
    let id = resolve_user_id(client, &input.ID, &input.user).await?;
    let level =
        resolve_optional_id(client, Object::AccessLevel, level, name, "accessLevel").await?;
    let mut fields = Json::object_of(&[("isActive", true.into())]);
    let mut names = Json::object();
    if let Some(level) = level {
        fields.insert("accessLevelID", level.as_str());
        let mut input = Json::object();
        if let Some(name) = name {
            input.insert("accessLevel", name.as_str());
        }
        names = named(client, &input, &fields).await?;
    }
    let wanted = Wanted {
        kind: StepKind::Reactivate,
        fields,
        collections: Collections::Replace,
        names,
        warnings: Vec::new(),
    };
    // As in the action itself: whoever is inactive isn't shut out.
    plan_one(client, id, wanted, Some(true), draft).await
}
