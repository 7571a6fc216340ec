//! offboard with lost and unexpected responses, and with users that weren't requested.

use crate::support::{
    MockResponse, Recorder, Sent, json, json_response, plugin_with, run, text_response,
};
use std::cell::Cell;
use std::rc::Rc;
use workfront_actions::error::{Error, ErrorKind};
use workfront_actions::json::Json;
use workfront_actions::transport::{Method, TransportError};

fn data(data: &str) -> MockResponse {
    json_response(200, &format!(r#"{{"data":{data}}}"#))
}

fn lost() -> MockResponse {
    Err(TransportError::Network("reset".to_owned()))
}

fn says(status: u16, message: &str) -> MockResponse {
    json_response(status, &format!(r#"{{"error":{{"message":"{message}"}}}}"#))
}

fn ran(options: &str, recorder: &Rc<Recorder>, input: &str) -> Result<Json, Error> {
    run(&plugin_with(options), recorder, "offboard", input)
}

/// The outcome and the error's kind of each person.
fn outcomes(output: &Json) -> Vec<String> {
    let report = output.get("report").expect("a report");
    let outcome = |entry: Json| {
        let kind = entry.get("error").map(|error| error.str_or_default("kind"));
        format!(
            "{} {}",
            entry.str_or_default("outcome"),
            kind.unwrap_or_default()
        )
    };
    report
        .items()
        .map(|entry| outcome(entry).trim().to_owned())
        .collect()
}

const BULK: &str = r#"{"batchDialect":"bulk"}"#;
const UNVERIFIED: &str = r#"{"IDs":["a1","b2"],"verify":"none"}"#;

/// A tenant with two active users, with this response to each write and these states after it.
fn tenant(write: impl Fn(&Sent) -> MockResponse + 'static, after: &'static str) -> Rc<Recorder> {
    let searches = Cell::new(0);
    Recorder::with_handler(move |sent| match sent.method {
        Method::Get if searches.replace(searches.get() + 1) == 0 => data(
            r#"[{"ID":"a1","isActive":true,"isAdmin":false},{"ID":"b2","isActive":true,"isAdmin":false}]"#,
        ),
        Method::Get => data(&requested(sent, after)),
        _ => write(sent),
    })
}

/// The rows of the users that this search requests.
fn requested(sent: &Sent, rows: &str) -> String {
    let rows = json(rows);
    if !rows.is_array() {
        return rows.to_json_string();
    }
    let is_asked = |row: &Json| {
        let id = row.str_or_default("ID");
        !["a1", "b2"].contains(&&*id) || sent.target().contains(&format!("ID={id}"))
    };
    Json::array_of(rows.items().filter(is_asked)).to_json_string()
}

const ONE_DONE: &str =
    r#"[{"ID":"a1","isActive":false},{"ID":"b2","isActive":true,"isAdmin":false}]"#;

#[test]
fn without_verification_a_response_that_proves_nothing_is_read_back() {
    let recorder = tenant(|_| text_response(200, "<html>Sign in</html>"), ONE_DONE);
    let output = ran(BULK, &recorder, UNVERIFIED).unwrap();
    assert_eq!(outcomes(&output)[0], "deactivated");
    assert!(
        outcomes(&output)[1].starts_with("failed"),
        "{:?}",
        outcomes(&output)
    );

    let is_first = Cell::new(true);
    let lost_then_refused = move |_: &Sent| match is_first.replace(false) {
        true => lost(),
        false => says(403, "No"),
    };
    let recorder = tenant(lost_then_refused, ONE_DONE);
    let output = ran(BULK, &recorder, UNVERIFIED).unwrap();
    assert_eq!(outcomes(&output), ["deactivated", "failed forbidden"]);

    // Reading back fails as well.
    let recorder = tenant(|_| text_response(200, ""), "null");
    let output = ran(BULK, &recorder, UNVERIFIED).unwrap();
    let unknown = "unverified outcomeUnknown";
    assert_eq!(outcomes(&output), [unknown, unknown]);
}

#[test]
fn the_state_read_again_is_the_outcome() {
    const DONE: &str = r#"[{"ID":"a1","isActive":false},{"ID":"b2","isActive":false}]"#;
    let both = |outcome| [outcome, outcome];
    for (after, expected) in [
        (DONE, both("deactivated")),
        (ONE_DONE, ["deactivated", "failed unexpectedResponse"]),
        // Neither the state nor the user: the response to the write decides.
        (
            r#"[{"ID":"a1"},{"ID":"z9","isActive":true,"isAdmin":false}]"#,
            both("deactivated"),
        ),
        ("null", both("deactivated")),
    ] {
        let recorder = tenant(move |_| data(DONE), after);
        let output = ran(BULK, &recorder, r#"{"IDs":["a1","b2"]}"#).unwrap();
        assert_eq!(outcomes(&output), expected, "{after}");
    }
    // No response shows the state.
    for after in [
        r#"[{"ID":"a1"},{"ID":"z9","isActive":true,"isAdmin":false}]"#,
        r#"[{"ID":"a1","isActive":"no"},{"ID":"b2","isActive":null}]"#,
        "null",
    ] {
        let recorder = tenant(|_| text_response(200, ""), after);
        let output = ran(BULK, &recorder, r#"{"IDs":["a1","b2"]}"#).unwrap();
        assert_eq!(
            outcomes(&output),
            both("unverified outcomeUnknown"),
            "{after}"
        );
    }
}

#[test]
fn a_missing_user_is_not_found() {
    for verify in ["none", "all"] {
        let write = |sent: &Sent| match sent.target().starts_with("/user/b2") {
            true => says(404, "User not found"),
            false => data(r#"{"ID":"a1","isActive":false}"#),
        };
        let recorder = tenant(write, r#"[{"ID":"a1","isActive":false}]"#);
        let input = format!(r#"{{"IDs":["a1","b2"],"verify":"{verify}","chunkSize":1}}"#);
        let output = ran(BULK, &recorder, &input).unwrap();
        assert_eq!(
            outcomes(&output),
            ["deactivated", "notFound notFound"],
            "{verify}"
        );
    }
}

#[test]
fn only_requested_users_are_deactivated() {
    let found = |input: &str, users: &str| {
        let users = users.to_owned();
        let recorder = Recorder::with_handler(move |sent| match sent.method {
            Method::Get => data(&users),
            _ => panic!("something was written: {}", sent.body()),
        });
        outcomes(&ran(BULK, &recorder, input).unwrap())
    };
    let replaced = "failed unexpectedResponse";
    for (input, users, expected) in [
        // Another user instead; no user; another user as well.
        (
            r#"{"IDs":["a1"]}"#,
            r#"[{"ID":"z9","isActive":true,"isAdmin":false}]"#,
            vec![replaced],
        ),
        (r#"{"IDs":["a1"]}"#, "[]", vec!["notFound"]),
        (
            r#"{"IDs":["a1"]}"#,
            r#"[{"ID":"A1","isActive":false},{"ID":"z9","isActive":true,"isAdmin":false}]"#,
            vec!["alreadyInactive"],
        ),
        (
            r#"{"emails":["a@x.com"]}"#,
            r#"[{"ID":"z9","emailAddr":"z@x.com","isActive":true}]"#,
            vec![replaced],
        ),
        (
            r#"{"emails":["a@x.com"]}"#,
            r#"[{"emailAddr":"a@x.com","isActive":true}]"#,
            vec![replaced],
        ),
        (
            r#"{"IDs":["a1"]}"#,
            r#"[{"ID":7,"isActive":true}]"#,
            vec![replaced],
        ),
        (
            r#"{"IDs":["a1"]}"#,
            r#"[{"ID":"a1","isActive":"yes"}]"#,
            vec![replaced],
        ),
        // The same user twice, with one state and with two.
        (
            r#"{"IDs":["a1"]}"#,
            r#"[{"ID":"a1","isActive":false},{"ID":"a1","isActive":false}]"#,
            vec!["alreadyInactive"],
        ),
        (
            r#"{"IDs":["a1"]}"#,
            r#"[{"ID":"a1","isActive":false},{"ID":"a1","isActive":true,"isAdmin":false}]"#,
            vec![replaced],
        ),
    ] {
        assert_eq!(found(input, users), expected, "{input} {users}");
    }
    let many: Vec<String> = (0..100_000)
        .map(|at| format!(r#"{{"ID":"u{at}"}}"#))
        .collect();
    let many = format!("[{}]", many.join(","));
    let recorder = Recorder::with_handler(move |_| data(&many));
    let error = ran(BULK, &recorder, r#"{"IDs":["a1"]}"#).expect_err("nothing was changed");
    assert_eq!(error.kind, ErrorKind::UnexpectedResponse);
    assert!(
        recorder
            .sent()
            .iter()
            .all(|sent| sent.method == Method::Get)
    );
}

#[test]
fn a_page_with_too_many_or_repeated_rows_ends_the_search() {
    const FOUND: &str = r#"{"filters":[{"field":"title","value":"Temp"}]}"#;
    for size in [2_000, 2_001] {
        let users: Vec<String> = (0..size)
            .map(|at| format!(r#"{{"ID":"u{at:06}","isActive":true,"isAdmin":false}}"#))
            .collect();
        let page = format!("[{}]", users.join(","));
        let recorder = Recorder::with_handler(move |_| data(&page));
        let error = ran(BULK, &recorder, FOUND).expect_err("it ends");
        assert_eq!(error.kind, ErrorKind::UnexpectedResponse);
        assert!(recorder.sent().len() <= 3);
    }
}

#[test]
fn only_reports_of_leavers_get_a_new_manager() {
    let recorder = Recorder::with_handler(|sent| match sent.target() {
        target if target.contains("managerID") => data(r#"[{"ID":"c3","managerID":"z9"}]"#),
        _ if sent.method == Method::Get => data(r#"[{"ID":"a1","isActive":true,"isAdmin":false}]"#),
        _ => panic!("something was written"),
    });
    let error = ran(BULK, &recorder, r#"{"IDs":["a1"],"newManagerID":"m4"}"#).expect_err("refused");
    assert_eq!(error.kind, ErrorKind::UnexpectedResponse);
}

#[test]
fn new_managers_are_reported_if_the_run_ends() {
    let recorder = Recorder::with_handler(|sent| match (sent.method, sent.target()) {
        (Method::Get, target) if target.contains("managerID") => {
            data(r#"[{"ID":"c3","managerID":"a1"}]"#)
        }
        (Method::Get, _) => data(r#"[{"ID":"a1","isActive":true,"isAdmin":false}]"#),
        (_, target) if target.starts_with("/user/c3") => data(r#"{"ID":"c3","managerID":"m4"}"#),
        _ => says(401, "You are not currently logged in."),
    });
    let output = ran(BULK, &recorder, r#"{"IDs":["a1"],"newManagerID":"m4"}"#).unwrap();
    assert_eq!(outcomes(&output), ["notAttempted unauthorized"]);
    let reassigned = output.get("reassigned").expect("the reports").at(0);
    assert_eq!(reassigned.get_bool("ok"), Some(true));
}

#[test]
fn users_that_were_not_sent_are_reported_as_such() {
    let recorder = tenant(|_| data(r#"{"ID":"a1","isActive":false}"#), "[]");
    let options = r#"{"batchDialect":"bulk","concurrency":1,"maxRequests":2}"#;
    let input = r#"{"IDs":["a1","b2"],"verify":"none","chunkSize":1}"#;
    let output = ran(options, &recorder, input).unwrap();
    assert_eq!(outcomes(&output), ["deactivated", "notAttempted budget"]);
    let error = output
        .get("report")
        .expect("a report")
        .at(1)
        .get("error")
        .expect("an error");
    assert!(error.str_or_default("message").starts_with("Not sent"));
    assert_eq!(error.get_str("ID").as_deref(), Some("b2"));
}
