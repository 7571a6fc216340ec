//! Access levels that Workfront may have raised by itself: whether a run lowers them.

use crate::client::Client;
use crate::error::{Result, cut};
use crate::json::Json;
use crate::model::Object;
use crate::protocol::evidence::is_same_key;
use crate::protocol::filter::{Filter, Modifier, Selection};
use crate::services::users::{Page, search};
use serde::Deserialize;

/// What happens to access levels that differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(inline))]
pub enum AccessLevelPolicy {
    /// A level with a lower licence than the present one is reported only.
    #[serde(rename = "never-lower")]
    NeverLower,
    /// Every difference is a change.
    #[serde(rename = "exact")]
    Exact,
}

const FIELD: &str = "accessLevelID";

/// The rank of a licence (docs/workfront-facts.md#user-fields): Standard, Light, Contributor, External.
pub fn rank(licence: &str) -> u8 {
    match licence {
        "F" => 3,
        "R" => 2,
        "C" => 1,
        _ => 0,
    }
}

/// Whether somebody with the `present` licence keeps the access level, although a level with the `desired` licence is wanted.
/// Without a policy, a Contributor whom Workfront made Light keeps it (docs/workfront-facts.md#user-fields).
pub fn keeps_licence(policy: Option<AccessLevelPolicy>, desired: &str, present: &str) -> bool {
    match policy {
        Some(AccessLevelPolicy::Exact) => false,
        Some(AccessLevelPolicy::NeverLower) => rank(desired) < rank(present),
        None => desired == "C" && present == "R",
    }
}

/// Why the user keeps the present access level, although `desired` has another one; `None` if it is changed. Costs 1 request
/// if the levels differ and the policy isn't `exact`.
///
/// # Errors
/// The request failed. That the connection's user may not see access levels is no error.
pub async fn kept_level(
    client: &Client,
    policy: Option<AccessLevelPolicy>,
    desired: &Json,
    user: &Json,
) -> Result<Option<String>> {
    let (wanted, present) = (desired.str_or_default(FIELD), user.str_or_default(FIELD));
    if policy == Some(AccessLevelPolicy::Exact)
        || wanted.is_empty()
        || present.is_empty()
        || is_same_key(&wanted, &present)
    {
        return Ok(None);
    }
    let levels = read_levels(client, &wanted, &present).await?;
    let find = |id: &str| {
        let mut levels = levels.items();
        levels.find(|level| is_same_key(&level.str_or_default("ID"), id))
    };
    let licence = |level: &Option<Json>| level.as_ref()?.get_str("licenseType");
    let (wanted_level, present_level) = (find(&wanted), find(&present));
    let name = |level: &Option<Json>, id: &str| {
        let name = level.as_ref().and_then(|level| level.get_str("name"));
        format!("'{}'", cut(&name.unwrap_or_else(|| id.to_owned())))
    };
    let names = (name(&present_level, &present), name(&wanted_level, &wanted));
    Ok(match (licence(&wanted_level), licence(&present_level)) {
        (Some(desired), Some(present)) => {
            keeps_licence(policy, &desired, &present).then(|| not_lowered(&names))
        }
        _ if policy == Some(AccessLevelPolicy::NeverLower) => Some(unknown(&names)),
        _ => None,
    })
}

/// The two access levels, as far as the connection's user sees them.
async fn read_levels(client: &Client, wanted: &str, present: &str) -> Result<Json> {
    let ids = vec![wanted.to_owned(), present.to_owned()];
    let filter = Filter::on("ID", Modifier::In, ids);
    let selection = Selection {
        filters: &[filter],
        any_of: &[],
    };
    let fields = &["ID", "name", "licenseType"];
    let path = Object::AccessLevel.path();
    match search(client, path, selection, fields, Page::first()).await {
        Err(error) if error.kind.refuses_read() => Ok(Json::array()),
        levels => levels,
    }
}

fn not_lowered((present, wanted): &(String, String)) -> String {
    format!(
        "The access level was not changed: the user has {present}, whose licence is higher than that of {wanted}. Set accessLevelPolicy to 'exact' to lower it."
    )
}

fn unknown((present, wanted): &(String, String)) -> String {
    format!(
        "The access level was not changed from {present} to {wanted}: Workfront doesn't show both licences, and accessLevelPolicy is 'never-lower'. Set it to 'exact' to change the level."
    )
}
