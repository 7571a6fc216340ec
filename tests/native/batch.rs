//! The bytes that each dialect sends, and a verdict for every operation for any response.

use crate::support::{
    MockResponse, Recorder, Sent, json, json_response, plugin_with, refused, run, text_response,
};
use std::rc::Rc;
use workfront_actions::error::{Error, ErrorKind};
use workfront_actions::json::Json;
use workfront_actions::services::batch::Phase;
use workfront_actions::transport::{Method, TransportError};

const TWO: &str = r#"{"operations":[
    {"method":"PUT","uri":"/user/abc123","body":{"isActive":true}},
    {"method":"PUT","uri":"/user/def456","body":{"isActive":true}}]}"#;

fn batch(
    dialect: &str,
    input: &str,
    responses: Vec<MockResponse>,
) -> (Result<Json, Error>, Vec<Sent>) {
    let recorder = Recorder::returning(responses);
    let plugin = plugin_with(&format!(r#"{{"batchDialect":"{dialect}"}}"#));
    let output = run(&plugin, &recorder, "batch", input);
    (output, recorder.sent())
}

/// `ok` for each result, or its error's kind.
fn verdicts(output: &Json) -> Vec<String> {
    let results = output.get("results").expect("there are results");
    let verdict = |item: Json| match item.get("error") {
        Some(error) => error.get_str("kind").unwrap_or_default(),
        None => "ok".to_owned(),
    };
    results.items().map(verdict).collect()
}

fn refusal() -> MockResponse {
    json_response(404, r#"{"error":{"message":"Unknown object type: batch"}}"#)
}

#[test]
fn operations_are_sent_as_in_the_guide() {
    let response = r#"{"data":[{"ID":"abc123","isActive":true},{"ID":"def456","isActive":true}]}"#;
    let (output, sent) = batch("operations", TWO, vec![json_response(200, response)]);
    let output = output.unwrap();
    assert_eq!(verdicts(&output), ["ok", "ok"]);
    assert_eq!(output.get_str("dialect").as_deref(), Some("operations"));
    assert_eq!(output.get("requests").unwrap().as_f64(), Some(1.0));
    assert_eq!(sent.len(), 1);
    assert_eq!((sent[0].method, sent[0].target()), (Method::Post, "/batch"));
    assert_eq!(
        sent[0].body(),
        r#"{"updates":[{"method":"PUT","uri":"/user/abc123?fields=isActive","body":{"isActive":true}},{"method":"PUT","uri":"/user/def456?fields=isActive","body":{"isActive":true}}]}"#
    );
}

#[test]
fn uris_are_sent_as_by_adobes_client() {
    let response = r#"{"data":[{"data":{"ID":"abc123","isActive":true}},{"error":{"message":"User not found"}}]}"#;
    let (output, sent) = batch("uris", TWO, vec![json_response(200, response)]);
    let output = output.unwrap();
    assert_eq!(verdicts(&output), ["ok", "notFound"]);
    assert_eq!(
        output
            .get("results")
            .unwrap()
            .at(0)
            .get("data")
            .unwrap()
            .to_json_string(),
        r#"{"ID":"abc123","isActive":true}"#
    );
    assert_eq!((sent[0].method, sent[0].target()), (Method::Post, "/batch"));
    assert_eq!(
        sent[0].body(),
        "atomic=false&uri=user%2Fabc123%3Ffields%3DisActive%26method%3DPUT%26updates%3D%257B%2522isActive%2522%253Atrue%257D\
         &uri=user%2Fdef456%3Ffields%3DisActive%26method%3DPUT%26updates%3D%257B%2522isActive%2522%253Atrue%257D&concurrent=false"
    );
}

#[test]
fn bulk_sends_the_documented_arrays() {
    // The order of the results isn't guaranteed.
    let response = r#"{"data":[{"ID":"def456","isActive":true},{"ID":"abc123","isActive":true}]}"#;
    let (output, sent) = batch("bulk", TWO, vec![json_response(200, response)]);
    let output = output.unwrap();
    assert_eq!(verdicts(&output), ["ok", "ok"]);
    let first = output.get("results").unwrap().at(0).get("data").unwrap();
    assert_eq!(first.get_str("ID").as_deref(), Some("abc123"));
    let target = "/user?fields=isActive";
    assert_eq!((sent[0].method, sent[0].target()), (Method::Put, target));
    assert_eq!(
        sent[0].body(),
        r#"[{"ID":"abc123","isActive":true},{"ID":"def456","isActive":true}]"#
    );
}

#[test]
fn auto_tries_the_next_dialect_after_a_refusal_and_remembers_it() {
    let recorder = Recorder::returning([
        refusal(),
        text_response(404, ""),
        json_response(
            200,
            r#"{"data":[{"ID":"abc123","isActive":true},{"ID":"def456","isActive":true}]}"#,
        ),
    ]);
    let plugin = plugin_with("{}");
    let output = run(&plugin, &recorder, "batch", TWO).unwrap();
    assert_eq!(output.get_str("dialect").as_deref(), Some("bulk"));
    assert_eq!(recorder.sent().len(), 3);
    run(&plugin, &recorder, "batch", TWO).unwrap();
    assert_eq!(recorder.sent().len(), 4, "it asked again");
}

/// A response to a batch of one operation, in the dialect of `sent`.
fn one_done(sent: &Sent) -> MockResponse {
    let data = match sent.target() {
        "/batch" if sent.body().contains("abc123") => {
            r#"[{"data":{"ID":"abc123","isActive":true}}]"#
        }
        "/batch" => r#"[{"data":{"ID":"def456","isActive":true}}]"#,
        "/user/abc123?fields=isActive" => r#"{"ID":"abc123","isActive":true}"#,
        _ => r#"{"ID":"def456","isActive":true}"#,
    };
    json_response(200, &format!(r#"{{"data":{data}}}"#))
}

fn chunks_of_one() -> String {
    TWO.replace("]}", r#"],"chunkSize":1}"#)
}

#[test]
fn chunks_in_flight_together_probe_the_dialect_once() {
    let recorder = Recorder::with_handler(|sent| match sent.target() {
        "/batch" => refusal(),
        _ => one_done(sent),
    });
    let output = run(&plugin_with("{}"), &recorder, "batch", &chunks_of_one()).unwrap();
    assert_eq!(verdicts(&output), ["ok", "ok"]);
    assert_eq!(output.get_str("dialect").as_deref(), Some("bulk"));
    let targets: Vec<String> = recorder
        .sent()
        .iter()
        .map(|sent| sent.target().to_owned())
        .collect();
    assert_eq!(
        targets,
        [
            "/batch",
            "/batch",
            "/batch",
            "/batch",
            "/user/abc123?fields=isActive",
            "/user/def456?fields=isActive"
        ]
    );
}

#[test]
fn one_success_proves_the_dialect_for_a_refused_chunk() {
    let is_first = std::cell::Cell::new(true);
    let recorder = Recorder::with_handler(move |sent| match is_first.replace(false) {
        true => refusal(),
        false => one_done(sent),
    });
    let output = run(&plugin_with("{}"), &recorder, "batch", &chunks_of_one()).unwrap();
    assert_eq!(verdicts(&output), ["ok", "ok"]);
    assert_eq!(output.get_str("dialect").as_deref(), Some("operations"));
    assert_eq!(recorder.sent().len(), 3);
}

#[test]
fn done_operations_are_reported_if_the_probe_fails() {
    // The probe fails because the tenant refuses the credential from then on, but the other chunk proves the dialect.
    let recorder = Recorder::with_handler(|sent| match () {
        () if sent.body().contains("search") => json_response(401, "{}"),
        () if sent.body().contains("abc123") => {
            json_response(400, r#"{"error":{"message":"Invalid"}}"#)
        }
        () => one_done(sent),
    });
    let output = run(&plugin_with("{}"), &recorder, "batch", &chunks_of_one()).unwrap();
    assert_eq!(verdicts(&output), ["validation", "ok"]);
}

#[test]
fn no_creation_is_sent_to_probe_the_dialect() {
    let input = r#"{"operations":[{"method":"POST","uri":"/group","body":{"name":"New"}}]}"#;
    let responses = vec![
        refusal(),
        refusal(),
        json_response(200, r#"{"data":{"ID":"g1","name":"New"}}"#),
    ];
    let (output, sent) = batch("auto", input, responses);
    assert_eq!(verdicts(&output.unwrap()), ["ok"]);
    let with_body = sent
        .iter()
        .filter(|sent| sent.body().contains("New"))
        .count();
    assert_eq!(with_body, 1);
}

#[test]
fn the_refusal_of_a_configured_dialect_is_an_error() {
    for dialect in ["operations", "uris"] {
        let (output, sent) = batch(dialect, TWO, vec![refusal()]);
        let error = output.expect_err("it was refused");
        assert!(error.hint.contains("batchDialect"), "{}", error.hint);
        assert_eq!(sent.len(), 1);
    }
}

#[test]
fn chunks() {
    let operation = |number: usize| {
        format!(r#"{{"method":"PUT","uri":"/user/u{number}","body":{{"isActive":true}}}}"#)
    };
    let operations: Vec<String> = (0..120).map(operation).collect();
    let response = |range: std::ops::Range<usize>| {
        let items: Vec<String> = range
            .map(|number| format!(r#"{{"ID":"u{number}","isActive":true}}"#))
            .collect();
        json_response(200, &format!(r#"{{"data":[{}]}}"#, items.join(",")))
    };
    let input = format!(r#"{{"operations":[{}]}}"#, operations.join(","));
    let (output, sent) = batch(
        "operations",
        &input,
        vec![response(0..50), response(50..100), response(100..120)],
    );
    assert_eq!(sent.len(), 3);
    let results = output.unwrap().get("results").unwrap();
    for (index, result) in results.items().enumerate() {
        let id = result.get("data").and_then(|data| data.get_str("ID"));
        assert_eq!(id, Some(format!("u{index}")));
    }
}

#[test]
fn a_chunk_that_fails_as_a_whole_is_split_until_each_has_a_verdict() {
    // Four users, the third is unknown, and the tenant doesn't say which.
    let input = r#"{"operations":[
        {"method":"PUT","uri":"/user/u1","body":{"isActive":true}},
        {"method":"PUT","uri":"/user/u2","body":{"isActive":true}},
        {"method":"PUT","uri":"/user/u3","body":{"isActive":true}},
        {"method":"PUT","uri":"/user/u4","body":{"isActive":true}}]}"#;
    let picky = |sent: &Sent| match sent.body().contains("u3") {
        true => json_response(422, r#"{"error":{"message":"Invalid parameter"}}"#),
        false => {
            let items = json(sent.body());
            let items = if items.is_array() {
                items
            } else {
                Json::array_of([items])
            };
            let items: Vec<String> = items.items().map(|item| item.to_json_string()).collect();
            json_response(200, &format!(r#"{{"data":[{}]}}"#, items.join(",")))
        }
    };
    let recorder = Recorder::with_handler(move |sent| match sent.target() {
        "/user/u3?fields=isActive" => {
            json_response(404, r#"{"error":{"message":"User not found"}}"#)
        }
        "/user/u4?fields=isActive" => json_response(200, r#"{"data":{"ID":"u4","isActive":true}}"#),
        _ => picky(sent),
    });
    let output = run(
        &plugin_with(r#"{"batchDialect":"bulk"}"#),
        &recorder,
        "batch",
        input,
    )
    .unwrap();
    assert_eq!(verdicts(&output), ["ok", "ok", "notFound", "ok"]);
    let error = output.get("results").unwrap().at(2).get("error").unwrap();
    assert_eq!(error.get_str("ID").as_deref(), Some("u3"));
    assert_eq!(recorder.sent().len(), 5, "4, 2, 2, 1, 1");
}

fn create(email: &str) -> String {
    format!(r#"{{"method":"POST","uri":"/user","body":{{"emailAddr":"{email}","firstName":"A"}}}}"#)
}

#[test]
fn creations_with_a_lost_response_are_looked_up_and_not_repeated() {
    let input = format!(
        r#"{{"operations":[{},{}]}}"#,
        create("a@x.com"),
        create("b@x.com")
    );
    let responses = vec![
        json_response(200, r#"{"data":[]}"#), // the users before
        Err(TransportError::Network("reset".to_owned())),
        json_response(
            200,
            r#"{"data":[{"ID":"n1","emailAddr":"A@x.com","firstName":"A","entryDate":"2030-01-01T00:00:00:000-0000"}]}"#,
        ), // the users after
    ];
    let (output, sent) = batch("bulk", &input, responses);
    assert_eq!(verdicts(&output.unwrap()), ["ok", "outcomeUnknown"]);
    assert_eq!(
        sent.iter()
            .filter(|sent| sent.method == Method::Post)
            .count(),
        1
    );
}

#[test]
fn a_user_who_existed_before_is_not_reported_as_created() {
    let input = format!(r#"{{"operations":[{}]}}"#, create("a@x.com"));
    let there = r#"{"data":[{"ID":"old","emailAddr":"a@x.com"}]}"#;
    let responses = vec![
        json_response(200, there),
        json_response(422, r#"{"error":{"message":"emailAddr already in use"}}"#),
        json_response(200, there),
    ];
    let (output, _) = batch("bulk", &input, responses);
    assert_eq!(verdicts(&output.unwrap()), ["conflict"]);
}

#[test]
fn a_refused_credential_ends_the_run() {
    let body = r#"{"error":{"class":"com.attask.common.AuthenticationException","message":"You are not currently logged in."}}"#;
    let (output, sent) = batch("auto", TWO, vec![json_response(401, body)]);
    assert_eq!(
        output.expect_err("nothing was done").kind,
        ErrorKind::Unauthorized
    );
    assert_eq!(sent.len(), 1);
}

#[test]
fn operations_that_fit_no_array_are_sent_alone() {
    let input = r#"{"operations":[
        {"method":"GET","uri":"/user/u1?fields=ID"},
        {"method":"PUT","uri":"/user/u1","body":{"title":"x"}},
        {"method":"PUT","uri":"/user/u1","body":{"title":"y"}},
        {"method":"DELETE","uri":"/group/g2"}]}"#;
    let responses = vec![
        json_response(200, r#"{"data":{"ID":"u1"}}"#),
        json_response(200, r#"{"data":{"ID":"u1","title":"x"}}"#),
        json_response(200, r#"{"data":{"ID":"u1","title":"y"}}"#),
        json_response(200, r#"{"data":{"success":true}}"#),
    ];
    let (output, sent) = batch("bulk", input, responses);
    assert_eq!(verdicts(&output.unwrap()), ["ok", "ok", "ok", "ok"]);
    let targets: Vec<&str> = sent.iter().map(Sent::target).collect();
    assert_eq!(
        targets,
        [
            "/user/u1?fields=ID",
            "/user/u1?fields=title",
            "/user/u1?fields=title",
            "/group/g2"
        ]
    );
}

#[test]
fn bad_operations_are_refused_before_anything_is_sent() {
    let with = |operation: &str| format!(r#"{{"operations":[{operation}]}}"#);
    for (operation, field) in [
        (
            r#"{"method":"PATCH","uri":"/user/a"}"#,
            "operations[0].method",
        ),
        (
            r#"{"method":"PUT","uri":"/user","body":{}}"#,
            "operations[0].uri",
        ),
        (
            r#"{"method":"PUT","uri":"https://evil.example/user/a","body":{}}"#,
            "operations[0].uri",
        ),
        (
            r#"{"method":"PUT","uri":"//evil.example/a","body":{}}"#,
            "operations[0].uri",
        ),
        (
            r#"{"method":"PUT","uri":"/user/../x","body":{}}"#,
            "operations[0].uri",
        ),
        (
            r#"{"method":"POST","uri":"/batch","body":{}}"#,
            "operations[0].uri",
        ),
        (
            r#"{"method":"GET","uri":"/user/a?apiKey=x"}"#,
            "operations[0].uri",
        ),
        (
            r#"{"method":"GET","uri":"/user/a?method=DELETE"}"#,
            "operations[0].uri",
        ),
        (
            r#"{"method":"GET","uri":"/user/a","body":{}}"#,
            "operations[0].body",
        ),
        (
            r#"{"method":"PUT","uri":"/user/a","body":[]}"#,
            "operations[0].body",
        ),
        (r#"{"uri":"/user/a"}"#, "operations[0].method"),
    ] {
        assert_eq!(
            refused("batch", &with(operation)).fields,
            [field],
            "{operation}"
        );
    }
    assert_eq!(
        refused("batch", r#"{"operations":[]}"#).fields,
        ["operations"]
    );
    let one = r#"{"method":"GET","uri":"/user/a"}"#;
    let input = format!(r#"{{"operations":[{one}],"chunkSize":101}}"#);
    assert_eq!(refused("batch", &input).fields, ["chunkSize"]);
}

#[test]
fn progress_is_reported() {
    let reported = Rc::new(std::cell::RefCell::new(Vec::new()));
    let recorder = Recorder::returning([
        json_response(200, r#"{"data":[{"ID":"abc123","isActive":true}]}"#),
        json_response(200, r#"{"data":[{"ID":"def456","isActive":true}]}"#),
    ]);
    let input = json(&TWO.replace("]}", r#"],"chunkSize":1}"#));
    let listener = reported.clone();
    let progress = Rc::new(move |progress: workfront_actions::actions::Progress| {
        listener.borrow_mut().push((
            progress.phase,
            progress.done,
            progress.total,
            progress.requests,
        ));
    });
    let plugin = plugin_with(r#"{"batchDialect":"operations"}"#);
    let host = crate::support::host(recorder);
    futures_executor::block_on(plugin.run("batch", input, host, Some(progress))).unwrap();
    let expected = [
        (Phase::Send, 1, 2, 2),
        (Phase::Send, 2, 2, 2),
        (Phase::Report, 2, 2, 2),
    ];
    assert_eq!(*reported.borrow(), expected);
}
