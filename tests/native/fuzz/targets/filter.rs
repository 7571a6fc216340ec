//! Filters: Workfront reads exactly the conditions that the input has, as names, modifiers and values.

use super::error;
use percent_encoding::percent_decode_str;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use workfront_actions::input::read_input;
use workfront_actions::json::Json;
use workfront_actions::protocol::filter::{Filter, Selection, add_to};
use workfront_actions::protocol::query::Query;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Input {
    filters: Option<Vec<Filter>>,
    any_of: Option<Vec<Vec<Filter>>>,
}

/// A condition as a server reads it: values, modifier, upper end.
type Condition = (Vec<String>, Option<String>, Option<String>);

/// The conditions of each group, by field.
type Groups = BTreeMap<usize, BTreeMap<String, Condition>>;

pub fn check(data: &[u8]) {
    let Some(json) = Json::parse_bytes(data) else {
        return;
    };
    let input: Input = match read_input(&json) {
        Ok(input) => input,
        Err(problem) => return error::check_refusal(&problem),
    };
    let groups = input.any_of.iter().flatten().flatten();
    for filter in input.filters.iter().flatten().chain(groups) {
        check_type(filter);
    }
    let mut query = Query::new();
    match add_to(&mut query, Selection::of(&input.filters, &input.any_of)) {
        Ok(()) => assert_eq!(read(query.as_str()), expected(&input), "{}", query.as_str()),
        Err(problem) => error::check_refusal(&problem),
    }
}

/// No value is one that the field can't have: Workfront would find nobody, or everybody without it.
fn check_type(filter: &Filter) {
    let modifier = filter.modifier.map_or("", |modifier| modifier.as_str());
    let has_own_type = modifier.starts_with("length_") || modifier.starts_with("bitwise");
    for value in filter.values.iter().chain(&filter.upper_value) {
        let is_wildcard = value.starts_with("$$");
        if is_wildcard {
            let known = ["$$TODAY", "$$NOW", "$$USER", "$$CUSTOMER", "$$AR"];
            assert!(known.iter().any(|name| value.starts_with(name)), "{value}");
            assert!(!has_own_type, "{value}");
        }
        let fits = match filter.field.as_str() {
            _ if has_own_type => value.parse::<f64>().is_ok(),
            "isActive" | "manager:isActive" => matches!(value.as_str(), "true" | "false"),
            "fte" => value.parse::<f64>().is_ok() || value == "$$USER.accessLevelRank",
            "entryDate" => {
                let is_date = value.len() >= 10 && value.is_char_boundary(4);
                is_wildcard || is_date && value[..4].bytes().all(|byte| byte.is_ascii_digit())
            }
            "isActiv" => false,
            _ => true,
        };
        assert!(fits, "{} {modifier} '{value}'", filter.field);
    }
}

fn expected(input: &Input) -> Groups {
    let always = input.filters.as_deref().unwrap_or_default();
    let groups = input.any_of.clone().unwrap_or_default();
    let groups = if groups.is_empty() {
        vec![Vec::new()]
    } else {
        groups
    };
    let mut expected = Groups::new();
    for (index, group) in groups.iter().enumerate() {
        for filter in always.iter().chain(group) {
            let modifier = match filter.modifier {
                Some(modifier) => Some(modifier.as_str()),
                None if filter.values.len() > 1 => Some("in"),
                None => filter.upper_value.as_ref().map(|_| "between"),
            };
            let values = match filter.values.as_slice() {
                [] => vec![String::new()],
                values => values.to_vec(),
            };
            let condition = (
                values,
                modifier.map(str::to_owned),
                filter.upper_value.clone(),
            );
            let group = expected.entry(index).or_default();
            group.insert(filter.field.clone(), condition);
        }
    }
    expected
}

/// Reads a query as Workfront does: the suffixes first, then the names.
fn read(query: &str) -> Groups {
    let mut groups = Groups::new();
    for parameter in query.split('&').filter(|parameter| !parameter.is_empty()) {
        let (key, value) = parameter.split_once('=').expect("a value");
        let (key, value) = (decode(key), decode(value));
        if key != "filters" {
            add(&mut groups, &key, value);
            continue;
        }
        let reserved: Value = serde_json::from_str(&value).expect("JSON");
        for (key, value) in reserved.as_object().expect("an object") {
            let values = match value {
                Value::Array(values) => values.clone(),
                value => vec![value.clone()],
            };
            for value in values {
                add(
                    &mut groups,
                    key,
                    value.as_str().expect("a string").to_owned(),
                );
            }
        }
    }
    groups
}

fn add(groups: &mut Groups, key: &str, value: String) {
    let (index, name) = match key.strip_prefix("OR:") {
        Some(rest) => {
            let (index, name) = rest.split_once(':').expect("a group");
            (index.parse().expect("a number"), name)
        }
        None => (0, key),
    };
    let group = groups.entry(index).or_default();
    let (field, place) = match name.strip_suffix("_Mod") {
        Some(field) => (field, 1),
        None => name
            .strip_suffix("_Range")
            .map_or((name, 0), |field| (field, 2)),
    };
    let condition = group.entry(field.to_owned()).or_default();
    match place {
        0 => condition.0.push(value),
        1 => condition.1 = Some(value),
        _ => condition.2 = Some(value),
    }
}

fn decode(text: &str) -> String {
    let decoded = percent_decode_str(text).decode_utf8();
    decoded.expect("UTF-8").into_owned()
}
