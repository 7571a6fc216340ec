//! People who wait for an approval can't be deactivated, and a rejection deletes them.

use super::{assert_reason, connected, own};
use crate::support::{Tenant, refused};
use serde_json::{Value, json};
use workfront_actions::error::{ErrorKind, GuardReason};

const HOUR_MS: f64 = 3_600_000.0;

/// A tenant with pending users of these names, whose approvals clear after an hour. Returns their IDs.
fn with_pending(names: &[&str], connection: &str) -> (Tenant, Vec<String>) {
    let tenant = connected(
        r#"{"people":30,"pendingApproval":true,"pendingClearsAfterMs":3600000}"#,
        connection,
    );
    let level = tenant.id_of("accessLevels", "Standard");
    let create = |name: &&str| {
        let email = format!("{name}@acme.com");
        let input = json!({
            "firstName": "New", "lastName": name, "username": email, "emailAddr": email,
            "accessLevelID": level,
        });
        let output = tenant.done("create", &input.to_string());
        assert_eq!(output["status"], "pending");
        output["user"]["ID"].as_str().expect("an ID").to_owned()
    };
    let ids = names.iter().map(create).collect();
    (tenant, ids)
}

fn is_there(tenant: &Tenant, id: &str) -> bool {
    tenant.users().iter().any(|user| user["ID"] == *id)
}

fn outcomes(output: &Value) -> Vec<&str> {
    let report = output["report"].as_array().expect("a report");
    let outcomes = report.iter().map(|entry| entry["outcome"].as_str());
    outcomes
        .map(|outcome| outcome.expect("an outcome"))
        .collect()
}

/// The requests that aren't GET.
fn writes(tenant: &Tenant) -> usize {
    let sent = tenant.sent().into_iter();
    sent.filter(|line| !line.starts_with("GET")).count()
}

