//! Differences that are only reported.

use super::columns::Column;
use super::mapping::{Target, target_of, unknown_target};
use super::normalized::normalized;
use crate::input::{check, read_field, read_json};
use crate::json::{Json, Kind};
use serde::{Deserialize, Deserializer};

/// A field, or a value of a field, whose differences are reported and not planned.
#[derive(Clone, Debug, Default)]
pub struct Ignore {
    field: String,
    /// The value of the list; `None`: any.
    value: Option<String>,
}

impl<'de> Deserialize<'de> for Ignore {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut rule = Ignore::default();
        let Some(json) = read_json(deserializer)? else {
            return Ok(rule);
        };
        match json.kind() {
            Kind::String => rule.field = json.to_display_string(),
            Kind::Object => {
                rule.field = read_field::<String>(&json, "field").unwrap_or_default();
                let value = json.get_non_null("value");
                rule.value = value.map(|value| compared(&value));
                if rule.value.is_none() {
                    check(|path, problems| {
                        problems.add(
                            path,
                            "must have a value; to ignore the whole field, write its name",
                        );
                    });
                }
            }
            _ => check(|path, problems| {
                problems.add_wrong_type(
                    path,
                    "a field's name, or an object with field and value,",
                    &json,
                );
            }),
        }
        if !rule.field.is_empty() && target_of(&rule.field).is_none() {
            let problem = format!("'{}' {}", rule.field, unknown_target(&rule.field));
            check(|path, problems| problems.add(path, problem));
        }
        Ok(rule)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Ignore {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "ReconcileIgnore".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "anyOf": [
                { "type": "string", "description": "A field." },
                {
                    "type": "object",
                    "properties": {
                        "field": { "type": "string", "description": "A field." },
                        "value": { "description": "The value that the list has." },
                    },
                    "required": ["field", "value"],
                    "additionalProperties": false,
                },
            ],
        })
    }
}

fn compared(value: &Json) -> String {
    normalized(&value.to_display_string()).into_owned()
}

impl Ignore {
    /// Whether a value of a column is meant.
    pub fn matches(&self, column: &Column, value: &Json) -> bool {
        let id_field = match column.target {
            Target::Named(id_field, _) => id_field,
            Target::Manager => "managerID",
            _ => "",
        };
        let is_field = self.field == column.name
            || self.field == id_field
            || self.field.strip_suffix("ID") == Some(&column.name);
        is_field
            && self
                .value
                .as_ref()
                .is_none_or(|known| *known == compared(value))
    }
}
