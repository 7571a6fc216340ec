//! Writes as they are sent, and the people whom they concern.

use super::effect::Effect;
use crate::json::Json;
use crate::model::Id;
use crate::transport::Method;

/// A write as it is sent.
#[derive(Clone, Copy, Debug)]
pub struct Write<'a> {
    /// The method.
    pub method: Method,
    /// The path after the API version, such as `/user/<ID>`; the slash at the beginning may be absent.
    pub path: &'a str,
    /// The query, percent-encoded, without the question mark.
    pub query: &'a str,
    /// The body: fields, an array of them, a form or JSON as a string.
    pub body: Option<&'a Json>,
}

/// Whom a guarded write concerns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// The user with this ID.
    User(Id),
    /// The user whose approval has this ID.
    Approval(Id),
    /// The connection's own user.
    OwnUser,
    /// Everyone, or nobody knows whom.
    Everyone,
}

/// A person and what a write does to them.
#[derive(Clone, Debug)]
pub struct Guarded {
    /// The person.
    pub target: Target,
    /// What happens to them.
    pub effect: Effect,
}
