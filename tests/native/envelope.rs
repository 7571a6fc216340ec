//! Every known shape of a response (docs/workfront-facts.md#responses), read through an action.

use crate::support::{Recorder, json_response, plugin_with, run, text_response};
use workfront_actions::error::{Error, ErrorKind};
use workfront_actions::transport::{Method, Response, TransportError};

fn failing(response: Result<Response, TransportError>) -> Error {
    let recorder = Recorder::returning([response]);
    run(&plugin_with("{}"), &recorder, "search", "{}").expect_err("the response was accepted")
}

#[track_caller]
fn expect(response: Result<Response, TransportError>, kind: ErrorKind, words: &str) -> Error {
    let error = failing(response);
    assert_eq!(error.kind, kind, "{error:?}");
    assert!(
        error.message.contains(words),
        "'{words}' is not in '{}'",
        error.message
    );
    assert!(!error.hint.is_empty());
    assert_eq!(error.action.as_deref(), Some("search"));
    error
}

#[test]
fn an_authentication_error_names_workfronts_class() {
    let body = r#"{"error":{"class":"com.attask.common.AuthenticationException","message":"You are not currently logged in."}}"#;
    let error = expect(
        json_response(401, body),
        ErrorKind::Unauthorized,
        "not currently logged in",
    );
    assert_eq!(
        error.workfront_class.as_deref(),
        Some("com.attask.common.AuthenticationException")
    );
    assert_eq!(error.status, Some(401));
    assert!(!error.retryable);
}

#[test]
fn a_full_exception_keeps_its_message_key() {
    let body = r#"{"error":{"class":"com.attask.common.ProjectStatusViolationException","message":"Not now.","title":null,"msgKey":"exception.attask","attributes":[""],"code":0}}"#;
    let error = expect(json_response(422, body), ErrorKind::Validation, "Not now.");
    assert_eq!(error.workfront_msg_key.as_deref(), Some("exception.attask"));
}

#[test]
fn an_error_without_a_class_is_read() {
    let body = r#"{"error":{"message":"The requested limit 2001 is greater than the maximum allowed limit of 2000"}}"#;
    expect(
        json_response(422, body),
        ErrorKind::Validation,
        "requested limit 2001",
    );
}

#[test]
fn a_plain_string_is_an_error() {
    let body = r#"{"error":"unrecognized URI format: too many parts"}"#;
    expect(
        json_response(400, body),
        ErrorKind::Validation,
        "too many parts",
    );
}

#[test]
fn the_token_services_shape_is_read() {
    let body = r#"{"statusCode":401,"error":true,"type":"unauthorized","message":"bad assertion"}"#;
    expect(
        json_response(401, body),
        ErrorKind::Unauthorized,
        "bad assertion",
    );
}

#[test]
fn the_oauth_shape_is_read() {
    let body = r#"{"error":"invalid_client","error_description":"unknown client"}"#;
    expect(
        json_response(400, body),
        ErrorKind::Validation,
        "unknown client (invalid_client)",
    );
}

#[test]
fn errors_with_http_200_are_read() {
    let body = r#"{"error":{"class":"com.attask.common.AuthenticationException","message":"Invalid session ID."}}"#;
    expect(
        json_response(200, body),
        ErrorKind::Unauthorized,
        "Invalid session",
    );
    let body = r#"{"error":{"message":"APIModel V17_0 does not support field X (User)"}}"#;
    let error = expect(
        json_response(200, body),
        ErrorKind::Validation,
        "does not support field",
    );
    assert_eq!(error.fields, ["X"]);
}

#[test]
fn a_refused_field_is_named_and_blamed_on_the_version_only_if_it_exists() {
    for (message, field, hint, has_version) in [
        (
            "APIModel V17_0 does not support field emailAdr (User)",
            "emailAdr",
            "Did you mean 'emailAddr'?",
            false,
        ),
        (
            "APIModel V17_0 does not support field brandNew (User)",
            "brandNew",
            "no field 'brandNew'",
            false,
        ),
        (
            "APIModel V17_0 does not support field eauthUserID (User)",
            "eauthUserID",
            "pinned",
            true,
        ),
        (
            "field 'workTime' is not available on com.attask.model.RKUser in version V16_0",
            "workTime",
            "pinned",
            true,
        ),
        (
            "field 'nick' is not available on com.attask.model.RKUser in version V16_0",
            "nick",
            "no field 'nick'",
            false,
        ),
        (
            "APIModel V17_0 does not support field color (Project)",
            "color",
            "Check the name 'color'",
            true,
        ),
    ] {
        for status in [200, 400, 404, 422] {
            let body = serde_json::json!({ "error": { "message": message } }).to_string();
            let error = expect(json_response(status, &body), ErrorKind::Validation, message);
            assert_eq!(error.fields, [field]);
            assert!(error.hint.contains(hint), "{}", error.hint);
            assert_eq!(
                error.hint.contains("apiVersion"),
                has_version,
                "{}",
                error.hint
            );
        }
    }
    let body = r#"{"error":{"message":"no such field: '*'"}}"#;
    let error = expect(json_response(422, body), ErrorKind::Validation, "'*'");
    assert!(error.hint.contains("parameterValues"), "{}", error.hint);
}

