//! Custom data (docs/workfront-facts.md#custom-fields).

use std::sync::Arc;

use serde_json::Value;

use super::parse::display;
use crate::dates;
use crate::error::{ApiError, ApiResult};
use crate::model::Type;
use crate::path::unknown_parameter;
use crate::store::{ParameterKind, Record};
use crate::tenant::Tenant;
use crate::value::Val;

/// Sets a custom field.
pub fn set(tenant: &Tenant, record: &mut Record, name: &str, value: &Value) -> ApiResult<()> {
    let parameter = tenant
        .parameter(name)
        .ok_or_else(|| unknown_parameter(name))?;
    let parsed = parse(tenant, parameter.kind, value)
        .ok_or_else(|| ApiError::parameter(&format!("DE:{name}"), &display(value)))?;
    let custom = &mut record.extra_mut().custom;
    custom.retain(|(known, _)| &**known != name);
    if !parsed.is_null() {
        custom.push((Arc::from(name), parsed));
    }
    Ok(())
}

fn parse(tenant: &Tenant, kind: ParameterKind, value: &Value) -> Option<Val> {
    if value.is_null() || value.as_str() == Some("") {
        return Some(Val::Null);
    }
    match (kind, value) {
        (ParameterKind::Text, Value::String(text)) => Some(Val::text(text)),
        (ParameterKind::Text, Value::Number(number)) => Some(Val::text(&number.to_string())),
        (ParameterKind::Number, Value::Number(number)) => number.as_f64().map(Val::Double),
        (ParameterKind::Number, Value::String(text)) => text.parse().ok().map(Val::Double),
        (ParameterKind::Date, Value::String(text)) => {
            let parsed = dates::parse(text, tenant.options.utc_offset_minutes);
            parsed.map(|parsed| Val::Date(parsed.ms))
        }
        (ParameterKind::One(options), Value::String(text)) => {
            options.contains(&text.as_str()).then(|| Val::text(text))
        }
        (ParameterKind::Several(options), Value::Array(all)) => {
            let texts = all
                .iter()
                .map(|item| item.as_str().filter(|text| options.contains(text)));
            let texts = texts.collect::<Option<Vec<_>>>()?;
            Some(Val::Texts(texts.into_iter().map(Arc::from).collect()))
        }
        (ParameterKind::Several(options), Value::String(text)) => options
            .contains(&text.as_str())
            .then(|| Val::Texts(Arc::from([Arc::from(text.as_str())]))),
        _ => None,
    }
}

/// Checks that the custom form of each value is attached to the user.
pub fn check_form(tenant: &Tenant, record: &Record) -> ApiResult<()> {
    let Some(extra) = record.extra().filter(|_| tenant.options.form_required) else {
        return Ok(());
    };
    let first = record
        .get(Type::User.schema().number("categoryID"))
        .as_text();
    for (name, _) in &extra.custom {
        let form = tenant.parameter(name).map(|parameter| &parameter.category);
        let is_attached =
            form.is_none_or(|form| first == Some(form) || extra.categories.contains(form));
        if !is_attached {
            return Err(ApiError::not_found(format!(
                "Parameter with primary key value(s) \"{name}\" not found on the object's custom forms"
            )));
        }
    }
    Ok(())
}
