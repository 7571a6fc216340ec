use super::EventType;
use super::names::USER_FIELDS;
use crate::error::cut;
use crate::input::{Problems, item, join, nearest, read_here, read_json, with_value};
use crate::json::{Json, Kind};
use crate::model::FieldValue;
use crate::model::known_fields::{Known, Owner};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use strum::{IntoStaticStr, VariantArray};

/// The comparison of a filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(inline))]
pub enum Comparison {
    /// Equal, case-sensitive.
    Eq,
    /// Not equal.
    Ne,
    /// Greater.
    Gt,
    /// Greater or equal.
    Gte,
    /// Less.
    Lt,
    /// Less or equal.
    Lte,
    /// Contains the string, or the item of an array.
    Contains,
    /// Doesn't contain it.
    NotContains,
    /// An array of exactly these items.
    ContainsOnly,
    /// Changed, regardless of the values.
    Changed,
}

/// The state that a filter compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(inline))]
pub enum State {
    /// After the event.
    NewState,
    /// Before the event.
    OldState,
}

/// Whether all filters must hold or any.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, IntoStaticStr, VariantArray,
)]
#[serde(rename_all = "UPPERCASE")]
#[strum(serialize_all = "UPPERCASE")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(inline))]
pub enum Connector {
    /// All.
    And,
    /// Any.
    Or,
}

impl Connector {
    /// The name in inputs and requests.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// A filter of a subscription (docs/workfront-facts.md#event-filters): one condition, or a group of 2 to 5
/// conditions that counts as one.
#[derive(Clone, Debug)]
pub enum EventFilter {
    /// One condition.
    One {
        /// The field.
        field: String,
        /// The comparison.
        comparison: Comparison,
        /// The value to compare with.
        value: Json,
        /// The state to compare.
        state: Option<State>,
    },
    /// Several conditions that count as one.
    Group {
        /// Whether all of them must hold or any.
        connector: Connector,
        /// The conditions.
        filters: Vec<EventFilter>,
    },
}

/// The number of conditions in a group, and the maximum number of groups.
const GROUP_SIZES: std::ops::RangeInclusive<usize> = 2..=5;
const MAX_GROUPS: usize = 10;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GroupFields {
    #[allow(dead_code)]
    r#type: Option<Json>,
    connector: Connector,
    filters: Vec<EventFilter>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct ConditionFields {
    #[allow(dead_code)]
    r#type: Option<Json>,
    field_name: String,
    comparison: Option<Comparison>,
    field_value: Option<Json>,
    state: Option<State>,
}

impl<'de> Deserialize<'de> for EventFilter {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Some(json) = read_json(deserializer)? else {
            return Ok(EventFilter::One {
                field: String::new(),
                comparison: Comparison::Eq,
                value: Json::null(),
                state: None,
            });
        };
        if json.get_str("type").as_deref() == Some("group") {
            let GroupFields {
                connector, filters, ..
            } = read_here(&json)?;
            return Ok(EventFilter::Group { connector, filters });
        }
        let one: ConditionFields = read_here(&json)?;
        Ok(EventFilter::One {
            field: one.field_name,
            comparison: one.comparison.unwrap_or(Comparison::Eq),
            // As in the documentation's samples of 'changed'.
            value: one.field_value.unwrap_or_else(|| "".into()),
            state: one.state,
        })
    }
}

impl EventFilter {
    fn is_group(&self) -> bool {
        matches!(self, EventFilter::Group { .. })
    }
}

/// The form that Workfront accepts.
impl Serialize for EventFilter {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        #[serde(untagged, rename_all_fields = "camelCase")]
        enum Body<'a> {
            One {
                field_name: &'a str,
                comparison: Comparison,
                field_value: &'a Json,
                #[serde(skip_serializing_if = "Option::is_none")]
                state: Option<State>,
            },
            Group {
                r#type: &'static str,
                connector: Connector,
                filters: &'a [EventFilter],
            },
        }
        let body = match self {
            EventFilter::One {
                field,
                comparison,
                value,
                state,
            } => Body::One {
                field_name: field,
                comparison: *comparison,
                field_value: value,
                state: *state,
            },
            EventFilter::Group { connector, filters } => Body::Group {
                r#type: "group",
                connector: *connector,
                filters,
            },
        };
        body.serialize(serializer)
    }
}

