use super::MatchBy;
use super::rows::key_of;
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::json::Json;
use crate::protocol::{
    evidence::{is_comparable, is_same_key},
    fields::{add_field, to_strings},
    filter::{Filter, Selection},
    user_keys::{EMAIL, REFERENCE, UserKey},
};
use crate::services::users::{Page, add_row_fields, page};

/// The fields that are always read: the identity, the keys, and the state of the account.
const ALWAYS: &[&str] = &[
    "ID",
    "name",
    "username",
    "emailAddr",
    "extRefID",
    "firstName",
    "lastName",
    "isActive",
    "accessLevelID",
    "userApproval:status",
];

/// The keys that identify users, and the choice of `matchBy` that excludes each.
const KEYS: &[(UserKey, MatchBy)] = &[(REFERENCE, MatchBy::EmailAddr), (EMAIL, MatchBy::ExtRefId)];

/// The fields to read, so that everything in the input can be compared.
pub fn readable(desired: &Json) -> Vec<String> {
    let mut fields = to_strings(ALWAYS);
    for key in &desired.keys() {
        if let Some((row_key, more)) = key_of(key) {
            add_row_fields(key, row_key, more, &mut fields);
        } else if key == "parameterValues" {
            for custom in &desired.get_or_null(key).keys() {
                add_field(&mut fields, custom);
            }
        } else if is_comparable(key) {
            add_field(&mut fields, key);
        }
    }
    fields
}

/// Finds the user, active or not. Costs 1 request.
///
/// # Errors
/// Several users match (kind `conflict`), or the search fails.
pub async fn find(
    client: &Client,
    desired: &Json,
    match_by: MatchBy,
    fields: &[&str],
) -> Result<Option<Json>> {
    let mut groups = Vec::new();
    for &(key, other) in KEYS {
        let value = desired.str_or_default(key.field);
        if !value.is_empty() && match_by != other {
            groups.push(vec![Filter::on(key.field, key.one, vec![value])]);
        }
    }
    let selection = Selection {
        filters: &[],
        any_of: &groups,
    };
    // An error lists several candidates, but not all users who share a value.
    let first_page = Page {
        sort: None,
        first: 0,
        limit: 10,
    };
    let found = page(client, selection, fields, first_page).await?;
    if found
        .items()
        .any(|user| !has_a_key(&user, desired, match_by))
    {
        return Err(unexpected_user());
    }
    match found.len() {
        0 => Ok(None),
        1 => Ok(Some(found.at(0))),
        _ => Err(several(&found)),
    }
}

/// Whether a user has one of the keys that were searched.
fn has_a_key(user: &Json, desired: &Json, match_by: MatchBy) -> bool {
    KEYS.iter().any(|&(key, other)| {
        let field = key.field;
        let value = desired.str_or_default(field);
        match_by != other && !value.is_empty() && is_same_key(&user.str_or_default(field), &value)
    })
}

fn unexpected_user() -> Error {
    let message = "Workfront returned a user who does not match the search";
    Error::new(ErrorKind::UnexpectedResponse, message)
        .with_field("emailAddr")
        .with_hint("Nothing was changed. Check that no cache or proxy alters the responses.")
}

fn several(found: &Json) -> Error {
    let mut candidates = Vec::new();
    for user in found.items() {
        let text = |key| user.str_or_default(key);
        let mut key = text("extRefID");
        if !key.is_empty() {
            key = format!(", extRefID '{key}'");
        }
        candidates.push(format!("{} ({}{key})", text("ID"), text("emailAddr")));
    }
    let message = format!("Several users match: {}", candidates.join(", "));
    Error::new(ErrorKind::Conflict, message)
        .with_field("extRefID")
        .with_field("emailAddr")
        .with_hint("Nothing was changed. Correct the e-mail address or extRefID of one of them, or set matchBy to the key that identifies the user.")
}
