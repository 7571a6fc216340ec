//! Who may approve a plan, and which plans can be approved.

use super::support::{active, approval, offboarding, refused, tenant, wait, with_keys, with_rules};
use serde_json::{Value, json};
use workfront_actions::error::{ErrorKind, NotApproved};

fn decide(plan: &Value, by: &str) -> Value {
    json!({ "plan": plan, "by": by })
}

#[test]
fn an_approval_fits_into_a_link() {
    let tenant = tenant(&with_keys());
    let plan = offboarding(&tenant, &active(&tenant, 20));
    let approval = approval(&tenant, &plan, "alex@example.com");
    assert!(approval.len() < 1_000, "{}", approval.len());
    assert_eq!(approval.matches('.').count(), 2);
    let sent = tenant.requests();
    let input =
        json!({ "plan": plan, "by": "alex@example.com", "decision": "reject", "comment": "No" });
    assert_ne!(
        tenant.done("approve", &input.to_string())["approval"],
        approval
    );
    assert_eq!(tenant.requests(), sent, "approve sends nothing");
}

#[test]
fn approving_needs_keys() {
    let tenant = tenant("{}");
    let plan = offboarding(&tenant, &active(&tenant, 1));
    let error = tenant.fails("approve", &decide(&plan, "alex@example.com").to_string());
    assert_eq!(error.kind, ErrorKind::Validation);
    assert_eq!(error.message, "planKeys: is required to approve a plan");
}

#[test]
fn an_unsigned_plan_and_one_of_another_key_cannot_be_approved() {
    let signing = tenant(&with_keys());
    let ids = active(&signing, 1);
    let unsigned = offboarding(&tenant("{}"), &ids);
    refused(
        &signing,
        "approve",
        &decide(&unsigned, "alex"),
        NotApproved::Unsigned,
    );
    let other =
        r#"{"planKeys":{"current":"k9","keys":{"k9":"another-key-of-more-than-32-bytes-xx"}}}"#;
    let foreign = offboarding(&tenant(other), &ids);
    let error = refused(
        &signing,
        "approve",
        &decide(&foreign, "alex"),
        NotApproved::UnknownKey,
    );
    assert!(
        error.message.contains("'k9'") && error.message.contains("(k1, k2)"),
        "{error}"
    );
    // The same ID, another key.
    let imposter =
        r#"{"planKeys":{"current":"k2","keys":{"k2":"another-key-of-more-than-32-bytes-xx"}}}"#;
    let forged = offboarding(&tenant(imposter), &ids);
    refused(
        &signing,
        "approve",
        &decide(&forged, "alex"),
        NotApproved::WrongSignature,
    );
}

#[test]
fn a_retired_key_verifies() {
    let old =
        r#"{"planKeys":{"current":"k1","keys":{"k1":"a-first-key-of-more-than-32-bytes-x"}}}"#;
    let old = tenant(old);
    let plan = offboarding(&old, &active(&old, 1));
    assert!(
        tenant(&with_keys())
            .run("approve", &decide(&plan, "alex").to_string())
            .is_ok()
    );
}

#[test]
fn an_expired_plan_cannot_be_approved() {
    let tenant = tenant(&with_keys());
    let input = json!({
        "action": "offboard",
        "input": { "IDs": active(&tenant, 1) },
        "expiresInMs": 1_000,
    });
    let plan = tenant.done("plan", &input.to_string())["plan"].clone();
    wait(&tenant, 60_999.0);
    assert!(
        tenant
            .run("approve", &decide(&plan, "alex").to_string())
            .is_ok(),
        "within the tolerance"
    );
    wait(&tenant, 3.0);
    refused(
        &tenant,
        "approve",
        &decide(&plan, "alex"),
        NotApproved::Expired,
    );
}

#[test]
fn the_rules_say_who_may_approve() {
    let strict = tenant(&with_rules(
        r#"{"allowed":[" Alex@Example.com ","robin@example.com"]}"#,
    ));
    let plan = offboarding(&strict, &active(&strict, 1));
    for by in ["alex@example.com", "  ALEX@example.COM\n"] {
        assert!(
            strict
                .run("approve", &decide(&plan, by).to_string())
                .is_ok(),
            "{by}"
        );
    }
    for by in [
        "mallory@example.com",
        "robin@example.com",
        "Robin@Example.Com ",
    ] {
        refused(
            &strict,
            "approve",
            &decide(&plan, by),
            NotApproved::NotAllowed,
        );
    }
    // Anybody may reject.
    let input = json!({ "plan": plan, "by": "robin@example.com", "decision": "reject" });
    assert!(strict.run("approve", &input.to_string()).is_ok());
    let nobody = tenant(&with_rules(r#"{"allowed":[]}"#));
    refused(
        &nobody,
        "approve",
        &decide(&plan, "alex@example.com"),
        NotApproved::NotAllowed,
    );
    let own = tenant(&with_rules(r#"{"notRequester":false}"#));
    assert!(
        own.run("approve", &decide(&plan, "robin@example.com").to_string())
            .is_ok()
    );
}

#[test]
fn names_that_look_alike_are_refused() {
    let tenant = tenant(&with_keys());
    let plan = offboarding(&tenant, &active(&tenant, 1));
    for (by, problem) in [
        ("", "blank"),
        (" ", "blank"),
        ("ro\u{200b}bin@example.com", "can't be seen"),
        ("robin\u{202e}", "can't be seen"),
        // The Braille blank has the width of a letter, and no dots.
        ("ro\u{2800}bin@example.com", "can't be seen"),
        ("robin@example.com\u{2800}", "can't be seen"),
        ("\u{2800}", "can't be seen"),
        ("a\nb", "control characters"),
    ] {
        let error = tenant.fails("approve", &decide(&plan, by).to_string());
        assert_eq!(
            (error.kind, error.fields[0].as_str()),
            (ErrorKind::Validation, "by"),
            "{by:?}"
        );
        assert!(error.message.contains(problem), "{by:?} {error:?}");
    }
    let long = json!({ "plan": plan, "by": "alex", "comment": "x".repeat(501) });
    assert_eq!(
        tenant.fails("approve", &long.to_string()).fields,
        ["comment"]
    );
}
