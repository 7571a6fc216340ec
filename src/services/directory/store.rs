//! Names that outlive a connection, in the store that the host gives.

use crate::auth::digest;
use crate::client::{Client, HostResult};
use crate::json::Json;
use crate::model::Object;
use crate::services::users::id_of;

/// The key of the digest of the secrets. Records of versions that had another digest lack it and count as absent.
const DIGEST: &str = "secretDigest";

/// Where a name of a tenant is kept.
fn key(client: &Client, object: Object, name: &str) -> String {
    let name = name.to_ascii_lowercase();
    let parts = [client.tenant().base_url.as_str(), object.as_str(), &name];
    format!("workfront-actions:name:{}", digest::of(&parts))
}

/// Asks the store for what was kept of a name.
pub(super) fn ask<'a>(client: &'a Client, object: Object, name: &str) -> HostResult<'a> {
    client.read_store(&key(client, object, name))
}

/// What was kept, unless it is too old. Who asks must have the same secrets as who kept: a wrong ID from someone else
/// could give away an access level. A store that fails has nothing.
pub(super) fn read(client: &Client, name: &str, kept: &Json) -> Option<(Json, f64)> {
    let entry = Json::parse(&kept.as_str()?)?;
    let until = entry.get_f64("until")?;
    let item = entry.get("item")?;
    let is_good = digest::is_equal(
        &entry.get_str(DIGEST)?,
        &client.tenant().authenticator.secret_digest(),
    ) && entry.get_str("name")?.eq_ignore_ascii_case(name)
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
) -> HostResult<'a> {
    let entry = Json::object_of(&[
        ("name", name.into()),
        ("item", item.clone()),
        ("until", until.into()),
        (
            DIGEST,
            client
                .tenant()
                .authenticator
                .secret_digest()
                .as_str()
                .into(),
        ),
    ]);
    client.write_store(
        &key(client, object, name),
        &entry.to_json_string(),
        Some(until),
    )
}
