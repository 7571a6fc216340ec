//! Applying plans, receipts, undoing.

use super::support::{active, approval, offboarding, refused, tenant, wait, with_keys, with_rules};
use crate::support::Tenant;
use serde_json::{Value, json};
use workfront_actions::error::{ErrorKind, NotApproved};

fn apply(tenant: &Tenant, plan: &Value) -> Value {
    tenant.done("apply", &json!({ "plan": plan }).to_string())
}

fn outcomes(output: &Value) -> Vec<&str> {
    let report = output["report"].as_array().expect("a report");
    let outcomes = report
        .iter()
        .map(|entry| entry["outcome"].as_str().expect("an outcome"));
    outcomes.collect()
}

fn update(tenant: &Tenant, id: &str, changes: Value) {
    tenant.done(
        "update",
        &json!({ "ID": id, "changes": changes }).to_string(),
    );
}

#[test]
fn a_plan_is_applied_once_and_then_nothing_is_left_to_do() {
    let tenant = tenant(&with_keys());
    let ids = active(&tenant, 3);
    let plan = offboarding(&tenant, &ids);
    let output = apply(&tenant, &plan);
    assert_eq!(output["complete"], true);
    assert_eq!(outcomes(&output), ["applied"; 3]);
    assert_eq!(output["counts"]["applied"], 3);
    assert_eq!(output["counts"]["notAttempted"], 0, "zeros are included");
    for id in &ids {
        assert_eq!(tenant.user(id)["isActive"], false);
    }
    let again = apply(&tenant, &plan);
    assert_eq!(outcomes(&again), ["alreadySo"; 3]);
    assert_eq!(again["complete"], true);
    let sent = tenant.sent();
    let writes = sent
        .iter()
        .filter(|line| line.starts_with("PUT") || line.contains("method=PUT"));
    assert!(writes.count() <= 1, "{sent:#?}");
    assert_eq!(
        offboarding(&tenant, &ids)["steps"],
        json!([]),
        "plan, apply, plan again: no step"
    );
}

#[test]
fn drift_is_found_and_left_alone() {
    let tenant = tenant(&with_keys());
    let ids = active(&tenant, 3);
    let changes = json!({ "title": "Old" });
    update(&tenant, &ids[0], changes);
    let input = json!({ "ID": ids[0], "changes": { "title": "New" } });
    let input = json!({ "action": "update", "input": input });
    let plan = tenant.done("plan", &input.to_string())["plan"].clone();
    update(&tenant, &ids[0], json!({ "title": "Another" }));
    let output = apply(&tenant, &plan);
    assert_eq!(outcomes(&output), ["drifted"]);
    let expected = json!([{ "field": "title", "planned": "Old", "present": "Another" }]);
    assert_eq!(output["report"][0]["differences"], expected);
    assert_eq!(output["complete"], true);
    assert_eq!(tenant.user(&ids[0])["title"], "Another");
    // Other fields are no drift.
    update(
        &tenant,
        &ids[0],
        json!({ "title": "Old", "firstName": "Other" }),
    );
    assert_eq!(outcomes(&apply(&tenant, &plan)), ["applied"]);
}

#[test]
fn a_drift_can_stop_the_whole_run() {
    let tenant = tenant(&with_keys());
    let ids = active(&tenant, 3);
    let plan = offboarding(&tenant, &ids);
    let levels = ["Light", "Standard"].map(|name| tenant.id_of("accessLevels", name));
    let other = levels
        .iter()
        .find(|level| tenant.user(&ids[1])["accessLevelID"] != **level);
    update(&tenant, &ids[1], json!({ "accessLevelID": other }));
    let input = json!({ "plan": plan, "onDrift": "stop" });
    let output = tenant.done("apply", &input.to_string());
    assert_eq!(
        outcomes(&output),
        ["notAttempted", "drifted", "notAttempted"]
    );
    assert_eq!(output["stopped"]["reason"], "drift");
    assert_eq!(output["complete"], false);
    assert_eq!(tenant.user(&ids[0])["isActive"], true);
    assert_eq!(
        outcomes(&apply(&tenant, &plan)),
        ["applied", "drifted", "applied"]
    );
}

