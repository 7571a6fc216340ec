//! What `batch` holds back, and that the rest is done.

use super::{active_people, assert_reason, connected, new, own, tenant_with_administrators};
use crate::support::Tenant;
use serde_json::{Value, json};
use workfront_actions::error::{ErrorKind, GuardReason};

const DIALECTS: [&str; 3] = ["operations", "uris", "bulk"];

fn put(id: &str, body: Value) -> Value {
    json!({ "method": "PUT", "uri": format!("/user/{id}"), "body": body })
}

fn deactivation(id: &str) -> Value {
    put(id, json!({ "isActive": false }))
}

fn title(id: &str) -> Value {
    put(id, json!({ "title": "Head of Design" }))
}

/// Each way to shut a user out with one operation.
pub(super) fn every_operation(id: &str) -> Vec<Value> {
    let with = |method: &str, uri: &str| {
        let uri = uri.replace("<ID>", id);
        json!({ "method": method, "uri": uri })
    };
    let mut all = vec![
        with("DELETE", "/user/<ID>"),
        with("DELETE", "user/<ID>?force=true"),
        with("PUT", "/user/<ID>?isActive=false"),
        with("PUT", "/user/<ID>?is%41ctive=f%61lse"),
        with("PUT", "/user/<ID>?fields=ID;isActive=0"),
        with("PUT", "/user/lou?ID=<ID>&isActive=no"),
        with("PUT", "/user/replace?id=<ID>&replacementID=lou"),
        with("PUT", "/user/<ID>/replace?replacementID=lou"),
        with("PUT", "/user/<ID>?EMAILADDR=other%40acme.com"),
        with("PUT", "/userapproval/reject?userIDs=lou,<ID>"),
        with("PUT", "/USRAPV/reject?userids=%5B%22<ID>%22%5D"),
    ];
    for (method, uri, body) in [
        ("PUT", "/user/<ID>", r#"{"isActive":false}"#),
        ("PUT", "user/<ID>", r#"{"isActive":"false"}"#),
        ("PUT", "/USER/<ID>", r#"{"isActive":"FALSE"}"#),
        ("PUT", "/User/<ID>", r#"{"isActive":0}"#),
        (
            "PUT",
            "/user/<ID>?fields=title",
            r#"{"title":"x","isActive":null}"#,
        ),
        ("POST", "/user/<ID>", r#"{"isActive":false}"#),
        ("PUT", "/user/<ID>", r#"{"ID":"<ID>","isActive":false}"#),
        (
            "PUT",
            "/user/<ID>",
            r#"{"scheduledDeactivationDate":"2030-01-02"}"#,
        ),
        ("PUT", "/user/<ID>", r#"{"accessLevelID":"other"}"#),
        ("PUT", "/user/<ID>", r#"{"accessLevel":{"ID":"other"}}"#),
        ("PUT", "/user/<ID>", r#"{"username":"someone-else"}"#),
        ("PUT", "/user/<ID>", r#"{"ssoUsername":"someone-else"}"#),
        ("PUT", "/user/<ID>", r#"{"emailAddr":"other@acme.com"}"#),
        ("PUT", "/user/<ID>", r#"{"userApproval":{"status":"REJ"}}"#),
        ("PUT", "/user/<ID>", r#"{"updates":"{isActive:false}"}"#),
        ("PUT", "/user/<ID>", r#"{"method":"DELETE"}"#),
        (
            "PUT",
            "/user/lou",
            r#"{"directReports":[{"ID":"<ID>","isActive":false}]}"#,
        ),
        ("PUT", "/userapproval/reject", r#"{"userIDs":["<ID>"]}"#),
    ] {
        let mut operation = with(method, uri);
        let body = body.replace("<ID>", id);
        operation["body"] = serde_json::from_str(&body).expect("a body");
        all.push(operation);
    }
    all
}

fn input(operations: &[Value], more: Value) -> String {
    let mut input = more;
    input["operations"] = json!(operations);
    input.to_string()
}

/// The state of each result; for those with an error its reason or kind too.
fn states(output: &Value) -> Vec<String> {
    let results = output["results"].as_array().expect("results");
    let state = |result: &Value| {
        let state = result["state"].as_str().expect("a state");
        assert_eq!(result["ok"], json!(state == "done"), "{result}");
        let error = &result["error"];
        let why = error["reason"].as_str().or(error["kind"].as_str());
        why.map_or(state.to_owned(), |why| format!("{state} {why}"))
    };
    results.iter().map(state).collect()
}

fn run(tenant: &Tenant, operations: &[Value], more: Value) -> Value {
    tenant.done("batch", &input(operations, more))
}

#[track_caller]
fn assert_unwritten(tenant: &Tenant) {
    let sent = tenant.sent();
    assert!(sent.iter().all(|line| line.starts_with("GET")), "{sent:#?}");
}

#[track_caller]
fn assert_held(tenant: &Tenant, operation: &Value, id: &str, reason: &str) {
    let before = tenant.user(id);
    let lou = deactivation("lou");
    let output = run(tenant, &[operation.clone(), title("lou"), lou], json!({}));
    let expected = [
        format!("held {reason}"),
        "done".to_owned(),
        "done".to_owned(),
    ];
    assert_eq!(states(&output), expected, "{operation}: {output:#}");
    assert_eq!(output["complete"], json!(false));
    let error = &output["results"][0]["error"];
    assert_eq!(
        (&error["kind"], &error["ID"]),
        (&json!("forbidden"), &json!(id))
    );
    assert!(!error["hint"].as_str().expect("a hint").is_empty());
    assert_eq!(tenant.user(id), before, "{operation}");
    assert_eq!(tenant.user("lou")["isActive"], json!(false));
    assert_eq!(tenant.user("lou")["title"], "Head of Design");
}

#[test]
fn every_operation_on_administrators_is_held_in_each_dialect_and_the_rest_is_done() {
    for dialect in DIALECTS {
        for operation in every_operation("boss") {
            let connection = json!({ "batchDialect": dialect }).to_string();
            let tenant = connected(&tenant_with_administrators(&["boss"]), &connection);
            assert_held(&tenant, &operation, "boss", "administrator");
        }
    }
}

#[test]
fn the_own_user_is_held_and_whoever_is_protected() {
    let tenant = new(&tenant_with_administrators(&["boss"]));
    for operation in every_operation(&own(&tenant)) {
        let tenant = new(&tenant_with_administrators(&["boss"]));
        assert_held(&tenant, &operation, &own(&tenant), "ownUser");
    }
    for operation in every_operation("jane") {
        let protect = r#"{"protect":{"IDs":["jane"]}}"#;
        let tenant = connected(&tenant_with_administrators(&["boss"]), protect);
        assert_held(&tenant, &operation, "jane", "protected");
    }
}

#[test]
fn one_active_administrator_besides_the_own_user_remains() {
    let all = json!({ "includeAdministrators": true });
    let tenant = new(&tenant_with_administrators(&["boss"]));
    for operation in every_operation("boss") {
        let output = run(&tenant, &[operation], all.clone());
        assert_eq!(states(&output), ["held lastAdministrator"], "{output:#}");
    }
    for dialect in DIALECTS {
        let connection = json!({ "batchDialect": dialect }).to_string();
        let options = tenant_with_administrators(&["boss", "chief"]);
        let tenant = connected(&options, &connection);
        let both = [deactivation("boss"), title("boss"), deactivation("chief")];
        let output = run(&tenant, &both, json!({}));
        let administrators = ["held administrator", "done", "held administrator"];
        assert_eq!(states(&output), administrators);
        let output = run(&tenant, &both, all.clone());
        assert_eq!(states(&output), ["done", "done", "held lastAdministrator"]);
        assert_eq!(tenant.user("boss")["isActive"], json!(false));
        assert_eq!(tenant.user("chief")["isActive"], json!(true));
    }
}

#[test]
fn an_operation_that_is_held_shuts_nobody_out() {
    // The first would shut two people out, and is held for the one who is protected.
    let both = json!({ "method": "PUT", "uri": "/userapproval/reject?userIDs=boss,jane" });
    let options = tenant_with_administrators(&["boss", "chief"]);
    let tenant = connected(&options, r#"{"protect":{"IDs":["jane"]},"maxPeople":1}"#);
    let operations = [both, deactivation("chief")];
    let output = run(
        &tenant,
        &operations,
        json!({ "includeAdministrators": true }),
    );
    assert_eq!(states(&output), ["held protected", "done"]);
    let error = tenant.fails("deactivate", r#"{"ID":"lou"}"#);
    assert_reason(&error, GuardReason::Limit);
}

#[test]
fn what_concerns_everyone_or_nobody_is_held() {
    let tenant = new(&tenant_with_administrators(&[]));
    let everyone = json!({ "method": "PUT", "uri": "/user/clearAllApiKeys" });
    let own_key = json!({ "method": "PUT", "uri": "/user?action=clearApiKey" });
    let output = run(&tenant, std::slice::from_ref(&everyone), json!({}));
    assert_eq!(states(&output), ["held ownUser"]);
    assert_eq!(
        (&output["requests"], output.get("dialect")),
        (&json!(0), None)
    );
    let missing = json!({ "method": "DELETE", "uri": "/user/nobody" });
    let approval = json!({ "method": "DELETE", "uri": "/userapproval/nothing" });
    let operations = [missing, own_key, everyone, approval, title("jane")];
    let output = run(&tenant, &operations, json!({}));
    let expected = [
        "notDone notFound",
        "notDone validation",
        "held ownUser",
        "notDone notFound",
        "done",
    ];
    assert_eq!(states(&output), expected, "{output:#}");
    let sent = tenant.sent();
    assert!(
        !sent.iter().any(|line| line.starts_with("DELETE")),
        "{sent:#?}"
    );
}

#[test]
fn operations_that_shut_nobody_out_cost_no_guard() {
    let connection = r#"{"batchDialect":"operations"}"#;
    let tenant = connected(&tenant_with_administrators(&["boss"]), connection);
    let own = own(&tenant);
    let operations = [
        title(&own),
        put("boss", json!({ "isActive": true })),
        json!({ "method": "GET", "uri": "/user/search?isActive=false" }),
    ];
    let output = run(&tenant, &operations, json!({}));
    assert_eq!(
        (&output["complete"], &output["requests"]),
        (&json!(true), &json!(1))
    );
    // A value that the user has already costs reading the user, but isn't guarded.
    let same = put(
        "boss",
        json!({ "accessLevelID": "admins", "username": "boss@acme.com" }),
    );
    let output = run(&tenant, &[same], json!({}));
    assert_eq!(
        (states(&output), &output["requests"]),
        (vec!["done".to_owned()], &json!(2))
    );
    assert!(!tenant.sent().iter().any(|line| line.contains("/session")));
}

#[test]
fn the_limit_stops_the_run_before_its_first_write() {
    for dialect in DIALECTS {
        for (most, count, is_allowed) in
            [(0, 1, false), (3, 3, true), (3, 4, false), (40, 40, true)]
        {
            let connection = json!({ "batchDialect": dialect, "maxPeople": 7 });
            let tenant = connected(r#"{"people":60}"#, &connection.to_string());
            let people = active_people(&tenant);
            let inactive = tenant.users().into_iter();
            let inactive = inactive.filter(|user| user["isActive"] == json!(false));
            let mut operations = vec![title(&people[50])];
            operations.extend(people[..count].iter().map(|id| deactivation(id)));
            // Those who are named twice count once, and those who are inactive or held back don't count.
            operations.push(put(&people[0], json!({ "username": "someone-else" })));
            operations
                .extend(inactive.map(|user| deactivation(user["ID"].as_str().expect("an ID"))));
            operations.push(deactivation(&own(&tenant)));
            let before = tenant.users();
            let input = input(&operations, json!({ "maxPeople": most, "chunkSize": 2 }));
            if is_allowed {
                let output = tenant.done("batch", &input);
                let states = states(&output);
                let (last, others) = states.split_last().expect("results");
                assert_eq!(last, "held ownUser");
                assert!(others.iter().all(|state| state == "done"), "{states:?}");
                continue;
            }
            let error = tenant.fails("batch", &input);
            assert_reason(&error, GuardReason::Limit);
            assert_eq!(error.fields, ["maxPeople"]);
            assert_eq!(before, tenant.users());
            assert_unwritten(&tenant);
        }
    }
}

#[test]
fn without_a_number_a_tenth_of_the_people_may_be_shut_out() {
    let tenant = new(r#"{"people":100}"#);
    let people = active_people(&tenant);
    let operations: Vec<Value> = people[..11].iter().map(|id| deactivation(id)).collect();
    let error = tenant.fails("batch", &input(&operations, json!({})));
    assert_reason(&error, GuardReason::Limit);
    assert_unwritten(&tenant);
    assert_eq!(
        run(&tenant, &operations[..10], json!({}))["complete"],
        json!(true)
    );
    // The people of a batch count with those of the last hour.
    let error = tenant.fails("batch", &input(&operations[10..], json!({})));
    assert!(
        error.message.contains("10 within the last hour"),
        "{}",
        error.message
    );
}

#[test]
fn who_was_certainly_not_shut_out_does_not_count() {
    let tenant = connected(r#"{"deleteAllowed":false}"#, r#"{"maxPeople":2}"#);
    let people = active_people(&tenant);
    let deletion = |id: &str| json!({ "method": "DELETE", "uri": format!("/user/{id}") });
    for id in &people[..4] {
        let output = run(&tenant, &[deletion(id)], json!({}));
        assert_eq!(output["results"][0]["state"], "notDone", "{output:#}");
    }
    // One of the two people is deactivated before the deletion is refused.
    let mixed = [
        deactivation(&people[0]),
        deletion(&people[0]),
        deletion(&people[1]),
    ];
    run(&tenant, &mixed, json!({}));
    run(&tenant, &[deactivation(&people[1])], json!({}));
    let error = tenant.fails("batch", &input(&[deactivation(&people[2])], json!({})));
    assert_reason(&error, GuardReason::Limit);
}

#[test]
fn a_run_whose_guards_cannot_read_is_rejected_before_its_first_write() {
    for path in ["/user/search", "/session"] {
        let tenant = new(&tenant_with_administrators(&["boss"]));
        let fault = json!([{ "matching": { "pathContains": path }, "effect": { "type": "status", "status": 403 } }]);
        tenant.script(&fault.to_string());
        let operations = [title("jane"), deactivation("lou")];
        let outcome = tenant.call("batch", &input(&operations, json!({})));
        match outcome {
            Err(error) => assert_eq!(error.kind, ErrorKind::Forbidden, "{error:?}"),
            // Without the own user every guarded operation is held.
            Ok(output) => assert_eq!(states(&output), ["done", "held ownUserUnknown"]),
        }
        assert_eq!(tenant.user("lou")["isActive"], json!(true), "{path}");
    }
}

#[test]
fn a_dry_run_tells_what_would_be_sent_and_is_never_stopped() {
    let connection = r#"{"maxPeople":2}"#;
    let tenant = connected(&tenant_with_administrators(&["boss", "chief"]), connection);
    let operations = [
        deactivation("jane"),
        deactivation("boss"),
        json!({ "method": "PUT", "uri": "/user" }),
        title("boss"),
        json!({ "method": "DELETE", "uri": "/user/nobody" }),
        deactivation("lou"),
    ];
    let before = tenant.users();
    let expected = [
        "planned",
        "held administrator",
        "notDone validation",
        "planned",
        "notDone notFound",
        "planned",
    ];
    for _ in 0..3 {
        let output = run(&tenant, &operations, json!({ "dryRun": true }));
        assert_eq!(states(&output), expected, "{output:#}");
        assert_eq!(output["complete"], json!(false));
        assert_eq!(
            (output.get("wouldStop"), output.get("dialect")),
            (None, None)
        );
    }
    let two = [deactivation("jane"), deactivation("lou")];
    let output = run(&tenant, &two, json!({ "dryRun": true, "maxPeople": 1 }));
    assert_eq!(states(&output), ["planned", "planned"]);
    let error = &output["wouldStop"];
    assert_eq!(
        (&error["kind"], &error["reason"]),
        (&json!("forbidden"), &json!("limit"))
    );
    assert_eq!(
        (&error["action"], &output["complete"]),
        (&json!("batch"), &json!(false))
    );
    assert_eq!(before, tenant.users());
    assert_unwritten(&tenant);
    // Nobody of a dry run counts in the last hour.
    let output = run(&tenant, &two, json!({}));
    assert_eq!(
        (states(&output), &output["complete"]),
        (vec!["done".to_owned(); 2], &json!(true))
    );
    let nothing = run(&tenant, &[title("jane")], json!({ "dryRun": true }));
    assert_eq!(
        (&nothing["requests"], &nothing["complete"]),
        (&json!(0), &json!(true))
    );
}
