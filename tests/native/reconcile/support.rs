//! Lists of people for the sandbox.

use crate::support::Tenant;
use serde_json::{Value, json};
use workfront_actions::error::{Error, ErrorKind};

/// The fields of the lists.
pub const FIELDS: &[&str] = &[
    "extRefID",
    "emailAddr",
    "firstName",
    "lastName",
    "title",
    "accessLevelID",
    "isActive",
];

/// The people of the tenant, but for its administrator.
pub fn people(tenant: &Tenant) -> Vec<Value> {
    let users = tenant.users();
    users.iter().skip(1).map(row).collect()
}

/// A user as a row of a list.
pub fn row(user: &Value) -> Value {
    let mut row = json!({});
    for field in FIELDS {
        row[field] = user[field].clone();
    }
    row
}

/// A person whom the tenant doesn't have.
pub fn newcomer(name: &str) -> Value {
    json!({
        "extRefID": format!("new-{name}"),
        "emailAddr": format!("{name}@new.example.com"),
        "firstName": name,
        "lastName": "New",
        "accessLevel": "Light",
        "isActive": true,
    })
}

/// The plan of a list with these settings. Making it changes nothing.
pub fn plan(tenant: &Tenant, people: &[Value], settings: Value) -> Value {
    let before = tenant.users();
    let output = tenant.done("reconcile", &input(people, settings).to_string());
    assert_eq!(tenant.users(), before, "a plan changes nothing");
    output["plan"].clone()
}

/// The error of a list with these settings.
pub fn fails(tenant: &Tenant, people: &[Value], settings: Value, kind: ErrorKind) -> Error {
    let error = tenant.fails("reconcile", &input(people, settings).to_string());
    assert_eq!(error.kind, kind, "{error:?}");
    error
}

/// The error of any action.
pub fn fails_with(tenant: &Tenant, action: &str, input: &Value) -> Error {
    tenant.fails(action, &input.to_string())
}

pub fn input(people: &[Value], settings: Value) -> Value {
    let mut input = settings;
    input["people"] = people.into();
    input
}

/// Applies a plan; everything must be done.
pub fn apply(tenant: &Tenant, plan: &Value) -> Value {
    let output = tenant.done("apply", &json!({ "plan": plan }).to_string());
    assert_eq!(output["complete"], true, "{output}");
    output
}

/// The steps of a kind.
pub fn steps<'a>(plan: &'a Value, kind: &str) -> Vec<&'a Value> {
    let all = plan["steps"].as_array().expect("steps").iter();
    all.filter(|step| step["kind"] == *kind).collect()
}

/// The people who are held back for a reason.
pub fn held<'a>(plan: &'a Value, reason: &str) -> Vec<&'a Value> {
    let all = plan["held"].as_array().expect("people").iter();
    all.filter(|held| held["reason"] == *reason).collect()
}

/// The position of the first active person of a list.
pub fn active(people: &[Value]) -> usize {
    let at = people.iter().position(|row| row["isActive"] == true);
    at.expect("an active person")
}
