use crate::transport::Header;
use serde::Deserialize;

/// The header that carries the token to the service of event subscriptions. Workfront's documentation names several
/// (docs/workfront-facts.md#subscription-access), and no source states which of them a tenant accepts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, serde::Serialize))]
pub enum EventCredential {
    /// The same as for every other request.
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
    /// The headers for the service of event subscriptions, from those of an access token: the first one holds the token.
    pub fn headers(self, token_headers: &[Header]) -> Vec<Header> {
        // Two more are added to it.
        let mut headers = Vec::with_capacity(token_headers.len() + 2);
        headers.extend_from_slice(token_headers);
        let name = match self {
            EventCredential::Same => return headers,
            EventCredential::SessionId => "sessionID",
            EventCredential::ApiKey => "apiKey",
            EventCredential::Authorization => "Authorization",
            EventCredential::UserToken => "X-User-Token",
        };
        if let Some((header, value)) = headers.first_mut() {
            *header = name;
            let token = value.strip_prefix("Bearer ").unwrap_or(value);
            *value = token.to_owned().into();
        }
        headers
    }
}
