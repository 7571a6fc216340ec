//! The filters of a subscription: their shape, and what they let through (docs/workfront-facts.md#event-filters).

use serde_json::Value;

use super::payload::{Event, State};

/// How many filters a group may have, and how many groups there may be.
const GROUP: std::ops::RangeInclusive<usize> = 2..=5;
const MOST_GROUPS: usize = 10;

const COMPARISONS: [&str; 10] = [
    "eq",
    "ne",
    "gt",
    "gte",
    "lt",
    "lte",
    "contains",
    "notContains",
    "containsOnly",
    "changed",
];

/// A filter, or a group of them.
#[derive(Clone, Debug)]
pub enum Filter {
    /// One condition.
    One {
        /// The field, known or not: a wrong one is no error, and never matches.
        field: String,
        /// How to compare.
        comparison: String,
        /// What with.
        value: Value,
        /// Whether the state before is looked at.
        old: bool,
    },
    /// Several that stand for one.
    Group {
        /// Whether one of them is enough.
        any: bool,
        /// The conditions.
        filters: Vec<Filter>,
    },
}

/// Reads the filters of a body; what is wrong with them otherwise.
pub fn read_all(given: &Value, event: &str) -> Result<Vec<Filter>, String> {
    let items = match given {
        Value::Null => return Ok(Vec::new()),
        Value::Array(items) => items,
        _ => return Err("filters must be a list".into()),
    };
    let filters = items.iter().map(|item| read(item, event));
    let filters = filters.collect::<Result<Vec<_>, _>>()?;
    let groups = filters
        .iter()
        .filter(|filter| matches!(filter, Filter::Group { .. }));
    if groups.count() > MOST_GROUPS {
        return Err(format!("at most {MOST_GROUPS} filter groups"));
    }
    Ok(filters)
}

fn read(item: &Value, event: &str) -> Result<Filter, String> {
    let Value::Object(fields) = item else {
        return Err("a filter must be an object".into());
    };
    let text = |name: &str| fields.get(name).and_then(Value::as_str);
    if text("type") == Some("group") {
        let any = connector(fields.get("connector").unwrap_or(&Value::Null))?;
        let filters = read_all(fields.get("filters").unwrap_or(&Value::Null), event)?;
        if !GROUP.contains(&filters.len()) {
            return Err("a filter group has 2 to 5 filters".into());
        }
        if filters
            .iter()
            .any(|one| matches!(one, Filter::Group { .. }))
        {
            return Err("a filter group holds no groups".into());
        }
        return Ok(Filter::Group { any, filters });
    }
    let known = ["type", "fieldName", "fieldValue", "comparison", "state"];
    if let Some(unknown) = fields.keys().find(|name| !known.contains(&name.as_str())) {
        return Err(format!("a filter has no {unknown}"));
    }
    let field = text("fieldName").ok_or("a filter needs a fieldName")?;
    let comparison = text("comparison").unwrap_or("eq");
    if !COMPARISONS.contains(&comparison) {
        return Err(format!("{comparison} is no comparison"));
    }
    if field == "userRoles" && comparison != "changed" {
        return Err("userRoles supports only changed".into());
    }
    let old = match text("state") {
        None | Some("newState") => false,
        Some("oldState") if event != "CREATE" => true,
        _ => return Err("state must be newState, or oldState but for CREATE".into()),
    };
    Ok(Filter::One {
        field: field.to_owned(),
        comparison: comparison.to_owned(),
        value: fields.get("fieldValue").cloned().unwrap_or_default(),
        old,
    })
}

/// Whether one condition is enough.
pub fn connector(given: &Value) -> Result<bool, String> {
    match given.as_str() {
        None if given.is_null() => Ok(false),
        Some("AND") => Ok(false),
        Some("OR") => Ok(true),
        _ => Err("a connector is AND or OR".into()),
    }
}

/// Whether an event passes.
pub fn pass(filters: &[Filter], any: bool, event: &Event) -> bool {
    if filters.is_empty() {
        return true;
    }
    let mut verdicts = filters.iter().map(|filter| match filter {
        Filter::Group { any, filters } => pass(filters, *any, event),
        Filter::One {
            field,
            comparison,
            value,
            old,
        } => {
            let state = if *old { &event.old } else { &event.new };
            if comparison == "changed" {
                lookup(&event.old, field) != lookup(&event.new, field)
            } else {
                // A field that events do not have never matches.
                lookup(state, field).is_some_and(|held| holds(comparison, held, value))
            }
        }
    });
    if any {
        verdicts.any(|verdict| verdict)
    } else {
        verdicts.all(|verdict| verdict)
    }
}

fn lookup<'state>(state: &'state State, field: &str) -> Option<&'state Value> {
    state
        .get(field)
        .or_else(|| state.get("parameterValues")?.get(field))
}

fn holds(comparison: &str, held: &Value, wanted: &Value) -> bool {
    match comparison {
        "eq" => same(held, wanted),
        "ne" => !same(held, wanted),
        "contains" => contains(held, wanted),
        "notContains" => !contains(held, wanted),
        "containsOnly" => {
            let (held, wanted) = (items(held), items(wanted));
            held.iter().all(|item| wanted.contains(item))
                && wanted.iter().all(|item| held.contains(item))
        }
        _ => {
            let order = match (spelt(held).parse::<f64>(), spelt(wanted).parse::<f64>()) {
                (Ok(held), Ok(wanted)) => held.total_cmp(&wanted),
                _ => spelt(held).cmp(&spelt(wanted)),
            };
            match comparison {
                "gt" => order.is_gt(),
                "gte" => order.is_ge(),
                "lt" => order.is_lt(),
                _ => order.is_le(),
            }
        }
    }
}

/// Of an object, each member that is wanted must be there. Whether a boolean is written as a text isn't documented:
/// both are understood.
fn same(held: &Value, wanted: &Value) -> bool {
    match (held, wanted) {
        (Value::Object(held), Value::Object(wanted)) => wanted
            .iter()
            .all(|(name, value)| held.get(name).is_some_and(|held| same(held, value))),
        _ => spelt(held) == spelt(wanted),
    }
}

fn contains(held: &Value, wanted: &Value) -> bool {
    match held {
        Value::Array(items) => items.iter().any(|item| same(item, wanted)),
        held => spelt(held).contains(&spelt(wanted)),
    }
}

fn items(value: &Value) -> Vec<String> {
    match value {
        Value::Array(items) => items.iter().map(spelt).collect(),
        other => vec![spelt(other)],
    }
}

fn spelt(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
