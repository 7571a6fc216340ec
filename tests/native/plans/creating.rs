//! Plans that create, provision and delete users, and batches of these.

use super::support::{active, tenant, with_keys};
use crate::support::Tenant;
use serde_json::{Value, json};
use workfront_actions::error::ErrorKind;

fn plan(tenant: &Tenant, action: &str, input: &Value) -> Value {
    let input = json!({ "action": action, "input": input });
    tenant.done("plan", &input.to_string())["plan"].clone()
}

fn apply(tenant: &Tenant, plan: &Value) -> Value {
    tenant.done("apply", &json!({ "plan": plan }).to_string())
}

fn sam() -> Value {
    json!({
        "username": "sam.lee@example.com",
        "emailAddr": "Sam.Lee@example.com",
        "firstName": "Sam",
        "lastName": "Lee",
        "accessLevel": "Standard",
        "extRefID": "hr-1",
    })
}

fn outcome(output: &Value, at: usize) -> &str {
    output["report"][at]["outcome"]
        .as_str()
        .expect("an outcome")
}

#[test]
fn a_creation_is_planned_applied_and_undone() {
    let tenant = tenant(&with_keys());
    let before = tenant.users().len();
    let made = plan(&tenant, "create", &sam());
    let step = &made["steps"][0];
    assert_eq!(step["kind"], "create");
    assert_eq!(step["key"], "sam.lee@example.com");
    assert_eq!(step["person"]["name"], "Sam Lee");
    assert_eq!(step["person"]["accessLevel"], "Standard");
    assert!(step["after"]["accessLevelID"].is_string());
    let output = apply(&tenant, &made);
    assert_eq!(outcome(&output, 0), "applied", "{output}");
    let id = output["report"][0]["ID"].as_str().expect("an ID");
    assert_eq!(tenant.user(id)["extRefID"], "hr-1");
    assert_eq!(tenant.users().len(), before + 1);
    // Again: the user is as the plan wants it.
    let again = apply(&tenant, &made);
    assert_eq!(outcome(&again, 0), "alreadySo", "{again}");
    assert_eq!(tenant.users().len(), before + 1);
    let input = json!({ "receipts": [output["receipt"]] });
    let undo = tenant.done("undo", &input.to_string())["plan"].clone();
    let is_active = tenant.user(id)["isActive"] == true;
    assert_eq!(undo["counts"]["deactivate"], u32::from(is_active), "{undo}");
}

#[test]
fn nobody_may_have_a_key_of_the_user_to_create() {
    let tenant = tenant(&with_keys());
    let made = plan(&tenant, "create", &sam());
    let mut other = sam();
    other["emailAddr"] = "other@example.com".into();
    other["username"] = "other@example.com".into();
    tenant.done("create", &other.to_string());
    let output = apply(&tenant, &made);
    assert_eq!(outcome(&output, 0), "drifted", "{output}");
    let differences = json!([{ "field": "extRefID", "planned": null, "present": "hr-1" }]);
    assert_eq!(output["report"][0]["differences"], differences);
    let held = plan(&tenant, "create", &sam());
    assert_eq!(
        (&held["steps"], &held["held"][0]["reason"]),
        (&json!([]), &json!("exists"))
    );
}

#[test]
fn provisioning_creates_or_updates() {
    let tenant = tenant(&with_keys());
    let made = plan(&tenant, "provision", &sam());
    assert_eq!(made["counts"]["create"], 1);
    assert_eq!(apply(&tenant, &made)["complete"], true);
    let mut changed = sam();
    changed["title"] = "Designer".into();
    let made = plan(&tenant, "provision", &changed);
    assert_eq!(made["counts"]["update"], 1, "{made}");
    assert_eq!(made["steps"][0]["after"], json!({ "title": "Designer" }));
    assert_eq!(outcome(&apply(&tenant, &made), 0), "applied");
    assert_eq!(plan(&tenant, "provision", &changed)["steps"], json!([]));
}

#[test]
fn a_deletion_is_planned_with_its_confirmation() {
    let tenant = tenant(&with_keys());
    let id = &active(&tenant, 1)[0];
    let wrong = json!({ "action": "delete", "input": { "ID": id, "confirm": "x" } });
    assert_eq!(
        tenant.fails("plan", &wrong.to_string()).fields,
        ["input.confirm"]
    );
    let made = plan(
        &tenant,
        "delete",
        &json!({ "ID": id, "confirm": id, "force": true }),
    );
    let step = &made["steps"][0];
    assert_eq!(
        (&step["kind"], &step["after"]["force"]),
        (&json!("delete"), &json!(true))
    );
    assert!(
        step["warnings"][0]
            .as_str()
            .expect("a warning")
            .contains("can't be undone")
    );
    let output = apply(&tenant, &made);
    assert_eq!(outcome(&output, 0), "applied", "{output}");
    assert_eq!(outcome(&apply(&tenant, &made), 0), "alreadySo");
    let input = json!({ "receipts": [output["receipt"]] });
    let undo = tenant.done("undo", &input.to_string())["plan"].clone();
    assert_eq!(undo["held"][0]["reason"], "irreversible");
}

