//! Another e-mail address is another username where both were equal.

use super::{assert_refused, connected, new, tenant_with_administrators};
use crate::support::Tenant;
use serde_json::json;
use workfront_actions::error::GuardReason;

fn change(id: &str, changes: &serde_json::Value) -> String {
    json!({ "ID": id, "changes": changes }).to_string()
}

/// The requests of one call.
fn requests(tenant: &Tenant, action: &str, input: &str) -> usize {
    let before = tenant.requests();
    tenant.done(action, input);
    tenant.requests() - before
}

#[test]
fn an_address_that_is_not_the_username_is_not_guarded() {
    let tenant = connected(
        &tenant_with_administrators(&["boss"]),
        r#"{"protect":{"IDs":["jane"]}}"#,
    );
    let renamed =
        json!({ "method": "PUT", "object": "user", "ID": "jane", "body": { "username": "jane" } });
    let free = connected_to_rename(&renamed);
    assert_eq!(
        requests(
            &free,
            "update",
            &change("jane", &json!({ "emailAddr": "j@acme.com" }))
        ),
        2
    );
    assert_eq!(free.user("jane")["emailAddr"], "j@acme.com");
    assert_eq!(free.user("jane")["username"], "jane");
    // A username that is sent keeps what it is, and so does the address in another letter case.
    let kept = json!({ "emailAddr": "j@acme.com", "username": "jane@acme.com" });
    tenant.done("update", &change("jane", &kept));
    assert_eq!(tenant.user("jane")["username"], "jane@acme.com");
}

/// A tenant in which Jane has a username of her own.
fn connected_to_rename(call: &serde_json::Value) -> Tenant {
    let tenant = new(&tenant_with_administrators(&["boss"]));
    tenant.done("call", &call.to_string());
    tenant
}

#[test]
fn the_present_address_is_no_change() {
    let tenant = connected(
        &tenant_with_administrators(&["boss"]),
        r#"{"protect":{"IDs":["jane"]}}"#,
    );
    tenant.done(
        "update",
        &change("jane", &json!({ "emailAddr": "jane@acme.com" })),
    );
    let other = change("jane", &json!({ "emailAddr": "x@acme.com" }));
    assert_refused(&tenant, "update", &other, GuardReason::Protected);
}

#[test]
fn people_whose_usernames_follow_count_for_the_limit() {
    let tenant = connected(&tenant_with_administrators(&[]), r#"{"maxPeople":1}"#);
    tenant.done(
        "update",
        &change("jane", &json!({ "emailAddr": "j@acme.com" })),
    );
    assert_eq!(tenant.user("jane")["username"], "j@acme.com");
    let other = change("lou", &json!({ "emailAddr": "l@acme.com" }));
    assert_refused(&tenant, "update", &other, GuardReason::Limit);
}

#[test]
fn provision_sends_the_username_with_another_address() {
    let mut options: serde_json::Value =
        serde_json::from_str(&tenant_with_administrators(&[])).expect("options");
    options["users"][0]["extRefID"] = json!("hr-7");
    let tenant = connected(&options.to_string(), r#"{"protect":{"IDs":["jane"]}}"#);
    let person = |username: &str| {
        json!({
            "emailAddr": "j@acme.com", "username": username, "firstName": "F", "lastName": "jane",
            "accessLevelID": "workers", "extRefID": "hr-7", "matchBy": "extRefID", "waitMs": 0,
        })
        .to_string()
    };
    let renamed = person("j@acme.com");
    assert_refused(&tenant, "provision", &renamed, GuardReason::Protected);
    tenant.done("provision", &person("jane@acme.com"));
    let jane = tenant.user("jane");
    assert_eq!(
        (&jane["emailAddr"], &jane["username"]),
        (&json!("j@acme.com"), &json!("jane@acme.com"))
    );
}
