//! Inputs are read by serde's derived code from the host's value. This deserializer notes a problem with its path, gives a
//! blank in the value's place and goes on, so that all problems are told at once.

use super::Problems;
use crate::error::Result;
use crate::error::cut;
use crate::json::Json;
use serde::de::value::{U32Deserializer, U64Deserializer};
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, Error as _, IntoDeserializer, MapAccess,
    SeqAccess, Visitor,
};
use serde::{Deserialize, forward_to_deserialize_any};
use std::cell::RefCell;
use std::fmt;

/// Where the reader is, and what was wrong so far.
#[derive(Default)]
struct State {
    path: String,
    problems: Problems,
    /// A value on its way through serde, which knows no handles.
    handle: Option<Json>,
}

thread_local! {
    static STATE: RefCell<State> = RefCell::default();
}

/// Reads a whole input, or tells everything that is wrong with it.
pub fn read_input<T: DeserializeOwned>(json: &Json) -> Result<T> {
    read_at(json, "")
}

/// Reads what stands at `path`, or tells everything that is wrong with it.
pub(crate) fn read_at<T: DeserializeOwned>(json: &Json, path: &str) -> Result<T> {
    let path = path.to_owned();
    let outer = STATE.replace(State {
        path,
        ..State::default()
    });
    let value = T::deserialize(Reader::of(json.clone()));
    let State {
        path, mut problems, ..
    } = STATE.replace(outer);
    match value {
        Ok(value) => problems.into_result().map(|()| value),
        Err(Stopped) => {
            problems.add(&path, "can't be read");
            problems
                .into_result()
                .and_then(|()| Err(crate::error::Error::invalid("input", "")))
        }
    }
}

/// Reads a value whose problems go beside others.
pub(crate) fn read_into_problems<T: DeserializeOwned>(
    json: &Json,
    problems: &mut Problems,
) -> Option<T> {
    let given = std::mem::take(problems);
    let outer = STATE.replace(State {
        problems: given,
        ..State::default()
    });
    let value = T::deserialize(Reader::of(json.clone()));
    *problems = STATE.replace(outer).problems;
    value.ok()
}

/// Reads what a part of a value holds that was taken as it is.
pub(crate) fn read_part<'de, T: Deserialize<'de>, E: serde::de::Error>(
    json: &Json,
) -> std::result::Result<T, E> {
    T::deserialize(Reader::of(json.clone())).map_err(E::custom)
}

/// Looks at the problems of the value that is being read: checks that are no type's.
pub(crate) fn check<T>(body: impl FnOnce(&str, &mut Problems) -> T) -> T {
    STATE.with_borrow_mut(|state| body(&state.path, &mut state.problems))
}

/// How many problems there are.
pub(crate) fn count() -> usize {
    STATE.with_borrow(|state| state.problems.count())
}

/// A text that must be what `parse` takes for one.
pub(crate) fn parsed<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    blank: T,
    parse: impl FnOnce(String) -> std::result::Result<T, String>,
) -> std::result::Result<T, D::Error> {
    let before = count();
    let text = String::deserialize(deserializer)?;
    if count() > before {
        return Ok(blank);
    }
    Ok(parse(text).unwrap_or_else(|problem| {
        check(|path, problems| problems.add(path, problem));
        blank
    }))
}

/// What stops reading: nothing does, as a blank takes the place of what is wrong.
#[derive(Debug)]
struct Stopped;

impl fmt::Display for Stopped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("can't be read")
    }
}

impl std::error::Error for Stopped {}

// Without the texts that nobody would see.
impl serde::de::Error for Stopped {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Stopped
    }
    fn invalid_type(_: serde::de::Unexpected<'_>, _: &dyn serde::de::Expected) -> Self {
        Stopped
    }
    fn invalid_value(_: serde::de::Unexpected<'_>, _: &dyn serde::de::Expected) -> Self {
        Stopped
    }
    fn invalid_length(_: usize, _: &dyn serde::de::Expected) -> Self {
        Stopped
    }
    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        Stopped
    }
    fn unknown_field(_: &str, _: &'static [&'static str]) -> Self {
        Stopped
    }
    fn missing_field(_: &'static str) -> Self {
        Stopped
    }
    fn duplicate_field(_: &'static str) -> Self {
        Stopped
    }
}