#[test]
fn a_batch_on_users_is_planned() {
    let tenant = tenant(&with_keys());
    let ids = active(&tenant, 3);
    let mut new = sam();
    new.as_object_mut()
        .expect("an object")
        .remove("accessLevel");
    new["accessLevelID"] = tenant.id_of("accessLevels", "Standard").into();
    let operations = json!([
        { "method": "PUT", "uri": format!("/user/{}", ids[0]), "body": { "title": "Head" } },
        { "method": "PUT", "uri": format!("/user/{}", ids[1]), "body": { "isActive": false } },
        { "method": "POST", "uri": "/user", "body": new },
        { "method": "DELETE", "uri": format!("/user/{}", ids[2]) },
    ]);
    let made = plan(&tenant, "batch", &json!({ "operations": operations }));
    let counts = &made["counts"];
    for kind in ["update", "deactivate", "create", "delete"] {
        assert_eq!(counts[kind], 1, "{kind}: {made}");
    }
    let output = apply(&tenant, &made);
    assert_eq!(output["counts"]["applied"], 4, "{output}");
    for (operation, problem) in [
        (
            json!({ "method": "PUT", "uri": "/project/abc", "body": { "name": "x" } }),
            "project/abc",
        ),
        (
            json!({ "method": "PUT", "uri": "/user/replace?id=a&replacementID=b" }),
            "user/replace",
        ),
        (json!({ "method": "GET", "uri": "/user/abc" }), "user/abc"),
    ] {
        let input = json!({ "action": "batch", "input": { "operations": [operation] } });
        let error = tenant.fails("plan", &input.to_string());
        assert_eq!(error.kind, ErrorKind::Validation);
        assert_eq!(error.fields, ["input.operations[0]"]);
        assert!(error.message.contains(problem), "{error}");
    }
}

#[test]
fn a_creation_of_which_nothing_is_known_does_not_keep_others_from_being_undone() {
    let tenant = Tenant::connected(r#"{"people":150}"#, &with_keys());
    let ids = active(&tenant, 100);
    let before: Vec<Value> = ids.iter().map(|id| tenant.user(id)).collect();
    let mut new = sam();
    new.as_object_mut()
        .expect("an object")
        .remove("accessLevel");
    new["accessLevelID"] = tenant.id_of("accessLevels", "Standard").into();
    let mut operations: Vec<Value> = Vec::new();
    for id in &ids {
        let uri = format!("/user/{id}");
        operations.push(json!({ "method": "PUT", "uri": uri, "body": { "title": "Planned" } }));
    }
    operations.push(json!({ "method": "POST", "uri": "/user", "body": new }));
    let made = plan(&tenant, "batch", &json!({ "operations": operations }));
    // The updates are in another request. Every one about the new user is lost.
    tenant.script(
        &json!([{
            "matching": { "bodyContains": "sam.lee" },
            "effect": { "type": "dropBeforeCommit" },
        }])
        .to_string(),
    );
    let output = apply(&tenant, &made);
    tenant.script("[]");
    assert_eq!(output["counts"]["applied"], 100, "{output}");
    assert_eq!(outcome(&output, 100), "unverified", "{output}");
    assert_eq!(output["report"][100]["ID"], Value::Null);
    let input = json!({ "receipt": output["receipt"] });
    let undo = tenant.done("undo", &input.to_string())["plan"].clone();
    assert_eq!(undo["counts"]["held"], 1, "{undo}");
    let held = &undo["held"][0];
    assert_eq!(held["reason"], "notFound");
    assert_eq!(held["person"]["name"], "Sam Lee");
    let message = held["message"].as_str().expect("a message");
    assert!(
        message.contains("unknown whether") && message.contains("sam.lee@example.com"),
        "{message}"
    );
    let report = tenant.done("recheck", &input.to_string())["report"].clone();
    let entries = report.as_array().expect("a report");
    assert_eq!(entries.len(), 101);
    let known = entries.iter().filter(|one| one["state"] == "asApplied");
    assert_eq!(known.count(), 100, "{report}");
    let unknown = entries.iter().find(|one| one["state"] == "unknown");
    assert_eq!(unknown.expect("an entry")["key"], "sam.lee@example.com");
    let output = apply(&tenant, &undo);
    assert_eq!(output["counts"]["applied"], 100, "{output}");
    for (id, user) in ids.iter().zip(before) {
        assert_eq!(tenant.user(id)["title"], user["title"]);
    }
}
