use crate::input::{parsed, with_value};
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
        parsed(
            deserializer,
            EmailAddress(String::new()),
            |text| match text.contains('@') {
                true => Ok(EmailAddress(text)),
                false => Err(with_value("must be an e-mail address", &text)),
            },
        )
    }
}
