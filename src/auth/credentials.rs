use super::CredentialType;
use super::fields::{self, Field};
use crate::input::{Problems, Read, expected, open};
use crate::json::Json;
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
        self.values(true)
            .flat_map(|value| std::iter::once(value).chain(value.lines()))
            .filter(|line| !line.starts_with("-----"))
            .map(str::to_owned)
            .collect()
    }

    /// The values that are secrets, or those that are none.
    pub(super) fn values(&self, secret: bool) -> impl Iterator<Item = &str> {
        self.values
            .iter()
            .filter(move |(field, _)| field.secret == secret)
            .map(|(_, value)| value.as_str())
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Credentials(")?;
        f.write_str(self.kind.as_str())?;
        f.write_str(")")
    }
}

impl Read for Credentials {
    fn blank() -> Self {
        Credentials {
            kind: CredentialType::Supplied,
            values: Vec::new(),
        }
    }

    fn read(&mut self, json: &Json, path: &str, problems: &mut Problems) {
        if !json.is_object() {
            return expected("an object or a function", json, path, problems);
        }
        // What else is known depends on the type, so where that is wrong only that is told.
        let before = problems.count();
        let type_path = format!("{path}.type");
        match json.get("type") {
            Some(given) => self.kind.read(&given, &type_path, problems),
            None => self.kind.absent(&type_path, problems),
        }
        if problems.count() > before {
            return;
        }
        let table = fields::of(self.kind);
        let mut known = vec!["type"];
        known.extend(table.iter().map(|field| field.name));
        open(json, path, &known, problems);
        for field in table {
            let path = format!("{path}.{}", field.name);
            match json.get(field.name).filter(|value| !value.is_null()) {
                Some(value) => {
                    if let Some(text) = field.read(&value, &path, problems) {
                        self.values.push((field, text));
                    }
                }
                None if field.required => problems.add(&path, "is required"),
                None => {}
            }
        }
    }
}
