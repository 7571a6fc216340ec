use super::{read_here, read_json};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};

/// An array that may be written as its only item.
#[derive(Clone, Debug, PartialEq)]
pub struct OneOrMany<T>(pub Vec<T>);

impl<'de, T: DeserializeOwned> Deserialize<'de> for OneOrMany<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Some(json) = read_json(deserializer)? else {
            return Ok(OneOrMany(Vec::new()));
        };
        if json.is_array() {
            return read_here(&json).map(OneOrMany);
        }
        read_here(&json).map(|only| OneOrMany(vec![only]))
    }
}
