use crate::error::ErrorKind;
use serde_json::Value;

/// What a manifest shows of an action in addition to its schemas.
#[derive(Debug)]
pub struct Example {
    /// An input that the sample tenant accepts (see [`super::samples`]).
    pub input: Value,
    /// The kinds of errors that are specific to this action; those of every action aren't listed.
    pub fails: &'static [ErrorKind],
}
