//! Names that outlive a connection, in the store that the host gives.

use super::Object;
use crate::api::{Answer, Client};
use crate::auth::fingerprint;
use crate::json::Json;
use crate::users::id_of;

/// Where a name of a tenant is kept.
fn key(client: &Client, object: Object, name: &str) -> String {
    let name = name.to_ascii_lowercase();
    let parts = [client.tenant().base_url.as_str(), object.as_str(), &name];
    let print = fingerprint::to_text(fingerprint::of(&parts));
    format!("workfront-actions:name:{print}")
}

/// Asks the store for what was kept of a name.
pub(super) fn ask<'a>(client: &'a Client, object: Object, name: &str) -> Answer<'a> {
    client.stored(&key(client, object, name))
}

/// What was kept, unless it is too old. Who asks must have the same secrets as who kept: a wrong ID from someone else
/// could give away an access level. A store that fails has nothing.
pub(super) fn read(client: &Client, name: &str, kept: &Json) -> Option<(Json, f64)> {
    let entry = Json::parse(&kept.as_str()?)?;
    let until = entry.get_f64("until")?;
    let item = entry.get("item")?;
    let is_good = entry.get_str("proof")? == client.tenant().sign_in.proof()
        && entry.get_str("name")?.eq_ignore_ascii_case(name)
        && until > client.now()
        && id_of(&item).is_some();
    is_good.then_some((item, until))
}

/// Keeps what a name stands for, until a moment of the host's clock.
pub(super) fn keep<'a>(
    client: &'a Client,
    object: Object,
    name: &str,
    item: &Json,
    until: f64,
) -> Answer<'a> {
    let entry = Json::object_of(&[
        ("name", name.into()),
        ("item", item.clone()),
        ("until", until.into()),
        ("proof", client.tenant().sign_in.proof().as_str().into()),
    ]);
    client.store(
        &key(client, object, name),
        &entry.to_json_string(),
        Some(until),
    )
}
