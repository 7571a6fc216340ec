//! How to connect: where to, and with which credentials.

use super::fields;
use crate::auth::{CredentialType, credential_fields};
use crate::model::SUPPORT_ENDS;
use schemars::JsonSchema;
use serde::Serialize;

/// How to connect.
#[derive(Debug, JsonSchema, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ConnectionManifest {
    /// The action that tells whether a connection works.
    pub test: &'static str,
    /// The options besides the credential.
    pub options: Vec<OptionManifest>,
    /// The kinds of credential; a connection has one of them.
    pub credentials: Vec<CredentialManifest>,
}

/// An option of a connection.
#[derive(Debug, JsonSchema, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OptionManifest {
    /// Its name.
    pub name: &'static str,
    /// What it is called.
    pub title: String,
    /// What it is.
    pub description: &'static str,
    /// Whether it must be given.
    pub required: bool,
    /// What to write, for instance.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub placeholder: Option<&'static str>,
    /// What may be chosen.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<String>,
}

/// A kind of credential.
#[derive(Debug, JsonSchema, Serialize)]
pub struct CredentialManifest {
    /// The value of `type`.
    #[serde(rename = "type")]
    pub kind: CredentialType,
    /// A short name for people.
    pub title: &'static str,
    /// Where it comes from.
    pub description: &'static str,
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
    /// Whether it must be given.
    pub required: bool,
    /// Whether it may be seen by nobody.
    pub secret: bool,
    /// Whether it has several lines.
    pub multiline: bool,
}

/// The kinds that a form offers, the usual ones first; `supplied` is a function, which no form can give.
const KINDS: &[(CredentialType, &str, &str)] = &[
    (
        CredentialType::ImsServerToServer,
        "Adobe OAuth server-to-server",
        "A credential of an Adobe Developer Console project. Copy its scopes from the credential's page.",
    ),
    (
        CredentialType::OauthJwt,
        "Workfront OAuth2 application (JWT)",
        "A machine-to-machine application, made in Workfront's setup under OAuth2 applications.",
    ),
    (
        CredentialType::OauthRefresh,
        "Workfront OAuth2 application (refresh token)",
        "The refresh token that a person's consent gave. It may be replaced at each use.",
    ),
    (
        CredentialType::ApiKey,
        "Workfront API key",
        "Made in Workfront's setup under customer information. It expires monthly unless set otherwise.",
    ),
    (
        CredentialType::Bearer,
        "Adobe access token",
        "A token of Adobe IMS that something else keeps fresh.",
    ),
    (
        CredentialType::Session,
        "Workfront session",
        "A session, or the access token of a Workfront OAuth2 application, that something else keeps fresh.",
    ),
    (
        CredentialType::Login,
        "Name and password (legacy)",
        "Adobe allows it to no organization any more.",
    ),
];

impl ConnectionManifest {
    /// What this version takes.
    pub fn new() -> Self {
        ConnectionManifest {
            test: "testConnection",
            options: options(),
            credentials: KINDS.iter().map(credential).collect(),
        }
    }
}

impl Default for ConnectionManifest {
    fn default() -> Self {
        ConnectionManifest::new()
    }
}

fn options() -> Vec<OptionManifest> {
    let option = |name, description, placeholder| OptionManifest {
        title: fields::title(name),
        name,
        description,
        required: false,
        placeholder: Some(placeholder),
        choices: Vec::new(),
    };
    let mut versions = option(
        "apiVersion",
        "The version of Workfront's API that every call names.",
        "v18.0",
    );
    let known = SUPPORT_ENDS.iter().map(|(version, _, _)| version);
    versions.choices = known.map(|version| format!("v{version}.0")).collect();
    vec![
        option(
            "domain",
            "Your Workfront domain, such as 'acme' for acme.my.workfront.com, or a whole host of Workfront's. This or the base URL must be given.",
            "acme",
        ),
        option(
            "baseUrl",
            "The base URL, instead of the domain.",
            "https://acme.my.workfront.com",
        ),
        versions,
    ]
}

fn credential(kind: &(CredentialType, &'static str, &'static str)) -> CredentialManifest {
    let (kind, title, description) = *kind;
    CredentialManifest {
        kind,
        title,
        description,
        fields: credential_fields(kind)
            .iter()
            .map(|field| CredentialField {
                name: field.name,
                title: fields::title(field.name),
                description: field.description,
                required: field.required,
                secret: field.secret,
                multiline: field.is_multiline(),
            })
            .collect(),
    }
}
