use crate::input::text_enum;

text_enum! {
    /// The kinds of credential.
    pub enum CredentialType {
        /// A token of Adobe IMS: `Authorization: Bearer`, with `x-gw-ims-org-id` when the organisation is given.
        Bearer = "bearer",
        /// A Workfront API key: the header `apiKey`.
        ApiKey = "apiKey",
        /// A session, or the access token of a Workfront OAuth2 application: the header `sessionID`.
        Session = "session",
        /// Adobe IMS OAuth server-to-server: exchanged for a token that goes out as [`CredentialType::Bearer`].
        ImsServerToServer = "imsServerToServer",
        /// A Workfront OAuth2 application of the type machine-to-machine: a signed JWT becomes a session.
        OauthJwt = "oauthJwt",
        /// A refresh token of a Workfront OAuth2 application, which becomes a session.
        OauthRefresh = "oauthRefresh",
        /// A user's name and password, which become a session. Legacy.
        Login = "login",
        /// One of the others, which a function of the host gives when it is needed.
        Supplied = "supplied",
    }
}

impl CredentialType {
    /// Whether it is exchanged for a token, rather than sent as it is.
    pub fn is_exchanged(self) -> bool {
        use CredentialType::{ImsServerToServer, Login, OauthJwt, OauthRefresh};
        matches!(self, ImsServerToServer | OauthJwt | OauthRefresh | Login)
    }
}
