//! Cached names in the host's store, which outlive a connection.

use crate::auth::digest;
use crate::client::{Client, HostResult};
use crate::json::Json;
use crate::model::Object;
use crate::services::users::id_of;

/// The field of the digest of the secrets. Records of versions with another digest lack it and are ignored.
const DIGEST: &str = "secretDigest";

/// The store's key for a name of a tenant.
fn key(client: &Client, object: Object, name: &str) -> String {
    let name = name.to_ascii_lowercase();
    let parts = [client.tenant().base_url.as_str(), object.as_str(), &name];
    format!("workfront-actions:name:{}", digest::of(&parts))
}

/// Reads the record of a name.
pub(super) fn read<'a>(client: &'a Client, object: Object, name: &str) -> HostResult<'a> {
    client.read_store(&key(client, object, name))
}

/// The object of a record and when the record expires; `None` if it has expired or is malformed. The connection must have
/// the same secrets as the one that wrote the record: a wrong ID could grant an access level.
pub(super) fn parse(client: &Client, name: &str, record: &Json) -> Option<(Json, f64)> {
    let entry = Json::parse(&record.as_str()?)?;
    let until = entry.get_f64("until")?;
    let item = entry.get("item")?;
    let is_valid = digest::is_equal(
        &entry.get_str(DIGEST)?,
        &client.tenant().authenticator.secret_digest(),
    ) && entry.get_str("name")?.eq_ignore_ascii_case(name)
        && until > client.now()
        && id_of(&item).is_some();
    is_valid.then_some((item, until))
}

/// Stores the object with this name. It expires at `until`, in milliseconds since 1970.
pub(super) fn write<'a>(
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
