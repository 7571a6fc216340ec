//! Whether a field has a desired value.

use super::{FieldKind, date};
use crate::json::{Json, Kind};

/// Whether a field has the desired value already: Workfront formats dates, numbers and empty values in its own way.
/// `kind` is absent for custom fields, whose type only the tenant knows.
pub(crate) fn same(kind: Option<FieldKind>, desired: &Json, present: &Json) -> bool {
    // Nearly all values: each look at a value crosses the boundary to the host.
    if let (Some(desired), Some(present)) = (desired.as_bool(), present.as_bool()) {
        return desired == present;
    }
    if let (Some(desired), Some(present)) = (desired.as_str(), present.as_str()) {
        return match desired.is_empty() || present.is_empty() {
            true => desired == present,
            false => same_text(kind, &desired, &present),
        };
    }
    if is_empty(desired) || is_empty(present) {
        return is_empty(desired) && is_empty(present);
    }
    match (desired.kind(), present.kind()) {
        (Kind::Array, Kind::Array) => {
            let holds = |item: Json| present.items().any(|other| same(kind, &item, &other));
            desired.len() == present.len() && desired.items().all(holds)
        }
        // Workfront writes a single choice of a multi-choice custom field without an array.
        (Kind::Array, _) => desired.len() == 1 && same(kind, &desired.at(0), present),
        (_, Kind::Array) => present.len() == 1 && same(kind, desired, &present.at(0)),
        (Kind::Number, _) | (_, Kind::Number) => {
            number(desired).is_some_and(|desired| number(present) == Some(desired))
        }
        _ => desired.to_display_string() == present.to_display_string(),
    }
}

/// The value of a user's field. Custom fields are properties of the user, or in an object of their own
/// (docs/workfront-facts.md#custom-fields).
pub(crate) fn value_of(user: &Json, field: &str) -> Option<Json> {
    user.get(field).or_else(|| {
        let custom = user.get("parameterValues")?;
        custom.get(field).filter(|_| field.starts_with("DE:"))
    })
}

fn same_text(kind: Option<FieldKind>, desired: &str, present: &str) -> bool {
    match kind {
        Some(FieldKind::Email | FieldKind::Country) => desired.eq_ignore_ascii_case(present),
        None | Some(FieldKind::Date) => desired == present || same_moment(desired, present),
        Some(_) => desired == present,
    }
}

/// A day alone is compared with the day that Workfront writes, in its time zone.
fn same_moment(desired: &str, present: &str) -> bool {
    let moment = date::parse(present);
    moment.is_some()
        && (date::parse(desired) == moment || desired.len() == 10 && present.starts_with(desired))
}

/// Workfront stores an empty string as null.
fn is_empty(value: &Json) -> bool {
    value.is_null()
        || value.as_str().is_some_and(|text| text.is_empty())
        || value.is_array() && value.is_empty()
}

/// The host parses numbers: a parser here would add tables to the WebAssembly.
fn number(value: &Json) -> Option<f64> {
    value
        .as_f64()
        .or_else(|| Json::parse(&value.as_str()?)?.as_f64())
}
