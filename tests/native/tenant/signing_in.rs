//! Every kind of credential signs in, and testConnection returns the user.

use crate::support::Tenant;
use serde_json::json;
use workfront_actions::error::ErrorKind;

fn connected(credentials: &str) -> Tenant {
    Tenant::connected("{}", &format!(r#"{{"credentials":{credentials}}}"#))
}

#[test]
fn each_credential_signs_in() {
    for credentials in [
        r#"{"type":"apiKey","apiKey":"sandbox-api-key"}"#,
        r#"{"type":"bearer","accessToken":"sandbox-token"}"#,
        r#"{"type":"session","sessionID":"sandbox-session"}"#,
        r#"{"type":"oauthRefresh","clientId":"sandbox-client","clientSecret":"sandbox-secret","refreshToken":"sandbox-refresh"}"#,
        r#"{"type":"imsServerToServer","clientId":"sandbox-client","clientSecret":"sandbox-secret","tokenUrl":"https://sandbox.my.workfront.com/ims/token/v3"}"#,
    ] {
        let tenant = connected(credentials);
        let output = tenant.done("testConnection", "{}");
        assert_eq!(output["isAdmin"], json!(true), "{credentials}: {output}");
        assert!(output["userID"].is_string() && output["customerID"].is_string());
        assert_eq!(output["apiVersion"], "v18.0");
    }
}

#[test]
fn an_ended_session_is_renewed() {
    let tenant = connected(
        r#"{"type":"oauthRefresh","clientId":"sandbox-client","clientSecret":"sandbox-secret","refreshToken":"sandbox-refresh"}"#,
    );
    tenant.done("count", "{}");
    tenant.end_sessions();
    tenant.done("count", "{}");
}

#[test]
fn logging_out_ends_the_session_once() {
    let tenant = connected(
        r#"{"type":"oauthRefresh","clientId":"sandbox-client","clientSecret":"sandbox-secret","refreshToken":"sandbox-refresh"}"#,
    );
    tenant.done("count", "{}");
    for logged_out in [true, false] {
        let output = tenant.done("logout", "{}");
        assert_eq!(output, json!({ "loggedOut": logged_out }));
    }
}

#[test]
fn a_wrong_credential_is_unauthorized() {
    let error = connected(r#"{"type":"apiKey","apiKey":"wrong"}"#).fails("testConnection", "{}");
    assert_eq!(error.kind, ErrorKind::Unauthorized);
    let login = connected(r#"{"type":"login","username":"a@acme.com","password":"pw-12345"}"#);
    assert_eq!(login.fails("count", "{}").kind, ErrorKind::Unauthorized);
}
