//! [`Json`] natively: a `serde_json::Value`.

use super::Kind;
use serde_json::Value;
use std::fmt;

/// A JSON value that belongs to the host; natively a `serde_json::Value`.
///
/// `Debug` tells only the kind: values may hold passwords.
#[derive(Clone, PartialEq)]
pub struct Json(Value);

impl Json {
    /// `null`.
    pub fn null() -> Self {
        Json(Value::Null)
    }

    /// An empty object.
    pub fn object() -> Self {
        Json(Value::Object(Default::default()))
    }

    /// An empty list.
    pub fn array() -> Self {
        Json(Value::Array(Vec::new()))
    }

    /// The value that `text` spells, or `None` when it isn't JSON.
    pub fn parse(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok().map(Json)
    }

    /// The value that these bytes spell, or `None` when they aren't JSON.
    pub fn parse_bytes(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok().map(Json)
    }

    /// The value as JSON text.
    pub fn to_json_string(&self) -> String {
        self.0.to_string()
    }

    /// The value as JSON text that stays the host's own; `None` where it can't be written so.
    pub fn to_host_string(&self) -> Option<Json> {
        Some(Json::from(self.to_json_string().as_str()))
    }

    /// The same value, of which nobody else has a part; `None` where it can't be written as JSON.
    pub fn deep_clone(&self) -> Option<Json> {
        Some(self.clone())
    }

    /// What this holds.
    pub fn kind(&self) -> Kind {
        match self.0 {
            Value::Null => Kind::Null,
            Value::Bool(_) => Kind::Boolean,
            Value::Number(_) => Kind::Number,
            Value::String(_) => Kind::String,
            Value::Array(_) => Kind::Array,
            Value::Object(_) => Kind::Object,
        }
    }

    /// The text, if this is one.
    pub fn as_str(&self) -> Option<String> {
        self.0.as_str().map(str::to_owned)
    }

    /// The number, if this is one.
    pub fn as_f64(&self) -> Option<f64> {
        self.0.as_f64()
    }

    /// The boolean, if this is one.
    pub fn as_bool(&self) -> Option<bool> {
        self.0.as_bool()
    }

    /// The value under `key`; `None` when this is no object or the key is absent.
    pub fn get(&self, key: &str) -> Option<Json> {
        self.0.get(key).cloned().map(Json)
    }

    /// The value under `key`, unless there is nothing (`null`).
    pub fn get_non_null(&self, key: &str) -> Option<Json> {
        self.get(key).filter(|value| !value.is_null())
    }

    /// Whether there is nothing here (`null`).
    pub fn is_null(&self) -> bool {
        self.0.is_null()
    }

    /// Whether this is a list.
    pub fn is_array(&self) -> bool {
        self.0.is_array()
    }

    /// Puts `value` under `key`; nothing happens when this is no object.
    pub fn insert(&mut self, key: &str, value: impl Into<Json>) {
        if let Value::Object(map) = &mut self.0 {
            map.insert(key.to_owned(), value.into().0);
        }
    }

    /// Adds `value` at the end; nothing happens when this is no list.
    pub fn push(&mut self, value: impl Into<Json>) {
        if let Value::Array(items) = &mut self.0 {
            items.push(value.into().0);
        }
    }

    /// How many items a list has; 0 for anything else.
    pub fn len(&self) -> usize {
        self.0.as_array().map_or(0, Vec::len)
    }

    /// Whether this is an empty list, or no list.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The item at `index`; `null` past the end.
    pub fn at(&self, index: usize) -> Json {
        Json(self.0.get(index).cloned().unwrap_or(Value::Null))
    }

    /// The keys of an object, in order; none for anything else.
    pub fn keys(&self) -> Vec<String> {
        self.0
            .as_object()
            .map(|map| map.keys().cloned().collect())
            .unwrap_or_default()
    }

    /// The keys of an object with their values, in order; none for anything else.
    pub fn entries(&self) -> Vec<(String, Json)> {
        let Some(map) = self.0.as_object() else {
            return Vec::new();
        };
        map.iter()
            .map(|(key, value)| (key.clone(), Json(value.clone())))
            .collect()
    }

    /// An object with the same entries as this one, which can be changed without changing this one.
    pub fn shallow_clone(&self) -> Self {
        self.clone()
    }

    /// The value as serde_json has it (native only).
    pub fn into_value(self) -> Value {
        self.0
    }
}

impl fmt::Debug for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Json({})", self.kind().described())
    }
}

impl serde::Serialize for Json {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl From<Value> for Json {
    fn from(value: Value) -> Self {
        Json(value)
    }
}

impl From<&Json> for Json {
    fn from(value: &Json) -> Self {
        value.clone()
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Json(Value::from(text))
    }
}

impl From<bool> for Json {
    fn from(value: bool) -> Self {
        Json(Value::from(value))
    }
}

impl From<f64> for Json {
    /// Whole numbers stay whole in the text (`5`, not `5.0`), as JavaScript writes them.
    fn from(value: f64) -> Self {
        let whole = value as i64;
        Json(if whole as f64 == value {
            Value::from(whole)
        } else {
            Value::from(value)
        })
    }
}
