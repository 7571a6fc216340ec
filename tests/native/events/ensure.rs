//! `ensureSubscriptions`: missing subscriptions are created, undeclared ones are deleted, and each is reported.

use crate::support::{Recorder, json_response, plugin_with, refused, run};
use serde_json::{Value, json};
use std::cell::RefCell;
use std::rc::Rc;
use workfront_actions::transport::{Body, Method, Response};

const URL: &str = "https://example.com/hook";

/// A service with these subscriptions.
fn service(items: Value, refuse: Option<Method>) -> Rc<Recorder> {
    let items = RefCell::new(items.as_array().cloned().unwrap_or_default());
    Recorder::with_handler(move |sent| {
        if Some(sent.method) == refuse {
            return json_response(500, r#"{"error":{"message":"broken"}}"#);
        }
        let mut items = items.borrow_mut();
        match sent.method {
            Method::Post => {
                let mut made: Value = serde_json::from_str(sent.body()).expect("JSON");
                let id = format!("new{}", items.len());
                made["id"] = json!(id);
                made["authToken"] = json!("****cret");
                items.push(made);
                json_response(201, &json!({"id": id}).to_string())
            }
            Method::Delete => {
                let count = items.len();
                items.retain(|item| !sent.url.ends_with(item["id"].as_str().expect("an id")));
                let status = if items.len() < count { 200 } else { 404 };
                Ok(Response {
                    status,
                    retry_after: None,
                    location: None,
                    body: Body::Empty,
                })
            }
            _ => json_response(
                200,
                &json!({"subscriptions": *items, "meta": {"page_count": 1}}).to_string(),
            ),
        }
    })
}

fn item(id: &str, event: &str, url: &str, masked: &str) -> Value {
    json!({"id": id, "objCode": "USER", "eventType": event, "url": url, "authToken": masked, "filters": []})
}

fn input(more: &str) -> String {
    format!(
        r#"{{"url":"{URL}","authToken":"a-long-random-secret","subscriptions":[{{"eventType":"CREATE"}},{{"eventType":"UPDATE"}}]{more}}}"#
    )
}

fn outcomes(output: &Value) -> Vec<(String, String)> {
    let report = output["report"].as_array().expect("a report");
    let text = |entry: &Value, name: &str| entry[name].as_str().unwrap_or_default().to_owned();
    report
        .iter()
        .map(|entry| (text(entry, "eventType"), text(entry, "outcome")))
        .collect()
}

fn ensure(recorder: &Rc<Recorder>, more: &str) -> Value {
    let output = run(
        &plugin_with("{}"),
        recorder,
        "ensureSubscriptions",
        &input(more),
    );
    output
        .unwrap_or_else(|error| panic!("{error:?}"))
        .into_value()
}

fn pair(event: &str, outcome: &str) -> (String, String) {
    (event.to_owned(), outcome.to_owned())
}

fn present() -> Value {
    json!([
        item("s1", "CREATE", URL, "****cret"),
        item("s2", "DELETE", URL, "****cret"),
        item("s3", "DELETE", "https://example.com/other", "****cret"),
    ])
}

#[test]
fn subscriptions_match_the_declaration_and_a_second_run_changes_nothing() {
    let recorder = service(present(), None);
    let output = ensure(&recorder, "");
    assert_eq!(
        outcomes(&output),
        [
            pair("CREATE", "exists"),
            pair("UPDATE", "created"),
            pair("DELETE", "deleted")
        ]
    );
    assert_eq!(
        (&output["changed"], &output["ok"], &output["requests"]),
        (&json!(true), &json!(true), &json!(3))
    );
    let again = ensure(&recorder, "");
    assert_eq!(
        outcomes(&again),
        [pair("CREATE", "exists"), pair("UPDATE", "exists")]
    );
    assert_eq!(
        (&again["changed"], &again["requests"]),
        (&json!(false), &json!(1))
    );
}

#[test]
fn undeclared_ones_may_stay_and_a_dry_run_sends_one_read() {
    let recorder = service(present(), None);
    let output = ensure(&recorder, r#","keepOthers":true,"dryRun":true"#);
    assert_eq!(
        outcomes(&output),
        [
            pair("CREATE", "exists"),
            pair("UPDATE", "created"),
            pair("DELETE", "kept")
        ]
    );
    assert_eq!(recorder.sent().len(), 1);
}

#[test]
fn another_token_recreates_it_and_reports_the_gap() {
    let recorder = service(
        json!([
            item("s1", "CREATE", URL, "****WXYZ"),
            item("s2", "UPDATE", URL, "****cret")
        ]),
        None,
    );
    let output = ensure(&recorder, "");
    assert_eq!(
        outcomes(&output),
        [pair("CREATE", "renewed"), pair("UPDATE", "exists")]
    );
    assert!(output["notes"].to_string().contains("are lost"));
    let methods: Vec<Method> = recorder.sent().iter().map(|sent| sent.method).collect();
    assert_eq!(methods, [Method::Get, Method::Delete, Method::Post]);
    let all = ensure(&recorder, r#","renew":true"#);
    assert_eq!(
        outcomes(&all),
        [pair("CREATE", "renewed"), pair("UPDATE", "renewed")]
    );
}

#[test]
fn a_failure_is_reported_and_does_not_stop_the_others() {
    let recorder = service(present(), Some(Method::Post));
    let output = ensure(&recorder, "");
    assert_eq!(
        outcomes(&output),
        [
            pair("CREATE", "exists"),
            pair("UPDATE", "failed"),
            pair("DELETE", "deleted")
        ]
    );
    assert_eq!(output["ok"], false);
    // It may have been created nevertheless.
    assert_eq!(output["report"][1]["error"]["kind"], "outcomeUnknown");
    assert_eq!(output["report"][1]["error"]["reason"], "server");
    let renewed = service(
        json!([item("s1", "CREATE", URL, "****WXYZ")]),
        Some(Method::Post),
    );
    let output = ensure(&renewed, r#","dryRun":false"#);
    let hint = output["report"][0]["error"]["hint"]
        .as_str()
        .unwrap_or_default();
    assert!(hint.contains("old subscription was deleted"), "{output}");
}

#[test]
fn a_frozen_url_is_reported() {
    let mut frozen = item("s1", "CREATE", URL, "****cret");
    frozen["subscription_url"] = json!({"successes": 1, "failures": 9, "frozen_at": "2026-01-01"});
    let output = ensure(&service(json!([frozen]), None), "");
    assert!(output["notes"].to_string().contains("frozen"), "{output}");
}

#[test]
fn duplicate_declarations_are_refused() {
    let error = refused(
        "ensureSubscriptions",
        &input("").replace("UPDATE", "CREATE"),
    );
    assert_eq!(error.fields, ["subscriptions[1]"]);
}
