//! `create`, `get` and `deactivate`: what is sent, and the output of each response.

use crate::support::{Recorder, json_response, plugin_with, refused, run, sent_by};
use workfront_actions::error::ErrorKind;
use workfront_actions::transport::{Method, TransportError};

const JANE: &str = r#"{"username":"jane@acme.com","emailAddr":"jane@acme.com","firstName":"Jane","lastName":"Doe","accessLevelID":"ac1"}"#;

fn created(state: &str) -> String {
    let recorder = Recorder::returning([json_response(200, &format!(r#"{{"data":{state}}}"#))]);
    let output = run(&plugin_with("{}"), &recorder, "create", JANE).unwrap();
    output.get_str("status").unwrap()
}

#[test]
fn create_posts_the_fields_unchanged() {
    let sent = sent_by("create", JANE);
    assert_eq!(sent.method, Method::Post);
    assert!(
        sent.target().starts_with("/user?fields=ID,"),
        "{}",
        sent.target()
    );
    assert_eq!(sent.body(), JANE);
    assert_eq!(sent.header("Content-Type"), Some("application/json"));
    assert_eq!(sent.header("apiKey"), Some("k3y-s3cret"));
    assert!(!sent.url.contains("k3y-s3cret"));
}

#[test]
fn create_reports_the_state_of_the_account() {
    assert_eq!(created(r#"{"ID":"u1","isActive":true}"#), "active");
    let pending = r#"{"ID":"u1","isActive":false,"userApproval":{"ID":"a1","status":"PND"}}"#;
    assert_eq!(created(pending), "pending");
}

#[test]
fn create_reports_every_problem_at_once() {
    let error = refused(
        "create",
        r#"{"emailAddr":"jane","firstName":"","isActive":"yes","acessLevelID":"x","fte":2,"ID":"u1","country":"USA"}"#,
    );
    assert_eq!(error.kind, ErrorKind::Validation);
    for field in [
        "username",
        "emailAddr",
        "firstName",
        "lastName",
        "accessLevelID",
        "isActive",
        "acessLevelID",
        "country",
    ] {
        assert!(
            error.fields.iter().any(|known| known == field),
            "{field}: {:?}",
            error.fields
        );
    }
    assert!(
        error.message.contains("did you mean 'accessLevelID'"),
        "{}",
        error.message
    );
}

#[test]
fn a_password_depends_on_the_sso_option() {
    let with_password = JANE.replace("\"firstName\"", r#""password":"s3cret!","firstName""#);
    for (options, input, good) in [
        ("{}", JANE, true),
        ("{}", with_password.as_str(), true),
        (r#"{"sso":true}"#, JANE, true),
        (r#"{"sso":true}"#, with_password.as_str(), false),
        (r#"{"sso":false}"#, JANE, false),
        (r#"{"sso":false}"#, with_password.as_str(), true),
    ] {
        let recorder = Recorder::returning([json_response(
            200,
            r#"{"data":{"ID":"u1","isActive":true}}"#,
        )]);
        let outcome = run(&plugin_with(options), &recorder, "create", input);
        assert_eq!(outcome.is_ok(), good, "{options} {input}");
        if let Err(error) = outcome {
            assert_eq!(error.fields, ["password"]);
            assert!(!format!("{error:?}").contains("s3cret!"));
        }
    }
}

#[test]
fn unknown_fields_are_sent_and_misspelled_ones_only_if_the_connection_allows_them() {
    let input = JANE.replace("\"firstName\"", r#""newField":1,"DE:Cost":"x","firstName""#);
    assert_eq!(sent_by("create", &input).body(), input);
    let input = JANE.replace("\"firstName\"", r#""titel":"x","firstName""#);
    let error = refused("create", &input);
    assert_eq!(error.fields, ["titel"]);
    assert!(error.message.contains("did you mean 'title'?"), "{error}");
    let recorder = Recorder::returning([json_response(
        200,
        r#"{"data":{"ID":"u1","isActive":true}}"#,
    )]);
    run(
        &plugin_with(r#"{"allowUnknownFields":true}"#),
        &recorder,
        "create",
        &input,
    )
    .unwrap();
    assert_eq!(recorder.sent()[0].body(), input);
}

#[test]
fn a_lost_creation_is_never_sent_again() {
    for lost in [
        Err(TransportError::Timeout),
        Err(TransportError::Network("reset".to_owned())),
    ] {
        let recorder = Recorder::returning([lost, json_response(200, r#"{"data":[]}"#)]);
        let error = run(&plugin_with("{}"), &recorder, "create", JANE).expect_err("it was lost");
        let posts = recorder
            .sent()
            .iter()
            .filter(|sent| sent.method == Method::Post)
            .count();
        assert_eq!(posts, 1);
        assert!(error.hint.contains("before"), "{}", error.hint);
    }
}

#[test]
fn get_reads_one_user() {
    let sent = sent_by(
        "get",
        r#"{"ID":"abc123","fields":["emailAddr","accessLevel:name"]}"#,
    );
    assert_eq!(
        sent.target(),
        "/user/abc123?fields=ID,emailAddr,accessLevel:name"
    );
    assert_eq!(sent.method, Method::Get);
    for id in [r#""../x""#, r#""""#, r#""a b""#, "7", "null"] {
        assert_eq!(refused("get", &format!(r#"{{"ID":{id}}}"#)).fields, ["ID"]);
    }
}

#[test]
fn a_missing_user_may_not_exist_or_be_hidden() {
    let recorder = Recorder::returning([json_response(
        404,
        r#"{"error":{"message":"User not found"}}"#,
    )]);
    let error = run(&plugin_with("{}"), &recorder, "get", r#"{"ID":"abc123"}"#).expect_err("404");
    assert_eq!(error.kind, ErrorKind::NotFound);
    assert_eq!(error.id.as_deref(), Some("abc123"));
    let text = format!("{} {}", error.message, error.hint);
    assert!(text.contains("see") && text.contains("ID"), "{text}");
}

#[test]
fn deactivate_sends_only_the_flag() {
    let recorder = Recorder::returning([
        json_response(
            200,
            r#"{"data":{"ID":"abc123","isActive":true,"isAdmin":false}}"#,
        ),
        json_response(200, r#"{"data":{"ID":"abc123","isActive":false}}"#),
    ]);
    let output = run(
        &plugin_with("{}"),
        &recorder,
        "deactivate",
        r#"{"ID":"abc123"}"#,
    )
    .unwrap();
    let sent = recorder.sent();
    assert_eq!(sent.len(), 2);
    assert_eq!(sent[1].method, Method::Put);
    assert_eq!(sent[1].body(), r#"{"isActive":false}"#);
    assert_eq!(
        output
            .get("before")
            .unwrap()
            .get("isActive")
            .unwrap()
            .as_bool(),
        Some(true)
    );
    assert_eq!(
        output
            .get("after")
            .unwrap()
            .get("isActive")
            .unwrap()
            .as_bool(),
        Some(false)
    );
    let notes = output.get("notes").unwrap().to_json_string();
    assert!(
        notes.contains("sessions") && notes.contains("product profile"),
        "{notes}"
    );
}

#[test]
fn deactivate_sends_nothing_for_an_inactive_user() {
    let recorder = Recorder::returning([json_response(
        200,
        r#"{"data":{"ID":"abc123","isActive":false}}"#,
    )]);
    run(
        &plugin_with("{}"),
        &recorder,
        "deactivate",
        r#"{"ID":"abc123"}"#,
    )
    .unwrap();
    assert_eq!(recorder.sent().len(), 1);
}

#[test]
fn a_deactivation_without_effect_is_an_error() {
    let recorder = Recorder::returning([json_response(
        200,
        r#"{"data":{"ID":"abc123","isActive":true,"isAdmin":false}}"#,
    )]);
    let error = run(
        &plugin_with("{}"),
        &recorder,
        "deactivate",
        r#"{"ID":"abc123"}"#,
    );
    assert!(
        error
            .expect_err("it is still active")
            .message
            .contains("active")
    );
}

#[test]
fn an_unknown_action_is_an_error_with_the_known_ones() {
    let error = refused("destroy", "{}");
    assert!(error.message.contains("deactivate"), "{}", error.message);
}