/// One value.
struct Reader {
    /// None where it is absent.
    json: Option<Json>,
    /// Whether a problem around it was told already.
    is_blank: bool,
}

impl Reader {
    fn of(json: Json) -> Self {
        Reader {
            json: Some(json).filter(|json| !json.is_null()),
            is_blank: false,
        }
    }

    fn blank() -> Self {
        Reader {
            json: None,
            is_blank: true,
        }
    }

    /// What `read` makes of it, or else a problem.
    #[inline(never)]
    fn get<T: Default>(&self, what: &str, read: impl FnOnce(&Json) -> Option<T>) -> T {
        let got = self.json.as_ref().and_then(read);
        got.unwrap_or_else(|| {
            self.expected(what);
            T::default()
        })
    }

    #[cold]
    fn expected(&self, what: &str) {
        match &self.json {
            _ if self.is_blank => {}
            None => check(|path, problems| problems.add(path, "is required")),
            Some(json) => check(|path, problems| expected(what, json, path, problems)),
        }
    }

    #[inline(never)]
    fn number(&self) -> f64 {
        self.get("a number", Json::as_f64)
    }

    #[inline(never)]
    fn text(&self) -> String {
        self.get("a text", Json::as_str)
    }

    #[inline(never)]
    fn whole(&self) -> u32 {
        let number = self.number();
        let is_whole = number >= 0.0 && number <= f64::from(u32::MAX) && number.fract() == 0.0;
        if !is_whole {
            check(|path, problems| problems.add(path, "must be a whole number, 0 or more"));
        }
        number as u32
    }
}

type Read<T> = std::result::Result<T, Stopped>;

