//! Custom fields (docs/workfront-facts.md#custom-fields).

use std::sync::Arc;

/// A custom field of users.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its name, without `DE:`.
    pub name: &'static str,
    /// What it holds.
    pub kind: ParameterKind,
    /// The custom form it is on.
    pub category: Arc<str>,
}

/// What a custom field holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ParameterKind {
    /// A text.
    Text,
    /// A number.
    Number,
    /// A date.
    Date,
    /// Several of some options.
    Several(&'static [&'static str]),
    /// One of some options.
    One(&'static [&'static str]),
}
