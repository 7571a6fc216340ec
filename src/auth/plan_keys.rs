//! The keys that sign plans, approvals and receipts.

use crate::input::{Problems, check, join, read_here, read_json};
use crate::json::Json;
use serde::{Deserialize, Deserializer};
use std::fmt;

/// The fewest bytes of a key: as many as the digest that it authenticates has (RFC 7518, section 3.2).
const MIN_KEY_BYTES: usize = 32;

/// The longest ID of a key, in bytes: shorter than every key, so that no error repeats a key that stands in an ID's place.
const MAX_ID_BYTES: usize = MIN_KEY_BYTES - 1;

/// The keys that sign and verify plans, approvals and receipts (HMAC with SHA-256). At least one of them is the current one.
///
/// `Debug` shows the IDs alone.
pub struct PlanKeys {
    current: String,
    keys: Vec<(String, String)>,
}

impl PlanKeys {
    /// The key that signs: its ID and its bytes.
    pub fn current(&self) -> (&str, &[u8]) {
        let key = self.get(&self.current).unwrap_or_default();
        (&self.current, key)
    }

    /// The key with this ID, current or retired.
    pub fn get(&self, id: &str) -> Option<&[u8]> {
        let mut keys = self.keys.iter();
        let found = keys.find(|(known, _)| known == id);
        found.map(|(_, key)| key.as_bytes())
    }

    /// The IDs of all keys.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.keys.iter().map(|(id, _)| id.as_str())
    }
}

impl fmt::Debug for PlanKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PlanKeys")
            .field("current", &self.current)
            .field("keys", &self.ids().collect::<Vec<_>>())
            .finish()
    }
}

/// The option `planKeys` as its user writes it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct PlanKeysOption {
    /// The ID of the key that signs. The other keys only verify.
    current: String,
    /// The keys by their IDs: texts of at least 32 bytes in UTF-8. Keep a retired key here until its plans, approvals and
    /// receipts are no longer needed.
    #[cfg_attr(
        feature = "schema",
        schemars(
            with = "std::collections::BTreeMap<String, String>",
            extend("x-type" = "Record<string, string>")
        )
    )]
    keys: Json,
}

impl<'de> Deserialize<'de> for PlanKeys {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Some(json) = read_json(deserializer)? else {
            return Ok(PlanKeys {
                current: String::new(),
                keys: Vec::new(),
            });
        };
        let option: PlanKeysOption = read_here(&json)?;
        let keys = check(|path, problems| keys_of(&option, path, problems));
        Ok(PlanKeys {
            current: option.current,
            keys,
        })
    }
}

/// The keys of the option. Their problems never repeat a key.
fn keys_of(option: &PlanKeysOption, path: &str, problems: &mut Problems) -> Vec<(String, String)> {
    let path_of_keys = join(path, "keys");
    let mut keys = Vec::new();
    if !option.keys.is_object() {
        if !problems.name(&path_of_keys) {
            problems.add(&path_of_keys, "must be an object of keys by their IDs");
        }
        return keys;
    }
    for (id, key) in option.keys.entries() {
        if !is_key_id(&id) {
            problems.add(
                &path_of_keys,
                "must have IDs of 1 to 31 letters, digits, '-', '_' or '.'",
            );
            continue;
        }
        let path = join(&path_of_keys, &id);
        match key.as_str() {
            None => problems.add_wrong_type(&path, "a string of at least 32 bytes", &key),
            Some(text) if text.len() < MIN_KEY_BYTES => problems.add(
                &path,
                format!(
                    "must have at least 32 bytes in UTF-8 but has {}; create one with 'openssl rand -base64 32'",
                    text.len()
                ),
            ),
            Some(text) => keys.push((id, text)),
        }
    }
    let path_of_current = join(path, "current");
    let is_known = is_key_id(&option.current) && option.keys.has(&option.current);
    if !is_known && !problems.name(&path_of_current) {
        problems.add(&path_of_current, "must be the ID of one of the keys");
    }
    keys
}

/// Whether a text can be the ID of a key.
pub(super) fn is_key_id(id: &str) -> bool {
    (1..=MAX_ID_BYTES).contains(&id.len())
        && id
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
}
