//! The fields of a form: what a schema doesn't say.

use super::choices::{self, Choices};
use schemars::{JsonSchema, Schema};
use serde::Serialize;
use serde_json::Value;

/// A field of a form.
#[derive(Debug, JsonSchema, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FieldManifest {
    /// The property of the input.
    pub name: String,
    /// What it is called.
    pub title: String,
    /// Whether it must be given.
    pub required: bool,
    /// Whether it stands behind a fold: most people don't need it.
    pub advanced: bool,
    /// Whether it must not be shown or kept.
    pub secret: bool,
    /// What to write, for instance.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub placeholder: Option<&'static str>,
    /// The fields without which it has no meaning.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub depends_on: Vec<&'static str>,
    /// Where its choices come from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub choices: Option<Choices>,
}

/// What most people see of a user's fields at once.
const USUAL: &[&str] = &[
    "username",
    "emailAddr",
    "firstName",
    "lastName",
    "accessLevelID",
    "accessLevel",
    "homeGroupID",
    "homeGroup",
    "password",
    "ssoUsername",
    "title",
    "roleID",
    "role",
    "extRefID",
];

/// Fields of other inputs that most people don't need.
const ADVANCED: &[&str] = &[
    "anyOf",
    "base64Encoding",
    "chunkSize",
    "clearTeams",
    "collections",
    "filterConnector",
    "first",
    "force",
    "keepOthers",
    "maxPeople",
    "objCode",
    "objId",
    "overlapMs",
    "renew",
    "replacement",
    "sort",
    "user",
    "newManager",
    "verify",
];

const SECRET: &[&str] = &["authToken", "authorization", "password"];

const PLACEHOLDERS: &[(&str, &str)] = &[
    ("username", "jane.doe@example.com"),
    ("emailAddr", "jane.doe@example.com"),
    ("accessLevel", "Standard"),
    ("homeGroup", "Marketing"),
    ("role", "Designer"),
    ("ID", "68304ec800124e0cc977ae1873a70b0b"),
    ("user", "jane.doe@example.com"),
    ("url", "https://example.com/hook"),
    ("since", "2026-11-01"),
    ("object", "project"),
];

/// Fields that belong to another one.
const DEPENDENT: &[(&str, &[&str])] = &[
    ("filterConnector", &["filters"]),
    ("confirm", &["ID"]),
    ("overlapMs", &["cursor"]),
];

/// The fields of an input, in its schema's order; those that must be given come first.
pub fn of(input: &Schema, group: &str) -> Vec<FieldManifest> {
    let properties = input.get("properties").and_then(Value::as_object);
    let required: Vec<&str> = input
        .get("required")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    // An input of a user's fields has more of them than anyone wants to see at once.
    let is_user = properties.is_some_and(|all| all.contains_key("emailAddr"));
    let names = properties.into_iter().flatten().map(|(name, _)| name);
    let mut fields: Vec<FieldManifest> = names
        .map(|name| {
            let is_required = required.contains(&name.as_str());
            let is_usual = !is_user || USUAL.contains(&name.as_str());
            FieldManifest {
                title: title(name),
                required: is_required,
                advanced: !is_required && (!is_usual || ADVANCED.contains(&name.as_str())),
                secret: SECRET.contains(&name.as_str()),
                placeholder: found(PLACEHOLDERS, name),
                depends_on: found(DEPENDENT, name).unwrap_or_default().to_vec(),
                choices: choices::of(name, group),
                name: name.clone(),
            }
        })
        .collect();
    fields.sort_by_key(|field| (!field.required, field.advanced));
    fields
}

fn found<T: Copy>(table: &[(&str, T)], name: &str) -> Option<T> {
    let entry = table.iter().find(|(known, _)| *known == name);
    entry.map(|(_, value)| *value)
}

/// `accessLevelID` becomes `Access level ID`.
pub fn title(name: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    for letter in name.chars() {
        let is_start = |word: &String| {
            let last = word.chars().next_back();
            letter.is_uppercase() && last.is_some_and(char::is_lowercase)
        };
        match words.last_mut() {
            Some(word) if !is_start(word) => word.push(letter),
            _ => words.push(letter.to_string()),
        }
    }
    let words: Vec<String> = words.iter().map(|word| spelt(word)).collect();
    let title = words.join(" ");
    let mut letters = title.chars();
    let first: String = letters
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .collect();
    first + letters.as_str()
}

fn spelt(word: &str) -> String {
    match word.to_lowercase().as_str() {
        "addr" => "address".to_owned(),
        "email" => "e-mail".to_owned(),
        "ms" => "(ms)".to_owned(),
        "obj" => "object".to_owned(),
        short @ ("api" | "id" | "ims" | "sso" | "uri" | "url") => short.to_uppercase(),
        _ if word.chars().filter(|letter| letter.is_uppercase()).count() > 1 => word.to_owned(),
        other => other.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn titles_are_words() {
        for (name, title) in [
            ("accessLevelID", "Access level ID"),
            ("ID", "ID"),
            ("IDs", "IDs"),
            ("chunkSize", "Chunk size"),
            ("emailAddr", "E-mail address"),
            ("ssoUsername", "SSO username"),
            ("imsOrgId", "IMS org ID"),
            ("objId", "Object ID"),
            ("since", "Since"),
            ("waitMs", "Wait (ms)"),
        ] {
            assert_eq!(super::title(name), title);
        }
    }
}
