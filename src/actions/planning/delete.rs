use crate::actions::delete::{Input, check};
use crate::client::Client;
use crate::error::{Error, Result};
use crate::json::Json;
use crate::services::guards::GuardOptions;
use crate::services::plans::{Draft, StepKind, Wanted, plan_changes};
use crate::services::users::Collections;

const WARNING: &str = "Deletion can't be undone: objects that the user owned stay without an owner, and the user's own documents are deleted.";

/// Plans the deletion of a user.
pub(super) async fn plan(client: &Client, input: &Input, draft: &mut Draft) -> Result<()> {
    check(input)?;
    if input.replacementID.is_some() || input.replacement.is_some() {
        let field = if input.replacementID.is_some() {
            "replacementID"
        } else {
            "replacement"
        };
        let problem = "can't be planned together with the deletion: run 'call' with /user/replace before, then plan the deletion";
        return Err(Error::invalid(field, problem));
    }
    let wanted = deletion(input.force == Some(true));
    let options = GuardOptions::for_one(input.includeAdministrators);
    plan_changes(client, &[(input.ID.clone(), 0)], &[wanted], options, draft).await
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
