//! The guards against shutting people out, against the sandbox.

mod addresses;
mod administrators;
mod batches;
mod calls;
mod last_hour;
mod limits;
mod offboarding;
mod own_user;
mod pending;
mod planning;
mod protect;
mod provisioning;
mod spellings;
mod two_connections;
mod unprotecting;

use crate::support::Tenant;
use serde_json::{Value, json};
use std::sync::atomic::{AtomicUsize, Ordering};
use workfront_actions::error::{Error, ErrorKind, GuardReason};

/// Options of the sandbox: an access level of administrators, and these administrators besides the connection's own user.
fn tenant_with_administrators(ids: &[&str]) -> String {
    let user = |id: &&str, level: &str| {
        json!({
            "ID": *id, "firstName": "F", "lastName": *id, "emailAddr": format!("{id}@acme.com"),
            "username": format!("{id}@acme.com"), "isActive": true, "accessLevelID": level,
        })
    };
    let mut users: Vec<_> = ids.iter().map(|id| user(id, "admins")).collect();
    users.push(user(&"jane", "workers"));
    users.push(user(&"lou", "workers"));
    json!({
        "adminGrantable": true,
        "accessLevels": [
            { "ID": "admins", "name": "Admins", "licenseType": "F", "isAdmin": true },
            { "ID": "workers", "name": "Workers", "licenseType": "F", "isAdmin": false },
        ],
        "users": users,
    })
    .to_string()
}

/// A tenant with an address of its own: connections with the same address and credential share their last hour.
fn connected(options: &str, connection: &str) -> Tenant {
    static TENANTS: AtomicUsize = AtomicUsize::new(0);
    let number = TENANTS.fetch_add(1, Ordering::Relaxed);
    let mut connection: Value = serde_json::from_str(connection).expect("options");
    if connection.get("baseUrl").is_none() {
        connection["baseUrl"] = json!(format!("https://tenant{number}.my.workfront.com"));
    }
    Tenant::connected(options, &connection.to_string())
}

fn new(options: &str) -> Tenant {
    connected(options, "{}")
}

/// The ID of the sandbox's own administrator, whose credential the connection has.
fn own(tenant: &Tenant) -> String {
    let users = tenant.users();
    let own = users.iter().find(|user| user["firstName"] == "Sandbox");
    own.expect("the own user")["ID"]
        .as_str()
        .expect("an ID")
        .to_owned()
}

/// The IDs of active people other than the own user.
fn active_people(tenant: &Tenant) -> Vec<String> {
    let own = own(tenant);
    let users = tenant.users().into_iter();
    let active = users.filter(|user| user["isActive"] == json!(true) && user["ID"] != *own);
    active
        .map(|user| user["ID"].as_str().expect("an ID").to_owned())
        .collect()
}

#[track_caller]
fn assert_reason(error: &Error, reason: GuardReason) {
    assert_eq!(error.kind, ErrorKind::Forbidden, "{error:?}");
    assert_eq!(error.reason, Some(reason.into()), "{error:?}");
    assert!(!error.hint.is_empty());
}

/// Runs an action that a guard must refuse, and checks that nothing was written.
#[track_caller]
fn assert_refused(tenant: &Tenant, action: &str, input: &str, reason: GuardReason) -> Error {
    let before = tenant.users();
    let error = tenant.fails(action, input);
    assert_reason(&error, reason);
    assert_eq!(before, tenant.users(), "{action} {input}");
    error
}

