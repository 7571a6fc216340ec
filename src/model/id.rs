use crate::input::{parsed, with_value};
use serde::{Deserialize, Deserializer};
use std::fmt;

/// The ID of a Workfront object: 1–64 letters, digits, `-` or `_`.
///
/// Workfront's own IDs are 32 hexadecimal digits. The wider form allows readable IDs in test tenants; no character of it
/// can change the URL path that contains it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(inline, description = ""))]
#[cfg_attr(feature = "schema", schemars(extend("pattern" = "^[A-Za-z0-9_-]{1,64}$")))]
pub struct Id(String);

impl Id {
    /// Parses an ID; `None` when `text` has another form.
    pub fn parse(text: &str) -> Option<Self> {
        fits(text).then(|| Id(text.to_owned()))
    }

    /// The ID as a string.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether `text` has the form of an ID that Workfront assigns: 32 hexadecimal digits (docs/workfront-facts.md#ids).
pub(crate) fn is_guid(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn fits(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        parsed(deserializer, Id(String::new()), |text| {
            if fits(&text) {
                return Ok(Id(text));
            }
            let problem = "must be an ID (1 to 64 letters, digits, '-' or '_')";
            Err(with_value(problem, &text))
        })
    }
}
