use crate::error::cut;
use crate::input::{parsed, text_enum};
use serde::{Deserialize, Deserializer};

text_enum! {
    /// What happened to an object.
    #[cfg_attr(feature = "schema", schemars(inline))]
    pub enum EventType {
        /// It was made.
        Create = "CREATE",
        /// It was changed.
        Update = "UPDATE",
        /// It was deleted.
        Delete = "DELETE",
    }
}

/// When to tell: `CREATE`, `UPDATE` or `DELETE`. `USER_CREATE` and the like, which Workfront doesn't have but its users
/// speak of, are understood as well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventName {
    /// What happens.
    pub event: EventType,
    /// The object's code, where the name has one.
    pub obj_code: Option<String>,
}

impl EventName {
    /// The event of this name, whatever its case.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.to_ascii_uppercase();
        if let Some(event) = EventType::from_text(&text) {
            let obj_code = None;
            return Some(EventName { event, obj_code });
        }
        let (code, event) = text.rsplit_once('_')?;
        Some(EventName {
            event: EventType::from_text(event)?,
            obj_code: Some(code.to_owned()).filter(|code| !code.is_empty()),
        })
    }
}

impl<'de> Deserialize<'de> for EventName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let blank = EventName {
            event: EventType::Create,
            obj_code: None,
        };
        parsed(deserializer, blank, |text| {
            EventName::parse(&text)
                .ok_or_else(|| format!("'{}' is not CREATE, UPDATE or DELETE", cut(&text)))
        })
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for EventName {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "EventName".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "enum": ["CREATE", "UPDATE", "DELETE", "USER_CREATE", "USER_UPDATE", "USER_DELETE"],
        })
    }
}
