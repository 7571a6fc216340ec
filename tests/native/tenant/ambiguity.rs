//! Writes with a lost response.

use crate::support::Tenant;
use serde_json::json;
use workfront_actions::error::ErrorKind;

const JANE: &str = r#"{"username":"jane@acme.com","emailAddr":"jane@acme.com","firstName":"Jane","lastName":"Doe","accessLevel":"Standard"}"#;

fn janes(tenant: &Tenant) -> usize {
    let users = tenant.users();
    users
        .iter()
        .filter(|user| user["emailAddr"] == "jane@acme.com")
        .count()
}

fn first_post(effect: &str) -> String {
    format!(r#"[{{"matching":{{"method":"POST","nth":1}},"effect":{effect}}}]"#)
}

#[test]
fn a_creation_with_a_lost_response_creates_one_user() {
    for effect in [
        r#"{"type":"dropBeforeCommit"}"#,
        r#"{"type":"dropAfterCommit"}"#,
        r#"{"type":"truncated"}"#,
        r#"{"type":"status","status":500}"#,
        r#"{"type":"html","status":502}"#,
        r#"{"type":"empty"}"#,
    ] {
        let tenant = Tenant::new("{}");
        tenant.script(&first_post(effect));
        let output = tenant.run("create", JANE);
        match output {
            Ok(output) => {
                assert_eq!(janes(&tenant), 1, "{effect}: {output}");
                assert!(matches!(
                    output["outcome"].as_str(),
                    Some("created" | "found")
                ));
            }
            Err(error) => {
                assert_eq!(error.kind, ErrorKind::OutcomeUnknown, "{effect}: {error:?}");
                assert!(janes(&tenant) <= 1, "{effect}");
            }
        }
    }
}

#[test]
fn a_deletion_with_a_lost_response_is_done_once_the_user_is_gone() {
    let tenant =
        Tenant::new(r#"{"users":[{"ID":"ann","lastName":"Ann","emailAddr":"ann@acme.com"}]}"#);
    tenant.script(
        r#"[{"matching":{"method":"DELETE","nth":1},"effect":{"type":"dropAfterCommit"}}]"#,
    );
    let output = tenant.done("delete", r#"{"ID":"ann","confirm":"ann"}"#);
    assert_eq!(output["deleted"], json!(true));
}

#[test]
fn reads_succeed_in_spite_of_many_failures() {
    let tenant = Tenant::new("{}");
    tenant.script(r#"[{"matching":{"count":3},"effect":{"type":"status","status":429}}]"#);
    assert_eq!(tenant.done("count", "{}")["count"], json!(60));
    assert_eq!(tenant.requests(), 4);
    tenant.script(r#"[{"effect":{"type":"status","status":429}}]"#);
    let error = tenant.fails("count", "{}");
    assert_eq!(
        (error.kind, error.retryable),
        (ErrorKind::RateLimited, true)
    );
}
