//! The crate's own transport, gloo-net, over the runtime's `fetch` and real HTTP. wasm-bindgen-test runs it in Node and in a
//! browser, with the server of `tests/lib/with-tenant.mjs`.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used)] // Clippy's exception for tests covers only #[test].

use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::AbortController;
use workfront_actions::error::{Error, ErrorKind};
use workfront_actions::json::Json;
use workfront_actions::{Plugin, runtime_host};

/// The tenant's address and key, set at compile time: a browser has no environment variables.
const URL: Option<&str> = option_env!("TENANT_URL");
const KEY: Option<&str> = option_env!("TENANT_KEY");

fn tenant() -> &'static str {
    URL.expect("run by scripts/test.mjs, which starts the server")
}

fn plugin(base_url: &str, timeout_ms: u32) -> Plugin {
    let key = KEY.unwrap_or_default();
    let options = format!(
        r#"{{"baseUrl":"{base_url}","credentials":{{"type":"apiKey","apiKey":"{key}"}},"timeoutMs":{timeout_ms},"retry":{{"attempts":1}}}}"#
    );
    Plugin::new(&Json::parse(&options).unwrap()).unwrap()
}

async fn run(plugin: &Plugin, action: &str, input: &str) -> Result<Json, Error> {
    let input = Json::parse(input).unwrap();
    plugin.run(action, input, runtime_host(None), None).await
}

#[wasm_bindgen_test]
async fn reads_and_writes_over_http() {
    let plugin = plugin(tenant(), 60_000);
    let input =
        r#"{"filters":[{"field":"emailAddr","modifier":"contains","value":"@"}],"limit":2}"#;
    let page = run(&plugin, "search", input).await.unwrap();
    let users = page.get("users").unwrap();
    assert_eq!(users.len(), 2);
    let id = users.at(1).get_str("ID").unwrap();
    let change = format!(r#"{{"ID":"{id}","changes":{{"title":"Größe ✓"}}}}"#);
    run(&plugin, "update", &change).await.unwrap();
    let read = format!(r#"{{"ID":"{id}","fields":["title"]}}"#);
    let user = run(&plugin, "get", &read).await.unwrap();
    let user = user.get("user").unwrap();
    assert_eq!(user.get_str("title").as_deref(), Some("Größe ✓"));
}

#[wasm_bindgen_test]
async fn an_error_of_the_server_has_its_status() {
    let plugin = plugin(tenant(), 60_000);
    let input = r#"{"ID":"00000000000000000000000000000000"}"#;
    let error = run(&plugin, "get", input).await.unwrap_err();
    assert_eq!((error.kind, error.status), (ErrorKind::NotFound, Some(404)));
}

#[wasm_bindgen_test]
async fn a_page_of_html_is_an_unexpected_response() {
    let plugin = plugin(&format!("{}/html", tenant()), 60_000);
    let error = run(&plugin, "get", r#"{"ID":"u1"}"#).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::UnexpectedResponse);
}

#[wasm_bindgen_test]
async fn a_request_without_a_response_ends_at_the_time_limit() {
    let plugin = plugin(&format!("{}/silent", tenant()), 50);
    let error = run(&plugin, "get", r#"{"ID":"u1"}"#).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::Timeout);
}

#[wasm_bindgen_test]
async fn the_caller_cancels_a_call() {
    let plugin = plugin(&format!("{}/silent", tenant()), 60_000);
    let controller = AbortController::new().unwrap();
    let host = runtime_host(Some(controller.signal()));
    let input = Json::parse(r#"{"ID":"u1"}"#).unwrap();
    let call = plugin.run("get", input, host, None);
    controller.abort();
    assert_eq!(call.await.unwrap_err().kind, ErrorKind::Cancelled);
}

#[wasm_bindgen_test]
async fn a_connection_that_fails_is_a_network_error() {
    let plugin = plugin(&format!("{}/reset", tenant()), 60_000);
    let error = run(&plugin, "get", r#"{"ID":"u1"}"#).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::Network);
}
