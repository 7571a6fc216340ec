use super::cases::cases;
use super::strategies::{Words, json, mutated, object, text};
use super::targets::operation::check;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Value;

const METHODS: Words = &["GET", "POST", "PUT", "DELETE", "PATCH", "put"];
const PARTS: Words = &[
    "user",
    "User",
    "u1",
    "search",
    "login",
    "batch",
    "replace",
    "..",
    ".",
    "",
    "assign",
    "68304ec800124e0cc977ae1873a70b0b",
];
const PARAMETERS: Words = &[
    "fields=ID",
    "apiKey=x",
    "api%4Bey=x",
    "%2561piKey=x",
    "action=y",
    "id=u2",
    "method=GET",
    "a=%zz",
    "%20username=a",
    "a=b;password=c",
    "updates={}",
    "=",
    "a",
    "$$LIMIT=1",
    "fields",
    "é=1",
    "a=#",
];
const NAMES: Words = &["ID", "emailAddr", "extRefID", "isActive", "name"];
const SAMPLES: Words = &[
    r#"{"method":"PUT","uri":"/user/u1?fields=ID","body":{"isActive":false}}"#,
    r#"{"method":"DELETE","uri":"user/u1"}"#,
    r#"{"method":"GET","uri":"/user/search?$$LIMIT=1&name=%41"}"#,
];

fn uri() -> impl Strategy<Value = String> {
    let path = prop::collection::vec(text(PARTS), 0..4).prop_map(|parts| parts.join("/"));
    let query = prop::collection::vec(text(PARAMETERS), 0..3).prop_map(|parts| parts.join("&"));
    (any::<bool>(), path, prop::option::of(query)).prop_map(|(is_absolute, path, query)| {
        let slash = if is_absolute { "/" } else { "" };
        let query = query.map(|query| format!("?{query}")).unwrap_or_default();
        format!("{slash}{path}{query}")
    })
}

proptest! {
    #![proptest_config(cases(50_000))]

    #[test]
    fn an_operation_is_refused_or_the_same_again(operation in object(vec![
        ("method", select(METHODS).prop_map(Value::from).boxed()),
        ("uri", uri().prop_map(Value::from).boxed()),
        ("body", json(NAMES, PARTS)),
    ])) {
        check(operation.to_string().as_bytes());
    }

    #[test]
    fn a_path_is_refused_or_the_same_again(method in select(METHODS), uri in uri()) {
        check(serde_json::json!({"method": method, "uri": uri}).to_string().as_bytes());
    }

    #[test]
    fn any_text_is_refused_or_the_same_again(text in mutated(SAMPLES)) {
        check(text.as_bytes());
    }
}
