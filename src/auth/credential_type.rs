//! The name of a kind of credential, as inputs and outputs have it.

use super::kind::TokenSource;
use super::kinds::CredentialType;
use crate::input::{not_one_of, parsed};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use strum::VariantArray;

impl CredentialType {
    /// The value of the credential's `type`, such as `apiKey`.
    pub fn as_str(self) -> &'static str {
        self.kind().name
    }

    /// Whether the credential is exchanged for a token, rather than sent itself. Each token costs 1 request.
    pub fn is_exchanged(self) -> bool {
        matches!(self.kind().token, TokenSource::Exchange(_))
    }

    /// Whether the host's function `credentials` returns the credential.
    pub(crate) fn is_supplied(self) -> bool {
        matches!(self.kind().token, TokenSource::Host)
    }
}

impl From<CredentialType> for &'static str {
    fn from(kind: CredentialType) -> Self {
        kind.as_str()
    }
}

impl Serialize for CredentialType {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for CredentialType {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        parsed(deserializer, CredentialType::Supplied, |name| {
            let mut kinds = CredentialType::VARIANTS.iter();
            let kind = kinds.find(|kind| kind.as_str() == name);
            kind.copied().ok_or_else(|| {
                let names: Vec<&str> = form_kinds().map(CredentialType::as_str).collect();
                not_one_of(&name, &names)
            })
        })
    }
}

/// The kinds that options and forms can name, in the registry's order.
pub(crate) fn form_kinds() -> impl Iterator<Item = CredentialType> {
    let kinds = CredentialType::VARIANTS.iter().copied();
    kinds.filter(|kind| !kind.is_supplied())
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for CredentialType {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "CredentialType".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let names: Vec<&str> = form_kinds().map(CredentialType::as_str).collect();
        schemars::json_schema!({ "type": "string", "enum": names })
    }
}
