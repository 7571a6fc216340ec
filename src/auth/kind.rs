use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

/// The kinds of credential.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, IntoStaticStr, VariantArray,
)]
#[serde(rename_all = "camelCase")]
#[strum(serialize_all = "camelCase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum CredentialType {
    /// Sent as `Authorization: Bearer`, with `x-gw-ims-org-id` if `imsOrgId` is set.
    Bearer,
    /// Sent in the header `apiKey`.
    ApiKey,
    /// Sent in the header `sessionID`.
    Session,
    /// Exchanged for a token of Adobe IMS, which is sent as `bearer` is.
    ImsServerToServer,
    /// A JWT, signed by the runtime's WebCrypto with RS256, is exchanged for a session.
    OauthJwt,
    /// Exchanged for a session, and perhaps for the next refresh token: see `onRefreshToken`.
    OauthRefresh,
    /// Exchanged for a session.
    Login,
    /// One of the other kinds, returned by a function of the host.
    Supplied,
}

impl CredentialType {
    /// The name, as it crosses the boundary.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// Whether it is exchanged for a token, rather than sent as it is.
    pub fn is_exchanged(self) -> bool {
        use CredentialType::{ImsServerToServer, Login, OauthJwt, OauthRefresh};
        matches!(self, ImsServerToServer | OauthJwt | OauthRefresh | Login)
    }
}
