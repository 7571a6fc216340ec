//! subscribe, subscriptions, unsubscribe, subscriptionVersion.

use crate::support::{Recorder, json, json_response, plugin_with, refused, run, text_response};
use serde_json::{Value, json};
use std::rc::Rc;
use workfront_actions::error::ErrorKind;
use workfront_actions::transport::{Body, Method, Response, TransportError};

const SERVICE_URL: &str =
    "https://acme.my.workfront.com/attask/eventsubscription/api/v1/subscriptions";
const TOKEN: &str = "a-long-random-secret";

fn input(more: &str) -> String {
    format!(
        r#"{{"eventType":"UPDATE","url":"https://example.com/hook","authToken":"{TOKEN}"{more}}}"#
    )
}

fn value(text: &str) -> Value {
    json(text).into_value()
}

fn done(recorder: &Rc<Recorder>, action: &str, input: &str) -> Value {
    match run(&plugin_with("{}"), recorder, action, input) {
        Ok(output) => output.into_value(),
        Err(error) => panic!("{action}: {error:?}"),
    }
}

#[test]
fn subscribe_posts_the_documented_keys_and_no_others() {
    let recorder =
        Recorder::returning([json_response(201, r#"{"id":"750a636c-1","version":"v2"}"#)]);
    let more = r#","filters":[{"fieldName":"isActive","comparison":"changed"},{"type":"group","connector":"OR","filters":[{"fieldName":"title","fieldValue":"x","state":"oldState"},{"fieldName":"DE:Cost","comparison":"gt","fieldValue":3}]}],"filterConnector":"AND","base64Encoding":true,"objId":"u1""#;
    let output = done(&recorder, "subscribe", &input(more));
    assert_eq!(output["id"], "750a636c-1");
    assert_eq!(output["outcome"], "created");
    assert_eq!(output["version"], "v2");
    let sent = &recorder.sent()[0];
    assert_eq!(
        (sent.method, sent.url.as_str()),
        (Method::Post, SERVICE_URL)
    );
    assert_eq!(sent.header("apiKey"), Some("k3y-s3cret"));
    assert_eq!(sent.header("Content-Type"), Some("application/json"));
    assert_eq!(
        value(sent.body()),
        json!({
            "objCode": "USER", "eventType": "UPDATE", "url": "https://example.com/hook",
            "authToken": TOKEN, "objId": "u1", "filterConnector": "AND", "base64Encoding": "true",
            "filters": [
                {"fieldName": "isActive", "comparison": "changed", "fieldValue": ""},
                {"type": "group", "connector": "OR", "filters": [
                    {"fieldName": "title", "comparison": "eq", "fieldValue": "x", "state": "oldState"},
                    {"fieldName": "DE:Cost", "comparison": "gt", "fieldValue": 3},
                ]},
            ],
        })
    );
}

#[test]
fn the_event_names_of_the_guide_are_accepted() {
    for (name, event) in [
        ("USER_CREATE", "CREATE"),
        ("user_update", "UPDATE"),
        ("DELETE", "DELETE"),
    ] {
        let recorder = Recorder::returning([json_response(201, r#"{"id":"s1"}"#)]);
        done(&recorder, "subscribe", &input("").replace("UPDATE", name));
        let body = value(recorder.sent()[0].body());
        assert_eq!(
            (&body["objCode"], &body["eventType"]),
            (&json!("USER"), &json!(event))
        );
    }
}

#[test]
fn the_id_may_be_only_in_location() {
    let recorder = Recorder::returning([Ok(Response {
        status: 201,
        retry_after: None,
        location: Some(format!("{SERVICE_URL}/750a636c-2")),
        body: Body::Empty,
    })]);
    assert_eq!(done(&recorder, "subscribe", &input(""))["id"], "750a636c-2");
    let silent = Recorder::returning([json_response(201, "{}")]);
    let error = run(&plugin_with("{}"), &silent, "subscribe", &input("")).unwrap_err();
    assert_eq!(error.kind, ErrorKind::OutcomeUnknown);
    assert_eq!(error.reason, Some(ErrorKind::UnexpectedResponse.into()));
}

#[test]
fn a_duplicate_is_found_and_exists() {
    let list = |masked: &str| {
        format!(
            r#"{{"subscriptions":[
                {{"id":"s0","objCode":"USER","eventType":"UPDATE","url":"https://example.com/other","filters":[]}},
                {{"id":"s1","obj_code":"USER","obj_id":"","event_type":"UPDATE","url":"https://example.com/hook","auth_token":"{masked}","filters":[{{"fieldName":"isActive","comparison":"changed","fieldValue":null,"state":"newState"}}]}}
            ],"meta":{{"page":1,"limit":1000,"page_count":1,"total_count":2}}}}"#
        )
    };
    let filters = r#","filters":[{"fieldName":"isActive","comparison":"changed"}]"#;
    for (masked, note) in [
        ("****cret", "may differ"),
        ("****WXYZ", "another authToken"),
    ] {
        let recorder =
            Recorder::returning([text_response(409, ""), json_response(200, &list(masked))]);
        let output = done(&recorder, "subscribe", &input(filters));
        assert_eq!(
            (&output["id"], &output["outcome"]),
            (&json!("s1"), &json!("exists"))
        );
        assert!(output["notes"].to_string().contains(note), "{output}");
        assert_eq!(
            recorder.sent()[1].url,
            format!("{SERVICE_URL}?page=1&limit=1000")
        );
    }
    let unlisted = Recorder::returning([
        text_response(409, ""),
        json_response(200, r#"{"subscriptions":[],"meta":{"page_count":1}}"#),
    ]);
    let error = run(&plugin_with("{}"), &unlisted, "subscribe", &input("")).unwrap_err();
    assert_eq!(error.kind, ErrorKind::Conflict);
}

#[test]
fn a_creation_with_a_lost_response_is_looked_up_and_sent_again() {
    let listed = r#"{"subscriptions":[{"id":"s1","objCode":"USER","eventType":"UPDATE","url":"https://example.com/hook"}],"meta":{"page_count":1}}"#;
    let recorder = Recorder::returning([
        Err(TransportError::Network("reset".into())),
        text_response(409, ""),
        json_response(200, listed),
    ]);
    assert_eq!(done(&recorder, "subscribe", &input(""))["id"], "s1");
}

#[test]
fn invalid_or_ineffective_subscriptions_are_refused_before_sending() {
    for (more, field) in [
        (r#","objCode":"GROUP""#, "objCode"),
        (r#","objCode":"us er""#, "objCode"),
        (
            r#","filters":[{"fieldName":"username","fieldValue":"x"}]"#,
            "filters[0].fieldName",
        ),
        (
            r#","filters":[{"fieldName":"userRoles","fieldValue":"x"}]"#,
            "filters[0].fieldName",
        ),
        (
            r#","filters":[{"fieldName":"title","comparison":"like"}]"#,
            "filters[0].comparison",
        ),
        (
            r#","filters":[{"type":"group","connector":"OR","filters":[{"fieldName":"title"}]}]"#,
            "filters[0].filters",
        ),
        (
            r#","filters":[{"fieldName":"isActive","fieldValue":"yes"}]"#,
            "filters[0].fieldValue",
        ),
        (
            r#","filters":[{"fieldName":"isActive","comparison":"ne","fieldValue":"TRUE"}]"#,
            "filters[0].fieldValue",
        ),
        (
            r#","filters":[{"fieldName":"lastLoginDate","comparison":"lt","fieldValue":"$$TODAY"}]"#,
            "filters[0].fieldValue",
        ),
        (
            r#","filters":[{"fieldName":"lastUpdateDate","comparison":"gt"}]"#,
            "filters[0].fieldValue",
        ),
        (
            r#","filters":[{"type":"group","connector":"OR","filters":[{"fieldName":"title","fieldValue":"x"},{"fieldName":"workHoursPerDay","comparison":"gte","fieldValue":"eight"}]}]"#,
            "filters[0].filters[1].fieldValue",
        ),
        (
            r#","filters":[{"fieldName":"roleID","fieldValue":"Head of Design"}]"#,
            "filters[0].fieldValue",
        ),
        (r#","active":true"#, "active"),
    ] {
        let error = refused("subscribe", &input(more));
        assert_eq!(error.kind, ErrorKind::Validation);
        assert!(
            error.fields.iter().any(|known| known == field),
            "{more}: {error:?}"
        );
    }
    let misspelled = refused(
        "subscribe",
        &input(r#","filters":[{"fieldName":"isActiv"}]"#),
    );
    assert!(misspelled.message.contains("did you mean 'isActive'?"));
    let old = r#","filters":[{"fieldName":"title","state":"oldState"}]"#;
    let error = refused("subscribe", &input(old).replace("UPDATE", "CREATE"));
    assert_eq!(error.fields, ["filters[0].state"]);
    for (from, to, field) in [
        ("https://example", "http://example", "url"),
        (
            "https://example.com/hook",
            "https://user@example.com/",
            "url",
        ),
        ("https://example.com/hook", "example.com", "url"),
        (
            "example.com/hook",
            &format!("example.com/?t={TOKEN}"),
            "url",
        ),
        ("UPDATE", "PROJ_CHANGE", "eventType"),
    ] {
        let error = refused("subscribe", &input("").replace(from, to));
        assert_eq!(error.fields, [field], "{to}");
        assert!(!format!("{error:?}").contains(TOKEN));
    }
    for token in ["", "spaced ", "a\\nb", &"x".repeat(255)] {
        let error = refused("subscribe", &input("").replace(TOKEN, token));
        assert_eq!(error.fields, ["authToken"], "{token}");
    }
    refused(
        "subscribe",
        &input(r#","objCode":"CMPY""#).replace("UPDATE", "USER_UPDATE"),
    );
}

#[test]
fn a_local_receiver_may_use_http() {
    let recorder = Recorder::returning([json_response(201, r#"{"id":"s1"}"#)]);
    let local = input("").replace("https://example.com", "http://127.0.0.1:8080");
    done(&recorder, "subscribe", &local);
}

#[test]
fn a_refusal_names_the_required_role_and_never_repeats_the_token() {
    let body = format!(r#"{{"error":{{"message":"no rights for {TOKEN}"}}}}"#);
    let recorder = Recorder::returning([json_response(403, &body)]);
    let error = run(&plugin_with("{}"), &recorder, "subscribe", &input("")).unwrap_err();
    assert_eq!(error.kind, ErrorKind::Forbidden);
    assert!(
        error.hint.contains("system administrator"),
        "{}",
        error.hint
    );
    assert!(!format!("{error:?}").contains(TOKEN));
}

#[test]
fn another_header_can_carry_the_credential() {
    let bearer =
        r#""credentials":{"type":"bearer","accessToken":"t0k3n-x","imsOrgId":"X@AdobeOrg"}"#;
    for (choice, header, value) in [
        ("same", "Authorization", "Bearer t0k3n-x"),
        ("sessionID", "sessionID", "t0k3n-x"),
        ("apiKey", "apiKey", "t0k3n-x"),
        ("Authorization", "Authorization", "t0k3n-x"),
        ("X-User-Token", "X-User-Token", "t0k3n-x"),
    ] {
        let recorder = Recorder::returning([
            json_response(200, r#"{"subscriptions":[],"meta":{}}"#),
            json_response(200, r#"{"data":{"ID":"u1"}}"#),
        ]);
        let plugin = plugin_with(&format!(r#"{{{bearer},"eventCredential":"{choice}"}}"#));
        run(&plugin, &recorder, "subscriptions", "{}").unwrap();
        run(&plugin, &recorder, "get", r#"{"ID":"u1"}"#).unwrap();
        let sent = recorder.sent();
        assert_eq!(sent[0].header(header), Some(value), "{choice}");
        assert_eq!(sent[0].header("x-gw-ims-org-id"), Some("X@AdobeOrg"));
        assert_eq!(
            sent[1].header("Authorization"),
            Some("Bearer t0k3n-x"),
            "the objects' own"
        );
    }
}

#[test]
fn a_listing_reads_both_naming_styles_and_pages() {
    let body = r#"{"subscriptions":[
        {"id":"s1","date_created":"2026-01-01","version":"v2","objCode":"USER","objId":null,"eventType":"UPDATE","url":"https://example.com/hook","authToken":"****cret","filters":null,"base64Encoding":"true","subscription_url":{"url":"https://example.com/hook","successes":7,"failures":2,"disabled_at":null,"frozen_at":"2026-02-01"}},
        {"id":"s2","dateCreated":"2026-01-02","obj_code":"USER","event_type":"DELETE","url":"https://example.com/hook"}
    ],"meta":{"page":2,"limit":2,"page_count":3,"total_count":5}}"#;
    let recorder = Recorder::returning([json_response(200, body)]);
    let output = done(&recorder, "subscriptions", r#"{"page":2,"limit":2}"#);
    assert_eq!(
        recorder.sent()[0].url,
        format!("{SERVICE_URL}?page=2&limit=2")
    );
    assert_eq!(
        (&output["hasMore"], &output["totalCount"]),
        (&json!(true), &json!(5))
    );
    let [first, second] = [&output["subscriptions"][0], &output["subscriptions"][1]];
    assert_eq!(first["dateCreated"], "2026-01-01");
    assert_eq!(first["base64Encoding"], true);
    assert_eq!(first["filters"], json!([]));
    assert_eq!(
        first["delivery"],
        json!({"successes": 7, "failures": 2, "frozenAt": "2026-02-01"})
    );
    assert_eq!(
        (&second["dateCreated"], &second["eventType"]),
        (&json!("2026-01-02"), &json!("DELETE"))
    );
    for bad in [r#"{"page":0}"#, r#"{"limit":1001}"#, r#"{"limit":0}"#] {
        assert_eq!(refused("subscriptions", bad).kind, ErrorKind::Validation);
    }
}

#[test]
fn unsubscribe_deletes_one() {
    let empty = || {
        Ok(Response {
            status: 200,
            retry_after: None,
            location: None,
            body: Body::Empty,
        })
    };
    let recorder = Recorder::returning([empty()]);
    let output = done(&recorder, "unsubscribe", r#"{"id":"750a636c-1"}"#);
    assert_eq!(
        output,
        json!({"deleted": true, "id": "750a636c-1", "evidence": "response"})
    );
    let sent = &recorder.sent()[0];
    assert_eq!(
        (sent.method, sent.url.clone()),
        (Method::Delete, format!("{SERVICE_URL}/750a636c-1"))
    );
    // A 404 without a message is evidence together with the list.
    let none = || json_response(200, r#"{"subscriptions":[]}"#);
    let gone = Recorder::returning([text_response(404, ""), none()]);
    let error = run(&plugin_with("{}"), &gone, "unsubscribe", r#"{"id":"s1"}"#).unwrap_err();
    assert_eq!(
        (error.kind, error.id.as_deref()),
        (ErrorKind::NotFound, Some("s1"))
    );
    let lost = Recorder::returning([Err(TransportError::Timeout), text_response(404, ""), none()]);
    let output = done(&lost, "unsubscribe", r#"{"id":"s1"}"#);
    assert_eq!(
        output["deleted"], true,
        "it is deleted although the response was lost"
    );
    refused("unsubscribe", r#"{"id":"../x"}"#);
}

#[test]
fn the_version_is_set_for_one_several_or_all() {
    let v1 = r#"{"subscription_ids":["s1","s2"],"version":"v1"}"#;
    let v2 = r#"{"subscription_ids":["s1","s2"],"version":"v2"}"#;
    for (input, url, body, response, ids) in [
        (
            r#"{"version":"v2","id":"s1"}"#,
            "/s1/version",
            r#"{"version":"v2"}"#,
            "",
            json!(["s1"]),
        ),
        (
            r#"{"version":"v1","subscriptionIds":["s1","s2"]}"#,
            "/version",
            r#"{"subscriptionIds":["s1","s2"],"version":"v1"}"#,
            v1,
            json!(["s1", "s2"]),
        ),
        (
            r#"{"version":"v2","allCustomerSubscriptions":true}"#,
            "/version",
            r#"{"allCustomerSubscriptions":true,"version":"v2"}"#,
            v2,
            json!(["s1", "s2"]),
        ),
    ] {
        // The response to a change of one subscription isn't documented: the list shows its version.
        let list = r#"{"subscriptions":[{"id":"s1","version":"v2"}]}"#;
        let response = if response.is_empty() { "{}" } else { response };
        let recorder =
            Recorder::returning([json_response(200, response), json_response(200, list)]);
        let output = done(&recorder, "subscriptionVersion", input);
        assert_eq!(output["subscriptionIds"], ids);
        let sent = &recorder.sent()[0];
        assert_eq!(sent.method, Method::Put);
        assert_eq!(sent.url, format!("{SERVICE_URL}{url}"));
        assert_eq!(value(sent.body()), value(body));
    }
    for bad in [
        r#"{"version":"v2"}"#,
        r#"{"version":"v3","id":"s1"}"#,
        r#"{"version":"v2","id":"s1","allCustomerSubscriptions":true}"#,
        r#"{"version":"v2","subscriptionIds":[]}"#,
    ] {
        assert_eq!(
            refused("subscriptionVersion", bad).kind,
            ErrorKind::Validation
        );
    }
}
