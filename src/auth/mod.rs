//! Credentials, supplied by the host and stored nowhere else; here they become headers, never part of a URL.

use crate::input::{Fields, Problems, Read, text_enum};
use crate::json::Json;
use std::fmt;

text_enum! {
    /// The kinds of credential.
    pub enum CredentialType {
        /// A token of Adobe IMS: `Authorization: Bearer`, with `x-gw-ims-org-id` when the organisation is given.
        Bearer = "bearer",
        /// A Workfront API key: the header `apiKey`.
        ApiKey = "apiKey",
        /// A session, or the access token of a Workfront OAuth2 application: the header `sessionID`.
        Session = "session",
    }
}

/// A credential. `Debug` tells only its type.
#[derive(Clone)]
pub enum Credentials {
    /// See [`CredentialType::Bearer`].
    Bearer {
        /// The token.
        access_token: String,
        /// The IMS organisation, such as `X@AdobeOrg`.
        ims_org_id: Option<String>,
    },
    /// See [`CredentialType::ApiKey`].
    ApiKey {
        /// The key.
        api_key: String,
    },
    /// See [`CredentialType::Session`].
    Session {
        /// The session's ID.
        session_id: String,
    },
}

impl Credentials {
    /// The type of this credential.
    pub fn kind(&self) -> CredentialType {
        match self {
            Credentials::Bearer { .. } => CredentialType::Bearer,
            Credentials::ApiKey { .. } => CredentialType::ApiKey,
            Credentials::Session { .. } => CredentialType::Session,
        }
    }

    /// The headers that carry it (facts, section 1.5). Only one kind is ever sent.
    pub fn headers(&self) -> Vec<(&'static str, String)> {
        match self {
            Credentials::Bearer {
                access_token,
                ims_org_id,
            } => {
                let mut headers = vec![("Authorization", format!("Bearer {access_token}"))];
                headers.extend(ims_org_id.clone().map(|org| ("x-gw-ims-org-id", org)));
                headers
            }
            Credentials::ApiKey { api_key } => vec![("apiKey", api_key.clone())],
            Credentials::Session { session_id } => vec![("sessionID", session_id.clone())],
        }
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Credentials({})", self.kind().as_str())
    }
}

impl Read for Credentials {
    fn read(json: &Json, path: &str, problems: &mut Problems) -> Option<Self> {
        let known = ["type", "accessToken", "imsOrgId", "apiKey", "sessionID"];
        let fields = Fields::open(json, path, &known, problems)?;
        Some(match fields.read::<CredentialType>("type", problems)? {
            CredentialType::Bearer => {
                let access_token = read_secret(&fields, path, "accessToken", problems);
                let ims_org_id = fields.read::<Option<String>>("imsOrgId", problems);
                Credentials::Bearer {
                    access_token: access_token?,
                    ims_org_id: ims_org_id?,
                }
            }
            CredentialType::ApiKey => Credentials::ApiKey {
                api_key: read_secret(&fields, path, "apiKey", problems)?,
            },
            CredentialType::Session => Credentials::Session {
                session_id: read_secret(&fields, path, "sessionID", problems)?,
            },
        })
    }
}

/// A secret is a text that fits into a header. Problems never repeat it.
fn read_secret(
    fields: &Fields<'_>,
    path: &str,
    name: &str,
    problems: &mut Problems,
) -> Option<String> {
    let secret = fields.read::<String>(name, problems)?;
    let fits = !secret.trim().is_empty() && secret.bytes().all(|byte| (0x21..0x7f).contains(&byte));
    if !fits {
        problems.add(
            &format!("{path}.{name}"),
            "must be one word without spaces, as a header can carry it",
        );
    }
    fits.then_some(secret)
}
