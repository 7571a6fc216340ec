use super::CredentialType;
use super::fields::{self, Field};
use crate::api::query::Query;
use crate::error::cut;
use crate::input::{Problems, check, count, expected, join};
use crate::json::Json;
use serde::{Deserialize, Deserializer};
use std::fmt;

/// A credential as it was given. `Debug` tells only its type.
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

    /// The value that was given under this name.
    pub fn get(&self, name: &str) -> Option<&str> {
        let value = self.values.iter().find(|(field, _)| field.name == name);
        value.map(|(_, value)| value.as_str())
    }

    /// The value that was given under this name; nothing where there is none.
    pub(super) fn text(&self, name: &str) -> &str {
        self.get(name).unwrap_or_default()
    }

    /// The same credential with another value in this one's place.
    pub(super) fn with(&self, name: &str, text: &str) -> Self {
        let mut other = self.clone();
        for (field, value) in &mut other.values {
            if field.name == name {
                *value = text.to_owned();
            }
        }
        other
    }

    /// What may be seen by nobody. Of a private key each line is a secret of its own.
    pub fn secrets(&self) -> Vec<String> {
        let mut secrets = Vec::new();
        let mut add = |text: &str| {
            if !text.is_empty() && !text.starts_with("-----") {
                secrets.push(text.to_owned());
            }
        };
        for &value in &self.values(true) {
            add(value);
            for line in value.split('\n') {
                add(line.strip_suffix('\r').unwrap_or(line));
            }
        }
        secrets
    }

    /// The values that are secrets, or those that are none.
    pub(super) fn values(&self, secret: bool) -> Vec<&str> {
        let mut values = Vec::new();
        for (field, value) in &self.values {
            if field.secret == secret {
                values.push(value.as_str());
            }
        }
        values
    }

    /// Adds what goes to the token service as it was given.
    pub(super) fn add_to(&self, form: &mut Query) {
        for (field, value) in &self.values {
            if !field.parameter.is_empty() && !value.is_empty() {
                form.add(field.parameter, value);
            }
        }
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
        let before = count();
        let json = Json::deserialize(deserializer)?;
        let mut credentials = Credentials {
            kind: CredentialType::Supplied,
            values: Vec::new(),
        };
        if count() == before {
            check(|path, problems| credentials.read(&json, path, problems));
        }
        Ok(credentials)
    }
}

impl Credentials {
    fn read(&mut self, json: &Json, path: &str, problems: &mut Problems) {
        if !json.is_object() {
            return expected("an object or a function", json, path, problems);
        }
        // What else is known depends on the type, so where that is wrong only that is told.
        let type_path = join(path, "type");
        let Some(given) = json.get_non_null("type") else {
            return problems.add(&type_path, "is required");
        };
        let Some(text) = given.as_str() else {
            return expected("a text", &given, &type_path, problems);
        };
        let Some(kind) = CredentialType::from_text(&text) else {
            let known = CredentialType::TEXTS.join(", ");
            return problems.add(
                &type_path,
                format!("'{}' is not one of {known}", cut(&text)),
            );
        };
        self.kind = kind;
        let table = fields::of(self.kind);
        for key in json.keys() {
            if key != "type" && !table.iter().any(|field| field.name == key) {
                let mut known = vec!["type"];
                known.extend(table.iter().map(|field| field.name));
                let known = known.join(", ");
                problems.add(
                    &join(path, &key),
                    format!("is not known here; known are {known}"),
                );
            }
        }
        for field in table {
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
