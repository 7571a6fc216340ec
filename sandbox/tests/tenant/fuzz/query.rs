//! Any request has a response: the method and the URL are the first line, the others are a form.

use serde_json::{Value, json};
use std::cell::RefCell;
use workfront_sandbox::{Request, Sandbox};

thread_local! {
    static SANDBOX: RefCell<Sandbox> = RefCell::new(start());
}

fn start() -> Sandbox {
    Sandbox::new(&json!({"people": 3})).expect("options")
}

const SECRET: &str = "sandbox-api-key";

pub fn check(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let (line, form) = text.split_once('\n').unwrap_or((&text, ""));
    let (method, url) = line.split_once(' ').unwrap_or(("GET", line));
    let headers = [
        ("apiKey", SECRET),
        ("Content-Type", "application/x-www-form-urlencoded"),
    ];
    let request = Request {
        method: method.to_owned(),
        url: url.to_owned(),
        headers: headers
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .to_vec(),
        body: form.as_bytes().to_vec(),
        now_ms: 1_780_000_000_000.0,
    };
    let response = SANDBOX.with_borrow_mut(|sandbox| sandbox.handle(&request));
    let shown = String::from_utf8_lossy(&response.body);
    // 500 is what the sandbox responds to no request of its own accord.
    assert!(
        (200..500).contains(&response.status),
        "{text}: {} {shown}",
        response.status
    );
    assert!(
        !shown.contains(SECRET) || text.contains(SECRET),
        "{text}: {shown}"
    );
    let is_json = response
        .headers
        .iter()
        .any(|(_, value)| value.starts_with("application/json"));
    if is_json && !response.body.is_empty() {
        let body: Value = serde_json::from_slice(&response.body).expect("JSON");
        let is_error = body.get("error").is_some();
        assert!(
            is_error || response.status < 400,
            "{text}: {} {shown}",
            response.status
        );
    }
}
