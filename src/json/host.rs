//! [`Json`] in WebAssembly: a handle to the host's own value, never copied into wasm memory as a whole.

use super::{Kind, names, sorted_members};
use js_sys::{Array, JSON, JsString, Object, Uint8Array};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    // By reference: `js_sys::JSON::parse` would copy the string into wasm memory and back.
    #[wasm_bindgen(js_namespace = JSON, js_name = parse, catch)]
    fn parse_handle(text: &JsValue) -> Result<JsValue, JsValue>;

    // These catch, as a host's own value may be a proxy.
    #[wasm_bindgen(js_namespace = Object, js_name = keys, catch)]
    fn keys(object: &JsValue) -> Result<Array, JsValue>;

    #[wasm_bindgen(js_namespace = Object, js_name = values, catch)]
    fn values(object: &JsValue) -> Result<Vec<JsValue>, JsValue>;

    #[wasm_bindgen(js_namespace = Object, js_name = assign, catch)]
    fn assign(target: &Object, source: &JsValue) -> Result<Object, JsValue>;

    type TextEncoder;

    #[wasm_bindgen(constructor, catch)]
    fn new() -> Result<TextEncoder, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn encode(this: &TextEncoder, text: &JsValue) -> Result<Uint8Array, JsValue>;

    type Items;

    #[wasm_bindgen(method, catch)]
    fn slice(this: &Items, from: u32, to: u32) -> Result<JsValue, JsValue>;
}

/// A property of an object; `None` when it is absent, null or undefined.
pub(crate) fn property(object: &JsValue, name: &str) -> Option<JsValue> {
    // Otherwise `Reflect.get` throws, which takes 30 times as long.
    if object.is_null_or_undefined() {
        return None;
    }
    names::get_non_null(object, name)
}

/// A text in Unicode's form NFKC without regard to case.
#[cfg(feature = "plans")]
pub(crate) fn folded(text: &str) -> String {
    // The host's tables: the WebAssembly has none of its own for NFKC. In upper case `ß` is `SS`; before that in lower case, because
    // `ẞ` is upper case already.
    let text = JsString::from(text).normalize("NFKC").to_lower_case();
    let text = text.to_upper_case().to_lower_case().normalize("NFKC");
    String::from(text)
}

/// A text in Unicode's form NFC: an accent is part of its letter.
pub(crate) fn composed(text: &str) -> String {
    String::from(JsString::from(text).normalize("NFC"))
}

/// The length of a string in UTF-16 units; `None` for anything else.
fn text_length(text: &JsValue) -> Option<u32> {
    let is_string = text.is_string();
    is_string.then(|| text.unchecked_ref::<JsString>().length())
}

/// A long string, or its bytes in UTF-8. wasm-bindgen copies strings letter by letter up to the first that isn't ASCII, which takes several times as long.
#[cfg(feature = "plans")]
pub(crate) fn long_string(text: &JsValue) -> Option<String> {
    let bytes = match text.is_string() {
        true => TextEncoder::new().ok()?.encode(text).ok()?,
        false if js_sys::ArrayBuffer::is_view(text) => text.clone().unchecked_into(),
        false => return None,
    };
    let text = String::from_utf8(bytes.to_vec());
    Some(text.unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()))
}

/// A string. Without plans there are no long ones.
#[cfg(not(feature = "plans"))]
pub(crate) fn long_string(text: &JsValue) -> Option<String> {
    text.as_string()
}

/// This text of `JSON.stringify` with the members of each object in order.
fn canonical(text: String) -> String {
    let read_string = |text: &str| Json::parse(text)?.as_str();
    sorted_members::sort_members(text, read_string)
}

/// A JSON value that belongs to the host.
///
/// `Debug` shows only the kind: values may hold passwords.
#[derive(Clone, PartialEq)]
pub struct Json(JsValue);

impl Json {
    /// `null`.
    pub fn null() -> Self {
        Json(JsValue::NULL)
    }

    /// An empty object.
    pub fn object() -> Self {
        Json(Object::new().into())
    }

