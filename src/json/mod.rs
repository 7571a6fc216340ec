//! A JSON value that belongs to the host.
//!
//! Pages of users never pass through serde at the boundary: in WebAssembly a [`Json`] is a handle on the host's own
//! object, so what `JSON.parse` made is what the caller gets, unknown fields and all. Natively it is a
//! `serde_json::Value`. Both have the same few operations; no other module depends on which one it is.

mod kind;
#[cfg(feature = "plans")]
mod raw;
mod shared;
mod sorted_members;
#[cfg(feature = "plans")]
mod table;
#[cfg(feature = "plans")]
mod table_reader;
mod to_json;

#[cfg(target_arch = "wasm32")]
mod host;
#[cfg(target_arch = "wasm32")]
mod names;
#[cfg(target_arch = "wasm32")]
pub use host::Json;
#[cfg(all(target_arch = "wasm32", feature = "plans"))]
pub(crate) use host::folded;
#[cfg(target_arch = "wasm32")]
pub(crate) use host::{composed, long_string, property};

#[cfg(not(target_arch = "wasm32"))]
mod canonical;
#[cfg(not(target_arch = "wasm32"))]
mod native;
#[cfg(not(target_arch = "wasm32"))]
pub use native::Json;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use native::composed;
#[cfg(all(not(target_arch = "wasm32"), feature = "plans"))]
pub(crate) use native::folded;

pub use kind::Kind;
pub(crate) use shared::UNWRITABLE;
#[cfg(feature = "plans")]
pub(crate) use table::{Table, TableValue};
pub use to_json::ToJson;
