//! The guards hold people back in plans as in the actions, in every spelling, when a plan is made and when it is applied.

use super::{every_way, new, tenant_with_administrators};
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
            assert!(
                action == "call" || action == "batch" || input["replacementID"].is_string(),
                "{action} {input}"
            );
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
        assert_eq!(output["counts"]["held"], 1, "{action}: {output}");
        assert_eq!(before, tenant.users(), "{action}");
    }
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
