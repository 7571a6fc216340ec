//! Who counts as the same person, and when something was dated.

use super::support::{active, approval, offboarding, refused, tenant, wait, with_keys, with_rules};
use crate::support::Tenant;
use serde_json::{Value, json};
use workfront_actions::error::{ErrorKind, NotApproved};

fn requested_by(tenant: &Tenant, by: &str) -> Value {
    let input = json!({
        "action": "offboard",
        "input": { "IDs": active(tenant, 1) },
        "requestedBy": by,
    });
    tenant.done("plan", &input.to_string())["plan"].clone()
}

/// Spellings of one person.
const SPELLINGS: &[(&str, &str)] = &[
    ("jos\u{e9}@example.com", "jose\u{301}@example.com"),
    ("Strauß@example.com", "STRAUSS@example.com"),
    ("Strauß@example.com", "STRAUẞ@example.com"),
    ("robin@example.com", "ｒｏｂｉｎ@example.com"),
    ("robin@example.com", "robin@example.com."),
    ("Robin Day", "Robin\u{a0}Day"),
    ("Robin Day", " robin   day "),
    ("Ὀδυσσεύς", "ὈΔΥΣΣΕΎΣ"),
];

#[test]
fn another_spelling_of_the_requester_is_the_same_person() {
    let tenant = tenant(&with_rules("{}"));
    for (requester, by) in SPELLINGS {
        for (requester, by) in [(requester, by), (by, requester)] {
            let plan = requested_by(&tenant, requester);
            let input = json!({ "plan": plan, "by": by });
            refused(&tenant, "approve", &input, NotApproved::NotAllowed);
        }
    }
    let plan = requested_by(&tenant, "robin@example.com");
    let input = json!({ "plan": plan, "by": "robyn@example.com" });
    assert!(tenant.run("approve", &input.to_string()).is_ok());
}

#[test]
fn two_spellings_are_one_approver() {
    let tenant = tenant(&with_rules(r#"{"approvers":2,"notRequester":false}"#));
    let plan = offboarding(&tenant, &active(&tenant, 1));
    for (one, other) in SPELLINGS {
        let approvals = [one, other].map(|by| approval(&tenant, &plan, by));
        let input = json!({ "plan": plan, "approvals": approvals });
        let error = refused(&tenant, "apply", &input, NotApproved::MissingApprovals);
        assert!(error.message.contains("by the same person"), "{error}");
    }
}

#[test]
fn nobody_is_allowed_by_a_name_that_only_looks_alike() {
    let tenant = tenant(&with_rules(r#"{"allowed":["kim@example.com"]}"#));
    let plan = offboarding(&tenant, &active(&tenant, 1));
    // A dotless i, full-width letters.
    for by in ["kım@example.com", "ｋｉｍ@example.com"] {
        let input = json!({ "plan": plan, "by": by });
        refused(&tenant, "approve", &input, NotApproved::NotAllowed);
    }
}

#[test]
fn what_is_dated_in_the_future_does_not_count() {
    let late = tenant(&with_rules("{}"));
    let early = tenant(&with_rules("{}"));
    let ids = active(&early, 1);
    let plan = offboarding(&early, &ids);
    wait(&late, 59_000.0);
    let near = approval(&late, &plan, "alex@example.com");
    wait(&late, 10_000.0);
    let far = approval(&late, &plan, "alex@example.com");
    let input = json!({ "plan": plan, "approvals": [far] });
    let error = refused(&early, "apply", &input, NotApproved::MissingApprovals);
    assert!(error.message.contains("later than now"), "{error}");
    let future = offboarding(&late, &ids);
    for (action, input) in [
        (
            "approve",
            json!({ "plan": future, "by": "alex@example.com" }),
        ),
        ("apply", json!({ "plan": future, "approvals": [near] })),
    ] {
        let error = refused(&early, action, &input, NotApproved::NotYetValid);
        assert!(error.message.contains("later than now"), "{error}");
    }
    let input = json!({ "plan": plan, "approvals": [near] });
    let output = early.done("apply", &input.to_string());
    assert_eq!(output["counts"]["applied"], 1, "within the tolerance");
}

#[test]
fn passwords_are_refused_wherever_they_are() {
    let tenant = tenant(&with_keys());
    let id = &active(&tenant, 1)[0];
    let new = json!({
        "firstName": "A", "lastName": "B", "emailAddr": "a.b@example.com",
        "additionalFields": { "password": "hunter2-secret" },
    });
    let rows = json!({ "userGroups": [{ "group": "Finance", "Password": "hunter2-secret" }] });
    let operation = json!({ "method": "PUT", "uri": format!("/user/{id}"), "body": rows });
    for (action, input, path) in [
        ("create", new.clone(), "input.additionalFields.password"),
        ("provision", new, "input.additionalFields.password"),
        (
            "update",
            json!({ "ID": id, "changes": rows }),
            "input.changes.userGroups[0].Password",
        ),
        (
            "batch",
            json!({ "operations": [operation] }),
            "input.operations[0].body.userGroups[0].Password",
        ),
    ] {
        let request = json!({ "action": action, "input": input });
        let error = tenant.fails("plan", &request.to_string());
        assert_eq!(error.kind, ErrorKind::Validation, "{action}: {error}");
        assert_eq!(error.fields, [path], "{action}: {error}");
        assert!(!error.message.contains("hunter2"), "{error}");
    }
}

#[test]
fn an_id_in_upper_case_is_the_same_user() {
    let tenant = tenant(&with_keys());
    let id = &active(&tenant, 1)[0];
    let to = |id: &str, title: &str| json!({ "method": "PUT", "uri": format!("/user/{id}"), "body": { "title": title } });
    let operations = [to(id, "One"), to(&id.to_uppercase(), "Two")];
    let request = json!({ "action": "batch", "input": { "operations": operations } });
    let plan = tenant.done("plan", &request.to_string())["plan"].clone();
    assert_eq!(plan["steps"], json!([]), "{plan}");
    assert_eq!(plan["held"][0]["reason"], "contradiction");
}

#[test]
fn long_values_are_shown_to_their_end() {
    let tenant = tenant(&with_keys());
    let planned = |length: usize| {
        let title = format!("{}END", "x".repeat(length));
        let changes = json!({ "ID": active(&tenant, 1)[0], "changes": { "title": title } });
        let request = json!({ "action": "update", "input": changes });
        tenant.done("plan", &request.to_string())["plan"].clone()
    };
    for format in ["text", "markdown", "html", "slack"] {
        for (length, is_whole) in [(1_000, true), (4_900, true), (5_100, false)] {
            let input = json!({ "plan": planned(length), "format": format });
            let output = tenant.done("renderPlan", &input.to_string());
            let text = output["text"].as_str().expect("text");
            assert_eq!(text.contains("xEND"), is_whole, "{format} {length}");
            assert_eq!(
                text.contains("has a value of more than 5000 bytes"),
                !is_whole,
                "{format} {length}"
            );
        }
    }
}
