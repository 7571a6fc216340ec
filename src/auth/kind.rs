use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

/// The kinds of credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[derive(IntoStaticStr, VariantArray)]
#[strum(serialize_all = "camelCase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum CredentialType {
    /// A token of Adobe IMS: `Authorization: Bearer`, with `x-gw-ims-org-id` when the organisation is given.
    Bearer,
    /// A Workfront API key: the header `apiKey`.
    ApiKey,
    /// A session, or the access token of a Workfront OAuth2 application: the header `sessionID`.
    Session,
    /// Adobe IMS OAuth server-to-server: exchanged for a token that goes out as [`CredentialType::Bearer`].
    ImsServerToServer,
    /// A Workfront OAuth2 application of the type machine-to-machine: a signed JWT becomes a session.
    OauthJwt,
    /// A refresh token of a Workfront OAuth2 application, which becomes a session.
    OauthRefresh,
    /// A user's name and password, which become a session. Legacy.
    Login,
    /// One of the others, which a function of the host gives when it is needed.
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
