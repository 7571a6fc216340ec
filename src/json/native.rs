//! [`Json`] natively: a `serde_json::Value`.

use super::{Kind, canonical};
use serde_json::Value;
use unicode_normalization::UnicodeNormalization as _;

/// A JSON value that belongs to the host; natively a `serde_json::Value`.
///
/// `Debug` shows only the kind: values may hold passwords.
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

    /// An empty array.
    pub fn array() -> Self {
        Json(Value::Array(Vec::new()))
    }

    /// The value of this JSON text; `None` when it isn't JSON.
    pub fn parse(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok().map(Json)
    }

    /// The value of the JSON text that this is; `None` when it isn't JSON.
    pub fn parse_own_text(&self) -> Option<Self> {
        Json::parse(self.0.as_str()?)
    }

    /// The length of the string, if this is one, in bytes.
    pub fn str_len(&self) -> Option<usize> {
        self.0.as_str().map(str::len)
    }

    /// The value as JSON text.
    pub fn to_json_string(&self) -> String {
        self.0.to_string()
    }

    /// The value as a JSON string; never `None` here.
    pub fn to_host_string(&self) -> Option<Json> {
        Some(Json::from(self.to_json_string().as_str()))
    }

    /// The value as canonical JSON text (RFC 8785); never `None` here.
    pub fn to_canonical_string(&self) -> Option<String> {
        Some(canonical::to_string(&self.0))
    }

    /// Some items of an array as JSON text; `None` when this is no array.
    #[cfg(feature = "plans")]
    pub(super) fn items_text(&self, range: std::ops::Range<usize>) -> Option<String> {
        serde_json::to_string(self.0.as_array()?.get(range)?).ok()
    }

    /// Some items of an array as canonical JSON text (RFC 8785); `None` when this is no array.
    #[cfg(feature = "plans")]
    pub fn items_canonical(&self, range: std::ops::Range<usize>) -> Option<String> {
        let items = self.0.as_array()?.get(range)?;
        Some(canonical::to_string(&Value::from(items)))
    }

    /// A copy that shares nothing with this value; never `None` here.
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

    /// The string, if this is one.
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

    /// The value under `key`; `None` when it is absent or `null`.
    pub fn get_non_null(&self, key: &str) -> Option<Json> {
        self.get(key).filter(|value| !value.is_null())
    }

    /// Whether this is `null`.
    pub fn is_null(&self) -> bool {
        self.0.is_null()
    }

    /// Whether this is an array.
    pub fn is_array(&self) -> bool {
        self.0.is_array()
    }

    /// Sets the value under `key`; does nothing when this is no object.
    pub fn insert(&mut self, key: &str, value: impl Into<Json>) {
        if let Value::Object(map) = &mut self.0 {
            map.insert(key.to_owned(), value.into().0);
        }
    }

    /// Sets all entries of another object; does nothing when this is no object.
    pub fn insert_all(&mut self, entries: &Json) {
        if let (Some(object), Some(entries)) = (self.0.as_object_mut(), entries.0.as_object()) {
            object.extend(entries.clone());
        }
    }

    /// Adds `value` at the end; does nothing when this is no array.
    pub fn push(&mut self, value: impl Into<Json>) {
        if let Value::Array(items) = &mut self.0 {
            items.push(value.into().0);
        }
    }

    /// The number of items of an array; 0 for anything else.
    pub fn len(&self) -> usize {
        self.0.as_array().map_or(0, Vec::len)
    }

    /// The item at `index`; `null` past the end.
    pub fn at(&self, index: usize) -> Json {
        Json(self.0.get(index).cloned().unwrap_or(Value::Null))
    }

    /// The keys of an object, in order; none for anything else.
    pub fn keys(&self) -> Vec<String> {
        let object = self.0.as_object().into_iter();
        object.flat_map(|map| map.keys().cloned()).collect()
    }

    /// The keys of all objects of an array.
    #[cfg(feature = "plans")]
    pub fn keys_of_items(&self) -> Vec<String> {
        let items = self.0.as_array().into_iter().flatten();
        let objects = items.filter_map(Value::as_object);
        let keys: std::collections::BTreeSet<&String> =
            objects.flat_map(|map| map.keys()).collect();
        keys.into_iter().cloned().collect()
    }

    /// The keys of an object with their values, in order; none for anything else.
    pub fn entries(&self) -> Vec<(String, Json)> {
        let entries = self.0.as_object().into_iter().flatten();
        entries
            .map(|(key, value)| (key.clone(), Json(value.clone())))
            .collect()
    }

    /// An object with the same entries, which can be changed without changing this one.
    pub fn shallow_clone(&self) -> Self {
        self.clone()
    }

    /// The value as serde_json has it (native only).
    pub fn into_value(self) -> Value {
        self.0
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

/// A text in Unicode's form NFKC without regard to case.
#[cfg(feature = "plans")]
pub(crate) fn folded(text: &str) -> String {
    // In upper case `ß` is `SS`; before that in lower case, because `ẞ` is upper case already.
    let text: String = text.nfkc().collect();
    let text = text.to_lowercase().to_uppercase().to_lowercase();
    text.nfkc().collect()
}

/// A text in Unicode's form NFC: an accent is part of its letter.
pub(crate) fn composed(text: &str) -> String {
    text.nfc().collect()
}
