//! The filters of a subscription: their syntax, and which events match (docs/workfront-facts.md#event-filters).

use serde_json::Value;

use super::event::{Event, State};

/// The number of filters in a group.
const GROUP_SIZE: std::ops::RangeInclusive<usize> = 2..=5;
/// The maximum number of groups.
const MAX_GROUPS: usize = 10;

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

/// A condition, or a group of conditions.
#[derive(Clone, Debug)]
pub enum Filter {
    /// One condition.
    Condition {
        /// The field. An unknown one is not an error, but never matches.
        field: String,
        /// The comparison.
        comparison: String,
        /// The value to compare with.
        value: Value,
        /// Whether the old state is compared.
        in_old_state: bool,
    },
    /// Several conditions.
    Group {
        /// Whether one condition is enough (`OR`).
        any: bool,
        /// The conditions.
        filters: Vec<Filter>,
    },
}

/// Parses the filters of a body, or returns an error message.
pub fn parse_all(value: &Value, event: &str) -> Result<Vec<Filter>, String> {
    let items = match value {
        Value::Null => return Ok(Vec::new()),
        Value::Array(items) => items,
        _ => return Err("filters must be an array".into()),
    };
    let filters = items.iter().map(|item| parse(item, event));
    let filters = filters.collect::<Result<Vec<_>, _>>()?;
    let groups = filters
        .iter()
        .filter(|filter| matches!(filter, Filter::Group { .. }));
    if groups.count() > MAX_GROUPS {
        return Err(format!("there must be at most {MAX_GROUPS} filter groups"));
    }
    Ok(filters)
}

fn parse(item: &Value, event: &str) -> Result<Filter, String> {
    let Value::Object(fields) = item else {
        return Err("a filter must be an object".into());
    };
    let text = |name: &str| fields.get(name).and_then(Value::as_str);
    if text("type") == Some("group") {
        let any = parse_connector(fields.get("connector").unwrap_or(&Value::Null))?;
        let filters = parse_all(fields.get("filters").unwrap_or(&Value::Null), event)?;
        if !GROUP_SIZE.contains(&filters.len()) {
            return Err("a filter group must have 2 to 5 filters".into());
        }
        if filters
            .iter()
            .any(|one| matches!(one, Filter::Group { .. }))
        {
            return Err("a filter group cannot contain groups".into());
        }
        return Ok(Filter::Group { any, filters });
    }
    let known = ["type", "fieldName", "fieldValue", "comparison", "state"];
    if let Some(unknown) = fields.keys().find(|name| !known.contains(&name.as_str())) {
        return Err(format!("unknown filter field {unknown}"));
    }
    let field = text("fieldName").ok_or("fieldName is required in a filter")?;
    let comparison = text("comparison").unwrap_or("eq");
    if !COMPARISONS.contains(&comparison) {
        return Err(format!("unknown comparison {comparison}"));
    }
    if field == "userRoles" && comparison != "changed" {
        return Err("userRoles supports only changed".into());
    }
    let in_old_state = match text("state") {
        None | Some("newState") => false,
        Some("oldState") if event != "CREATE" => true,
        _ => return Err("state must be newState, or oldState except for CREATE".into()),
    };
    Ok(Filter::Condition {
        field: field.to_owned(),
        comparison: comparison.to_owned(),
        value: fields.get("fieldValue").cloned().unwrap_or_default(),
        in_old_state,
    })
}

/// Parses a connector. `true`: one condition is enough.
pub fn parse_connector(value: &Value) -> Result<bool, String> {
    match value.as_str() {
        None if value.is_null() => Ok(false),
        Some("AND") => Ok(false),
        Some("OR") => Ok(true),
        _ => Err("the connector must be AND or OR".into()),
    }
}

/// Whether an event matches.
pub fn matches(filters: &[Filter], any: bool, event: &Event) -> bool {
    if filters.is_empty() {
        return true;
    }
    let mut results = filters.iter().map(|filter| match filter {
        Filter::Group { any, filters } => matches(filters, *any, event),
        Filter::Condition {
            field,
            comparison,
            value,
            in_old_state,
        } => {
            let state = if *in_old_state {
                &event.old
            } else {
                &event.new
            };
            if comparison == "changed" {
                lookup(&event.old, field) != lookup(&event.new, field)
            } else {
                // A field that events do not have never matches.
                lookup(state, field).is_some_and(|actual| compare(comparison, actual, value))
            }
        }
    });
    if any {
        results.any(|result| result)
    } else {
        results.all(|result| result)
    }
}

fn lookup<'state>(state: &'state State, field: &str) -> Option<&'state Value> {
    state
        .get(field)
        .or_else(|| state.get("parameterValues")?.get(field))
}

fn compare(comparison: &str, actual: &Value, expected: &Value) -> bool {
    match comparison {
        "eq" => is_equal(actual, expected),
        "ne" => !is_equal(actual, expected),
        "contains" => contains(actual, expected),
        "notContains" => !contains(actual, expected),
        "containsOnly" => {
            let (actual, expected) = (items(actual), items(expected));
            actual.iter().all(|item| expected.contains(item))
                && expected.iter().all(|item| actual.contains(item))
        }
        _ => {
            let order = match (
                to_text(actual).parse::<f64>(),
                to_text(expected).parse::<f64>(),
            ) {
                (Ok(actual), Ok(expected)) => actual.total_cmp(&expected),
                _ => to_text(actual).cmp(&to_text(expected)),
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

/// Whether two values are equal. An object must contain all members of the expected one. Whether booleans are strings
/// is not documented, so both are accepted.
fn is_equal(actual: &Value, expected: &Value) -> bool {
    match (actual, expected) {
        (Value::Object(actual), Value::Object(expected)) => expected.iter().all(|(name, value)| {
            actual
                .get(name)
                .is_some_and(|actual| is_equal(actual, value))
        }),
        _ => to_text(actual) == to_text(expected),
    }
}

fn contains(actual: &Value, expected: &Value) -> bool {
    match actual {
        Value::Array(items) => items.iter().any(|item| is_equal(item, expected)),
        actual => to_text(actual).contains(&to_text(expected)),
    }
}

fn items(value: &Value) -> Vec<String> {
    match value {
        Value::Array(items) => items.iter().map(to_text).collect(),
        other => vec![to_text(other)],
    }
}

fn to_text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
