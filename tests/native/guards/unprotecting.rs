//! Nobody is shut out in two writes: the first must not take away what protects them.

use super::{assert_refused, connected};
use crate::support::Tenant;
use serde_json::{Value, json};
use workfront_actions::error::GuardReason;
use workfront_actions::plugin::Plugin;

const GROUPS: &str = r#"{"protect":{"groups":["VIPs","board"]}}"#;

/// Ann's home group is protected, Ben is a member of a protected group, and nothing protects Cem.
fn tenant(connection: &str) -> Tenant {
    let user = |id: &str, home: &str, groups: &[&str]| {
        let rows: Vec<Value> = groups
            .iter()
            .map(|group| json!({ "groupID": group }))
            .collect();
        json!({
            "ID": id, "firstName": "F", "lastName": id, "emailAddr": format!("{id}@acme.com"),
            "username": format!("{id}.user@acme.com"), "accessLevelID": "workers", "isActive": true, "homeGroupID": home, "userGroups": rows,
        })
    };
    let options = json!({
        "accessLevels": [{ "ID": "workers", "name": "Workers", "licenseType": "F", "isAdmin": false }],
        "groups": [
            { "ID": "vips", "name": "VIPs" }, { "ID": "board", "name": "Board" }, { "ID": "rest", "name": "Rest" },
        ],
        "users": [
            user("ann", "vips", &["rest"]),
            user("ben", "rest", &["rest", "vips"]),
            user("cem", "rest", &["rest"]),
        ],
    });
    connected(&options.to_string(), connection)
}

fn update(id: &str, changes: Value) -> (&'static str, Value) {
    ("update", json!({ "ID": id, "changes": changes }))
}

fn call(rest: Value) -> (&'static str, Value) {
    let mut input = json!({ "object": "user", "method": "PUT" });
    for (key, value) in rest.as_object().expect("fields") {
        input[key] = value.clone();
    }
    ("call", input)
}

/// Writes that would take Ann or Ben out of the protected group.
fn ways_out() -> Vec<(&'static str, Value)> {
    let rest = json!([{ "groupID": "rest" }]);
    vec![
        update("ann", json!({ "homeGroupID": "rest" })),
        update("ann", json!({ "homeGroupID": "Rest", "title": "x" })),
        update(
            "ann",
            json!({ "homeGroupID": "rest", "userGroups": [{ "groupID": "vips" }] }),
        ),
        (
            "provision",
            json!({
                "emailAddr": "ann@acme.com", "firstName": "F", "lastName": "ann", "accessLevelID": "workers",
                "homeGroupID": "rest", "waitMs": 0,
            }),
        ),
        call(json!({ "ID": "ann", "body": { "HOMEGROUPID": "rest" } })),
        call(json!({ "ID": "ann", "body": { "homeGroup": { "ID": "rest" } } })),
        call(json!({ "ID": "ann", "body": { "homeGroupID": "" } })),
        call(json!({ "ID": "ann", "parameters": { "homeGroup:ID": "rest" } })),
        call(json!({ "ID": "ann", "parameters": { "updates": "{homeGroupID:'rest'}" } })),
        call(json!({ "ID": "ann", "body": "homeGroupID=rest" })),
        call(
            json!({ "body": [{ "ID": "cem", "title": "x" }, { "ID": "ann", "homeGroupID": "rest" }] }),
        ),
        call(
            json!({ "ID": "cem", "body": { "directReports": [{ "ID": "ann", "homeGroupID": "rest" }] } }),
        ),
        update("ben", json!({ "userGroups": rest })),
        update("ben", json!({ "userGroups": [] })),
        call(json!({ "ID": "ben", "body": { "userGroups": null } })),
        call(json!({ "ID": "ben", "body": { "usergroups": ["vips"] } })),
        call(json!({ "ID": "ben", "parameters": { "userGroups": "[{\"groupID\":\"rest\"}]" } })),
        call(json!({ "ID": "ben", "body": "{userGroups: no" })),
        (
            "call",
            json!({
                "method": "POST", "object": "batch",
                "body": { "updates": [{ "method": "PUT", "uri": "/us%65r/ben?userGroups=%5B%5D" }] },
            }),
        ),
    ]
}

#[test]
fn a_protected_group_is_not_taken_away() {
    let tenant = tenant(GROUPS);
    for (action, input) in ways_out() {
        let input = input.to_string();
        let error = assert_refused(&tenant, action, &input, GuardReason::Protected);
        for part in ["option protect", "the group 'VIPs'"] {
            assert!(error.message.contains(part), "{input}: {}", error.message);
        }
    }
    for id in ["ann", "ben"] {
        let input = json!({ "ID": id }).to_string();
        assert_refused(&tenant, "deactivate", &input, GuardReason::Protected);
    }
}

#[test]
fn batch_holds_the_operation_back_and_does_the_others() {
    let tenant = tenant(GROUPS);
    let put = |id: &str, body: Value| json!({ "method": "PUT", "uri": format!("/user/{id}"), "body": body });
    let input = json!({ "operations": [
        put("ann", json!({ "homeGroupID": "rest" })),
        put("ben", json!({ "userGroups": [{ "groupID": "rest" }] })),
        put("cem", json!({ "homeGroupID": "vips" })),
    ] });
    let output = tenant.done("batch", &input.to_string());
    let states: Vec<&Value> = (0..3).map(|at| &output["results"][at]["state"]).collect();
    assert_eq!(states[..2], ["held", "held"], "{output}");
    assert_ne!(states[2], "held", "{output}");
    assert_eq!(output["results"][0]["error"]["reason"], "protected");
    assert_eq!(tenant.user("ann")["homeGroupID"], "vips");
    assert_eq!(tenant.user("cem")["homeGroupID"], "vips");
}

