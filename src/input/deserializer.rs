use super::access::{Fields, Items};
use super::handle::HANDLE;
use super::state::{check, put_handle};
use super::stopped::Stopped;
use super::suggest::not_one_of;
use crate::json::Json;
use serde::de::value::U32Deserializer;
use serde::de::{Deserializer, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

pub(super) type Result<T> = std::result::Result<T, Stopped>;

/// Reads one value. Where that is wrong, it notes the problem and hands over a blank.
pub(super) struct CollectingDeserializer {
    /// The value; `None` where it is absent or null.
    json: Option<Json>,
    /// Whether the object around it was wrong, which is noted already.
    is_blank: bool,
}

impl CollectingDeserializer {
    pub fn new(json: &Json) -> Self {
        Self::of(Some(json.clone()), false)
    }

    pub fn of(json: Option<Json>, is_blank: bool) -> Self {
        CollectingDeserializer {
            json: json.filter(|json| !json.is_null()),
            is_blank,
        }
    }

    /// What `read` makes of the value, or a problem and a blank.
    #[inline(never)]
    fn get<T: Default>(&self, what: &str, read: impl FnOnce(&Json) -> Option<T>) -> T {
        let value = self.json.as_ref().and_then(read);
        value.unwrap_or_else(|| {
            self.add_problem(what);
            T::default()
        })
    }

    /// Notes that the value should have been something else.
    #[cold]
    fn add_problem(&self, what: &str) {
        check(|path, problems| match &self.json {
            _ if self.is_blank => {}
            None => problems.add(path, "is required"),
            Some(json) => problems.add_unexpected(path, what, json),
        });
    }

    #[inline(never)]
    fn number(&self) -> f64 {
        self.get("a number", Json::as_f64)
    }

    #[inline(never)]
    fn string(&self) -> String {
        self.get("a text", Json::as_str)
    }

    #[inline(never)]
    fn whole_number(&self) -> u32 {
        let number = self.number();
        let is_whole = number >= 0.0 && number <= f64::from(u32::MAX) && number.fract() == 0.0;
        if !is_whole {
            check(|path, problems| problems.add(path, "must be a whole number, 0 or more"));
        }
        number as u32
    }

    /// The value, if it is what it should be.
    #[inline(never)]
    fn container(self, what: &str, fits: fn(&Json) -> bool) -> Option<Json> {
        let fits = self.json.as_ref().is_some_and(fits);
        if !fits {
            self.add_problem(what);
        }
        self.json.filter(|_| fits)
    }

    /// The index of the choice that the value names.
    fn choice(&self, choices: &[&str]) -> u32 {
        let Some(text) = self.json.as_ref().and_then(Json::as_str) else {
            self.add_problem("a text");
            return 0;
        };
        let index = choices.iter().position(|choice| *choice == text);
        index.map_or_else(
            || {
                let problem = not_one_of(&text, choices);
                check(|path, problems| problems.add(path, problem));
                0
            },
            |index| index as u32,
        )
    }
}

impl<'de> Deserializer<'de> for CollectingDeserializer {
    type Error = Stopped;

    /// No input has a type that needs this: what a value may be is always known.
    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value> {
        Err(Stopped)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        visitor.visit_bool(self.get("true or false", Json::as_bool))
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
        visitor.visit_seq(Items::new(self.container("a list", Json::is_array)))
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
