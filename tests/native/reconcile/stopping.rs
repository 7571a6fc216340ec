//! A plan that a limit stopped never looks like one without changes.

use super::support::{active, fails_with, held, people, plan};
use crate::plans::support::{KEYS, is_refused, refused};
use crate::support::Tenant;
use serde_json::{Value, json};
use workfront_actions::error::NotApproved;

fn keyed() -> Tenant {
    Tenant::connected("{}", &format!(r#"{{"planKeys":{KEYS}}}"#))
}

fn stopped(tenant: &Tenant) -> Value {
    let all = people(tenant);
    let made = plan(tenant, &all[20..], json!({ "missing": "deactivate" }));
    assert_eq!(made["stopped"], "limit", "{made}");
    made
}

#[test]
fn every_format_says_that_it_is_stopped_and_by_which_limit() {
    let tenant = keyed();
    let made = stopped(&tenant);
    for format in ["text", "markdown", "html", "slack"] {
        let input = json!({ "plan": made, "format": format });
        let page = tenant.done("renderPlan", &input.to_string());
        let text = page["text"].as_str().expect("a text");
        assert!(text.contains("STOPPED by a limit"), "{text}");
        assert!(text.contains("limits.deactivate to"), "{text}");
        assert!(!text.contains("Nothing to change"), "{text}");
    }
}

#[test]
fn it_can_be_rejected_but_neither_approved_nor_applied() {
    let tenant = keyed();
    let made = stopped(&tenant);
    let approve = json!({ "plan": made, "by": "alex" });
    let error = refused(&tenant, "approve", &approve, NotApproved::Stopped);
    assert!(error.message.contains("limits.deactivate"), "{error:?}");
    let error = refused(
        &tenant,
        "apply",
        &json!({ "plan": made }),
        NotApproved::Stopped,
    );
    assert!(error.message.contains("limits.deactivate"), "{error:?}");
    let reject = json!({ "plan": made, "by": "alex", "decision": "reject" });
    tenant.done("approve", &reject.to_string());
    // Unsigned, too.
    let tenant = Tenant::new("{}");
    let made = stopped(&tenant);
    refused(
        &tenant,
        "apply",
        &json!({ "plan": made }),
        NotApproved::Stopped,
    );
}

#[test]
fn its_fingerprint_is_not_that_of_a_plan_without_changes() {
    let tenant = Tenant::new("{}");
    let made = stopped(&tenant);
    let mut same = made.clone();
    same.as_object_mut().expect("a plan").remove("stopped");
    let input = json!({ "plan": same, "format": "text" });
    let error = fails_with(&tenant, "renderPlan", &input);
    assert_eq!(error.reason, Some(NotApproved::WrongSignature.into()));
    for changed in [json!("budget"), json!(true)] {
        let mut other = made.clone();
        other["stopped"] = changed;
        let input = json!({ "plan": other, "allowUnsigned": true });
        assert!(is_refused(&tenant, "apply", &input.to_string()));
    }
}

#[test]
fn those_who_would_have_been_changed_are_not_counted_as_others_who_are_held_back() {
    let tenant = Tenant::new("{}");
    let mut all = people(&tenant);
    all.remove(active(&all));
    let at = active(&all);
    all[at]["title"] = "x".into();
    let made = plan(&tenant, &all, json!({ "limits": { "update": 0 } }));
    assert_eq!(held(&made, "stopped").len(), 1, "{made}");
    let others = made["held"].as_array().expect("people").len() - 1;
    assert!(others > 0, "{made}");
    let input = json!({ "plan": made, "format": "text" });
    let page = tenant.done("renderPlan", &input.to_string());
    let text = page["text"].as_str().expect("a text");
    assert!(
        text.contains(&format!(" Also {others} held back, ")),
        "{text}"
    );
}
