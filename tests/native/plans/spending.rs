//! An approval is used for one plan.

use super::storing::{Store, apply, host, refused_as};
use super::support::{active, connection, with_rules};
use crate::support::{Tenant, json as parse};
use serde_json::{Value, json};
use std::cell::Cell;
use std::rc::Rc;
use workfront_actions::error::NotApproved;
use workfront_actions::json::Json;
use workfront_actions::transport::Random;

thread_local! {
    static DRAWN: Cell<u32> = const { Cell::new(0) };
}

/// Draws bytes that differ, so that each plan and each approval has another ID: the random numbers of other tests are all equal.
struct Counting;

impl Random for Counting {
    fn next(&self) -> f64 {
        0.5
    }

    fn bytes(&self) -> [u8; 16] {
        let drawn = DRAWN.get() + 1;
        DRAWN.set(drawn);
        u128::from(drawn).to_be_bytes()
    }
}

fn done(tenant: &Tenant, action: &str, input: &Value) -> Value {
    let mut host = tenant.host();
    host.random = Rc::new(Counting);
    let call = tenant
        .plugin
        .run(action, parse(&input.to_string()), host, None);
    let output = futures_executor::block_on(call);
    output.map(Json::into_value).expect("an output")
}

fn offboarding(tenant: &Tenant, ids: &[String]) -> Value {
    let input = json!({
        "action": "offboard",
        "input": { "IDs": ids },
        "requestedBy": "robin@example.com",
    });
    done(tenant, "plan", &input)["plan"].clone()
}

fn approval(tenant: &Tenant, plan: &Value, by: &str) -> String {
    let output = done(tenant, "approve", &json!({ "plan": plan, "by": by }));
    output["approval"].as_str().expect("a string").to_owned()
}

fn with_approvals(plan: &Value, approvals: &[&str]) -> Value {
    json!({ "plan": plan, "approvals": approvals })
}

/// The user comes back, and the same plan is made again.
fn planned_again(tenant: &Tenant, ids: &[String]) -> Value {
    for id in ids {
        let input = json!({ "ID": id });
        tenant.done("reactivate", &input.to_string());
    }
    offboarding(tenant, ids)
}

#[test]
fn an_approval_counts_for_one_plan() {
    let tenant = Tenant::connected("{}", &with_rules("{}"));
    let store = Rc::new(Store::default());
    let ids = active(&tenant, 1);
    let plan = offboarding(&tenant, &ids);
    let signed = approval(&tenant, &plan, "alex@example.com");
    let input = with_approvals(&plan, &[&signed]);
    let output = apply(&tenant.plugin, &input, host(&tenant, &store)).expect("an output");
    assert_eq!(output["complete"], true, "{output}");
    assert_eq!(output["notes"], json!([]));
    let again = planned_again(&tenant, &ids);
    assert_eq!(again["fingerprint"], plan["fingerprint"]);
    let sent = tenant.requests();
    let stored = store.len();
    let input = with_approvals(&again, &[&signed, &format!(" {signed}\n")]);
    let error = refused_as(
        apply(&tenant.plugin, &input, host(&tenant, &store)),
        NotApproved::ApprovalUsed,
    );
    assert!(
        error
            .message
            .contains("the approval by alex@example.com of "),
        "{error}"
    );
    assert_eq!((tenant.requests(), store.len()), (sent, stored));
    assert_eq!(tenant.user(&ids[0])["isActive"], true);
    // A new approval counts, also by the same person at the same time.
    let new = approval(&tenant, &again, "alex@example.com");
    let input = with_approvals(&again, &[&new]);
    let output = apply(&tenant.plugin, &input, host(&tenant, &store)).expect("an output");
    assert_eq!(output["counts"]["applied"], 1, "{output}");
}

