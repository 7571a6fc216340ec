//! Plans that delete a user and hand over before what the user owns.

use super::storing::Store;
use super::support::{keys_and, refused, with_keys, with_rules};
use crate::support::{Tenant, json as parse};
use serde_json::{Value, json};
use std::rc::Rc;
use workfront_actions::error::NotApproved;
use workfront_actions::transport::{Host, Random};

const PEOPLE: &str = r#"{"users":[
    {"ID":"boss","lastName":"Boss","emailAddr":"boss@acme.com"},
    {"ID":"next","lastName":"Next","emailAddr":"next@acme.com"},
    {"ID":"ann","lastName":"Ann","emailAddr":"ann@acme.com","managerID":"boss"}
]}"#;

fn team(connection: &str) -> Tenant {
    Tenant::connected(PEOPLE, connection)
}

fn input() -> Value {
    json!({ "ID": "boss", "confirm": "boss", "replacementID": "next" })
}

fn plan(tenant: &Tenant, input: &Value) -> Value {
    let input = json!({ "action": "delete", "input": input });
    tenant.done("plan", &input.to_string())["plan"].clone()
}

fn apply(tenant: &Tenant, plan: &Value) -> Value {
    tenant.done("apply", &json!({ "plan": plan }).to_string())
}

fn outcomes(output: &Value) -> [&str; 2] {
    let at = |at: usize| {
        let outcome = &output["report"][at]["outcome"];
        outcome.as_str().unwrap_or_else(|| panic!("{output}"))
    };
    [at(0), at(1)]
}

fn is_there(tenant: &Tenant, id: &str) -> bool {
    tenant.users().iter().any(|user| user["ID"] == *id)
}

fn sent(tenant: &Tenant, what: &str) -> usize {
    let sent = tenant.sent().into_iter();
    sent.filter(|line| line.contains(what)).count()
}

#[test]
fn objects_are_handed_over_and_then_the_user_is_deleted() {
    let tenant = team(&with_keys());
    let made = plan(&tenant, &input());
    let (first, second) = (&made["steps"][0], &made["steps"][1]);
    assert_eq!(first["kind"], "replace", "{made}");
    assert_eq!(first["after"], json!({ "replacementID": "next" }));
    assert!(
        first["names"]["next"].to_string().contains("Next"),
        "{first}"
    );
    assert_eq!(second["kind"], "delete");
    assert_eq!(second["dependsOn"], first["id"]);
    let counts = &made["counts"];
    assert_eq!(
        (&counts["replace"], &counts["delete"]),
        (&json!(1), &json!(1))
    );
    let input = json!({ "plan": made, "format": "text" });
    let text = tenant.done("renderPlan", &input.to_string())["text"].to_string();
    assert!(
        text.contains("1 to delete, 1 to replace as owner."),
        "{text}"
    );
    assert!(text.contains("Next") && text.contains("(next)"), "{text}");
    let output = apply(&tenant, &made);
    assert_eq!(outcomes(&output), ["applied", "applied"], "{output}");
    assert_eq!(tenant.user("ann")["managerID"], "next");
    assert!(!is_there(&tenant, "boss"));
    let receipt = json!({ "receipt": output["receipt"] }).to_string();
    let undo = tenant.done("undo", &receipt)["plan"].clone();
    assert_eq!(undo["steps"], json!([]));
    let held = undo["held"].as_array().expect("a list");
    assert_eq!(held.len(), 1, "{undo}");
    assert_eq!(held[0]["reason"], "irreversible");
    assert!(
        held[0]["message"].to_string().contains("handed over"),
        "{undo}"
    );
    let report = tenant.done("recheck", &receipt)["report"].clone();
    assert_eq!(report[0]["state"], "asApplied", "{report}");
    // The same plan again sends neither.
    let writes = sent(&tenant, "/batch");
    let again = apply(&tenant, &made);
    assert_eq!(outcomes(&again), ["drifted", "alreadySo"], "{again}");
    assert_eq!(sent(&tenant, "/batch"), writes);
}

#[test]
fn a_replacement_is_found_by_its_address() {
    let tenant = team(&with_keys());
    let input = json!({ "ID": "boss", "confirm": "boss", "replacement": "next@acme.com" });
    let made = plan(&tenant, &input);
    assert_eq!(made["steps"][0]["after"]["replacementID"], "next", "{made}");
}

