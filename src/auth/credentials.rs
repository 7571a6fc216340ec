use super::CredentialType;
use super::field::{Field, SentAs};
use super::kind::{Exchange, TokenSource};
use crate::input::{Problems, check, join, read_field, read_json, unknown_field};
use crate::json::Json;
use crate::model::Id;
use serde::{Deserialize, Deserializer};
use std::fmt;

/// A credential as the host configured it. `Debug` shows only its type.
#[derive(Clone)]
pub struct Credentials {
    kind: CredentialType,
    values: Vec<(&'static Field, String)>,
}

impl Credentials {
    /// The type of this credential.
    pub fn kind(&self) -> CredentialType {
        self.kind
    }

    /// The value of this field, if it is present.
    pub fn get(&self, name: &str) -> Option<&str> {
        let value = self.values.iter().find(|(field, _)| field.name == name);
        value.map(|(_, value)| value.as_str())
    }

    /// The value of this field, or an empty string.
    pub(crate) fn get_or_empty(&self, name: &str) -> &str {
        self.get(name).unwrap_or_default()
    }

    /// The same credential with another value of a field that is present.
    pub(crate) fn with_value(&self, name: &str, value: &str) -> Self {
        let mut other = self.clone();
        for (field, known) in &mut other.values {
            if field.name == name {
                *known = value.to_owned();
            }
        }
        other
    }

    /// How the credential is exchanged for a token, if it is.
    pub(crate) fn exchange(&self) -> Option<&'static Exchange> {
        match &self.kind.kind().token {
            TokenSource::Exchange(exchange) => Some(exchange),
            TokenSource::Field | TokenSource::Host => None,
        }
    }

    /// The ID of the user whose credential it is, if the credential names it.
    pub(crate) fn own_user(&self) -> Option<Id> {
        let assertion = self.exchange()?.assertion.as_ref()?;
        Id::parse(self.get(assertion.subject)?)
    }

    /// Whether using the credential may replace its refresh token.
    pub(crate) fn rotates_refresh_token(&self) -> bool {
        self.exchange()
            .is_some_and(|exchange| exchange.rotates_refresh_token)
    }

    /// Every text that must never be shown. Of a private key, its content without the marks of PEM, and then each line.
    pub fn secrets(&self) -> Vec<String> {
        let mut secrets = Vec::new();
        for value in self.secret_values() {
            if !value.contains("-----BEGIN ") {
                secrets.push(value.to_owned());
                continue;
            }
            let parts = value.split("-----").map(str::trim);
            let is_mark = |part: &str| part.starts_with("BEGIN ") || part.starts_with("END ");
            for part in parts.filter(|part| !part.is_empty() && !is_mark(part)) {
                secrets.push(part.to_owned());
                secrets.extend(part.lines().map(str::to_owned));
            }
        }
        secrets
    }

    /// The values of the secret fields, in the order of the kind's fields.
    pub(crate) fn secret_values(&self) -> Vec<&str> {
        self.values_where(|field| field.secret)
    }

    /// The values of the other fields, in the order of the kind's fields.
    pub(super) fn public_values(&self) -> Vec<&str> {
        self.values_where(|field| !field.secret)
    }

    fn values_where(&self, fits: fn(&Field) -> bool) -> Vec<&str> {
        let values = self.values.iter().filter(|(field, _)| fits(field));
        values.map(|(_, value)| value.as_str()).collect()
    }

    /// The parameters of a token request that carry fields, in the order of the kind's fields.
    pub(super) fn parameters(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let fields = self.kind.kind().fields.iter();
        fields.filter_map(|field| {
            let SentAs::Parameter(name) = field.sent_as else {
                return None;
            };
            let value = self.get(field.name).filter(|value| !value.is_empty());
            let value = value.unwrap_or(field.default);
            (!value.is_empty()).then_some((name, value))
        })
    }

    /// The headers that carry fields in addition to the token.
    pub(super) fn headers(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.values
            .iter()
            .filter_map(|(field, value)| match field.sent_as {
                SentAs::Header(name) => Some((name, value.as_str())),
                SentAs::Token | SentAs::Parameter(_) => None,
            })
    }

    /// The warnings of `testConnection`: fields without which the credential may not work everywhere.
    pub(crate) fn field_warnings(&self) -> impl Iterator<Item = &'static str> {
        let fields = self.kind.kind().fields.iter();
        fields
            .filter(|field| self.get(field.name).is_none())
            .filter_map(|field| field.warning_if_absent)
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Credentials(")?;
        f.write_str(self.kind.as_str())?;
        f.write_str(")")
    }
}

impl<'de> Deserialize<'de> for Credentials {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let json = read_json(deserializer)?;
        let mut credentials = Credentials {
            kind: CredentialType::Supplied,
            values: Vec::new(),
        };
        let Some(json) = json else {
            return Ok(credentials);
        };
        if !json.is_object() {
            check(|path, problems| problems.add_wrong_type(path, "an object or a function", &json));
            return Ok(credentials);
        }
        // Unknown type: skip checking the other fields.
        if let Some(kind) = read_field(&json, "type") {
            credentials.kind = kind;
            check(|path, problems| credentials.read_values(&json, path, problems));
        }
        Ok(credentials)
    }
}

impl Credentials {
    fn read_values(&mut self, json: &Json, path: &str, problems: &mut Problems) {
        let fields = self.kind.kind().fields;
        for key in json.keys() {
            if key != "type" && !fields.iter().any(|field| field.name == key) {
                let mut known = vec!["type"];
                known.extend(fields.iter().map(|field| field.name));
                problems.add(&join(path, &key), unknown_field(&key, &known));
            }
        }
        for field in fields {
            let path = join(path, field.name);
            if let Some(value) = json.get_non_null(field.name) {
                let text = field.read(&value, &path, problems);
                self.values.extend(text.map(|text| (field, text)));
            } else if field.required {
                problems.add(&path, "is required");
            }
        }
    }
}
