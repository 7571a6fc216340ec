use serde_json::{Value, json};

use super::*;
use crate::http::Response;

fn faults(script: Value) -> Faults {
    let mut faults = Faults::new(7);
    faults.script(serde_json::from_value(script).unwrap());
    faults
}

fn request(method: &str, url: &str, body: &str) -> Request {
    let body = body.as_bytes().to_vec();
    Request {
        method: method.into(),
        url: url.into(),
        headers: Vec::new(),
        body,
        now_ms: 0.0,
    }
}

fn users() -> Request {
    request(
        "GET",
        "http://tenant/attask/api/v21.0/user/search?fields=name",
        "",
    )
}

/// The numbers of the first requests that a fault applies to, from 1.
fn affected(faults: &mut Faults, requests: u64) -> Vec<u64> {
    (1..=requests)
        .filter(|_| faults.decide(&users()).is_some())
        .collect()
}

fn body_of(response: &Response) -> Value {
    serde_json::from_slice(&response.body).unwrap()
}

fn ok_response() -> Response {
    Response {
        status: 200,
        body: b"{\"data\":[]}".to_vec(),
        delay_ms: 5.0,
        ..Response::default()
    }
}

#[test]
fn applies_only_to_matching_requests() {
    let mut faults = faults(json!([{
        "matching": {"method": "post", "pathContains": "/user?atomic", "bodyContains": "Ana"},
        "effect": {"type": "empty"}
    }]));
    let url = "http://user.example/attask/api/v21.0/user?atomic=true";
    assert!(
        faults
            .decide(&request("POST", url, "{\"firstName\":\"Ana\"}"))
            .is_some()
    );
    assert!(
        faults
            .decide(&request("PUT", url, "{\"firstName\":\"Ana\"}"))
            .is_none()
    );
    assert!(
        faults
            .decide(&request("POST", url, "{\"firstName\":\"Ben\"}"))
            .is_none()
    );
    assert!(
        faults
            .decide(&request("POST", "http://tenant/attask", "Ana"))
            .is_none()
    );
}

#[test]
fn counts_matching_requests() {
    let script = |matching: Value| json!([{"matching": matching, "effect": {"type": "empty"}}]);
    assert_eq!(affected(&mut faults(script(json!({"nth": 2}))), 4), [2]);
    assert_eq!(affected(&mut faults(script(json!({"from": 3}))), 4), [3, 4]);
    assert_eq!(
        affected(&mut faults(script(json!({"from": 2, "count": 1}))), 4),
        [2]
    );
    assert_eq!(affected(&mut faults(script(json!({}))), 2), [1, 2]);
}

#[test]
fn only_the_first_fault_applies_but_all_count() {
    let mut faults = faults(json!([
        {"matching": {"nth": 1}, "effect": {"type": "empty"}},
        {"matching": {"nth": 2}, "effect": {"type": "truncated"}},
    ]));
    assert_eq!(faults.decide(&users()), Some(Effect::Empty {}));
    assert_eq!(faults.decide(&users()), Some(Effect::Truncated {}));
    assert_eq!(faults.decide(&users()), None);
}

#[test]
fn a_new_script_resets_the_counters() {
    let script = json!([{"matching": {"nth": 1}, "effect": {"type": "empty"}}]);
    let mut faults = faults(script.clone());
    assert_eq!(affected(&mut faults, 2), [1]);
    faults.script(serde_json::from_value(script).unwrap());
    assert_eq!(affected(&mut faults, 2), [1]);
    faults.script(Vec::new());
    assert!(affected(&mut faults, 2).is_empty());
}

#[test]
fn applies_with_its_probability() {
    let script =
        |chance: f64| json!([{"matching": {"probability": chance}, "effect": {"type": "empty"}}]);
    assert!(affected(&mut faults(script(0.0)), 100).is_empty());
    assert_eq!(affected(&mut faults(script(1.0)), 100).len(), 100);
    let some = affected(&mut faults(script(0.3)), 1000);
    assert!((200..400).contains(&some.len()), "{}", some.len());
    assert_eq!(
        some,
        affected(&mut faults(script(0.3)), 1000),
        "the same seed affects the same requests"
    );
}

#[test]
fn rejects_invalid_faults() {
    for wrong in [
        json!({"effect": {"type": "explode"}}),
        json!({"effect": {"type": "empty", "ms": 3}}),
        json!({"effect": {"type": "slow"}}),
        json!({"effect": {"type": "empty"}, "path": "user"}),
        json!({"effect": {"type": "empty"}, "matching": {"url": "user"}}),
        json!({"effect": {"type": "empty"}, "matching": {"nth": 0}}),
        json!({"effect": {"type": "empty"}, "matching": {"probability": 1.5}}),
        json!({"matching": {}}),
    ] {
        assert!(
            serde_json::from_value::<Fault>(wrong.clone()).is_err(),
            "{wrong}"
        );
    }
}

#[test]
fn responds_instead_of_the_tenant() {
    let before = |effect: Value| {
        let effect: Effect = serde_json::from_value(effect).unwrap();
        effect.before().unwrap()
    };
    assert!(before(json!({"type": "dropBeforeCommit"})).dropped);

    let busy = before(json!({"type": "status", "status": 429, "retryAfter": "2"}));
    assert_eq!(busy.status, 429);
    assert!(busy.headers.contains(&("Retry-After".into(), "2".into())));
    assert_eq!(
        body_of(&busy)["error"]["message"],
        "Too many concurrent API requests"
    );
    let failed = before(json!({"type": "status", "status": 503}));
    assert!(!failed.headers.iter().any(|(name, _)| name == "Retry-After"));

    let page = before(json!({"type": "html", "status": 504}));
    assert_eq!(page.status, 504);
    assert!(page.body.starts_with(b"<HTML>"));

    let inside = before(json!({"type": "errorInside200", "message": "Invalid session ID."}));
    assert_eq!(inside.status, 200);
    assert_eq!(body_of(&inside)["error"]["message"], "Invalid session ID.");

    let bare = before(json!({"type": "bareString", "message": "too many parts"}));
    assert_eq!(
        (bare.status, body_of(&bare)),
        (400, json!({"error": "too many parts"}))
    );
}

#[test]
fn changes_the_response_of_the_tenant() {
    let after = |effect: Effect| {
        assert_eq!(effect.before().map(|response| response.status), None);
        effect.after(ok_response())
    };
    let lost = after(Effect::DropAfterCommit {});
    assert!(lost.dropped && lost.body.is_empty());
    assert!(lost.delay_ms == 5.0, "the call still takes its time");

    let cut = after(Effect::Truncated {});
    assert_eq!(cut.body, b"{\"dat");
    assert!(
        cut.headers
            .contains(&("Content-Length".into(), "11".into()))
    );

    let empty = after(Effect::Empty {});
    assert_eq!((empty.status, empty.body.len()), (200, 0));
    assert!(
        empty
            .headers
            .contains(&("Content-Length".into(), "0".into()))
    );

    let slow = Effect::Slow { ms: 20.0 };
    assert!(slow.delay_ms() == 20.0);
    assert_eq!(after(slow).body, ok_response().body);
}
