use super::MatchBy;
use super::rows::key_of;
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::json::Json;
use crate::protocol::{
    evidence::{is_comparable, is_same_key},
    fields::{add_field, to_strings},
    filter::{Filter, Modifier, Selection},
};
use crate::services::users::{Page, add_row_fields, page};

/// Read of every person: who it is, by what it is recognized, and whether the account works or waits.
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

/// The fields by which people are recognized, how each is looked up, and the choice that leaves it out.
const KEYS: &[(&str, Modifier, MatchBy)] = &[
    ("extRefID", Modifier::Eq, MatchBy::EmailAddr),
    ("emailAddr", Modifier::Cieq, MatchBy::ExtRefId),
];

/// The fields to read, so that all that is wanted can be compared.
pub fn readable(wanted: &Json) -> Vec<String> {
    let mut fields = to_strings(ALWAYS);
    for key in &wanted.keys() {
        if let Some((row_key, more)) = key_of(key) {
            add_row_fields(key, row_key, more, &mut fields);
        } else if key == "parameterValues" {
            for custom in &wanted.get_or_null(key).keys() {
                add_field(&mut fields, custom);
            }
        } else if is_comparable(key) {
            add_field(&mut fields, key);
        }
    }
    fields
}

/// The person that is there already, inactive or not. Costs 1 request.
///
/// # Errors
/// Several people match (kind `conflict`), or the search failed.
pub async fn find(
    client: &Client,
    wanted: &Json,
    match_by: MatchBy,
    fields: &[&str],
) -> Result<Option<Json>> {
    let mut groups = Vec::new();
    for &(field, modifier, other) in KEYS {
        let value = wanted.str_or_default(field);
        if !value.is_empty() && match_by != other {
            groups.push(vec![Filter::on(field, modifier, vec![value])]);
        }
    }
    let selection = Selection {
        filters: &[],
        any_of: &groups,
    };
    // More than two are told as well, but not all of a field that many share.
    let few = Page {
        sort: None,
        first: 0,
        limit: 10,
    };
    let found = page(client, selection, fields, few).await?;
    if found
        .items()
        .any(|user| !has_a_key(&user, wanted, match_by))
    {
        return Err(stranger());
    }
    match found.len() {
        0 => Ok(None),
        1 => Ok(Some(found.at(0))),
        _ => Err(several(&found)),
    }
}

/// Whether a user has one of the keys that were looked up.
fn has_a_key(user: &Json, wanted: &Json, match_by: MatchBy) -> bool {
    KEYS.iter().any(|&(field, _, other)| {
        let value = wanted.str_or_default(field);
        match_by != other && !value.is_empty() && is_same_key(&user.str_or_default(field), &value)
    })
}

fn stranger() -> Error {
    let message = "Workfront was asked for one person and shows somebody else";
    Error::new(ErrorKind::UnexpectedResponse, message)
        .with_field("emailAddr")
        .with_hint("Nothing was changed. Check that no cache or proxy stands between.")
}

fn several(found: &Json) -> Error {
    let mut told = Vec::new();
    for user in found.items() {
        let text = |key| user.str_or_default(key);
        let mut key = text("extRefID");
        if !key.is_empty() {
            key = format!(", extRefID '{key}'");
        }
        told.push(format!("{} ({}{key})", text("ID"), text("emailAddr")));
    }
    let message = format!("Several people match: {}", told.join(", "));
    Error::new(ErrorKind::Conflict, message)
        .with_field("extRefID")
        .with_field("emailAddr")
        .with_hint("Nothing was changed. Correct the e-mail address or extRefID of one of them, or choose with matchBy which of the two decides.")
}
