//! Custom fields (docs/workfront-facts.md#custom-fields).

use std::sync::Arc;

/// A custom field of users.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its name, without `DE:`.
    pub name: &'static str,
    /// The kind of its values.
    pub kind: ParameterKind,
    /// The ID of its custom form.
    pub category: Arc<str>,
}

/// The kind of a custom field's values.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ParameterKind {
    /// A string.
    Text,
    /// A number.
    Number,
    /// A date.
    Date,
    /// Any of these options.
    Several(&'static [&'static str]),
    /// One of these options.
    One(&'static [&'static str]),
}
