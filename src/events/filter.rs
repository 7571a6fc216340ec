use super::EventType;
use super::names::USER_FIELDS;
use crate::input::{Problems, Read, item, join, read_fields, text_enum};
use crate::json::{Json, ToJson, object_with};
use crate::text;

text_enum! {
    /// How a filter compares.
    #[cfg_attr(feature = "schema", schemars(inline))]
    pub enum Comparison {
        /// Equal; upper and lower case differ.
        Equal = "eq",
        /// Not equal.
        NotEqual = "ne",
        /// Greater.
        Greater = "gt",
        /// Greater or equal.
        GreaterOrEqual = "gte",
        /// Less.
        Less = "lt",
        /// Less or equal.
        LessOrEqual = "lte",
        /// Holds the text, or the item of a list.
        Contains = "contains",
        /// Doesn't hold it.
        NotContains = "notContains",
        /// A list of exactly these items.
        ContainsOnly = "containsOnly",
        /// Changed, from whatever to whatever.
        Changed = "changed",
    }
}

text_enum! {
    /// Which state a filter looks at.
    #[cfg_attr(feature = "schema", schemars(inline))]
    pub enum State {
        /// After the event.
        New = "newState",
        /// Before the event.
        Old = "oldState",
    }
}

text_enum! {
    /// Whether all filters must hold or any.
    #[cfg_attr(feature = "schema", schemars(inline))]
    pub enum Connector {
        /// All.
        And = "AND",
        /// Any.
        Or = "OR",
    }
}

/// A filter of a subscription (facts, section 8.5): one condition, or a group of 2 to 5 that stands for one.
#[derive(Clone, Debug)]
pub enum EventFilter {
    /// One condition.
    One {
        /// The field.
        field: String,
        /// How to compare.
        comparison: Comparison,
        /// What with.
        value: Json,
        /// Which state is looked at.
        state: Option<State>,
    },
    /// Several that stand for one.
    Group {
        /// Whether all of them must hold or any.
        connector: Connector,
        /// The conditions.
        filters: Vec<EventFilter>,
    },
}

/// The most conditions of a group, and the most groups.
const GROUP_SIZES: std::ops::RangeInclusive<usize> = 2..=5;
const MOST_GROUPS: usize = 10;

impl Read for EventFilter {
    fn blank() -> Self {
        EventFilter::Group {
            connector: Connector::And,
            filters: Vec::new(),
        }
    }

    fn read(&mut self, json: &Json, path: &str, problems: &mut Problems) {
        let mut kind = None::<Json>;
        if json.text_at("type").as_deref() == Some("group") {
            let (mut connector, mut filters) = (Connector::And, Vec::new());
            read_fields(
                json,
                path,
                problems,
                &["type", "connector", "filters"],
                &mut [&mut kind, &mut connector, &mut filters],
            );
            *self = EventFilter::Group { connector, filters };
            return;
        }
        let (mut field, mut comparison, mut value, mut state) = (String::new(), None, None, None);
        read_fields(
            json,
            path,
            problems,
            &["type", "fieldName", "comparison", "fieldValue", "state"],
            &mut [
                &mut kind,
                &mut field,
                &mut comparison,
                &mut value,
                &mut state,
            ],
        );
        *self = EventFilter::One {
            field,
            comparison: comparison.unwrap_or(Comparison::Equal),
            // As the documentation's own samples of 'changed' have it.
            value: value.unwrap_or_else(|| "".into()),
            state,
        };
    }
}

impl EventFilter {
    fn is_group(&self) -> bool {
        matches!(self, EventFilter::Group { .. })
    }
}

impl ToJson for EventFilter {
    /// As Workfront takes it.
    fn to_json(&self) -> Json {
        match self {
            EventFilter::One {
                field,
                comparison,
                value,
                state,
            } => object_with(
                &["fieldName", "comparison", "fieldValue", "state"],
                &[field, comparison, value, state],
            ),
            EventFilter::Group { connector, filters } => object_with(
                &["type", "connector", "filters"],
                &[&"group", connector, filters],
            ),
        }
    }
}

/// Finds what Workfront would take without a word and never send an event for (facts, section 12, trap 45).
pub fn check(
    filters: &[EventFilter],
    event: EventType,
    is_user: bool,
    path: &str,
    problems: &mut Problems,
) {
    if count_groups(filters) > MOST_GROUPS {
        problems.add(path, format!("must have at most {MOST_GROUPS} groups"));
    }
    for (index, filter) in filters.iter().enumerate() {
        let path = item(path, index);
        match filter {
            EventFilter::One {
                field,
                comparison,
                state,
                ..
            } => {
                if is_user {
                    check_field(field, *comparison, &join(&path, "fieldName"), problems);
                }
                if event == EventType::Create && *state == Some(State::Old) {
                    let problem = "must be newState: what is created has no state before";
                    problems.add(&join(&path, "state"), problem);
                }
            }
            EventFilter::Group { filters, .. } => {
                let path = join(&path, "filters");
                if !GROUP_SIZES.contains(&filters.len()) {
                    problems.add(&path, "must have 2 to 5 filters");
                }
                if count_groups(filters) > 0 {
                    problems.add(&path, "must hold no further groups");
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
    problems.add(
        path,
        format!(
            "'{field}' is in no event of a user, so it would never match; known are {}",
            text::join(USER_FIELDS, ", ")
        ),
    );
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
            "description": "One condition on an event's states, or a group of 2 to 5 that stands for one. A filter that can't match is no error to Workfront, and can't be changed: delete the subscription and make another.",
            "anyOf": [
                {
                    "type": "object",
                    "properties": {
                        "fieldName": { "type": "string", "description": "A field that events of users carry, such as 'isActive', 'accessLevelID' or 'DE:Employee Number'; not username, firstName or lastName." },
                        "comparison": comparison,
                        "fieldValue": { "description": "What to compare with; upper and lower case differ. Not needed for 'changed'." },
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
