//! The schema of an object type.

use super::field::{Collection, Field, Reference, Relation};
use super::types::Type;

/// The schema of an object type.
#[derive(Debug)]
pub struct Schema {
    /// The type.
    pub object_type: Type,
    /// Its name in paths.
    pub name: &'static str,
    /// Its name in error messages.
    pub label: &'static str,
    /// Its code.
    pub code: &'static str,
    /// Its name in snapshots and options.
    pub plural: &'static str,
    /// Whether it has its own path (docs/workfront-facts.md#paths).
    pub top_level: bool,
    /// Whether POST can create one.
    pub creatable: bool,
    /// Its direct fields.
    pub fields: &'static [Field],
    /// Its references.
    pub references: &'static [Reference],
    /// Its collections.
    pub collections: &'static [Collection],
    /// Names that are available only in filters (docs/workfront-facts.md#references-and-collections).
    pub search_only: &'static [(&'static str, Relation)],
}

impl Schema {
    /// A direct field and its number, by its exact name.
    pub fn field(&self, name: &str) -> Option<(u8, &'static Field)> {
        let at = self.fields.iter().position(|field| field.name == name)?;
        Some((at as u8, &self.fields[at]))
    }

    /// The number of a field; 0 (`ID`) if there is no such field.
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