    /// An empty array.
    pub fn array() -> Self {
        Json(Array::new().into())
    }

    /// The value of this JSON text; `None` when it isn't JSON.
    pub fn parse(text: &str) -> Option<Self> {
        JSON::parse(text).ok().map(Json)
    }

    /// The value of JSON text that is the host's own string; `None` when it isn't JSON.
    pub fn parse_host_string(text: &JsValue) -> Option<Self> {
        parse_handle(text).ok().map(Json)
    }

    /// The value of the JSON text that this is, which stays the host's own string; `None` when it isn't JSON.
    pub fn parse_own_text(&self) -> Option<Self> {
        Json::parse_host_string(&self.0)
    }

    /// The length of the string, if this is one: UTF-16 units here, bytes natively.
    pub fn str_len(&self) -> Option<usize> {
        text_length(&self.0).map(|length| length as usize)
    }

    /// The value as JSON text; empty when it can't be written as JSON.
    pub fn to_json_string(&self) -> String {
        let text = self.to_host_string().and_then(|text| text.as_str());
        text.unwrap_or_default()
    }

    /// The value as JSON text that stays the host's own string; `None` when it can't be written as JSON.
    pub fn to_host_string(&self) -> Option<Json> {
        let text = JsValue::from(JSON::stringify(&self.0).ok()?);
        text.is_string().then(|| Json(text))
    }

    /// The value as canonical JSON text (RFC 8785); `None` when it can't be written as JSON.
    ///
    /// `JSON.stringify` writes strings and numbers as the RFC requires, so that a large value isn't read through handles.
    pub fn to_canonical_string(&self) -> Option<String> {
        Some(canonical(long_string(&self.to_host_string()?.0)?))
    }

    /// A copy that shares nothing with this value; `None` when it can't be written as JSON.
    pub fn deep_clone(&self) -> Option<Json> {
        Json::parse_host_string(&self.to_host_string()?.0)
    }

    /// What this holds.
    pub fn kind(&self) -> Kind {
        // Each check crosses the boundary: the most likely come first.
        if self.0.is_object() {
            if Array::is_array(&self.0) {
                Kind::Array
            } else {
                Kind::Object
            }
        } else if self.0.is_string() {
            Kind::String
        } else if self.0.is_null_or_undefined() {
            Kind::Null
        } else if self.0.as_bool().is_some() {
            Kind::Boolean
        } else if self.0.as_f64().is_some() {
            Kind::Number
        } else {
            Kind::Object
        }
    }

    /// The string, if this is one.
    pub fn as_str(&self) -> Option<String> {
        self.0.as_string()
    }

    /// The number, if this is one.
    pub fn as_f64(&self) -> Option<f64> {
        self.0.as_f64()
    }

    /// The boolean, if this is one.
    pub fn as_bool(&self) -> Option<bool> {
        self.0.as_bool()
    }

    /// The value under `key`; `None` when this is no object or the key is absent (or `undefined`).
    pub fn get(&self, key: &str) -> Option<Json> {
        self.get_non_null(key).or_else(|| {
            if self.is_null() {
                return None;
            }
            names::get(&self.0, key).map(|_| Json::null())
        })
    }

    /// The value under `key`; `None` when it is absent, `null` or `undefined`.
    pub fn get_non_null(&self, key: &str) -> Option<Json> {
        property(&self.0, key).map(Json)
    }

    /// Whether this is `null` or `undefined`.
    pub fn is_null(&self) -> bool {
        self.0.is_null_or_undefined()
    }

    /// Whether this is an array.
    pub fn is_array(&self) -> bool {
        Array::is_array(&self.0)
    }

    /// Sets the value under `key`; does nothing when this is no object.
    pub fn insert(&mut self, key: &str, value: impl Into<Json>) {
        names::set(&self.0, key, &value.into().0);
    }

    /// Sets all entries of another object; does nothing when this is no object.
    pub fn insert_all(&mut self, entries: &Json) {
        let _ = assign(self.0.unchecked_ref(), &entries.0);
    }

