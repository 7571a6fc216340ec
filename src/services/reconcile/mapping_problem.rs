//! What is wrong with a mapping.

use serde::Serialize;

/// What is wrong with a part of a mapping.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum MappingProblemKind {
    /// Users have no such field, or it can't be written.
    UnknownField,
    /// Nothing in the tenant has the name.
    UnknownName,
    /// Several objects of the tenant have the name.
    AmbiguousName,
    /// The value can't be written into the field.
    InvalidValue,
    /// The list has a value that the map doesn't list, and there is no default.
    NotCovered,
    /// The mapping has no field by which people are found. The problem has no field.
    MissingKey,
    /// The list doesn't have a column that a rule reads.
    MissingColumn,
    /// The tenant refuses to show a field.
    Unreadable,
}

/// A problem of a mapping.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MappingProblem {
    /// The field whose rule has the problem; empty if it is the whole mapping.
    pub field: String,
    /// The value, name or column concerned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// What is wrong, as a stable code.
    pub problem: MappingProblemKind,
    /// What is wrong, in words.
    pub message: String,
    /// The number of people in the list whom it concerns; absent if it doesn't depend on the list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub people: Option<u32>,
    /// What happens to them: they are held back, or the field keeps its value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub held: Option<bool>,
}
