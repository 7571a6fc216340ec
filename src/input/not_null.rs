//! Options whose absence lifts a rule: there, null is more likely a value that got lost than one that was left out.

use super::state::check;
use serde::de::Visitor;
use serde::{Deserialize, Deserializer};
use std::fmt;
use std::marker::PhantomData;

/// The name of the struct that marks such an option.
pub(super) const NOT_NULL: &str = "$NotNull";

const PROBLEM: &str = "must not be null: leave it out if it isn't wanted";

/// Reads an optional field that may be absent (or undefined in JavaScript) but not null, for `#[serde(deserialize_with)]`.
pub(crate) fn not_null<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    deserializer.deserialize_newtype_struct(NOT_NULL, NotNull(PhantomData))
}

/// Records that the value is null.
pub(super) fn add_problem() {
    check(|path, problems| problems.add(path, PROBLEM));
}

struct NotNull<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for NotNull<T> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_none<E>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        T::deserialize(deserializer).map(Some)
    }
}
