//! How to connect: where to, and with which credentials.

use super::fields;
use super::options::{self, OptionManifest};
use crate::auth::{CredentialType, Field, Kind, TokenSource, TokenUrl, form_kinds};
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
    pub sent_as: &'static str,
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
    /// What is used when it is absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default: Option<String>,
}

impl ConnectionManifest {
    /// What this version takes.
    ///
    /// # Errors
    /// An option has a type that has no name in TypeScript.
    pub fn new() -> serde_json::Result<Self> {
        Ok(ConnectionManifest {
            test: "testConnection",
            options: options::all()?,
            credentials: form_kinds().map(credential).collect(),
        })
    }
}

fn credential(credential_type: CredentialType) -> CredentialManifest {
    let kind = credential_type.kind();
    CredentialManifest {
        kind: credential_type,
        title: kind.title.0,
        description: kind.description.0,
        sent_as: kind.sent_as.0,
        fields: kind.fields.iter().map(|field| value(kind, field)).collect(),
    }
}

fn value(kind: &Kind, field: &Field) -> CredentialField {
    CredentialField {
        name: field.name,
        title: fields::title(field.name),
        description: field.description.0,
        ts_type: field.ts_type(),
        required: field.required,
        secret: field.secret,
        multiline: field.is_multiline(),
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
