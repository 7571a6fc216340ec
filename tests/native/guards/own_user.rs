//! The connection's own user is never shut out; where it is known from.

use super::{
    assert_reason, assert_refused, connected, every_way, new, own, tenant_with_administrators,
};
use crate::support::{Recorder, json_response, plugin_with, run};
use serde_json::json;
use workfront_actions::error::{ErrorKind, GuardReason};

#[test]
fn the_own_user_is_refused_in_every_way() {
    let options = tenant_with_administrators(&["boss", "chief"]);
    let tenant = connected(&options, r#"{"ownUserID":"jane"}"#);
    for (action, input) in every_way("jane") {
        let input = input.replacen('{', r#"{"includeAdministrators":true,"#, 1);
        let error = assert_refused(&tenant, action, &input, GuardReason::OwnUser);
        assert_eq!(error.id.as_deref(), Some("jane"), "{action} {input}");
    }
}

#[test]
fn the_session_is_asked_once_a_connection() {
    let tenant = new(&tenant_with_administrators(&["boss"]));
    let own = own(&tenant);
    for _ in 0..2 {
        let input = format!(r#"{{"ID":"{own}","includeAdministrators":true}}"#);
        assert_refused(&tenant, "deactivate", &input, GuardReason::OwnUser);
    }
    tenant.done("deactivate", r#"{"ID":"jane"}"#);
    let asked = tenant
        .sent()
        .iter()
        .filter(|line| line.contains("/session"))
        .count();
    assert_eq!(asked, 1);
}

#[test]
fn what_names_nobody_or_everyone_is_refused() {
    let tenant = new(&tenant_with_administrators(&["boss", "chief"]));
    for rest in [
        r#""method":"PUT","action":"clearAllApiKeys""#,
        r#""method":"PUT","parameters":{"action":"clearAllApiKeys"}"#,
        r#""method":"PUT","ID":"jane","action":"clearAllApiKeys""#,
        r#""method":"PUT","action":"clearApiKey""#,
        // Workfront clears the caller's key, whatever user the call names.
        r#""method":"PUT","ID":"jane","action":"clearApiKey""#,
        r#""method":"PUT","ID":"jane","parameters":{"action":"ClearAPIKey"}"#,
        r#""method":"PUT","parameters":{"id":"jane,lou","action":"clear%41piKey"}"#,
        r#""method":"PUT","body":{"isActive":false}"#,
        r#""method":"DELETE""#,
        r#""method":"PUT","action":"replace","parameters":{"replacementID":"lou"}"#,
    ] {
        let input = format!(r#"{{"object":"user","includeAdministrators":true,{rest}}}"#);
        assert_refused(&tenant, "call", &input, GuardReason::OwnUser);
    }
}

#[test]
fn an_own_user_that_cannot_be_found_out_is_an_error() {
    for session in [
        json_response(404, r#"{"error":{"message":"no"}}"#),
        json_response(403, r#"{"error":{"message":"no"}}"#),
        json_response(200, r#"{"data":{}}"#),
        json_response(200, r#"{"data":{"userID":"not an ID"}}"#),
    ] {
        let recorder = Recorder::with_handler(move |sent| match sent.target() {
            "/session" => session.clone(),
            _ => json_response(
                200,
                r#"{"data":{"ID":"u1","isActive":true,"isAdmin":false}}"#,
            ),
        });
        let plugin = plugin_with(r#"{"ownUserID":null,"retry":{"attempts":1}}"#);
        let error = run(&plugin, &recorder, "deactivate", r#"{"ID":"u1"}"#).expect_err("unknown");
        assert_reason(&error, GuardReason::OwnUserUnknown);
        assert!(error.hint.contains("ownUserID") && error.hint.contains("unknown"));
        assert_eq!(recorder.sent().len(), 2, "nothing was written");
    }
}

#[test]
fn a_failure_that_may_end_is_not_an_unknown_own_user() {
    for (status, body) in [(500, r#"{"error":{"message":"no"}}"#), (520, "{}")] {
        let recorder = Recorder::with_handler(move |sent| match sent.target() {
            "/session" => json_response(status, body),
            _ => json_response(
                200,
                r#"{"data":{"ID":"u1","isActive":true,"isAdmin":false}}"#,
            ),
        });
        let plugin = plugin_with(r#"{"ownUserID":null,"retry":{"attempts":1}}"#);
        let error = run(&plugin, &recorder, "deactivate", r#"{"ID":"u1"}"#).expect_err("failed");
        assert_eq!((error.kind, error.retryable), (ErrorKind::Server, true));
        assert!(error.message.contains("own user"), "{}", error.message);
        assert!(error.hint.contains("ownUserID"), "{}", error.hint);
        assert_eq!(recorder.sent().len(), 2, "nothing was written");
    }
    let recorder = Recorder::with_handler(|sent| match sent.target() {
        "/session" => json_response(
            401,
            r#"{"error":{"message":"You are not currently logged in"}}"#,
        ),
        _ => json_response(
            200,
            r#"{"data":{"ID":"u1","isActive":true,"isAdmin":false}}"#,
        ),
    });
    let plugin = plugin_with(r#"{"ownUserID":null}"#);
    let error = run(&plugin, &recorder, "deactivate", r#"{"ID":"u1"}"#).expect_err("refused");
    assert_eq!(error.kind, ErrorKind::Unauthorized);
}

#[test]
fn credentials_and_sign_ins_show_the_own_user() {
    let options = json!({
        "loginAllowed": true, "users": [
            { "ID": "jane", "lastName": "J", "emailAddr": "jane@acme.com", "username": "jane", "password": "pass-word" },
        ],
    });
    let credentials =
        r#"{"credentials":{"type":"login","username":"jane","password":"pass-word"}}"#;
    let tenant = connected(&options.to_string(), credentials);
    // Signs in, which changes the user's last login.
    tenant.done("get", r#"{"ID":"jane"}"#);
    assert_refused(
        &tenant,
        "deactivate",
        r#"{"ID":"jane"}"#,
        GuardReason::OwnUser,
    );
    assert!(!tenant.sent().iter().any(|line| line.contains("/session")));
}

#[test]
fn the_options_of_the_own_user_exclude_each_other() {
    let options = crate::support::json(
        r#"{"domain":"acme","credentials":{"type":"apiKey","apiKey":"k"},"ownUserID":"a","ownUser":"unknown"}"#,
    );
    let error = workfront_actions::plugin::Plugin::new(&options).expect_err("both");
    assert_eq!(error.fields, ["ownUser"]);
}
