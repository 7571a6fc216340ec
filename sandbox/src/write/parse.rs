//! Field values from JSON. Strings are accepted for other kinds too, because form parameters are strings.

use serde_json::Value;

use crate::dates;
use crate::error::{ApiError, ApiResult};
use crate::model::{Field, Kind};
use crate::tenant::Tenant;
use crate::value::Val;

/// Parses a value. `null` and an empty string clear the field.
pub fn value(tenant: &Tenant, field: &Field, value: &Value) -> ApiResult<Val> {
    if value.is_null() || value.as_str() == Some("") {
        return Ok(Val::Null);
    }
    let invalid = || ApiError::parameter(field.name, &display(value));
    let parsed = match (field.kind, value) {
        (Kind::Bool, Value::Bool(flag)) => Some(Val::Bool(*flag)),
        (Kind::Bool, Value::String(text)) => match text.to_ascii_lowercase().as_str() {
            "true" => Some(Val::Bool(true)),
            "false" => Some(Val::Bool(false)),
            _ => None,
        },
        (Kind::Int, Value::Number(number)) => number.as_i64().map(Val::Int),
        (Kind::Int, Value::String(text)) => text.parse().ok().map(Val::Int),
        (Kind::Double, Value::Number(number)) => number.as_f64().map(Val::Double),
        (Kind::Double, Value::String(text)) => text.parse().ok().map(Val::Double),
        (Kind::Date, Value::String(text)) => {
            let parsed = dates::parse(text, tenant.options.utc_offset_minutes);
            parsed.map(|parsed| Val::Date(parsed.ms))
        }
        (Kind::Enum(options), Value::String(text)) => {
            options.contains(&text.as_str()).then(|| Val::text(text))
        }
        (Kind::Texts(options), Value::Array(values)) => texts(options, values),
        (Kind::Texts(options), Value::String(_)) => texts(options, std::slice::from_ref(value)),
        (Kind::Id(object_type), Value::String(id)) => tenant
            .store
            .entry(object_type, id)
            .map(|(id, _)| Val::Text(id.clone())),
        (Kind::Text, Value::String(text)) => Some(Val::text(text)),
        (Kind::Text, Value::Number(number)) => Some(Val::text(&number.to_string())),
        _ => None,
    };
    parsed.ok_or_else(invalid)
}

fn texts(options: &[&str], values: &[Value]) -> Option<Val> {
    let texts = values.iter().map(|value| {
        let text = value.as_str()?;
        (options.is_empty() || options.contains(&text)).then(|| text.into())
    });
    texts
        .collect::<Option<Vec<_>>>()
        .map(|texts| Val::Texts(texts.into()))
}

/// A value as text, for error messages.
pub fn display(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}
