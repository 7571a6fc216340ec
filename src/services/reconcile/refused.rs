//! Why a value of a row can't be taken.

use crate::services::plans::HeldReason;

/// Why a value can't be taken.
#[derive(Debug)]
pub enum Refused {
    /// It is wrong.
    Invalid(HeldReason, String),
    /// The mapping or the tenant doesn't know it.
    Unknown(Unknown),
}

/// A value that isn't known.
#[derive(Debug)]
pub struct Unknown {
    /// What is wrong.
    pub problem: String,
    /// What a person needs once to correct it, such as all objects of the name.
    pub detail: String,
}

impl From<String> for Unknown {
    fn from(problem: String) -> Self {
        let detail = String::new();
        Unknown { problem, detail }
    }
}

impl From<Unknown> for Refused {
    fn from(unknown: Unknown) -> Self {
        Refused::Unknown(unknown)
    }
}

impl From<(HeldReason, String)> for Refused {
    fn from((reason, problem): (HeldReason, String)) -> Self {
        Refused::Invalid(reason, problem)
    }
}
