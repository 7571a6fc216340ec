//! verifyEvent and parseEvent.

use crate::support::{Recorder, json, plugin_with, run};
use proptest::prelude::*;
use serde_json::{Value, json};
use workfront_actions::error::{Error, ErrorKind};
use workfront_actions::input::read_input;
use workfront_actions::json::Json;
use workfront_actions::services::events::{Message, Signed, parse_all};

fn event(body: &Value, authorization: &str) -> Result<Value, Error> {
    let input = json!({"body": body, "authToken": "s3cret-token", "authorization": authorization});
    let silent = Recorder::returning([]);
    let output = run(
        &plugin_with("{}"),
        &silent,
        "parseEvent",
        &input.to_string(),
    );
    assert!(silent.sent().is_empty(), "it sends nothing");
    output.map(workfront_actions::json::Json::into_value)
}

fn read(body: &Value) -> Value {
    event(body, "Bearer s3cret-token").unwrap_or_else(|error| panic!("{body}: {error:?}"))
}

fn update() -> Value {
    json!({
        "eventType": "UPDATE", "subscriptionId": "sub1",
        "eventTime": {"nano": 998_000_000, "epochSecond": 1_785_003_600},
        "eventVersion": "v2", "subscriptionVersion": "v2",
        "newState": {"ID": "u1", "objCode": "USER", "isActive": true, "emailAddr": "jane@acme.com", "title": null,
            "lastUpdateDate": "2026-07-25T12:20:00.998-0600", "parameterValues": {"DE:Office": "Rome"}},
        "oldState": {"ID": "u1", "objCode": "USER", "isActive": false, "emailAddr": "jane@acme.com", "title": "Lead",
            "lastUpdateDate": "2026-07-25T11:20:00.000-0600", "parameterValues": {}},
    })
}

#[test]
fn an_update_has_its_fields_and_their_meaning() {
    let event = read(&update());
    assert_eq!(event["id"], "sub1:USER_UPDATE:u1:001785003600.998000000");
    assert_eq!(event["type"], "USER_UPDATE");
    assert_eq!(event["userID"], "u1");
    assert_eq!(event["occurredAt"], "2026-07-25T18:20:00.998Z");
    assert_eq!(
        event["transitions"],
        json!(["reactivated", "customFieldsChanged"])
    );
    let changes = event["changes"].as_array().unwrap();
    let change = |field: &str| {
        let found = changes.iter().find(|change| change["field"] == field);
        found.map(|change| (change["before"].clone(), change["after"].clone()))
    };
    assert_eq!(change("isActive"), Some((json!(false), json!(true))));
    assert_eq!(change("title"), Some((json!("Lead"), Value::Null)));
    assert_eq!(change("DE:Office"), Some((Value::Null, json!("Rome"))));
    assert_eq!(change("emailAddr"), None);
    assert_eq!(event["newState"], update()["newState"]);
}

#[test]
fn creates_and_deletes() {
    let created = read(&json!({
        "eventType": "CREATE", "eventTime": {"nano": 0, "epochSecond": 1},
        "newState": {"ID": "u1", "objCode": "USER", "isActive": false}, "oldState": {},
    }));
    assert_eq!(
        (&created["type"], &created["transitions"]),
        (&json!("USER_CREATE"), &json!(["created"]))
    );
    for states in [
        json!({"newState": {}, "oldState": {"ID": "u1", "objCode": "USER"}}),
        json!({"newState": null, "oldState": {"ID": "u1", "objCode": "USER"}}),
        json!({"oldState": {"ID": "u1", "objCode": "USER"}}),
    ] {
        let mut body = states;
        body["eventType"] = json!("DELETE");
        body["eventTime"] = json!({"nano": 5, "epochSecond": 9});
        let deleted = read(&body);
        assert_eq!(
            (&deleted["userID"], &deleted["transitions"]),
            (&json!("u1"), &json!(["deleted"]))
        );
        assert_eq!(deleted["orderingKey"], "000000000009.000000005");
    }
}

