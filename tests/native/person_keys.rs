//! E-mail addresses and other keys of people: trimmed at their ends, and refused with characters that can't be seen, wherever
//! an input has one.

use crate::support::{Recorder, json_response, plugin_with, refused, run, sent_by};
use serde_json::{Value, json};
use workfront_actions::error::ErrorKind;
use workfront_actions::transport::Method;

/// Every input that has this e-mail address, and the path of the address in it.
fn inputs(email: &str) -> Vec<(&'static str, Value, &'static str)> {
    let user = |other: &str| json!({"username": "jane", "emailAddr": other, "firstName": "Jane", "lastName": "Doe", "accessLevelID": "a1"});
    let managed = |manager: &str| {
        let mut user = user("jane@example.com");
        user["manager"] = manager.into();
        user
    };
    let operation = |method: &str, uri: &str, body: Value| json!({"operations": [{"method": method, "uri": uri, "body": body}]});
    vec![
        ("get", json!({"user": email}), "user"),
        ("deactivate", json!({"user": email}), "user"),
        ("reactivate", json!({"user": email}), "user"),
        (
            "update",
            json!({"user": email, "changes": {"title": "x"}}),
            "user",
        ),
        (
            "update",
            json!({"ID": "u1", "changes": {"emailAddr": email}}),
            "changes.emailAddr",
        ),
        (
            "update",
            json!({"ID": "u1", "changes": {"manager": email}}),
            "changes.manager",
        ),
        ("create", user(email), "emailAddr"),
        ("create", managed(email), "manager"),
        ("provision", user(email), "emailAddr"),
        ("provision", managed(email), "manager"),
        ("offboard", json!({"emails": [email]}), "emails[0]"),
        (
            "offboard",
            json!({"IDs": ["u1"], "newManager": email}),
            "newManager",
        ),
        (
            "delete",
            json!({"ID": "u1", "confirm": "u1", "replacement": email}),
            "replacement",
        ),
        ("lookup", json!({"object": "user", "name": email}), "name"),
        (
            "batch",
            operation("POST", "/user", json!({"emailAddr": email})),
            "operations[0].body.emailAddr",
        ),
        (
            "batch",
            operation("PUT", "/USER/u1", json!({"emailAddr": email})),
            "operations[0].body.emailAddr",
        ),
    ]
}

#[test]
fn an_address_with_a_character_that_cant_be_seen_is_refused() {
    for (letter, code) in [
        ('\u{ad}', "U+00AD"),
        ('\u{61c}', "U+061C"),
        ('\u{200b}', "U+200B"),
        ('\u{200d}', "U+200D"),
        ('\u{202e}', "U+202E"),
        ('\u{2060}', "U+2060"),
        ('\u{feff}', "U+FEFF"),
        ('\u{e0041}', "U+E0041"),
        ('\u{a0}', "U+00A0"),
        (' ', "U+0020"),
        ('\t', "U+0009"),
    ] {
        for (action, input, path) in inputs(&format!("ja{letter}ne@example.com")) {
            let error = refused(action, &input.to_string());
            assert_eq!(error.kind, ErrorKind::Validation, "{action} {input}");
            assert_eq!(error.fields, [path], "{action} {input}");
            assert!(error.message.contains(code), "{action} {input}: {error}");
        }
    }
}

#[test]
fn white_space_at_the_ends_of_an_address_is_not_sent() {
    // Another address may be another username, so the user is read first.
    let recorder = || {
        Recorder::with_handler(|sent| {
            let user = r#"{"ID":"u1","isActive":true,"isAdmin":false,"username":"j","emailAddr":"j@x.com"}"#;
            let data = match sent.target() {
                target if target.starts_with("/user/u1") => user.to_owned(),
                target if target.contains("?ID=u1&") => format!("[{user}]"),
                _ => "[]".to_owned(),
            };
            json_response(200, &format!(r#"{{"data":{data}}}"#))
        })
    };
    for (action, input, path) in inputs("\u{feff}\u{a0} jane.doe@example.com\u{2003}\n") {
        let recorder = recorder();
        let _ = run(&plugin_with("{}"), &recorder, action, &input.to_string());
        let sent = recorder.sent();
        let text = |sent: &crate::support::Sent| format!("{} {}", sent.url, sent.body());
        let texts: String = sent.iter().map(text).collect();
        assert!(!sent.is_empty(), "{action} {input}: nothing was sent");
        for space in ["%A0", "%BF", "%80%83", "%0A", "\\n", "\u{feff}", "\u{2003}"] {
            assert!(!texts.contains(space), "{action} {path}: {texts}");
        }
        assert!(texts.contains("jane.doe"), "{action} {path}: {texts}");
    }
}

#[test]
fn other_keys_of_a_person_are_trimmed_and_checked_too() {
    for key in ["username", "ssoUsername", "extRefID"] {
        // Another username could shut the user out, so the user is read first.
        let user = r#"{"data":{"ID":"u1","isActive":true,"isAdmin":false}}"#;
        let recorder = Recorder::returning([json_response(200, user)]);
        let input = json!({"ID": "u1", "changes": {key: "\u{feff}j d\u{a0}"}}).to_string();
        let _ = run(&plugin_with("{}"), &recorder, "update", &input);
        let sent = recorder.sent();
        let put = sent.iter().find(|sent| sent.method == Method::Put);
        let body = put.expect("an update").body();
        assert_eq!(body, format!(r#"{{"{key}":"j d"}}"#));
        let error = refused(
            "update",
            &json!({"ID": "u1", "changes": {key: "j\u{200b}d"}}).to_string(),
        );
        assert_eq!(error.fields, [format!("changes.{key}")]);
        assert!(error.message.contains("U+200B"), "{error}");
    }
}

#[test]
fn a_full_name_may_have_the_joiners_of_its_script() {
    let sent = sent_by("get", &json!({"user": " علی\u{200c}رضا "}).to_string());
    assert!(sent.url.contains("%E2%80%8C"), "{}", sent.url);
    let error = refused("get", &json!({"user": "Jane\u{200b} Doe"}).to_string());
    assert_eq!(error.fields, ["user"]);
    assert!(error.message.contains("U+200B"), "{error}");
    let text = json!({"ID": "u1", "changes": {"firstName": " a\u{ad}b "}});
    assert_eq!(
        sent_by("update", &text.to_string()).body(),
        "{\"firstName\":\" a\u{ad}b \"}"
    );
}
