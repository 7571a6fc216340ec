use crate::actions::delete::{Input, check};
use crate::client::Client;
use crate::error::{Error, Result};
use crate::json::Json;
use crate::model::Object;
use crate::protocol::evidence::is_same_key;
use crate::services::directory::{check_exclusive, resolve_optional_id};
use crate::services::guards::GuardOptions;
use crate::services::plans::{Draft, StepKind, Wanted, plan_changes, plan_replacement};
use crate::services::users::Collections;

const WARNING: &str = "Deletion can't be undone: objects that the user owned stay without an owner, and the user's own documents are deleted.";
const WARNING_AFTER_REPLACEMENT: &str =
    "Deletion can't be undone: the user's own documents are deleted.";

/// Plans the deletion of a user, and before it the handing over of what the user owns if a replacement is named.
pub(super) async fn plan(client: &Client, input: &Input, draft: &mut Draft) -> Result<()> {
    check(input)?;
    let (heir, name) = (&input.replacementID, &input.replacement);
    check_exclusive(heir, name, "replacementID", "replacement")?;
    let mut wanted = deletion(input.force == Some(true));
    let options = GuardOptions::for_one(input.includeAdministrators);
    let replacement = resolve_optional_id(client, Object::User, heir, name, "replacement").await?;
    let Some(replacement) = replacement else {
        return plan_changes(client, &[(input.ID.clone(), 0)], &[wanted], options, draft).await;
    };
    if is_same_key(replacement.as_str(), input.ID.as_str()) {
        return Err(Error::invalid(
            "replacementID",
            "must be another user than the user to delete",
        ));
    }
    wanted.warnings = vec![WARNING_AFTER_REPLACEMENT.to_owned()];
    plan_replacement(client, &input.ID, &replacement, wanted, options, draft).await
}

/// What deletion changes.
pub(super) fn deletion(force: bool) -> Wanted {
    let mut fields = Json::object_of(&[("deleted", true.into())]);
    if force {
        fields.insert("force", true);
    }
    Wanted {
        kind: StepKind::Delete,
        fields,
        collections: Collections::Replace,
        names: Json::object(),
        warnings: vec![WARNING.to_owned()],
    }
}
