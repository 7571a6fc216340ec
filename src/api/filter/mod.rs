//! Filters: a list of conditions, and groups of which any may hold, spelt as Workfront's query parameters.

mod modifier;
mod names;
mod spell;

pub use modifier::Modifier;
pub use names::check_field;
pub use spell::{Selection, add_to};

use crate::input::{Fields, Problems, Read};
use crate::json::{Json, Kind};

/// One condition on a field.
#[derive(Clone, Debug)]
pub struct Filter {
    /// The field's name: `isActive`, `accessLevel:name`, `DE:Employee Number`.
    pub field: String,
    /// How to compare; equal (or one of several values) when not given.
    pub modifier: Option<Modifier>,
    /// What to compare with; a list for `in` and its like, none for `isnull` and its like.
    pub values: Vec<String>,
    /// The upper end, for `between` and its like.
    pub upper_value: Option<String>,
}

impl Read for Filter {
    fn read(json: &Json, path: &str, problems: &mut Problems) -> Option<Self> {
        let fields = Fields::open(
            json,
            path,
            &["field", "modifier", "value", "upperValue"],
            problems,
        )?;
        let field = fields.read::<String>("field", problems);
        let modifier = fields.read::<Option<Modifier>>("modifier", problems);
        let values = read_values(json.get("value"), &format!("{path}.value"), problems);
        let upper = read_values(
            json.get("upperValue"),
            &format!("{path}.upperValue"),
            problems,
        );
        let (field, modifier, values, upper) = (field?, modifier?, values?, upper?);
        check_field(&field, &format!("{path}.field"), problems)?;
        modifier::check(modifier, &values, &upper, path, problems)?;
        Some(Filter {
            field,
            modifier,
            values,
            upper_value: upper.into_iter().next(),
        })
    }
}

/// Texts, numbers and booleans as Workfront reads them; a list gives several.
fn read_values(json: Option<Json>, path: &str, problems: &mut Problems) -> Option<Vec<String>> {
    let Some(json) = json.filter(|json| !json.is_null()) else {
        return Some(Vec::new());
    };
    if !json.is_array() {
        return read_value(&json, path, problems).map(|value| vec![value]);
    }
    if json.is_empty() {
        problems.add(path, "must not be an empty list");
        return None;
    }
    let values: Vec<Option<String>> = json
        .items()
        .enumerate()
        .map(|(index, item)| read_value(&item, &format!("{path}[{index}]"), problems))
        .collect();
    values.into_iter().collect()
}

fn read_value(json: &Json, path: &str, problems: &mut Problems) -> Option<String> {
    match json.kind() {
        Kind::Text => json.as_text(),
        Kind::Number | Kind::Boolean => Some(json.to_text()),
        other => {
            problems.add(
                path,
                format!(
                    "must be a text, a number, true or false, not {}",
                    other.described()
                ),
            );
            None
        }
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Filter {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Filter".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let modifier = generator.subschema_for::<Modifier>();
        let one = serde_json::json!({ "type": ["string", "number", "boolean"] });
        schemars::json_schema!({
            "description": "One condition on a field.",
            "type": "object",
            "properties": {
                "field": { "type": "string", "description": "The field's name, such as 'isActive', 'accessLevel:name' or 'DE:Employee Number'." },
                "modifier": modifier,
                "value": {
                    "description": "What to compare with: a list for 'in' and its like, nothing for 'isnull' and its like.",
                    "anyOf": [one, { "type": "array", "items": one, "minItems": 1 }],
                },
                "upperValue": { "type": ["string", "number", "boolean"], "description": "The upper end, for 'between' and its like." },
            },
            "required": ["field"],
            "additionalProperties": false,
        })
    }
}
