//! The user that a creation would duplicate.

use super::pages::by_ids;
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::json::Json;
use crate::protocol::{evidence, filter::Modifier};

/// The fields that no two users share, and how one is looked up by each.
const UNIQUE: &[(&str, Modifier)] = &[("extRefID", Modifier::Eq), ("emailAddr", Modifier::Cieq)];

/// The user that has the wanted extRefID or, failing that, the wanted e-mail address, whatever its case. Costs 1 or
/// 2 requests.
///
/// # Errors
/// Several users have it (kind `conflict`), or the search failed.
pub async fn find_same(client: &Client, wanted: &Json, fields: &[&str]) -> Result<Option<Json>> {
    for &(field, modifier) in UNIQUE {
        let value = wanted.str_or_default(field);
        if value.is_empty() {
            continue;
        }
        let found = by_ids(client, field, modifier, vec![value], fields).await?;
        refuse_strangers(&found, field, wanted)?;
        match found.len() {
            0 => {}
            1 => return Ok(Some(found.at(0))),
            _ => return Err(twins(field, wanted, &found)),
        }
    }
    Ok(None)
}

/// Every user of a look-up must have what was looked up.
fn refuse_strangers(found: &Json, field: &str, wanted: &Json) -> Result<()> {
    let value = wanted.str_or_default(field);
    let has_it = |user: Json| evidence::is_same_key(&user.str_or_default(field), &value);
    if found.items().all(has_it) {
        return Ok(());
    }
    let message = format!(
        "Workfront was asked for the user with the {field} '{value}' and shows somebody else"
    );
    Err(Error::new(ErrorKind::UnexpectedResponse, message)
        .with_field(field)
        .with_hint("Nothing of it was used. Check that no cache or proxy stands between."))
}

/// Old tenants hold users whose addresses differ only in case (docs/workfront-facts.md#e-mail-and-username).
fn twins(field: &str, wanted: &Json, found: &Json) -> Error {
    let mut ids = Vec::new();
    for user in found.items() {
        ids.extend(user.get_str("ID"));
    }
    let message = format!(
        "Several users have the {field} '{}': {}",
        wanted.str_or_default(field),
        ids.join(", ")
    );
    Error::new(ErrorKind::Conflict, message)
        .with_field(field)
        .with_hint("Nothing was changed. Make it unique in Workfront, or name the user by ID.")
}