/// Checks for filters that Workfront would accept without ever sending an event (docs/workfront-facts.md#event-filters).
pub fn check(
    filters: &[EventFilter],
    event: EventType,
    is_user: bool,
    path: &str,
    problems: &mut Problems,
) {
    if count_groups(filters) > MAX_GROUPS {
        problems.add(path, format!("must have at most {MAX_GROUPS} groups"));
    }
    for (index, filter) in filters.iter().enumerate() {
        let path = item(path, index);
        match filter {
            EventFilter::One {
                field,
                comparison,
                value,
                state,
            } => {
                if is_user {
                    check_field(field, *comparison, &join(&path, "fieldName"), problems);
                    check_value(
                        field,
                        *comparison,
                        value,
                        &join(&path, "fieldValue"),
                        problems,
                    );
                }
                if event == EventType::Create && *state == Some(State::OldState) {
                    let problem =
                        "must be newState: an object that was created has no state before";
                    problems.add(&join(&path, "state"), problem);
                }
            }
            EventFilter::Group { filters, .. } => {
                let path = join(&path, "filters");
                if !GROUP_SIZES.contains(&filters.len()) {
                    problems.add(&path, "must have 2 to 5 filters");
                }
                if count_groups(filters) > 0 {
                    problems.add(&path, "must not contain groups");
                }
                check(filters, event, is_user, &path, problems);
            }
        }
    }
}

fn count_groups(filters: &[EventFilter]) -> usize {
    filters.iter().filter(|filter| filter.is_group()).count()
}

fn check_field(field: &str, comparison: Comparison, path: &str, problems: &mut Problems) {
    if field == "userRoles" && comparison != Comparison::Changed {
        problems.add(path, "userRoles can only be compared with 'changed'");
    }
    if USER_FIELDS.contains(&field) || field.starts_with("DE:") {
        return;
    }
    let meant = match nearest(field, USER_FIELDS) {
        Some(meant) => format!("; did you mean '{meant}'?"),
        None => String::new(),
    };
    let problem = format!(
        "'{}' is in no event of a user, so it would never match; known fields are {}{meant}",
        cut(field),
        USER_FIELDS.join(", ")
    );
    problems.add(path, problem);
}

/// Checks a value by the type of its field: Workfront accepts any, and never sends an event for one that the field can't have.
fn check_value(
    field: &str,
    comparison: Comparison,
    value: &Json,
    path: &str,
    problems: &mut Problems,
) {
    let Some(Known::Value(kind)) = Owner::User.field(field) else {
        return;
    };
    let is_part = matches!(comparison, Comparison::Contains | Comparison::NotContains);
    let has_type = matches!(
        kind,
        FieldValue::Boolean | FieldValue::Number | FieldValue::Date
    );
    if comparison == Comparison::Changed || is_part && !has_type {
        return;
    }
    if value.is_array() {
        for (index, value) in value.items().enumerate() {
            check_one(kind, &value, has_type, &item(path, index), problems);
        }
    } else {
        check_one(kind, value, has_type, path, problems);
    }
}

fn check_one(kind: FieldValue, value: &Json, has_type: bool, path: &str, problems: &mut Problems) {
    let text = match value.kind() {
        Kind::Null => String::new(),
        Kind::String | Kind::Number | Kind::Boolean => value.to_display_string(),
        Kind::Array | Kind::Object => return,
    };
    // "" compares with a field that has no value.
    if text.is_empty() && !has_type {
        return;
    }
    match kind.read(&text) {
        // The service compares the letters.
        Ok(read) if read != text => {
            problems.add(
                path,
                with_value(&format!("must be '{}'", cut(&read)), &text),
            );
        }
        Ok(_) => {}
        Err(problem) => problems.add(path, problem),
    }
}

/// The names of fields in events, as a pattern.
#[cfg(feature = "schema")]
fn event_field() -> String {
    format!("^({}|DE:.*)$", USER_FIELDS.join("|"))
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for EventFilter {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "EventFilter".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let comparison = generator.subschema_for::<Comparison>();
        let state = generator.subschema_for::<State>();
        let connector = generator.subschema_for::<Connector>();
        schemars::json_schema!({
            "description": "One condition on an event's states, or a group of 2 to 5 conditions that counts as one. Workfront accepts filters that can't match. Filters can't be changed: delete the subscription and create another.",
            "anyOf": [
                {
                    "type": "object",
                    "properties": {
                        "fieldName": { "type": "string", "pattern": event_field(), "description": "A field in the events of users, such as 'isActive', 'accessLevelID' or 'DE:Employee Number'; not username, firstName or lastName." },
                        "comparison": comparison,
                        "fieldValue": { "description": "The value to compare with, case-sensitive. Not needed for 'changed'." },
                        "state": state,
                    },
                    "required": ["fieldName"],
                    "additionalProperties": false,
                },
                {
                    "type": "object",
                    "properties": {
                        "type": { "const": "group" },
                        "connector": connector,
                        "filters": { "type": "array", "items": generator.subschema_for::<EventFilter>(), "minItems": 2, "maxItems": 5 },
                    },
                    "required": ["type", "connector", "filters"],
                    "additionalProperties": false,
                },
            ],
        })
    }
}
