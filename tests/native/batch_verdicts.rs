//! Batches whose responses are lost, unexpected, or about another user: only what is proven is reported.

use crate::support::{
    MockResponse, Recorder, Sent, VirtualClock, host, json, json_response, plugin_with, refused,
    run, text_response,
};
use std::cell::Cell;
use std::rc::Rc;
use workfront_actions::error::Error;
use workfront_actions::json::Json;
use workfront_actions::transport::{Clock, Host, Method, Response, TransportError};

const DIALECTS: [&str; 3] = ["operations", "uris", "bulk"];

const TWO: &str = r#"{"operations":[
    {"method":"PUT","uri":"/user/a1","body":{"isActive":true}},
    {"method":"PUT","uri":"/user/b2","body":{"isActive":true}}]}"#;

/// `{"data":…}`.
fn data(data: &str) -> MockResponse {
    json_response(200, &format!(r#"{{"data":{data}}}"#))
}

fn lost() -> MockResponse {
    Err(TransportError::Network("reset".to_owned()))
}

fn says(status: u16, message: &str) -> MockResponse {
    json_response(status, &format!(r#"{{"error":{{"message":"{message}"}}}}"#))
}

fn is_search(sent: &Sent) -> bool {
    sent.target().starts_with("/user/search")
}

/// Whether the guards read the people.
fn is_guards(sent: &Sent) -> bool {
    is_search(sent) && sent.target().contains("isAdmin")
}

/// The user a1, as the guards read it.
fn a1() -> MockResponse {
    data(r#"[{"ID":"a1","isActive":true,"isAdmin":false}]"#)
}

fn ran(options: &str, recorder: &Rc<Recorder>, input: &str) -> Result<Json, Error> {
    run(&plugin_with(options), recorder, "batch", input)
}

/// State and kind (or `ok`) of each result.
fn verdicts(output: &Json) -> Vec<String> {
    let results = output.get("results").expect("there are results");
    let verdict = |item: Json| {
        let kind = item.get("error").and_then(|error| error.get_str("kind"));
        let ok = item.get_bool("ok") == Some(true);
        assert_eq!(ok, kind.is_none());
        assert_eq!(ok, item.get_str("state").as_deref() == Some("done"));
        format!(
            "{} {}",
            item.get_str("state").unwrap_or_default(),
            kind.unwrap_or_else(|| item.str_or_default("evidence"))
        )
    };
    results.items().map(verdict).collect()
}

fn result(output: &Json, at: usize) -> Json {
    output.get("results").expect("results").at(at)
}

fn reason(output: &Json, at: usize) -> String {
    result(output, at)
        .get("error")
        .expect("an error")
        .str_or_default("reason")
}

/// The number of requests that write.
fn writes(recorder: &Recorder) -> usize {
    let is_write = |sent: &&Sent| sent.method != Method::Get && !sent.body().contains("search");
    recorder.sent().iter().filter(is_write).count()
}

/// Responses to a write that prove nothing.
fn unexpected() -> Vec<MockResponse> {
    vec![
        text_response(200, ""),
        text_response(204, ""),
        text_response(200, "<html>Sign in</html>"),
        data("null"),
        data("[]"),
        data("{}"),
        data(r#"{"success":false}"#),
        data(r#"{"success":true}"#),
        data(r#"[{"success":false},{"success":false}]"#),
        data("[null,7]"),
        says(500, "Something went wrong"),
        text_response(403, "<html>Blocked</html>"),
    ]
}

#[test]
fn updates_whose_response_proves_nothing_are_read_back_together() {
    for dialect in DIALECTS {
        let named = [
            data(r#"[{"ID":"z9","isActive":true},{"ID":"y8","isActive":true}]"#),
            data(r#"[{"ID":"a1"},{"ID":"b2"}]"#),
        ];
        for response in unexpected().into_iter().chain(named) {
            let shown = format!("{response:?}");
            let recorder = Recorder::with_handler(move |sent| match is_search(sent) {
                true => data(r#"[{"ID":"b2","isActive":true},{"ID":"a1","isActive":true}]"#),
                // The tenant accepts the dialect.
                false if sent.body().contains("search") => data(r#"[{"data":[{"ID":"x"}]}]"#),
                false => response.clone(),
            });
            let options = format!(r#"{{"batchDialect":"{dialect}"}}"#);
            let output = ran(&options, &recorder, TWO).unwrap();
            assert_eq!(
                verdicts(&output),
                ["done readBack", "done readBack"],
                "{dialect} {shown}"
            );
            let searches = recorder
                .sent()
                .iter()
                .filter(|sent| is_search(sent))
                .count();
            assert_eq!(searches, 1, "{dialect} {shown}");
            // What may be sent again is sent as often as the connection allows.
            assert!(writes(&recorder) <= 5, "{dialect} {shown}");
        }
    }
}

#[test]
fn what_reading_back_shows_is_the_verdict() {
    for (shown, expected) in [
        (r#"[{"ID":"a1","isActive":true}]"#, "done readBack"),
        (r#"[{"ID":"a1","isActive":false}]"#, "notDone network"),
        (r#"[{"ID":"a1"}]"#, "unknown outcomeUnknown"),
        (r#"[{"ID":"a1","isActive":"no"}]"#, "unknown outcomeUnknown"),
        ("[]", "unknown outcomeUnknown"),
        ("null", "unknown outcomeUnknown"),
        ("{}", "unknown outcomeUnknown"),
        (r#"[{"ID":"z9","isActive":true}]"#, "unknown outcomeUnknown"),
        (
            r#"[{"ID":"a1","isActive":true},{"ID":"a1","isActive":false}]"#,
            "unknown outcomeUnknown",
        ),
    ] {
        let recorder = Recorder::with_handler(move |sent| match is_search(sent) {
            true => data(shown),
            false => lost(),
        });
        let one = r#"{"operations":[{"method":"PUT","uri":"/user/a1","body":{"isActive":true}}]}"#;
        let output = ran(r#"{"batchDialect":"bulk"}"#, &recorder, one).unwrap();
        assert_eq!(verdicts(&output), [expected], "{shown}");
        let error = result(&output, 0).get("error");
        if let Some(error) = error {
            assert_eq!(error.get_str("ID").as_deref(), Some("a1"), "{shown}");
        }
    }
}

#[test]
fn a_refusal_after_a_loss_does_not_hide_a_done_update() {
    for dialect in DIALECTS {
        for refusal in [
            says(401, "You are not currently logged in."),
            says(403, "No"),
            says(404, "Not found"),
            text_response(302, ""),
            says(429, "Too many concurrent API requests"),
        ] {
            let shown = format!("{refusal:?}");
            let is_first = Cell::new(true);
            let recorder = Recorder::with_handler(move |sent| match is_search(sent) {
                true => data(r#"[{"ID":"a1","isActive":true},{"ID":"b2","isActive":false}]"#),
                false if is_first.replace(false) => lost(),
                false if sent.body().contains("search") => data(r#"[[{"ID":"x"}]]"#),
                false => refusal.clone(),
            });
            let options = format!(r#"{{"batchDialect":"{dialect}"}}"#);
            let output = ran(&options, &recorder, TWO).unwrap();
            let verdicts = verdicts(&output);
            assert_eq!(verdicts[0], "done readBack", "{dialect} {shown}");
            assert!(
                verdicts[1].starts_with("notDone "),
                "{dialect} {shown}: {verdicts:?}"
            );
        }
    }
}

#[test]
fn a_refused_result_after_a_lost_transmission_is_read_back() {
    let is_first = Cell::new(true);
    let recorder = Recorder::with_handler(move |sent| match is_search(sent) {
        true => data(r#"[{"ID":"a1","isActive":true}]"#),
        false if is_first.replace(false) => lost(),
        false => data(r#"[{"error":{"message":"No permission"}},{"ID":"b2","isActive":true}]"#),
    });
    let output = ran(r#"{"batchDialect":"operations"}"#, &recorder, TWO).unwrap();
    assert_eq!(verdicts(&output), ["done readBack", "done response"]);
}

#[test]
fn other_objects_are_read_back_as_well() {
    let input = r#"{"operations":[{"method":"PUT","uri":"/project/p1","body":{"name":"New"}}]}"#;
    for (shown, expected) in [
        (r#"[{"ID":"p1","name":"New"}]"#, "done readBack"),
        (r#"[{"ID":"p1","name":"Old"}]"#, "notDone network"),
    ] {
        let recorder = Recorder::with_handler(move |sent| match sent.method {
            Method::Get => data(shown),
            _ => lost(),
        });
        let output = ran(r#"{"batchDialect":"bulk"}"#, &recorder, input).unwrap();
        assert_eq!(verdicts(&output), [expected]);
    }
    let recorder = Recorder::returning([data(r#"{"ID":"p1"}"#)]);
    let output = ran(r#"{"batchDialect":"bulk"}"#, &recorder, input).unwrap();
    assert_eq!(verdicts(&output), ["done response"]);
}

#[test]
fn results_are_matched_by_id_and_other_objects_are_ignored() {
    let recorder = Recorder::with_handler(|sent| match is_search(sent) {
        true => data(r#"[{"ID":"b2","isActive":false},{"ID":"a1","isActive":true}]"#),
        false if sent.body().contains("a1") => {
            data(r#"[{"ID":"z9","isActive":true},{"ID":"a1","isActive":true}]"#)
        }
        // Sent again alone after reading back.
        false => data(r#"[{"ID":"b2","isActive":true}]"#),
    });
    let output = ran(r#"{"batchDialect":"operations"}"#, &recorder, TWO).unwrap();
    assert_eq!(verdicts(&output), ["done readBack", "done response"]);
    let swapped = r#"[{"ID":"b2","isActive":true},{"ID":"a1","isActive":true}]"#;
    let recorder = Recorder::returning([data(swapped)]);
    let output = ran(r#"{"batchDialect":"operations"}"#, &recorder, TWO).unwrap();
    assert_eq!(verdicts(&output), ["done response", "done response"]);
    for at in 0..2 {
        let data = result(&output, at).get("data").expect("data");
        assert_eq!(data.get_str("ID").as_deref(), Some(["a1", "b2"][at]));
    }
}

fn creates() -> String {
    let create = |email: &str| {
        format!(
            r#"{{"method":"POST","uri":"/user","body":{{"emailAddr":"{email}","firstName":"A"}}}}"#
        )
    };
    format!(
        r#"{{"operations":[{},{}]}}"#,
        create("a@x.com"),
        create("b@x.com")
    )
}

#[test]
fn a_creation_is_never_sent_again_after_a_response_that_proves_nothing() {
    for dialect in DIALECTS {
        let cut_off = text_response(200, r#"{"data":[{"ID"#);
        for response in unexpected().into_iter().chain([lost(), cut_off]) {
            for empty in ["[]", "null", "{}"] {
                let shown = format!("{dialect} {response:?} {empty}");
                let response = response.clone();
                let searches = Cell::new(0);
                let recorder = Recorder::with_handler(move |sent| match is_search(sent) {
                    // The look-up before always succeeds.
                    true if searches.replace(searches.get() + 1) == 0 => data("[]"),
                    true => data(empty),
                    false if sent.body().contains("search") => data(r#"[[{"ID":"x"}]]"#),
                    false => response.clone(),
                });
                let options = format!(r#"{{"batchDialect":"{dialect}"}}"#);
                let output = ran(&options, &recorder, &creates()).unwrap();
                // A refusal by a server before Workfront is trusted if no user is found.
                let is_refused = shown.contains("Blocked") && empty == "[]";
                let expected = match is_refused {
                    true => "notDone forbidden",
                    false => "unknown outcomeUnknown",
                };
                assert_eq!(verdicts(&output), [expected, expected], "{shown}");
                assert_eq!(writes(&recorder), 1, "{shown}");
            }
        }
    }
}

#[test]
fn a_lost_creation_is_done_or_a_conflict_once_the_user_is_found() {
    let new = |id: &str, email: &str, name: &str, date: &str| {
        format!(
            r#"{{"ID":"{id}","emailAddr":"{email}","firstName":"{name}","entryDate":"{date}"}}"#
        )
    };
    let (soon, long_ago) = (
        "2030-01-01T00:00:00:000-0000",
        "1960-01-01T00:00:00:000-0000",
    );
    let both = |a: String, b: String| format!("[{a},{b}]");
    for (now, expected) in [
        (
            both(
                new("n1", "A@x.com", "A", soon),
                new("n2", "b@x.com", "A", soon),
            ),
            ["done readBack", "done readBack"],
        ),
        (
            both(
                new("n3", "a@x.com", "A", long_ago),
                new("n4", "b@x.com", "Zoe", soon),
            ),
            ["notDone conflict", "notDone conflict"],
        ),
    ] {
        let searches = Cell::new(0);
        let recorder = Recorder::with_handler(move |sent| match is_search(sent) {
            true if searches.replace(searches.get() + 1) == 0 => data("[]"),
            true => data(&now),
            false => lost(),
        });
        let output = ran(r#"{"batchDialect":"bulk"}"#, &recorder, &creates()).unwrap();
        assert_eq!(verdicts(&output), expected);
    }
}

#[test]
fn creations_refused_as_a_whole_are_split() {
    let recorder = Recorder::with_handler(|sent| match (is_search(sent), sent.body()) {
        (true, _) => data("[]"),
        (_, body) if body.contains("a@x.com") => says(422, "emailAddr already in use"),
        _ => data(r#"{"ID":"n2","emailAddr":"b@x.com"}"#),
    });
    let output = ran(r#"{"batchDialect":"bulk"}"#, &recorder, &creates()).unwrap();
    assert_eq!(verdicts(&output), ["notDone conflict", "done response"]);
}

#[test]
fn a_deletion_is_read_back_and_sent_again_if_the_user_is_there() {
    let input = r#"{"operations":[{"method":"DELETE","uri":"/user/a1"}]}"#;
    let unexpected = [
        lost(),
        text_response(200, ""),
        data("[]"),
        data(r#"{"success":false}"#),
        says(500, "Something went wrong"),
    ];
    for (index, response) in unexpected.into_iter().enumerate() {
        for (there, again, expected, deletes) in [
            (says(404, "User not found"), lost(), "done readBack", 1),
            (
                data(r#"{"ID":"a1"}"#),
                data(r#"{"success":true}"#),
                "done response",
                2,
            ),
            (data(r#"{"ID":"a1"}"#), lost(), "unknown outcomeUnknown", 3),
            (says(403, "No"), lost(), "unknown outcomeUnknown", 1),
            (text_response(200, ""), lost(), "unknown outcomeUnknown", 1),
        ] {
            let is_first = Cell::new(true);
            let response = response.clone();
            let recorder = Recorder::with_handler(move |sent| match sent.method {
                Method::Get if is_guards(sent) => a1(),
                Method::Get if is_search(sent) => data("null"),
                Method::Get => there.clone(),
                _ if is_first.replace(false) => response.clone(),
                _ => again.clone(),
            });
            let output = ran(r#"{"batchDialect":"bulk"}"#, &recorder, input).unwrap();
            assert_eq!(verdicts(&output), [expected], "{index}");
            assert_eq!(writes(&recorder), deletes, "{index}");
        }
    }
    // Refused without a loss.
    let recorder = Recorder::returning([a1(), says(404, "User not found")]);
    let output = ran(r#"{"batchDialect":"bulk"}"#, &recorder, input).unwrap();
    assert_eq!(verdicts(&output), ["notDone notFound"]);
}

#[test]
fn an_action_is_proven_by_a_response_without_an_error_and_never_repeated() {
    let actions = [
        r#"{"method":"PUT","uri":"/group/replace?id=a1&replacementID=b2"}"#,
        r#"{"method":"PUT","uri":"/user/a1?%61ction=sendInvitationEmail"}"#,
        r#"{"method":"PUT","uri":"/user/a1/calculateDataExtension","body":{}}"#,
        r#"{"method":"POST","uri":"/group","body":{"name":"New"}}"#,
    ];
    for action in actions {
        let input = format!(r#"{{"operations":[{action}]}}"#);
        let run = |response: MockResponse| {
            let recorder = Recorder::returning([response]);
            let output = ran(r#"{"batchDialect":"bulk"}"#, &recorder, &input).unwrap();
            assert_eq!(recorder.sent().len(), 1, "{action}");
            verdicts(&output).remove(0)
        };
        assert_eq!(
            run(data(r#"{"result":"","ID":"g1"}"#)),
            "done response",
            "{action}"
        );
        assert_eq!(run(says(403, "No")), "notDone forbidden", "{action}");
        for response in [lost(), text_response(200, ""), data("{}"), says(500, "x")] {
            assert_eq!(run(response), "unknown outcomeUnknown", "{action}");
        }
    }
}

#[test]
fn auto_falls_back_where_the_batch_endpoint_always_fails() {
    for (status, most) in [(500, 5), (501, 3)] {
        let recorder = Recorder::with_handler(move |sent| match sent.target() {
            "/batch" => says(status, "Internal"),
            _ => data(r#"[{"ID":"a1","isActive":true},{"ID":"b2","isActive":true}]"#),
        });
        let plugin = plugin_with("{}");
        let output = run(&plugin, &recorder, "batch", TWO).unwrap();
        assert_eq!(
            verdicts(&output),
            ["done response", "done response"],
            "{status}"
        );
        assert_eq!(output.get_str("dialect").as_deref(), Some("bulk"));
        assert_eq!(recorder.sent().len(), most, "{status}");
        run(&plugin, &recorder, "batch", TWO).unwrap();
        assert_eq!(recorder.sent().len(), most + 1, "{status}: remembered");
    }
    // A configured dialect stays: the failure is that of the operations.
    let recorder = Recorder::with_handler(|sent| match (is_search(sent), sent.target()) {
        (false, _) => says(500, "Internal"),
        (true, target) if !target.contains("ID=b2") => data(r#"[{"ID":"a1","isActive":false}]"#),
        (true, target) if !target.contains("ID=a1") => data(r#"[{"ID":"b2","isActive":false}]"#),
        _ => data(r#"[{"ID":"a1","isActive":false},{"ID":"b2","isActive":false}]"#),
    });
    let output = ran(r#"{"batchDialect":"operations"}"#, &recorder, TWO).unwrap();
    assert_eq!(verdicts(&output), ["notDone server", "notDone server"]);
}

#[test]
fn an_operation_that_a_refused_dialect_may_have_done_is_not_reported_as_refused() {
    // Done, but the response is an HTML page; so is that of the probe, and the array is refused.
    let recorder = Recorder::with_handler(|sent| match (sent.target(), is_search(sent)) {
        ("/batch", _) => text_response(200, "<html>Sign in</html>"),
        (_, true) => data(r#"[{"ID":"a1","isActive":true},{"ID":"b2","isActive":true}]"#),
        _ => says(403, "No"),
    });
    let output = ran("{}", &recorder, TWO).unwrap();
    assert_eq!(verdicts(&output), ["done readBack", "done readBack"]);
}

#[test]
fn a_run_whose_dialect_is_refused_after_a_write_that_may_be_done_says_why_it_stopped() {
    let recorder = Recorder::with_handler(|_| text_response(200, "<html>Sign in</html>"));
    let input = TWO.replacen('{', r#"{"chunkSize":1,"#, 1);
    let options = r#"{"batchDialect":"operations","concurrency":1}"#;
    let output = ran(options, &recorder, &input).unwrap();
    let states: Vec<String> = verdicts(&output)
        .iter()
        .map(|verdict| verdict.split(' ').next().unwrap_or_default().to_owned())
        .collect();
    assert_eq!(states, ["unknown", "notAttempted"], "{output:?}");
    let stopped = output.get("stopped").expect("a reason");
    assert_eq!(stopped.get_str("reason").as_deref(), Some("refused"));
    let error = stopped.get("error").expect("an error");
    let message = error.get_str("message").expect("a message");
    assert!(!message.starts_with("Not sent"), "{message}");
    assert!(error.get("ID").is_none(), "it concerns no single operation");
}

#[test]
fn reads_of_one_user_share_a_chunk_and_a_write_follows_none() {
    const ID: &str = "0123456789abcdef0123456789abcdef";
    let read = format!(r#"{{"method":"GET","uri":"/user/{ID}?fields=title"}}"#);
    let write = format!(r#"{{"method":"PUT","uri":"/user/{ID}","body":{{"title":"x"}}}}"#);
    for (operations, expected) in [
        (vec![&read, &read, &read], vec![3]),
        (vec![&write, &read, &read], vec![3]),
        (vec![&read, &write], vec![1, 1]),
        (vec![&write, &write], vec![1, 1]),
        (vec![&read, &write, &read], vec![1, 2]),
    ] {
        let recorder = Recorder::with_handler(|sent| {
            let count = json(sent.body()).get("updates").expect("updates").len();
            let item = format!(r#"{{"ID":"{ID}","title":"x"}}"#);
            data(&format!("[{}]", vec![item; count].join(",")))
        });
        let all: Vec<&str> = operations.iter().map(|text| text.as_str()).collect();
        let input = format!(r#"{{"operations":[{}]}}"#, all.join(","));
        let output = ran(r#"{"batchDialect":"operations"}"#, &recorder, &input).unwrap();
        assert!(
            verdicts(&output)
                .iter()
                .all(|verdict| verdict == "done response")
        );
        let sizes: Vec<usize> = recorder
            .sent()
            .iter()
            .map(|sent| json(sent.body()).get("updates").expect("updates").len())
            .collect();
        assert_eq!(sizes, expected);
    }
}

#[test]
fn a_read_of_another_user_is_an_error() {
    const ID: &str = "0123456789abcdef0123456789abcdef";
    let input = format!(r#"{{"operations":[{{"method":"GET","uri":"/user/{ID}"}}]}}"#);
    for response in [
        data(r#"{"ID":"z9"}"#),
        data("null"),
        data("[]"),
        data("{}"),
        text_response(204, ""),
    ] {
        let recorder = Recorder::returning([response]);
        let output = ran(r#"{"batchDialect":"bulk"}"#, &recorder, &input).unwrap();
        assert_eq!(verdicts(&output), ["notDone unexpectedResponse"]);
    }
}

#[test]
fn operations_that_are_not_sent_are_reported_as_such() {
    let input = TWO.replace("]}", r#"],"chunkSize":1}"#);
    let done = |sent: &Sent| match sent.body().contains("a1") {
        true => data(r#"[{"ID":"a1","isActive":true}]"#),
        false => data(r#"[{"ID":"b2","isActive":true}]"#),
    };
    let recorder = Recorder::with_handler(done);
    let options = r#"{"batchDialect":"operations","maxRequests":1,"concurrency":1}"#;
    let output = ran(options, &recorder, &input).unwrap();
    assert_eq!(verdicts(&output), ["done response", "notAttempted budget"]);
    let error = result(&output, 1).get("error").expect("an error");
    assert!(error.str_or_default("message").starts_with("Not sent"));
    assert_eq!(error.get_str("ID").as_deref(), Some("b2"));

    // The budget doesn't allow reading back.
    let recorder = Recorder::with_handler(|_| text_response(200, ""));
    let output = ran(r#"{"batchDialect":"bulk","maxRequests":1}"#, &recorder, TWO).unwrap();
    assert_eq!(
        verdicts(&output),
        ["unknown outcomeUnknown", "unknown outcomeUnknown"]
    );
    assert_eq!(reason(&output, 0), "budget");
    assert_eq!(recorder.sent().len(), 1);

    // Every request is lost: after two chunks no other is sent.
    let four = ["a1", "b2", "c3", "d4"]
        .map(|id| format!(r#"{{"method":"PUT","uri":"/user/{id}","body":{{"isActive":true}}}}"#));
    let input = format!(r#"{{"operations":[{}],"chunkSize":1}}"#, four.join(","));
    let recorder = Recorder::with_handler(|_| lost());
    let options = r#"{"batchDialect":"bulk","concurrency":1}"#;
    let output = ran(options, &recorder, &input).unwrap();
    let unknown = "unknown outcomeUnknown";
    let unsent = "notAttempted network";
    assert_eq!(verdicts(&output), [unknown, unknown, unsent, unsent]);
    assert_eq!(reason(&output, 0), "network");
}

#[test]
fn encoded_parameters_are_read_as_the_server_reads_them() {
    for uri in [
        "/user/a?%6dethod=DELETE",
        "/user/a?METHOD=DELETE",
        "/user/a?fields=ID&m%65thod=DELETE",
        "/user/a?fields=ID;method=DELETE",
        "/user/a?+method=DELETE",
        "/user/a?%20method%20=DELETE",
        "/user/a?method%00=DELETE",
        "/user/a?%256dethod=DELETE",
        "/user/a?method",
        "/user/a?u%70dates={}",
        "/user/a?UPDATES=%7B%7D",
        "/user/a?session%49D=x",
        "/user/a?%61piKey=x",
        "/user/a?user%6Eame=x",
        "/user/a?p%61ssword=x",
        "/%62atch",
        "/user/%61",
        "/user/a;x=1",
    ] {
        let input = format!(r#"{{"operations":[{{"method":"GET","uri":"{uri}"}}]}}"#);
        assert_eq!(
            refused("batch", &input).fields,
            ["operations[0].uri"],
            "{uri}"
        );
    }
    let delete = r#"{"operations":[{"method":"DELETE","uri":"/user/a?%69d=b"}]}"#;
    assert_eq!(refused("batch", delete).fields, ["operations[0].uri"]);
    let other =
        r#"{"operations":[{"method":"PUT","uri":"/user/a","body":{"ID":"b","title":"x"}}]}"#;
    assert_eq!(refused("batch", other).fields, ["operations[0].body.ID"]);
}

/// Runs an action with its own clock. Returns the output and the milliseconds of all waits.
fn slept(options: &str, recorder: &Rc<Recorder>, action: &str, input: &str) -> (Json, f64) {
    let clock = Rc::new(VirtualClock::default());
    let started = clock.now();
    let host = Host {
        clock: clock.clone(),
        ..host(recorder.clone())
    };
    let run = plugin_with(options).run(action, json(input), host, None);
    let output = futures_executor::block_on(run).expect("an output");
    (output, clock.now() - started)
}

#[test]
fn a_deletion_waits_for_retry_after_before_it_is_sent_again() {
    let batch = r#"{"operations":[{"method":"DELETE","uri":"/user/a1"}]}"#;
    let delete = r#"{"ID":"a1","confirm":"a1"}"#;
    for (dialect, action, input) in [
        ("operations", "batch", batch),
        ("uris", "batch", batch),
        ("bulk", "batch", batch),
        ("bulk", "delete", delete),
    ] {
        let recorder = Recorder::with_handler({
            let attempts = Cell::new(0);
            move |sent| {
                if is_guards(sent) {
                    return a1();
                }
                if sent.method == Method::Get {
                    return data(r#"{"ID":"a1","isAdmin":false}"#);
                }
                // Finds out whether the tenant accepts the dialect.
                if sent.body().contains("search") {
                    return data(r#"[[{"ID":"a1"}]]"#);
                }
                attempts.set(attempts.get() + 1);
                match attempts.get() > 1 {
                    true if sent.target() == "/batch" => data(r#"[{"success":true}]"#),
                    true => data(r#"{"success":true}"#),
                    false => Ok(Response {
                        retry_after: Some("7".to_owned()),
                        ..says(503, "Not now").expect("a response")
                    }),
                }
            }
        });
        let options = format!(r#"{{"batchDialect":"{dialect}"}}"#);
        let (output, waited) = slept(&options, &recorder, action, input);
        assert_eq!(waited, 7_000.0, "{action}, {dialect}");
        match action {
            "batch" => assert_eq!(verdicts(&output), ["done response"], "{dialect}"),
            _ => assert_eq!(output.get_bool("deleted"), Some(true)),
        }
    }
}
