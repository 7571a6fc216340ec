use crate::json::Json;
use crate::protocol::SortedIndex;
use crate::services::reconcile::normalized::normalized;

/// A map from values of a column to what they mean. Keys are compared without regard to case and to white space at the ends.
#[derive(Clone, Debug, Default)]
pub struct ValueMap {
    index: SortedIndex,
    values: Vec<Json>,
    empty: Option<Json>,
}

impl ValueMap {
    /// The map of a rule. Returns the first key that it has twice, if there is one.
    pub fn new(map: &Json) -> (Self, Option<String>) {
        let (mut keys, mut values, mut empty) = (Vec::new(), Vec::new(), None);
        for (key, value) in map.entries() {
            let key = normalized(&key).into_owned();
            if key.is_empty() {
                empty = Some(value);
            } else {
                keys.push(key);
                values.push(value);
            }
        }
        let index = SortedIndex::new(keys);
        let twice = index.duplicates().iter().position(|&is_twice| is_twice);
        let twice = twice.map(|at| index.get(at).to_owned());
        let map = ValueMap {
            index,
            values,
            empty,
        };
        (map, twice)
    }

    /// What a value means; `None` if the map doesn't list it.
    pub fn get(&self, value: &str) -> Option<Json> {
        let value = normalized(value);
        if value.is_empty() {
            return self.empty.clone();
        }
        self.values.get(self.index.first(&value)?).cloned()
    }

    /// Everything that a value can mean.
    pub fn meanings(&self) -> impl Iterator<Item = &Json> {
        self.values.iter().chain(&self.empty)
    }
}
