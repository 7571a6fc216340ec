//! What a schema holds.

use super::field::{Collection, Field, Reference, Relation};
use super::types::Type;

/// What is known about an object type.
#[derive(Debug)]
pub struct Schema {
    /// The type.
    pub object_type: Type,
    /// Its name as the paths have it.
    pub name: &'static str,
    /// Its name in messages.
    pub label: &'static str,
    /// Its code.
    pub code: &'static str,
    /// Where a snapshot keeps its objects.
    pub plural: &'static str,
    /// Whether it has a path of its own (facts, section 1.2).
    pub top_level: bool,
    /// Whether POST can create one.
    pub creatable: bool,
    /// Its direct fields.
    pub fields: &'static [Field],
    /// Its references.
    pub references: &'static [Reference],
    /// Its collections.
    pub collections: &'static [Collection],
    /// Names that only a filter may use (facts, section 3.3).
    pub search_only: &'static [(&'static str, Relation)],
}

impl Schema {
    /// A direct field by its exact name.
    pub fn field(&self, name: &str) -> Option<(u8, &'static Field)> {
        let at = self.fields.iter().position(|field| field.name == name)?;
        Some((at as u8, &self.fields[at]))
    }

    /// The number of a field that is known to exist; 0 (`ID`) otherwise.
    pub fn number(&self, name: &str) -> u8 {
        self.field(name).map_or(0, |(number, _)| number)
    }

    /// A reference by its exact name.
    pub fn reference(&self, name: &str) -> Option<&'static Reference> {
        self.references
            .iter()
            .find(|reference| reference.name == name)
    }

    /// A collection by its exact name.
    pub fn collection(&self, name: &str) -> Option<&'static Collection> {
        self.collections
            .iter()
            .find(|collection| collection.name == name)
    }
}
