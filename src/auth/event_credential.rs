use crate::input::text_enum;
use crate::transport::Header;

text_enum! {
    /// Which header carries the credential to the service of event subscriptions. Workfront's documentation names
    /// several (facts, section 8.1), and no source settles which of them a tenant takes.
    pub enum EventCredential {
        /// The same as for everything else.
        Same = "same",
        /// `sessionID`.
        SessionId = "sessionID",
        /// `apiKey`.
        ApiKey = "apiKey",
        /// `Authorization`, without `Bearer`.
        Authorization = "Authorization",
        /// `X-User-Token`.
        UserToken = "X-User-Token",
    }
}

impl EventCredential {
    /// The headers to send, made of those that carry the credential to the objects.
    pub fn headers(self, usual: &[Header]) -> Vec<Header> {
        // Two more are added to it.
        let mut headers = Vec::with_capacity(usual.len() + 2);
        headers.extend_from_slice(usual);
        if self == EventCredential::Same {
            return headers;
        }
        for (header, value) in &mut headers {
            // The organisation's header stays.
            if matches!(*header, "Authorization" | "sessionID" | "apiKey") {
                *header = self.as_str();
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
