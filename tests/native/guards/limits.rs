//! How many people may be shut out.

use super::{active_people, assert_refused, connected, new};
use crate::support::Tenant;
use serde_json::json;
use workfront_actions::error::GuardReason;

/// The IDs of active people who aren't administrators.
fn people(tenant: &Tenant, count: usize) -> Vec<String> {
    let mut ids = active_people(tenant);
    ids.truncate(count);
    assert_eq!(ids.len(), count);
    ids
}

/// One call that deactivates all of these.
fn call_on(ids: &[String]) -> String {
    let body: Vec<_> = ids
        .iter()
        .map(|id| json!({ "ID": id, "isActive": false }))
        .collect();
    json!({ "method": "PUT", "object": "user", "body": body }).to_string()
}

fn counts(tenant: &Tenant) -> usize {
    tenant
        .sent()
        .iter()
        .filter(|line| line.contains("/user/count"))
        .count()
}

#[test]
fn ten_people_cost_no_count_and_eleven_are_too_many_of_a_hundred() {
    let tenant = new(r#"{"people":100}"#);
    let ids = people(&tenant, 11);
    let error = assert_refused(&tenant, "call", &call_on(&ids), GuardReason::Limit);
    assert_eq!(error.fields, ["maxPeople"]);
    assert!(error.hint.contains("maxPeople to 11"), "{}", error.hint);
    assert_eq!(counts(&tenant), 1);
    let tenant = new(r#"{"people":100}"#);
    tenant.done("call", &call_on(&people(&tenant, 10)));
    assert_eq!(counts(&tenant), 0);
}

#[test]
fn the_default_is_a_tenth_and_at_most_fifty() {
    for total in [500, 1_000] {
        let options = json!({ "people": total }).to_string();
        let tenant = new(&options);
        let active = tenant
            .users()
            .iter()
            .filter(|user| user["isActive"] == json!(true))
            .count();
        let limit = (active / 10).min(50);
        let ids = people(&tenant, limit + 1);
        assert_refused(&tenant, "call", &call_on(&ids), GuardReason::Limit);
        tenant.done("call", &call_on(&ids[..limit]));
    }
}

#[test]
fn an_explicit_number_wins() {
    for (most, count, is_allowed) in [(3, 3, true), (3, 4, false), (0, 1, false), (40, 40, true)] {
        let connection = json!({ "maxPeople": most }).to_string();
        let tenant = connected("{}", &connection);
        let input = call_on(&people(&tenant, count));
        match is_allowed {
            true => drop(tenant.done("call", &input)),
            false => drop(assert_refused(&tenant, "call", &input, GuardReason::Limit)),
        }
        assert_eq!(counts(&tenant), 0);
        tenant.wait(3_600_001.0);
    }
}

#[test]
fn people_who_are_inactive_already_do_not_count() {
    let tenant = connected("{}", r#"{"maxPeople":2}"#);
    let mut ids = people(&tenant, 2);
    let inactive = tenant
        .users()
        .into_iter()
        .filter(|user| user["isActive"] == json!(false));
    ids.extend(inactive.map(|user| user["ID"].as_str().expect("an ID").to_owned()));
    assert!(ids.len() > 2);
    tenant.done("call", &call_on(&ids));
}
