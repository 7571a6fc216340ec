use super::access::{Fields, Items};
use super::handle::HANDLE;
use super::not_null::{self, NOT_NULL};
use super::state::put_handle;
use super::stopped::{Result, Stopped};
use super::value::CollectingDeserializer;
use crate::json::Json;
use serde::de::value::U32Deserializer;
use serde::de::{Deserializer, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

impl<'de> Deserializer<'de> for CollectingDeserializer {
    type Error = Stopped;

    /// No input has a type that needs this: the type of each value is known.
    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value> {
        Err(Stopped)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        visitor.visit_bool(self.get("a boolean", Json::as_bool))
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        visitor.visit_f64(self.number())
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        visitor.visit_u32(self.whole_number())
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.deserialize_string(visitor)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        visitor.visit_string(self.string())
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        match self.json {
            None => visitor.visit_none(),
            Some(_) => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value> {
        if name == NOT_NULL {
            if self.is_null() {
                not_null::add_problem();
            }
            return self.deserialize_option(visitor);
        }
        if name != HANDLE {
            return visitor.visit_newtype_struct(self);
        }
        if self.json.is_none() {
            self.add_problem("");
        }
        put_handle(self.json);
        visitor.visit_unit()
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        visitor.visit_seq(Items::new(self.container("an array", Json::is_array)))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value> {
        let object = self.container("an object", Json::is_object);
        visitor.visit_map(Fields::new(object, names))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        choices: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value> {
        let index: U32Deserializer<Stopped> = self.choice(choices).into_deserializer();
        visitor.visit_enum(index)
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u16 u64 u128 f32 char
        bytes byte_buf unit unit_struct tuple
        tuple_struct map identifier ignored_any
    }
}
