//! Plans of event subscriptions.

use super::support::{refused, tenant, with_keys, with_rules};
use crate::support::Tenant;
use serde_json::{Value, json};
use workfront_actions::error::{ErrorKind, NotApproved};

const URL: &str = "https://hooks.example.com/workfront";
const TOKEN: &str = "a-s3cret-token-of-the-receiver";

fn declared(events: &[&str]) -> Value {
    let all: Vec<_> = events
        .iter()
        .map(|event| json!({ "eventType": event }))
        .collect();
    json!({ "url": URL, "authToken": TOKEN, "subscriptions": all })
}

fn plan(tenant: &Tenant, action: &str, input: &Value) -> Value {
    let input = json!({ "action": action, "input": input });
    tenant.done("plan", &input.to_string())["plan"].clone()
}

fn apply(tenant: &Tenant, plan: &Value) -> Value {
    tenant.done(
        "apply",
        &json!({ "plan": plan, "authToken": TOKEN }).to_string(),
    )
}

fn listed(tenant: &Tenant) -> Vec<Value> {
    let output = tenant.done("subscriptions", "{}");
    output["subscriptions"]
        .as_array()
        .expect("subscriptions")
        .clone()
}

fn outcomes(output: &Value) -> Vec<&str> {
    let report = output["report"].as_array().expect("a report").iter();
    report
        .map(|entry| entry["outcome"].as_str().expect("an outcome"))
        .collect()
}

fn kinds(plan: &Value) -> Vec<&str> {
    let steps = plan["steps"].as_array().expect("steps").iter();
    steps
        .map(|step| step["kind"].as_str().expect("a kind"))
        .collect()
}

#[test]
fn subscriptions_are_planned_applied_rechecked_and_undone_without_their_token() {
    let tenant = tenant(&with_keys());
    let made = plan(
        &tenant,
        "ensureSubscriptions",
        &declared(&["CREATE", "UPDATE"]),
    );
    assert_eq!(kinds(&made), ["subscribe", "subscribe"]);
    assert_eq!(made["counts"]["subscribe"], 2);
    assert_eq!(made["steps"][0]["person"], json!({ "name": URL }));
    assert!(!made.to_string().contains(TOKEN), "{made}");
    assert_eq!(listed(&tenant).len(), 0);
    // Without the token nothing is sent.
    let sent = tenant.requests();
    let error = tenant.fails("apply", &json!({ "plan": made }).to_string());
    assert_eq!(
        (error.kind, error.fields[0].as_str()),
        (ErrorKind::Validation, "authToken")
    );
    assert_eq!(tenant.requests(), sent);
    let output = apply(&tenant, &made);
    assert_eq!(outcomes(&output), ["applied", "applied"], "{output}");
    assert!(!output.to_string().contains(TOKEN), "{output}");
    assert_eq!(listed(&tenant).len(), 2);
    let again = plan(
        &tenant,
        "ensureSubscriptions",
        &declared(&["CREATE", "UPDATE"]),
    );
    assert_eq!(
        (kinds(&again).len(), &again["counts"]["unchanged"]),
        (0, &json!(2))
    );
    assert_eq!(outcomes(&apply(&tenant, &made)), ["alreadySo", "alreadySo"]);
    let input = json!({ "receipt": output["receipt"] });
    let report = tenant.done("recheck", &input.to_string())["report"].clone();
    assert!(
        report
            .as_array()
            .expect("a report")
            .iter()
            .all(|one| one["state"] == "asApplied")
    );
    let undo = tenant.done("undo", &input.to_string())["plan"].clone();
    assert_eq!(kinds(&undo), ["unsubscribe", "unsubscribe"]);
    // A plan that creates nothing needs no token.
    let output = tenant.done("apply", &json!({ "plan": undo }).to_string());
    assert_eq!(outcomes(&output), ["applied", "applied"], "{output}");
    assert_eq!(listed(&tenant).len(), 0);
    let report = tenant.done("recheck", &input.to_string())["report"].clone();
    assert!(
        report
            .as_array()
            .expect("a report")
            .iter()
            .all(|one| one["state"] == "notFound")
    );
}

