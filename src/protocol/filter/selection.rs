use super::{Filter, names};
use crate::error::{Result, cut};
use crate::input::{Problems, item};
use crate::json::{Json, ToJson};
use crate::protocol::query::Query;

/// Which objects a search finds: those that match all of `filters` and at least one group of `any_of`, if there are any.
#[derive(Clone, Copy, Debug, Default)]
pub struct Selection<'a> {
    /// Conditions that must all hold.
    pub filters: &'a [Filter],
    /// Groups of conditions. All conditions of at least one group must hold.
    pub any_of: &'a [Vec<Filter>],
}

impl<'a> Selection<'a> {
    /// The selection of an input; without filters, all objects.
    pub fn of(filters: &'a Option<Vec<Filter>>, any_of: &'a Option<Vec<Vec<Filter>>>) -> Self {
        Selection {
            filters: filters.as_deref().unwrap_or_default(),
            any_of: any_of.as_deref().unwrap_or_default(),
        }
    }
}

/// Adds the selection to a query.
///
/// Workfront reads a base and groups `OR:1:`, `OR:2:` … as base or group 1 or group 2, each on its own. So the first group
/// is in the base, the next ones are `OR:` groups, and each repeats `filters`.
///
/// # Errors
/// Kind `validation` if two conditions of one group have the same field: a query can have only one.
pub fn add_to(query: &mut Query, selection: Selection<'_>) -> Result<()> {
    let mut problems = Problems::default();
    let mut reserved = Json::object();
    let only_base = [Vec::new()];
    let (groups, is_grouped) = match selection.any_of {
        [] => (&only_base[..], false),
        groups => (groups, true),
    };
    for (index, group) in groups.iter().enumerate() {
        let path = match is_grouped {
            true => item("anyOf", index),
            false => "filters".to_owned(),
        };
        let prefix = match index {
            0 => String::new(),
            _ => format!("OR:{index}:"),
        };
        if is_grouped && group.is_empty() {
            let problem =
                "must have at least one condition: an empty group would match every object";
            problems.add(&path, problem);
        }
        let mut seen: Vec<&str> = Vec::new();
        for filter in selection.filters.iter().chain(group) {
            let field = filter.field.as_str();
            if seen.contains(&field) {
                let problem = "has two conditions that must both hold, but a query of Workfront can have only one for a field; \
                               use between for a range, in for several values, or groups in anyOf";
                problems.add(&path, format!("'{}' {problem}", cut(field)));
            }
            seen.push(field);
            add(query, &mut reserved, &prefix, filter);
        }
    }
    problems.into_result()?;
    if !reserved.keys().is_empty() {
        query.add_json("filters", &reserved);
    }
    Ok(())
}

/// Adds a condition to the query, or to the `filters` object: the same keys, with arrays for several values.
fn add(query: &mut Query, reserved: &mut Json, prefix: &str, filter: &Filter) {
    let key = format!("{prefix}{}", filter.field);
    let is_reserved = names::is_reserved(&filter.field);
    let mut add = |suffix: &str, value: &str| {
        let key = format!("{key}{suffix}");
        if is_reserved {
            reserved.insert(&key, value);
        } else {
            query.add(&key, value);
        }
    };
    for value in &filter.values {
        add("", value);
    }
    if filter.values.is_empty() {
        add("", "");
    }
    if let Some(modifier) = modifier_name(filter) {
        add("_Mod", modifier);
    }
    if let Some(upper) = &filter.upper_value {
        add("_Range", upper);
    }
    if is_reserved && filter.values.len() > 1 {
        reserved.insert(&key, filter.values.to_json());
    }
}

/// The name of the modifier to send. For several values and ranges it is always sent, although Workfront assumes it.
fn modifier_name(filter: &Filter) -> Option<&'static str> {
    match filter.modifier {
        Some(modifier) => Some(modifier.as_str()),
        None if filter.values.len() > 1 => Some("in"),
        None if filter.upper_value.is_some() => Some("between"),
        None => None,
    }
}
