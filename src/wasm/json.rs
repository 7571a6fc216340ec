//! [`Json`] in WebAssembly: a handle on the host's own value, never copied into wasm memory as a whole.

use crate::json::Kind;
use std::fmt;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// With the key as text: js-sys' own takes a handle, whose making and dropping are crossings of their own. Fails
    /// for what is no object.
    #[wasm_bindgen(js_namespace = Reflect, js_name = get, catch)]
    fn get(object: &JsValue, key: &str) -> Result<JsValue, JsValue>;

    /// The same, but nothing in place of null and undefined: so that these need no crossings to be told and dropped.
    #[wasm_bindgen(js_namespace = Reflect, js_name = get, catch)]
    fn given(object: &JsValue, key: &str) -> Result<Option<Given>, JsValue>;

    /// Anything but null and undefined. As a `JsValue` it would be asked once more whether it is undefined.
    type Given;

    #[wasm_bindgen(js_namespace = Reflect, js_name = set, catch)]
    fn set(object: &JsValue, key: &str, value: &JsValue) -> Result<bool, JsValue>;

    #[wasm_bindgen(js_namespace = JSON, js_name = parse, catch)]
    fn parse(text: &str) -> Result<JsValue, JsValue>;

    /// By reference: the text stays the host's.
    #[wasm_bindgen(js_namespace = JSON, js_name = parse, catch)]
    pub(super) fn parse_text(text: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = JSON, js_name = stringify, catch)]
    fn stringify(value: &JsValue) -> Result<JsValue, JsValue>;

    type TextDecoder;

    #[wasm_bindgen(constructor)]
    fn new(encoding: &str, options: &JsValue) -> TextDecoder;

    #[wasm_bindgen(method, catch)]
    fn decode(this: &TextDecoder, bytes: &[u8]) -> Result<String, JsValue>;

    type Object;

    #[wasm_bindgen(constructor)]
    fn new() -> Object;

    #[wasm_bindgen(static_method_of = Object)]
    fn keys(object: &JsValue) -> Vec<String>;

    #[wasm_bindgen(static_method_of = Object)]
    fn values(object: &JsValue) -> Vec<JsValue>;

    #[wasm_bindgen(static_method_of = Object)]
    fn assign(into: JsValue, from: &JsValue) -> JsValue;

    type Array;

    #[wasm_bindgen(constructor)]
    fn new() -> Array;

    #[wasm_bindgen(static_method_of = Array, js_name = isArray)]
    fn is_array(value: &JsValue) -> bool;

    #[wasm_bindgen(method)]
    fn push(this: &Array, value: &JsValue) -> u32;

    #[wasm_bindgen(method, getter)]
    fn length(this: &Array) -> u32;

    #[wasm_bindgen(method, indexing_getter)]
    fn at(this: &Array, index: u32) -> JsValue;
}

/// A property of an object, unless there is nothing (`null` or `undefined`).
pub(super) fn property(object: &JsValue, name: &str) -> Option<JsValue> {
    given(object, name).ok().flatten().map(JsValue::from)
}