#[test]
fn a_removed_subscription_is_a_loss() {
    let tenant = tenant(&with_keys());
    apply(
        &tenant,
        &plan(&tenant, "ensureSubscriptions", &declared(&["CREATE"])),
    );
    let id = listed(&tenant)[0]["id"].clone();
    let made = plan(&tenant, "unsubscribe", &json!({ "id": id }));
    assert_eq!(made["steps"][0]["before"]["eventType"], "CREATE");
    let output = apply(&tenant, &made);
    assert_eq!(outcomes(&output), ["applied"], "{output}");
    let input = json!({ "receipt": output["receipt"] });
    let undo = tenant.done("undo", &input.to_string())["plan"].clone();
    assert_eq!(kinds(&undo).len(), 0);
    assert_eq!(undo["held"][0]["reason"], "irreversible", "{undo}");
    assert_eq!(outcomes(&apply(&tenant, &made)), ["alreadySo"]);
    let gone = plan(&tenant, "unsubscribe", &json!({ "id": id }));
    assert_eq!(gone["held"][0]["reason"], "notFound", "{gone}");
}

#[test]
fn a_renewed_subscription_is_removed_before_it_is_created_in_any_order_of_the_steps() {
    for is_reversed in [false, true] {
        let tenant = tenant(&with_keys());
        apply(
            &tenant,
            &plan(
                &tenant,
                "ensureSubscriptions",
                &declared(&["CREATE", "DELETE"]),
            ),
        );
        let mut input = declared(&["CREATE"]);
        input["renew"] = true.into();
        let mut made = plan(&tenant, "ensureSubscriptions", &input);
        assert_eq!(kinds(&made), ["unsubscribe", "subscribe", "unsubscribe"]);
        if is_reversed {
            made["steps"].as_array_mut().expect("steps").reverse();
        }
        let output = apply(&tenant, &made);
        assert_eq!(outcomes(&output), ["applied"; 3], "{output}");
        assert_eq!(listed(&tenant).len(), 1);
    }
}

#[test]
fn versions_are_planned_and_set_back_and_drift_is_found() {
    let tenant = tenant(&with_keys());
    apply(
        &tenant,
        &plan(
            &tenant,
            "ensureSubscriptions",
            &declared(&["CREATE", "UPDATE"]),
        ),
    );
    let input = json!({ "allCustomerSubscriptions": true, "version": "v1" });
    let made = plan(&tenant, "subscriptionVersion", &input);
    assert_eq!(kinds(&made), ["setVersion", "setVersion"]);
    let output = apply(&tenant, &made);
    assert_eq!(outcomes(&output), ["applied", "applied"], "{output}");
    assert!(listed(&tenant).iter().all(|one| one["version"] == "v1"));
    let removal = plan(
        &tenant,
        "unsubscribe",
        &json!({ "id": listed(&tenant)[0]["id"] }),
    );
    let undo = tenant.done("undo", &json!({ "receipt": output["receipt"] }).to_string());
    let output = apply(&tenant, &undo["plan"]);
    assert_eq!(outcomes(&output), ["applied", "applied"], "{output}");
    assert!(listed(&tenant).iter().all(|one| one["version"] == "v2"));
    // It has another version now, so the planned removal isn't of this subscription any more.
    let output = apply(&tenant, &removal);
    assert_eq!(outcomes(&output), ["drifted"], "{output}");
    assert_eq!(output["report"][0]["differences"][0]["field"], "version");
    assert_eq!(listed(&tenant).len(), 2);
    // A version can't be set of what is gone.
    for one in listed(&tenant) {
        tenant.done("unsubscribe", &json!({ "id": one["id"] }).to_string());
    }
    let output = apply(&tenant, &made);
    assert_eq!(outcomes(&output), ["drifted", "drifted"], "{output}");
}

#[test]
fn rules_count_subscriptions_and_renderings_show_them_without_their_token() {
    let tenant = tenant(&with_rules(r#"{"approvers":0,"maxSteps":1}"#));
    let made = plan(
        &tenant,
        "ensureSubscriptions",
        &declared(&["CREATE", "UPDATE"]),
    );
    let input = json!({ "plan": made, "authToken": TOKEN });
    refused(&tenant, "apply", &input, NotApproved::TooLarge);
    for format in ["text", "markdown", "html", "slack"] {
        let input = json!({ "plan": made, "format": format });
        let text = tenant.done("renderPlan", &input.to_string())["text"].clone();
        let text = text.as_str().expect("a text");
        assert!(text.contains("2 to subscribe"), "{text}");
        assert!(
            text.contains("CREATE") && text.contains("hooks") && !text.contains(TOKEN),
            "{text}"
        );
    }
}
