//! Every kind of credential in the manifest, including a new one: how it is read, how it is sent, and that no text shows it.

use super::host::{Bench, KEY, MARKER, connection, is_token_request};
use super::wire::{USER, token};
use crate::support::{Recorder, Sent, json_response};
use serde_json::{Map, Value, json};
use workfront_actions::error::{Error, ErrorKind};

/// The kinds, each with the names and properties of its fields.
fn kinds() -> Vec<Value> {
    let manifest = include_str!("../../../manifest.json");
    let manifest: Value = serde_json::from_str(manifest).expect("JSON");
    let kinds = manifest["connection"]["credentials"].as_array().cloned();
    kinds.expect("kinds of credential")
}

fn fields(kind: &Value) -> impl Iterator<Item = (&str, &Value)> {
    let fields = kind["fields"].as_array().expect("fields").iter();
    fields.map(|field| (field["name"].as_str().expect("a name"), field))
}

/// A credential with a value for each field. Every secret contains the marker.
fn complete(kind: &Value) -> Map<String, Value> {
    let mut credentials = Map::new();
    credentials.insert("type".to_owned(), kind["type"].clone());
    for (name, field) in fields(kind) {
        let value = match (name, field["secret"] == true, field["multiline"] == true) {
            (_, true, true) => KEY.replace("\\n", "\n"),
            (_, true, false) => format!("{MARKER}-{name}"),
            ("tokenUrl", ..) => "https://tokens.example.com/ims/token".to_owned(),
            _ => format!("public-{name}"),
        };
        credentials.insert(name.to_owned(), value.into());
    }
    credentials
}

fn to_text(credentials: Map<String, Value>) -> String {
    Value::Object(credentials).to_string()
}

fn refused(credentials: Map<String, Value>) -> Error {
    let error = connection(&to_text(credentials), "{}").expect_err("it was accepted");
    assert_eq!(error.kind, ErrorKind::Validation);
    assert!(!format!("{error:?}").contains(MARKER), "{error:?}");
    error
}

#[test]
fn a_complete_credential_is_accepted_and_not_printed() {
    for kind in kinds() {
        let connection = connection(&to_text(complete(&kind)), "{}");
        let printed = format!("{:?}", connection.expect("a connection"));
        assert!(!printed.contains(MARKER), "{printed}");
    }
}

#[test]
fn each_missing_unknown_or_wrong_field_is_named() {
    for kind in kinds() {
        let mut only_type = Map::new();
        only_type.insert("type".to_owned(), kind["type"].clone());
        let required = fields(&kind).filter(|(_, field)| field["required"] == true);
        let required: Vec<_> = required
            .map(|(name, _)| format!("credentials.{name}"))
            .collect();
        assert_eq!(refused(only_type).fields, required);

        let mut unknown = complete(&kind);
        unknown.insert("made-up".to_owned(), MARKER.into());
        let error = refused(unknown);
        assert_eq!(error.fields, ["credentials.made-up"]);
        for (name, _) in fields(&kind) {
            assert!(error.message.contains(name), "{}", error.message);

            let mut wrong = complete(&kind);
            wrong.insert(name.to_owned(), json!({ "inside": MARKER }));
            assert_eq!(refused(wrong).fields, [format!("credentials.{name}")]);
        }
    }
}

/// Whether a header carries the credential itself, or the token that it is exchanged for.
fn carries_token(sent: &Sent) -> bool {
    let values = sent.headers.iter().map(|(_, value)| value);
    values
        .filter(|value| value.contains(MARKER) || value.ends_with("t1"))
        .count()
        == 1
}

#[test]
fn requests_carry_it_in_one_header_and_never_in_the_url() {
    for kind in kinds() {
        let recorder = Recorder::with_handler(|sent| match is_token_request(&sent.url) {
            true => token(1, 3_600),
            false => json_response(200, USER),
        });
        let bench = Bench::new(&to_text(complete(&kind)), recorder);
        bench.get().expect("a user");
        for sent in bench.recorder.sent() {
            assert!(!sent.url.contains(MARKER), "{}", sent.url);
            let is_token_request = is_token_request(&sent.url);
            assert_ne!(carries_token(&sent), is_token_request, "{}", kind["type"]);
        }
    }
}

#[test]
fn a_secret_that_a_server_repeats_is_in_no_error() {
    for kind in kinds() {
        let recorder = Recorder::with_handler(|sent| {
            let headers = sent.headers.iter().map(|(_, value)| value.to_string());
            let repeated = headers.collect::<Vec<_>>().join(" ") + " " + sent.body();
            let body = json!({ "error": { "message": repeated } });
            json_response(400, &body.to_string())
        });
        let bench = Bench::new(&to_text(complete(&kind)), recorder);
        let error = bench.get().expect_err("it was refused");
        assert!(!format!("{error:?} {error}").contains(MARKER), "{error:?}");
    }
}