#[test]
fn approvals_are_checked_before_the_first_request() {
    let rules = r#"{"approvers":2,"maxDeactivations":3}"#;
    let tenant = tenant(&with_rules(rules));
    let plan = offboarding(&tenant, &active(&tenant, 2));
    let alex = approval(&tenant, &plan, "alex@example.com");
    let alex_again = approval(&tenant, &plan, " Alex@example.com");
    let kim = approval(&tenant, &plan, "kim@example.com");
    let input = |approvals: &[&String]| json!({ "plan": plan, "approvals": approvals });
    let error = refused(&tenant, "apply", &input(&[]), NotApproved::MissingApprovals);
    assert_eq!(error.message, "The plan needs 2 approvals but has 0");
    let error = refused(
        &tenant,
        "apply",
        &input(&[&alex, &alex_again]),
        NotApproved::MissingApprovals,
    );
    assert!(
        error.message.contains("approvals[1] is by the same person"),
        "{error}"
    );
    let other = offboarding(&tenant, &active(&tenant, 3));
    let foreign = approval(&tenant, &other, "kim@example.com");
    let error = refused(
        &tenant,
        "apply",
        &input(&[&alex, &foreign]),
        NotApproved::MissingApprovals,
    );
    assert!(
        error
            .message
            .contains("approvals[1] is for a plan with other changes"),
        "{error}"
    );
    let rejection =
        json!({ "plan": plan, "by": "lee", "decision": "reject", "comment": "Too early" });
    let rejection = tenant.done("approve", &rejection.to_string())["approval"]
        .as_str()
        .expect("text")
        .to_owned();
    let error = refused(
        &tenant,
        "apply",
        &input(&[&alex, &kim, &rejection]),
        NotApproved::Rejected,
    );
    assert!(
        error.message.contains("rejected by lee") && error.message.contains("Too early"),
        "{error}"
    );
    let large = offboarding(&tenant, &active(&tenant, 4));
    refused(
        &tenant,
        "apply",
        &json!({ "plan": large }),
        NotApproved::TooLarge,
    );
    // An approval is no plan, and a plan's signature no approval.
    let signature = plan["signature"].as_str().expect("a signature").to_owned();
    refused(
        &tenant,
        "apply",
        &input(&[&signature, &kim]),
        NotApproved::Malformed,
    );
    let output = tenant.done("apply", &input(&[&alex, &kim]).to_string());
    assert_eq!(output["complete"], true);
}

