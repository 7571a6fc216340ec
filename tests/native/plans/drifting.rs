//! Drift of each field of a step, for each action that changes users; and the same input in another order.

use super::support::{active, keys_and, with_keys};
use crate::support::Tenant;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// The fields that the planned updates change, or that each step has in `before`.
const FIELDS: &[&str] = &[
    "title",
    "managerID",
    "userGroups",
    "DE:Employee Number",
    "accessLevelID",
    "isActive",
];

/// No planned step has it.
const UNRELATED: &str = "city";

fn connected() -> Tenant {
    Tenant::connected("{}", &keys_and(""))
}

/// The IDs of active users with an access level that is not an administrator's, and with the form of the custom field.
fn plain(tenant: &Tenant) -> Vec<String> {
    let administrator = tenant.id_of("accessLevels", "System Administrator");
    let mut ids = active(tenant, 60);
    ids.retain(|id| {
        let level = &tenant.user(id)["accessLevelID"];
        level.is_string() && *level != administrator
    });
    ids.truncate(14);
    let all = tenant.wire.sandbox.borrow().snapshot().expect("a snapshot");
    for id in &ids {
        let changes = json!({ "categoryID": all["categories"][0]["ID"] });
        tenant.done(
            "update",
            &json!({ "ID": id, "changes": changes }).to_string(),
        );
    }
    ids
}

/// An access level that is neither the user's nor one of these.
fn other_level(tenant: &Tenant, id: &str, others: &[&str]) -> String {
    let mut levels = ["Standard", "Light", "Contributor"]
        .into_iter()
        .filter(|name| !others.contains(name))
        .map(|name| tenant.id_of("accessLevels", name));
    let level = levels.find(|level| tenant.user(id)["accessLevelID"] != **level);
    level.expect("another access level")
}

/// The home group, in which everybody is in any case (docs/workfront-facts.md#home-group), and another one.
fn groups(tenant: &Tenant, id: &str, at: usize) -> Value {
    let all = tenant.wire.sandbox.borrow().snapshot().expect("a snapshot");
    let home = tenant.user(id)["homeGroupID"].clone();
    let groups = all["groups"].as_array().expect("groups").iter();
    let mut others = groups.filter(|group| group["ID"] != home);
    let other = others.nth(at).expect("another group");
    json!([{ "groupID": home }, { "groupID": other["ID"] }])
}

/// What the updates write: other values of all [`FIELDS`] but `isActive`.
fn everything(tenant: &Tenant, id: &str, manager: &str) -> Value {
    json!({
        "title": "Planned",
        "managerID": manager,
        "userGroups": groups(tenant, id, 0),
        "DE:Employee Number": "P-1",
        "accessLevelID": other_level(tenant, id, &[]),
    })
}

/// Somebody changes this field of a user.
fn change_meanwhile(tenant: &Tenant, id: &str, field: &str, planned: &Value, manager: &str) {
    let value = match field {
        "managerID" => manager.into(),
        "userGroups" => groups(tenant, id, 1),
        "isActive" => {
            tenant.done("deactivate", &json!({ "ID": id }).to_string());
            return;
        }
        "accessLevelID" => {
            let all = ["Standard", "Light", "Contributor"];
            let is_planned =
                |name: &&&str| planned["accessLevelID"] == *tenant.id_of("accessLevels", name);
            let taken: Vec<&str> = all.iter().filter(is_planned).copied().collect();
            other_level(tenant, id, &taken).into()
        }
        _ => "Meanwhile".into(),
    };
    let input = json!({ "ID": id, "changes": { field: value } });
    tenant.done("update", &input.to_string());
}

fn operation(id: &str, body: &Value) -> Value {
    json!({ "method": "PUT", "uri": format!("/user/{id}"), "body": body })
}

/// The input of an action for one user, and what it changes.
fn input_for(tenant: &Tenant, action: &str, id: &str, manager: &str) -> (Value, Value) {
    let changes = everything(tenant, id, manager);
    let input = match action {
        "update" => json!({ "ID": id, "changes": changes }),
        "provision" => {
            let user = tenant.user(id);
            let mut input = changes.clone();
            for field in ["username", "emailAddr", "firstName", "lastName"] {
                input[field] = user[field].clone();
            }
            input
        }
        "batch" => json!({ "operations": [operation(id, &changes)] }),
        "offboard" => json!({ "IDs": [id] }),
        "delete" => json!({ "ID": id, "confirm": id }),
        _ => json!({ "ID": id }),
    };
    match action {
        "update" | "provision" | "batch" => (input, changes),
        _ => (input, json!({})),
    }
}

