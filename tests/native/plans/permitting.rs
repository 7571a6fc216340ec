//! What the request of a plan permits: `maxPeople` and `includeAdministrators`.

use super::support::{active, approval, connection, refused, tenant, with_keys, with_rules};
use crate::support::Tenant;
use serde_json::{Value, json};
use workfront_actions::error::{ErrorKind, NotApproved};

/// The plan of `offboard` with more fields of the input.
fn planned(tenant: &Tenant, ids: &[String], more: &Value) -> Value {
    let mut input = json!({ "IDs": ids });
    let fields = input.as_object_mut().expect("an object");
    fields.extend(more.as_object().expect("an object").clone());
    let request =
        json!({ "action": "offboard", "input": input, "requestedBy": "robin@example.com" });
    tenant.done("plan", &request.to_string())["plan"].clone()
}

#[test]
fn an_approval_is_bound_to_what_the_request_permits() {
    let tenant = tenant(&with_rules("{}"));
    let ids = active(&tenant, 2);
    let plan = planned(&tenant, &ids, &json!({}));
    let signed = approval(&tenant, &plan, "alex@example.com");
    let mut fingerprints = vec![plan["fingerprint"].clone()];
    for more in [
        json!({ "maxPeople": 999_999 }),
        json!({ "maxPeople": 999_998 }),
        json!({ "includeAdministrators": true }),
    ] {
        let other = planned(&tenant, &ids, &more);
        assert!(!fingerprints.contains(&other["fingerprint"]), "{more}");
        fingerprints.push(other["fingerprint"].clone());
        let input = json!({ "plan": other, "approvals": [signed] });
        refused(&tenant, "apply", &input, NotApproved::MissingApprovals);
        let compared = json!({ "before": plan, "after": other });
        let diff = tenant.done("diffPlans", &compared.to_string());
        assert_eq!(diff["same"], false);
        assert_eq!(
            diff["permissions"],
            json!({ "before": {}, "after": more }),
            "{diff}"
        );
    }
    assert_eq!(
        planned(&tenant, &ids, &json!({ "includeAdministrators": false }))["fingerprint"],
        plan["fingerprint"]
    );
}

#[test]
fn what_is_permitted_cannot_be_changed_afterwards() {
    let tenant = tenant(&with_keys());
    let plan = planned(&tenant, &active(&tenant, 1), &json!({ "maxPeople": 1 }));
    for (field, value) in [
        ("maxPeople", json!(2)),
        ("includeAdministrators", json!(true)),
    ] {
        let mut changed = plan.clone();
        changed[field] = value;
        let input = json!({ "plan": changed });
        refused(&tenant, "apply", &input, NotApproved::WrongSignature);
        // Unsigned plans have the fingerprint alone.
        changed
            .as_object_mut()
            .expect("an object")
            .remove("signature");
        let input = json!({ "plan": changed, "allowUnsigned": true });
        refused(&tenant, "apply", &input, NotApproved::WrongSignature);
    }
    let mut changed = plan.clone();
    changed["includeAdministrators"] = json!(false);
    let input = json!({ "plan": changed });
    refused(&tenant, "apply", &input, NotApproved::Malformed);
}

#[test]
fn every_format_shows_what_the_request_permits() {
    let tenant = tenant(&with_keys());
    let ids = active(&tenant, 1);
    let more = json!({ "maxPeople": 999_999, "includeAdministrators": true });
    let plan = planned(&tenant, &ids, &more);
    for format in ["text", "markdown", "html", "slack"] {
        let input = json!({ "plan": plan, "format": format });
        let output = tenant.done("renderPlan", &input.to_string());
        let text = output["text"].as_str().expect("text");
        for line in [
            "Limit set by the request: 999999 people",
            "Permitted by the request: administrators may be shut out",
        ] {
            assert!(text.contains(line), "{format}: {text}");
        }
    }
    let input = json!({ "plan": planned(&tenant, &ids, &json!({})), "format": "text" });
    let output = tenant.done("renderPlan", &input.to_string());
    assert!(!output["text"].to_string().contains("by the request"));
}

#[test]
fn no_plan_raises_the_limit_of_the_connection_that_applies_it() {
    let free = tenant(&with_keys());
    let ids = active(&free, 6);
    let plan = planned(&free, &ids, &json!({ "maxPeople": 999_999 }));
    let strict = connection(&with_keys().replacen('{', r#"{"maxPeople":3,"#, 1));
    let call = strict.run(
        "apply",
        crate::support::json(&json!({ "plan": plan }).to_string()),
        free.host(),
        None,
    );
    let error = futures_executor::block_on(call).expect_err("a limit");
    assert_eq!(error.kind, ErrorKind::Forbidden, "{error:?}");
    assert!(error.message.contains("limit of 3"), "{error}");
    assert!(error.hint.contains("option maxPeople is 3"), "{error:?}");
    assert!(error.remedy.is_none());
    assert_eq!(free.user(&ids[0])["isActive"], true);
    // A lower limit of the plan counts on any connection.
    let plan = planned(&free, &ids, &json!({ "maxPeople": 5 }));
    let error = free.fails("apply", &json!({ "plan": plan }).to_string());
    assert!(error.message.contains("limit of 5"), "{error}");
}

#[test]
fn an_undo_permits_as_many_people_as_its_request_says() {
    let tenant = tenant(&with_keys());
    let run = |action: &str, input: Value| tenant.done(action, &input.to_string());
    let ids = active(&tenant, 11);
    run("offboard", json!({ "IDs": ids, "maxPeople": 11 }));
    let level = tenant.id_of("accessLevels", "Contributor");
    let operations: Vec<Value> = ids
        .iter()
        .map(|id| {
            let body = json!({ "isActive": true, "accessLevelID": level });
            json!({ "method": "PUT", "uri": format!("/user/{id}"), "body": body })
        })
        .collect();
    let batch = json!({ "operations": operations, "maxPeople": 11 });
    let back = run("plan", json!({ "action": "batch", "input": batch }));
    let receipt = run("apply", json!({ "plan": back["plan"] }))["receipt"].clone();
    tenant.wait(3_600_000.0);
    let made = run("undo", json!({ "receipt": receipt }));
    let hint = made["wouldStop"]["hint"].as_str().expect("a hint");
    assert!(hint.contains("set maxPeople to 11"), "{made}");
    assert!(made["plan"].get("maxPeople").is_none());
    let made = run("undo", json!({ "receipt": receipt, "maxPeople": 11 }));
    assert!(made.get("wouldStop").is_none(), "{made}");
    assert_eq!(made["plan"]["maxPeople"], 11);
    let output = run("apply", json!({ "plan": made["plan"] }));
    assert_eq!(output["counts"]["applied"], 11, "{output}");
    assert_eq!(tenant.user(&ids[0])["isActive"], false);
}
