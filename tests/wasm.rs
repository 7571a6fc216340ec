//! The plugin inside WebAssembly: the same types over the host's own values. wasm-bindgen-test runs it in Node.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used)] // Clippy's exception for tests covers only #[test].

use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;
use workfront_actions::Plugin;
use workfront_actions::error::ErrorKind;
use workfront_actions::json::{Json, Kind, ToJson};
use workfront_actions::transport::{
    Body, Clock, Future, Host, Never, NoFunctions, Random, Request, Response, Transport,
    TransportError,
};

/// Responds to every request with the same text.
struct Always(&'static str);

impl Transport for Always {
    fn send<'a>(&'a self, _: &Request) -> Future<'a, Result<Response, TransportError>> {
        let body = Body::from_text(self.0);
        Box::pin(async move {
            Ok(Response {
                status: 200,
                retry_after: None,
                location: None,
                body,
            })
        })
    }
}

struct Stopped;

impl Clock for Stopped {
    fn now(&self) -> f64 {
        0.0
    }

    fn sleep(&self, _: f64) -> Future<'_, ()> {
        Box::pin(async {})
    }
}

impl Random for Stopped {
    fn next(&self) -> f64 {
        0.0
    }
}

fn host(response: &'static str) -> Host {
    Host {
        transport: Rc::new(Always(response)),
        clock: Rc::new(Stopped),
        random: Rc::new(Stopped),
        cancel: Rc::new(Never),
        functions: Rc::new(NoFunctions),
    }
}

fn plugin() -> Plugin {
    let options =
        r#"{"domain":"acme","credentials":{"type":"bearer","accessToken":"s3cret-t0ken"}}"#;
    Plugin::new(&Json::parse(options).unwrap()).unwrap()
}

#[wasm_bindgen_test]
fn a_json_value_is_a_value_of_the_host() {
    let text = r#"{"a":[1,"x",true,null,{"DE:b":2.5}]}"#;
    let json = Json::parse(text).unwrap();
    assert_eq!(json.to_json_string(), text);
    let list = json.get("a").unwrap();
    let kinds: Vec<Kind> = list.items().map(|item| item.kind()).collect();
    assert_eq!(
        kinds,
        [
            Kind::Number,
            Kind::String,
            Kind::Boolean,
            Kind::Null,
            Kind::Object
        ]
    );
    assert_eq!(list.at(4).get("DE:b").unwrap().as_f64(), Some(2.5));
    assert!(Json::parse("{").is_none());
    assert_eq!(Json::from(JsValue::UNDEFINED).kind(), Kind::Null);
    assert_eq!(format!("{json:?}"), "Json(an object)");
}

#[wasm_bindgen_test]
fn null_has_no_properties() {
    assert!(Json::null().get("a").is_none());
    assert_eq!(Json::null().get_or_null("a").get_str("b"), None);
    let mut object = Json::parse(r#"{"z":1,"a":{"é":null,"b":"\u000b"}}"#).unwrap();
    object.insert_all(&Json::null());
    object.insert_all(&Json::parse(r#"{"m":[2.50],"z":-0.0}"#).unwrap());
    assert_eq!(
        object.to_canonical_string().unwrap(),
        r#"{"a":{"b":"\u000b","é":null},"m":[2.5],"z":0}"#
    );
}

#[wasm_bindgen_test]
async fn a_page_passes_through_by_reference() {
    let response = r#"{"data":[{"ID":"u1","DE:Cost":"7","odd":null}]}"#;
    let input = Json::object();
    let page = plugin()
        .run("search", input, host(response), None)
        .await
        .unwrap();
    assert_eq!(
        page.get("users").unwrap().to_json_string(),
        r#"[{"ID":"u1","DE:Cost":"7","odd":null}]"#
    );
    assert_eq!(page.get("hasMore").unwrap().as_bool(), Some(false));
}

/// Outputs hold the host's own objects, not copies. Only serde-wasm-bindgen's serializer can do that, so nothing else may
/// serialize a `Json` here: `tests/scripts/crates.test.mjs` shows that serde_json isn't even there.
#[wasm_bindgen_test]
fn a_json_value_is_serialized_by_reference() {
    #[derive(serde::Serialize)]
    struct Output {
        user: Json,
    }
    let user = Json::parse(r#"{"ID":"u1","DE:Cost":"7"}"#).unwrap();
    let output = Output { user: user.clone() }.to_json();
    let same = js_sys::Object::is(output.get("user").unwrap().as_js(), user.as_js());
    assert!(same);
}

#[wasm_bindgen_test]
async fn every_problem_is_reported_at_once() {
    let input = Json::parse(r#"{"username":7,"emailAddr":"x"}"#).unwrap();
    let error = plugin()
        .run("create", input, host("{}"), None)
        .await
        .unwrap_err();
    assert_eq!(error.kind, ErrorKind::Validation);
    for field in [
        "username",
        "emailAddr",
        "firstName",
        "lastName",
        "accessLevelID",
    ] {
        assert!(error.fields.iter().any(|known| known == field), "{field}");
    }
}

#[wasm_bindgen_test]
async fn every_field_of_an_input_is_checked() {
    let input = r#"{"ID":"a b","Confirm":"x","force":1,"replacementID":["y"]}"#;
    let error = plugin()
        .run("delete", Json::parse(input).unwrap(), host("{}"), None)
        .await
        .unwrap_err();
    assert_eq!(error.kind, ErrorKind::Validation);
    assert_eq!(
        error.fields,
        ["Confirm", "ID", "confirm", "force", "replacementID"]
    );
    assert!(error.message.contains("; did you mean 'confirm'?"));
}

#[wasm_bindgen_test]
async fn errors_hide_inside_http_200() {
    let response = r#"{"error":{"message":"You are not currently logged in."}}"#;
    let input = Json::parse(r#"{"ID":"u1"}"#).unwrap();
    let error = plugin()
        .run("get", input, host(response), None)
        .await
        .unwrap_err();
    assert_eq!(error.kind, ErrorKind::Unauthorized);
    assert!(!format!("{error:?}").contains("s3cret-t0ken"));
}