#[test]
fn what_leaves_the_protection_is_done() {
    let tenant = tenant(GROUPS);
    let merged = json!({ "ID": "ben", "changes": { "userGroups": [{ "groupID": "board" }] }, "collections": "merge" });
    for (action, input) in [
        update("ann", json!({ "homeGroupID": "vips" })),
        update("ann", json!({ "homeGroupID": "board" })),
        update("ann", json!({ "title": "x" })),
        update("ben", json!({ "homeGroupID": "board" })),
        ("update", merged),
        update(
            "ben",
            json!({ "userGroups": [{ "groupID": "vips", "isOwner": true }] }),
        ),
        update(
            "cem",
            json!({ "homeGroupID": "vips", "userGroups": [{ "groupID": "vips" }] }),
        ),
    ] {
        tenant.done(action, &input.to_string());
    }
    for id in ["ann", "ben", "cem"] {
        let input = json!({ "ID": id }).to_string();
        assert_refused(&tenant, "deactivate", &input, GuardReason::Protected);
    }
}

#[test]
fn only_connections_that_protect_by_groups_read_the_user() {
    let (_, input) = update("cem", json!({ "homeGroupID": "board" }));
    for (connection, requests) in [
        ("{}", 1),
        (
            r#"{"protect":{"IDs":["ann"],"emails":["ann@acme.com"]}}"#,
            1,
        ),
        // The user and the name of the group.
        (r#"{"protect":{"groups":["VIPs"]}}"#, 3),
    ] {
        let tenant = tenant(connection);
        let input = input.to_string().replace("board", "rest");
        let before = tenant.requests();
        tenant.done("update", &input);
        assert_eq!(tenant.requests() - before, requests, "{connection}");
    }
}

#[test]
fn whom_it_concerns_does_not_count_for_the_limit_and_may_be_an_administrator() {
    let tenant = tenant(r#"{"protect":{"groups":["VIPs"]},"maxPeople":0}"#);
    let own = super::own(&tenant);
    for id in ["cem", own.as_str()] {
        let (_, input) = update(id, json!({ "homeGroupID": "board" }));
        tenant.done("update", &input.to_string());
    }
}

#[test]
fn a_protected_address_is_not_taken_away() {
    let tenant = tenant(r#"{"protect":{"emails":["Ann@acme.com","ben.user@acme.com"]}}"#);
    for (action, input) in [
        update("ann", json!({ "emailAddr": "a@acme.com" })),
        update(
            "ann",
            json!({ "emailAddr": "a@acme.com", "username": "ann.user@acme.com" }),
        ),
        call(json!({ "ID": "ann", "parameters": { "EMAILADDR": "a@acme.com" } })),
    ] {
        let error = assert_refused(&tenant, action, &input.to_string(), GuardReason::Protected);
        assert!(error.message.contains("ann@acme.com"), "{}", error.message);
    }
    // The same address, and that of somebody whom the username protects.
    for (id, address) in [("ann", "ANN@acme.com"), ("ben", "b@acme.com")] {
        let (_, input) = update(id, json!({ "emailAddr": address }));
        tenant.done("update", &input.to_string());
        let input = json!({ "ID": id }).to_string();
        assert_refused(&tenant, "deactivate", &input, GuardReason::Protected);
    }
}

#[test]
fn plans_hold_back_what_the_actions_hold_back() {
    let guarded = tenant(GROUPS);
    for (action, input) in ways_out() {
        let input = json!({ "action": action, "input": input }).to_string();
        // What can't be planned is refused, whoever it is about.
        let Ok(output) = guarded.call("plan", &input) else {
            assert_ne!(action, "update", "{input}");
            continue;
        };
        assert_eq!(output["plan"]["steps"], json!([]), "{input}");
        assert_eq!(output["plan"]["held"][0]["reason"], "protected", "{input}");
    }
    // The connection that applies a plan asks its own guards.
    let free = tenant("{}");
    let (action, input) = update("ann", json!({ "homeGroupID": "rest" }));
    let input = json!({ "action": action, "input": input }).to_string();
    let plan = free.done("plan", &input)["plan"].clone();
    assert_eq!(plan["steps"].as_array().map(Vec::len), Some(1), "{plan}");
    assert!(plan["steps"][0]["administrator"].is_null(), "{plan}");
    let options = json!({
        "baseUrl": format!("https://{}", plan["tenant"]["host"].as_str().expect("a host")),
        "credentials": { "type": "apiKey", "apiKey": "sandbox-api-key" },
        "protect": { "groups": ["VIPs"] },
    });
    let other = Plugin::new(&crate::support::json(&options.to_string())).expect("good options");
    let input = json!({ "plan": plan, "allowUnsigned": true }).to_string();
    let applied = other.run("apply", crate::support::json(&input), free.host(), None);
    let output = futures_executor::block_on(applied)
        .expect("an output")
        .into_value();
    assert_eq!(output["counts"]["held"], 1, "{output}");
    assert_eq!(free.user("ann")["homeGroupID"], "vips");
}
