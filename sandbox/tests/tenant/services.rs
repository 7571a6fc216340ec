//! Sessions and token services.

use super::client::{NOW_MS, Tenant, status_and_body};
use serde_json::{Value, json};

const FORM: (&str, &str) = ("Content-Type", "application/x-www-form-urlencoded");

fn post(tenant: &mut Tenant, path: &str, form: &str) -> (u16, Value) {
    status_and_body(&tenant.send("POST", path, &[FORM], form))
}

fn is_authenticated(tenant: &mut Tenant, header: (&str, &str)) -> bool {
    tenant
        .send("GET", "/attask/api/v18.0/session", &[header], "")
        .status
        == 200
}

#[test]
fn returns_the_caller() {
    let mut tenant = Tenant::new(json!({}));
    let session = tenant.get("/session");
    assert_eq!(session["isAdmin"], json!(true));
    assert!(session["userID"].is_string() && session["customerID"].is_string());
    assert!(session.get("sessionID").is_none());
}

#[test]
fn issues_tokens_of_adobes_service() {
    let mut tenant = Tenant::new(json!({"oauth": {"scopes": ["openid"], "expiresIn": 10}}));
    let form = |scope: &str| {
        format!(
            "grant_type=client_credentials&client_id=sandbox-client&client_secret=sandbox-secret&scope={scope}"
        )
    };
    assert_eq!(
        post(&mut tenant, "/ims/token/v3", &form("openid,more")).1["error"],
        "invalid_scope"
    );
    let (status, body) = post(&mut tenant, "/ims/token/v3", &form("openid"));
    assert_eq!((status, &body["token_type"]), (200, &json!("bearer")));
    let token = format!("Bearer {}", body["access_token"].as_str().unwrap());
    assert!(is_authenticated(&mut tenant, ("Authorization", &token)));
    tenant.now_ms = NOW_MS + 10_000.0;
    assert!(!is_authenticated(&mut tenant, ("Authorization", &token)));
    let wrong = "grant_type=client_credentials&client_id=sandbox-client&client_secret=x";
    assert_eq!(post(&mut tenant, "/ims/token/v3", wrong).0, 400);
}

#[test]
fn rotates_refresh_tokens() {
    let mut tenant = Tenant::new(json!({}));
    let path = "/integrations/oauth2/api/v1/token";
    let form = |token: &str| {
        format!(
            "grant_type=refresh_token&client_id=sandbox-client&client_secret=sandbox-secret&refresh_token={token}"
        )
    };
    let (_, body) = post(&mut tenant, path, &form("sandbox-refresh"));
    assert!(is_authenticated(
        &mut tenant,
        ("sessionID", body["access_token"].as_str().unwrap())
    ));
    assert_eq!(
        post(&mut tenant, path, &form("sandbox-refresh")).0,
        401,
        "it can be used only once"
    );
    let next = body["refresh_token"].as_str().unwrap();
    assert_eq!(post(&mut tenant, path, &form(next)).0, 200);
    let (status, body) = post(&mut tenant, path, &form("wrong"));
    assert_eq!(
        (status, &body["statusCode"], &body["error"]),
        (401, &json!(401), &json!(true))
    );
}

#[test]
fn rejects_login_by_password_unless_enabled() {
    let mut tenant = Tenant::new(json!({}));
    tenant.insert(json!({"ID": "ann", "lastName": "Ann", "emailAddr": "ann@example.com", "password": "pw-1234"}));
    let form = "username=ann@example.com&password=pw-1234";
    assert_eq!(post(&mut tenant, "/attask/api/v18.0/login", form).0, 401);
    tenant
        .sandbox
        .configure(&json!({"loginAllowed": true}))
        .unwrap();
    let (status, body) = post(&mut tenant, "/attask/api/v18.0/login", form);
    assert_eq!((status, &body["data"]["userID"]), (200, &json!("ann")));
    let session = body["data"]["sessionID"].as_str().unwrap().to_owned();
    assert!(is_authenticated(&mut tenant, ("sessionID", &session)));
    let out = tenant.send(
        "POST",
        "/attask/api/v18.0/logout",
        &[("sessionID", &session)],
        "",
    );
    assert_eq!(out.status, 200);
    assert!(!is_authenticated(&mut tenant, ("sessionID", &session)));
}