#[test]
fn what_each_field_means() {
    for (field, before, after, transition) in [
        ("isActive", json!(true), json!(false), "deactivated"),
        ("isActive", json!("false"), json!("true"), "reactivated"),
        (
            "accessLevelID",
            json!("a"),
            json!("b"),
            "accessLevelChanged",
        ),
        ("emailAddr", json!("a"), json!("b"), "emailChanged"),
        ("name", json!("a"), json!("b"), "renamed"),
        ("homeGroupID", json!("a"), json!("b"), "homeGroupChanged"),
        ("homeTeamID", json!(null), json!("b"), "homeTeamChanged"),
        ("companyID", json!("a"), json!(null), "companyChanged"),
        ("managerID", json!("a"), json!("b"), "managerChanged"),
        ("userRoles", json!(["a"]), json!(["a", "b"]), "rolesChanged"),
        ("scheduleID", json!("a"), json!("b"), "scheduleChanged"),
        ("lastLoginDate", json!("a"), json!("b"), "loggedIn"),
    ] {
        let event = read(&json!({
            "eventType": "UPDATE", "eventTime": {"nano": 0, "epochSecond": 1},
            "newState": {"ID": "u1", "objCode": "USER", field: after},
            "oldState": {"ID": "u1", "objCode": "USER", field: before},
        }));
        assert_eq!(event["transitions"], json!([transition]), "{field}");
    }
}

#[test]
fn base64_states_in_every_form() {
    let plain = read(&update());
    let encode = |state: &Value, stray: &str| {
        let text = format!("{stray}{state}");
        base64(text.as_bytes())
    };
    for (stray, breaks) in [("", false), ("<", false), ("", true)] {
        let mut body = update();
        for name in ["newState", "oldState"] {
            let mut text = encode(&body[name], stray);
            if breaks {
                text.insert(20, '\n');
            }
            body[name] = json!(text);
        }
        assert_eq!(read(&body), plain, "{stray} {breaks}");
    }
    let mut body = update();
    body["newState"] = json!("not base64 at all!");
    assert_eq!(event(&body, "s3cret-token").unwrap_err().fields, ["body"]);
}

/// RFC 4648 with its padding, written apart from the plugin's.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bits: String = bytes.iter().map(|byte| format!("{byte:08b}")).collect();
    let mut text = String::new();
    for chunk in bits.as_bytes().chunks(6) {
        let mut chunk = String::from_utf8(chunk.to_vec()).unwrap();
        while chunk.len() < 6 {
            chunk.push('0');
        }
        text.push(LETTERS[usize::from_str_radix(&chunk, 2).unwrap()] as char);
    }
    while !text.len().is_multiple_of(4) {
        text.push('=');
    }
    text
}

#[test]
fn the_same_event_has_the_same_id_in_both_versions_and_another_later() {
    let (first, mut older) = (read(&update()), update());
    older["subscriptionVersion"] = json!("v1");
    older["eventVersion"] = json!("v1");
    assert_eq!(read(&older)["id"], first["id"]);
    older["eventTime"]["nano"] = json!(998_000_001);
    let later = read(&older);
    assert_ne!(later["id"], first["id"]);
    assert!(later["orderingKey"].as_str() > first["orderingKey"].as_str());
}

#[test]
fn without_event_time_the_last_update_counts_and_otherwise_the_body() {
    let mut body = update();
    body["eventTime"] = Value::Null;
    assert_eq!(read(&body)["occurredAt"], "2026-07-25T18:20:00.998Z");
    for name in ["newState", "oldState"] {
        body[name]["lastUpdateDate"] = Value::Null;
    }
    let event = read(&body);
    assert_eq!(event.get("occurredAt"), None);
    assert_eq!(event["id"], read(&body)["id"]);
    body["newState"]["title"] = json!("other");
    assert_ne!(event["id"], read(&body)["id"]);
}

#[test]
fn what_is_not_genuine_is_refused_before_it_is_read() {
    for authorization in [
        "",
        "Bearer",
        "Bearer wrong",
        "s3cret-toke",
        "Basic s3cret-token",
    ] {
        let error = event(&json!("<not json"), authorization).unwrap_err();
        assert_eq!(error.kind, ErrorKind::Unauthorized, "{authorization}");
        assert!(!format!("{error:?}").contains("s3cret-token"));
    }
    for genuine in ["s3cret-token", "Bearer s3cret-token", "bearer s3cret-token"] {
        event(&update(), genuine).unwrap();
    }
}

