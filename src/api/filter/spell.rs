use super::{Filter, names};
use crate::api::query::Query;
use crate::error::Result;
use crate::input::Problems;
use crate::json::Json;

/// Who is meant: all of `filters`, and any one of the groups `any_of` when there are any.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// Conditions that must all hold.
    pub filters: Vec<Filter>,
    /// Groups of conditions; those of one group must all hold, and one group is enough.
    pub any_of: Vec<Vec<Filter>>,
}

/// Adds the selection to a query.
///
/// Workfront reads a base and groups `OR:1:`, `OR:2:` … as base or group 1 or group 2, and nothing carries from one
/// to the other. So the first group joins the base, the next are `OR:` groups, and each repeats `filters`.
///
/// # Errors
/// A validation error when two conditions of one group name the same field: a query can hold only one.
pub fn add_to(query: &mut Query, selection: &Selection) -> Result<()> {
    check(selection)?;
    let mut reserved = Json::object();
    let only_base = [Vec::new()];
    let groups = if selection.any_of.is_empty() {
        &only_base[..]
    } else {
        &selection.any_of[..]
    };
    for (index, group) in groups.iter().enumerate() {
        let prefix = if index == 0 {
            String::new()
        } else {
            format!("OR:{index}:")
        };
        for filter in selection.filters.iter().chain(group) {
            if names::is_reserved(&filter.field) {
                add_reserved(&mut reserved, &prefix, filter);
            } else {
                add_plain(query, &prefix, filter);
            }
        }
    }
    if !reserved.keys().is_empty() {
        query.add_json("filters", &reserved);
    }
    Ok(())
}

fn check(selection: &Selection) -> Result<()> {
    let mut problems = Problems::default();
    for (index, group) in selection.any_of.iter().enumerate() {
        if group.is_empty() {
            problems.add(
                &format!("anyOf[{index}]"),
                "must have a condition: an empty group would match everyone",
            );
        }
        check_distinct(
            &format!("anyOf[{index}]"),
            selection.filters.iter().chain(group),
            &mut problems,
        );
    }
    if selection.any_of.is_empty() {
        check_distinct("filters", selection.filters.iter(), &mut problems);
    }
    problems.into_result()
}

fn check_distinct<'a>(
    path: &str,
    filters: impl Iterator<Item = &'a Filter>,
    problems: &mut Problems,
) {
    let mut seen: Vec<&str> = Vec::new();
    for filter in filters {
        if seen.contains(&filter.field.as_str()) {
            let problem = "has two conditions that must both hold, and Workfront's query can carry only one a field; \
                           use between for a range, in for several values, or groups in anyOf";
            problems.add(path, format!("'{}' {problem}", filter.field));
        }
        seen.push(&filter.field);
    }
}

fn add_plain(query: &mut Query, prefix: &str, filter: &Filter) {
    let key = format!("{prefix}{}", filter.field);
    for value in &filter.values {
        query.add(&key, value);
    }
    if filter.values.is_empty() {
        query.add(&key, "");
    }
    if let Some(modifier) = spelt_modifier(filter) {
        query.add(&format!("{key}_Mod"), modifier);
    }
    if let Some(upper) = &filter.upper_value {
        query.add(&format!("{key}_Range"), upper);
    }
}

/// The natural reading of the spec's `filters` object: the same keys as in a query, arrays for several values.
fn add_reserved(object: &mut Json, prefix: &str, filter: &Filter) {
    let key = format!("{prefix}{}", filter.field);
    match filter.values.as_slice() {
        [one] => object.set(&key, one.as_str()),
        many => object.set(
            &key,
            Json::array_of(many.iter().map(|value| value.as_str().into())),
        ),
    }
    if filter.values.is_empty() {
        object.set(&key, "");
    }
    if let Some(modifier) = spelt_modifier(filter) {
        object.set(&format!("{key}_Mod"), modifier);
    }
    if let Some(upper) = &filter.upper_value {
        object.set(&format!("{key}_Range"), upper.as_str());
    }
}

/// The modifier as it goes out; the ones that Workfront assumes are named all the same where a list is sent.
fn spelt_modifier(filter: &Filter) -> Option<&'static str> {
    match filter.modifier {
        Some(modifier) => Some(modifier.as_str()),
        None if filter.values.len() > 1 => Some("in"),
        None if filter.upper_value.is_some() => Some("between"),
        None => None,
    }
}
