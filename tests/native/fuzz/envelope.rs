use super::cases::cases;
use super::strategies::{Words, json, mutated, object};
use super::targets::envelope::check;
use proptest::prelude::*;
use serde_json::Value;

pub const NAMES: Words = &[
    "data",
    "error",
    "ID",
    "id",
    "class",
    "message",
    "msgKey",
    "error_description",
    "statusCode",
    "type",
    "count",
    "success",
    "result",
    "emailAddr",
    "isActive",
    "objCode",
    "name",
    "__proto__",
];
pub const WORDS: Words = &[
    "u1",
    "u2",
    "true",
    "Duplicate entry",
    "not found",
    "AuthenticationException",
    "k3y-s3cret",
    "apiKey=k3y-s3cret",
    "batch not supported",
    "68304ec800124e0cc977ae1873a70b0b",
    "",
    "jane@acme.com",
    "You are not currently logged in",
];
const SAMPLES: Words = &[
    r#"{"data":{"ID":"u1","name":"Jane"}}"#,
    r#"{"error":{"class":"com.attask.common.AuthenticationException","message":"no","msgKey":"k"}}"#,
    r#"{"statusCode":401,"error":true,"type":"t","message":"m"}"#,
    "<html><title>Maintenance</title></html>",
    r#"{"data":{"count":3}}"#,
];

/// A body of Workfront, almost.
pub fn body() -> BoxedStrategy<Value> {
    let envelope = object(vec![
        ("data", json(NAMES, WORDS)),
        ("error", json(NAMES, WORDS)),
    ]);
    let data = json(NAMES, WORDS).prop_map(|data| serde_json::json!({ "data": data }));
    let failure = object(vec![
        ("message", json(NAMES, WORDS)),
        ("class", json(NAMES, WORDS)),
        ("msgKey", json(NAMES, WORDS)),
    ]);
    let failure = failure.prop_map(|error| serde_json::json!({ "error": error }));
    prop_oneof![3 => data, 2 => failure, 2 => envelope, 2 => json(NAMES, WORDS)].boxed()
}

proptest! {
    #![proptest_config(cases(45_000))]

    #[test]
    fn any_json_is_data_or_a_clear_error(head in any::<[u8; 2]>(), body in body()) {
        check(&[&head[..], body.to_string().as_bytes()].concat());
    }

    #[test]
    fn any_text_is_data_or_a_clear_error(head in any::<[u8; 2]>(), text in prop_oneof![5 => mutated(SAMPLES), 1 => any::<String>()]) {
        check(&[&head[..], text.as_bytes()].concat());
    }
}
