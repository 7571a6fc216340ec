//! A field of the type [`Json`] takes the host's value as it is. serde's data model has no such value, so it is passed
//! through the state, and a struct name marks its place, as in serde_json's `RawValue`.

use super::state::take_handle;
use crate::json::Json;
use serde::de::Visitor;
use serde::{Deserialize, Deserializer};
use std::fmt;

/// The name of the struct that marks a [`Json`].
pub(super) const HANDLE: &str = "$Json";

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(HANDLE, Handle)
    }
}

struct Handle;

impl Visitor<'_> for Handle {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(take_handle().unwrap_or_else(Json::null))
    }
}
