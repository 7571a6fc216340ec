//! Methods of both backends, written in terms of those that each implements itself.

use super::{Json, Kind};
use std::fmt;

/// The problem with a value for which [`Json::to_host_string`] returns `None`.
pub(crate) const UNWRITABLE: &str =
    "can't be written as JSON: it refers to itself, or contains a BigInt";

impl Json {
    /// The value of these bytes of JSON text; `None` when they aren't JSON.
    pub fn parse_bytes(bytes: &[u8]) -> Option<Self> {
        Json::parse(std::str::from_utf8(bytes).ok()?)
    }

    /// The string under `key`; `None` when it is absent or something else.
    pub fn get_str(&self, key: &str) -> Option<String> {
        self.get_non_null(key).and_then(|value| value.as_str())
    }

    /// The string under `key`; empty when it is absent or something else.
    pub fn str_or_default(&self, key: &str) -> String {
        self.get_str(key).unwrap_or_default()
    }

    /// The string itself, or any other value as JSON text.
    pub fn to_display_string(&self) -> String {
        self.as_str().unwrap_or_else(|| self.to_json_string())
    }

    /// Whether `key` is present.
    pub fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// The value under `key`, if it is a number.
    pub fn get_f64(&self, key: &str) -> Option<f64> {
        self.get_non_null(key).and_then(|value| value.as_f64())
    }

    /// The value under `key`, if it is a boolean.
    pub fn get_bool(&self, key: &str) -> Option<bool> {
        self.get_non_null(key).and_then(|value| value.as_bool())
    }

    /// Whether this is a string of white space only.
    pub fn str_is_blank(&self) -> bool {
        self.as_str().is_some_and(|text| text.trim().is_empty())
    }

    /// The value under `key`; `null` when it is absent.
    pub fn get_or_null(&self, key: &str) -> Json {
        self.get_non_null(key).unwrap_or_else(Json::null)
    }

    /// Whether this is an object.
    pub fn is_object(&self) -> bool {
        self.kind() == Kind::Object
    }

    /// Whether this is an empty array, or no array.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The items of an array; none for anything else.
    pub fn items(&self) -> impl Iterator<Item = Json> + '_ {
        (0..self.len()).map(|index| self.at(index))
    }

    /// An object with these entries.
    pub fn object_of(entries: &[(&str, Json)]) -> Self {
        let mut object = Json::object();
        for (key, value) in entries {
            object.insert(key, value);
        }
        object
    }

    /// An array of these values.
    pub fn array_of(values: impl IntoIterator<Item = Json>) -> Self {
        let mut array = Json::array();
        for value in values {
            array.push(value);
        }
        array
    }
}

impl fmt::Debug for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Json({})", self.kind().described())
    }
}

impl From<&Json> for Json {
    fn from(value: &Json) -> Self {
        value.clone()
    }
}
