//! Whether a user who is there was made by this call.

use super::claims::Creation;
use super::pages::id_of;
use crate::client::Client;
use crate::error::Result;
use crate::json::Json;
use crate::model::date;
use crate::protocol::{ApiRequest, evidence};
use crate::transport::Method;

/// The clocks of a host and of Workfront may differ by this much.
const CLOCK_SKEW_MS: f64 = 300_000.0;

/// Whether this call has made a user who has what was asked for: entered since the call began, by the connection's own
/// user where Workfront shows it, and not made by another call of this process.
async fn is_ours(client: &Client, user: &Json, creation: &Creation) -> bool {
    let entered = user.get_str("entryDate").as_deref().and_then(date::parse);
    let is_new = entered.is_some_and(|entered| entered as f64 >= creation.started - CLOCK_SKEW_MS);
    let Some(id) = id_of(user).filter(|_| is_new) else {
        return false;
    };
    if let Some(by) = user.get_str("enteredByID") {
        // Who the connection is may be hidden; then only somebody's name in the record could tell.
        if let Ok(Some(own)) = own_user(client).await
            && by != own
        {
            return false;
        }
    }
    creation.claim(id.as_str())
}

/// Whether a creation has made a user who has what was asked for. Claims the user then.
pub(crate) async fn is_own_creation(
    client: &Client,
    wanted: &Json,
    user: &Json,
    creation: &Creation,
) -> bool {
    is_as_asked(user, wanted) && is_ours(client, user, creation).await
}

/// Whether a user has the names, the access level and the keys that were asked for, as far as they are shown.
pub(super) fn is_as_asked(user: &Json, wanted: &Json) -> bool {
    let asked = asked_for(wanted);
    evidence::compare(user, &asked).differing.is_empty()
}

/// What shows that a user is the wanted one: names, access level, address and reference.
fn asked_for(wanted: &Json) -> Json {
    let mut asked = Json::object();
    for name in [
        "firstName",
        "lastName",
        "username",
        "emailAddr",
        "extRefID",
        "accessLevelID",
    ] {
        if let Some(value) = wanted.get_non_null(name) {
            asked.insert(name, value);
        }
    }
    asked
}

/// The ID of the connection's own user, as far as Workfront says it. Costs 1 request, once a connection.
async fn own_user(client: &Client) -> Result<Option<String>> {
    if let Some(own) = &*client.tenant().own_user.borrow() {
        return Ok(Some(own.clone()));
    }
    let session = client.send(ApiRequest::new(Method::Get, "/session"));
    let own = session.await?.get_str("userID");
    client.tenant().own_user.borrow_mut().clone_from(&own);
    Ok(own)
}