#[test]
fn html_pages_and_truncated_bodies_are_no_data() {
    let page = "<html><head><title>Adobe sign in</title></head><body>…</body></html>";
    expect(
        text_response(200, page),
        ErrorKind::UnexpectedResponse,
        "Adobe sign in",
    );
    expect(text_response(502, page), ErrorKind::Server, "502");
    expect(
        text_response(200, ""),
        ErrorKind::UnexpectedResponse,
        "empty",
    );
    expect(text_response(500, ""), ErrorKind::Server, "empty");
    expect(
        text_response(200, "{\"data\":[{\"ID\":"),
        ErrorKind::UnexpectedResponse,
        "isn't JSON",
    );
    expect(text_response(302, ""), ErrorKind::Unauthorized, "302");
}

#[test]
fn every_status_has_its_kind() {
    let body = r#"{"error":{"message":"no"}}"#;
    for (status, kind, retryable) in [
        (400, ErrorKind::Validation, false),
        (401, ErrorKind::Unauthorized, false),
        (403, ErrorKind::Forbidden, false),
        (404, ErrorKind::NotFound, false),
        (410, ErrorKind::NotFound, false),
        (409, ErrorKind::Conflict, false),
        (422, ErrorKind::Validation, false),
        (429, ErrorKind::RateLimited, true),
        (500, ErrorKind::Server, true),
        (503, ErrorKind::Server, true),
    ] {
        let error = expect(json_response(status, body), kind, "no");
        assert_eq!(error.retryable, retryable, "{status}");
        assert_eq!(error.status, Some(status));
    }
}

#[test]
fn transport_failures_have_their_own_kinds() {
    let network = Err(TransportError::Network("ECONNREFUSED".to_owned()));
    assert!(expect(network, ErrorKind::Network, "ECONNREFUSED").retryable);
    assert!(expect(Err(TransportError::Timeout), ErrorKind::Timeout, "in time").retryable);
    assert!(
        !expect(
            Err(TransportError::Cancelled),
            ErrorKind::Cancelled,
            "stopped"
        )
        .retryable
    );
}

#[test]
fn a_response_that_is_too_large_is_not_requested_again() {
    let too_large = || TransportError::TooLarge("larger than 9 bytes".to_owned());
    let recorder = Recorder::returning([Err(too_large())]);
    let plugin = plugin_with("{}");
    let error = run(&plugin, &recorder, "search", "{}").expect_err("nothing was read");
    assert_eq!(error.kind, ErrorKind::UnexpectedResponse);
    assert_eq!(error.message, "larger than 9 bytes");
    assert_eq!(error.fields, ["maxResponseBytes"]);
    assert!(!error.retryable);
    assert!(error.hint.contains("raise maxResponseBytes"));
    assert_eq!(recorder.sent().len(), 1);

    // The response to a write counts as lost: the write may have been done.
    let recorder = Recorder::returning([Err(too_large())]);
    let input = r#"{"ID":"5f0a","changes":{"title":"x"}}"#;
    let error = run(&plugin, &recorder, "update", input).expect_err("nothing was read");
    assert_eq!(error.kind, ErrorKind::OutcomeUnknown);
    assert_eq!(error.reason, Some(ErrorKind::Network.into()));
    let sent = recorder.sent();
    let methods: Vec<Method> = sent.iter().map(|sent| sent.method).collect();
    assert_eq!(
        methods,
        [Method::Put, Method::Get],
        "read back, not sent again"
    );
}

#[test]
fn a_runtime_without_requests_left_is_called_once() {
    let response = Err(TransportError::Spent("Too many subrequests.".to_owned()));
    let recorder = Recorder::returning([response]);
    let input = r#"{"operations":[{"method":"DELETE","uri":"/user/a"},{"method":"DELETE","uri":"/user/b"}],"chunkSize":1}"#;
    let plugin = plugin_with(r#"{"concurrency":1,"batchDialect":"bulk"}"#);
    let outcome = run(&plugin, &recorder, "batch", input);
    let said = match &outcome {
        Ok(output) => output.to_json_string(),
        Err(error) => error.message.clone(),
    };
    assert!(
        said.contains("no more requests in this invocation"),
        "{said}"
    );
    assert_eq!(recorder.sent().len(), 1);
}

#[test]
fn long_values_are_cut_in_messages() {
    let long = "ä".repeat(1_000_000);
    let recorder = Recorder::returning([json_response(200, "{}")]);
    let plugin = plugin_with("{}");
    let filters = format!(r#"{{"filters":[{{"field":"{long}","value":1}}],"{long}":1}}"#);
    for (action, input) in [(long.as_str(), "{}"), ("search", &filters)] {
        let error = run(&plugin, &recorder, action, input).expect_err("it isn't known");
        assert_eq!(error.kind, ErrorKind::Validation);
        assert!(error.message.len() < 2_000, "{}", error.message.len());
        assert!(error.message.contains('…'));
        assert!(error.fields.iter().all(|field| field.len() < 400));
        assert!(
            error
                .action
                .as_ref()
                .is_some_and(|action| action.len() < 100)
        );
    }
    assert!(recorder.sent().is_empty());
}

#[test]
fn retry_after_is_reported() {
    let mut response = json_response(
        429,
        r#"{"error":{"message":"Too many concurrent API requests"}}"#,
    );
    if let Ok(response) = &mut response {
        response.retry_after = Some("3".to_owned());
    }
    assert_eq!(failing(response).retry_after_ms, Some(3_000.0));
}

#[test]
fn no_error_has_the_credential() {
    for response in [
        text_response(500, ""),
        json_response(401, r#"{"error":"no"}"#),
    ] {
        let error = failing(response);
        let printed = format!("{error} {error:?}");
        assert!(!printed.contains("k3y-s3cret"), "{printed}");
    }
}
