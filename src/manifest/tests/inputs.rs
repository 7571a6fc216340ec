//! Reading any input of all actions.

use crate::actions::{IDS, named, samples};
use crate::error::{Error, ErrorKind};
use crate::json::Json;
use crate::manifest::action::{self, ActionManifest};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Value};

/// Why an action doesn't take this input, if it doesn't.
fn read(id: &str, input: &Value) -> Option<Error> {
    let start = named(id).expect("an action");
    start(&Json::from(input.clone())).err()
}

fn all() -> Vec<ActionManifest> {
    action::all().expect("known extensions")
}

/// The sample of its input, with an ID where the generator puts one.
fn sample(action: &ActionManifest) -> Value {
    let text = action.sample.input.to_string();
    let text = text.replace(samples::SUBSCRIPTION, "an-id");
    serde_json::from_str(&text).expect("JSON")
}

/// Whether its input is a user, whose fields are checked when it runs: depending on the connection's options.
fn takes_user(action: &ActionManifest) -> bool {
    action.input.get("patternProperties").is_some()
}

/// Every name of a field and every choice in a schema.
fn words(schema: &Value, found: &mut Vec<String>) {
    if let Some(properties) = schema["properties"].as_object() {
        found.extend(properties.keys().cloned());
    }
    found.extend(schema["const"].as_str().map(str::to_owned));
    match schema {
        Value::Object(map) => map.values().for_each(|value| words(value, found)),
        Value::Array(items) => items.iter().for_each(|value| words(value, found)),
        _ => {}
    }
}

/// Any JSON value; its texts are often those that inputs have.
fn any_json() -> impl Strategy<Value = Value> {
    let mut known = Vec::new();
    for action in all() {
        words(action.input.as_value(), &mut known);
    }
    let text = prop_oneof![3 => select(known), 1 => any::<String>()].boxed();
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<u32>().prop_map(Value::from),
        text.clone().prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 40, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::vec((text.clone(), inner), 0..6)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

/// Puts `other` in the place of one of the values that `value` is made of; until then, how many come before it.
fn replace(value: &mut Value, before: usize, other: &Value) -> Option<usize> {
    if before == 0 {
        *value = other.clone();
        return None;
    }
    let parts: Vec<&mut Value> = match value {
        Value::Array(items) => items.iter_mut().collect(),
        Value::Object(fields) => fields.values_mut().collect(),
        _ => Vec::new(),
    };
    let mut parts = parts.into_iter();
    parts.try_fold(before - 1, |before, part| replace(part, before, other))
}

fn check(id: &str, input: &Value) -> Result<(), TestCaseError> {
    if let Some(error) = read(id, input) {
        prop_assert_eq!(error.kind, ErrorKind::Validation);
        prop_assert!(!error.fields.is_empty(), "{}: {}", id, error);
        for field in &error.fields {
            prop_assert!(error.message.contains(field.as_str()));
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_value_is_read_or_has_problems_with_paths(input in any_json()) {
        for id in IDS {
            check(id, &input)?;
        }
    }

    #[test]
    fn a_sample_with_another_value_in_it_is_read_or_has_problems(
        other in any_json(),
        before in 0_usize..12,
    ) {
        for action in all() {
            let mut input = sample(&action);
            replace(&mut input, before, &other);
            check(action.key, &input)?;
        }
    }

    #[test]
    fn all_unknown_fields_are_reported_at_once(names in prop::collection::btree_set("~[a-z]{1,9}", 2..5)) {
        for action in all().into_iter().filter(|action| !takes_user(action)) {
            let mut input = sample(&action);
            for name in &names {
                input[name] = 1.into();
            }
            let error = read(action.key, &input).expect("unknown fields");
            prop_assert_eq!(&error.fields, &Vec::from_iter(names.iter().cloned()));
        }
    }
}

#[test]
fn every_sample_is_read() {
    for action in all() {
        let error = read(action.key, &sample(&action));
        assert!(error.is_none(), "{}: {error:?}", action.key);
    }
}

#[test]
fn all_missing_fields_are_reported_at_once() {
    for action in all().into_iter().filter(|action| !takes_user(action)) {
        let required = action.fields.iter().filter(|field| field.required);
        let mut required: Vec<&str> = required.map(|field| field.name.as_str()).collect();
        let error = read(action.key, &Value::Object(Map::new()));
        let mut fields = error.map_or_else(Vec::new, |error| error.fields.clone());
        required.sort_unstable();
        fields.sort_unstable();
        assert_eq!(fields, required, "{}", action.key);
    }
}
