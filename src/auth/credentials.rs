use super::CredentialType;
use super::fields::{self, Field};
use crate::input::{Problems, check, join, problem_count, read_field, unknown_field};
use crate::json::Json;
use crate::protocol::query::Query;
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
        let before = problem_count();
        let json = Json::deserialize(deserializer)?;
        let mut credentials = Credentials {
            kind: CredentialType::Supplied,
            values: Vec::new(),
        };
        if problem_count() > before {
            return Ok(credentials);
        }
        if !json.is_object() {
            check(|path, problems| problems.add_wrong_type(path, "an object or a function", &json));
            return Ok(credentials);
        }
        // Which other fields are known depends on the type, so a wrong type is the only problem noted.
        if let Some(kind) = read_field(&json, "type") {
            credentials.kind = kind;
            check(|path, problems| credentials.read_values(&json, path, problems));
        }
        Ok(credentials)
    }
}

impl Credentials {
    fn read_values(&mut self, json: &Json, path: &str, problems: &mut Problems) {
        let table = fields::of(self.kind);
        for key in json.keys() {
            if key != "type" && !table.iter().any(|field| field.name == key) {
                let mut known = vec!["type"];
                known.extend(table.iter().map(|field| field.name));
                problems.add(&join(path, &key), unknown_field(&key, &known));
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
