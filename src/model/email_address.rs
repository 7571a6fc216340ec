use super::person_key::{email_problem, trimmed};
use crate::input::parsed;
use serde::{Deserialize, Deserializer};

/// No white space and no characters that can't be seen, except white space at the ends. Not every such character is in it.
#[cfg(feature = "schema")]
const PATTERN: &str = "^\\s*[^\\s\\u00ad\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufeff]+@[^\\s\\u00ad\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufeff]+\\s*$";

/// An e-mail address, as the input has it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(inline, description = ""))]
#[cfg_attr(feature = "schema", schemars(extend("pattern" = PATTERN)))]
pub struct EmailAddress(String);

impl EmailAddress {
    /// The address as a string.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<'de> Deserialize<'de> for EmailAddress {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        parsed(deserializer, EmailAddress(String::new()), |text| {
            let address = trimmed(&text);
            match email_problem(address) {
                None => Ok(EmailAddress(address.to_owned())),
                Some(problem) => Err(problem),
            }
        })
    }
}
