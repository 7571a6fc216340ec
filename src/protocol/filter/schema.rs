//! The JSON Schema of a filter: which values go with which modifier, as `modifier::check` decides.

use super::parts_schema::COMPARED_NAME;
use super::value_schema;
use super::{Filter, Modifier};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};
use std::borrow::Cow;
use strum::VariantArray;

/// The values of a filter: their names and schemas.
type Values = Vec<(&'static str, Value)>;

impl JsonSchema for Filter {
    fn schema_name() -> Cow<'static, str> {
        "Filter".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let modifier = generator.subschema_for::<Modifier>().to_value();
        let one = || json!({ "type": ["string", "number", "boolean"] });
        let several = json!({ "type": "array", "items": one(), "minItems": 1 });
        let any = json!({ "anyOf": [one(), several] });
        let value = |text, schema| vec![("value", described(text, schema))];
        let mut range = value("The lower end of the range.", one());
        range.push((
            "upperValue",
            described("The upper end of the range.", one()),
        ));
        // Without a modifier, several values mean `in`, and the ends of a range `between`.
        let options = [
            option(
                &modifier,
                Modifier::takes_several,
                false,
                value("What to compare with: one value or several.", any),
            ),
            option(&modifier, Modifier::takes_range, false, range),
            option(
                &modifier,
                is_single,
                true,
                value("What to compare with.", one()),
            ),
            option(&modifier, Modifier::takes_nothing, true, Vec::new()),
        ];
        json_schema!({
            "description": "One condition on a field. Its modifier decides which values it takes; without one, the field is equal to the value, to one of several, or in the range.",
            "anyOf": options,
            "allOf": value_schema::rules(),
        })
    }
}

/// A filter whose modifier is one of these.
fn option(
    modifier: &Value,
    is_one: fn(Modifier) -> bool,
    needs_modifier: bool,
    values: Values,
) -> Value {
    let names: Vec<Modifier> = Modifier::VARIANTS
        .iter()
        .copied()
        .filter(|modifier| is_one(*modifier))
        .collect();
    let mut properties = Map::new();
    let field = json!({ "type": "string", "pattern": COMPARED_NAME });
    let text = "The field's name, such as 'isActive', 'accessLevel:name' or 'DE:Employee Number'.";
    properties.insert("field".to_owned(), described(text, field));
    let mut modifier = modifier.clone();
    modifier["enum"] = json!(names);
    properties.insert("modifier".to_owned(), modifier);
    let mut required = vec!["field"];
    if needs_modifier {
        required.push("modifier");
    }
    for (name, schema) in values {
        required.push(name);
        properties.insert(name.to_owned(), schema);
    }
    json!({
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

fn is_single(modifier: Modifier) -> bool {
    !modifier.takes_several() && !modifier.takes_range() && !modifier.takes_nothing()
}

fn described(text: &str, mut schema: Value) -> Value {
    schema["description"] = text.into();
    schema
}
