//! The options of a connection. Each one is described by the doc comment of its field, with extensions of its schema for
//! what a doc comment can't contain: `x-type` for its type in TypeScript, `x-placeholder`, `x-choices`, `x-secret` and `x-multiline`
//! for forms.

use super::fields;
use super::host_options::HostOptions;
use super::variants::one_line;
use crate::client::Options;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// An option of a connection.
#[derive(Debug, JsonSchema, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OptionManifest {
    /// Its name.
    pub name: String,
    /// The label in a form.
    pub title: String,
    /// What it does.
    pub description: String,
    /// Its type in TypeScript.
    #[serde(rename = "type")]
    pub ts_type: String,
    /// The value when it is left out, if that is a plain value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default: Option<Value>,
    /// Whether it must be set.
    pub required: bool,
    /// Whether a form offers it. The others are for programs.
    pub form: bool,
    /// Whether it is a secret: a form hides its value.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub secret: bool,
    /// Whether its value has several lines.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub multiline: bool,
    /// Whether the JavaScript side reads it, and not the WebAssembly.
    pub host: bool,
    /// An example of a value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub placeholder: Option<String>,
    /// The values to choose from.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<String>,
    /// The properties of an option that is an object.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub properties: Vec<OptionManifest>,
}

/// Every option, in the order in which the documentation lists them.
///
/// # Errors
/// An option has an unknown extension, or a type that has no name in TypeScript.
pub fn all() -> serde_json::Result<Vec<OptionManifest>> {
    let mut all = of(&schema_of::<Options>(), false)?;
    all.extend(of(&schema_of::<HostOptions>(), true)?);
    Ok(all)
}

/// The extensions in the schema of an option.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Keywords {
    description: String,
    default: Option<Value>,
    #[serde(rename = "x-type")]
    ts_type: Option<String>,
    #[serde(rename = "x-placeholder")]
    placeholder: Option<String>,
    #[serde(rename = "x-choices")]
    choices: Vec<String>,
    #[serde(rename = "x-secret")]
    secret: bool,
    #[serde(rename = "x-multiline")]
    multiline: bool,
}

fn schema_of<T: JsonSchema>() -> Schema {
    let settings = SchemaSettings::draft2020_12()
        .for_deserialize()
        .with(|settings| settings.inline_subschemas = true);
    settings.into_generator().into_root_schema_for::<T>()
}

fn of(schema: &Schema, host: bool) -> serde_json::Result<Vec<OptionManifest>> {
    let required = schema.get("required").and_then(Value::as_array);
    let properties = schema.get("properties").and_then(Value::as_object);
    let mut options = Vec::new();
    for (name, schema) in properties.into_iter().flatten() {
        let keywords: Keywords = serde_json::from_value(schema.clone())?;
        let constants = constants(schema);
        let inner = Schema::try_from(schema.clone())?;
        options.push(OptionManifest {
            name: name.clone(),
            title: fields::title(name),
            description: one_line(&keywords.description),
            ts_type: match keywords.ts_type {
                Some(ts_type) => ts_type,
                None if !constants.is_empty() => union_of(&constants),
                None => ts_type_of(name, schema)?,
            },
            default: keywords.default,
            required: required.is_some_and(|names| names.iter().any(|one| one == name)),
            form: keywords.placeholder.is_some(),
            secret: keywords.secret,
            multiline: keywords.multiline,
            host,
            placeholder: keywords.placeholder,
            choices: [constants, keywords.choices].concat(),
            properties: of(&inner, host)?,
        });
    }
    Ok(options)
}

/// The type in TypeScript of a value that may be left out.
fn ts_type_of(name: &str, schema: &Value) -> serde_json::Result<String> {
    let types = match &schema["type"] {
        Value::Array(types) => types.iter().filter_map(Value::as_str).collect(),
        one => Vec::from_iter(one.as_str()),
    };
    match types.into_iter().find(|name| *name != "null") {
        Some("string") => Ok("string".to_owned()),
        Some("boolean") => Ok("boolean".to_owned()),
        Some("integer" | "number") => Ok("number".to_owned()),
        _ => Err(serde::de::Error::custom(format!("{name} needs an x-type"))),
    }
}

/// The union of these strings in TypeScript.
fn union_of(values: &[String]) -> String {
    let quoted: Vec<String> = values.iter().map(|value| format!("'{value}'")).collect();
    quoted.join(" | ")
}

/// The values of an enum.
fn constants(schema: &Value) -> Vec<String> {
    if let Some(value) = schema["const"].as_str() {
        return vec![value.to_owned()];
    }
    ["anyOf", "oneOf"]
        .iter()
        .flat_map(|keyword| schema[keyword].as_array().into_iter().flatten())
        .flat_map(constants)
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::manifest::options::{all, of, schema_of};
    use schemars::JsonSchema;

    #[test]
    fn every_option_is_described() {
        for option in all().expect("known types") {
            assert!(!option.description.is_empty(), "{option:?}");
            for inner in &option.properties {
                assert!(!inner.description.is_empty(), "{inner:?}");
            }
        }
    }

    #[test]
    fn forms_show_plain_text() {
        let options = all().expect("known types");
        let form: Vec<_> = options.iter().filter(|option| option.form).collect();
        assert!(!form.is_empty());
        for option in form {
            assert!(!option.description.contains('`'), "{option:?}");
        }
    }

    #[test]
    fn a_type_that_has_no_name_is_an_error() {
        #[derive(JsonSchema)]
        #[expect(dead_code, reason = "only its schema is used")]
        struct Wrong {
            list: Vec<String>,
        }
        let error = of(&schema_of::<Wrong>(), false).expect_err("a list");
        assert_eq!(error.to_string(), "list needs an x-type");
    }
}
