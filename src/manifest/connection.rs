//! How to connect: the address, and the kinds of credential.

use super::fields;
use crate::auth::{CredentialType, Field, Format, Kind, TokenSource, TokenUrl, form_kinds};
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
    /// The kinds of credential; a connection has one of them. Recommended ones come first.
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
    /// What requests carry. It completes "The credential becomes …".
    pub becomes: &'static str,
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
    /// Whether it is required.
    pub required: bool,
    /// Whether it must never be shown.
    pub secret: bool,
    /// Whether it has several lines.
    pub multiline: bool,
    /// Whether it may also be an array of strings.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub list: bool,
    /// What takes its place when it is absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default: Option<String>,
}

impl ConnectionManifest {
    /// What this version accepts.
    pub fn new() -> Self {
        ConnectionManifest {
            test: "testConnection",
            options: options(),
            credentials: form_kinds().map(credential).collect(),
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

fn credential(credential_type: CredentialType) -> CredentialManifest {
    let kind = credential_type.kind();
    CredentialManifest {
        kind: credential_type,
        title: kind.title.0,
        description: kind.description.0,
        becomes: kind.becomes.0,
        fields: kind.fields.iter().map(|field| value(kind, field)).collect(),
    }
}

fn value(kind: &Kind, field: &Field) -> CredentialField {
    CredentialField {
        name: field.name,
        title: fields::title(field.name),
        description: field.description.0,
        required: field.required,
        secret: field.secret,
        multiline: matches!(field.format, Format::PrivateKey),
        list: matches!(field.format, Format::Scopes),
        default: default_of(kind, field),
    }
}

fn default_of(kind: &Kind, field: &Field) -> Option<String> {
    match &kind.token {
        TokenSource::Exchange(exchange) if field.name == "tokenUrl" => Some(match exchange.url {
            TokenUrl::Absolute(url) => url.to_owned(),
            TokenUrl::Tenant(path) => format!("{path} of the tenant"),
            TokenUrl::Api(path) => format!("{path} of the tenant's API"),
        }),
        _ => (!field.default.is_empty()).then(|| field.default.to_owned()),
    }
}
