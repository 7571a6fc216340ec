//! Shared by the native tests: a host that records requests, and a tenant in the sandbox.

mod action_runs;
mod recorder;
mod requests;
mod tenant;

pub use recorder::{MockResponse, Recorder, Sent, json_response, text_response};
pub use requests::manifest;
pub use tenant::Tenant;
pub use workfront_in_process::VirtualClock;

use std::rc::Rc;
use workfront_actions::error::Error;
use workfront_actions::json::Json;
use workfront_actions::plugin::Plugin;
use workfront_actions::transport::{Host, Never, NoFunctions, Random, Transport};

/// Random numbers that are always 0.5.
pub struct Middle;

impl Random for Middle {
    fn next(&self) -> f64 {
        0.5
    }
}

pub fn json(text: &str) -> Json {
    Json::parse(text).unwrap_or_else(|| panic!("not JSON: {text}"))
}

pub fn host(transport: Rc<dyn Transport>) -> Host {
    Host {
        transport,
        clock: Rc::new(VirtualClock::default()),
        random: Rc::new(Middle),
        cancel: Rc::new(Never),
        functions: Rc::new(NoFunctions),
    }
}

/// A connection with these options, a base URL, a credential and, unless the options say otherwise, an own user and a limit
/// that need no request.
pub fn plugin_with(options: &str) -> Plugin {
    let mut all = json(
        r#"{"baseUrl":"https://acme.my.workfront.com","credentials":{"type":"apiKey","apiKey":"k3y-s3cret"}}"#,
    );
    let options = json(options);
    if !options.has("ownUser") {
        all.insert("ownUserID", "own");
    }
    all.insert("maxPeople", 1_000.0);
    for key in options.keys() {
        all.insert(&key, options.get(&key).expect("a key of the object"));
    }
    Plugin::new(&all).expect("good options")
}

/// Runs an action whose responses come from the recorder.
pub fn run(
    plugin: &Plugin,
    recorder: &Rc<Recorder>,
    action: &str,
    input: &str,
) -> Result<Json, Error> {
    let host = host(recorder.clone());
    let output = futures_executor::block_on(plugin.run(action, json(input), host, None))?;
    action_runs::record(action);
    Ok(output)
}

/// The first request that an action sends.
pub fn sent_by(action: &str, input: &str) -> Sent {
    let recorder = Recorder::returning([json_response(200, r#"{"data":[]}"#)]);
    let _ = run(&plugin_with("{}"), &recorder, action, input);
    let sent = recorder.sent();
    assert!(!sent.is_empty(), "{action} sent nothing");
    sent[0].clone()
}

/// The error of an input that must be rejected before anything is sent.
pub fn refused(action: &str, input: &str) -> Error {
    let recorder = Recorder::returning([]);
    let error = run(&plugin_with("{}"), &recorder, action, input).expect_err("it was accepted");
    assert!(
        recorder.sent().is_empty(),
        "something was sent for a bad input"
    );
    error
}
