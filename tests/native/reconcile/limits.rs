//! Limits, baselines, and reads that can't be trusted.

use super::support::{fails, newcomer, people, plan, steps};
use crate::support::{Recorder, Tenant, json_response, plugin_with, run};
use serde_json::{Value, json};
use workfront_actions::error::{Error, ErrorKind};

#[test]
fn over_a_limit_the_plan_has_no_step_at_all() {
    let tenant = Tenant::new("{}");
    let all = people(&tenant);
    let few = &all[20..];
    let made = plan(&tenant, few, json!({ "missing": "deactivate" }));
    assert_eq!(made["stopped"], "limit");
    assert_eq!(made["steps"], json!([]));
    assert_eq!(made["counts"]["deactivate"], 0);
    let warning = made["warnings"][0].as_str().expect("a text");
    assert!(warning.contains("limits.deactivate"), "{warning}");
    let held = made["held"].as_array().expect("a list");
    let would: Vec<&Value> = held
        .iter()
        .filter(|held| held["reason"] == "stopped")
        .collect();
    let message = would[0]["message"].as_str().expect("a text");
    assert!(message.starts_with("Would be deactivated"), "{made}");
    assert!(would[0]["person"]["name"].is_string(), "{made}");
    let most = json!({ "missing": "deactivate", "limits": { "deactivate": "40%" } });
    let made = plan(&tenant, few, most);
    assert!(made.get("stopped").is_none(), "{made}");
    let count = steps(&made, "deactivate").len();
    let exact = |most: usize| json!({ "missing": "deactivate", "limits": { "deactivate": most } });
    assert_eq!(would.len(), count);
    assert!(plan(&tenant, few, exact(count)).get("stopped").is_none());
    assert_eq!(plan(&tenant, few, exact(count - 1))["stopped"], "limit");
}

#[test]
fn ten_of_a_kind_are_not_stopped_by_a_share() {
    let tenant = Tenant::new("{}");
    let mut all = people(&tenant);
    for at in 0..10 {
        all.push(newcomer(&format!("n{at}")));
    }
    let settings = json!({ "limits": { "create": "1%" } });
    assert!(
        plan(&tenant, &all, settings.clone())
            .get("stopped")
            .is_none()
    );
    all.push(newcomer("one-more"));
    assert_eq!(plan(&tenant, &all, settings)["stopped"], "limit");
    let none = json!({ "limits": { "create": 0 } });
    assert_eq!(plan(&tenant, &all, none)["stopped"], "limit");
}

#[test]
fn empty_and_shrunken_lists_are_refused_before_anything_is_sent() {
    let tenant = Tenant::new("{}");
    let all = people(&tenant);
    let last = plan(&tenant, &all, json!({}));
    let before = tenant.requests();
    fails(&tenant, &[], json!({}), ErrorKind::Validation);
    let error = fails(
        &tenant,
        &all[..20],
        json!({ "baseline": 59 }),
        ErrorKind::Validation,
    );
    assert!(error.message.contains("20 people"), "{error:?}");
    fails(
        &tenant,
        &all[..20],
        json!({ "baseline": last }),
        ErrorKind::Validation,
    );
    fails(
        &tenant,
        &all,
        json!({ "baseline": "many" }),
        ErrorKind::Validation,
    );
    for limits in [
        json!({ "create": -1 }),
        json!({ "create": "10" }),
        json!({ "update": "101%" }),
        json!({ "delete": 1 }),
    ] {
        fails(
            &tenant,
            &all,
            json!({ "limits": limits }),
            ErrorKind::Validation,
        );
    }
    assert_eq!(tenant.requests(), before);
    plan(&tenant, &all[..30], json!({ "baseline": 60 }));
}

#[test]
fn each_row_that_is_no_object_is_refused_before_anything_is_sent() {
    let tenant = Tenant::new("{}");
    let mut all = people(&tenant);
    let before = tenant.requests();
    let last = all.len();
    all[1] = json!(null);
    all.push(json!("a@example.com"));
    let error = fails(&tenant, &all, json!({}), ErrorKind::Validation);
    assert_eq!(
        error.fields,
        ["people[1]".to_owned(), format!("people[{last}]")]
    );
    let problem = "people[1]: must be an object but is null (row 2)";
    assert!(error.message.contains(problem), "{error:?}");
    let input = json!({ "mapping": { "title": "job" }, "people": [null] });
    let error = tenant.fails("checkMapping", &input.to_string());
    assert_eq!(error.fields, ["people[0]"]);
    assert_eq!(tenant.requests(), before);
}

#[test]
fn a_stopped_plan_is_no_baseline() {
    let tenant = Tenant::new("{}");
    let all = people(&tenant);
    let stopped = plan(&tenant, &all[20..], json!({ "missing": "deactivate" }));
    assert_eq!(stopped["stopped"], "limit");
    let before = tenant.requests();
    let settings = json!({ "baseline": stopped });
    let error = fails(&tenant, &all, settings, ErrorKind::Validation);
    assert!(error.message.contains("baseline"), "{error:?}");
    assert!(
        error.message.contains("the last plan that wasn't stopped"),
        "{error:?}"
    );
    assert_eq!(tenant.requests(), before);
}

