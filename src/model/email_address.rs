use super::person_key::{email_problem, trimmed};
use crate::input::parsed;
use serde::{Deserialize, Deserializer};

/// An e-mail address, as the input has it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(inline, description = ""))]
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
