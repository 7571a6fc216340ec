use super::cases::cases;
use super::strategies::{Words, json, mutated, object};
use super::targets::event::check;
use base64ct::{Base64, Encoding};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Value;

const NAMES: Words = &[
    "ID",
    "objCode",
    "isActive",
    "emailAddr",
    "lastUpdateDate",
    "parameterValues",
    "DE:Office",
    "accessLevelID",
    "roleID",
    "homeGroupID",
    "managerID",
    "userRoles",
    "title",
    "epochSecond",
    "nano",
    "__proto__",
    "",
];
const WORDS: Words = &[
    "USER",
    "CMPY",
    "u1",
    "2026-07-25T12:20:00.998-0600",
    "0000-01-01T00:00:00+2359",
    "9999-12-31T23:59:59-2359",
    "an-event-t0ken",
    "",
    "e30=",
    "{}",
];
const SAMPLES: Words = &[
    r#"{"eventType":"UPDATE","subscriptionId":"s","eventTime":{"nano":1,"epochSecond":2},"newState":{"ID":"u1","objCode":"USER"},"oldState":{}}"#,
    r#"{"eventType":"CREATE","newState":"eyJJRCI6InUxIn0=","oldState":null}"#,
    r#"{"eventType":"DELETE","newState":{},"oldState":"<eyJJRCI6InUxIn0"}"#,
];

fn state() -> BoxedStrategy<Value> {
    let plain = object(vec![
        ("ID", json(NAMES, WORDS)),
        ("objCode", select(WORDS).prop_map(Value::from).boxed()),
        (
            "lastUpdateDate",
            select(WORDS).prop_map(Value::from).boxed(),
        ),
        ("isActive", json(NAMES, WORDS)),
        ("parameterValues", json(NAMES, WORDS)),
    ]);
    let coded = |state: Value| Value::from(Base64::encode_string(state.to_string().as_bytes()));
    prop_oneof![
        4 => plain.clone(),
        2 => plain.prop_map(coded),
        2 => json(NAMES, WORDS),
    ]
    .boxed()
}

fn event() -> BoxedStrategy<Value> {
    let kinds = &["CREATE", "UPDATE", "DELETE", "update", "OTHER"][..];
    let number = prop_oneof![
        any::<f64>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (0..9_i64).prop_map(Value::from)
    ]
    .boxed();
    let time = object(vec![("epochSecond", number.clone()), ("nano", number)]);
    object(vec![
        ("eventType", select(kinds).prop_map(Value::from).boxed()),
        ("subscriptionId", json(NAMES, WORDS)),
        (
            "eventTime",
            prop_oneof![3 => time, 1 => json(NAMES, WORDS)].boxed(),
        ),
        ("newState", state()),
        ("oldState", state()),
        ("eventVersion", json(NAMES, WORDS)),
    ])
}

proptest! {
    #![proptest_config(cases(8_000))]

    #[test]
    fn any_body_is_an_event_or_refused(body in event()) {
        check(body.to_string().as_bytes());
    }

    #[test]
    fn any_text_is_an_event_or_refused(text in prop_oneof![6 => mutated(SAMPLES), 1 => any::<String>()]) {
        check(text.as_bytes());
    }
}
