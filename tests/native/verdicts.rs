//! The outcome that single writes report for each sequence of responses.

use crate::support::{MockResponse, Recorder, json_response, plugin_with, run, text_response};
use std::rc::Rc;
use workfront_actions::error::{Error, ErrorKind};
use workfront_actions::json::Json;
use workfront_actions::transport::{Method, TransportError};

const LEAVER: &str = r#"{"data":{"ID":"u1","isActive":true,"isAdmin":false}}"#;
const LEFT: &str = r#"{"data":{"ID":"u1","isActive":false}}"#;
const REFUSED: &str = r#"{"error":{"class":"SecurityException","message":"no"}}"#;
const MISSING: &str = r#"{"error":{"class":"com.attask.common.ObjectNotFoundException","message":"User with primary key value(s) \"u1\" not found"}}"#;

fn ok(text: &str) -> MockResponse {
    json_response(200, text)
}

fn reset() -> MockResponse {
    Err(TransportError::Network("reset".to_owned()))
}

fn outcome_and_requests(
    action: &str,
    input: &str,
    responses: Vec<MockResponse>,
) -> (Result<Json, Error>, Rc<Recorder>) {
    let recorder = Recorder::returning(responses);
    let options = r#"{"retry":{"attempts":3},"ownUserID":"me"}"#;
    (
        run(&plugin_with(options), &recorder, action, input),
        recorder,
    )
}

#[track_caller]
fn evidence(action: &str, input: &str, responses: Vec<MockResponse>) -> String {
    let (output, _) = outcome_and_requests(action, input, responses);
    output.expect("it was done").str_or_default("evidence")
}

#[track_caller]
fn failure(action: &str, input: &str, responses: Vec<MockResponse>) -> Error {
    outcome_and_requests(action, input, responses)
        .0
        .expect_err("it wasn't done")
}

/// The responses of an action that reads the user first.
fn after_read(after: Vec<MockResponse>) -> Vec<MockResponse> {
    [vec![ok(LEAVER)], after].concat()
}