#[test]
fn both_tokens_count_while_one_replaces_the_other() {
    let input = |authorization: &str| {
        format!(r#"{{"authToken":["old-token","new-token"],"authorization":"{authorization}"}}"#)
    };
    let verify = |authorization: &str| {
        run(
            &plugin_with("{}"),
            &Recorder::returning([]),
            "verifyEvent",
            &input(authorization),
        )
    };
    assert_eq!(
        verify("Bearer new-token").unwrap(),
        json(r#"{"genuine":true}"#)
    );
    assert_eq!(verify("old-token").unwrap(), json(r#"{"genuine":true}"#));
    assert_eq!(verify("other").unwrap_err().kind, ErrorKind::Unauthorized);
    for none in [r#"{"authToken":""}"#, r#"{"authToken":[]}"#, "{}"] {
        let error = run(
            &plugin_with("{}"),
            &Recorder::returning([]),
            "verifyEvent",
            none,
        );
        assert_eq!(error.unwrap_err().kind, ErrorKind::Validation, "{none}");
    }
}

#[test]
fn a_body_that_is_not_an_event_is_rejected() {
    let large = format!(
        r#"{{"eventType":"UPDATE","x":"{}"}}"#,
        "x".repeat(1_048_576)
    );
    for body in [
        json!(""),
        json!("  "),
        json!("ping"),
        json!("[]"),
        json!({}),
        json!({"eventType": "USER_UPDATE"}),
        json!({"eventType": "UPDATE", "newState": {}, "oldState": {}}),
        json!({"eventType": "UPDATE", "newState": 5}),
        json!(large),
    ] {
        let error = event(&body, "s3cret-token").unwrap_err();
        assert_eq!(error.kind, ErrorKind::Validation);
        assert_eq!(error.fields, ["body"]);
    }
}

#[test]
fn other_objects_have_no_user() {
    let event = read(&json!({
        "eventType": "CREATE", "eventTime": {"nano": 0, "epochSecond": 1},
        "newState": {"ID": "c1", "objCode": "CMPY"}, "oldState": {},
    }));
    assert_eq!(
        (&event["type"], &event["objID"]),
        (&json!("CMPY_CREATE"), &json!("c1"))
    );
    assert_eq!(event.get("userID"), None);
}

/// Adobe's own sample of a user's event, abridged as it is published.
#[test]
fn states_without_an_id_are_read_and_no_id_is_invented() {
    let sample = json!({
        "eventType": "UPDATE", "subscriptionId": "sub1",
        "eventTime": {"nano": 696_000_000, "epochSecond": 1_515_796_787},
        "newState": {"customerID": "c1", "homeGroupID": "g1", "homeTeamID": "t2"},
        "oldState": {"customerID": "c1", "homeGroupID": "g1", "homeTeamID": "t1"},
    });
    let event = read(&sample);
    assert_eq!(event["type"], "USER_UPDATE");
    assert_eq!(event["transitions"], json!(["homeTeamChanged"]));
    assert_eq!((event.get("objID"), event.get("userID")), (None, None));
    assert_eq!(
        event["id"],
        read(&sample)["id"],
        "the same for each delivery"
    );
    let mut empty = sample.clone();
    empty["newState"]["ID"] = json!("");
    assert_eq!(read(&empty).get("objID"), None, "an empty ID is none");
    let mut other = sample.clone();
    other["newState"]["homeTeamID"] = json!("t3");
    assert_ne!(
        event["id"],
        read(&other)["id"],
        "another user's at the same time"
    );
    let mut newer = sample;
    newer["subscriptionVersion"] = json!("v2");
    assert_eq!(event["id"], read(&newer)["id"], "the same in both versions");
}

#[test]
fn a_record_has_its_id_and_is_no_user() {
    let mut body = json!({
        "eventType": "CREATE", "eventTime": {"nano": 0, "epochSecond": 1},
        "newState": {"id": "Rc1", "recordTypeId": "Rt1"}, "oldState": {},
    });
    let event = read(&body);
    assert_eq!(
        (&event["type"], &event["objID"]),
        (&json!("CREATE"), &json!("Rc1"))
    );
    assert_eq!((event.get("objCode"), event.get("userID")), (None, None));
    assert_eq!(event["transitions"], json!([]));
    body["newState"]["objCode"] = json!("RECORD");
    let event = read(&body);
    assert_eq!(
        (&event["type"], &event["objCode"]),
        (&json!("RECORD_CREATE"), &json!("RECORD"))
    );
    assert_eq!(event.get("userID"), None);
}

#[test]
fn fields_in_another_order_and_of_one_state_only_are_compared() {
    let event = read(&json!({
        "eventType": "UPDATE", "eventTime": {"nano": 0, "epochSecond": 1},
        "newState": {"added": 1, "ID": "u1", "same": {"a": [1], "b": null}, "empty": null},
        "oldState": {"same": {"b": null, "a": [1]}, "removed": 2, "ID": "u1"},
    }));
    assert_eq!(
        event["changes"],
        json!([
            {"field": "added", "before": null, "after": 1},
            {"field": "removed", "before": 2, "after": null},
        ])
    );
}

/// `handleEvent` uses it: all events of an array are returned, or none.
#[test]
fn each_event_of_an_array_is_read_or_none() {
    let all = |body: Value| {
        let tokens = r#"{"authToken":"s3cret-token","authorization":"s3cret-token"}"#;
        let signed: Signed = read_input(&Json::parse(tokens).unwrap()).unwrap();
        parse_all(&Message {
            body: Json::from(body),
            authToken: signed.authToken,
            authorization: signed.authorization,
        })
    };
    assert_eq!(all(update()).unwrap().len(), 1);
    assert_eq!(all(json!([update(), update()])).unwrap().len(), 2);
    let text = json!([update()]).to_string();
    assert_eq!(all(json!(text)).unwrap().len(), 1);
    for (body, field) in [
        (json!([update(), {}]), "body[1]"),
        (json!([[update()]]), "body[0]"),
        (json!([]), "body"),
        (json!(5), "body"),
    ] {
        let error = all(body).unwrap_err();
        assert_eq!(
            (error.kind, &error.fields),
            (ErrorKind::Validation, &vec![field.to_owned()])
        );
    }
}

proptest! {
    /// Whatever arrives, it is an event or a clear error.
    #[test]
    fn nothing_that_arrives_breaks_it(text in ".{0,200}", state in "[A-Za-z0-9+/=<{}\":, ]{0,80}", nano in any::<i64>(), second in any::<f64>()) {
        let _ = event(&json!(text), "s3cret-token");
        let body = json!({"eventType": "UPDATE", "eventTime": {"nano": nano, "epochSecond": second}, "newState": state, "oldState": {"ID": "u1"}});
        let _ = event(&body, "s3cret-token");
    }

    /// Each field that differs is told once, and no other.
    #[test]
    fn changes_are_exactly_the_differences(before in fields(), after in fields()) {
        let state = |fields: &Fields| {
            let mut state = json!({"ID": "u1", "objCode": "USER"});
            for (name, value) in fields {
                state[name] = json!(value);
            }
            state
        };
        let event = read(&json!({
            "eventType": "UPDATE", "eventTime": {"nano": 0, "epochSecond": 1},
            "newState": state(&after), "oldState": state(&before),
        }));
        let mut told: Vec<String> = event["changes"].as_array().unwrap().iter()
            .map(|change| change["field"].as_str().unwrap().to_owned()).collect();
        told.sort();
        let names: std::collections::BTreeSet<&String> = before.keys().chain(after.keys()).collect();
        let value = |fields: &Fields, name: &str| fields.get(name).copied().flatten();
        let differ: Vec<String> = names.into_iter()
            .filter(|name| value(&before, name) != value(&after, name)).cloned().collect();
        prop_assert_eq!(told, differ);
    }
}

type Fields = std::collections::BTreeMap<String, Option<u8>>;

fn fields() -> impl Strategy<Value = Fields> {
    proptest::collection::btree_map("[a-e]", proptest::option::of(0..3_u8), 0..5)
}
