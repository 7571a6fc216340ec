use super::names::named;
use super::one_user::plan_one;
use super::plain_fields::{Whose, check_fields};
use crate::actions::update::Input;
use crate::client::Client;
use crate::error::{Error, Result};
use crate::input::{Problems, item, join};
use crate::json::Json;
use crate::model::person_key::with_trimmed_keys;
use crate::services::directory::{resolve_user_id, with_ids};
use crate::services::plans::{Draft, StepKind, Wanted};
use crate::services::users::{Collections, check_changes};

/// Plans the changes of a user.
pub(super) async fn plan(client: &Client, input: &Input, draft: &mut Draft) -> Result<()> {
    let (changes, entries) = with_trimmed_keys(&input.changes);
    check_changes(client, &entries, "input.changes")?;
    check_password(&input.changes, "input.changes")?;
    let whose = input.ID.as_ref().map_or(Whose::Anybody, Whose::User);
    let mut problems = Problems::default();
    check_fields(&changes, whose, "input.changes", &mut problems);
    problems.into_result()?;
    let id = resolve_user_id(client, &input.ID, &input.user).await?;
    let (fields, _) = with_ids(client, &changes, entries).await?;
    let wanted = Wanted {
        kind: kind_of(&fields),
        names: named(client, &changes, &fields).await?,
        fields,
        collections: input.collections.unwrap_or(Collections::Replace),
        warnings: Vec::new(),
    };
    plan_one(client, id, wanted, input.includeAdministrators, draft).await
}

/// What an update plans: one that only changes the state of the account leaves those alone who are in it already.
pub(super) fn kind_of(fields: &Json) -> StepKind {
    match (fields.get_bool("isActive"), fields.keys().len()) {
        (Some(false), 1) => StepKind::Deactivate,
        (Some(true), 1) => StepKind::Reactivate,
        _ => StepKind::Update,
    }
}

/// Refuses passwords, also in nested objects: a plan is stored and shown. `path` is that of `fields`.
pub(super) fn check_password(fields: &Json, path: &str) -> Result<()> {
    match find_password(fields, path) {
        Some(path) => Err(Error::invalid(
            &path,
            "can't be planned, because a plan is stored and shown: leave it out; people sign in through SSO or with an invitation",
        )),
        None => Ok(()),
    }
}

/// The path of the first password.
fn find_password(value: &Json, path: &str) -> Option<String> {
    if value.is_array() {
        let mut items = value.items().enumerate();
        return items.find_map(|(index, row)| find_password(&row, &item(path, index)));
    }
    if !value.is_object() {
        return None;
    }
    let mut entries = value.entries().into_iter();
    entries.find_map(|(name, value)| {
        let path = join(path, &name);
        match name.eq_ignore_ascii_case("password") {
            true => Some(path),
            false => find_password(&value, &path),
        }
    })
}