impl<'de> Deserializer<'de> for Reader {
    type Error = Stopped;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Read<V::Value> {
        Err(Stopped)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        visitor.visit_bool(self.get("true or false", Json::as_bool))
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        visitor.visit_f64(self.number())
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        visitor.visit_u32(self.whole())
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        visitor.visit_string(self.text())
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        match self.json {
            None => visitor.visit_none(),
            Some(_) => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Read<V::Value> {
        if name != HANDLE {
            return visitor.visit_newtype_struct(self);
        }
        if self.json.is_none() {
            self.expected("");
        }
        STATE.with_borrow_mut(|state| state.handle = self.json);
        visitor.visit_unit()
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        let json = self.json.as_ref().filter(|json| json.is_array());
        if json.is_none() {
            self.expected("a list");
        }
        let length = json.map_or(0, Json::len);
        let json = self.json.unwrap_or_else(Json::null);
        visitor.visit_seq(Items {
            json,
            at: 0,
            length,
        })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        names: &'static [&'static str],
        visitor: V,
    ) -> Read<V::Value> {
        let mut fields = Fields {
            json: Json::null(),
            names,
            at: 0,
            keys: Vec::new(),
            is_blank: true,
        };
        match self.json {
            Some(json) if json.is_object() => {
                fields.keys = json.keys();
                fields.json = json;
                fields.is_blank = self.is_blank;
                fields.tell_unknown();
            }
            _ => self.expected("an object"),
        }
        visitor.visit_map(fields)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Read<V::Value> {
        let text = self.json.as_ref().and_then(Json::as_str);
        let at = match text {
            None => {
                self.expected("a text");
                0
            }
            Some(text) => variants
                .iter()
                .position(|known| *known == text)
                .unwrap_or_else(|| {
                    let problem = format!("'{}' is not one of {}", cut(&text), variants.join(", "));
                    check(|path, problems| problems.add(path, problem));
                    0
                }),
        };
        let variant: U32Deserializer<Stopped> = (at as u32).into_deserializer();
        visitor.visit_enum(variant)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.deserialize_string(visitor)
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u16 u64 u128 f32 char
        bytes byte_buf unit unit_struct tuple
        tuple_struct map identifier ignored_any
    }
}

/// The fields of an object, in the order of the type's own.
struct Fields {
    json: Json,
    names: &'static [&'static str],
    at: usize,
    keys: Vec<String>,
    is_blank: bool,
}

impl Fields {
    #[inline(never)]
    fn tell_unknown(&self) {
        for key in &self.keys {
            if !self.names.contains(&key.as_str()) {
                let known = self.names.join(", ");
                let problem = format!("is not known here; known are {known}");
                check(|path, problems| problems.add(&join(path, key), problem));
            }
        }
    }
}

impl<'de> MapAccess<'de> for Fields {
    type Error = Stopped;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Read<Option<K::Value>> {
        if self.at == self.names.len() {
            return Ok(None);
        }
        let key: U64Deserializer<Stopped> = (self.at as u64).into_deserializer();
        seed.deserialize(key).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Read<V::Value> {
        let (reader, length) = self.enter();
        let value = seed.deserialize(reader);
        leave(length);
        value
    }
}

impl Fields {
    #[inline(never)]
    fn enter(&mut self) -> (Reader, usize) {
        let name = self.names[self.at];
        self.at += 1;
        // Most fields of most inputs aren't there: asking the host for each would cost more than reading the others.
        let given = self.keys.iter().any(|key| key == name);
        let json = given.then(|| self.json.get_non_null(name)).flatten();
        let is_blank = self.is_blank;
        let length = STATE.with_borrow_mut(|state| {
            let length = state.path.len();
            if length > 0 {
                state.path.push('.');
            }
            state.path.push_str(name);
            length
        });
        (Reader { json, is_blank }, length)
    }
}

#[inline(never)]
fn leave(length: usize) {
    STATE.with_borrow_mut(|state| state.path.truncate(length));
}

/// The items of a list.
struct Items {
    json: Json,
    at: usize,
    length: usize,
}

impl<'de> SeqAccess<'de> for Items {
    type Error = Stopped;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Read<Option<T::Value>> {
        if self.at == self.length {
            return Ok(None);
        }
        let length = STATE.with_borrow_mut(|state| {
            let length = state.path.len();
            push_index(&mut state.path, self.at);
            length
        });
        let item = self.json.at(self.at);
        self.at += 1;
        let value = seed.deserialize(Reader::of(item));
        leave(length);
        value.map(Some)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.length - self.at)
    }
}

/// The name by which the reader knows that a value is to be handed over as it is.
const HANDLE: &str = "$Json";

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        struct Handle;
        impl Visitor<'_> for Handle {
            type Value = Json;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value")
            }

            fn visit_unit<E>(self) -> std::result::Result<Json, E> {
                let json = STATE.with_borrow_mut(|state| state.handle.take());
                Ok(json.unwrap_or_else(Json::null))
            }
        }
        deserializer.deserialize_newtype_struct(HANDLE, Handle)
    }
}

/// The path of an item of a list.
pub(crate) fn item(path: &str, index: usize) -> String {
    let mut place = path.to_owned();
    push_index(&mut place, index);
    place
}

fn push_index(path: &mut String, index: usize) {
    path.push('[');
    path.push_str(&index.to_string());
    path.push(']');
}

/// The path of a field.
pub(crate) fn join(path: &str, name: &str) -> String {
    if path.is_empty() {
        name.to_owned()
    } else {
        format!("{path}.{name}")
    }
}

/// Notes that `json` should have been something else.
pub(crate) fn expected(what: &str, json: &Json, path: &str, problems: &mut Problems) {
    let given = json.kind().described();
    problems.add(path, format!("must be {what}, not {given}"));
}

/// A list that may be written as its only item.
#[derive(Clone, Debug, PartialEq)]
pub struct OneOrMany<T>(pub Vec<T>);

impl<'de, T: DeserializeOwned> Deserialize<'de> for OneOrMany<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        let before = count();
        let json = Json::deserialize(deserializer)?;
        if count() > before {
            return Ok(OneOrMany(Vec::new()));
        }
        if json.is_array() {
            return read_part(&json).map(OneOrMany);
        }
        read_part(&json).map(|only| OneOrMany(vec![only]))
    }
}
