//! The modifiers of `_Mod` (docs/workfront-facts.md#modifiers).

use crate::error::{ApiError, ApiResult};

/// How a value is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Modifier {
    /// The comparison.
    pub test: Test,
    /// Whether case is ignored.
    pub ignore_case: bool,
    /// Whether the result is negated.
    pub negated: bool,
}

/// A comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Test {
    /// Less than.
    Less,
    /// Less than or equal.
    LessOrEqual,
    /// Greater than.
    Greater,
    /// Greater than or equal.
    GreaterOrEqual,
    /// Equal; for a date without `exacttime`, on the same day.
    Equal,
    /// The same time.
    ExactTime,
    /// Equal to one of the values.
    In,
    /// All of the values are present.
    AllOf,
    /// Contains a substring.
    Contains,
    /// Contains one of the words.
    ContainsAny,
    /// Contains all of the words.
    ContainsAll,
    /// Matches a pattern with `%` and `_`.
    Like,
    /// Starts with a string.
    StartsWith,
    /// Ends with a string.
    EndsWith,
    /// Has the same Soundex code.
    Soundex,
    /// Between two values, both included.
    Between,
    /// Is null.
    IsNull,
    /// Is null or an empty string.
    IsBlank,
    /// Length is less than a number.
    LengthLess,
    /// Length is equal to a number.
    LengthEqual,
    /// Length is greater than a number.
    LengthGreater,
    /// At least one of the bits is set.
    BitwiseOr,
    /// All of the bits are set.
    BitwiseAnd,
}

impl Modifier {
    /// Parses the name of a modifier.
    pub fn parse(name: &str, third_party: bool) -> ApiResult<Self> {
        let (test, ignore_case, negated) = match name {
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
            "cistartswith" if third_party => (Test::StartsWith, true, false),
            "endswith" if third_party => (Test::EndsWith, false, false),
            "ciendswith" if third_party => (Test::EndsWith, true, false),
            "clike" if third_party => (Test::Like, false, false),
            _ => return Err(ApiError::field(format!("invalid query modifier: {name}"))),
        };
        Ok(Self {
            test,
            ignore_case,
            negated,
        })
    }

    /// Whether it needs no value.
    pub fn needs_no_value(self) -> bool {
        matches!(self.test, Test::IsNull | Test::IsBlank)
    }
}
