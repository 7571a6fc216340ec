//! Whatever Workfront responds to an action, the action gives an output or a clear error without a secret.

use super::cases::cases;
use super::envelope::body;
use super::server::{SECRET, server};
use super::targets::error;
use crate::support::{Recorder, host, json, json_response, plugin_with};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Value;
use workfront_actions::error::ErrorKind;

const CALLS: &[(&str, &str)] = &[
    ("get", r#"{"ID":"u1"}"#),
    ("search", r#"{"filters":[{"field":"name","value":"x"}]}"#),
    ("count", "{}"),
    (
        "create",
        r#"{"emailAddr":"jane@acme.com","firstName":"J","lastName":"D"}"#,
    ),
    ("update", r#"{"ID":"u1","changes":{"isActive":false}}"#),
    ("deactivate", r#"{"ID":"u1"}"#),
    ("reactivate", r#"{"ID":"u1"}"#),
    ("delete", r#"{"ID":"u1"}"#),
    ("changes", r#"{"since":"2026-01-01"}"#),
    ("lookup", r#"{"object":"group","name":"Leavers"}"#),
    ("subscriptions", "{}"),
    ("call", r#"{"method":"GET","object":"project","ID":"p1"}"#),
];

fn is_read(action: &str) -> bool {
    [
        "get",
        "search",
        "count",
        "changes",
        "lookup",
        "subscriptions",
        "call",
    ]
    .contains(&action)
}

proptest! {
    #![proptest_config(cases(24_000))]

    #[test]
    fn any_response_gives_an_output_or_a_clear_error(
        (action, input) in select(CALLS),
        statuses in prop::collection::vec(select(vec![200, 200, 200, 200, 201, 204, 302, 400, 401, 403, 404, 409, 422, 429, 500, 503]), 1..4),
        bodies in prop::collection::vec(prop_oneof![
            8 => body().prop_map(|body: Value| body.to_string()),
            1 => Just(String::new()),
            1 => Just(format!("<title>{SECRET}</title>")),
        ], 1..4),
    ) {
        let recorder = server(statuses, bodies);
        let plugin = plugin_with(r#"{"maxRequests":40}"#);
        let call = plugin.run(action, json(input), host(recorder.clone()), None);
        if let Err(problem) = futures_executor::block_on(call) {
            error::check(&problem);
            let text = serde_json::to_string(&problem).expect("JSON");
            prop_assert!(!text.contains(SECRET), "{}", text);
            prop_assert!(!(is_read(action) && problem.kind == ErrorKind::OutcomeUnknown), "{}", text);
        }
        for sent in recorder.sent() {
            prop_assert!(sent.url.starts_with("https://acme.my.workfront.com/attask/"), "{}", sent.url);
            prop_assert!(!sent.url.contains(SECRET), "{}", sent.url);
        }
    }
}

#[test]
fn the_error_of_a_long_response_is_short() {
    let long = format!("{SECRET}{}{SECRET}", "é".repeat(1_000_000));
    let body = serde_json::json!({"error": {"class": long, "message": long, "msgKey": long}});
    let recorder = Recorder::returning([json_response(400, &body.to_string())]);
    let plugin = plugin_with("{}");
    let call = plugin.run("get", json(r#"{"ID":"u1"}"#), host(recorder), None);
    let problem = futures_executor::block_on(call).expect_err("a refusal");
    error::check(&problem);
    assert!(problem.message.starts_with("Workfront says: ***é"));
    assert!(problem.message.len() < 2_100, "{}", problem.message.len());
    for text in [
        &problem.workfront_class,
        &problem.workfront_message,
        &problem.workfront_msg_key,
    ] {
        let text = text.as_deref().expect("Workfront's own");
        assert!(
            text.len() < 2_100 && !text.contains(SECRET),
            "{}",
            text.len()
        );
    }
}

#[test]
fn an_error_names_no_user_whose_id_is_a_secret() {
    let found = json_response(
        200,
        &format!(r#"{{"data":[{{"ID":"{SECRET}","emailAddr":"jane@acme.com"}}]}}"#),
    );
    let recorder = Recorder::with_handler(move |request| match request.method.as_str() {
        "POST" => json_response(500, "{}"),
        _ => found.clone(),
    });
    let operations =
        r#"{"operations":[{"method":"POST","uri":"/user","body":{"emailAddr":"jane@acme.com"}}]}"#;
    let call = plugin_with(r#"{"batchDialect":"bulk"}"#).run(
        "batch",
        json(operations),
        host(recorder),
        None,
    );
    let output = futures_executor::block_on(call)
        .expect("a report")
        .into_value();
    let error = &output["results"][0]["error"];
    assert_eq!(error["kind"], "conflict", "{output}");
    assert!(!error.to_string().contains(SECRET), "{error}");
}
