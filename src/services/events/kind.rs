use crate::error::cut;
use crate::input::parsed;
use serde::{Deserialize, Deserializer, Serialize};
use std::str::FromStr;
use strum::{EnumString, IntoStaticStr, VariantArray};

/// The type of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "UPPERCASE")]
#[derive(IntoStaticStr, EnumString, VariantArray)]
#[strum(serialize_all = "UPPERCASE")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(inline))]
pub enum EventType {
    /// The object was created.
    Create,
    /// The object was changed.
    Update,
    /// The object was deleted.
    Delete,
}

impl EventType {
    /// The name in inputs and requests.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// The type of an event: `CREATE`, `UPDATE` or `DELETE`. Names such as `USER_CREATE`, which Workfront doesn't have but
/// people use, are accepted too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventName {
    /// The type.
    pub event: EventType,
    /// The objCode, if the name has one.
    pub obj_code: Option<String>,
}

impl EventName {
    /// Parses a name, in any case.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.to_ascii_uppercase();
        if let Ok(event) = EventType::from_str(&text) {
            let obj_code = None;
            return Some(EventName { event, obj_code });
        }
        let (code, event) = text.rsplit_once('_')?;
        Some(EventName {
            event: EventType::from_str(event).ok()?,
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