/// A JSON value that belongs to the host.
///
/// `Debug` tells only the kind: values may hold passwords.
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

    /// An empty list.
    pub fn array() -> Self {
        Json(Array::new().into())
    }

    /// The value that `text` spells, or `None` when it isn't JSON.
    pub fn parse(text: &str) -> Option<Self> {
        parse(text).ok().map(Json)
    }

    /// The value that these bytes spell, or `None` when they aren't JSON.
    pub fn parse_bytes(bytes: &[u8]) -> Option<Self> {
        let strict = Json::object_of(&[("fatal", true.into())]);
        let text = TextDecoder::new("utf-8", &strict.0).decode(bytes).ok()?;
        parse(&text).ok().map(Json)
    }

    /// The value as JSON text.
    pub fn to_text(&self) -> String {
        let text = self.text().and_then(|text| text.as_text());
        text.unwrap_or_default()
    }

    /// The value as JSON text that stays the host's own; `None` where it can't be written so.
    pub fn text(&self) -> Option<Json> {
        let text = stringify(&self.0).ok()?;
        text.is_string().then(|| Json(text))
    }

    /// The same value, of which nobody else has a part; `None` where it can't be written as JSON.
    pub fn apart(&self) -> Option<Json> {
        parse_text(&self.text()?.0).ok().map(Json)
    }

    /// What this holds.
    pub fn kind(&self) -> Kind {
        // Each question crosses the boundary: the likeliest come first.
        if self.0.is_object() {
            if Array::is_array(&self.0) {
                Kind::Array
            } else {
                Kind::Object
            }
        } else if self.0.is_string() {
            Kind::Text
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

    /// The text, if this is one.
    pub fn as_text(&self) -> Option<String> {
        self.0.as_string()
    }

    /// The number, if this is one.
    pub fn as_number(&self) -> Option<f64> {
        self.0.as_f64()
    }

    /// The boolean, if this is one.
    pub fn as_bool(&self) -> Option<bool> {
        self.0.as_bool()
    }

    /// The value under `key`; `None` when this is no object or the key is absent (or `undefined`).
    pub fn get(&self, key: &str) -> Option<Json> {
        self.given(key).or_else(|| {
            let nothing = get(&self.0, key).ok()?;
            (!nothing.is_undefined()).then(Json::null)
        })
    }

    /// The value under `key`, unless there is nothing (`null` or `undefined`).
    pub fn given(&self, key: &str) -> Option<Json> {
        property(&self.0, key).map(Json)
    }

    /// Whether there is nothing here (`null` or `undefined`).
    pub fn is_null(&self) -> bool {
        self.0.is_null_or_undefined()
    }

    /// Whether this is a list.
    pub fn is_array(&self) -> bool {
        Array::is_array(&self.0)
    }

    /// Puts `value` under `key`; nothing happens when this is no object.
    pub fn set(&mut self, key: &str, value: impl Into<Json>) {
        self.put(key, &value.into());
    }

    /// Puts a value that is there already under `key`; nothing happens when this is no object.
    pub fn put(&mut self, key: &str, value: &Json) {
        let _ = set(&self.0, key, &value.0);
    }

    /// Adds `value` at the end; nothing happens when this is no list.
    pub fn push(&mut self, value: impl Into<Json>) {
        if self.is_array() {
            self.0.unchecked_ref::<Array>().push(&value.into().0);
        }
    }

    /// How many items a list has; 0 for anything else.
    pub fn len(&self) -> usize {
        if self.is_array() {
            self.0.unchecked_ref::<Array>().length() as usize
        } else {
            0
        }
    }

    /// Whether this is an empty list, or no list.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The item at `index`; `null` past the end.
    pub fn at(&self, index: usize) -> Json {
        Json(self.0.unchecked_ref::<Array>().at(index as u32))
    }

    /// The keys of an object, in order; none for anything else.
    pub fn keys(&self) -> Vec<String> {
        if self.kind() == Kind::Object {
            Object::keys(&self.0)
        } else {
            Vec::new()
        }
    }

    /// The keys of an object with their values, in order; none for anything else, or for a value that is `undefined`.
    pub fn entries(&self) -> Vec<(String, Json)> {
        let keys = self.keys();
        let mut entries = Vec::with_capacity(keys.len());
        if keys.is_empty() {
            return entries;
        }
        // All at once: asking for each by its key would hand over every key again.
        for (key, value) in keys.into_iter().zip(Object::values(&self.0)) {
            if !value.is_undefined() {
                entries.push((key, Json(value)));
            }
        }
        entries
    }

    /// An object with the same entries as this one, which can be changed without changing this one.
    pub fn copied(&self) -> Self {
        Json(Object::assign(Object::new().into(), &self.0))
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

impl fmt::Debug for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Json({})", self.kind().described())
    }
}

/// By reference: what the host has is never copied.
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
