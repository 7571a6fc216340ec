//! The options and credentials of a connection.

use super::fields;
use super::options::{self, OptionManifest};
use crate::auth::{CredentialType, Field, Kind, TokenSource, TokenUrl, form_kinds};
use schemars::JsonSchema;
use serde::Serialize;

/// The options and credentials of a connection.
#[derive(Debug, JsonSchema, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ConnectionManifest {
    /// The action that tests a connection.
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
    /// The name that forms show.
    pub title: &'static str,
    /// Where the credential comes from.
    pub description: &'static str,
    /// How requests carry it.
    pub sent_as: &'static str,
    /// The values of the credential.
    pub fields: Vec<CredentialField>,
}

/// A value of a credential.
#[derive(Debug, JsonSchema, Serialize)]
pub struct CredentialField {
    /// The name.
    pub name: &'static str,
    /// The label in a form.
    pub title: String,
    /// What the value is.
    pub description: &'static str,
    /// Its type in TypeScript.
    #[serde(rename = "type")]
    pub ts_type: &'static str,
    /// Whether it must be set.
    pub required: bool,
    /// Whether it is secret: it must not be shown or logged.
    pub secret: bool,
    /// Whether the value has several lines.
    pub multiline: bool,
    /// What is used when it is absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default: Option<String>,
}

impl ConnectionManifest {
    /// The options and credentials of this version.
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
            TokenUrl::Tenant(path) => format!("<baseUrl>{path}"),
            TokenUrl::Api(path) => format!("<baseUrl>/attask/api/<apiVersion>{path}"),
        }),
        _ => (!field.default.is_empty()).then(|| field.default.to_owned()),
    }
}
