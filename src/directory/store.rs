//! Names that outlive a connection, in the store that the host gives.

use super::Object;
use crate::api::{Client, Id};
use crate::auth::fingerprint;
use crate::json::Json;
use crate::transport::HostFunction;

/// Where a name of a tenant is kept.
fn key(client: &Client, object: Object, name: &str) -> String {
    let name = name.to_ascii_lowercase();
    let parts = [client.tenant().base_url.as_str(), object.as_str(), &name];
    let print = fingerprint::to_text(fingerprint::of(parts));
    crate::text::concat(&["workfront-actions:name:", &print])
}

/// What was kept, unless it is too old. Who asks must have the same secrets as who kept: a wrong ID from someone else
/// could give away an access level. A store that fails has nothing.
pub(super) async fn read(client: &Client, object: Object, name: &str) -> Option<(Json, f64)> {
    let arguments = vec![key(client, object, name).as_str().into()];
    let value = client.call_host(HostFunction::GetToken, arguments).await;
    let entry = Json::parse(&value.ok()?.as_text()?)?;
    let until = entry.get("until")?.as_number()?;
    let item = entry.get("item")?;
    let is_good = entry.text_at("proof")? == client.tenant().sign_in.proof()
        && entry.text_at("name")?.eq_ignore_ascii_case(name)
        && until > client.host().clock.now()
        && Id::parse(&item.text_at("ID")?).is_some();
    is_good.then_some((item, until))
}

/// Keeps what a name stands for, until a moment of the host's clock.
pub(super) async fn keep(client: &Client, object: Object, name: &str, item: &Json, until: f64) {
    let entry = Json::object_of([
        ("name", name.into()),
        ("item", item.clone()),
        ("until", until.into()),
        ("proof", client.tenant().sign_in.proof().as_str().into()),
    ]);
    let arguments = vec![
        key(client, object, name).as_str().into(),
        entry.to_text().as_str().into(),
        Json::object_of([("expiresAt", until.into())]),
    ];
    // It can be looked up again.
    let _ = client.call_host(HostFunction::SetToken, arguments).await;
}
