//! The value of a field in one row.

use super::lookup::ValueMap;
use super::rule::{OnUnknown, Rule};
use crate::json::{Json, Kind};
use crate::services::reconcile::normalized::composed;
use std::borrow::Cow;

/// The text that clears a field, as null does.
pub(super) const CLEAR: &str = "<clear>";

/// The value of a field in one row of the list.
#[derive(Clone, Debug)]
pub enum Cell {
    /// The cell is empty, or the row doesn't have the column: the field isn't compared.
    Absent,
    /// The value; null clears the field.
    Value(Json),
    /// A value that the rule's map doesn't list, and there is no default.
    Unknown(String),
}

/// The value of a field in a row. `is_list`: whether a text is split into items.
pub fn cell(row: &Json, rule: &Rule, map: Option<&ValueMap>, is_list: bool) -> Cell {
    let raw = match (&rule.template, &rule.from) {
        (Some(template), _) => fill(template, row),
        (None, Some(column)) => row.get(column),
        (None, None) => None,
    };
    let Some(raw) = raw else {
        return empty(rule, map);
    };
    if raw.is_null() {
        return Cell::Value(raw);
    }
    // A program's own object, such as a date, has the value that JSON writes for it.
    let raw = match raw.kind() {
        Kind::Object => raw.deep_clone().unwrap_or(raw),
        _ => raw,
    };
    let raw = match raw.as_str() {
        Some(text) if text.trim() == CLEAR => return Cell::Value(Json::null()),
        Some(text) if text.trim().is_empty() => return empty(rule, map),
        Some(text) if is_list => split(&text, rule),
        Some(text) => (&*changed(&text, rule)).into(),
        None => raw,
    };
    if !raw.is_array() {
        return mapped(&raw, rule, map);
    }
    let mut items = Json::array();
    for item in raw.items() {
        let item = match item.as_str() {
            Some(text) if text.trim().is_empty() => continue,
            Some(text) => (&*changed(&text, rule)).into(),
            None => item,
        };
        match mapped(&item, rule, map) {
            Cell::Value(value) if value.is_null() => {}
            // A value that means several.
            Cell::Value(several) if several.is_array() => {
                for value in several.items() {
                    items.push(value);
                }
            }
            Cell::Value(value) => items.push(value),
            other => return other,
        }
    }
    Cell::Value(items)
}

/// An empty cell: what the map says of it, or the default; otherwise the row says nothing about the field.
fn empty(rule: &Rule, map: Option<&ValueMap>) -> Cell {
    let meaning = map.and_then(|map| map.get(""));
    match meaning.or_else(|| rule.default.clone()) {
        Some(value) => Cell::Value(value),
        None => Cell::Absent,
    }
}

fn mapped(value: &Json, rule: &Rule, map: Option<&ValueMap>) -> Cell {
    let text = match value.kind() {
        Kind::String | Kind::Boolean | Kind::Number => value.to_display_string(),
        Kind::Null | Kind::Array | Kind::Object => return Cell::Value(value.clone()),
    };
    let Some(map) = map else {
        return Cell::Value(value.clone());
    };
    match (map.get(&text), rule.on_unknown, &rule.default) {
        (Some(meaning), ..) => Cell::Value(meaning),
        (None, Some(OnUnknown::Pass), _) => Cell::Value(value.clone()),
        (None, _, Some(default)) => Cell::Value(default.clone()),
        (None, _, None) => Cell::Unknown(text),
    }
}

/// A text after the rule's changes, in Unicode's form NFC.
pub(super) fn changed<'a>(text: &'a str, rule: &Rule) -> Cow<'a, str> {
    let text = match rule.trim {
        Some(false) => text,
        _ => text.trim(),
    };
    let changed = match (rule.lower, rule.upper) {
        (Some(true), _) => text.to_lowercase(),
        (_, Some(true)) => text.to_uppercase(),
        _ => return composed(text),
    };
    Cow::Owned(composed(&changed).into_owned())
}

fn split(text: &str, rule: &Rule) -> Json {
    let separator = rule.split.as_deref().unwrap_or(";");
    let items = text.split(separator).map(str::trim);
    Json::array_of(items.filter(|item| !item.is_empty()).map(Json::from))
}

/// The template with the row's values; `None` if one of them is empty.
fn fill(template: &str, row: &Json) -> Option<Json> {
    let mut filled = String::new();
    for (at, part) in template.split('{').enumerate() {
        if at == 0 {
            filled.push_str(part);
            continue;
        }
        let Some((column, rest)) = part.split_once('}') else {
            continue;
        };
        let value = row.get_or_null(column);
        let text = match value.is_null() {
            true => String::new(),
            false => value.to_display_string(),
        };
        if text.trim().is_empty() || text.trim() == CLEAR {
            return None;
        }
        filled.push_str(text.trim());
        filled.push_str(rest);
    }
    Some(filled.as_str().into())
}
