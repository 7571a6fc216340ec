//! How to connect: where to, and with which credentials.

use super::fields;
use super::options::{self, OptionManifest};
use super::variants::describe;
use crate::auth::{CredentialType, credential_fields};
use schemars::JsonSchema;
use serde::Serialize;

/// How to connect.
#[derive(Debug, JsonSchema, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ConnectionManifest {
    /// The action that tells whether a connection works.
    pub test: &'static str,
    /// The options, of which a form offers some.
    pub options: Vec<OptionManifest>,
    /// The kinds of credential; a connection has one of them.
    pub credentials: Vec<CredentialManifest>,
}

/// A kind of credential.
#[derive(Debug, JsonSchema, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CredentialManifest {
    /// The value of `type`.
    #[serde(rename = "type")]
    pub kind: CredentialType,
    /// A short name for people.
    pub title: &'static str,
    /// Where it comes from.
    pub description: &'static str,
    /// How requests carry it.
    pub sent_as: String,
    /// Its values.
    pub fields: Vec<CredentialField>,
}

/// A value of a credential.
#[derive(Debug, JsonSchema, Serialize)]
pub struct CredentialField {
    /// Its name.
    pub name: &'static str,
    /// What it is called.
    pub title: String,
    /// What it is.
    pub description: &'static str,
    /// Its type in TypeScript.
    #[serde(rename = "type")]
    pub ts_type: &'static str,
    /// Whether it must be set.
    pub required: bool,
    /// Whether it is secret: it must not be shown or logged.
    pub secret: bool,
    /// Whether it has several lines.
    pub multiline: bool,
}

/// The kinds that a form offers, the most common ones first. `supplied` is a function, which a form can't offer.
const KINDS: &[(CredentialType, &str, &str)] = &[
    (
        CredentialType::ImsServerToServer,
        "Adobe OAuth server-to-server",
        "A credential of an Adobe Developer Console project. Copy its scopes from the credential's page.",
    ),
    (
        CredentialType::OauthJwt,
        "Workfront OAuth2 application (JWT)",
        "A machine-to-machine application, created in Workfront's setup under OAuth2 applications.",
    ),
    (
        CredentialType::OauthRefresh,
        "Workfront OAuth2 application (refresh token)",
        "The refresh token from a user's consent. It may be replaced at each use.",
    ),
    (
        CredentialType::ApiKey,
        "Workfront API key",
        "Created in Workfront's setup under customer information. It expires monthly unless set otherwise.",
    ),
    (
        CredentialType::Bearer,
        "Adobe access token",
        "A token of Adobe IMS that your own system renews.",
    ),
    (
        CredentialType::Session,
        "Workfront session",
        "A session, or the access token of a Workfront OAuth2 application, that your own system renews.",
    ),
    (
        CredentialType::Login,
        "Name and password (legacy)",
        "Adobe no longer allows it to any organization.",
    ),
];

impl ConnectionManifest {
    /// What this version takes.
    ///
    /// # Errors
    /// An option has a type that has no name in TypeScript, or a credential has no doc comment.
    pub fn new() -> serde_json::Result<Self> {
        Ok(ConnectionManifest {
            test: "testConnection",
            options: options::all()?,
            credentials: KINDS.iter().map(credential).collect::<Result<_, _>>()?,
        })
    }
}

fn credential(
    kind: &(CredentialType, &'static str, &'static str),
) -> serde_json::Result<CredentialManifest> {
    let (kind, title, description) = *kind;
    let fields = credential_fields(kind).iter();
    Ok(CredentialManifest {
        kind,
        title,
        description,
        sent_as: describe(&kind)?,
        fields: fields
            .map(|field| CredentialField {
                name: field.name,
                title: fields::title(field.name),
                description: field.description,
                ts_type: field.ts_type(),
                required: field.required,
                secret: field.secret,
                multiline: field.is_multiline(),
            })
            .collect(),
    })
}
