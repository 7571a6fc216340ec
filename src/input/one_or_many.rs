use super::{problem_count, read_here};
use crate::json::Json;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};

/// An array that may be written as its only item.
#[derive(Clone, Debug, PartialEq)]
pub struct OneOrMany<T>(pub Vec<T>);

impl<'de, T: DeserializeOwned> Deserialize<'de> for OneOrMany<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let before = problem_count();
        let json = Json::deserialize(deserializer)?;
        if problem_count() > before {
            return Ok(OneOrMany(Vec::new()));
        }
        if json.is_array() {
            return read_here(&json).map(OneOrMany);
        }
        read_here(&json).map(|only| OneOrMany(vec![only]))
    }
}
