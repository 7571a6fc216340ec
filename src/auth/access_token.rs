use super::redact::{redact_forms, redact_text_forms};
use super::secret_forms::SecretForms;
use super::{CredentialType, Credentials};
use crate::error::Error;
use crate::transport::Header;
use std::cell::OnceCell;
use std::fmt;
use std::rc::Rc;

/// The token that requests carry: a static credential, or the result of an exchange. `Debug` shows only its type.
pub struct AccessToken {
    /// The type of the credential that the token comes from.
    pub kind: CredentialType,
    /// The headers that requests carry (docs/workfront-facts.md#headers). The first one holds the token.
    pub headers: Vec<Header>,
    /// Every text that must never be shown.
    pub secrets: Vec<String>,
    /// What to search for in errors; built for the first one.
    forms: OnceCell<SecretForms>,
    /// When to renew the token, in milliseconds since 1970; `None` when it has no known end.
    pub(crate) renew_at: Option<f64>,
    /// The credential that the token comes from.
    pub(crate) credentials: Credentials,
    /// The credential, if the token is a session that the connection opened and can end.
    pub(crate) opened_by: Option<Credentials>,
}

impl AccessToken {
    /// The token of a credential that is sent as it is: its first secret.
    pub(crate) fn from_static(credentials: &Credentials) -> Rc<Self> {
        let token = credentials.secret_values().first().copied();
        AccessToken::with_token(credentials, token.unwrap_or_default(), None, None)
    }

    /// A token of this credential.
    pub(crate) fn with_token(
        credentials: &Credentials,
        token: &str,
        renew_at: Option<f64>,
        opened_by: Option<Credentials>,
    ) -> Rc<Self> {
        let header = &credentials.kind().kind().header;
        let value = [header.prefix, token].concat();
        let mut headers: Vec<Header> = vec![(header.name, value.into())];
        for (name, value) in credentials.headers() {
            headers.push((name, value.to_owned().into()));
        }
        let mut secrets = credentials.secrets();
        secrets.push(token.to_owned());
        Rc::new(AccessToken {
            kind: credentials.kind(),
            credentials: credentials.clone(),
            headers,
            secrets,
            forms: OnceCell::new(),
            renew_at,
            opened_by,
        })
    }

    /// The same error without the secrets of the token and its credential.
    pub(crate) fn redact(&self, error: Error) -> Error {
        redact_forms(error, self.forms())
    }

    /// Removes the secrets of the token and its credential from a text.
    pub(crate) fn redact_text(&self, text: &mut String) {
        redact_text_forms(text, self.forms());
    }

    fn forms(&self) -> &SecretForms {
        self.forms.get_or_init(|| SecretForms::of(&[&self.secrets]))
    }

    /// Whether the token must be renewed before it is used. `now` is in milliseconds since 1970.
    pub(crate) fn is_due(&self, now: f64) -> bool {
        self.renew_at.is_some_and(|renew_at| renew_at <= now)
    }
}

impl fmt::Debug for AccessToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AccessToken(")?;
        f.write_str(self.kind.as_str())?;
        f.write_str(")")
    }
}
