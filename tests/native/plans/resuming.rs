//! Runs that are cut off, and plans that are applied again.

use super::support::{KEYS, active, tenant};
use crate::support::{Tenant, json};
use proptest::prelude::*;
use serde_json::{Value, json};
use workfront_actions::Plugin;
use workfront_actions::error::Error;
use workfront_actions::json::Json;

/// Another connection to the same tenant.
fn connection(options: &str) -> Plugin {
    let mut all = json(
        r#"{"baseUrl":"https://sandbox.my.workfront.com","credentials":{"type":"apiKey","apiKey":"sandbox-api-key"}}"#,
    );
    let options = json(options);
    for key in options.keys() {
        all.insert(&key, options.get(&key).expect("a key of the object"));
    }
    Plugin::new(&all).expect("good options")
}

fn run(tenant: &Tenant, plugin: &Plugin, action: &str, input: &Value) -> Result<Value, Error> {
    let call = plugin.run(action, json(&input.to_string()), tenant.host(), None);
    futures_executor::block_on(call).map(Json::into_value)
}

fn keys_and(more: &str) -> String {
    format!(r#"{{"planKeys":{KEYS},"maxPeople":1000{more}}}"#)
}

#[test]
fn the_same_plan_resumes_after_a_run_that_was_cut_off() {
    let tenant = Tenant::connected(r#"{"people":400}"#, &keys_and(""));
    let ids = active(&tenant, 180);
    let input = json!({ "action": "offboard", "input": { "IDs": ids } });
    let plan = tenant.done("plan", &input.to_string())["plan"].clone();
    let input = json!({ "plan": plan });
    let mut was_cut_off = false;
    for most in 1..9 {
        let limited = connection(&keys_and(&format!(
            r#","maxRequests":{most},"concurrency":1"#
        )));
        let active_before = tenant
            .users()
            .iter()
            .filter(|user| user["isActive"] == true)
            .count();
        match run(&tenant, &limited, "apply", &input) {
            // Before its first write a run fails.
            Err(_) => {
                let users = tenant.users();
                let active = users.iter().filter(|user| user["isActive"] == true).count();
                assert_eq!(active, active_before, "maxRequests {most}");
            }
            Ok(output) => {
                let report = output["report"].as_array().expect("a report");
                assert_eq!(report.len(), plan["steps"].as_array().expect("steps").len());
                for entry in report {
                    let user = tenant.user(entry["ID"].as_str().expect("an ID"));
                    match entry["outcome"].as_str().expect("an outcome") {
                        "applied" | "alreadySo" => assert_eq!(user["isActive"], false),
                        "notAttempted" => assert_eq!(user["isActive"], true),
                        "unverified" => {}
                        other => panic!("{other}: {entry}"),
                    }
                }
                let is_complete = output["complete"] == true;
                assert_eq!(
                    output["stopped"].is_null(),
                    is_complete,
                    "maxRequests {most}: {}",
                    output["counts"]
                );
                was_cut_off |= !is_complete;
            }
        }
    }
    assert!(was_cut_off);
    let output = tenant.done("apply", &input.to_string());
    assert_eq!(output["complete"], true);
    let counts = &output["counts"];
    let done = counts["applied"].as_u64().zip(counts["alreadySo"].as_u64());
    let (applied, already) = done.expect("numbers");
    assert_eq!(
        applied + already,
        plan["steps"].as_array().expect("steps").len() as u64
    );
    assert!(already > 0);
}

/// A change that a plan may make of a user.
fn change() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(json!({ "isActive": false })),
        "[A-Z][a-z]{1,8}".prop_map(|title| json!({ "title": title })),
        "[A-Z][a-z]{1,8}".prop_map(|city| json!({ "city": city, "phoneNumber": null })),
    ]
}

fn operations(ids: &[String], changes: &[(usize, Value)]) -> Value {
    let mut seen = Vec::new();
    let mut operations = Vec::new();
    for (at, body) in changes {
        if !seen.contains(at) {
            seen.push(*at);
            let uri = format!("/user/{}", ids[*at]);
            operations.push(json!({ "method": "PUT", "uri": uri, "body": body }));
        }
    }
    json!({ "operations": operations })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn plan_apply_plan_again_and_undo(changes in prop::collection::vec((0_usize..8, change()), 1..8)) {
        let tenant = tenant(&keys_and(""));
        let ids: Vec<String> = active(&tenant, 40)
            .into_iter()
            .filter(|id| tenant.user(id)["accessLevelID"].is_string())
            .take(8)
            .collect();
        let before = tenant.users();
        let input = json!({ "action": "batch", "input": operations(&ids, &changes) });
        let plan = tenant.done("plan", &input.to_string())["plan"].clone();
        prop_assert_eq!(&before, &tenant.users());
        let output = tenant.done("apply", &json!({ "plan": plan }).to_string());
        prop_assert_eq!(&output["complete"], &json!(true), "{}", output);
        let again = tenant.done("plan", &input.to_string())["plan"].clone();
        prop_assert_eq!(&again["steps"], &json!([]));
        let undo = json!({ "receipts": [output["receipt"]] });
        let undo = tenant.done("undo", &undo.to_string())["plan"].clone();
        let output = tenant.done("apply", &json!({ "plan": undo }).to_string());
        prop_assert_eq!(&output["complete"], &json!(true), "{}", output);
        for (user, now) in before.iter().zip(tenant.users()) {
            for field in ["isActive", "title", "city", "phoneNumber", "accessLevelID"] {
                prop_assert_eq!(&user[field], &now[field], "{}", field);
            }
        }
    }

    #[test]
    fn drift_at_every_step_is_found(changed in prop::collection::vec(any::<bool>(), 6)) {
        let tenant = tenant(&keys_and(""));
        let ids = active(&tenant, 6);
        let changes: Vec<(usize, Value)> = (0..6).map(|at| (at, json!({ "title": "Planned" }))).collect();
        let input = json!({ "action": "batch", "input": operations(&ids, &changes) });
        let plan = tenant.done("plan", &input.to_string())["plan"].clone();
        for (id, _) in ids.iter().zip(&changed).filter(|(_, changed)| **changed) {
            let input = json!({ "ID": id, "changes": { "title": "Meanwhile" } });
            tenant.done("update", &input.to_string());
        }
        let output = tenant.done("apply", &json!({ "plan": plan }).to_string());
        for (entry, changed) in output["report"].as_array().expect("a report").iter().zip(&changed) {
            let expected = if *changed { "drifted" } else { "applied" };
            prop_assert_eq!(&entry["outcome"], &json!(expected));
        }
    }
}
