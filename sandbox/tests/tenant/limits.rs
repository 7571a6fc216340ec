//! Faults and limits, through the front door.

use super::client::{Tenant, message};
use serde_json::json;

#[test]
fn refuses_calls_too_many_at_once() {
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
fn drops_before_and_after_the_work_is_done() {
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
    for (effect, made) in [("dropBeforeCommit", 0), ("dropAfterCommit", 1)] {
        tenant
            .sandbox
            .script(&json!([{"matching": {"method": "POST"}, "effect": {"type": effect}}]))
            .unwrap();
        assert!(create(&mut tenant).dropped);
        tenant.sandbox.script(&json!([])).unwrap();
        assert_eq!(
            tenant.ids("emailAddr=jane.doe@example.com").len(),
            made,
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
fn errors_come_inside_200_where_told_so() {
    let mut tenant = Tenant::new(json!({"errorsInside200": true}));
    let (status, body) = tenant.call("GET", "/user/nobody", None);
    assert_eq!(status, 200);
    assert!(message(&body).contains("nobody"));
}

#[test]
fn refuses_options_it_does_not_know() {
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
fn answers_too_large_are_refused() {
    let mut tenant = Tenant::new(json!({"people": 2000}));
    for at in 0..30 {
        tenant.put(
            json!({"ID": format!("m{at}"), "lastName": "M", "emailAddr": format!("m{at}@x.example"),
            "userGroups": []}),
        );
    }
    // Each row brings its group, and each group its own.
    let (status, message) = tenant.refused(
        "/user/search?$$LIMIT=2000&fields=homeGroup:children:ID,teams:teamMembers:ID,directReports:directReports:ID",
    );
    assert_eq!(status, 422, "{message}");
    assert!(message.contains("50000"), "{message}");
}