#[test]
fn an_approval_does_not_count_again_if_the_store_shows_nothing() {
    let tenant = Tenant::connected("{}", &with_rules("{}"));
    let store = Rc::new(Store::default());
    store.is_hidden.set(true);
    let ids = active(&tenant, 1);
    let plan = offboarding(&tenant, &ids);
    let signed = approval(&tenant, &plan, "alex@example.com");
    let input = with_approvals(&plan, &[&signed]);
    let output = apply(&tenant.plugin, &input, host(&tenant, &store)).expect("an output");
    assert_eq!(output["counts"]["applied"], 1, "{output}");
    let again = planned_again(&tenant, &ids);
    let input = with_approvals(&again, &[&signed]);
    refused_as(
        apply(&tenant.plugin, &input, host(&tenant, &store)),
        NotApproved::ApprovalUsed,
    );
    assert_eq!(tenant.user(&ids[0])["isActive"], true);
}

#[test]
fn enough_unused_approvals_are_required() {
    let tenant = Tenant::connected("{}", &with_rules(r#"{"approvers":2}"#));
    let store = Rc::new(Store::default());
    let ids = active(&tenant, 1);
    let plan = offboarding(&tenant, &ids);
    let [one, two, three] =
        ["a@example.com", "b@example.com", "c@example.com"].map(|by| approval(&tenant, &plan, by));
    let input = with_approvals(&plan, &[&one, &two]);
    apply(&tenant.plugin, &input, host(&tenant, &store)).expect("an output");
    let again = planned_again(&tenant, &ids);
    let input = with_approvals(&again, &[&one, &three]);
    let error = refused_as(
        apply(&tenant.plugin, &input, host(&tenant, &store)),
        NotApproved::ApprovalUsed,
    );
    assert!(
        error.message.contains("needs 2 approvals but has 1"),
        "{error}"
    );
    // The third one isn't spent by the refusal, and the receipt names whose approvals counted.
    let four = approval(&tenant, &again, "d@example.com");
    let input = with_approvals(&again, &[&one, &three, &four]);
    let output = apply(&tenant.plugin, &input, host(&tenant, &store)).expect("an output");
    assert_eq!(output["counts"]["applied"], 1, "{output}");
    let receipt = json!({ "receipt": output["receipt"] });
    let verified = tenant.done("verifyReceipt", &receipt.to_string());
    let approvals = verified["receipt"]["approvals"].as_array();
    let people: Vec<_> = approvals
        .expect("approvals")
        .iter()
        .map(|approval| approval["by"].as_str().expect("a name"))
        .collect();
    assert_eq!(people, ["c@example.com", "d@example.com"]);
}

#[test]
fn the_same_plan_resumes_with_its_approvals() {
    let tenant = Tenant::connected(r#"{"people":300}"#, &with_rules("{}"));
    let store = Rc::new(Store::default());
    let ids = active(&tenant, 9);
    let plan = offboarding(&tenant, &ids);
    let signed = approval(&tenant, &plan, "alex@example.com");
    let input = with_approvals(&plan, &[&signed]);
    let rules = with_rules("{}");
    let limited = connection(&rules.replacen('{', r#"{"maxRequests":2,"#, 1));
    let first = apply(&limited, &input, host(&tenant, &store));
    assert!(
        first.is_err() || first.is_ok_and(|output| output["complete"] == false),
        "the run must not be complete"
    );
    let output = apply(&tenant.plugin, &input, host(&tenant, &store)).expect("resumed");
    assert_eq!(output["complete"], true, "{output}");
}

#[test]
fn without_a_store_a_note_says_that_approvals_can_be_used_again() {
    let tenant = Tenant::connected("{}", &with_rules("{}"));
    let plan = offboarding(&tenant, &active(&tenant, 1));
    let signed = approval(&tenant, &plan, "alex@example.com");
    let output = tenant.done("apply", &with_approvals(&plan, &[&signed]).to_string());
    let notes = output["notes"].to_string();
    assert!(notes.contains("approvals were used"), "{notes}");
}
