//! The value of a field in one row.

use super::lookup::ValueMap;
use super::rule::Rule;
use crate::json::{Json, Kind};

/// The value of a field in one row of the list.
#[derive(Clone, Debug)]
pub enum Cell {
    /// The row doesn't have the column: the field isn't compared.
    Absent,
    /// The value; null if the cell is empty.
    Value(Json),
    /// A value that the rule's map doesn't list, and there is no default.
    Unknown(String),
}

/// The value of a field in a row. `is_list`: whether a text is split into items.
pub fn cell(row: &Json, rule: &Rule, map: Option<&ValueMap>, is_list: bool) -> Cell {
    let raw = match (&rule.template, &rule.from) {
        (Some(template), _) => fill(template, row),
        (None, Some(column)) => match row.get(column) {
            Some(value) => value,
            None => return default_or(rule, Cell::Absent),
        },
        (None, None) => Json::null(),
    };
    let raw = match raw.as_str() {
        Some(text) if is_list && !text.trim().is_empty() => split(&text, rule),
        Some(text) => one_text(&text, rule),
        None => raw,
    };
    if raw.is_array() {
        let mut items = Json::array();
        for item in raw.items() {
            let item = match item.as_str() {
                Some(text) => one_text(&text, rule),
                None => item,
            };
            match mapped(&item, rule, map) {
                Cell::Value(value) if value.is_null() => {}
                Cell::Value(value) => items.push(value),
                other => return other,
            }
        }
        return Cell::Value(items);
    }
    mapped(&raw, rule, map)
}

fn default_or(rule: &Rule, otherwise: Cell) -> Cell {
    match &rule.default {
        Some(default) => Cell::Value(default.clone()),
        None => otherwise,
    }
}

fn mapped(value: &Json, rule: &Rule, map: Option<&ValueMap>) -> Cell {
    let text = match value.kind() {
        Kind::Null => String::new(),
        Kind::String | Kind::Boolean | Kind::Number => value.to_display_string(),
        Kind::Array | Kind::Object => return Cell::Value(value.clone()),
    };
    let meaning = map.map(|map| map.get(&text));
    match meaning {
        Some(Some(meaning)) => Cell::Value(meaning),
        _ if text.is_empty() => default_or(rule, Cell::Value(Json::null())),
        Some(None) => default_or(rule, Cell::Unknown(text)),
        None => Cell::Value(value.clone()),
    }
}

/// A text after the rule's changes; null if it is empty.
fn one_text(text: &str, rule: &Rule) -> Json {
    let mut text = match rule.trim {
        Some(false) => text.to_owned(),
        _ => text.trim().to_owned(),
    };
    if rule.lower == Some(true) {
        text = text.to_lowercase();
    } else if rule.upper == Some(true) {
        text = text.to_uppercase();
    }
    match text.is_empty() {
        true => Json::null(),
        false => text.as_str().into(),
    }
}

fn split(text: &str, rule: &Rule) -> Json {
    let separator = rule.split.as_deref().unwrap_or(";");
    let items = text.split(separator).map(str::trim);
    Json::array_of(items.filter(|item| !item.is_empty()).map(Json::from))
}

/// The template with the row's values; null if one of them is empty.
fn fill(template: &str, row: &Json) -> Json {
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
        if text.trim().is_empty() {
            return Json::null();
        }
        filled.push_str(text.trim());
        filled.push_str(rest);
    }
    filled.as_str().into()
}