/// Each way to shut the user with this ID out: the action and its input.
fn every_way(id: &str) -> Vec<(&'static str, String)> {
    let update = |changes: &str| ("update", format!(r#"{{"ID":"{id}","changes":{changes}}}"#));
    let call = |rest: &str| {
        (
            "call",
            format!(r#"{{"object":"user",{rest}}}"#).replace("<ID>", id),
        )
    };
    vec![
        ("deactivate", format!(r#"{{"ID":"{id}"}}"#)),
        ("deactivate", format!(r#"{{"user":"{id}@acme.com"}}"#)),
        update(r#"{"isActive":false}"#),
        update(r#"{"title":"x","isActive":false}"#),
        update(r#"{"scheduledDeactivationDate":"2030-01-02"}"#),
        update(r#"{"accessLevelID":"other"}"#),
        update(r#"{"accessLevel":"Light"}"#),
        update(r#"{"username":"someone-else"}"#),
        update(r#"{"ssoUsername":"someone-else"}"#),
        ("delete", format!(r#"{{"ID":"{id}","confirm":"{id}"}}"#)),
        (
            "delete",
            format!(r#"{{"ID":"{id}","confirm":"{id}","force":true}}"#),
        ),
        (
            "delete",
            format!(r#"{{"ID":"{id}","confirm":"{id}","replacementID":"lou"}}"#),
        ),
        (
            "provision",
            format!(
                r#"{{"emailAddr":"{id}@acme.com","username":"{id}@acme.com","firstName":"F","lastName":"{id}","accessLevelID":"x","isActive":false,"waitMs":0}}"#
            ),
        ),
        call(r#""method":"PUT","ID":"<ID>","body":{"isActive":false}"#),
        call(r#""method":"PUT","ID":"<ID>","body":{"isActive":"false"}"#),
        call(r#""method":"PUT","ID":"<ID>","body":{"isActive":"FALSE"}"#),
        call(r#""method":"PUT","ID":"<ID>","body":{"isActive":0}"#),
        call(r#""method":"PUT","ID":"<ID>","body":{"accessLevel":{"ID":"x"}}"#),
        call(r#""method":"PUT","ID":"<ID>","body":{"userApproval":{"status":"REJ"}}"#),
        call(r#""method":"PUT","ID":"<ID>","parameters":{"isActive":false}"#),
        call(r#""method":"PUT","ID":"<ID>","parameters":{"updates":"{\"isActive\":false}"}"#),
        call(r#""method":"PUT","ID":"<ID>","parameters":{"updates":"{isActive:'false'}"}"#),
        call(r#""method":"PUT","parameters":{"ID":"lou,<ID>","isActive":"false"}"#),
        call(r#""method":"PUT","parameters":{"id":["lou","<ID>"]},"body":{"isActive":false}"#),
        call(r#""method":"PUT","body":[{"ID":"lou","title":"x"},{"ID":"<ID>","isActive":false}]"#),
        call(r#""method":"PUT","parameters":{"updates":"[{\"ID\":\"<ID>\",\"isActive\":false}]"}"#),
        call(r#""method":"POST","ID":"<ID>","body":{"isActive":false}"#),
        call(r#""method":"PUT","ID":"<ID>","body":"isActive=false""#),
        call(r#""method":"PUT","ID":"<ID>","body":"updates=%7B%22isActive%22%3Afalse%7D""#),
        call(r#""method":"PUT","ID":"<ID>","body":"{isActive: no""#),
        call(
            r#""method":"PUT","ID":"lou","body":{"directReports":[{"ID":"<ID>","isActive":false}]}"#,
        ),
        call(
            r#""method":"PUT","ID":"lou","body":{"DirectReports":[{"ID":"sam","directReports":[{"ID":"<ID>","isActive":false}]}]}"#,
        ),
        call(r#""method":"DELETE","ID":"<ID>""#),
        call(r#""method":"DELETE","parameters":{"id":"lou,<ID>","force":true}"#),
        call(
            r#""method":"PUT","action":"replace","parameters":{"id":"<ID>","replacementID":"lou"}"#,
        ),
        // In these tests every username is equal to the address, and follows it.
        update(r#"{"emailAddr":"other@acme.com"}"#),
        call(r#""method":"PUT","ID":"<ID>","body":{"emailAddr":"other@acme.com"}"#),
        call(r#""method":"PUT","ID":"<ID>","parameters":{"EmailAddr":"other@acme.com"}"#),
        (
            "call",
            format!(
                r#"{{"method":"POST","object":"batch","body":{{"updates":[{{"method":"PUT","uri":"/us%65r/{id}","body":{{"isActive":false}}}}]}}}}"#
            ),
        ),
        (
            "call",
            format!(
                r#"{{"method":"POST","object":"batch","body":{{"updates":[{{"method":"DELETE","uri":"/%75ser/{id}"}}]}}}}"#
            ),
        ),
        (
            "call",
            format!(
                r#"{{"method":"POST","object":"batch","body":{{"updates":[{{"method":"PUT","uri":"/us%2565r/{id}/repl%61ce?replacementID=lou"}}]}}}}"#
            ),
        ),
        (
            "call",
            format!(
                r#"{{"method":"POST","object":"batch","body":{{"updates":[{{"method":"PUT","uri":"/us%65rapproval/reject?userIDs={id}"}}]}}}}"#
            ),
        ),
        (
            "call",
            format!(
                r#"{{"method":"POST","object":"batch","body":{{"updates":[{{"method":"DELETE","uri":"https://acme.my.workfront.com/attask/api/v18.0/user/{id}"}}]}}}}"#
            ),
        ),
        (
            "call",
            format!(
                r#"{{"method":"PUT","object":"userapproval","action":"reject","parameters":{{"userIDs":"{id}"}}}}"#
            ),
        ),
        (
            "call",
            format!(
                r#"{{"method":"PUT","object":"USRAPV","action":"reject","parameters":{{"userIDs":["lou","{id}"]}}}}"#
            ),
        ),
        (
            "call",
            format!(
                r#"{{"method":"PUT","object":"UserApproval","action":"reject","body":{{"userIDs":["{id}"]}}}}"#
            ),
        ),
    ]
}
