//! serde's access to the fields of an object and the items of an array.

use super::path::join;
use super::state::{check, enter_field, enter_item, leave};
use super::stopped::{Result, Stopped};
use super::suggest::unknown_field;
use super::value::CollectingDeserializer;
use crate::json::Json;
use serde::de::value::U64Deserializer;
use serde::de::{DeserializeSeed, IntoDeserializer, MapAccess, SeqAccess};

/// The fields of an object, in the order of the type.
pub(super) struct Fields {
    /// The object; `None` in place of one that was wrong.
    object: Option<Json>,
    keys: Vec<String>,
    names: &'static [&'static str],
    next: usize,
}

impl Fields {
    /// Records the fields that the type doesn't have as problems.
    #[inline(never)]
    pub fn new(object: Option<Json>, names: &'static [&'static str]) -> Self {
        let keys = object.as_ref().map(Json::keys).unwrap_or_default();
        for key in &keys {
            if !names.contains(&key.as_str()) {
                let problem = unknown_field(key, names);
                check(|path, problems| problems.add(&join(path, key), problem));
            }
        }
        Fields {
            object,
            keys,
            names,
            next: 0,
        }
    }

    #[inline(never)]
    fn enter(&mut self) -> (CollectingDeserializer, usize) {
        let name = self.names[self.next];
        self.next += 1;
        // Most fields of most inputs are absent. Looking each up in the host's object would cost more than reading the others.
        let is_present = self.keys.iter().any(|key| key == name);
        let object = self.object.as_ref().filter(|_| is_present);
        let value = object.and_then(|object| object.get_non_null(name));
        // A JavaScript host's undefined is absent.
        let is_null = value.is_none() && object.is_some_and(|object| object.get(name).is_some());
        let is_blank = self.object.is_none();
        (
            CollectingDeserializer::of(value, is_blank, is_null),
            enter_field(name),
        )
    }
}

impl<'de> MapAccess<'de> for Fields {
    type Error = Stopped;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>> {
        if self.next == self.names.len() {
            return Ok(None);
        }
        // Derived code takes the index of a field in place of its name.
        let index: U64Deserializer<Stopped> = (self.next as u64).into_deserializer();
        seed.deserialize(index).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value> {
        let (deserializer, length) = self.enter();
        let value = seed.deserialize(deserializer);
        leave(length);
        value
    }
}

/// The items of an array.
pub(super) struct Items {
    /// The array; `None` in place of one that was wrong.
    array: Option<Json>,
    next: usize,
    length: usize,
}

impl Items {
    pub fn new(array: Option<Json>) -> Self {
        Items {
            length: array.as_ref().map_or(0, Json::len),
            array,
            next: 0,
        }
    }

    #[inline(never)]
    fn enter(&mut self) -> Option<(CollectingDeserializer, usize)> {
        let array = self.array.as_ref().filter(|_| self.next < self.length)?;
        let index = self.next;
        self.next += 1;
        let value = Some(array.at(index)).filter(|item| !item.is_null());
        let is_null = value.is_none();
        let item = CollectingDeserializer::of(value, false, is_null);
        Some((item, enter_item(index)))
    }
}

impl<'de> SeqAccess<'de> for Items {
    type Error = Stopped;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>> {
        let Some((deserializer, length)) = self.enter() else {
            return Ok(None);
        };
        let value = seed.deserialize(deserializer);
        leave(length);
        value.map(Some)
    }
}
