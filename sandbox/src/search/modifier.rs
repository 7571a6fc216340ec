//! The modifiers of `_Mod` (docs/workfront-facts.md#modifiers).

use crate::error::{ApiError, Outcome};

/// How a value is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Modifier {
    /// What is compared.
    pub test: Test,
    /// Without regard to case.
    pub any_case: bool,
    /// The opposite.
    pub negated: bool,
}

/// A comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Test {
    /// Below.
    Less,
    /// Below or the same.
    LessOrEqual,
    /// Above.
    Greater,
    /// Above or the same.
    GreaterOrEqual,
    /// The same; for a date without `exacttime`, of the same day.
    Equal,
    /// The same moment.
    ExactTime,
    /// One of several.
    In,
    /// Every one of several.
    AllOf,
    /// A part of the text.
    Contains,
    /// One of several words.
    ContainsAny,
    /// Every one of several words.
    ContainsAll,
    /// A pattern of `%` and `_`.
    Like,
    /// The beginning.
    StartsWith,
    /// The end.
    EndsWith,
    /// What sounds the same.
    Soundex,
    /// From one value to another.
    Between,
    /// Nothing.
    IsNull,
    /// Nothing or an empty text.
    IsBlank,
    /// A length below a number.
    LengthLess,
    /// A length of a number.
    LengthEqual,
    /// A length above a number.
    LengthGreater,
    /// Any of the bits.
    BitwiseOr,
    /// All of the bits.
    BitwiseAnd,
}

impl Modifier {
    /// Reads a modifier's name.
    pub fn read(name: &str, third_party_too: bool) -> Outcome<Self> {
        let (test, any_case, negated) = match name {
            "lt" => (Test::Less, false, false),
            "lte" => (Test::LessOrEqual, false, false),
            "gt" => (Test::Greater, false, false),
            "gte" => (Test::GreaterOrEqual, false, false),
            "eq" => (Test::Equal, false, false),
            "ne" | "nee" => (Test::Equal, false, true),
            "cieq" => (Test::Equal, true, false),
            "cine" => (Test::Equal, true, true),
            "in" => (Test::In, false, false),
            "ciin" => (Test::In, true, false),
            "notin" => (Test::In, false, true),
            "cinotin" => (Test::In, true, true),
            "allof" => (Test::AllOf, false, false),
            "contains" => (Test::Contains, false, false),
            "cicontains" => (Test::Contains, true, false),
            "cicontainsany" => (Test::ContainsAny, true, false),
            "cicontainsall" => (Test::ContainsAll, true, false),
            "notcontains" => (Test::Contains, false, true),
            "cinotcontains" => (Test::Contains, true, true),
            "cinotcontainsany" => (Test::ContainsAny, true, true),
            "cinotcontainsall" => (Test::ContainsAll, true, true),
            "like" => (Test::Like, false, false),
            "cilike" => (Test::Like, true, false),
            "startswith" => (Test::StartsWith, false, false),
            "soundex" => (Test::Soundex, true, false),
            "between" => (Test::Between, false, false),
            "notbetween" => (Test::Between, false, true),
            "cibetween" => (Test::Between, true, false),
            "cinotbetween" => (Test::Between, true, true),
            "isnull" => (Test::IsNull, false, false),
            "notnull" => (Test::IsNull, false, true),
            "isblank" => (Test::IsBlank, false, false),
            "notblank" => (Test::IsBlank, false, true),
            "exacttime" => (Test::ExactTime, false, false),
            "length_lt" => (Test::LengthLess, false, false),
            "length_eq" => (Test::LengthEqual, false, false),
            "length_gt" => (Test::LengthGreater, false, false),
            "bitwiseor" => (Test::BitwiseOr, false, false),
            "bitwiseand" => (Test::BitwiseAnd, false, false),
            "bitwisenand" => (Test::BitwiseAnd, false, true),
            "cistartswith" if third_party_too => (Test::StartsWith, true, false),
            "endswith" if third_party_too => (Test::EndsWith, false, false),
            "ciendswith" if third_party_too => (Test::EndsWith, true, false),
            "clike" if third_party_too => (Test::Like, false, false),
            _ => return Err(ApiError::field(format!("invalid query modifier: {name}"))),
        };
        Ok(Self {
            test,
            any_case,
            negated,
        })
    }

    /// Whether it compares without a value.
    pub fn stands_alone(self) -> bool {
        matches!(self.test, Test::IsNull | Test::IsBlank)
    }
}
