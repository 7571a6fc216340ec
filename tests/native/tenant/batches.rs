//! batch in each dialect, on tenants that accept some of them or don't show which operation failed.

use crate::support::Tenant;
use serde_json::{Value, json};

/// Deactivations of the first five active users, and a change of a missing user among them.
fn operations(tenant: &Tenant) -> (Vec<String>, String) {
    let level = tenant.id_of("accessLevels", "Standard");
    let users = tenant
        .users()
        .into_iter()
        .filter(|user| user["isActive"] == json!(true) && user["accessLevelID"] == json!(level));
    let mut ids: Vec<String> = users
        .filter_map(|user| user["ID"].as_str().map(str::to_owned))
        .take(5)
        .collect();
    ids.insert(2, "00000000000000000000000000000000".into());
    let mut all: Vec<Value> = ids.iter().map(|id| {
        json!({"method": "PUT", "uri": format!("/user/{id}"), "body": {"isActive": false}})
    }).collect();
    all[2]["body"] = json!({"title": "x"});
    (ids, json!({"operations": all, "chunkSize": 4}).to_string())
}

fn check(options: &str, dialect: &str) {
    let tenant = Tenant::new(options);
    let (ids, input) = operations(&tenant);
    let output = tenant.done("batch", &input);
    assert_eq!(output["dialect"], json!(dialect), "{options}: {output}");
    for (at, id) in ids.iter().enumerate() {
        let result = &output["results"][at];
        assert_eq!(result["ok"], json!(at != 2), "{options}, {at}: {result}");
        if at == 2 {
            assert!(result["error"]["message"].is_string());
        } else {
            assert_eq!(tenant.user(id)["isActive"], json!(false), "{options}");
        }
    }
}

#[test]
fn every_operation_has_a_verdict_in_each_dialect() {
    check("{}", "operations");
    check(r#"{"batchItemErrors":"failAll"}"#, "operations");
    check(r#"{"batch":{"operations":false}}"#, "uris");
    check(
        r#"{"batch":{"operations":false},"batchItemErrors":"failAll"}"#,
        "uris",
    );
    check(r#"{"batch":{"operations":false,"uris":false}}"#, "bulk");
    check(
        r#"{"batch":{"operations":false,"uris":false},"bulkNonAtomic":"perItem"}"#,
        "bulk",
    );
}

#[test]
fn creations_are_never_sent_twice_to_probe_the_dialect() {
    for options in [
        "{}",
        r#"{"batch":{"operations":false}}"#,
        r#"{"batch":{"operations":false,"uris":false}}"#,
    ] {
        let tenant = Tenant::new(options);
        let level = tenant.id_of("accessLevels", "Standard");
        let create = |name: &str| {
            json!({"method": "POST", "uri": "/user", "body": {
            "firstName": name, "lastName": "New", "emailAddr": format!("{name}@acme.com"),
            "username": format!("{name}@acme.com"), "accessLevelID": level}})
        };
        let input = json!({"operations": [create("one"), create("two"), create("three")]});
        let before = tenant.users().len();
        let output = tenant.done("batch", &input.to_string());
        assert_eq!(tenant.users().len(), before + 3, "{options}: {output}");
        for at in 0..3 {
            assert_eq!(
                output["results"][at]["ok"],
                json!(true),
                "{options}: {output}"
            );
        }
        assert_eq!(
            output["results"][1]["data"]["name"], "two New",
            "{options}: in order"
        );
    }
}
