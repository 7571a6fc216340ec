//! Typed values as the host's JSON. Not serde: its code for each type is several times as large in WebAssembly.

use super::Json;

/// What can be handed to the host as JSON.
pub trait ToJson {
    /// The value as the host has it.
    fn to_json(&self) -> Json;

    /// Whether a field with this value is left out.
    fn is_absent(&self) -> bool {
        false
    }
}

/// An object with these fields, without those that are absent.
pub(crate) fn object(keys: &[&str], values: &[&dyn ToJson]) -> Json {
    let mut object = Json::object();
    for (key, value) in keys.iter().zip(values) {
        if !value.is_absent() {
            object.set(key, value.to_json());
        }
    }
    object
}

/// How a struct is written: its fields, in order, and the keys of those that are called something else in JSON.
macro_rules! to_json {
    ($type:ty { $($field:ident $(= $key:literal)?),* $(,)? }) => {
        impl $crate::json::ToJson for $type {
            fn to_json(&self) -> $crate::json::Json {
                $crate::json::object_with(
                    &[$($crate::json::key!($field $($key)?)),*],
                    &[$(&self.$field),*],
                )
            }
        }
    };
}

macro_rules! key {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident $key:literal) => {
        $key
    };
}

pub(crate) use {key, to_json};

impl ToJson for Json {
    fn to_json(&self) -> Json {
        self.clone()
    }
}

impl ToJson for String {
    fn to_json(&self) -> Json {
        self.as_str().into()
    }
}

impl ToJson for &str {
    fn to_json(&self) -> Json {
        (*self).into()
    }
}

impl ToJson for bool {
    fn to_json(&self) -> Json {
        (*self).into()
    }
}

impl ToJson for f64 {
    fn to_json(&self) -> Json {
        (*self).into()
    }
}

macro_rules! whole_numbers {
    ($($type:ty)*) => {$(
        impl ToJson for $type {
            fn to_json(&self) -> Json {
                (*self as f64).into()
            }
        }
    )*};
}

whole_numbers! { u16 u32 usize }

impl<T: ToJson> ToJson for Option<T> {
    fn to_json(&self) -> Json {
        self.as_ref().map_or_else(Json::null, T::to_json)
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T: ToJson> ToJson for Vec<T> {
    fn to_json(&self) -> Json {
        Json::array_of(self.iter().map(T::to_json))
    }
}
