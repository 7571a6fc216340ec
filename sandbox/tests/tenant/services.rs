//! Sessions and token services.

use super::client::{NOW_MS, Tenant, told};
use serde_json::{Value, json};

const FORM: (&str, &str) = ("Content-Type", "application/x-www-form-urlencoded");

fn post(tenant: &mut Tenant, path: &str, form: &str) -> (u16, Value) {
    told(&tenant.send("POST", path, &[FORM], form))
}

fn gets_in(tenant: &mut Tenant, header: (&str, &str)) -> bool {
    tenant
        .send("GET", "/attask/api/v18.0/session", &[header], "")
        .status
        == 200
}

#[test]
fn says_who_calls() {
    let mut tenant = Tenant::new(json!({}));
    let session = tenant.get("/session");
    assert_eq!(session["isAdmin"], json!(true));
    assert!(session["userID"].is_string() && session["customerID"].is_string());
    assert!(session.get("sessionID").is_none());
}

#[test]
fn gives_out_tokens_of_adobes_service() {
    let mut tenant = Tenant::new(json!({"oauth": {"scopes": ["openid"], "expiresIn": 10}}));
    let ask = |scope: &str| {
        format!(
            "grant_type=client_credentials&client_id=sandbox-client&client_secret=sandbox-secret&scope={scope}"
        )
    };
    assert_eq!(
        post(&mut tenant, "/ims/token/v3", &ask("openid,more")).1["error"],
        "invalid_scope"
    );
    let (status, body) = post(&mut tenant, "/ims/token/v3", &ask("openid"));
    assert_eq!((status, &body["token_type"]), (200, &json!("bearer")));
    let token = format!("Bearer {}", body["access_token"].as_str().unwrap());
    assert!(gets_in(&mut tenant, ("Authorization", &token)));
    tenant.now_ms = NOW_MS + 10_000.0;
    assert!(!gets_in(&mut tenant, ("Authorization", &token)));
    let wrong = "grant_type=client_credentials&client_id=sandbox-client&client_secret=x";
    assert_eq!(post(&mut tenant, "/ims/token/v3", wrong).0, 400);
}

#[test]
fn rotates_refresh_tokens() {
    let mut tenant = Tenant::new(json!({}));
    let path = "/integrations/oauth2/api/v1/token";
    let ask = |token: &str| {
        format!(
            "grant_type=refresh_token&client_id=sandbox-client&client_secret=sandbox-secret&refresh_token={token}"
        )
    };
    let (_, body) = post(&mut tenant, path, &ask("sandbox-refresh"));
    assert!(gets_in(
        &mut tenant,
        ("sessionID", body["access_token"].as_str().unwrap())
    ));
    assert_eq!(
        post(&mut tenant, path, &ask("sandbox-refresh")).0,
        401,
        "it is used up"
    );
    let next = body["refresh_token"].as_str().unwrap();
    assert_eq!(post(&mut tenant, path, &ask(next)).0, 200);
    let (status, body) = post(&mut tenant, path, &ask("wrong"));
    assert_eq!(
        (status, &body["statusCode"], &body["error"]),
        (401, &json!(401), &json!(true))
    );
}

#[test]
fn lets_nobody_log_in_by_password_unless_told_so() {
    let mut tenant = Tenant::new(json!({}));
    tenant.put(json!({"ID": "ann", "lastName": "Ann", "emailAddr": "ann@example.com", "password": "pw-1234"}));
    let form = "username=ann@example.com&password=pw-1234";
    assert_eq!(post(&mut tenant, "/attask/api/v18.0/login", form).0, 401);
    tenant
        .sandbox
        .configure(&json!({"loginAllowed": true}))
        .unwrap();
    let (status, body) = post(&mut tenant, "/attask/api/v18.0/login", form);
    assert_eq!((status, &body["data"]["userID"]), (200, &json!("ann")));
    let session = body["data"]["sessionID"].as_str().unwrap().to_owned();
    assert!(gets_in(&mut tenant, ("sessionID", &session)));
    let out = tenant.send(
        "POST",
        "/attask/api/v18.0/logout",
        &[("sessionID", &session)],
        "",
    );
    assert_eq!(out.status, 200);
    assert!(!gets_in(&mut tenant, ("sessionID", &session)));
}
