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
    let most = json!({ "missing": "deactivate", "limits": { "deactivate": "40%" } });
    let made = plan(&tenant, few, most);
    assert!(made.get("stopped").is_none(), "{made}");
    let count = steps(&made, "deactivate").len();
    let exact = |most: usize| json!({ "missing": "deactivate", "limits": { "deactivate": most } });
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
