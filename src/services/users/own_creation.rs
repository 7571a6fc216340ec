//! Whether this call created a user who is there.

use super::claims::Creation;
use super::pages::id_of;
use crate::client::{Client, OwnUser};
use crate::json::Json;
use crate::model::date;
use crate::protocol::evidence::{self, is_same_key};

/// The largest difference between the clocks of a host and of Workfront.
const CLOCK_SKEW_MS: f64 = 300_000.0;

/// Whether this creation made the user: entered after the creation began, by the connection's own user if Workfront shows
/// that, and not claimed by another creation of this process.
async fn is_ours(client: &Client, user: &Json, creation: &Creation) -> bool {
    let entered = user.get_str("entryDate").as_deref().and_then(date::parse);
    let is_new = entered.is_some_and(|entered| entered as f64 >= creation.started - CLOCK_SKEW_MS);
    let Some(id) = id_of(user).filter(|_| is_new) else {
        return false;
    };
    if let Some(by) = user.get_str("enteredByID") {
        // Without the connection's own ID, the user who entered the record shows nothing.
        if let Ok(OwnUser::Known(own)) = client.own_user().await
            && !is_same_key(&by, own.as_str())
        {
            return false;
        }
    }
    creation.claim(id.as_str())
}

/// Whether this creation made the user and the user has what was sent. If so, the creation claims the user. Costs 1 request
/// once a connection.
pub(crate) async fn is_own_creation(
    client: &Client,
    desired: &Json,
    user: &Json,
    creation: &Creation,
) -> bool {
    matches_request(user, desired) && is_ours(client, user, creation).await
}

/// Whether a user has the names, the access level and the keys that were sent, as far as Workfront shows them.
pub(super) fn matches_request(user: &Json, desired: &Json) -> bool {
    let fields = identifying_fields(desired);
    evidence::compare(user, &fields).differing.is_empty()
}

/// The fields that identify the user to create: names, access level, e-mail address and reference.
fn identifying_fields(desired: &Json) -> Json {
    let mut fields = Json::object();
    for name in [
        "firstName",
        "lastName",
        "username",
        "emailAddr",
        "extRefID",
        "accessLevelID",
    ] {
        if let Some(value) = desired.get_non_null(name) {
            fields.insert(name, value);
        }
    }
    fields
}