#[test]
fn nothing_is_sent_for_pending_people_and_they_become_active() {
    let (tenant, ids) = with_pending(&["ann", "ben"], "{}");
    let before = writes(&tenant);
    let output = tenant.done("offboard", &json!({ "IDs": ids }).to_string());
    assert_eq!(outcomes(&output), ["pending", "pending"]);
    assert_eq!(output["counts"]["pending"], 2);
    assert_eq!(output["complete"], json!(false));
    assert!(
        output["notes"]
            .to_string()
            .contains("when the approval clears")
    );
    let dry = tenant.done("offboard", r#"{"emails":["ann@acme.com"],"dryRun":true}"#);
    assert_eq!(outcomes(&dry), ["pending"]);
    let output = tenant.done("deactivate", &json!({ "ID": ids[0] }).to_string());
    assert_eq!(output["pending"], json!(true));
    assert_eq!(output["after"]["isActive"], json!(false));
    assert_eq!(output.get("evidence"), None);
    assert_eq!(writes(&tenant), before);
    tenant.wait(HOUR_MS);
    let output = tenant.done("get", &json!({ "ID": ids[0] }).to_string());
    assert_eq!(output["user"]["isActive"], json!(true));
    let output = tenant.done("offboard", &json!({ "IDs": ids }).to_string());
    assert_eq!(outcomes(&output), ["deactivated", "deactivated"]);
}

#[test]
fn writes_that_would_deactivate_pending_people_are_held_as_a_whole() {
    let (tenant, ids) = with_pending(&["ann"], "{}");
    let id = &ids[0];
    let before = (tenant.user(id), writes(&tenant));
    let person = json!({
        "emailAddr": "ann@acme.com", "username": "ann@acme.com", "firstName": "New", "lastName": "ann",
        "accessLevelID": before.0["accessLevelID"], "isActive": false, "title": "x", "waitMs": 0,
    });
    for (action, input) in [
        (
            "update",
            json!({ "ID": id, "changes": { "isActive": false } }),
        ),
        (
            "update",
            json!({ "ID": id, "changes": { "title": "x", "isActive": false } }),
        ),
        (
            "update",
            json!({ "ID": id, "changes": { "isActive": false, "accessLevelID": "other" } }),
        ),
        ("provision", person.clone()),
        (
            "call",
            json!({ "method": "PUT", "object": "user", "ID": id, "body": { "isActive": false } }),
        ),
        (
            "call",
            json!({ "method": "PUT", "object": "user", "ID": id, "parameters": { "isActive": 0 } }),
        ),
    ] {
        let error = tenant.fails(action, &input.to_string());
        assert_reason(&error, GuardReason::Pending);
        assert_eq!(error.id.as_deref(), Some(id.as_str()), "{action} {input}");
        assert!(error.hint.contains("isActive"), "{}", error.hint);
    }
    let mut dry = person;
    dry["dryRun"] = json!(true);
    let output = tenant.done("provision", &dry.to_string());
    assert_eq!(output["outcome"], "held");
    assert_eq!(output["held"]["reason"], "pending");
    let input = json!({ "operations": [
        { "method": "PUT", "uri": format!("/user/{id}"), "body": { "isActive": false, "title": "x" } },
    ] });
    let output = tenant.done("batch", &input.to_string());
    let result = &output["results"][0];
    assert_eq!(
        (&result["state"], &result["error"]["reason"]),
        (&json!("held"), &json!("pending"))
    );
    assert_eq!((tenant.user(id), writes(&tenant)), before);
    // What doesn't deactivate is sent.
    tenant.done(
        "update",
        &json!({ "ID": id, "changes": { "title": "x" } }).to_string(),
    );
    tenant.wait(HOUR_MS);
    tenant.done(
        "update",
        &json!({ "ID": id, "changes": { "isActive": false } }).to_string(),
    );
    assert_eq!(tenant.user(id)["isActive"], json!(false));
}

#[test]
fn people_who_were_deactivated_are_not_pending() {
    let (tenant, ids) = with_pending(&["ann"], "{}");
    tenant.wait(HOUR_MS);
    tenant.done("deactivate", &json!({ "ID": ids[0] }).to_string());
    let output = tenant.done("offboard", &json!({ "IDs": ids }).to_string());
    assert_eq!(outcomes(&output), ["alreadyInactive"]);
    let output = tenant.done("deactivate", &json!({ "ID": ids[0] }).to_string());
    assert_eq!(output.get("pending"), None);
}

#[test]
fn only_confirmed_people_are_rejected_and_they_are_gone() {
    let (tenant, ids) = with_pending(&["ann", "ben"], "{}");
    let users = tenant.users();
    let own = own(&tenant);
    let is_plain = |user: &&Value| user["isActive"] == json!(true) && user["ID"] != *own;
    let plain = users.iter().find(is_plain).expect("an active user")["ID"].clone();
    let everybody = json!([ids[0], plain, ids[1]]);
    let mut input = json!({ "IDs": everybody, "pending": "reject", "dryRun": true });
    let dry = tenant.done("offboard", &input.to_string());
    let expected = ["rejectionPlanned", "planned", "rejectionPlanned"];
    assert_eq!(outcomes(&dry), expected);
    assert!(dry["notes"].to_string().contains("can't be undone"));
    assert_eq!(tenant.users(), users);
    input["dryRun"] = json!(false);
    input["confirm"] = json!([ids[1]]);
    let output = tenant.done("offboard", &input.to_string());
    assert_eq!(outcomes(&output), ["pending", "deactivated", "rejected"]);
    assert_eq!(output["counts"]["rejected"], 1);
    assert!(is_there(&tenant, &ids[0]));
    assert!(!is_there(&tenant, &ids[1]));
    tenant.wait(HOUR_MS);
    let output = tenant.done("offboard", &input.to_string());
    let expected = ["deactivated", "alreadyInactive", "notFound"];
    assert_eq!(outcomes(&output), expected);
}

#[test]
fn deactivate_rejects_one_on_request() {
    let (tenant, ids) = with_pending(&["ann"], "{}");
    let input = json!({ "ID": ids[0], "pending": "reject", "confirm": ids[0] });
    let output = tenant.done("deactivate", &input.to_string());
    assert_eq!(output["deleted"], json!(true));
    assert_eq!(output["evidence"], "readBack");
    assert!(!is_there(&tenant, &ids[0]));
}

#[test]
fn a_rejection_has_the_guards_of_a_deletion() {
    let (tenant, ids) = with_pending(
        &["ann", "ben"],
        r#"{"protect":{"emails":["ann@acme.com"]},"maxPeople":1}"#,
    );
    let mut input = json!({ "IDs": ids, "pending": "reject", "confirm": ids, "maxPeople": 0 });
    let error = tenant.fails("offboard", &input.to_string());
    assert_reason(&error, GuardReason::Limit);
    assert!(is_there(&tenant, &ids[1]));
    let one = json!({ "ID": ids[0], "pending": "reject", "confirm": ids[0] });
    let error = tenant.fails("deactivate", &one.to_string());
    assert_reason(&error, GuardReason::Protected);
    input["maxPeople"] = json!(1);
    let output = tenant.done("offboard", &input.to_string());
    assert_eq!(outcomes(&output), ["held", "rejected"]);
    assert!(is_there(&tenant, &ids[0]));
}

#[test]
fn a_rejection_whose_response_is_lost_is_read_back() {
    for (effect, is_sent_twice) in [("dropAfterCommit", false), ("dropBeforeCommit", true)] {
        let (tenant, ids) = with_pending(&["ann"], "{}");
        tenant.script(&format!(
            r#"[{{"matching":{{"method":"PUT","nth":1}},"effect":{{"type":"{effect}"}}}}]"#
        ));
        let input = json!({ "IDs": ids, "pending": "reject", "confirm": ids });
        let before = writes(&tenant);
        let output = tenant.done("offboard", &input.to_string());
        assert_eq!(outcomes(&output), ["rejected"], "{effect}");
        assert!(!is_there(&tenant, &ids[0]));
        assert_eq!(writes(&tenant) - before, 1 + usize::from(is_sent_twice));
    }
}

#[test]
fn a_rejection_needs_a_confirmation() {
    for (action, input, field) in [
        (
            "offboard",
            r#"{"IDs":["u1"],"pending":"reject"}"#,
            "confirm",
        ),
        (
            "offboard",
            r#"{"emails":["ann@acme.com"],"pending":"reject","confirm":[]}"#,
            "confirm",
        ),
        (
            "offboard",
            r#"{"IDs":["u1"],"pending":"delete"}"#,
            "pending",
        ),
        ("deactivate", r#"{"ID":"u1","pending":"reject"}"#, "confirm"),
        (
            "deactivate",
            r#"{"ID":"u1","pending":"reject","confirm":"u2"}"#,
            "confirm",
        ),
        (
            "deactivate",
            r#"{"user":"ann@acme.com","pending":"reject","confirm":"u1"}"#,
            "ID",
        ),
    ] {
        let error = refused(action, input);
        assert_eq!(error.kind, ErrorKind::Validation);
        assert_eq!(error.fields, [field], "{input}");
    }
}
