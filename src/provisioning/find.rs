use super::MatchBy;
use super::difference::is_compared;
use super::rows::key_of;
use crate::api::Client;
use crate::api::filter::{Filter, Modifier, Selection};
use crate::error::{Error, ErrorKind, Result};
use crate::json::Json;
use crate::users::{Page, page};

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

/// The fields to read, so that all that is wanted can be compared.
pub fn readable(wanted: &Json) -> Vec<String> {
    let mut fields: Vec<String> = ALWAYS.iter().map(|&field| field.to_owned()).collect();
    let mut add = |field: String| {
        if !fields.contains(&field) {
            fields.push(field);
        }
    };
    for key in wanted.keys() {
        if let Some((row_key, more)) = key_of(&key) {
            add(format!("{key}:{row_key}"));
            if !more.is_empty() {
                add(format!("{key}:{more}"));
            }
        } else if key == "parameterValues" {
            let custom = wanted.get(&key).unwrap_or_else(Json::null);
            custom.keys().into_iter().for_each(&mut add);
        } else if is_compared(&key) {
            add(key);
        }
    }
    fields
}

/// The person that is there already, inactive or not. Costs 1 request.
///
/// # Errors
/// Several people match (kind `conflict`), or the search failed.
pub async fn find<S: AsRef<str>>(
    client: &Client,
    wanted: &Json,
    match_by: MatchBy,
    fields: &[S],
) -> Result<Option<Json>> {
    let mut groups = Vec::new();
    for (field, modifier, other) in [
        ("extRefID", Modifier::Eq, MatchBy::Email),
        ("emailAddr", Modifier::Cieq, MatchBy::ExtRef),
    ] {
        let value = wanted.text_at(field).filter(|value| !value.is_empty());
        if let Some(value) = value.filter(|_| match_by != other) {
            groups.push(vec![Filter {
                field: field.to_owned(),
                modifier: Some(modifier),
                values: vec![value],
                upper_value: None,
            }]);
        }
    }
    let selection = Selection {
        filters: Vec::new(),
        any_of: groups,
    };
    // More than two are told as well, but not all of a field that many share.
    let few = Page {
        sort: None,
        first: 0,
        limit: 10,
    };
    let found = page(client, &selection, fields, few).await?;
    match found.len() {
        0 => Ok(None),
        1 => Ok(Some(found.at(0))),
        _ => Err(several(&found)),
    }
}

fn several(found: &Json) -> Error {
    let told: Vec<String> = found
        .items()
        .map(|user| {
            let text = |key| user.text_at(key).unwrap_or_default();
            let key = text("extRefID");
            let key = if key.is_empty() {
                key
            } else {
                format!(", extRefID '{key}'")
            };
            format!("{} ({}{key})", text("ID"), text("emailAddr"))
        })
        .collect();
    let message = format!("Several people match: {}", crate::text::join(&told, ", "));
    Error::new(ErrorKind::Conflict, message)
        .with_field("extRefID")
        .with_field("emailAddr")
        .with_hint("Nothing was changed. Correct the e-mail address or extRefID of one of them, or choose with matchBy which of the two decides.")
}