#[test]
fn a_wrong_replacement_is_refused_or_holds_the_user_back() {
    let tenant = team(&with_keys());
    let mut same = input();
    same["replacementID"] = "BOSS".into();
    let call = json!({ "action": "delete", "input": same });
    let error = tenant.fails("plan", &call.to_string());
    assert_eq!(error.fields, ["input.replacementID"], "{error:?}");
    let mut both = input();
    both["replacement"] = "next@acme.com".into();
    let call = json!({ "action": "delete", "input": both });
    tenant.fails("plan", &call.to_string());
    tenant.done("deactivate", r#"{"ID":"next"}"#);
    let mut nobody = input();
    nobody["replacementID"] = "nobody".into();
    for (input, why) in [(input(), "not active"), (nobody, "no user")] {
        let made = plan(&tenant, &input);
        assert_eq!(made["steps"], json!([]), "{made}");
        assert_eq!(made["held"].as_array().map(Vec::len), Some(1), "{made}");
        assert_eq!(made["held"][0]["reason"], "replacement");
        assert!(
            made["held"][0]["message"].to_string().contains(why),
            "{made}"
        );
    }
}

#[test]
fn nobody_is_deleted_when_the_replacement_has_left() {
    for action in ["deactivate", "delete"] {
        let tenant = team(&with_keys());
        let made = plan(&tenant, &input());
        let leave = match action {
            "delete" => json!({ "ID": "next", "confirm": "next", "force": true }),
            _ => json!({ "ID": "next" }),
        };
        tenant.done(action, &leave.to_string());
        let output = apply(&tenant, &made);
        assert_eq!(outcomes(&output), ["drifted", "held"], "{output}");
        let difference = output["report"][0]["differences"][0]["field"].to_string();
        assert!(difference.contains("replacement"), "{output}");
        assert_eq!(output["report"][1]["error"]["reason"], "dependsOn");
        assert!(is_there(&tenant, "boss"));
        assert_eq!(tenant.user("ann")["managerID"], "boss");
    }
}

#[test]
fn a_lost_response_is_not_sent_again_and_keeps_the_user() {
    for (lost, manager) in [("dropAfterCommit", "next"), ("dropBeforeCommit", "boss")] {
        let tenant = team(&with_keys());
        let made = plan(&tenant, &input());
        // Only the first one is lost: a second one would be carried out.
        tenant.script(
            &json!([{
                "matching": { "bodyContains": "replacementID", "count": 1 },
                "effect": { "type": lost },
            }])
            .to_string(),
        );
        let output = apply(&tenant, &made);
        tenant.script("[]");
        assert_eq!(
            outcomes(&output),
            ["unverified", "notAttempted"],
            "{output}"
        );
        assert_eq!(output["report"][0]["error"]["kind"], "outcomeUnknown");
        assert_eq!(output["complete"], false);
        assert!(is_there(&tenant, "boss"));
        assert_eq!(tenant.user("ann")["managerID"], manager, "{lost}");
        let receipt = json!({ "receipt": output["receipt"] }).to_string();
        let undo = tenant.done("undo", &receipt)["plan"].clone();
        assert_eq!(undo["steps"], json!([]));
        assert_eq!(undo["held"][0]["reason"], "irreversible", "{undo}");
        let report = tenant.done("recheck", &receipt)["report"].clone();
        assert_eq!(report[0]["state"], "unknown", "{report}");
    }
}

/// Applies a plan in a host that has this store of plans, if any.
fn apply_with(tenant: &Tenant, store: &Option<Rc<Store>>, plan: &Value) -> Value {
    let mut host = tenant.host();
    if let Some(store) = store {
        host.functions = store.clone();
    }
    run_in(tenant, host, "apply", &json!({ "plan": plan }))
}

fn run_in(tenant: &Tenant, host: Host, action: &str, input: &Value) -> Value {
    let call = tenant
        .plugin
        .run(action, parse(&input.to_string()), host, None);
    let output = futures_executor::block_on(call).expect("an output");
    serde_json::from_str(&output.to_json_string()).expect("JSON")
}

/// Random numbers that give a plan another ID.
struct Low;

impl Random for Low {
    fn next(&self) -> f64 {
        0.1
    }
}

/// The first write of a kind meets this effect.
fn once(what: &str, effect: &Value) -> String {
    let matching = json!({ "bodyContains": what, "count": 1 });
    json!([{ "matching": matching, "effect": effect }]).to_string()
}

#[test]
fn the_same_plan_again_does_not_repeat_what_may_be_handed_over() {
    for lost in ["dropAfterCommit", "dropBeforeCommit"] {
        for store in [None, Some(Rc::new(Store::default()))] {
            let tenant = team(&with_keys());
            let made = plan(&tenant, &input());
            tenant.script(&once("replacementID", &json!({ "type": lost })));
            let first = apply_with(&tenant, &store, &made);
            assert_eq!(outcomes(&first), ["unverified", "notAttempted"], "{first}");
            let notes = first["notes"].to_string();
            assert_eq!(notes.contains("handed over"), store.is_none(), "{notes}");
            tenant.script("[]");
            let writes = sent(&tenant, "/batch");
            for _ in 0..2 {
                let again = apply_with(&tenant, &store, &made);
                assert_eq!(outcomes(&again), ["notAttempted", "held"], "{again}");
                let error = &again["report"][0]["error"];
                assert_eq!(error["kind"], "outcomeUnknown", "{again}");
                assert!(error["hint"].to_string().contains("new plan"), "{again}");
                assert_eq!(again["complete"], false);
            }
            assert_eq!(sent(&tenant, "/batch"), writes);
            assert!(is_there(&tenant, "boss"));
            // Whoever has looked decides with a new plan.
            let host = Host {
                random: Rc::new(Low),
                ..tenant.host()
            };
            let call = json!({ "action": "delete", "input": input() });
            let other = run_in(&tenant, host, "plan", &call)["plan"].clone();
            let done = apply_with(&tenant, &store, &other);
            assert_eq!(outcomes(&done), ["applied", "applied"], "{done}");
        }
    }
}

#[test]
fn the_same_plan_again_goes_on_where_the_hand_over_is_known() {
    for store in [None, Some(Rc::new(Store::default()))] {
        let tenant = team(&with_keys());
        let made = plan(&tenant, &input());
        let refusal = json!({ "type": "status", "status": 403 });
        tenant.script(&once("replacementID", &refusal));
        let first = apply_with(&tenant, &store, &made);
        assert_eq!(outcomes(&first), ["failed", "notAttempted"], "{first}");
        tenant.script(&once("DELETE", &refusal));
        let second = apply_with(&tenant, &store, &made);
        assert_eq!(outcomes(&second), ["applied", "failed"], "{second}");
        tenant.script("[]");
        let replaced = sent(&tenant, "/batch");
        let third = apply_with(&tenant, &store, &made);
        assert_eq!(outcomes(&third), ["alreadySo", "applied"], "{third}");
        // The deletion alone.
        assert_eq!(sent(&tenant, "/batch"), replaced + 1);
        assert!(!is_there(&tenant, "boss"));
    }
}

#[test]
fn a_refused_hand_over_keeps_the_user() {
    let tenant = team(&with_keys());
    let made = plan(&tenant, &input());
    let effect = json!({ "type": "status", "status": 403 });
    tenant.script(
        &json!([{ "matching": { "bodyContains": "replacementID" }, "effect": effect }]).to_string(),
    );
    let output = apply(&tenant, &made);
    tenant.script("[]");
    assert_eq!(outcomes(&output), ["failed", "notAttempted"], "{output}");
    assert!(is_there(&tenant, "boss"));
}

#[test]
fn guards_and_rules_see_one_person() {
    let tenant = team(&keys_and(r#","protect":{"IDs":["boss"]}"#));
    let made = plan(&tenant, &input());
    assert_eq!(made["steps"], json!([]), "{made}");
    assert_eq!(made["held"].as_array().map(Vec::len), Some(1), "{made}");
    assert_eq!(made["held"][0]["reason"], "protected");
    let tenant = team(&with_rules(r#"{"approvers":0,"maxDeactivations":0}"#));
    let made = plan(&tenant, &input());
    let call = json!({ "plan": made });
    let error = refused(&tenant, "apply", &call, NotApproved::TooLarge);
    assert!(error.message.contains("maxDeactivations"), "{error}");
    let tenant = team(&with_rules(r#"{"approvers":0,"maxDeactivations":1}"#));
    let made = plan(&tenant, &input());
    assert_eq!(outcomes(&apply(&tenant, &made)), ["applied", "applied"]);
}