/// The error of a list against a tenant that counts so many users and shows these.
fn against(count: u32, users: Value) -> Error {
    let session = json!({ "data": { "userID": "own", "customerID": "c1" } });
    let responses = [
        session,
        json!({ "data": { "count": count } }),
        json!({ "data": users }),
    ];
    let responses = responses.map(|body| json_response(200, &body.to_string()));
    let recorder = Recorder::returning(responses);
    let input = json!({ "people": [newcomer("ann")] });
    let mut people = input.clone();
    people["people"][0]
        .as_object_mut()
        .expect("a row")
        .remove("accessLevel");
    run(
        &plugin_with("{}"),
        &recorder,
        "reconcile",
        &people.to_string(),
    )
    .expect_err("a plan")
}

#[test]
fn a_tenant_that_shows_nobody_or_only_the_own_user_gives_no_plan() {
    for (count, users) in [
        (0, json!([])),
        (
            1,
            json!([{ "ID": "own", "isActive": true, "isAdmin": false }]),
        ),
    ] {
        let error = against(count, users);
        assert_eq!(error.kind, ErrorKind::Forbidden, "{error:?}");
        assert!(error.message.contains("shows no users"), "{error:?}");
    }
}

#[test]
fn a_count_that_differs_from_what_was_read_gives_no_plan() {
    let one = json!({ "ID": "u1", "isActive": true });
    for (count, users) in [(3, json!([one])), (0, json!([one])), (2, json!([one, one]))] {
        let error = against(count, users);
        assert_eq!(error.kind, ErrorKind::UnexpectedResponse, "{error:?}");
        assert!(error.retryable, "{error:?}");
    }
}

#[test]
fn an_administrator_alone_sees_that_the_tenant_is_new() {
    let alone = Tenant::new(r#"{"people":1}"#);
    let made = plan(&alone, &[newcomer("ann")], json!({}));
    assert_eq!(steps(&made, "create").len(), 1, "{made}");
}

#[test]
fn a_list_that_matches_nobody_is_refused() {
    let tenant = Tenant::new("{}");
    let strangers: Vec<Value> = (0..3).map(|at| newcomer(&format!("n{at}"))).collect();
    for settings in [
        json!({}),
        json!({ "missing": "deactivate", "limits": { "deactivate": 100 } }),
    ] {
        let error = fails(&tenant, &strangers, settings, ErrorKind::Validation);
        assert!(
            error.message.contains("but none has a key of a user"),
            "{error:?}"
        );
        assert!(error.message.contains("emailAddr"), "{error:?}");
        assert!(error.hint.contains("right list"), "{error:?}");
    }
    let one = fails(&tenant, &strangers[..1], json!({}), ErrorKind::Validation);
    assert!(one.message.contains("has 1 row, but"), "{one:?}");
    // A first list says so, and deactivates nobody.
    let first = plan(&tenant, &strangers, json!({ "baseline": 0 }));
    assert_eq!(steps(&first, "create").len(), 3);
    let settings = json!({ "baseline": 0, "missing": "deactivate" });
    let error = fails(&tenant, &strangers, settings, ErrorKind::Validation);
    assert!(error.hint.contains("set baseline to 0"), "{error:?}");
    // One is enough.
    let all = people(&tenant);
    let mut some = strangers;
    some.push(all[0].clone());
    assert_eq!(steps(&plan(&tenant, &some, json!({})), "create").len(), 3);
}

#[test]
fn a_scope_that_finds_nobody_is_refused() {
    let tenant = Tenant::new("{}");
    let scope = json!([{ "field": "homeGroup:name", "value": "Marketting" }]);
    let settings = json!({ "scope": scope });
    let error = fails(&tenant, &people(&tenant), settings, ErrorKind::Validation);
    assert_eq!(error.fields, ["scope"]);
}

#[test]
fn half_of_a_small_tenant_is_over_the_share() {
    let tenant = Tenant::new(r#"{"people":9}"#);
    let mut all = people(&tenant);
    let active: Vec<usize> = (0..all.len())
        .filter(|&at| all[at]["isActive"] == true)
        .collect();
    // The administrator is active too.
    let most = active.len().div_ceil(2);
    for &at in &active[..most] {
        all[at]["isActive"] = false.into();
    }
    let made = plan(&tenant, &all, json!({}));
    assert_eq!(steps(&made, "deactivate").len(), most, "{made}");
    all[active[most]]["isActive"] = false.into();
    let made = plan(&tenant, &all, json!({}));
    assert_eq!(made["stopped"], "limit", "{made}");
    let text = made["warnings"].to_string();
    assert!(text.contains("at least"), "{text}");
    let exact = json!({ "limits": { "deactivate": most + 1 } });
    assert!(plan(&tenant, &all, exact).get("stopped").is_none());
}

#[test]
fn a_limit_of_changed_access_levels_says_what_it_counts() {
    let tenant = Tenant::new("{}");
    let mut all = people(&tenant);
    let standard = tenant.users()[1]["accessLevelID"].clone();
    let light = all
        .iter()
        .map(|row| &row["accessLevelID"])
        .find(|id| **id != standard);
    let light = light.expect("another level").clone();
    let mut count = 0;
    for row in &mut all {
        if row["isActive"] == true && row["accessLevelID"] != light && count < 12 {
            row["accessLevelID"] = light.clone();
            count += 1;
        }
    }
    let input = super::support::input(
        &all,
        json!({ "accessLevelPolicy": "exact", "maxPeople": 3 }),
    );
    let made = tenant.done("reconcile", &input.to_string());
    let message = made["wouldStop"]["message"].as_str().expect("a limit");
    assert!(message.contains("or get another access level"), "{message}");
    let text = made["plan"]["warnings"].to_string();
    assert!(text.contains("a higher limit"), "{text}");
}
