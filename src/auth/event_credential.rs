use crate::transport::Header;
use serde::Deserialize;

/// Which header carries the credential to the service of event subscriptions. Workfront's documentation names
/// several (docs/workfront-facts.md#subscription-access), and no source settles which of them a tenant takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, serde::Serialize))]
pub enum EventCredential {
    /// The same as for everything else.
    Same,
    /// `sessionID`.
    #[serde(rename = "sessionID")]
    SessionId,
    /// `apiKey`.
    ApiKey,
    /// `Authorization`, without `Bearer`.
    #[serde(rename = "Authorization")]
    Authorization,
    /// `X-User-Token`.
    #[serde(rename = "X-User-Token")]
    UserToken,
}

impl EventCredential {
    /// The headers to send, made of those that carry the credential to the objects.
    pub fn headers(self, usual: &[Header]) -> Vec<Header> {
        // Two more are added to it.
        let mut headers = Vec::with_capacity(usual.len() + 2);
        headers.extend_from_slice(usual);
        let carrier = match self {
            EventCredential::Same => return headers,
            EventCredential::SessionId => "sessionID",
            EventCredential::ApiKey => "apiKey",
            EventCredential::Authorization => "Authorization",
            EventCredential::UserToken => "X-User-Token",
        };
        for (header, value) in &mut headers {
            // The organisation's header stays.
            if matches!(*header, "Authorization" | "sessionID" | "apiKey") {
                *header = carrier;
                *value = value
                    .strip_prefix("Bearer ")
                    .unwrap_or(value)
                    .to_owned()
                    .into();
            }
        }
        headers
    }
}
