//! Typed values as the host's JSON.

use super::Json;
use serde::Serialize;

/// A value that can be passed to the host as JSON.
pub trait ToJson: Serialize {
    /// The host's value.
    fn to_json(&self) -> Json;
}

impl<T: Serialize> ToJson for T {
    #[cfg(target_arch = "wasm32")]
    fn to_json(&self) -> Json {
        let value = self.serialize(&serde_wasm_bindgen::Serializer::json_compatible());
        value.map_or_else(|_| Json::null(), Json::from)
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn to_json(&self) -> Json {
        serde_json::to_value(self).map_or_else(|_| Json::null(), Json::from)
    }
}