fn plan(tenant: &Tenant, action: &str, input: &Value) -> Value {
    let input = json!({ "action": action, "input": input });
    tenant.done("plan", &input.to_string())["plan"].clone()
}

fn apply(tenant: &Tenant, plan: &Value) -> Value {
    tenant.done("apply", &json!({ "plan": plan }).to_string())
}

#[test]
fn a_drift_of_each_field_is_found_for_each_action() {
    let levels_only: &[&str] = &["accessLevelID"];
    for (action, fields) in [
        ("update", FIELDS),
        ("provision", FIELDS),
        ("batch", FIELDS),
        ("deactivate", levels_only),
        ("offboard", levels_only),
        ("reactivate", levels_only),
        ("delete", &["accessLevelID", "isActive"]),
    ] {
        let tenant = connected();
        let ids = plain(&tenant);
        let (managers, people) = ids.split_at(2);
        for (id, field) in people.iter().zip(fields.iter().chain([&UNRELATED])) {
            if action == "reactivate" {
                tenant.done("deactivate", &json!({ "ID": id }).to_string());
            }
            let (input, changes) = input_for(&tenant, action, id, &managers[0]);
            let made = plan(&tenant, action, &input);
            assert_eq!(
                made["steps"].as_array().map(Vec::len),
                Some(1),
                "{action}: {made}"
            );
            change_meanwhile(&tenant, id, field, &changes, &managers[1]);
            let present = tenant.user(id);
            let output = apply(&tenant, &made);
            let entry = &output["report"][0];
            if *field == UNRELATED {
                assert_eq!(entry["outcome"], "applied", "{action}, {field}: {output}");
                continue;
            }
            assert_eq!(entry["outcome"], "drifted", "{action}, {field}: {output}");
            let differences = entry["differences"].as_array().expect("differences");
            let named: Vec<&Value> = differences.iter().map(|one| &one["field"]).collect();
            assert_eq!(named, [*field], "{action}: {output}");
            assert_eq!(tenant.user(id), present, "{action}, {field}");
        }
    }
}

#[test]
fn a_key_that_somebody_takes_meanwhile_is_a_drift_of_a_creation() {
    let new = json!({
        "username": "sam.lee", "emailAddr": "sam.lee@example.com", "extRefID": "hr-1",
        "firstName": "Sam", "lastName": "Lee", "accessLevel": "Standard",
    });
    for action in ["create", "provision"] {
        for key in ["username", "emailAddr", "extRefID"] {
            let tenant = connected();
            let made = plan(&tenant, action, &new);
            assert_eq!(made["counts"]["create"], 1, "{made}");
            let input = json!({ "ID": plain(&tenant)[0], "changes": { key: new[key] } });
            tenant.done("update", &input.to_string());
            let users = tenant.users();
            let output = apply(&tenant, &made);
            assert_eq!(output["report"][0]["outcome"], "drifted", "{key}: {output}");
            assert_eq!(output["report"][0]["differences"][0]["field"], key);
            assert_eq!(tenant.users(), users, "{action}, {key}");
        }
    }
}

/// The outcome of an update or a deactivation after this field was changed.
fn expected(is_left: bool, field: Option<&str>) -> &'static str {
    match (is_left, field) {
        (_, None) => "applied",
        (false, Some(_)) | (true, Some("accessLevelID")) => "drifted",
        (true, Some("isActive")) => "alreadySo",
        (true, Some(_)) => "applied",
    }
}

