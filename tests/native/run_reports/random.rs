//! Runs with random faults and limits: the report agrees with the tenant, and a run without a report has changed nothing.

use super::progress;
use super::wire::{self, Fault};
use crate::support::Tenant;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::rc::Rc;

/// One request in eight fails, in every way that the sandbox knows.
fn faults() -> String {
    let effects = [
        json!({"type": "dropBeforeCommit"}),
        json!({"type": "dropAfterCommit"}),
        json!({"type": "status", "status": 429}),
        json!({"type": "html", "status": 503}),
        json!({"type": "truncated"}),
        json!({"type": "slow", "ms": 500}),
    ];
    let matching = json!({"probability": 0.125 / effects.len() as f64});
    let all = effects.map(|effect| json!({"matching": matching, "effect": effect}));
    json!(all).to_string()
}

fn tenant(seed: u32) -> Rc<Tenant> {
    let limit = match seed % 4 {
        0 => json!({"maxRequests": 2 + seed % 23}),
        1 => json!({"deadlineMs": 500 + 333 * (seed % 29)}),
        _ => json!({}),
    };
    let mut options = limit;
    options["ownUserID"] = json!("own");
    options["maxPeople"] = json!(1_000_000);
    options["retry"] = json!({"attempts": 1 + seed % 3});
    let tenant = json!({"people": 60, "seed": seed}).to_string();
    Rc::new(Tenant::connected(&tenant, &options.to_string()))
}

fn states(tenant: &Tenant) -> HashMap<String, Value> {
    let users = tenant.users().into_iter();
    users
        .map(|user| (user["ID"].as_str().expect("an ID").to_owned(), user))
        .collect()
}

#[test]
fn the_report_of_offboard_agrees_with_the_tenant() {
    for seed in 1..=400 {
        let tenant = tenant(seed);
        let before = states(&tenant);
        let admin = tenant.wire.sandbox.borrow().snapshot().expect("a snapshot")["adminID"].clone();
        let mut ids: Vec<&String> = before.keys().filter(|id| json!(id) != admin).collect();
        ids.sort();
        let manager = ids.remove(seed as usize % ids.len()).clone();
        let mut input = json!({"IDs": ids, "chunkSize": 1 + seed % 9});
        if seed % 5 == 0 {
            input["newManagerID"] = json!(manager);
        }
        if seed % 3 == 0 {
            input["verify"] = json!("none");
        }
        tenant.script(&faults());
        let (output, reported) = wire::run(&tenant, |_, _| Fault::None, "offboard", input.into());
        tenant.script("[]");
        let after = states(&tenant);
        let output = match output {
            Ok(output) => output.into_value(),
            Err(error) => {
                assert_eq!(before, after, "seed {seed}: {error:?}");
                continue;
            }
        };
        let name = format!("seed {seed}");
        progress::check(&reported, &output, &name);
        let report = output["report"].as_array().expect("a report");
        assert_eq!(report.len(), ids.len(), "{name}");
        let mut is_done = true;
        for entry in report {
            let id = entry["ID"].as_str().expect("an ID");
            let (was, is) = (&before[id]["isActive"], &after[id]["isActive"]);
            let context = format!("{name}, {entry}");
            match entry["outcome"].as_str().expect("an outcome") {
                "deactivated" => assert!(*was == true && *is == false, "{context}"),
                "alreadyInactive" => assert!(*was == false && *is == false, "{context}"),
                "failed" => assert_eq!(*is, true, "{context}"),
                "notAttempted" => {
                    assert_eq!(*is, true, "{context}");
                    assert!(output["stopped"].is_object(), "{context}");
                }
                "unverified" => {}
                other => panic!("{context}: {other}"),
            }
            is_done &= ["deactivated", "alreadyInactive"]
                .contains(&entry["outcome"].as_str().unwrap_or_default());
        }
        for entry in output["reassigned"].as_array().into_iter().flatten() {
            let user = &after[entry["ID"].as_str().expect("an ID")];
            is_done &= entry["ok"] == true;
            match entry["state"].as_str().expect("a state") {
                "done" => assert_eq!(user["managerID"], manager, "{name}, {entry}"),
                "unknown" => {}
                _ => assert_ne!(user["managerID"], manager, "{name}, {entry}"),
            }
        }
        let is_complete = is_done && output["stopped"].is_null();
        assert_eq!(output["complete"], is_complete, "{name}");
    }
}

#[test]
fn the_results_of_batch_agree_with_the_tenant() {
    for seed in 1..=400 {
        let tenant = tenant(seed);
        let before = states(&tenant);
        let mut ids: Vec<&String> = before.keys().collect();
        ids.sort();
        let operations: Vec<Value> = ids
            .iter()
            .map(|id| json!({"method": "PUT", "uri": format!("/user/{id}"), "body": {"title": "New"}}))
            .collect();
        let input = json!({"operations": operations, "chunkSize": 1 + seed % 9});
        tenant.script(&faults());
        let (output, reported) = wire::run(&tenant, |_, _| Fault::None, "batch", input.into());
        tenant.script("[]");
        let after = states(&tenant);
        let output = match output {
            Ok(output) => output.into_value(),
            Err(error) => {
                assert_eq!(before, after, "seed {seed}: {error:?}");
                continue;
            }
        };
        let name = format!("seed {seed}");
        progress::check(&reported, &output, &name);
        let results = output["results"].as_array().expect("results");
        for (id, result) in ids.iter().zip(results) {
            let is_new = after[*id]["title"] == "New";
            match result["state"].as_str().expect("a state") {
                "done" => assert!(is_new, "{name}, {result}"),
                "unknown" => {}
                _ => assert!(!is_new, "{name}, {result}"),
            }
        }
        let is_done = results.iter().all(|result| result["ok"] == true);
        let is_complete = is_done && output["stopped"].is_null();
        assert_eq!(output["complete"], is_complete, "{name}");
    }
}
