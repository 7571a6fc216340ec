//! Runs that are cut off, and plans that are applied again.

use super::support::{active, connection, keys_and, tenant};
use crate::support::{Tenant, json};
use proptest::prelude::*;
use serde_json::{Value, json};
use workfront_actions::Plugin;
use workfront_actions::error::Error;
use workfront_actions::json::Json;

fn run(tenant: &Tenant, plugin: &Plugin, action: &str, input: &Value) -> Result<Value, Error> {
    let call = plugin.run(action, json(&input.to_string()), tenant.host(), None);
    futures_executor::block_on(call).map(Json::into_value)
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

/// The items of a collection in one order.
fn sorted(value: &Value) -> Vec<String> {
    let mut items: Vec<String> = match value.as_array() {
        Some(items) => items.iter().map(Value::to_string).collect(),
        None => vec![value.to_string()],
    };
    items.sort();
    items
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
    fn groups_roles_and_managers_of_any_tenant_are_restored(
        seed in 1_u32..1_000,
        people in 12_usize..40,
        choices in prop::collection::vec((0_usize..8, 0_usize..6, any::<bool>()), 1..8),
    ) {
        let options = json!({ "seed": seed, "people": people }).to_string();
        let tenant = Tenant::connected(&options, &keys_and(""));
        let all = tenant.wire.sandbox.borrow().snapshot().expect("a snapshot");
        let id_of = |plural: &str, at: usize| {
            let objects = all[plural].as_array().expect("objects");
            objects[at % objects.len()]["ID"].clone()
        };
        let ids: Vec<String> = active(&tenant, people)
            .into_iter()
            .filter(|id| tenant.user(id)["accessLevelID"].is_string())
            .take(8)
            .collect();
        let changes: Vec<(usize, Value)> = choices
            .iter()
            .map(|&(who, at, is_left)| {
                let manager = &ids[(who + 1 + at) % ids.len()];
                let mut body = json!({
                    "homeGroupID": id_of("groups", at),
                    "roleID": id_of("roles", at),
                    // Workfront keeps the home team in any case (docs/workfront-facts.md#memberships).
                    "homeTeamID": id_of("teams", at),
                    "teams": [{ "ID": id_of("teams", at) }],
                });
                if *manager != ids[who % ids.len()] {
                    body["managerID"] = manager.as_str().into();
                }
                if is_left {
                    body["isActive"] = false.into();
                }
                (who % ids.len(), body)
            })
            .collect();
        let before = tenant.users();
        let input = json!({ "action": "batch", "input": operations(&ids, &changes) });
        let plan = tenant.done("plan", &input.to_string())["plan"].clone();
        let output = tenant.done("apply", &json!({ "plan": plan }).to_string());
        prop_assert_eq!(&output["complete"], &json!(true), "{}", output);
        let again = tenant.done("plan", &input.to_string())["plan"].clone();
        prop_assert_eq!(&again["steps"], &json!([]));
        let undo = json!({ "receipt": output["receipt"] });
        let undo = tenant.done("undo", &undo.to_string())["plan"].clone();
        prop_assert_eq!(&undo["held"], &json!([]));
        let output = tenant.done("apply", &json!({ "plan": undo }).to_string());
        prop_assert_eq!(&output["complete"], &json!(true), "{}", output);
        // A drift wouldn't make the run incomplete.
        let steps = undo["steps"].as_array().expect("steps").len();
        prop_assert_eq!(&output["counts"]["applied"], &json!(steps), "{}", output);
        for (user, now) in before.iter().zip(tenant.users()) {
            for field in ["isActive", "accessLevelID", "homeGroupID", "homeTeamID", "managerID", "roleID", "teams"] {
                prop_assert_eq!(sorted(&user[field]), sorted(&now[field]), "{}", field);
            }
        }
    }
}
