//! Faults and limits.

use super::client::{Tenant, message};
use serde_json::json;

#[test]
fn rejects_too_many_concurrent_calls() {
    let mut tenant = Tenant::new(json!({"latencyMs": 50, "maxConcurrent": 2}));
    assert_eq!(tenant.call("GET", "/user/count", None).0, 200);
    assert_eq!(tenant.call("GET", "/user/count", None).0, 200);
    let (status, body) = tenant.call("GET", "/user/count", None);
    assert_eq!(
        (status, message(&body)),
        (429, "Too many concurrent API requests".into())
    );
    tenant.now_ms += 50.0;
    assert_eq!(tenant.call("GET", "/user/count", None).0, 200);
}

#[test]
fn drops_the_connection_before_and_after_the_commit() {
    let mut tenant = Tenant::new(json!({}));
    let new = tenant.new_user();
    let body = new.to_string();
    let create = |tenant: &mut Tenant| {
        let headers = [
            ("apiKey", "sandbox-api-key"),
            ("Content-Type", "application/json"),
        ];
        tenant.send("POST", "/attask/api/v18.0/user", &headers, &body)
    };
    for (effect, created) in [("dropBeforeCommit", 0), ("dropAfterCommit", 1)] {
        tenant
            .sandbox
            .script(&json!([{"matching": {"method": "POST"}, "effect": {"type": effect}}]))
            .unwrap();
        assert!(create(&mut tenant).dropped);
        tenant.sandbox.script(&json!([])).unwrap();
        assert_eq!(
            tenant.ids("emailAddr=jane.doe@example.com").len(),
            created,
            "{effect}"
        );
    }
    assert!(
        tenant
            .sandbox
            .script(&json!([{"effect": {"type": "explode"}}]))
            .is_err()
    );
}

#[test]
fn errors_have_status_200_if_configured() {
    let mut tenant = Tenant::new(json!({"errorsInside200": true}));
    let (status, body) = tenant.call("GET", "/user/nobody", None);
    assert_eq!(status, 200);
    assert!(message(&body).contains("nobody"));
}

#[test]
fn rejects_invalid_options() {
    for options in [
        json!({"peeple": 3}),
        json!({"people": "many"}),
        json!({"people": 1_000_000}),
    ] {
        assert!(workfront_sandbox::Sandbox::new(&options).is_err());
    }
    let mut tenant = Tenant::new(json!({}));
    assert!(tenant.sandbox.configure(&json!({"people": 3})).is_err());
    assert!(
        tenant
            .sandbox
            .configure(&json!({"users": [{"nonsense": 1}]}))
            .is_err()
    );
}

#[test]
fn responses_that_are_too_large_are_rejected() {
    let mut tenant = Tenant::new(json!({"people": 2000}));
    for index in 0..30 {
        tenant.insert(
            json!({"ID": format!("m{index}"), "lastName": "M", "emailAddr": format!("m{index}@x.example"),
            "userGroups": []}),
        );
    }
    // Each membership includes its group, and each group its subgroups.
    let (status, message) = tenant.error_of(
        "/user/search?$$LIMIT=2000&fields=homeGroup:children:ID,teams:teamMembers:ID,directReports:directReports:ID",
    );
    assert_eq!(status, 422, "{message}");
    assert!(message.contains("50000"), "{message}");
}
