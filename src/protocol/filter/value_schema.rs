//! The rules of a filter's schema for the values of a user's own fields, by their types. Fields behind references are checked by
//! the code alone.

use super::Modifier;
use crate::model::{
    FieldValue,
    known_fields::{Known, Owner},
};
use serde_json::{Value, json};
use strum::VariantArray;

/// A date, or a wildcard of one.
const DATE: &str = r"^\s*(\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(T\d{2}:\d{2}:\d{2}.*)?|\$\$(TODAY|NOW)(([be]?[+-]\d+|[be])[hdwmqy])?)\s*$";

/// A number in a string.
const NUMBER: &str = r"^\s*-?\d+(\.\d+)?([eE][+-]?\d+)?\s*$";

/// What a value of these types must be.
fn types() -> [(FieldValue, Value); 4] {
    let text = |pattern: &str| json!({ "type": "string", "pattern": pattern });
    [
        (FieldValue::Date, text(DATE)),
        (
            FieldValue::Boolean,
            json!({ "anyOf": [{ "type": "boolean" }, text(r"^\s*([Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])\s*$")] }),
        ),
        (
            FieldValue::Number,
            json!({ "anyOf": [{ "type": "number" }, text(r"^\s*(-?\d+(\.\d+)?([eE][+-]?\d+)?|\$\$USER\.accessLevelRank)\s*$")] }),
        ),
        (
            FieldValue::Id,
            text(
                r"^\s*([A-Za-z0-9_-]{1,64}(,[A-Za-z0-9_-]{1,64})*|\$\$(USER(\.[A-Za-z]+)?|CUSTOMER|AR))\s*$",
            ),
        ),
    ]
}

/// A rule for each type: if the field has it and the modifier compares whole values, the values must have it too.
pub(super) fn rules() -> Value {
    let mut rules = Vec::new();
    for (value, schema) in types() {
        let names: Vec<&str> = Owner::User
            .names()
            .into_iter()
            .filter(|name| Owner::User.field(name) == Some(Known::Value(value)))
            .collect();
        let is_part = value == FieldValue::Id;
        let others: Vec<Modifier> = Modifier::VARIANTS
            .iter()
            .copied()
            .filter(|modifier| modifier.takes_number() || (is_part && modifier.takes_part()))
            .collect();
        let values = json!({ "anyOf": [schema, { "type": "array", "items": schema }] });
        rules.push(json!({
            "if": { "properties": { "field": { "enum": names }, "modifier": { "not": { "enum": others } } } },
            "then": { "properties": { "value": values, "upperValue": schema } },
        }));
    }
    rules.push(number_of_modifier());
    Value::from(rules)
}

/// The rule of the modifiers that compare a length or bits with a number.
fn number_of_modifier() -> Value {
    let modifiers: Vec<Modifier> = Modifier::VARIANTS
        .iter()
        .copied()
        .filter(|modifier| modifier.takes_number())
        .collect();
    let number =
        json!({ "anyOf": [{ "type": "number" }, { "type": "string", "pattern": NUMBER }] });
    json!({
        "if": { "properties": { "modifier": { "enum": modifiers } }, "required": ["modifier"] },
        "then": { "properties": { "value": number } },
    })
}