    /// Adds `value` at the end; does nothing when this is no array.
    pub fn push(&mut self, value: impl Into<Json>) {
        if self.is_array() {
            self.0.unchecked_ref::<Array>().push(&value.into().0);
        }
    }

    /// The number of items of an array; 0 for anything else.
    pub fn len(&self) -> usize {
        if self.is_array() {
            self.0.unchecked_ref::<Array>().length() as usize
        } else {
            0
        }
    }

    /// The item at `index`; `null` past the end.
    pub fn at(&self, index: usize) -> Json {
        Json(self.0.unchecked_ref::<Array>().get(index as u32))
    }

    /// Some items of an array as JSON text; `None` when they can't be written as JSON.
    #[cfg(feature = "plans")]
    pub(super) fn items_text(&self, range: std::ops::Range<usize>) -> Option<String> {
        let items = self.0.unchecked_ref::<Items>();
        let items = items.slice(range.start as u32, range.end as u32).ok()?;
        long_string(&JsValue::from(JSON::stringify(&items).ok()?))
    }

    /// Some items of an array as canonical JSON text (RFC 8785); `None` when they can't be written as JSON.
    #[cfg(feature = "plans")]
    pub fn items_canonical(&self, range: std::ops::Range<usize>) -> Option<String> {
        Some(canonical(self.items_text(range)?))
    }

    /// The keys of an object, in order; none for anything else.
    pub fn keys(&self) -> Vec<String> {
        if self.kind() != Kind::Object {
            return Vec::new();
        }
        let Ok(keys) = keys(&self.0) else {
            return Vec::new();
        };
        // As one string, because each string crosses the boundary three times.
        let joined = String::from(keys.join("\0"));
        let names: Vec<String> = joined.split('\0').map(str::to_owned).collect();
        let count = keys.length();
        if names.len() == count as usize {
            return names;
        }
        // No keys, or one with the separator in it.
        let each = (0..count).map(|index| keys.get(index).as_string().unwrap_or_default());
        each.collect()
    }

    /// The keys of all objects of an array.
    #[cfg(feature = "plans")]
    pub fn keys_of_items(&self) -> Vec<String> {
        // Collected by the host: otherwise the keys of each object cross the boundary. Without a prototype, `__proto__` is a key
        // as any other.
        let all = Object::create(JsValue::NULL.unchecked_ref());
        for item in self.items().filter(Json::is_object) {
            let _ = assign(&all, &item.0);
        }
        Json(all.into()).keys()
    }

    /// The keys of an object with their values, in order, without those that are `undefined`; none for anything else.
    pub fn entries(&self) -> Vec<(String, Json)> {
        let keys = self.keys();
        if keys.is_empty() {
            return Vec::new();
        }
        // All in one crossing: reading them one by one would pass every key again.
        let entries = keys.into_iter().zip(values(&self.0).unwrap_or_default());
        entries
            .filter(|(_, value)| !value.is_undefined())
            .map(|(key, value)| (key, Json(value)))
            .collect()
    }

    /// An object with the same entries, which can be changed without changing this one.
    pub fn shallow_clone(&self) -> Self {
        let copy = assign(&Object::new(), &self.0);
        copy.map_or_else(|_| Json::object(), |copy| Json(copy.into()))
    }

    /// The host's own value.
    pub fn as_js(&self) -> &JsValue {
        &self.0
    }

    /// The host's own value.
    pub fn into_js(self) -> JsValue {
        self.0
    }
}

/// By reference: the host's value is passed on as it is. Only serde-wasm-bindgen's serializer understands it; nothing
/// else serializes in WebAssembly, which has no serde_json.
impl serde::Serialize for Json {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serde_wasm_bindgen::preserve::serialize(&self.0, serializer)
    }
}

impl From<JsValue> for Json {
    fn from(value: JsValue) -> Self {
        Json(value)
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Json(JsValue::from_str(text))
    }
}

impl From<bool> for Json {
    fn from(value: bool) -> Self {
        Json(JsValue::from_bool(value))
    }
}

impl From<f64> for Json {
    fn from(value: f64) -> Self {
        Json(JsValue::from_f64(value))
    }
}
