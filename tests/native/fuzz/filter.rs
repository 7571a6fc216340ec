use super::cases::cases;
use super::strategies::{Words, json, mutated, object, text};
use super::targets::filter::check;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

const FIELDS: Words = &[
    "name",
    "isActive",
    "isActiv",
    "entryDate",
    "fte",
    "homeGroupID",
    "manager:isActive",
    "emailAddr",
    "accessLevel:name",
    "DE:Employee Number",
    "DE:a_Mod",
    "DE:a_Range",
    "DE:a",
    "apiKey",
    "APIKEY",
    "username",
    "password",
    "sessionID",
    "fields",
    "method",
    "OR:1:name",
    "name_Mod",
    "a:b:c:d",
    "a:b:c:d:e",
    "DE:",
    "DE:OR:1:x",
    "$$LIMIT",
    "EXISTS:a:b",
    "filters",
];
const MODIFIERS: Words = &[
    "eq",
    "ne",
    "in",
    "notin",
    "between",
    "cibetween",
    "isnull",
    "notblank",
    "contains",
    "length_lt",
    "cicontainsany",
    "EQ",
    "",
];
const WORDS: Words = &[
    "",
    "Jane",
    "a,b",
    "é&=%",
    "2026-01-01",
    "2026-01-01T09:00:00.000Z",
    "yesterday",
    "$$TODAY",
    "$$TODAY-7d",
    "$$TODAY-90days",
    "$$USER.ID",
    "$$",
    "true",
    "0.5",
    "\u{200b}",
    "\u{0}",
    "}",
    "\"",
    "+",
    "field",
    "value",
];
const SAMPLES: Words = &[
    r#"{"filters":[{"field":"name","modifier":"in","value":["a","b"]},{"field":"DE:x","modifier":"isnull"}]}"#,
    r#"{"filters":[],"anyOf":[[{"field":"username","value":["a","b"]}],[{"field":"fte","value":1,"upperValue":2}]]}"#,
];

fn filter() -> BoxedStrategy<Value> {
    let value = || {
        let one = text(WORDS).prop_map(Value::from).boxed();
        let several = prop::collection::vec(text(WORDS), 0..3).prop_map(Value::from);
        prop_oneof![4 => one, 2 => several, 1 => json(FIELDS, WORDS)].boxed()
    };
    let whole = object(vec![
        ("field", text(FIELDS).prop_map(Value::from).boxed()),
        ("modifier", select(MODIFIERS).prop_map(Value::from).boxed()),
        ("value", value()),
        ("upperValue", value()),
    ]);
    let usual =
        (text(FIELDS), value()).prop_map(|(field, value)| json!({"field": field, "value": value}));
    let one = (text(FIELDS), select(MODIFIERS), text(WORDS)).prop_map(
        |(field, modifier, value)| json!({"field": field, "modifier": modifier, "value": value}),
    );
    prop_oneof![1 => whole, 3 => usual, 3 => one].boxed()
}

proptest! {
    #![proptest_config(cases(8_000))]

    #[test]
    fn a_server_reads_the_conditions_of_the_input(
        filters in prop::option::of(prop::collection::vec(filter(), 0..3)),
        any_of in prop::option::of(prop::collection::vec(prop::collection::vec(filter(), 0..3), 0..3)),
    ) {
        check(json!({"filters": filters, "anyOf": any_of}).to_string().as_bytes());
    }

    #[test]
    fn one_condition_is_read(filter in filter()) {
        check(json!({"filters": [filter]}).to_string().as_bytes());
    }

    #[test]
    fn any_text_is_read_or_refused(text in mutated(SAMPLES)) {
        check(text.as_bytes());
    }
}
