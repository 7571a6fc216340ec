use super::{CredentialType, Credentials};
use crate::transport::Header;
use std::fmt;
use std::rc::Rc;

/// What goes out with a request: the headers that carry a credential. `Debug` tells only its type.
pub struct Pass {
    /// The type of the credential that it came of.
    pub kind: CredentialType,
    /// The headers (docs/workfront-facts.md#headers). Only one kind is ever sent.
    pub headers: Vec<Header>,
    /// What may be seen by nobody.
    pub secrets: Vec<String>,
    /// When to renew it, in milliseconds since 1970.
    pub(super) renew_at: Option<f64>,
    /// The credential, where this is a session that the connection has opened and can close.
    pub(super) opened_by: Option<Credentials>,
}

impl Pass {
    /// A credential that is sent as it is.
    pub(super) fn fixed(credentials: &Credentials) -> Rc<Self> {
        let token = credentials.values(true).first().copied();
        Pass::carrying(credentials, token.unwrap_or_default(), None, None)
    }

    /// The token that this credential was exchanged for, or the credential's own.
    pub(super) fn carrying(
        credentials: &Credentials,
        token: &str,
        renew_at: Option<f64>,
        opened_by: Option<Credentials>,
    ) -> Rc<Self> {
        let kind = credentials.kind();
        let (header, value) = match kind {
            CredentialType::Bearer | CredentialType::ImsServerToServer => {
                ("Authorization", format!("Bearer {token}"))
            }
            CredentialType::ApiKey => ("apiKey", token.to_owned()),
            // The access token of an OAuth2 application is a session, whatever its token_type says.
            _ => ("sessionID", token.to_owned()),
        };
        let mut headers: Vec<Header> = vec![(header, value.into())];
        // Only those that Adobe's gateway takes have one.
        if let Some(org) = credentials.get("imsOrgId") {
            headers.push(("x-gw-ims-org-id", org.to_owned().into()));
        }
        let mut secrets = credentials.secrets();
        secrets.push(token.to_owned());
        Rc::new(Pass {
            kind,
            headers,
            secrets,
            renew_at,
            opened_by,
        })
    }

    /// Whether it should be renewed before it is used.
    pub(super) fn is_due(&self, now: f64) -> bool {
        self.renew_at.is_some_and(|at| at <= now)
    }
}

impl fmt::Debug for Pass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pass(")?;
        f.write_str(self.kind.as_str())?;
        f.write_str(")")
    }
}