#[test]
fn a_write_that_the_response_shows_is_done() {
    let responses = after_read(vec![ok(LEFT)]);
    assert_eq!(
        evidence("deactivate", r#"{"ID":"u1"}"#, responses),
        "response"
    );
}

#[test]
fn a_refusal_after_a_loss_proves_nothing_about_the_lost_write() {
    for refusal in [
        json_response(403, REFUSED),
        json_response(404, MISSING),
        text_response(302, ""),
        json_response(422, r#"{"error":{"message":"no"}}"#),
    ] {
        let done = after_read(vec![reset(), refusal.clone(), ok(LEFT)]);
        assert_eq!(evidence("deactivate", r#"{"ID":"u1"}"#, done), "readBack");
        let not_done = after_read(vec![reset(), refusal.clone(), ok(LEAVER)]);
        let error = failure("deactivate", r#"{"ID":"u1"}"#, not_done);
        assert_ne!(error.kind, ErrorKind::OutcomeUnknown);
        assert_ne!(error.kind, ErrorKind::NotFound, "the user is there");
        assert!(error.hint.contains("unchanged"), "{}", error.hint);
        let unread = after_read(vec![reset(), refusal, reset()]);
        let error = failure("deactivate", r#"{"ID":"u1"}"#, unread);
        assert_eq!(error.kind, ErrorKind::OutcomeUnknown);
        assert!(error.reason.is_some());
        assert_eq!(error.id.as_deref(), Some("u1"));
    }
}

#[test]
fn a_refusal_without_a_loss_before_is_a_refusal() {
    let (outcome, recorder) = outcome_and_requests(
        "deactivate",
        r#"{"ID":"u1"}"#,
        after_read(vec![json_response(403, REFUSED)]),
    );
    assert_eq!(outcome.expect_err("refused").kind, ErrorKind::Forbidden);
    assert_eq!(recorder.sent().len(), 2, "nothing is read back");
}

#[test]
fn an_unexpected_success_is_no_evidence() {
    for unexpected in [
        text_response(200, ""),
        ok("null"),
        ok("[]"),
        ok("{}"),
        ok(r#"{"data":null}"#),
        ok(r#"{"data":[]}"#),
        ok(r#"{"data":{"success":false}}"#),
        ok(r#"{"data":{"ID":"u2","isActive":false}}"#),
        ok(r#"{"data":{"ID":"u1","isActive":false,"error":{"message":"no"}}}"#),
        text_response(200, "<html><title>Sign in</title></html>"),
    ] {
        let done = after_read(vec![unexpected.clone(), ok(LEFT)]);
        let done = outcome_and_requests("deactivate", r#"{"ID":"u1"}"#, done)
            .0
            .expect("done");
        // An empty response counts as lost, so the flag may be sent again.
        assert!(matches!(
            done.str_or_default("evidence").as_str(),
            "readBack" | "response"
        ));
        // Only unexpected responses from then on: the outcome is unknown.
        let error = failure("deactivate", r#"{"ID":"u1"}"#, after_read(vec![unexpected]));
        assert_eq!(error.kind, ErrorKind::OutcomeUnknown);
    }
}

#[test]
fn accepted_without_effect_is_no_success() {
    let accepted = || ok(r#"{"data":{"success":true}}"#);
    let input = r#"{"ID":"u1","changes":{"title":"new"}}"#;
    let shows = |title: &str| ok(&format!(r#"{{"data":{{"ID":"u1","title":"{title}"}}}}"#));
    assert_eq!(
        evidence("update", input, vec![accepted(), shows("new")]),
        "readBack"
    );
    let error = failure("update", input, vec![accepted(), shows("old")]);
    assert_eq!(error.kind, ErrorKind::UnexpectedResponse);
    assert_eq!(error.fields, ["title"]);
}

#[test]
fn a_response_about_another_user_is_not_used() {
    let other = ok(r#"{"data":{"ID":"u2","isActive":true}}"#);
    let (outcome, recorder) =
        outcome_and_requests("deactivate", r#"{"ID":"u1"}"#, vec![other.clone()]);
    assert_eq!(
        outcome.expect_err("another user").kind,
        ErrorKind::UnexpectedResponse
    );
    assert!(
        recorder
            .sent()
            .iter()
            .all(|sent| sent.method == Method::Get)
    );
    let error = failure("get", r#"{"ID":"u1"}"#, vec![other]);
    assert_eq!(error.kind, ErrorKind::UnexpectedResponse);
    // By e-mail address: a user with another one.
    let found = ok(r#"{"data":[{"ID":"u2","emailAddr":"bob@example.com"}]}"#);
    let input = r#"{"user":"ann@example.com"}"#;
    let (outcome, recorder) = outcome_and_requests("deactivate", input, vec![found]);
    assert_eq!(
        outcome.expect_err("another user").kind,
        ErrorKind::UnexpectedResponse
    );
    assert_eq!(recorder.sent().len(), 1);
}

#[test]
fn absence_needs_workfronts_error_or_an_empty_array() {
    let input = r#"{"ID":"u1"}"#;
    let none = || ok(r#"{"data":[]}"#);
    let kind = |responses| failure("get", input, responses).kind;
    assert_eq!(kind(vec![json_response(404, MISSING)]), ErrorKind::NotFound);
    assert_eq!(
        kind(vec![text_response(404, "<html>"), none()]),
        ErrorKind::NotFound
    );
    assert_eq!(
        kind(vec![text_response(404, "<html>")]),
        ErrorKind::UnexpectedResponse
    );
    assert_eq!(
        kind(vec![ok(r#"{"data":null}"#), none()]),
        ErrorKind::UnexpectedResponse
    );
    let elsewhere = r#"{"error":{"message":"No such endpoint"}}"#;
    assert_eq!(
        kind(vec![json_response(404, elsewhere)]),
        ErrorKind::Validation
    );
}

#[test]
fn a_deletion_needs_workfronts_acceptance_or_absence() {
    let input = r#"{"ID":"u1","confirm":"u1","force":true}"#;
    let accepted = || ok(r#"{"data":{"success":true}}"#);
    let shows = || ok(r#"{"data":{"ID":"u1"}}"#);
    let missing = || json_response(404, MISSING);
    let done = |responses| {
        outcome_and_requests("delete", input, after_read(responses))
            .0
            .expect("deleted")
    };

    let output = done(vec![accepted()]);
    assert_eq!(output.get_bool("deleted"), Some(true));
    assert_eq!(output.str_or_default("evidence"), "response");
    assert!(!output.has("pending"));
    // Lost, and the user is gone.
    assert_eq!(
        done(vec![reset(), missing()]).str_or_default("evidence"),
        "readBack"
    );
    // Lost, still there while the deletion runs in the background, and gone at the next attempt.
    let output = done(vec![reset(), shows(), missing(), missing()]);
    assert_eq!(output.str_or_default("evidence"), "readBack");
    // Lost, still there, and accepted.
    let output = done(vec![reset(), shows(), accepted()]);
    assert_eq!(output.get_bool("pending"), Some(true));
    for unexpected in ["", "[]", r#"{"data":{"success":false}}"#, "<html>"] {
        let error = failure(
            "delete",
            input,
            after_read(vec![text_response(200, unexpected), shows()]),
        );
        assert_eq!(error.kind, ErrorKind::OutcomeUnknown, "{unexpected}");
        assert!(error.hint.contains("background"), "{}", error.hint);
    }
    // There was no such user.
    assert_eq!(
        failure("delete", input, vec![missing()]).kind,
        ErrorKind::NotFound
    );
}

const NEW: &str = r#"{"username":"z@x.com","emailAddr":"z@x.com","firstName":"Mine","lastName":"Own","accessLevelID":"a1"}"#;

/// The user of a look-up. The clock of these tests begins in 2026.
fn shown(first_name: &str, entered_by: &str) -> MockResponse {
    ok(&format!(
        r#"{{"data":[{{"ID":"n1","username":"z@x.com","emailAddr":"z@x.com","firstName":"{first_name}","lastName":"Own","accessLevelID":"a1","isActive":true,"entryDate":"2030-01-01T00:00:00:000+0000","enteredByID":"{entered_by}"}}]}}"#
    ))
}

#[test]
fn a_lost_creation_is_reported_as_created_only_if_the_user_matches() {
    let session = || ok(r#"{"data":{"userID":"me"}}"#);
    let created = |responses| outcome_and_requests("create", NEW, responses).0;
    let ours = created(vec![reset(), shown("Mine", "me"), session()]).expect("ours");
    assert_eq!(ours.str_or_default("outcome"), "created");
    assert_eq!(ours.str_or_default("evidence"), "readBack");
    // With the same names, but entered by another user.
    let theirs = created(vec![reset(), shown("Mine", "hr"), session()]).expect("found");
    assert_eq!(theirs.str_or_default("outcome"), "found");
    // With other names.
    let error = created(vec![reset(), shown("Someone", "me"), session()]).expect_err("theirs");
    assert_eq!(
        (error.kind, error.id.as_deref()),
        (ErrorKind::Conflict, Some("n1"))
    );
}

#[test]
fn a_creation_is_sent_once() {
    let none = || ok(r#"{"data":[]}"#);
    for lost in [
        reset(),
        json_response(500, r#"{"error":{"message":"unexpected"}}"#),
        text_response(200, "<html>"),
        text_response(200, ""),
        ok("{}"),
        ok(r#"{"data":{"ID":"n1","emailAddr":"else@x.com"}}"#),
    ] {
        let (outcome, recorder) = outcome_and_requests("create", NEW, vec![lost, none()]);
        let error = outcome.expect_err("it doesn't show");
        assert_eq!(error.kind, ErrorKind::OutcomeUnknown);
        let posts = recorder.sent().into_iter();
        assert_eq!(posts.filter(|sent| sent.method == Method::Post).count(), 1);
    }
    // An HTML page with a refusal, and no such user: refused.
    let (outcome, _) =
        outcome_and_requests("create", NEW, vec![text_response(403, "<html>"), none()]);
    assert_eq!(outcome.expect_err("refused").kind, ErrorKind::Forbidden);
}

#[test]
fn an_exhausted_budget_is_outcome_unknown_only_after_a_write() {
    let plugin = plugin_with(r#"{"maxRequests":1,"retry":{"attempts":1}}"#);
    let recorder = Recorder::returning([ok(LEAVER)]);
    let error =
        run(&plugin, &recorder, "deactivate", r#"{"ID":"u1"}"#).expect_err("one isn't enough");
    assert_eq!((error.kind, error.retryable), (ErrorKind::Budget, true));
    let recorder = Recorder::returning([reset()]);
    let input = r#"{"ID":"u1","changes":{"title":"x"}}"#;
    let error = run(&plugin, &recorder, "update", input).expect_err("lost");
    assert_eq!(error.kind, ErrorKind::OutcomeUnknown);
    assert_eq!(error.reason, Some(ErrorKind::Budget.into()));
}

#[test]
fn a_call_is_not_read_back() {
    let input = r#"{"method":"PUT","object":"user","ID":"u1","body":{"title":"x"}}"#;
    let (outcome, recorder) = outcome_and_requests("call", input, vec![reset()]);
    assert_eq!(outcome.expect_err("lost").kind, ErrorKind::OutcomeUnknown);
    assert_eq!(recorder.sent().len(), 1, "never repeated");
    for unexpected in [
        "",
        "{}",
        r#"{"data":null}"#,
        r#"{"data":{"success":false}}"#,
    ] {
        let error = failure("call", input, vec![text_response(200, unexpected)]);
        assert_eq!(error.kind, ErrorKind::OutcomeUnknown, "{unexpected}");
    }
    let (outcome, _) = outcome_and_requests("call", input, vec![ok(r#"{"data":{"ID":"u1"}}"#)]);
    assert!(outcome.is_ok());
}

#[test]
fn a_batch_cannot_begin_or_end_a_session() {
    for uri in ["/logout", "/LOGIN", "/%6cogout"] {
        let input = format!(r#"{{"operations":[{{"method":"GET","uri":"{uri}"}}]}}"#);
        let error = crate::support::refused("batch", &input);
        assert_eq!(error.kind, ErrorKind::Validation, "{uri}");
    }
}

#[test]
fn an_error_inside_the_data_of_a_call_is_no_evidence() {
    let input = r#"{"method":"POST","object":"group","body":{"name":"x"}}"#;
    let unexpected = ok(r#"{"data":{"error":{"message":"x"}}}"#);
    assert_eq!(
        failure("call", input, vec![unexpected]).kind,
        ErrorKind::OutcomeUnknown
    );
}
