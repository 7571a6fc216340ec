//! The guards hold people back in plans as in the actions, in every spelling, when a plan is made and when it is applied.

use super::batches::every_operation;
use super::{every_way, new, own, tenant_with_administrators};
use serde_json::{Value, json};
use workfront_actions::plugin::Plugin;

fn planned(tenant: &crate::support::Tenant, action: &str, input: &Value) -> Option<Value> {
    let input = json!({ "action": action, "input": input });
    let output = tenant.call("plan", &input.to_string()).ok()?;
    Some(output["plan"].clone())
}

#[test]
fn administrators_are_held_unless_they_are_included() {
    let tenant = new(&tenant_with_administrators(&["boss", "chief"]));
    let mut count = 0;
    for (action, input) in every_way("boss") {
        let mut input: Value = serde_json::from_str(&input).expect("an input");
        // What can't be planned is refused, whoever it is about.
        let Some(plan) = planned(&tenant, action, &input) else {
            assert!(action == "call" || action == "batch", "{action} {input}");
            continue;
        };
        count += 1;
        assert_eq!(plan["steps"], json!([]), "{action} {input}");
        assert_eq!(
            plan["held"][0]["reason"], "administrator",
            "{action} {input}: {plan}"
        );
        input["includeAdministrators"] = true.into();
        let plan = planned(&tenant, action, &input).expect("a plan");
        assert_eq!(
            plan["steps"][0]["administrator"], true,
            "{action} {input}: {plan}"
        );
    }
    assert!(count >= 12, "{count}");
}

#[test]
fn the_guards_of_the_connection_that_applies_hold_back_too() {
    let tenant = new(&tenant_with_administrators(&["boss", "chief"]));
    for (action, input) in every_way("boss") {
        let mut input: Value = serde_json::from_str(&input).expect("an input");
        input["includeAdministrators"] = true.into();
        let Some(plan) = planned(&tenant, action, &input) else {
            continue;
        };
        // A deletion with a replacement has two.
        let steps = plan["steps"].as_array().map(Vec::len);
        let before = tenant.users();
        let mut options = json!({
            "baseUrl": format!("https://{}", plan["tenant"]["host"].as_str().expect("a host")),
            "credentials": { "type": "apiKey", "apiKey": "sandbox-api-key" },
        });
        options["protect"] = json!({ "IDs": ["boss"] });
        let other = Plugin::new(&crate::support::json(&options.to_string())).expect("good options");
        let input = json!({ "plan": plan, "allowUnsigned": true }).to_string();
        let call = other.run("apply", crate::support::json(&input), tenant.host(), None);
        let output = futures_executor::block_on(call)
            .expect("an output")
            .into_value();
        assert_eq!(output["counts"]["held"], json!(steps), "{action}: {output}");
        assert_eq!(before, tenant.users(), "{action}");
    }
}

#[test]
fn a_plan_of_operations_is_held_or_refused_whatever_their_spelling() {
    let tenant = new(&tenant_with_administrators(&["boss", "chief"]));
    let own = own(&tenant);
    for (id, reason) in [(own.as_str(), "ownUser"), ("boss", "administrator")] {
        let mut held = 0;
        for operation in every_operation(id) {
            let input = json!({ "operations": [operation] });
            // What a step can't say is refused.
            let Some(plan) = planned(&tenant, "batch", &input) else {
                continue;
            };
            held += 1;
            assert_eq!(plan["steps"], json!([]), "{operation}: {plan}");
            assert_eq!(plan["held"][0]["reason"], reason, "{operation}: {plan}");
        }
        assert!(held >= 8, "{held}");
    }
}

#[test]
fn what_concerns_other_people_cannot_be_planned() {
    let tenant = new(&tenant_with_administrators(&["boss"]));
    let own = own(&tenant);
    for (body, field) in [
        (
            json!({ "directReports": [{ "ID": own, "isActive": false }] }),
            ".directReports",
        ),
        (
            json!({ "manager": { "ID": own, "isActive": false } }),
            ".manager",
        ),
        (
            json!({ "delegationTo": [{ "ID": own, "title": "x" }] }),
            ".delegationTo",
        ),
        (json!({ "updates": { "isActive": false } }), ".updates"),
        (json!({ "updates": "{isActive:'false'}" }), ".updates"),
        (
            json!({ "userApproval": { "status": "REJ" } }),
            ".userApproval",
        ),
        (
            json!({ "userApproval:status": "APP" }),
            ".userApproval:status",
        ),
        (json!({ "title": "x", "method": "DELETE" }), ""),
    ] {
        let uri = "/user/lou";
        let operation = json!({ "method": "PUT", "uri": uri, "body": body });
        for (action, input, path) in [
            (
                "batch",
                json!({ "operations": [operation] }),
                "input.operations[0].body",
            ),
            (
                "update",
                json!({ "ID": "lou", "changes": body }),
                "input.changes",
            ),
        ] {
            let sent = tenant.requests();
            let input = json!({ "action": action, "input": input });
            let error = tenant.fails("plan", &input.to_string());
            assert_eq!(
                error.fields,
                [format!("{path}{field}")],
                "{input}: {error:?}"
            );
            // The fields of `update` are checked by its own rules first.
            let problem = ["can't be planned", "must be a name but is an object"];
            assert!(
                problem.iter().any(|text| error.message.contains(text)),
                "{error:?}"
            );
            assert_eq!(tenant.requests(), sent, "{input}");
        }
    }
    // References set nobody's fields.
    let operation =
        json!({ "method": "PUT", "uri": "/user/lou", "body": { "delegationTo": { "ID": own } } });
    let plan = planned(&tenant, "batch", &json!({ "operations": [operation] })).expect("a plan");
    assert_eq!(plan["counts"]["update"], 1, "{plan}");
}

#[test]
fn undo_holds_administrators_unless_they_are_included() {
    let tenant = new(&tenant_with_administrators(&["boss", "chief"]));
    tenant.done(
        "deactivate",
        r#"{"ID":"boss","includeAdministrators":true}"#,
    );
    let plan = planned(&tenant, "reactivate", &json!({ "ID": "boss" })).expect("a plan");
    let input = json!({ "plan": plan }).to_string();
    let receipt = tenant.done("apply", &input)["receipt"].clone();
    assert_eq!(tenant.user("boss")["isActive"], true);
    let undo = tenant.done("undo", &json!({ "receipt": receipt }).to_string());
    assert_eq!(undo["plan"]["held"][0]["reason"], "administrator", "{undo}");
    let input = json!({ "receipt": receipt, "includeAdministrators": true });
    let undo = tenant.done("undo", &input.to_string());
    assert_eq!(undo["plan"]["counts"]["deactivate"], 1, "{undo}");
    for wrong in [
        json!({}),
        json!({ "receipt": receipt, "receipts": [receipt] }),
    ] {
        let error = tenant.fails("undo", &wrong.to_string());
        assert!(error.fields[0].starts_with("receipt"), "{error:?}");
    }
}
