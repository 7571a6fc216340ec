//! The user that a creation would duplicate.

use super::pages::by_ids;
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::json::Json;
use crate::protocol::{evidence, user_keys::PERSON_KEYS};

/// The user that has the extRefID of `desired`, or else its e-mail address, ignoring case. Costs 1 or 2 requests.
///
/// # Errors
/// Several users have it (kind `conflict`), or the search failed.
pub async fn find_same(client: &Client, desired: &Json, fields: &[&str]) -> Result<Option<Json>> {
    // Your own key first.
    for key in PERSON_KEYS.iter().rev() {
        let field = key.field;
        let value = desired.str_or_default(field);
        if value.is_empty() {
            continue;
        }
        let found = by_ids(client, field, key.one, vec![value], fields).await?;
        check_found(&found, field, desired)?;
        match found.len() {
            0 => {}
            1 => return Ok(Some(found.at(0))),
            _ => return Err(duplicates(field, desired, &found)),
        }
    }
    Ok(None)
}

/// Checks that each user of a look-up has the value that was looked up.
fn check_found(found: &Json, field: &str, desired: &Json) -> Result<()> {
    let value = desired.str_or_default(field);
    let has_it = |user: Json| evidence::is_same_key(&user.str_or_default(field), &value);
    if found.items().all(has_it) {
        return Ok(());
    }
    let message =
        format!("Workfront's response to the look-up of {field} '{value}' shows another user");
    Err(Error::new(ErrorKind::UnexpectedResponse, message)
        .with_field(field)
        .with_hint("The response was not used. Check that no cache or proxy changes responses."))
}

/// Old tenants hold users whose addresses differ only in case (docs/workfront-facts.md#e-mail-and-username).
fn duplicates(field: &str, desired: &Json, found: &Json) -> Error {
    let mut ids = Vec::new();
    for user in found.items() {
        ids.extend(user.get_str("ID"));
    }
    let message = format!(
        "Several users have the {field} '{}': {}",
        desired.str_or_default(field),
        ids.join(", ")
    );
    Error::new(ErrorKind::Conflict, message)
        .with_field(field)
        .with_hint("Nothing was changed. Make it unique in Workfront, or use the user's ID.")
}