#[test]
fn an_update_that_also_deactivates_counts_as_a_deactivation() {
    let tenant = tenant(&with_rules(r#"{"approvers":0,"maxDeactivations":0}"#));
    let changes = json!({ "isActive": false, "title": "Left" });
    let input = json!({ "ID": active(&tenant, 1)[0], "changes": changes });
    let input = json!({ "action": "update", "input": input });
    let plan = tenant.done("plan", &input.to_string())["plan"].clone();
    assert_eq!(plan["counts"]["deactivate"], 1);
    let input = json!({ "plan": plan });
    refused(&tenant, "apply", &input, NotApproved::TooLarge);
}

#[test]
fn an_approval_counts_for_the_same_change_made_again() {
    let tenant = tenant(&with_rules("{}"));
    let ids = active(&tenant, 2);
    let plan = offboarding(&tenant, &ids);
    let approval = approval(&tenant, &plan, "alex@example.com");
    wait(&tenant, 3_600_000.0);
    let again = offboarding(&tenant, &[ids[1].clone(), ids[0].clone()]);
    assert_ne!(again["signature"], plan["signature"]);
    let input = json!({ "plan": again, "approvals": [approval] });
    assert_eq!(tenant.done("apply", &input.to_string())["complete"], true);
    // The approval expires with the plan for which it was given.
    wait(&tenant, 86_400_000.0 - 3_600_000.0 + 61_000.0);
    let error = refused(&tenant, "apply", &input, NotApproved::MissingApprovals);
    assert!(error.message.contains("approvals[0] expired"), "{error}");
    wait(&tenant, 3_600_000.0);
    refused(&tenant, "apply", &input, NotApproved::Expired);
}

#[test]
fn an_unsigned_plan_is_applied_by_its_own_connection_alone() {
    let own = tenant("{}");
    let ids = active(&own, 1);
    let plan = offboarding(&own, &ids);
    assert!(plan.get("signature").is_none());
    let mut changed = plan.clone();
    changed["requestedBy"] = "mallory".into();
    refused(
        &own,
        "apply",
        &json!({ "plan": changed }),
        NotApproved::Unsigned,
    );
    let other = tenant("{}");
    refused(
        &other,
        "apply",
        &json!({ "plan": plan }),
        NotApproved::Unsigned,
    );
    let input = json!({ "plan": plan, "allowUnsigned": true });
    assert_eq!(other.done("apply", &input.to_string())["complete"], true);
    let output = apply(&own, &plan);
    assert_eq!(outcomes(&output), ["applied"]);
    refused(
        &tenant(&with_rules(r#"{"approvers":0}"#)),
        "apply",
        &input,
        NotApproved::Unsigned,
    );
    assert_eq!(
        tenant(&with_keys()).done("apply", &input.to_string())["complete"],
        true
    );
}

#[test]
fn a_plan_of_another_tenant_is_refused() {
    let tenant = tenant(&with_keys());
    let plan = offboarding(&tenant, &active(&tenant, 1));
    let elsewhere = format!(
        r#"{{"planKeys":{},"baseUrl":"https://other.my.workfront.com","credentials":{{"type":"apiKey","apiKey":"k"}}}}"#,
        super::support::KEYS
    );
    let elsewhere =
        workfront_actions::Plugin::new(&crate::support::json(&elsewhere)).expect("good options");
    let input = crate::support::json(&json!({ "plan": plan }).to_string());
    let call = elsewhere.run("apply", input, tenant.host(), None);
    let error = futures_executor::block_on(call).expect_err("another host");
    assert_eq!(error.reason, Some(NotApproved::OtherTenant.into()));
}

#[test]
fn a_receipt_says_what_was_done_and_by_whose_approval() {
    let tenant = tenant(&with_rules("{}"));
    let ids = active(&tenant, 2);
    let plan = offboarding(&tenant, &ids);
    let approval = approval(&tenant, &plan, "alex@example.com");
    let input = json!({ "plan": plan, "approvals": [approval] });
    let output = tenant.done("apply", &input.to_string());
    let input = json!({ "receipt": output["receipt"] });
    let verified = tenant.done("verifyReceipt", &input.to_string());
    assert_eq!(verified["valid"], true);
    let receipt = &verified["receipt"];
    assert_eq!(receipt["plan"]["fingerprint"], plan["fingerprint"]);
    assert_eq!(receipt["approvals"][0]["by"], "alex@example.com");
    assert_eq!(receipt["counts"], output["counts"]);
    assert_eq!(receipt["steps"][1]["before"]["isActive"], true);
    assert_eq!(receipt["steps"][1]["after"], json!({ "isActive": false }));
    // The approval isn't a receipt.
    let verified = tenant.done("verifyReceipt", &json!({ "receipt": approval }).to_string());
    assert_eq!(
        (&verified["valid"], &verified["reason"]),
        (&json!(false), &json!("malformed"))
    );
    let unsigned = super::support::tenant("{}");
    let output = apply(&unsigned, &offboarding(&unsigned, &ids));
    let verified = tenant.done(
        "verifyReceipt",
        &json!({ "receipt": output["receipt"] }).to_string(),
    );
    assert_eq!(
        (&verified["valid"], &verified["reason"]),
        (&json!(false), &json!("unsigned"))
    );
    let error = unsigned.fails(
        "verifyReceipt",
        &json!({ "receipt": output["receipt"] }).to_string(),
    );
    assert_eq!(
        (error.kind, error.fields[0].as_str()),
        (ErrorKind::Validation, "planKeys")
    );
}

#[test]
fn undo_restores_what_was_and_holds_back_what_was_changed_since() {
    let tenant = tenant(&with_keys());
    let ids: Vec<String> = active(&tenant, 20)
        .into_iter()
        .filter(|id| tenant.user(id)["accessLevelID"].is_string())
        .take(3)
        .collect();
    update(&tenant, &ids[2], json!({ "title": "Before" }));
    let before: Vec<Value> = ids.iter().map(|id| tenant.user(id)).collect();
    let first = apply(&tenant, &offboarding(&tenant, &ids[..2]));
    let input =
        json!({ "action": "update", "input": { "ID": ids[2], "changes": { "title": "After" } } });
    let plan = tenant.done("plan", &input.to_string())["plan"].clone();
    let second = apply(&tenant, &plan);
    let input =
        json!({ "receipts": [first["receipt"], second["receipt"]], "requestedBy": "robin" });
    let undo = tenant.done("undo", &input.to_string())["plan"].clone();
    assert_eq!(undo["action"], "undo");
    assert_eq!(undo["counts"]["reactivate"], 2);
    assert_eq!(undo["counts"]["update"], 1);
    assert!(
        undo["warnings"][0]
            .as_str()
            .expect("a warning")
            .contains("proof licence")
    );
    // Somebody changes one of them meanwhile.
    update(&tenant, &ids[2], json!({ "title": "Meanwhile" }));
    let held = tenant.done("undo", &input.to_string())["plan"].clone();
    assert_eq!(held["held"][0]["reason"], "changed");
    assert_eq!(held["held"][0]["ID"], *ids[2]);
    update(&tenant, &ids[2], json!({ "title": "After" }));
    let output = apply(&tenant, &undo);
    assert_eq!(outcomes(&output), ["applied"; 3], "{output}");
    for (user, id) in before.iter().zip(&ids) {
        let now = tenant.user(id);
        for field in ["isActive", "accessLevelID", "title"] {
            assert_eq!(now[field], user[field], "{field}");
        }
    }
    let nothing = tenant.done("undo", &input.to_string())["plan"].clone();
    assert_eq!(
        (&nothing["steps"], &nothing["counts"]["unchanged"]),
        (&json!([]), &json!(3))
    );
}

#[test]
fn recheck_finds_who_came_alive_again() {
    let tenant = tenant(&with_keys());
    let ids: Vec<String> = active(&tenant, 20)
        .into_iter()
        .filter(|id| tenant.user(id)["accessLevelID"].is_string())
        .take(2)
        .collect();
    let output = apply(&tenant, &offboarding(&tenant, &ids));
    let input = json!({ "receipt": output["receipt"] }).to_string();
    let report = tenant.done("recheck", &input)["report"].clone();
    assert_eq!(
        (&report[0]["state"], &report[1]["state"]),
        (&json!("asApplied"), &json!("asApplied"))
    );
    tenant.done("reactivate", &json!({ "ID": ids[1] }).to_string());
    let report = tenant.done("recheck", &input)["report"].clone();
    let changed = report
        .as_array()
        .expect("a report")
        .iter()
        .find(|entry| entry["ID"] == *ids[1]);
    let changed = changed.expect("an entry");
    assert_eq!(changed["state"], "changed");
    let expected = json!([{ "field": "isActive", "planned": false, "present": true }]);
    assert_eq!(changed["differences"], expected);
}

#[test]
fn the_guards_of_the_connection_hold_people_back() {
    let tenant = tenant(&with_keys());
    let own = tenant.wire.sandbox.borrow().snapshot().expect("a snapshot")["adminID"].clone();
    let ids = active(&tenant, 1);
    let input = json!({ "action": "offboard", "input": { "IDs": [own, ids[0]] } });
    let plan = tenant.done("plan", &input.to_string())["plan"].clone();
    assert_eq!(plan["held"][0]["reason"], "ownUser");
    assert_eq!(plan["held"][0]["ID"], own);
    assert_eq!(plan["counts"]["deactivate"], 1);
    let protect = format!(
        r#"{{"planKeys":{},"protect":{{"IDs":["{}"]}}}}"#,
        super::support::KEYS,
        ids[0]
    );
    let strict = super::support::tenant(&protect);
    let output = strict.done("apply", &json!({ "plan": plan }).to_string());
    assert_eq!(outcomes(&output), ["held"]);
    assert_eq!(output["report"][0]["error"]["reason"], "protected");
    assert_eq!(output["complete"], true);
    assert_eq!(strict.user(&ids[0])["isActive"], true);
}

#[test]
fn more_people_than_the_limit_stop_the_run_before_its_first_write() {
    let connection = format!(r#"{{"planKeys":{},"maxPeople":2}}"#, super::support::KEYS);
    let tenant = super::support::tenant(&connection);
    let ids = active(&tenant, 3);
    let plan = offboarding(&tenant, &ids);
    assert!(
        plan["warnings"][0]
            .as_str()
            .expect("a warning")
            .contains("limit of 2"),
        "{plan}"
    );
    let error = tenant.fails("apply", &json!({ "plan": plan }).to_string());
    assert_eq!(error.kind, ErrorKind::Forbidden);
    assert_eq!(tenant.user(&ids[0])["isActive"], true);
    let input = json!({ "action": "offboard", "input": { "IDs": ids, "maxPeople": 3 } });
    let output = tenant.done("plan", &input.to_string());
    assert_eq!(output["plan"]["maxPeople"], 3);
    let why = output["wouldStop"]["hint"].as_str().expect("a hint");
    assert!(why.contains("no plan raises it"), "{why}");
    let raised = super::support::connection(&connection.replace(":2}", ":3}"));
    let plan = json!({ "plan": output["plan"] }).to_string();
    let call = raised.run("apply", crate::support::json(&plan), tenant.host(), None);
    let output = futures_executor::block_on(call).expect("an output");
    assert_eq!(
        output
            .get("counts")
            .and_then(|counts| counts.get_f64("applied")),
        Some(3.0)
    );
}

#[test]
fn groups_that_were_planned_are_applied() {
    let tenant = tenant(&with_keys());
    let id = &active(&tenant, 1)[0];
    let input = json!({
        "action": "update",
        "input": { "ID": id, "changes": { "userGroups": [{ "group": "Finance" }] }, "collections": "merge" },
    });
    let plan = tenant.done("plan", &input.to_string())["plan"].clone();
    let output = tenant.done("apply", &json!({ "plan": plan }).to_string());
    assert_eq!(output["counts"]["applied"], 1, "{output}");
    let again = tenant.done("plan", &input.to_string());
    assert_eq!(again["plan"]["steps"], json!([]));
}