/// The entries of an object in another order.
fn shuffled(object: &Value, order: &[usize]) -> Value {
    let object = object.as_object().expect("an object");
    let entries: Vec<(&String, &Value)> = object.iter().collect();
    let positions = order.iter().filter(|at| **at < entries.len());
    let moved: Map<String, Value> = positions
        .map(|&at| (entries[at].0.clone(), entries[at].1.clone()))
        .collect();
    assert_eq!(moved.len(), entries.len());
    moved.into()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn drift_at_every_step_is_found(
        steps in prop::collection::vec((any::<bool>(), prop::option::of(0..FIELDS.len())), 1..8),
        stops in any::<bool>(),
    ) {
        let tenant = connected();
        let ids = plain(&tenant);
        let (managers, people) = ids.split_at(2);
        let mut operations = Vec::new();
        let mut bodies = Vec::new();
        for (id, (is_left, _)) in people.iter().zip(&steps) {
            let body = match is_left {
                true => json!({ "isActive": false }),
                false => everything(&tenant, id, &managers[0]),
            };
            operations.push(operation(id, &body));
            bodies.push(body);
        }
        let made = plan(&tenant, "batch", &json!({ "operations": operations }));
        let mut outcomes = Vec::new();
        for ((id, (is_left, field)), body) in people.iter().zip(&steps).zip(&bodies) {
            let field = field.map(|at| FIELDS[at]);
            if let Some(field) = field {
                change_meanwhile(&tenant, id, field, body, &managers[1]);
            }
            outcomes.push(expected(*is_left, field));
        }
        let before = tenant.users();
        let has_stopped = stops && outcomes.contains(&"drifted");
        let on_drift = if stops { "stop" } else { "skip" };
        let output = tenant.done("apply", &json!({ "plan": made, "onDrift": on_drift }).to_string());
        for (entry, outcome) in output["report"].as_array().expect("a report").iter().zip(outcomes) {
            let outcome = if has_stopped && outcome == "applied" { "notAttempted" } else { outcome };
            prop_assert_eq!(&entry["outcome"], outcome, "{}", output);
        }
        prop_assert_eq!(&output["stopped"].is_null(), &!has_stopped);
        if has_stopped {
            prop_assert_eq!(before, tenant.users());
        }
    }

    #[test]
    fn the_same_input_in_another_order_has_the_same_fingerprint(
        order in Just((0..12).collect::<Vec<usize>>()).prop_shuffle(),
    ) {
        let tenant = Tenant::connected("{}", &with_keys());
        let ids = plain(&tenant);
        let (manager, people) = ids.split_first().expect("people");
        let id = &people[0];
        let left = json!({ "ID": people[11] });
        tenant.done("deactivate", &left.to_string());
        let changes = everything(&tenant, id, manager);
        let (provision, _) = input_for(&tenant, "provision", id, manager);
        let new = json!({
            "username": "sam.lee", "emailAddr": "sam.lee@example.com", "extRefID": "hr-1",
            "firstName": "Sam", "lastName": "Lee", "accessLevel": "Standard", "title": "Designer",
        });
        let bodies = [&changes, &json!({ "isActive": false, "title": "Left" })];
        let all: Vec<Value> = (0..6).map(|at| operation(&people[at], bodies[at % 2])).collect();
        let positions = order.iter().filter(|at| **at < all.len());
        let moved: Vec<Value> = positions
            .map(|&at| operation(&people[at], &shuffled(bodies[at % 2], &order)))
            .collect();
        let some: Vec<&String> = order.iter().filter(|at| **at < 6).map(|&at| &people[at]).collect();
        let confirmed = json!({ "ID": id, "confirm": id, "force": true });
        for (action, input, other) in [
            ("create", new.clone(), shuffled(&new, &order)),
            ("provision", new.clone(), shuffled(&new, &order)),
            ("provision", provision.clone(), shuffled(&provision, &order)),
            ("update", json!({ "ID": id, "changes": changes }), json!({ "changes": shuffled(&changes, &order), "ID": id })),
            ("deactivate", json!({ "pending": "keep", "ID": id }), json!({ "ID": id, "pending": "keep" })),
            ("reactivate", left.clone(), left.clone()),
            ("delete", confirmed.clone(), shuffled(&confirmed, &order)),
            ("offboard", json!({ "IDs": &people[..6] }), json!({ "IDs": some })),
            ("batch", json!({ "operations": all }), json!({ "operations": moved })),
        ] {
            let (one, other) = (plan(&tenant, action, &input), plan(&tenant, action, &other));
            prop_assert!(one["steps"][0].is_object(), "{}: {}", action, one);
            prop_assert_eq!(&one["fingerprint"], &other["fingerprint"], "{}: {} {}", action, one, other);
        }
    }
}
